"""What the code browser shows: hits for what was typed, the page of a code, the tree of a code book."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.search_context import SearchContext
from coderdesk.domain.coding.tabular import Level, SeventhCharacter, TabularNote
from coderdesk.domain.values.dates import Period
from coderdesk.services.code_sets import CHARGE_LIST, CodeLibrary

if TYPE_CHECKING:
    from coderdesk.search.find import Found
    from coderdesk.storage.code_store import StoredEntry

_NOTHING_KNOWN = SearchContext()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHit:
    """One answer to a search.

    `score` orders and runs from 0 to 1; `why` says in plain words what matched; `matched` are offsets into
    `code.title`; `path` is where it hangs; `codes_below` counts the billable codes under a heading. `successors` are the
    codes to look at instead of one that ended before the date of service.
    """

    code: Code
    score: float
    why: str
    matched: tuple[tuple[int, int], ...]
    billable_on_date: bool
    codes_below: int
    path: str
    level: Level
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeNode:
    """One line of the tree; `successors` as those of a hit. `in_force` is open for a heading that is always there."""

    system: CodeSystem
    value: str
    title: str
    level: Level
    is_billable: bool
    billable_on_date: bool
    codes_below: int
    has_children: bool
    in_force: Period = Period()
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """The page of a heading or code. `notes` stand at it, `inherited` above it, the nearest heading first.

    `release_warning` is a sentence when the titles are not those of the release that the date of service needs.
    """

    node: CodeNode
    code: Code
    parents: tuple[CodeNode, ...]
    children: tuple[CodeNode, ...]
    notes: tuple[TabularNote, ...]
    inherited: tuple[TabularNote, ...]
    seventh_characters: tuple[SeventhCharacter, ...]
    in_force_words: str
    successors: tuple[str, ...] = ()
    release_warning: str = ""


def search_codes(
    *,
    library: CodeLibrary,
    query: str,
    on: date,
    systems: frozenset[CodeSystem] | None = None,
    limit: int = 50,
    context: SearchContext = _NOTHING_KNOWN,
) -> tuple[CodeHit, ...]:
    """The best hits over all sets and the charge list for a date of service; empty when nothing was typed.

    What is known of the visit and the practice moves hits a little up or down.
    """
    from coderdesk.search.find import find_codes  # numpy and rapidfuzz, at the first search

    found_nationally = find_codes(library.index, query, on=on, systems=systems, limit=limit, context=context)
    hits = [_hit(found, on) for found in found_nationally]
    if library.charges.index is not None:
        own = find_codes(library.charges.index, query, on=on, systems=systems, limit=limit, context=context)
        hits = _merged(library, hits, [_hit(found, on) for found in own], on)
    shown = _as_printed_first(hits, query)[:limit]
    return tuple(
        replace(hit, successors=found) if (found := _successors(library, hit.code, on)) else hit for hit in shown
    )


def _as_printed_first(hits: list[CodeHit], query: str) -> list[CodeHit]:
    """A code typed just as its book prints it comes first: "G0439" is the HCPCS code, "G04.39" the diagnosis."""
    typed = query.strip().upper()
    return sorted(hits, key=lambda hit: hit.code.value != typed)


def _hit(found: "Found", on: date) -> CodeHit:
    return CodeHit(
        code=found.code,
        score=found.score,
        why=found.why,
        matched=found.matched,
        billable_on_date=found.code.is_reportable_on(on),
        codes_below=found.codes_below,
        path=found.path,
        level=found.level,
    )


def _merged(library: CodeLibrary, national: list[CodeHit], own: list[CodeHit], on: date) -> list[CodeHit]:
    """A national code on the charge list keeps its official title, and is found by the practice's words too."""
    best: dict[tuple[CodeSystem, str], CodeHit] = {(hit.code.system, hit.code.value): hit for hit in national}
    for hit in own:
        key = (hit.code.system, hit.code.value)
        official = library.store.code_on(hit.code.system, hit.code.value, on)
        if official is None:
            best[key] = hit
        elif key not in best or best[key].score < hit.score:
            best[key] = CodeHit(
                code=official,
                score=hit.score,
                why=f"charge list: {hit.code.title}",
                matched=(),
                billable_on_date=official.is_reportable_on(on),
                codes_below=0,
                path=hit.path or CHARGE_LIST,
                level=hit.level,
            )
    return sorted(best.values(), key=lambda hit: -hit.score)


