"""Which of the installed releases speaks for a date of service, and the sentence that is due when none of that time is here."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet, FileKind
from coderdesk.domain.coding.editions import CODE_KINDS

if TYPE_CHECKING:
    from coderdesk.storage.code_store import StoredRelease

T = TypeVar("T")

_OCTOBER = 10
_FISCAL = frozenset({CodeSystem.ICD10CM, CodeSystem.ICD10PCS})
_YEARLY = frozenset({CodeSystem.CPT, CodeSystem.CDT})
_MONTHS = ("January", "April", "July", "October")


def nearest_release(releases: Sequence["StoredRelease"], rows: Iterable[tuple[int, T]], on: date) -> Iterator[T]:
    """Of rows with the place of their release those of the one release that speaks for the date.

    That is the one that began last before it, an imported one before a shipped one; when all begin later, the first.
    """
    placed = list(rows)
    if placed:
        best = max({place for place, _ in placed}, key=lambda place: _closeness(releases[place], on))
        yield from (row for place, row in placed if place == best)


def nearest_name(releases: Sequence["StoredRelease"], code_set: CodeSet, on: date) -> str:
    """The name of the release of a table that speaks for the date; "" when none is installed."""
    own = [one for one in releases if one.header.code_set is code_set]
    return max(own, key=lambda one: _closeness(one, on)).name if own else ""


def _closeness(release: "StoredRelease", on: date) -> tuple[bool, int, bool]:
    begins = release.in_force.start or date.min
    has_begun = begins <= on
    return has_begun, begins.toordinal() if has_begun else -begins.toordinal(), not release.is_shipped


def release_warning(releases: Iterable["StoredRelease"], system: CodeSystem, on: date) -> str:
    """A sentence when the titles of the date of service are not those of a release that is loaded; "" when all is well.

    ICD-10 is published by fiscal year from 1 October, HCPCS by quarter, CPT and CDT by year; NDC is not asked.
    """
    own = [one for one in releases if one.system is system and one.header.kind in CODE_KINDS]
    titled = sorted((one for one in own if _has_titles(one)), key=lambda one: one.in_force.start or date.min)
    needed = _needed(system, on)
    if not titled or not needed:
        return ""
    begun = [one for one in titled if (one.header.validity_from or one.in_force.start or date.min) <= on]
    if not begun:
        first = titled[0].in_force.start
        if first and _first_day(system, first) == _first_day(system, on):
            needed = f"an earlier edition of {needed}"
        since = f", which begins on {first:%m/%d/%Y}" if first else ""
        return (
            f"{titled[0].name}{since}, is the oldest {system.value} release here; the date of service needs {needed}."
        )
    newest = begun[-1]
    if (newest.in_force.start or date.min) >= _first_day(system, on):
        return ""
    changes = ", of which only the codes that begin and end are known" if _is_known(own, system, on) else ""
    return f"{newest.name} is the newest titled {system.value} release; the date of service needs {needed}{changes}."


def _has_titles(release: "StoredRelease") -> bool:
    return release.header.kind is not FileKind.ICD10CM_CHANGES


def _is_known(own: Iterable["StoredRelease"], system: CodeSystem, on: date) -> bool:
    first = _first_day(system, on)
    return any(not _has_titles(one) and first <= (one.in_force.start or date.min) <= on for one in own)


def _first_day(system: CodeSystem, on: date) -> date:
    if system in _FISCAL:
        return date(on.year if on.month >= _OCTOBER else max(on.year - 1, date.min.year), _OCTOBER, 1)
    return date(on.year, 1, 1) if system in _YEARLY else date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)


def _needed(system: CodeSystem, on: date) -> str:
    if system in _FISCAL:
        return f"FY{_first_day(system, on).year + 1}"
    if system in _YEARLY:
        return str(on.year)
    return f"{_MONTHS[(on.month - 1) // 3]} {on.year}" if system is CodeSystem.HCPCS else ""
