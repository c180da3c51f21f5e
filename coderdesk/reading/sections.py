"""Sections of a clinical document, by a table of headings: on a line of their own, before a colon, or run into the text."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from coderdesk.domain.clinical.reading import Section, SectionKind
from coderdesk.shared.resources import resource_path

_ON_A_LINE = re.compile(
    r"^[ \t]*(?:[-*•#>]+[ \t]*|\(?[A-Za-z0-9]{1,2}[.)][ \t]+)?"
    r"(?P<name>[A-Za-z][A-Za-z/&'() \t,.-]{0,58}?)[ \t]*(?P<mark>:-?|[-–—=](?=\s|$)|(?=\r?$)|(?=\())",
    re.MULTILINE,
)
_IN_A_LINE = re.compile(r"(?:(?<=[.,;:!?)\]])|(?<=\s\s))[ \t,]*(?P<name>[A-Z][A-Za-z/&'() -]{1,58}?)[ \t]*(?P<mark>:)")
_SOAP = re.compile(
    r"^[ \t]*(?P<name>[SOAP])(?P<mark>:|/(?=[A-Z]:)|[ \t]{2,}(?=\S)|[ \t]*[-–—][ \t]+(?=\S)|[.)][ \t]+(?=\S))",
    re.MULTILINE,
)
_LEAD_IN = re.compile(
    r"^[ \t]*(?P<name>[A-Z][^\n:.]{0,60}\b(?:impressions?|assessments?|diagnos[ei]s|conclusions?)\b[^\n:.]{0,30})"
    r"(?P<mark>:)[ \t]*$",
    re.MULTILINE,
)
_SOAP_KINDS = {
    "S": SectionKind.PRESENT_ILLNESS,
    "O": SectionKind.EXAM,
    "A": SectionKind.ASSESSMENT,
    "P": SectionKind.PLAN,
}
_OFTEN_MISSPELT = {
    "assessment": SectionKind.ASSESSMENT,
    "impression": SectionKind.ASSESSMENT,
    "impressions": SectionKind.ASSESSMENT,
    "diagnosis": SectionKind.ASSESSMENT,
    "diagnoses": SectionKind.ASSESSMENT,
    "final diagnosis": SectionKind.ASSESSMENT,
    "assessment and plan": SectionKind.ASSESSMENT_PLAN,
    "assessment/plan": SectionKind.ASSESSMENT_PLAN,
    "impression and plan": SectionKind.ASSESSMENT_PLAN,
    "chief complaint": SectionKind.CHIEF_COMPLAINT,
    "subjective": SectionKind.PRESENT_ILLNESS,
    "objective": SectionKind.EXAM,
    "history of present illness": SectionKind.PRESENT_ILLNESS,
    "review of systems": SectionKind.SYSTEMS_REVIEW,
    "past medical history": SectionKind.PAST_HISTORY,
    "family history": SectionKind.FAMILY_HISTORY,
    "social history": SectionKind.SOCIAL_HISTORY,
    "physical exam": SectionKind.EXAM,
    "physical examination": SectionKind.EXAM,
    "medications": SectionKind.MEDICATIONS,
    "recommendations": SectionKind.PLAN,
}
_SHORTEST_MISSPELT, _SPARES_TWO, _LONGEST_MISSPELT = 8, 11, 28
_ENDING = re.compile(r"\((?:es|s|is)\)|\s*\([^)]*\)$")
_KEYWORD_TAIL = re.compile(r"(?<=[a-z)][.!?])(?=[a-z][a-z0-9 /&.'-]{2,60},(?:[^.,\n]{1,50},){3,}[^.\n]{0,50}\s*\Z)")
_WITHIN_EXAM = frozenset({SectionKind.EXAM, SectionKind.SYSTEMS_REVIEW})


@dataclass(frozen=True, slots=True)
class Heading:
    kind: SectionKind
    name: str
    start: int
    after: int


@cache
def shipped_headings() -> Mapping[str, SectionKind]:
    """Headings in lower case and what they open."""
    table = tomllib.loads(resource_path("reading", "headings.toml").read_text("utf-8"))
    return {name: SectionKind(kind) for kind, names in table.items() for name in names.splitlines() if name}


def sections_of(text: str, headings: Mapping[str, SectionKind] | None = None) -> tuple[Section, ...]:
    """The whole text in sections, in order. What stands before the first heading has the kind NONE."""
    known = shipped_headings() if headings is None else headings
    found = list(_kept(_headings(text, known)))
    starts = [*(heading.start for heading in found), len(text)]
    sections = []
    if starts[0] > 0:
        sections.append(Section(kind=SectionKind.NONE, heading="", start=0, body=0, end=starts[0]))
    for heading, end in zip(found, starts[1:], strict=True):
        body = min(heading.after, end)
        sections.append(Section(kind=heading.kind, heading=heading.name, start=heading.start, body=body, end=end))
    return tuple(sections)


def _headings(text: str, known: Mapping[str, SectionKind]) -> list[Heading]:
    on_lines = {heading.start: heading for heading in _marked(text, _ON_A_LINE, known)}
    inside = {heading.start: heading for heading in _marked(text, _IN_A_LINE, known)}
    on_lines = {heading.start: heading for heading in _lead_ins(text)} | on_lines
    on_lines |= {heading.start: heading for heading in _soap(text)}
    tail = _KEYWORD_TAIL.search(text, max(0, len(text) - 3000))
    if tail:
        inside[tail.start()] = Heading(SectionKind.OTHER, "", tail.start(), tail.start())
    return sorted((inside | on_lines).values(), key=lambda heading: heading.start)


def _marked(text: str, pattern: re.Pattern[str], known: Mapping[str, SectionKind]) -> Iterator[Heading]:
    for match in pattern.finditer(text):
        name = match["name"].strip()
        kind = known.get(_plain(name)) or _misspelt(_plain(name), match["mark"])
        if kind is None and match["mark"].startswith(":") and _is_capital(name):
            kind = SectionKind.OTHER
        if kind is None or (not match["mark"] and not _stands_alone(text, match, name)):
            continue
        if pattern is _IN_A_LINE and name.islower():
            continue
        yield Heading(kind, name, match.start("name"), match.end())


def _soap(text: str) -> list[Heading]:
    """The single letters of a SOAP note at the beginnings of lines: three of the four, or the last two of them."""
    found = [
        Heading(_SOAP_KINDS[match["name"]], match["name"], match.start("name"), match.end())
        for match in _SOAP.finditer(text)
    ]
    letters = {heading.name for heading in found}
    return found if len(letters) > 2 or letters == {"A", "P"} else []


def _lead_ins(text: str) -> list[Heading]:
    """Sentences of letters that open the conclusion: "In summary, my impressions are:"."""
    return [
        Heading(SectionKind.ASSESSMENT, match["name"].strip(), match.start("name"), match.end())
        for match in _LEAD_IN.finditer(text)
    ]


def _misspelt(name: str, mark: str) -> SectionKind | None:
    """The section of a heading with a slip of the keys before its colon: "Assesment:", "Impresion:"."""
    if not mark.startswith(":") or not _SHORTEST_MISSPELT <= len(name) <= _LONGEST_MISSPELT:
        return None
    slack = 1 if len(name) < _SPARES_TWO else 2
    near = extractOne(name, _OFTEN_MISSPELT.keys(), scorer=OSA.distance, score_cutoff=slack)
    return _OFTEN_MISSPELT[near[0]] if near and near[0][0] == name[0] else None


def _plain(name: str) -> str:
    return " ".join(_ENDING.sub("", name).lower().replace(".", "").split())


def _is_capital(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) > 2 and all(letter.isupper() for letter in letters)


def _stands_alone(text: str, match: re.Match[str], name: str) -> bool:
    """A heading without a colon is a line of its own with something on the line below, in capitals or a title."""
    return name[0].isupper() and bool(text[match.end() : match.end() + 200].strip())


def _kept(headings: list[Heading]) -> Iterator[Heading]:
    """Headings of body systems inside the examination or the review of systems do not leave it."""
    kind = SectionKind.NONE
    for heading in headings:
        is_part = heading.kind in {SectionKind.EXAM, SectionKind.OTHER} and heading.name and kind in _WITHIN_EXAM
        if is_part and not _opens_the_exam(heading.name):
            continue
        kind = heading.kind
        yield heading


def _opens_the_exam(name: str) -> bool:
    return "exam" in name.lower() or _plain(name) in {
        "pe",
        "ex",
        "o/e",
        "oe",
        "objective",
        "vitals",
        "vital signs",
        "complications",
        "o",
    }
