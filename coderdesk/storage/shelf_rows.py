"""Rows of an import as the shelf keeps them, and back: tuples for the columns of an edit table, lists for packed pages."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import (
    AddOnPair,
    CodeGroup,
    CodeMap,
    CodeSet,
    CoveredDiagnosis,
    DrgSeverity,
    DrgWeight,
    EditPair,
    ExclusionList,
    ImportedCode,
    ImportRow,
    IndexTerm,
    PcsDefinition,
    PcsTable,
    RelativeValue,
    UnitsLimit,
)
from coderdesk.domain.coding.tabular import Level, NoteKind, SeventhCharacter, TabularEntry, TabularNote
from coderdesk.domain.values.dates import Period
from coderdesk.storage.codec import as_plain, from_plain

Kept: TypeAlias = Sequence[Any]
_FIRST_DAY = date(1970, 1, 1).toordinal()
_OPEN = 0
# Read whole and rarely asked for: their fields are kept by name. The letter says which they are.
_BY_NAME: dict[str, type[Any]] = {
    "index term": IndexTerm,
    "PCS table": PcsTable,
    "PCS definition": PcsDefinition,
    "DRG weight": DrgWeight,
    "DRG severity": DrgSeverity,
    "exclusions": ExclusionList,
    "map": CodeMap,
    "group": CodeGroup,
}
_NAMES = {kind: name for name, kind in _BY_NAME.items()}
_CODE, _ENTRY = "code", "entry"


@lru_cache(maxsize=8192)
def day_number(day: date | None) -> int:
    """Days since 1970-01-01, 26 years before the first edit; 0 for an open end."""
    return _OPEN if day is None else day.toordinal() - _FIRST_DAY


@lru_cache(maxsize=8192)
def day_of(number: int) -> date | None:
    return None if number == _OPEN else date.fromordinal(_FIRST_DAY + number)


@lru_cache(maxsize=8192)
def _period_of_days(starts: int, ends: int) -> Period:
    return Period(day_of(starts), day_of(ends))


@lru_cache(maxsize=8192)
def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@lru_cache(maxsize=8192)
def _period_of_texts(starts: str | None, ends: str | None) -> Period:
    """Thousands of codes share their days: one value for all of them."""
    return Period(date.fromisoformat(starts) if starts else None, date.fromisoformat(ends) if ends else None)


def kept(row: ImportRow) -> Kept:
    """A row as it is written: the columns of its edit table after `release_id`, else [what it is, ...]."""
    return _WRITERS[type(row)](row)


def row_of(stored: Kept) -> ImportRow:
    """A row of a packed page. Raises ValueError for what is none."""
    what, *fields = stored
    if what == _CODE:
        return _code(*fields)
    if what == _ENTRY:
        return _entry(*fields)
    kind = _BY_NAME.get(what)
    if kind is None:
        raise ValueError("not a stored row")
    row: ImportRow = from_plain(kind, fields[0])
    return row


def _kept_code(row: ImportedCode) -> Kept:
    return (
        _CODE,
        row.value,
        row.title,
        row.short_title,
        int(row.is_billable),
        _day_text(row.in_force.start),
        _day_text(row.in_force.end),
        row.extra,
    )


def _code(
    value: str, title: str, short: str, billable: int, starts: str | None, ends: str | None, extra: list[list[str]]
) -> ImportedCode:
    return ImportedCode(
        value=value,
        title=title,
        short_title=short,
        is_billable=bool(billable),
        in_force=_period_of_texts(starts, ends),
        extra=tuple((name, text) for name, text in extra),
    )


def _kept_entry(row: TabularEntry) -> Kept:
    """What a note refers to is in its words, and is read out of them again where it is shown."""
    return (
        _ENTRY,
        row.value,
        row.title,
        int(row.is_billable),
        _day_text(row.in_force.start),
        _day_text(row.in_force.end),
        row.system.value,
        row.level.value,
        row.parent,
        row.release,
        [(one.kind.value, one.text, one.stands_at) for one in row.notes],
        [(one.character, one.meaning) for one in row.seventh_characters],
    )


def _entry(
    value: str,
    title: str,
    billable: int,
    starts: str | None,
    ends: str | None,
    system: str,
    level: str,
    parent: str,
    release: str,
    notes: list[list[str]],
    characters: list[list[str]],
) -> TabularEntry:
    return TabularEntry(
        system=CodeSystem(system),
        value=value,
        title=title,
        level=Level(level),
        parent=parent,
        in_force=_period_of_texts(starts, ends),
        is_billable=bool(billable),
        release=release,
        notes=tuple(TabularNote(kind=NoteKind(kind), text=text, stands_at=place) for kind, text, place in notes),
        seventh_characters=tuple(SeventhCharacter(character, meaning) for character, meaning in characters),
    )


def _kept_by_name(row: Any) -> Kept:
    return (_NAMES[type(row)], as_plain(row))


def _kept_pair(row: EditPair) -> Kept:
    period = row.in_force
    return row.column1, row.column2, day_number(period.start), day_number(period.end), row.modifier_indicator


def _kept_limit(row: UnitsLimit) -> Kept:
    return row.code, row.units, row.adjudication


def _kept_add_on(row: AddOnPair) -> Kept:
    return row.add_on, row.primary, row.kind, day_number(row.in_force.start), day_number(row.in_force.end)


def _kept_covered(row: CoveredDiagnosis) -> Kept:
    days = day_number(row.in_force.start), day_number(row.in_force.end)
    return row.procedure, row.diagnosis, row.contractor, row.article, *days


def _kept_value(row: RelativeValue) -> Kept:
    return (
        row.code,
        row.modifier,
        row.status,
        str(row.work),
        _text(row.practice_expense_non_facility),
        _text(row.practice_expense_facility),
        str(row.malpractice),
        _text(row.total_non_facility),
        _text(row.total_facility),
        str(row.conversion_factor),
        json.dumps(row.indicators, ensure_ascii=False, separators=(",", ":")),
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


_WRITERS: dict[type[Any], Callable[[Any], Kept]] = {
    ImportedCode: _kept_code,
    TabularEntry: _kept_entry,
    EditPair: _kept_pair,
    UnitsLimit: _kept_limit,
    AddOnPair: _kept_add_on,
    RelativeValue: _kept_value,
    CoveredDiagnosis: _kept_covered,
    **dict.fromkeys(_NAMES, _kept_by_name),
}


def _pair(row: Any) -> EditPair:
    return EditPair(
        column1=row.column1,
        column2=row.column2,
        in_force=_period_of_days(row.starts, row.ends),
        modifier_indicator=row.modifier_indicator,
    )


def _limit(row: Any) -> UnitsLimit:
    return UnitsLimit(code=row.code, units=row.units, adjudication=row.adjudication)


def _add_on(row: Any) -> AddOnPair:
    return AddOnPair(
        add_on=row.add_on,
        primary=row.primary_code,
        kind=row.kind,
        in_force=_period_of_days(row.starts, row.ends),
    )


def _covered(row: Any) -> CoveredDiagnosis:
    return CoveredDiagnosis(
        procedure=row.procedure,
        diagnosis=row.diagnosis,
        in_force=_period_of_days(row.starts, row.ends),
        contractor=row.contractor,
        article=row.article,
    )


def _value(row: Any) -> RelativeValue:
    return RelativeValue(
        code=row.code,
        modifier=row.modifier,
        status=row.status,
        work=Decimal(row.work),
        practice_expense_non_facility=_number(row.practice_expense_non_facility),
        practice_expense_facility=_number(row.practice_expense_facility),
        malpractice=Decimal(row.malpractice),
        total_non_facility=_number(row.total_non_facility),
        total_facility=_number(row.total_facility),
        conversion_factor=Decimal(row.conversion_factor),
        indicators=tuple((name, text) for name, text in json.loads(row.indicators)),
    )


# From a row of an edit table, column by column.
EDIT_ROWS: dict[CodeSet, Callable[[Any], Any]] = {
    CodeSet.NCCI_PTP: _pair,
    CodeSet.MUE: _limit,
    CodeSet.ADD_ON: _add_on,
    CodeSet.RELATIVE_VALUE: _value,
    CodeSet.COVERAGE: _covered,
}
