"""All installed releases as one book: the entries of every code system with their spans, and the tables beside them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import (
    CodeGroup,
    CodeMap,
    CodeSet,
    DrgWeight,
    FileKind,
    ImportedCode,
    ImportRow,
    IndexTerm,
    PcsTable,
)
from coderdesk.domain.coding.editions import CODE_KINDS, ReleaseList, editions_of
from coderdesk.domain.coding.headings import under_headings
from coderdesk.domain.coding.releases import in_book_order, merged
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.services.code_headings import headings_above
from coderdesk.services.code_sources import CodeSource

LISTED = frozenset(
    {
        CodeSet.MODIFIER,
        CodeSet.NUCC,
        CodeSet.PLACE_OF_SERVICE,
        CodeSet.REVENUE,
        CodeSet.TYPE_OF_BILL,
        CodeSet.CARC,
        CodeSet.RARC,
    }
)
_INDEXES = frozenset(
    {
        FileKind.ICD10CM_INDEX,
        FileKind.ICD10CM_EXTERNAL_CAUSES,
        FileKind.ICD10CM_DRUGS,
        FileKind.ICD10CM_NEOPLASMS,
    }
)
Tell = Callable[[float, str], None]


@dataclass(slots=True)
class BesideCodes:
    """Rows that stand beside the codes, each with the number of its source; an index only from its newest release."""

    listed: list[tuple[int, CodeSet, ImportedCode]] = field(default_factory=list)
    groups: list[tuple[int, CodeGroup]] = field(default_factory=list)
    maps: list[tuple[int, CodeMap]] = field(default_factory=list)
    weights: list[tuple[int, DrgWeight]] = field(default_factory=list)
    pcs_tables: list[PcsTable] = field(default_factory=list)
    index_terms: list[IndexTerm] = field(default_factory=list)


def read_book(sources: Sequence[CodeSource], tell: Tell) -> list[TabularEntry]:
    """Every system in book order, one system after the other; `tell` hears the share done and what is being read."""
    systems = sorted({system for one in sources if (system := system_of(one))})
    entries: list[TabularEntry] = []
    for place, system in enumerate(systems):
        tell(place / len(systems), f"Reading {system.value}")
        own = [one for one in sources if system_of(one) is system]
        entries.extend(_book_of(system, own, lambda: tell(place / len(systems), f"Reading {system.value}")))  # noqa: B023
    return entries


def system_of(source: CodeSource) -> CodeSystem | None:
    """The system whose codes the source lists; None for an index, a table or a list beside the codes."""
    return source.header.code_set.code_system if source.header.kind in CODE_KINDS else None


def _book_of(system: CodeSystem, sources: Iterable[CodeSource], tell: Callable[[], None]) -> Iterator[TabularEntry]:
    lists = [
        ReleaseList(header=one.header, is_shipped=one.is_shipped, rows=list(_telling(one.rows(), tell)))
        for one in sources
    ]
    editions = editions_of(system, lists)
    del lists
    spans = merged(editions)
    tell()
    if system is CodeSystem.ICD10CM:
        return in_book_order(spans, editions)
    return under_headings(spans, headings_above(system), system)


def _telling(rows: Iterator[ImportRow], tell: Callable[[], None]) -> Iterator[ImportRow]:
    for count, row in enumerate(rows):
        if count % 5000 == 0:
            tell()
        yield row


def read_beside(sources: Sequence[CodeSource], tell: Callable[[], None]) -> BesideCodes:
    """The rows of all other sources, and the modifiers that the HCPCS files carry."""
    beside = BesideCodes()
    newest = _newest(sources)
    for number, source in enumerate(sources):
        kind, code_set = source.header.kind, source.header.code_set
        if kind in (FileKind.HCPCS_RECORDS, FileKind.HCPCS_WORKBOOK):
            for row in _telling(source.rows(), tell):
                if isinstance(row, ImportedCode) and row.detail("kind") == "modifier":
                    beside.listed.append((number, CodeSet.MODIFIER, row))
        elif system_of(source) is None and newest.get(kind, number) == number:
            for row in _telling(source.rows(), tell):
                _lay_aside(beside, number, code_set, row)
    return beside


def _newest(sources: Sequence[CodeSource]) -> dict[FileKind, int]:
    """Of an index and of the ICD-10-PCS tables only the newest release counts; the last imported of one day."""
    found: dict[FileKind, int] = {}
    for number, source in enumerate(sources):
        kind = source.header.kind
        if kind in _INDEXES or kind is FileKind.ICD10PCS_TABLES:
            known = found.get(kind)
            if known is None or _begins(sources[known]) <= _begins(source):
                found[kind] = number
    return found


def _begins(source: CodeSource) -> str:
    start = source.header.in_force.start
    return start.isoformat() if start else ""


def _lay_aside(beside: BesideCodes, number: int, code_set: CodeSet, row: ImportRow) -> None:
    match row:
        case ImportedCode() if code_set in LISTED:
            beside.listed.append((number, code_set, row))
        case CodeGroup():
            beside.groups.append((number, row))
        case CodeMap():
            beside.maps.append((number, row))
        case DrgWeight():
            beside.weights.append((number, row))
        case PcsTable():
            beside.pcs_tables.append(row)
        case IndexTerm() if code_set is CodeSet.ICD10CM:
            beside.index_terms.append(row)
        case _:
            pass
