"""What breaks on 1 October: the practice's own use of codes that end, split or change their title between two days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.storage.unit_of_work import UnitOfWork
from coderdesk.storage.vault import Vault


class DaysReversed(AppError):
    def __init__(self) -> None:
        super().__init__("The second day must be later than the first. Nothing was compared.")


class Breakage(StrEnum):
    """SPLITS: it becomes a heading, and its successors stand below it. RETITLED: the number stays and says something else."""

    ENDS = "ends"
    SPLITS = "splits"
    RETITLED = "retitled"


class UsedIn(StrEnum):
    VISIT = "visit"
    FAVOURITE = "favourite"
    CHARGE_ITEM = "charge item"
    FEE = "fee"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Successor:
    value: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenCode:
    """`ends_on` is the last day of its old form, when known; `new_title` is "" unless it is retitled."""

    system: CodeSystem
    value: str
    title: str
    breakage: Breakage
    ends_on: date | None
    new_title: str
    successors: tuple[Successor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenUse:
    """A place where the practice uses a broken code. `where` is an account, a group of favourites or the practice's words.

    `needs_change` is False for a visit of a day on which the old code is still right: a code follows the day of service.
    """

    code: BrokenCode
    used_in: UsedIn
    where: str
    needs_change: bool
    encounter_id: EncounterId | None = None
    assignment_id: AssignmentId | None = None
    date_of_service: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBreaks:
    """What is to be changed first. `unknown` are code systems in use of which no release of the second day is installed."""

    first: date
    last: date
    uses: tuple[BrokenUse, ...]
    unknown: tuple[CodeSystem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    system: CodeSystem
    code: str
    used_in: UsedIn
    where: str
    encounter_id: EncounterId | None = None
    assignment_id: AssignmentId | None = None
    day: date | None = None


def breaking_codes(*, vault: Vault, library: CodeLibrary, first: date, last: date) -> ReleaseBreaks:
    """Compare what is in force on two days for every code of an unbilled visit, favourite, charge item, fee and note.

    Raises DaysReversed.
    """
    if last <= first:
        raise DaysReversed
    with vault.reading() as unit:
        uses = tuple(_uses(unit))
    loaded = {system: library.rule_pages.is_loaded(system, last) for system in {use.system for use in uses}}
    broken = {
        key: _broken(library, *key, first, last)
        for key in {(use.system, use.code) for use in uses if loaded[use.system]}
    }
    found = [_told(use, code, last) for use in uses if (code := broken.get((use.system, use.code)))]
    return ReleaseBreaks(
        first=first,
        last=last,
        uses=tuple(sorted(found, key=lambda one: not one.needs_change)),
        unknown=tuple(system for system in CodeSystem if loaded.get(system) is False),
    )


def _uses(unit: UnitOfWork) -> Iterator[_Use]:
    from coderdesk.storage.queries.unsent_codes import unsent_codes

    for row in unsent_codes(unit.connection):
        yield _Use(
            system=row.system,
            code=row.code,
            used_in=UsedIn.VISIT,
            where=row.account,
            encounter_id=row.encounter_id,
            assignment_id=row.assignment_id,
            day=row.date_of_service,
        )
    for marked in unit.own_codes.favourites():
        yield _Use(system=marked.system, code=marked.value, used_in=UsedIn.FAVOURITE, where=marked.group)
    items = unit.fees.charge_items()
    for item in items:
        yield _Use(system=item.system, code=item.code, used_in=UsedIn.CHARGE_ITEM, where=item.words)
    systems = {item.code: item.system for item in items}
    for code in dict.fromkeys(fee.code for fee in unit.fees.fees()):
        if code in systems:
            yield _Use(system=systems[code], code=code, used_in=UsedIn.FEE, where=code)
    for note in unit.own_codes.notes():
        yield _Use(system=note.system, code=note.value, used_in=UsedIn.NOTE, where=note.text[:60])


def _broken(library: CodeLibrary, system: CodeSystem, value: str, first: date, last: date) -> BrokenCode | None:
    """None for a code that stays as it is, and for one that no national book ever had."""
    before = library.store.code_on(system, value, first) or library.store.find(system, value)
    if before is None or not before.is_billable:
        return None
    after = library.store.code_on(system, value, last)
    if after is not None and after.is_billable:
        return retitled(before, after, last)
    if before.in_force.start is not None and before.in_force.start > last:
        return None
    return BrokenCode(
        system=system,
        value=before.value,
        title=before.title,
        breakage=Breakage.ENDS if after is None else Breakage.SPLITS,
        ends_on=before.in_force.end,
        new_title="",
        successors=tuple(_successor(library, system, one, last) for one in library.successors_of(system, value, last)),
    )


def retitled(before: Code, after: Code, last: date) -> BrokenCode | None:
    """Only where both titles are known; capitals and spaces are no change of meaning."""
    old, new = (" ".join(code.title.split()).casefold() for code in (before, after))
    if not old or not new or old == new:
        return None
    start = after.in_force.start
    return BrokenCode(
        system=before.system,
        value=before.value,
        title=before.title,
        breakage=Breakage.RETITLED,
        ends_on=start - timedelta(days=1)
        if start is not None and start <= last and start != before.in_force.start
        else None,
        new_title=after.title,
        successors=(),
    )


def _successor(library: CodeLibrary, system: CodeSystem, value: str, on: date) -> Successor:
    code = library.store.code_on(system, value, on)
    return Successor(value, code.title if code else "")


def _told(use: _Use, code: BrokenCode, last: date) -> BrokenUse:
    is_past = use.day is not None and (use.day <= code.ends_on if code.ends_on else use.day < last)
    return BrokenUse(
        code=code,
        used_in=use.used_in,
        where=use.where,
        needs_change=not is_past,
        encounter_id=use.encounter_id,
        assignment_id=use.assignment_id,
        date_of_service=use.day,
    )
