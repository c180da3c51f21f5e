"""Sections of a clinical document, by a table of headings: on a line of their own, before a colon, or run into the text."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from coderdesk.domain.clinical.reading import Section, SectionKind
from coderdesk.shared.resources import resource_path

_ON_A_LINE = re.compile(
    r"^[ \t]*(?:[-*•#>]+[ \t]*|\(?[A-Za-z0-9]{1,2}[.)][ \t]+)?"
    r"(?P<name>[A-Za-z][A-Za-z/&'() \t.-]{0,58}?)[ \t]*(?P<mark>:-?|[-–—=](?=\s|$)|(?=\r?$)|(?=\())",
    re.MULTILINE,
)
_IN_A_LINE = re.compile(r"(?:(?<=[.,;:!?)\]])|(?<=\s\s))[ \t,]*(?P<name>[A-Z][A-Za-z/&'() -]{1,58}?)[ \t]*(?P<mark>:)")
_SOAP = re.compile(r"^[ \t]*(?P<name>[SOAP])(?P<mark>:|/(?=[A-Z]:)|[ \t]{2,}(?=\S))", re.MULTILINE)
_SOAP_KINDS = {
    "S": SectionKind.PRESENT_ILLNESS,
    "O": SectionKind.EXAM,
    "A": SectionKind.ASSESSMENT,
    "P": SectionKind.PLAN,
}
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
    on_lines |= {heading.start: heading for heading in _soap(text)}
    tail = _KEYWORD_TAIL.search(text, max(0, len(text) - 3000))
    if tail:
        inside[tail.start()] = Heading(SectionKind.OTHER, "", tail.start(), tail.start())
    return sorted((inside | on_lines).values(), key=lambda heading: heading.start)


def _marked(text: str, pattern: re.Pattern[str], known: Mapping[str, SectionKind]) -> Iterator[Heading]:
    for match in pattern.finditer(text):
        name = match["name"].strip()
        kind = known.get(_plain(name))
        if kind is None and match["mark"].startswith(":") and _is_capital(name):
            kind = SectionKind.OTHER
        if kind is None or (not match["mark"] and not _stands_alone(text, match, name)):
            continue
        if pattern is _IN_A_LINE and name.islower():
            continue
        yield Heading(kind, name, match.start("name"), match.end())


def _soap(text: str) -> list[Heading]:
    """The single letters of a SOAP note, when at least three of the four stand at the beginnings of lines."""
    found = [
        Heading(_SOAP_KINDS[match["name"]], match["name"], match.start("name"), match.end())
        for match in _SOAP.finditer(text)
    ]
    return found if len({heading.name for heading in found}) > 2 else []


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
