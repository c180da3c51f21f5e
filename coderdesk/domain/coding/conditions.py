"""Instructional notes as conditions: which codes a note names, and whether it says "such as" or "if applicable"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coderdesk.domain.coding.code import undotted
from coderdesk.domain.coding.tabular import CodeReference, Level, NoteKind, TabularNote

# Where a code stands in the book: the place of its category, and the characters after it.
Spot = tuple[int, str]

CONDITION_KINDS = (
    NoteKind.CODE_FIRST,
    NoteKind.CODE_ALSO,
    NoteKind.USE_ADDITIONAL,
    NoteKind.EXCLUDES1,
    NoteKind.EXCLUDES2,
)
_OPTIONAL = re.compile(r"\b(if (applicable|any|present|appropriate|desired)|where applicable)\b", re.I)
# What is only asked for when it exists: "any follow-up examination", "heart failure complicating abortion".
_ONLY_WITH = {
    NoteKind.CODE_FIRST: re.compile(
        r"\bany\b(?! (?:associated|underlying))|\bcomplicating\b|\bassociated AIDS\b", re.I
    ),
    NoteKind.CODE_ALSO: re.compile(r"\bany (?:follow-up|therapeutic|routine)\b", re.I),
}
_EACH = re.compile(r"\bany associated\b", re.I)
_EXAMPLES = re.compile(r"\bsuch as\b|\be\.g\.", re.I)
# A note that takes only some codes of a family: "E08-E13 with .43", "S02.- with 7th character B", "I69. with final characters
# -23".
_CHARACTER = re.compile(
    r"(?P<one>fifth|sixth|seventh|[5-7]th|final)(?P<two> (?:or|to) (?:sixth|six))?[ -]characters?,? \.?"
    r"(?P<from>[0-9A-Z])(?P<beside>[0-9])?(?:\s?-\s?(?P<to>\d))?(?: or (?P<or>[0-9A-Z])\b)?"
)
_OPEN_FRACTURE = re.compile(r"with open fracture 7th character", re.I)
_BEGINNINGS = re.compile(r",? with (?:final characters )?(?P<all>\.\d+(?:-(?!\.))?(?:(?:, | or |\.? |-)\.?\d+-?)*)")
_ENDING = re.compile(r"with final characters -(?P<end>\d+)")
_PLACES = {"final": 1, "fifth": 1, "5th": 1, "sixth": 2, "6th": 2, "seventh": 3, "7th": 3}
_OF_OPEN_FRACTURES = "BCEFHJMNQR"
_ADVERSE = re.compile(r"\bfor adverse effects?\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """What a note asks of the characters after the category: one of `characters` at one of `places` (0 is the fourth), or a
    beginning, or an end."""

    places: tuple[int, ...] = ()
    characters: str = ""
    beginnings: tuple[str, ...] = ()
    ending: str = ""

    def holds(self, rest: str) -> bool:
        if self.characters and not any(rest[place : place + 1] in tuple(self.characters) for place in self.places):
            return False
        return rest.startswith(self.beginnings or ("",)) and rest.endswith(self.ending)


def only_of(text: str) -> Only | None:
    """How the words of a note narrow the codes that it names; None when it takes all of them.

    >>> only_of("diabetes (E08-E13 with .43)")
    Only(places=(), characters='', beginnings=('43',), ending='')
    """
    if _OPEN_FRACTURE.search(text):
        return Only(places=(3,), characters=_OF_OPEN_FRACTURES)
    ending = _ENDING.search(text)
    if ending:
        return Only(ending=ending["end"])
    found = _CHARACTER.search(text)
    if found:
        return _by_place(found)
    listed = _BEGINNINGS.search(text)
    if listed:
        return Only(beginnings=tuple(re.findall(r"\d+", listed["all"])))
    return None


def _by_place(found: "re.Match[str]") -> Only:
    place = _PLACES[found["one"].lower()]
    if found["beside"]:
        return Only(beginnings=tuple(f"{digit}{found['from']}{found['beside']}" for digit in "0123456789"))
    last = found["to"] or found["from"]
    characters = found["from"] if last == found["from"] else "".join(map(str, range(int(found["from"]), int(last) + 1)))
    places = (place, place + 1) if found["two"] or found["one"] == "final" else (place,)
    return Only(places=places, characters=characters + (found["or"] or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A code or range that a note names, all of it or the part that `only` narrows it to."""

    printed: str
    first: Spot
    last: Spot
    only: "Only | None" = None

    def covers(self, spot: Spot) -> bool:
        if spot < self.first or not (spot <= self.last or _is_within(spot, self.last)):
            return False
        return self.only is None or self.only.holds(spot[1])

    def contains(self, other: "Target") -> bool:
        return self.covers(other.first) and self.covers(other.last)


