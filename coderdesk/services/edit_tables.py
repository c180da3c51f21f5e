"""The imported edit tables as rules ask them: procedure pairs, units limits, add-on codes and relative values on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code_release import (
    AddOnPair,
    CodeSet,
    CoveredDiagnosis,
    EditPair,
    RelativeValue,
    ReleaseHeader,
    UnitsLimit,
)
from coderdesk.services.shelf_sources import shelf_file
from coderdesk.shared.paths import Paths
from coderdesk.storage.shelf import Shelf, opened_shelf
from coderdesk.storage.shelf_edits import (
    add_on_primaries,
    covered_diagnoses,
    pairs_between,
    relative_values,
    units_limits,
)
from coderdesk.storage.shelf_listing import EDIT_SETS, ShelvedRelease

NON_QPP = "non-QPP"
PRACTITIONER, HOSPITAL = "practitioner", "outpatient hospital"
# Whose table a visit falls under. For an inpatient only the practitioners' services are edited (NCCI policy manual, I.A).
_OF_VISITS: dict[str, str] = {
    Setting.OUTPATIENT: PRACTITIONER,
    Setting.FACILITY: HOSPITAL,
    Setting.INPATIENT: PRACTITIONER,
}
# Their rows carry the days on which each was in force, those that ended too, so the oldest release also answers for
# the days before it.
_WITH_HISTORY = frozenset((CodeSet.NCCI_PTP, CodeSet.ADD_ON))


@dataclass(frozen=True, slots=True)
class EditTables:
    """Safe to share between threads. An import shows in tables that are opened after it. Reading may raise ShelfTrouble.

    `setting` is a table's ("practitioner", "outpatient hospital", "supplier") or that of a visit; a table that says none
    is taken for all.
    """

    shelf: Shelf | None
    releases: tuple[ShelvedRelease, ...] = ()

    def pairs_between(self, codes: Collection[str], on: date, setting: str) -> tuple[EditPair, ...]:
        """The pairs in force on that day that two of these codes make (NCCI policy manual, introduction)."""
        chosen = self._chosen(CodeSet.NCCI_PTP, on, setting)
        return pairs_between(self.shelf, chosen, sorted(set(codes)), on) if self.shelf and chosen else ()

    def units_limit(self, code: str, on: date, setting: str) -> UnitsLimit | None:
        """None when the code has no limit that is published, or no table of that day is imported: see `is_imported`."""
        chosen = self._chosen(CodeSet.MUE, on, setting)
        found = units_limits(self.shelf, chosen, code) if self.shelf and chosen else ()
        return min(found, key=lambda limit: limit.units, default=None)

    def add_on_primaries(self, code: str, on: date) -> tuple[AddOnPair, ...]:
        """The primaries that an add-on code may follow on that day; () for a code that is no add-on."""
        chosen = self._chosen(CodeSet.ADD_ON, on, "")
        return add_on_primaries(self.shelf, chosen, code, on) if self.shelf and chosen else ()

    def coverage_of(self, procedure: str, on: date) -> tuple[CoveredDiagnosis, ...]:
        """Every diagnosis that a list in force accepts for the procedure; () for one that stands on no list.

        Lists of several articles hold beside each other; of one article the release that began last.
        """
        starts = {
            one.id: _start(one)
            for one in self.releases
            if one.header.code_set is CodeSet.COVERAGE and _start(one) <= on and one.header.in_force.covers(on)
        }
        found = covered_diagnoses(self.shelf, starts, procedure, on) if self.shelf and starts else ()
        latest: dict[tuple[str, str], date] = {}
        for release, row in found:
            key = (row.contractor, row.article)
            latest[key] = max(latest.get(key, date.min), starts[release])
        kept = (row for release, row in found if starts[release] == latest[row.contractor, row.article])
        return tuple(dict.fromkeys(kept))

    def relative_value(self, code: str, modifier: str, on: date, setting: str = NON_QPP) -> RelativeValue | None:
        """`modifier` is "" for the whole service, "26" or "TC" for its parts; `setting` is "non-QPP" or "QPP"."""
        chosen = self._chosen(CodeSet.RELATIVE_VALUE, on, setting)
        found = relative_values(self.shelf, chosen, code, modifier) if self.shelf and chosen else ()
        return found[0] if found else None

    def global_days(self, code: str, on: date) -> str:
        """The global indicator of the whole service, "" for a code that the schedule of that day does not have."""
        found = self.relative_value(code, "", on)
        return dict(found.indicators).get("global", "") if found else ""

    def is_imported(self, code_set: CodeSet, on: date, setting: str = "") -> bool:
        """Whether a table answers for that day; for any setting when none is named."""
        return bool(self._chosen(code_set, on, setting))

    def release_on(self, code_set: CodeSet, on: date, setting: str = "") -> ReleaseHeader | None:
        """The release that answers for that day, to be named beside what it says."""
        chosen = self._chosen(code_set, on, setting)
        return next((one.header for one in self.releases if one.id in chosen), None)

    def close(self) -> None:
        if self.shelf is not None:
            self.shelf.close()

    def _chosen(self, code_set: CodeSet, on: date, setting: str) -> frozenset[int]:
        """All files of the latest release that had begun on that day."""
        setting = _OF_VISITS.get(setting, setting)
        of_set = [one for one in self.releases if one.header.code_set is code_set]
        meant = [one for one in of_set if not setting or one.header.setting == setting]
        fitting = meant or [one for one in of_set if not one.header.setting]
        begun = [one for one in fitting if _start(one) <= on]
        if begun:
            latest = max(map(_start, begun))
            chosen = [one for one in begun if _start(one) == latest and one.header.in_force.covers(on)]
        else:
            earliest = min(map(_start, fitting), default=date.max)
            chosen = [one for one in fitting if code_set in _WITH_HISTORY and _start(one) == earliest]
        return frozenset(one.id for one in chosen)


def _start(one: ShelvedRelease) -> date:
    return one.header.in_force.start or date.min


def open_edit_tables(paths: Paths) -> EditTables:
    """What is imported now; closed by the caller. Raises ShelfTrouble."""
    shelf = opened_shelf(shelf_file(paths))
    if shelf is None:
        return EditTables(None)
    releases = tuple(one for one in shelf.releases() if one.header.code_set in EDIT_SETS)
    return EditTables(shelf, releases)
