"""What a claim of a visit still lacks: the claim edits run on the claim that the visit would become."""

from collections.abc import Mapping
from datetime import date

from coderdesk.domain.billing.build_claim import NO_DETAILS, build_claim
from coderdesk.domain.billing.build_invoice import invoice_findings
from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits import claim_findings, history_findings
from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.billing.payer import Coverage, Payer
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.ids import AssignmentId, ClaimId

_UNSENT = ClaimId("")


def claim_findings_of(
    *,
    visit: CodedVisit,
    practice: Practice,
    provider: Provider,
    coverage: Coverage | None,
    payer: Payer | None,
    charges: Mapping[AssignmentId, Charge],
    today: date,
    earlier: tuple[Claim, ...] = (),
    details: VisitDetails = NO_DETAILS,
) -> tuple[Finding, ...]:
    """Empty until both a diagnosis and a service are coded; for a self-payer only what an invoice needs is checked.

    `earlier` are claims that were sent for the patient's services of the same day.
    """
    if not (visit.diagnoses and (visit.services or details.claim.stay.revenue_lines)):
        return ()
    if coverage is None or payer is None:
        return invoice_findings(visit, charges.values(), today)
    claim = build_claim(
        claim_id=_UNSENT,
        visit=visit,
        charges=charges.values(),
        practice=practice,
        provider=provider,
        payer=payer,
        coverage=coverage,
        details=details,
    )
    return claim_findings(claim, today) + history_findings(claim, earlier)