def _is_within(spot: Spot, family: Spot) -> bool:
    return spot[0] == family[0] and spot[1].startswith(family[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A note with the items below its heading line. `depth` counts the headings above the one that carries it: the deeper,
    the nearer.

    `is_optional`: it says "if applicable" or the like. `means_each`: "any associated", each of those that stand.
    `gives_examples`: other codes than the named ones meet it too. `for_adverse_effects`: it holds for adverse effects only.
    """

    kind: NoteKind
    stands_at: str
    level: Level
    text: str
    depth: int
    targets: tuple[Target, ...]
    is_optional: bool = False
    means_each: bool = False
    gives_examples: bool = False
    for_adverse_effects: bool = False

    def names(self, spot: Spot) -> bool:
        return any(target.covers(spot) for target in self.targets)


SpotOf = Callable[[str], Spot | None]


def conditions_of(notes: Sequence[TabularNote], level: Level, depth: int, spot_of: SpotOf) -> tuple[Condition, ...]:
    """The notes of one heading, in book order, as conditions. `spot_of` places an undotted code; None for no category."""
    return tuple(
        condition
        for kind in CONDITION_KINDS
        for condition in _of_kind([note for note in notes if note.kind is kind], kind, (level, depth), spot_of)
    )


def _of_kind(notes: list[TabularNote], kind: NoteKind, at: tuple[Level, int], spot_of: SpotOf) -> Iterator[Condition]:
    """Each exclusion stands for itself; of the others, a line that ends in a colon heads those that follow.

    Codes to be sequenced first that have no such line are one list of alternatives.
    """
    heading: TabularNote | None = None
    items: list[TabularNote] = []
    if kind is NoteKind.CODE_FIRST:
        loose = _before_a_heading(notes)
        if loose:
            yield _condition(None, loose, kind, at, spot_of)
        notes = notes[len(loose) :]
    for note in notes:
        if kind in (NoteKind.EXCLUDES1, NoteKind.EXCLUDES2):
            yield _condition(None, [note], kind, at, spot_of)
        elif note.text.rstrip().endswith(":"):
            if heading is not None:
                yield _condition(heading, items, kind, at, spot_of)
            heading, items = note, []
        elif heading is not None and note.references:
            items.append(note)
        else:
            yield _condition(None, [note], kind, at, spot_of)
    if heading is not None:
        yield _condition(heading, items, kind, at, spot_of)


def _before_a_heading(notes: list[TabularNote]) -> list[TabularNote]:
    ends = (place for place, note in enumerate(notes) if note.text.rstrip().endswith(":"))
    return notes[: next(ends, len(notes))]


def _condition(
    heading: TabularNote | None, items: list[TabularNote], kind: NoteKind, at: tuple[Level, int], spot_of: SpotOf
) -> Condition:
    lines = ([heading] if heading else []) + items
    top = lines[0].text
    return Condition(
        kind=kind,
        stands_at=lines[0].stands_at,
        level=at[0],
        depth=at[1],
        text=_sentence(kind, heading, items),
        targets=tuple(target for line in lines for target in _targets(line, spot_of)),
        is_optional=bool(_OPTIONAL.search(top) or (kind in _ONLY_WITH and _ONLY_WITH[kind].search(top))),
        means_each=bool(_EACH.search(top)),
        gives_examples=bool(_EXAMPLES.search(top)),
        for_adverse_effects=bool(_ADVERSE.search(top)),
    )


def _sentence(kind: NoteKind, heading: TabularNote | None, items: list[TabularNote]) -> str:
    """The note as one line, for example "code first underlying disease, such as: amyloidosis (E85.-); ..."."""
    shown = "; ".join(item.text.strip() for item in items[:4]) + ("; …" if len(items) > 4 else "")
    parts = [heading.text.strip()] if heading else []
    said = " ".join((*parts, shown)).strip().lstrip(", ")
    return said if kind in (NoteKind.EXCLUDES1, NoteKind.EXCLUDES2) else f"{kind.value.removesuffix(' code')} {said}"


def _targets(note: TabularNote, spot_of: SpotOf) -> Iterator[Target]:
    only = only_of(note.text)
    for reference in note.references:
        target = _target(reference, spot_of, only)
        if target is not None:
            yield target


def _target(reference: CodeReference, spot_of: SpotOf, only: Only | None) -> Target | None:
    first, last = spot_of(undotted(reference.first)), spot_of(undotted(reference.last))
    if first is None or last is None or last < first:
        return None
    dash = (".-" if "." not in reference.last else "-") if reference.is_family else ""
    printed = reference.first if reference.first == reference.last else f"{reference.first}-{reference.last}"
    return Target(printed=printed + dash, first=first, last=last, only=only)
