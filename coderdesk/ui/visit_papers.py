"""The papers of a visit beside its invoice: each is printed in the background and offered when it lies in its folder."""

from collections.abc import Callable
from pathlib import Path

from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.desk import Desk
from coderdesk.ui.session import Session

VisitPrinter = Callable[[Desk, EncounterId, Path], Path]


def _evidence_packet(desk: Desk, encounter_id: EncounterId, folder: Path) -> Path:
    from coderdesk.services.evidence_packets import write_evidence_packet  # ReportLab, at the first page

    return write_evidence_packet(desk=desk, encounter_id=encounter_id, folder=folder)


def _claim_form(desk: Desk, encounter_id: EncounterId, folder: Path) -> Path:
    from coderdesk.services.claim_forms import write_claim_form

    return write_claim_form(desk=desk, encounter_id=encounter_id, folder=folder).path


def _claim_proof(desk: Desk, encounter_id: EncounterId, folder: Path) -> Path:
    from coderdesk.services.claim_forms import write_claim_form

    return write_claim_form(desk=desk, encounter_id=encounter_id, folder=folder, is_proof=True).path


VISIT_PAPERS: dict[str, VisitPrinter] = {
    "evidence_packet": _evidence_packet,
    "claim_form": _claim_form,
    "claim_proof": _claim_proof,
}


def print_visit_paper(name: str, *, session: Session, encounter_id: EncounterId, folder: Path) -> None:
    """By the name of its action. Raises KeyError for a paper that nobody knows."""
    printer, operations = VISIT_PAPERS[name], session.operations
    session.lane.run(
        lambda: printer(session.desk, encounter_id, folder), done=operations.invoiced.emit, failed=operations.fail
    )
