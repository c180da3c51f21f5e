"""The tabular list as values: where a code hangs, and the notes that the book prints at it or above it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.dates import Period


class Level(StrEnum):
    """How deep a heading stands. SUBCATEGORY is a heading of four or more characters, CODE what is reported."""

    CHAPTER = "chapter"
    SECTION = "section"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    CODE = "code"


class NoteKind(StrEnum):
    """The instructional notes of ICD-10-CM (Guidelines I.A.10-17), in the order in which the book prints them."""

    INCLUDES = "includes"
    INCLUSION_TERM = "inclusion term"
    NOTE = "note"
    CODE_FIRST = "code first"
    CODE_ALSO = "code also"
    USE_ADDITIONAL = "use additional code"
    EXCLUDES1 = "excludes1"
    EXCLUDES2 = "excludes2"
    SEVENTH_CHARACTER = "7th character"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeReference:
    """A code or range that a note names. `text[start:end]` of the note is what was printed ("E08-E13", "M35.0-").

    `first` and `last` are dotted without a trailing hyphen and equal for a single code; `is_family` says that the
    note printed a hyphen, so that every code beginning with it is meant.
    """

    start: int
    end: int
    first: str
    last: str
    is_family: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TabularNote:
    """One line of a note. `stands_at` is the printed value of the heading that carries it ("N30", "I00-I99")."""

    kind: NoteKind
    text: str
    stands_at: str
    references: tuple[CodeReference, ...] = ()


@dataclass(frozen=True, slots=True)
class SeventhCharacter:
    """One row of a 7th-character table: "A" and "initial encounter for closed fracture"."""

    character: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TabularEntry:
    """One heading or code as a release prints it: `value` in printed form, `parent` the value above it ("" at the top).

    `seventh_characters` stand where the book prints the table, not at each code below; a code that carries its 7th
    character is an entry of its own. `also` are other texts that name the code: short and plain descriptors, a drug's
    labeler and package.
    """

    system: CodeSystem
    value: str
    title: str
    level: Level
    parent: str
    in_force: Period
    is_billable: bool
    release: str
    notes: tuple[TabularNote, ...] = ()
    seventh_characters: tuple[SeventhCharacter, ...] = ()
    also: tuple[str, ...] = ()


_CODE = r"[A-Z](?:[0-9][0-9A-Z]|[A-Z][0-9])(?:\.[0-9A-Z]{1,4})?"
_REFERENCE = re.compile(rf"\b({_CODE})(?:(\.?-)?\s?(?:[-–]|\bto\b)\s?({_CODE})(\.?-)?|(\.?-))?(?![0-9A-Za-z])")
_LEADS_TO_CODE = re.compile(r"(?:\b(?:in|to|and|see|codes?|categor(?:y|ies)|subcategor(?:y|ies))|,|-)\s*$")


def _is_meant_as_code(text: str, match: "re.Match[str]") -> bool:
    """ "vitamin B12" names no category: a bare three characters count only in parentheses or after a leading word."""
    if len(match[0]) > 3:
        return True
    before = text[: match.start()]
    return before.count("(") > before.count(")") or bool(_LEADS_TO_CODE.search(before))


def references_in(text: str) -> tuple[CodeReference, ...]:
    """The codes and ranges that a note names, left to right."""
    return tuple(
        CodeReference(
            start=match.start(),
            end=match.end(),
            first=match[1],
            last=match[3] or match[1],
            is_family=bool(match[2] or match[4] or match[5]),
        )
        for match in _REFERENCE.finditer(text)
        if _is_meant_as_code(text, match)
    )
