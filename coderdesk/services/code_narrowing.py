"""Narrowing a large family of codes by chips: side, episode, stage and whatever else its codes differ in."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.narrowing import (
    MOST_CHIPS,
    AxisCounts,
    Family,
    FamilyCode,
    end_of_title,
    family_of,
    narrowed,
)
from coderdesk.domain.coding.tabular import Level
from coderdesk.domain.values.dates import Period
from coderdesk.services.code_browser import CodeHit, children_of
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.storage.queries.code_family import FamilyRow, codes_between

MOST_SHOWN = 200
LARGEST_FAMILY = 12_000
_LOOKED_AT = 12
_LEAST_SHARE = 0.5
_LEAST_HITS = 3
_RANGE = re.compile(r"([A-Z]\d[0-9A-Z])-([A-Z]\d[0-9A-Z])")
_HEADING = re.compile(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,3})?")
_PLAIN_WORDS = frozenset({"of", "and", "the", "with", "in", "to", "due", "for", "or", "by", "their", "as"})
_LONGEST_LABEL = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFamily:
    """The codes below a heading that can be reported on the date, and the axes in which they differ."""

    system: CodeSystem
    value: str
    title: str
    rows: tuple[FamilyRow, ...]
    family: Family

    @property
    def has_chips(self) -> bool:
        return bool(self.family.axes)


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowedFamily:
    """`hits` are the first of the `count` codes left, those found by the search before the others, then in book order."""

    count: int
    axes: tuple[AxisCounts, ...]
    hits: tuple[CodeHit, ...]


def family_below(*, library: CodeLibrary, system: CodeSystem, value: str, on: date) -> CodeFamily | None:
    """The family of a heading of ICD-10-CM: a section, a category or a subcategory; None for what has no family."""
    ends = _ends_of(value)
    if system is not CodeSystem.ICD10CM or ends is None:
        return None
    rows = codes_between(library.store, system, *ends, on)
    heading = library.store.entry_on(system, value, on)
    if heading is None or not 0 < len(rows) <= LARGEST_FAMILY:
        return None
    parts = _parts(library, system, value, heading.code.title, on)
    codes = [FamilyCode(row.value, row.title, _part_of(row.bare, parts)) for row in rows]
    return CodeFamily(system=system, value=value, title=heading.code.title, rows=tuple(rows), family=family_of(codes))


def family_of_hits(*, library: CodeLibrary, hits: Sequence[CodeHit], on: date) -> CodeFamily | None:
    """The family that most of the first hits belong to; None when they belong to many."""
    value = dominant_category(hits)
    return family_below(library=library, system=CodeSystem.ICD10CM, value=value, on=on) if value else None


def dominant_category(hits: Sequence[CodeHit]) -> str:
    """The three characters that at least half of the first hits begin with; "" when there are none."""
    first = [hit.code.value[:3] for hit in hits[:_LOOKED_AT] if hit.code.system is CodeSystem.ICD10CM]
    if len(first) < _LEAST_HITS:
        return ""
    value, times = Counter(first).most_common(1)[0]
    return value if times >= max(_LEAST_HITS, len(first) * _LEAST_SHARE) and _HEADING.fullmatch(value) else ""


def narrow(*, family: CodeFamily, chosen: Mapping[str, str], hits: Sequence[CodeHit] = ()) -> NarrowedFamily:
    """One label on each of some axes; without any, the whole family. Well under a frame for every family there is."""
    result = narrowed(family.family, chosen)
    ranks = {hit.code.value: place for place, hit in enumerate(hits)}
    left = list(result.left)
    if ranks:
        left.sort(key=lambda place: ranks.get(family.rows[place].value, len(ranks)))
    shown = tuple(_hit(family, place) for place in left[:MOST_SHOWN])
    return NarrowedFamily(count=len(left), axes=result.axes, hits=shown)


def _hit(family: CodeFamily, place: int) -> CodeHit:
    """The end of a long title, in which such codes differ, stands in the second line, where it is not cut."""
    row = family.rows[place]
    code = Code(
        system=family.system,
        value=row.value,
        title=row.title,
        in_force=Period(_day(row.starts), _day(row.ends)),
        is_billable=True,
        release=row.release,
    )
    return CodeHit(
        code=code,
        score=1.0,
        why=end_of_title(row.title),
        matched=(),
        billable_on_date=True,
        codes_below=0,
        path=family.family.codes[place].part or f"{family.value} {family.title}",
        level=Level.CODE,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ends_of(value: str) -> tuple[str, str] | None:
    """The first and last values of a heading without their dots; None for a chapter or no heading at all."""
    section = _RANGE.fullmatch(value)
    if section:
        return section[1], section[2]
    return (undotted(value), undotted(value)) if _HEADING.fullmatch(value) else None


def _parts(library: CodeLibrary, system: CodeSystem, value: str, title: str, on: date) -> dict[str, str]:
    """The headings directly below by value without dot, each with the words in which it differs from the others."""
    children = [node for node in children_of(library=library, system=system, value=value, on=on) if node.has_children]
    if not 2 <= len(children) <= MOST_CHIPS:
        return {}
    times = Counter(word for node in children for word in _words(node.title))
    shared = {word for word, count in times.items() if count >= max(2, len(children) * 0.6)}
    known = (_words(title) | shared) - {"other", "unspecified"}
    return {undotted(node.value): _part_label(node.value, node.title, known) for node in children}


def _part_label(value: str, title: str, known: frozenset[str]) -> str:
    """ "S72.1 pertrochanteric" below "Fracture of femur"."""
    kept = [word for word in title.split() if _bare(word) not in known]
    while kept and _bare(kept[0]) in _PLAIN_WORDS:
        kept.pop(0)
    while kept and _bare(kept[-1]) in _PLAIN_WORDS:
        kept.pop()
    label = " ".join(kept).rstrip(",")
    if len(label) > _LONGEST_LABEL:
        label = f"{label[:_LONGEST_LABEL].rsplit(' ', 1)[0].rstrip(',')} …"
    is_name = label[1:2].isupper()
    return f"{value} {label if is_name else label[:1].lower() + label[1:]}".strip()


def _bare(word: str) -> str:
    return word.lower().strip(",;[]()")


def _words(title: str) -> frozenset[str]:
    return frozenset(_bare(word) for word in title.split())


def _part_of(bare: str, parts: Mapping[str, str]) -> str:
    """Sections part into categories of three characters, categories into headings of four or five."""
    for length in (3, 4, 5):
        label = parts.get(bare[:length])
        if label:
            return label
    return ""
