"""The tabular list as values: where a code hangs, and the notes that the book prints at it or above it."""

from dataclasses import dataclass
from enum import StrEnum


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
