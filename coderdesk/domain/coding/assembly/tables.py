"""What the tables of assembly hold, as values; each row cites the section of the guidelines that it follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern

from coderdesk.domain.coding.rule_book import CodePairing


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of a conclusion that are the name of a code. `codes` by side: "" when none is told, "right", "left", "bilateral"."""

    words: Pattern[str]
    codes: Mapping[str, str]
    citation: str
    unless: Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refinement:
    """A code that begins so becomes `code` when its item says the words; "{}" in `code` stands for the rest of the old one."""

    begins: tuple[str, ...]
    words: Pattern[str]
    code: str
    citation: str
    is_anywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Complication:
    """A condition that the index joins with diabetes: `ending` of the joined code, and whether its own code stays beside it."""

    begins: tuple[str, ...]
    words: Pattern[str]
    ending: str
    stays: bool
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Findings that begin like `first` and `second` become one; `linked` are words that must stand in the item of the first.

    The second goes, unless it `stays` or `second_becomes` another code.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    becomes: str
    citation: str
    stays: bool = False
    second_becomes: str = ""
    linked: Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPart:
    """A body part as titles and as notes name it."""

    titles: Pattern[str]
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyTables:
    wordings: tuple[Wording, ...]
    reasons: tuple[Wording, ...]
    refinements: tuple[Refinement, ...]
    complications: tuple[Complication, ...]
    explained: tuple[CodePairing, ...]
    parts: tuple[BodyPart, ...]
    joins: tuple[Join, ...]
    synonyms: Mapping[str, str]
