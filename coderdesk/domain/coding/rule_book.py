"""The book that the rules read: codes with their notes as conditions, side and 7th characters; lists and edit tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.code_release import AddOnPair, CodeSet, CoveredDiagnosis, EditPair, UnitsLimit
from coderdesk.domain.coding.conditions import Condition, Spot
from coderdesk.domain.coding.payer_switches import PayerSwitches
from coderdesk.domain.coding.tabular import Level, SeventhCharacter
from coderdesk.domain.values.dates import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class BookEntry:
    """A heading or code of ICD-10-CM on a date. `above` are the headings over it, undotted, nearest first.

    `conditions` are its own and inherited notes, nearest first; `endings` the 7th characters that make this heading a
    code; `sides` the codes of the same condition by side ("right", "left", "bilateral", "unspecified"), itself among them.
    """

    value: str
    bare: str
    title: str
    is_billable: bool
    in_force: Period
    level: Level
    spot: Spot
    chapter: str = ""
    above: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    endings: tuple[SeventhCharacter, ...] = ()
    side: str = ""
    sides: Mapping[str, str] = field(default_factory=dict)

    @property
    def category(self) -> str:
        return self.bare[:3]

    @property
    def seventh(self) -> str:
        return self.bare[6:7]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """Codes by how they begin, undotted, less those that begin like an exception. `citation` is where the list stands."""

    begins: tuple[str, ...]
    unless: tuple[str, ...] = ()
    citation: str = ""

    def holds(self, bare: str) -> bool:
        return bare.startswith(self.begins) and not (self.unless and bare.startswith(self.unless))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePairing:
    """A row of a curated table: codes of `first` and of `second` in one visit, and what the table says of them.

    `instead` are codes that replace both ("{1}" and "{2}" stand for what was coded); nothing is said when one of `unless`
    is coded too.
    """

    first: CodeList
    second: CodeList
    unless: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    words: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class RuleLists:
    """The curated tables by name; `ended` the last day of headings that were codes before the oldest shipped release.

    Raises KeyError for a table that was not shipped: that is a defect of the program."""

    codes: Mapping[str, CodeList]
    pairings: Mapping[str, tuple[CodePairing, ...]]
    services: Mapping[str, CodeList] = field(default_factory=dict)
    payers: tuple[PayerSwitches, ...] = ()
    ended: Mapping[str, date] = field(default_factory=dict)


class EditTables(Protocol):
    """The national claim edits, as far as they were imported. `setting` is "practitioner" or "outpatient hospital"."""

    def is_imported(self, code_set: CodeSet, on: date, setting: str = "") -> bool: ...

    def pairs_between(self, codes: Collection[str], on: date, setting: str) -> tuple[EditPair, ...]: ...

    def units_limit(self, code: str, on: date, setting: str) -> UnitsLimit | None: ...

    def add_on_primaries(self, code: str, on: date) -> tuple[AddOnPair, ...]: ...

    def coverage_of(self, procedure: str, on: date) -> tuple[CoveredDiagnosis, ...]: ...

    def global_days(self, code: str, on: date) -> str:
        """The fee schedule's indicator: "000", "010", "090", "XXX" …; "" when no table of that day has the code."""
        ...

    def close(self) -> None: ...


class RuleBook(Protocol):
    """Dated look-up for the rules. There is no look-up without a date of service."""

    @property
    def lists(self) -> RuleLists: ...

    @property
    def tables(self) -> EditTables: ...

    @property
    def modifiers(self) -> Mapping[str, str]:
        """The installed modifiers with their words; those that are not there are not judged."""
        ...

    @property
    def places_of_service(self) -> Mapping[str, str]: ...

    def entry_on(self, code: str, on: date) -> BookEntry | None:
        """The ICD-10-CM entry in force on that date, else the one nearest in time; None when there never was one."""
        ...

    def code_on(self, system: CodeSystem, value: str, on: date) -> Code | None: ...

    def find(self, system: CodeSystem, value: str) -> Code | None: ...

    def is_loaded(self, system: CodeSystem, on: date) -> bool:
        """Whether a release of the system is installed for that date, so that a missing code is really missing."""
        ...
