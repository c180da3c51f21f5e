"""The derived tables that travel with the application, as the same values that imports give."""

import csv
import lzma
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from coderdesk.codefiles.manifest import Manifest
from coderdesk.codefiles.official.fields import number_in
from coderdesk.domain.coding.code import dotted
from coderdesk.domain.coding.code_release import CodeGroup, CodeMap, DrgWeight, ImportedCode, ImportRow
from coderdesk.domain.values.dates import Period

_PACKED = ".xz"

TableReader = Callable[[Iterator[dict[str, str]], Manifest], Iterator[ImportRow]]


def read_table(release: Manifest) -> Iterator[ImportRow]:
    """The rows of a release, its files in order. Raises CodeFileUnfit for a file that is not the one described."""
    read = TABLE_READERS[release.reader]
    for file in release.files:
        yield from read(_table(release.file(file.name)), release)


def _table(path: Path) -> Iterator[dict[str, str]]:
    opened = lzma.open if path.suffix == _PACKED else open
    with opened(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _codes(table: Iterator[dict[str, str]], release: Manifest) -> Iterator[ImportedCode]:
    """code, title, and where they are there starts, ends and other columns."""
    default = release.codes_in_force
    for row in table:
        starts, ends = row.pop("starts", None), row.pop("ends", None)
        period = default if starts is None else Period(_day(starts), _day(ends or ""))
        value, title = row.pop("code"), row.pop("title")
        yield ImportedCode(value=value, title=title, in_force=period, extra=tuple(row.items()))


def _weights(table: Iterator[dict[str, str]], _release: Manifest) -> Iterator[DrgWeight]:
    for row in table:
        yield DrgWeight(
            drg=row["drg"],
            mdc=row["mdc"],
            kind=row["kind"],
            title=row["title"],
            is_post_acute=row["post_acute"] == "yes",
            is_special_pay=row["special_pay"] == "yes",
            weight=number_in(row["weight"]),
            capped_weight=number_in(row["capped_weight"]),
            geometric_days=number_in(row["geometric_days"]),
            arithmetic_days=number_in(row["arithmetic_days"]),
        )


def _maps(table: Iterator[dict[str, str]], _release: Manifest) -> Iterator[CodeMap]:
    for row in table:
        flags = row["flags"]
        yield CodeMap(
            source=row["source"],
            target=row["target"],
            is_approximate=flags[0] == "1",
            is_combination=flags[2] == "1",
            scenario=int(flags[3]),
            choice=int(flags[4]),
            is_from_icd9=row["from"] == "9",
        )


def _groups(table: Iterator[dict[str, str]], _release: Manifest) -> Iterator[CodeGroup]:
    for row in table:
        yield CodeGroup(
            value=dotted(row["code"]),
            scheme=row["scheme"],
            group=row["group"],
            title=row.get("title", ""),
            role=row.get("role", ""),
        )


TABLE_READERS: dict[str, TableReader] = {
    "codes": _codes,
    "drg-weights": _weights,
    "code-maps": _maps,
    "code-groups": _groups,
}
