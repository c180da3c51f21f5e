"""The same service was not sent before."""

from collections.abc import Iterable, Iterator

from coderdesk.domain.billing.claim import Claim, ServiceLine
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "duplicate-of-earlier"
CITATION = "CARC 18, exact duplicate; Medicare Claims Processing Manual ch. 1 § 120: same patient, provider, date, code, charge"
_SAYS_AGAIN = frozenset({"76", "77", "91", "59", "XE", "XP", "XS", "XU"})


def duplicate_of_earlier(claim: Claim, earlier: Iterable[Claim]) -> Iterator[Finding]:
    """`earlier` are claims that were sent. A line that says it was done again (76, 77, 91, 59, X{EPSU}) is none."""
    sent = {
        _sameness(other, line): other.control
        for other in earlier
        if other.id != claim.id and other.encounter_id != claim.encounter_id
        for line in other.lines
    }
    for line in claim.lines:
        control = sent.get(_sameness(claim, line))
        if control is not None and not _SAYS_AGAIN & set(line.modifiers):
            message = (
                f"{line.code} on {line.service_date:%m/%d/%Y} for {line.charge} was sent before, on claim {control}: "
                "if it was done twice, say so with modifier 76 or 77."
            )
            place = Location(Place.ASSIGNMENT, line.assignment_id, "modifiers")
            yield Finding(RULE, Severity.WARN, message, place, CITATION)


def _sameness(claim: Claim, line: ServiceLine) -> tuple[object, ...]:
    return (
        claim.patient_id,
        claim.payer.id,
        claim.rendering.npi,
        line.service_date,
        line.code,
        tuple(sorted(line.modifiers)),
        line.charge,
    )