def describe_code(*, library: CodeLibrary, system: CodeSystem, value: str, on: date) -> CodePage | None:
    """Everything the book says about a heading or code; None when no installed set knows it."""
    entry = library.store.entry_on(system, value, on)
    if entry is None:
        return _charge_page(library, system, value, on)
    parents = library.store.parents_of(entry, on)
    return CodePage(
        node=_node(entry, on),
        code=entry.code,
        parents=tuple(_node(parent, on) for parent in parents),
        children=children_of(library=library, system=system, value=value, on=on),
        notes=library.store.notes_at([entry]),
        inherited=library.store.notes_at(parents[::-1]),
        seventh_characters=_seventh_characters(library, (*parents, entry)),
        in_force_words=in_force_words(entry.code, on),
        successors=_successors(library, entry.code, on),
        release_warning=library.release_warning(system, on),
    )


def _successors(library: CodeLibrary, code: Code, on: date) -> tuple[str, ...]:
    """Asked only for a code that has ended: it takes two or three queries."""
    ended = code.is_billable and code.in_force.end is not None and code.in_force.end < on
    return library.successors_of(code.system, code.value, on) if ended else ()


def _charge_page(library: CodeLibrary, system: CodeSystem, value: str, on: date) -> CodePage | None:
    code = library.charges.codes.get((system, undotted(value)))
    if code is None:
        return None
    return CodePage(
        node=_charge_node(code),
        code=code,
        parents=(),
        children=(),
        notes=(),
        inherited=(),
        seventh_characters=(),
        in_force_words=in_force_words(code, on),
    )


def _seventh_characters(library: CodeLibrary, path: tuple["StoredEntry", ...]) -> tuple[SeventhCharacter, ...]:
    """The nearest table on the way up (the tabular list: "the appropriate 7th character is to be added")."""
    for entry in reversed(path):
        found = library.store.seventh_characters_at(entry)
        if found:
            return found
    return ()


def children_of(*, library: CodeLibrary, system: CodeSystem, value: str | None, on: date) -> tuple[CodeNode, ...]:
    """What stands directly below a heading, in book order; the top of the book when `value` is None.

    Codes that are not in force on the date are there too, `billable_on_date` false.
    """
    if value is None:
        own = [code for code in library.charges.codes.values() if code.system is system]
        top = [_node(entry, on) for entry in library.store.children_of(None, system)]
        return tuple(top or [_charge_node(code) for code in sorted(own, key=lambda code: code.value)])
    entry = library.store.entry_on(system, value, on)
    if entry is None:
        return ()
    children = _spoken_for(library.store.children_of(entry.id, system), on)
    return tuple(replace(_node(child, on), successors=_successors(library, child.code, on)) for child in children)


def _spoken_for(children: tuple["StoredEntry", ...], on: date) -> list["StoredEntry"]:
    """One line for each value: a code that ended by becoming a heading is shown as what it is on the date."""
    chosen: dict[str, StoredEntry] = {}
    for child in children:
        known = chosen.get(child.code.value)
        if known is None or child.code.in_force.covers(on):
            chosen[child.code.value] = child
    return list(chosen.values())


def _node(entry: "StoredEntry", on: date) -> CodeNode:
    return CodeNode(
        system=entry.code.system,
        value=entry.code.value,
        title=entry.code.title,
        level=entry.level,
        is_billable=entry.code.is_billable,
        billable_on_date=entry.code.is_reportable_on(on),
        codes_below=entry.codes_below,
        has_children=entry.has_children,
        in_force=entry.code.in_force,
    )


def _charge_node(code: Code) -> CodeNode:
    return CodeNode(
        system=code.system,
        value=code.value,
        title=code.title,
        level=Level.CODE,
        is_billable=True,
        billable_on_date=True,
        codes_below=0,
        has_children=False,
    )


def in_force_words(code: Code, on: date) -> str:
    """For example "FY2026 (April 2026), in force from 10/01/2025" or "ended on 09/30/2026"."""
    starts, ends = code.in_force.start, code.in_force.end
    if ends is not None and ends < on:
        return f"{code.release}, ended on {ends:%m/%d/%Y}"
    if starts is not None and on < starts:
        return f"{code.release}, valid from {starts:%m/%d/%Y}"
    untitled = "" if code.title else ", title not loaded: import the order file of this release"
    since = f", in force from {starts:%m/%d/%Y}" if starts else ", in force"
    until = f" to {ends:%m/%d/%Y}" if ends else ""
    return f"{code.release}{since}{until}{untitled}"
