"""Not documented, not billed: quantities of the details stay only while the words that state them stand in the documents."""

from dataclasses import dataclass, replace

from coderdesk.domain.billing.details.claim_details import LineDetails, RevenueLine, Unproven, VisitDetails
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, state_of
from coderdesk.domain.coding.visit import CodedVisit


@dataclass(frozen=True, slots=True)
class Proved:
    """`unproven` names each quantity that was left out."""

    details: VisitDetails
    unproven: tuple[Unproven, ...] = ()


def stands(evidence: tuple[Evidence, ...], visit: CodedVisit) -> bool:
    """Whether at least one passage stands in the current text of the visit's own documents."""
    documents = visit.documents_by_id
    return any(state_of(row, documents, visit.encounter.id) is EvidenceState.MATCHES for row in evidence)


def proved_details(details: VisitDetails, visit: CodedVisit, *, charged: bool = True) -> Proved:
    """The details without what no words support. Lines without a procedure count where they are `charged`."""
    codes = {row.id: row.code for row in visit.services}
    stay = details.claim.stay
    kept = tuple(row for row in stay.revenue_lines if stands(row.evidence, visit))
    gone = [row for row in stay.revenue_lines if charged and row not in kept]
    unproven = [Unproven(words=f"revenue code {row.revenue_code}", key="stay.revenue_lines") for row in gone]
    lines = []
    for row in details.lines:
        if row.assignment_id in codes:
            lines.append(_proved_line(row, visit))
            unproven += _left_out(row, lines[-1], codes[row.assignment_id])
    claim = replace(details.claim, stay=replace(stay, revenue_lines=_standing(kept, visit)))
    return Proved(VisitDetails(claim=claim, lines=tuple(lines)), tuple(unproven))


def _proved_line(row: LineDetails, visit: CodedVisit) -> LineDetails:
    if row.minutes is not None and not stands(row.minutes_evidence, visit):
        row = replace(row, minutes=None, minutes_evidence=())
    if row.drug_quantity is not None and not stands(row.drug_evidence, visit):
        row = replace(row, drug_quantity=None, drug_evidence=())
    return row


def _left_out(before: LineDetails, after: LineDetails, code: str) -> list[Unproven]:
    return [
        Unproven(words=words, key=key, assignment_id=before.assignment_id)
        for words, key, was, now in (
            (f"minutes of {code}", "minutes", before.minutes, after.minutes),
            (f"drug quantity of {code}", "drug_quantity", before.drug_quantity, after.drug_quantity),
        )
        if was is not None and now is None
    ]


def _standing(lines: tuple[RevenueLine, ...], visit: CodedVisit) -> tuple[RevenueLine, ...]:
    """Each with the passages that stand, the first of which the vault keeps beside the claim."""
    return tuple(
        replace(row, evidence=tuple(passage for passage in row.evidence if stands((passage,), visit))) for row in lines
    )
