"""What a release adds, ends and changes against the one before it, counted over a million rows in little memory."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coderdesk.domain.coding.code import Code, undotted
from coderdesk.domain.coding.code_release import (
    AddOnPair,
    CodeGroup,
    CodeMap,
    CoveredDiagnosis,
    DrgSeverity,
    DrgWeight,
    EditPair,
    ExclusionList,
    ImportedCode,
    ImportRow,
    IndexTerm,
    PcsDefinition,
    PcsTable,
    RelativeValue,
    UnitsLimit,
)
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.domain.values.dates import Period

_UNSAID = 0
# Of fewer rows than this nothing can be told by their number.
_LONG = 1_000


@dataclass(frozen=True, slots=True)
class Changes:
    """Counted in codes that may be reported, pairs of codes, or lines, whatever the table holds.

    `kept` are in both, changed or not.
    """

    added: int = 0
    ended: int = 0
    changed: int = 0
    kept: int = 0

    @property
    def is_too_short(self) -> bool:
        """Whether more than half of a long list would end."""
        return self.ended > self.kept and self.ended + self.kept >= _LONG


@dataclass(slots=True)
class Tally:
    """The rows in force on a day, as numbers only: 24 bytes a row. `on` None counts what has no end."""

    on: date | None
    keys: "array[int]" = field(default_factory=lambda: array("q"))
    words: "array[int]" = field(default_factory=lambda: array("q"))
    other_words: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, row: ImportRow) -> None:
        key, words, other, period = _COMPARED[type(row)](row)
        if key is not None and (period is None or self._covers(period)):
            self._note(key, words, other)

    def add_code(self, code: Code) -> None:
        """A code of the library, which was asked for the day."""
        if code.is_billable:
            self._note(undotted(code.value), code.title, "")

    def add_all(self, rows: Iterable[ImportRow]) -> "Tally":
        for row in rows:
            self.add(row)
        return self

    def _covers(self, period: Period) -> bool:
        return period.end is None if self.on is None else period.covers(self.on)

    def _note(self, key: object, words: object, other: object) -> None:
        self.keys.append(hash(key))
        self.words.append(hash(words) if words else _UNSAID)
        self.other_words.append(hash(other) if other else _UNSAID)


def changes_between(before: Tally, after: Tally) -> Changes:
    """A row whose words are unknown on one side, or stand on the other side as its short title, has not changed."""
    import numpy as np  # for an import only

    old_keys, old_at = np.unique(np.frombuffer(before.keys, dtype=np.int64), return_index=True)
    new_keys, new_at = np.unique(np.frombuffer(after.keys, dtype=np.int64), return_index=True)
    common, old_place, new_place = np.intersect1d(old_keys, new_keys, assume_unique=True, return_indices=True)
    old_words = np.frombuffer(before.words, dtype=np.int64)[old_at[old_place]]
    new_words = np.frombuffer(after.words, dtype=np.int64)[new_at[new_place]]
    other_words = np.frombuffer(after.other_words, dtype=np.int64)[new_at[new_place]]
    is_said = (old_words != _UNSAID) & (new_words != _UNSAID)
    differs = is_said & (old_words != new_words) & (old_words != other_words)
    return Changes(
        added=len(new_keys) - len(common),
        ended=len(old_keys) - len(common),
        changed=int(np.count_nonzero(differs)),
        kept=len(common),
    )


_Compared = tuple[object, object, object, Period | None]


def _code(row: ImportedCode) -> _Compared:
    return (undotted(row.value) if row.is_billable else None), row.title, row.short_title, row.in_force


def _entry(row: TabularEntry) -> _Compared:
    return (undotted(row.value) if row.is_billable else None), row.title, "", row.in_force


def _pair(row: EditPair) -> _Compared:
    return (row.column1, row.column2), row.modifier_indicator, "", row.in_force


def _add_on(row: AddOnPair) -> _Compared:
    return (row.add_on, row.primary), str(row.kind), "", row.in_force


def _covered(row: CoveredDiagnosis) -> _Compared:
    return (row.procedure, row.diagnosis, row.contractor, row.article), "", "", row.in_force


_COMPARED: dict[type[Any], Callable[[Any], _Compared]] = {
    ImportedCode: _code,
    TabularEntry: _entry,
    EditPair: _pair,
    AddOnPair: _add_on,
    CoveredDiagnosis: _covered,
    UnitsLimit: lambda row: (row.code, (row.units, row.adjudication), "", None),
    RelativeValue: lambda row: ((row.code, row.modifier), row, "", None),
    IndexTerm: lambda row: (row.path, (row.codes, row.cells, row.see, row.see_also), "", None),
    PcsTable: lambda row: (row.value, row, "", None),
    PcsDefinition: lambda row: ((row.section, row.axis, row.terms), row, "", None),
    DrgWeight: lambda row: (row.drg, row, "", None),
    DrgSeverity: lambda row: (row.value, (row.level, row.exclusions), "", None),
    ExclusionList: lambda row: (("exclusions", row.name), row.principals, "", None),
    CodeMap: lambda row: ((row.is_from_icd9, row.source, row.target, row.scenario, row.choice), row, "", None),
    CodeGroup: lambda row: ((row.value, row.scheme, row.role, row.group), row.title, "", None),
}
