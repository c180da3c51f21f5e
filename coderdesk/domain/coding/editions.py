"""From the lists of a release to what it says as a whole: files of one day joined, notes carried over, changes applied."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import FileKind, ImportedCode, ImportRow, ReleaseHeader
from coderdesk.domain.coding.releases import Edition, known_days
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period

# Where several files of one release name a code, the first kind here that has a title for it gives the title.
_TITLES = (
    FileKind.ICD10CM_ORDER,
    FileKind.ICD10PCS_ORDER,
    FileKind.ICD10CM_CODES,
    FileKind.ICD10PCS_CODES,
    FileKind.ICD10CM_TABULAR,
    FileKind.ICD10CM_CHANGES,
    FileKind.CPT_LONG,
    FileKind.CPT_CONSOLIDATED,
    FileKind.CPT_MEDIUM,
    FileKind.CPT_SHORT,
    FileKind.HCPCS_RECORDS,
    FileKind.HCPCS_WORKBOOK,
    FileKind.NDC_DIRECTORY,
    FileKind.MAPPED,
    FileKind.CPT_CONSUMER,
    FileKind.CPT_CLINICIAN,
    FileKind.HCPCS_SHORT,
)
# Words for patients and clinicians name a code once more; they do not say which codes there are when a list does.
_OTHER_WORDS = frozenset({FileKind.CPT_CONSUMER, FileKind.CPT_CLINICIAN})
_CODE_LISTS = frozenset({FileKind.ICD10CM_ORDER, FileKind.ICD10CM_CODES, FileKind.MAPPED})
CODE_KINDS = frozenset(_TITLES)
# The short descriptors that ship say what is valid and not since when; the record files date every code.
_GUESSED = frozenset({FileKind.HCPCS_SHORT})
_DATED = frozenset({FileKind.HCPCS_RECORDS, FileKind.HCPCS_WORKBOOK})
_CATEGORY = 3
_PACKAGE_NUMBER = re.compile(r" *\(\d[\d-]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseList:
    """One file of one release, shipped or imported."""

    header: ReleaseHeader
    is_shipped: bool
    rows: Sequence[ImportRow]

    @property
    def begins(self) -> date:
        return self.header.in_force.start or date.min


def editions_of(system: CodeSystem, lists: Iterable[ReleaseList]) -> tuple[Edition, ...]:
    """One edition for each first day, oldest first. What was imported for a day supersedes what shipped for it.

    An order file or code list says which codes there are and a tabular list of the same day adds notes and places;
    without one, the newest tabular list that began before lends them, else the earliest after. A list of changes amends
    the edition before it. A shipped list whose dates are a guess gives way to a later imported one that dates its codes.
    """
    ordered = _without_guesses(sorted((one for one in lists if one.header.kind in CODE_KINDS), key=_begins))
    tabulars = [one for one in ordered if one.header.kind is FileKind.ICD10CM_TABULAR]
    editions: list[Edition] = []
    for _, together in groupby(ordered, key=_begins):
        standing = _standing(list(together))
        if system is CodeSystem.ICD10CM:
            editions.append(_diagnoses(standing, editions[-1] if editions else None, tabulars))
        else:
            editions.append(_joined(system, standing))
    return tuple(editions)


def _begins(one: ReleaseList) -> date:
    return one.begins


def _without_guesses(ordered: list[ReleaseList]) -> list[ReleaseList]:
    dated = [one.begins for one in ordered if one.header.kind in _DATED and not one.is_shipped]
    newest = max(dated, default=date.min)
    return [one for one in ordered if not (one.is_shipped and one.header.kind in _GUESSED and one.begins <= newest)]


def _standing(together: list[ReleaseList]) -> list[ReleaseList]:
    """The last of each kind, imported ones only when there is one; in the order in which they give titles."""
    imported = [one for one in together if not one.is_shipped]
    kinds = {one.header.kind: one for one in imported or together}
    return sorted(kinds.values(), key=lambda one: _TITLES.index(one.header.kind))


def _joined(system: CodeSystem, standing: list[ReleaseList]) -> Edition:
    """All codes of all files of the day; words for patients and clinicians name them once more."""
    codes: dict[str, TabularEntry] = {}
    terms: dict[str, list[str]] = {}
    lists = [one for one in standing if one.header.kind not in _OTHER_WORDS] or standing
    for one in lists:
        for entry in entries_in(system, one):
            known = codes.setdefault(entry.value, entry)
            if not known.title and entry.title:
                codes[entry.value] = replace(known, title=entry.title, release=entry.release)
    for one in standing:
        if one.header.kind in _OTHER_WORDS:
            for entry in entries_in(system, one):
                terms.setdefault(entry.value, []).append(entry.title)
    for value in terms.keys() & codes.keys():
        known = codes[value]
        named = dict.fromkeys((*known.also, *terms[value]))
        codes[value] = replace(known, also=tuple(text for text in named if text and text != known.title))
    entries = tuple(codes.values())
    header = standing[0].header
    return Edition(header=header, entries=entries, history=known_days(entries, header.in_force.start or date.min))


def entries_in(system: CodeSystem, one: ReleaseList) -> Iterator[TabularEntry]:
    """The rows as entries. A row that is neither a code nor a heading (a modifier in the HCPCS file) is left out."""
    for row in one.rows:
        if isinstance(row, TabularEntry):
            yield row
        elif isinstance(row, ImportedCode) and row.detail("kind") != "modifier":
            yield _entry(system, row, one.header)


def _entry(system: CodeSystem, row: ImportedCode, header: ReleaseHeader) -> TabularEntry:
    return TabularEntry(
        system=system,
        value=row.value,
        title=row.title,
        level=_level(row.value, is_billable=row.is_billable),
        parent="",
        in_force=row.in_force,
        is_billable=row.is_billable,
        release=header.release,
        also=_also(row),
    )


def _also(row: ImportedCode) -> tuple[str, ...]:
    """The short title where it says something else, and in one line what a drug directory says of a package."""
    package = _PACKAGE_NUMBER.sub("", row.detail("package"))
    details = ", ".join(filter(None, (row.detail("labeler"), package, row.detail("substance"))))
    return tuple(text for text in (row.short_title, details) if text and text != row.title)


def _level(value: str, *, is_billable: bool) -> Level:
    if is_billable:
        return Level.CODE
    return Level.CATEGORY if len(value) <= _CATEGORY else Level.SUBCATEGORY


def _diagnoses(standing: list[ReleaseList], before: Edition | None, tabulars: list[ReleaseList]) -> Edition:
    listed = next((one for one in standing if one.header.kind in _CODE_LISTS), None)
    tabular = next((one for one in standing if one.header.kind is FileKind.ICD10CM_TABULAR), None)
    header = (listed or tabular or standing[0]).header
    if listed is None and tabular is None:
        return Edition(header=header, entries=changed(before.entries if before else (), standing[0]))
    if listed is None:
        entries = tuple(entries_in(CodeSystem.ICD10CM, tabular or standing[0]))
    else:
        lent = tabular or _nearest(tabulars, listed.begins)
        printed = tuple(entries_in(CodeSystem.ICD10CM, lent)) if lent else ()
        entries = completed(tuple(entries_in(CodeSystem.ICD10CM, listed)), printed, header.in_force)
    return Edition(header=header, entries=entries, history=known_days(entries, header.in_force.start or date.min))


def _nearest(tabulars: list[ReleaseList], begins: date) -> ReleaseList | None:
    earlier = [one for one in tabulars if one.begins <= begins]
    return earlier[-1] if earlier else next(iter(tabulars), None)


def completed(
    codes: Sequence[TabularEntry], printed: Sequence[TabularEntry], in_force: Period
) -> tuple[TabularEntry, ...]:
    """Codes and headings of a list without notes, with chapters, sections, places, notes and 7th characters as printed."""
    above = [replace(one, in_force=in_force) for one in printed if one.level in (Level.CHAPTER, Level.SECTION)]
    known = {one.value: one for one in printed}
    values = {one.value for one in (*codes, *above)}
    categories = sorted((one.value, one.parent) for one in printed if one.level is Level.CATEGORY)
    categories += [] if categories else [("", "")]
    return (*above, *(_with_notes(one, known.get(one.value), values, categories) for one in codes))


def _with_notes(
    code: TabularEntry, printed: TabularEntry | None, values: set[str], categories: list[tuple[str, str]]
) -> TabularEntry:
    if printed is not None and printed.parent in values:
        parent = printed.parent
    else:
        parent = _heading_above(code.value, values, categories)
    if printed is None:
        return replace(code, parent=parent)
    return replace(
        code,
        parent=parent,
        title=code.title or printed.title,
        notes=printed.notes,
        seventh_characters=printed.seventh_characters,
    )


def _heading_above(value: str, values: set[str] | Mapping[str, object], categories: list[tuple[str, str]]) -> str:
    """The longest heading that the code extends; for a new category the section of the category before it."""
    for length in range(len(value) - 1, _CATEGORY - 1, -1):
        if value[:length] in values:
            return value[:length]
    return categories[max(bisect_right(categories, (value, "￿")) - 1, 0)][1]


def changed(before: Sequence[TabularEntry], changes: ReleaseList) -> tuple[TabularEntry, ...]:
    """What is in force once codes have ended and others have begun: rows that end name the former, all others the latter.

    A code that ended because it is divided stays as a heading. Newcomers keep the title that the list gives them.
    """
    begins = changes.header.in_force.start or date.min
    rows = [row for row in changes.rows if isinstance(row, ImportedCode)]
    ended = {row.value for row in rows if row.in_force.end is not None and row.in_force.end < begins}
    new = sorted((row for row in rows if row.value not in ended), key=lambda row: row.value)
    kept = [one for one in (_kept(entry, ended, new, begins) for entry in before) if one is not None]
    headings = {one.value: one for one in kept}
    categories = sorted((one.value, one.parent) for one in kept if one.level is Level.CATEGORY) or [("", "")]
    newcomers: dict[str, list[TabularEntry]] = {}
    for row in new:
        entry = _entry(CodeSystem.ICD10CM, row, changes.header)
        parent = _heading_above(row.value, headings, categories)
        newcomers.setdefault(parent, []).append(replace(entry, parent=parent))
    return tuple(_with_newcomers(kept, newcomers))


def _kept(entry: TabularEntry, ended: set[str], new: list[ImportedCode], begins: date) -> TabularEntry | None:
    if entry.value in ended and entry.is_billable:
        place = bisect_right(new, entry.value, key=lambda row: row.value)
        if place == len(new) or not new[place].value.startswith(entry.value):
            return None
        level = _level(entry.value, is_billable=False)
        return replace(entry, level=level, is_billable=False, in_force=Period(begins))
    return entry if entry.in_force.covers(begins) else None


def _with_newcomers(kept: list[TabularEntry], newcomers: dict[str, list[TabularEntry]]) -> Iterator[TabularEntry]:
    """Each newcomer among its siblings, before the first with a greater value."""
    siblings: dict[str, list[TabularEntry]] = {}
    for entry in kept:
        if entry.parent in newcomers:
            siblings.setdefault(entry.parent, []).append(entry)
    before: dict[str, list[TabularEntry]] = {}
    last: dict[str, list[TabularEntry]] = {}
    for parent, some in newcomers.items():
        for one in some:
            following = next((other for other in siblings.get(parent, ()) if other.value > one.value), None)
            if following is None:
                last.setdefault(parent, []).append(one)
            else:
                before.setdefault(following.value, []).append(one)
    for entry in kept:
        yield from before.get(entry.value, ())
        yield entry
    for some in last.values():
        yield from some
