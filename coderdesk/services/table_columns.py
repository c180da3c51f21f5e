"""The first rows of a table without a fixed layout, and what its columns may be, for the person who maps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coderdesk.codefiles.official import ColumnMapping, OfficialFile, UnknownFile, guess_mapping
from coderdesk.codefiles.official.recognise import tables_seen
from coderdesk.codefiles.official.tables import word
from coderdesk.domain.coding.code_release import CodeSet

__all__ = [
    "MAPPABLE",
    "ColumnMapping",
    "OfficialFile",
    "TableSight",
    "UnknownFile",
    "guessed_mapping",
    "same_heading",
    "tables_in",
]

# The sets that can come as a plain list of codes and words.
MAPPABLE = (
    CodeSet.CDT,
    CodeSet.CPT,
    CodeSet.HCPCS,
    CodeSet.MODIFIER,
    CodeSet.PLACE_OF_SERVICE,
    CodeSet.REVENUE,
    CodeSet.TYPE_OF_BILL,
    CodeSet.CARC,
    CodeSet.RARC,
    CodeSet.NUCC,
)
_ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSight:
    """`name` is the file, with its sheet where it has some; `headings` as printed; `rows` the first below them."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_in(*, source: Path) -> tuple[TableSight, ...]:
    """Every table in a text file, workbook or zip that has a row of headings. Raises FileRefused; UnknownFile for none."""
    found = []
    for look in tables_seen(source):
        head = next((place for place, row in enumerate(look.rows) if _is_header(row)), None)
        if head is not None:
            name = f"{look.source.name} · {look.sheet}" if look.sheet else look.source.name
            rows = tuple(row for row in look.rows[head + 1 :] if any(row))[:_ROWS_SHOWN]
            found.append(TableSight(name=name, headings=look.rows[head], rows=rows))
    if not found:
        raise UnknownFile(source.name, "no table with a row of headings was found in it")
    return tuple(found)


def _is_header(row: Sequence[str]) -> bool:
    """At least two headings, and no heading of digits: a title stands alone, and a row of codes has numbers."""
    said = [cell for cell in row if cell.strip()]
    return len(said) > 1 and not any(cell.strip().isdigit() for cell in said)


def guessed_mapping(*, headings: Sequence[str], code_set: CodeSet | None) -> ColumnMapping | None:
    """The mapping that the headings suggest; None when they name no code or no words."""
    return guess_mapping([word(heading) for heading in headings], code_set)


def same_heading(one: str, other: str) -> bool:
    """Whether two headings are the same but for case and punctuation."""
    return word(one) == word(other)
