"""Units of timed services together: as many as the documented minutes make by the payer's rule."""

from collections.abc import Iterator
from decimal import Decimal

from coderdesk.domain.clinical.evidence import EvidenceState, Supports, state_of
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.payer_switches import TimedUnits, switches_for
from coderdesk.domain.coding.quantities import minutes_in, most_units
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.services.rule_lists import read_rule_lists

RULE = "timed-units-together"
CITATION = (
    "CMS Medicare Claims Processing Manual ch. 5 § 20.2.C: minutes of all timed services of a day are counted together"
)


def timed_findings(visit: CodedVisit, payer: str) -> tuple[Finding, ...]:
    """One warning when the timed services of the visit have more units than their minutes make; `payer` "" is not known."""
    found = switches_for(payer, read_rule_lists().payers)
    timed = [(row, minutes) for row in visit.services if (minutes := _minutes(row, visit)) is not None]
    if found is None or found.timed_units is not TimedUnits.EIGHT_MINUTES or len(timed) < 2:
        return ()  # a single service is held against its own passage
    return tuple(_too_many(timed, found.timed_units))


def _minutes(row: CodeAssignment, visit: CodedVisit) -> int | None:
    """The stretch of time that its passages state, when they state exactly one."""
    stated = {
        minutes
        for passage in row.passages(Supports.UNITS)
        if state_of(passage, visit.documents_by_id, visit.encounter.id) is EvidenceState.MATCHES
        for minutes in minutes_in(passage.quotation)
    }
    return stated.pop() if len(stated) == 1 and row.service is not None else None


def _too_many(timed: list[tuple[CodeAssignment, int]], rule: TimedUnits) -> Iterator[Finding]:
    units = sum((row.service.units for row, _ in timed if row.service), Decimal(0))
    most = most_units([minutes for _, minutes in timed], together=rule is TimedUnits.EIGHT_MINUTES)
    if units > most:
        codes, total = ", ".join(row.code for row, _ in timed), sum(minutes for _, minutes in timed)
        message = (
            f"{codes}: {total} minutes together make {most} units by the 8-minute rule of this payer, and "
            f"{units.normalize():f} are billed."
        )
        where = Location(Place.ASSIGNMENT, timed[-1][0].id, "units")
        yield Finding(RULE, Severity.WARN, message, where, CITATION)
