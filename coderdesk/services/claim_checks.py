"""Many visits' claims looked at before they leave: what keeps each of them at home."""

from collections.abc import Sequence
from dataclasses import dataclass

from coderdesk.domain.billing.clean_claims import spoiling
from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.claims import ExportStopped, claim_to_leave
from coderdesk.services.desk import Desk
from coderdesk.services.first_checks import note_first_checks
from coderdesk.services.refused import Refused
from coderdesk.services.unfinished import unfinished
from coderdesk.services.visits import open_visit
from coderdesk.shared.ports import NoProgress, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """`findings` keep the claim at home; `trouble` is a sentence where no claim can be made at all. Neither: it may leave."""

    encounter_id: EncounterId
    account: str
    patient: str
    findings: tuple[Finding, ...] = ()
    trouble: str = ""

    @property
    def may_leave(self) -> bool:
        return not self.findings and not self.trouble


def check_claims(
    *, desk: Desk, encounter_ids: Sequence[EncounterId], progress: Progress | None = None
) -> tuple[CheckedClaim, ...]:
    """In the order given, each visit once; what came out at a claim's first check is kept for the clean-claim rate.

    Raises ExportStopped when the person stops it.
    """
    watched = progress or NoProgress()
    rows = tuple(dict.fromkeys(encounter_ids))
    found: dict[EncounterId, int] = {}
    checked: list[CheckedClaim] = []
    for place, row in enumerate(rows):
        watched.report(done=place, total=len(rows), what="claims checked")
        if watched.is_cancelled:
            raise ExportStopped
        checked.append(_checked(desk, row, found))
    note_first_checks(desk=desk, found=found)
    return tuple(checked)


def _checked(desk: Desk, encounter_id: EncounterId, found: dict[EncounterId, int]) -> CheckedClaim:
    sheet = open_visit(desk=desk, encounter_id=encounter_id)
    found[encounter_id] = spoiling(sheet.findings + unfinished(sheet.visit))
    findings: tuple[Finding, ...] = ()
    trouble = ""
    try:
        claim_to_leave(desk=desk, encounter_id=encounter_id)
    except Refused as refusal:
        findings = refusal.findings
    except AppError as fault:
        trouble = str(fault)
    return CheckedClaim(
        encounter_id=encounter_id,
        account=sheet.visit.encounter.account,
        patient=sheet.visit.patient.name.sorted,
        findings=findings,
        trouble=trouble,
    )
