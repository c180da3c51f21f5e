"""What stands beside the codes, in one rebuildable SQLite file: listed numbers, groups, maps, weights, words of ICD-10-PCS."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, create_engine, insert, or_, select
from sqlalchemy.exc import DatabaseError, OperationalError

from coderdesk.domain.coding.code import dotted, undotted
from coderdesk.domain.coding.code_release import (
    CodeGroup,
    CodeMap,
    CodeSet,
    DrgWeight,
    ImportedCode,
    PcsLabel,
)
from coderdesk.domain.values.dates import Period
from coderdesk.storage.beside_tables import beside_metadata, code_map, drg_weight, group, listed, pcs_label
from coderdesk.storage.code_store import CodeStoreDamaged, CodeStoreNotWritten, read_only_engine

# A row with the place of its release in the list of all installed ones.
Placed = tuple[int, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRows:
    """What is to be written; each row with the place of its release."""

    listed: Iterable[tuple[int, CodeSet, ImportedCode]] = ()
    groups: Iterable[tuple[int, CodeGroup]] = ()
    maps: Iterable[tuple[int, CodeMap]] = ()
    weights: Iterable[tuple[int, DrgWeight]] = ()
    pcs_labels: Iterable[tuple[str, int, PcsLabel]] = ()


@dataclass(frozen=True, slots=True)
class BesideStore:
    """Read-only; safe to share between threads. Every answer raises CodeStoreDamaged for a file that is not whole."""

    engine: Engine

    def listed(self, code_set: CodeSet, value: str | None = None) -> tuple[tuple[int, ImportedCode], ...]:
        """The rows of a list in all its releases, or those of one value."""
        chosen = select(listed).where(listed.c.code_set == code_set.value).order_by(listed.c.id)
        if value is not None:
            chosen = chosen.where(listed.c.value == value)
        return tuple((row.release, _listed_code(row)) for row in self._rows(chosen))

    def groups_of(self, value: str) -> tuple[tuple[int, CodeGroup], ...]:
        chosen = select(group).where(group.c.bare == undotted(value)).order_by(group.c.id)
        return tuple((row.release, _group(row)) for row in self._rows(chosen))

    def maps_of(self, value: str) -> tuple[tuple[int, CodeMap], ...]:
        """Lines that lead from the code and lines that lead to it, in the order of the file."""
        bare = undotted(value)
        chosen = (
            select(code_map).where(or_(code_map.c.source == bare, code_map.c.target == bare)).order_by(code_map.c.id)
        )
        return tuple((row.release, _map(row)) for row in self._rows(chosen))

    def weights_of(self, drg: str | None = None) -> tuple[tuple[int, DrgWeight], ...]:
        """Of one group, or of all in the order of the table."""
        chosen = select(drg_weight).order_by(drg_weight.c.id)
        if drg is not None:
            chosen = chosen.where(drg_weight.c.drg == drg)
        return tuple((row.release, _weight(row)) for row in self._rows(chosen))

    def pcs_labels(self, table: str) -> tuple[tuple[int, PcsLabel], ...]:
        """The places (4 to 7) and labels of an ICD-10-PCS table, named by its three characters."""
        chosen = select(pcs_label).where(pcs_label.c.pcs_table == table).order_by(pcs_label.c.id)
        return tuple((row.position, PcsLabel(row.character, row.meaning)) for row in self._rows(chosen))

    def close(self) -> None:
        self.engine.dispose()

    def _rows(self, chosen: Select[Any]) -> Sequence[Row[Any]]:
        try:
            with self.engine.connect() as connection:
                return connection.execute(chosen).all()
        except DatabaseError as error:
            raise CodeStoreDamaged from error


def open_beside_store(path: Path) -> BesideStore:
    """Open a finished file; whether it is whole turns out at the first question."""
    return BesideStore(read_only_engine(path))


def write_beside_store(path: Path, rows: BesideRows) -> None:
    """Write a new file; the folder exists, the file does not. Raises CodeStoreNotWritten when the disk refuses it."""
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            beside_metadata.create_all(connection)
            _write(connection, listed, _listed_rows(rows))
            _write(connection, group, _group_rows(rows))
            _write(connection, code_map, _map_rows(rows))
            _write(connection, drg_weight, _weight_rows(rows))
            _write(connection, pcs_label, _label_rows(rows))
    except OperationalError as trouble:
        raise CodeStoreNotWritten from trouble
    finally:
        engine.dispose()


def _write(connection: Connection, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns if column.name != "id"]
    many = list(rows)
    if many:
        statement = insert(table).compile(dialect=connection.dialect, column_keys=names)
        connection.exec_driver_sql(str(statement), many)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _listed_rows(rows: BesideRows) -> Iterator[tuple[Any, ...]]:
    for release, code_set, one in rows.listed:
        yield (
            release,
            code_set.value,
            one.value,
            one.title,
            one.short_title,
            one.is_billable,
            _day(one.in_force.start),
            _day(one.in_force.end),
            json.dumps(one.extra),
        )


def _group_rows(rows: BesideRows) -> Iterator[tuple[Any, ...]]:
    for release, one in rows.groups:
        yield release, undotted(one.value), one.scheme, one.group, one.title, one.role


def _map_rows(rows: BesideRows) -> Iterator[tuple[Any, ...]]:
    for release, one in rows.maps:
        flags = f"{one.is_approximate:d} {one.is_combination:d} {one.is_from_icd9:d} {one.scenario} {one.choice}"
        yield release, undotted(one.source), undotted(one.target), flags


def _weight_rows(rows: BesideRows) -> Iterator[tuple[Any, ...]]:
    for release, one in rows.weights:
        numbers = (one.weight, one.capped_weight, one.geometric_days, one.arithmetic_days)
        words = (one.drg, one.mdc, one.kind, one.title, one.is_post_acute, one.is_special_pay)
        yield release, *words, *(None if number is None else str(number) for number in numbers)


def _label_rows(rows: BesideRows) -> Iterator[tuple[Any, ...]]:
    for table, position, label in rows.pcs_labels:
        yield table, position, label.character, label.meaning


def _listed_code(row: Row[Any]) -> ImportedCode:
    return ImportedCode(
        value=row.value,
        title=row.title,
        short_title=row.short_title,
        is_billable=row.is_billable,
        in_force=Period(_date(row.starts), _date(row.ends)),
        extra=tuple((name, text) for name, text in json.loads(row.extra)),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _group(row: Row[Any]) -> CodeGroup:
    return CodeGroup(value=dotted(row.bare), scheme=row.scheme, group=row.category, title=row.title, role=row.role)


def _map(row: Row[Any]) -> CodeMap:
    approximate, combination, from_icd9, scenario, choice = row.flags.split()
    return CodeMap(
        source=row.source,
        target=row.target,
        is_approximate=approximate == "1",
        is_combination=combination == "1",
        scenario=int(scenario),
        choice=int(choice),
        is_from_icd9=from_icd9 == "1",
    )


def _weight(row: Row[Any]) -> DrgWeight:
    return DrgWeight(
        drg=row.drg,
        mdc=row.mdc,
        kind=row.kind,
        title=row.title,
        is_post_acute=row.is_post_acute,
        is_special_pay=row.is_special_pay,
        weight=_number(row.weight),
        capped_weight=_number(row.capped_weight),
        geometric_days=_number(row.geometric_days),
        arithmetic_days=_number(row.arithmetic_days),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
