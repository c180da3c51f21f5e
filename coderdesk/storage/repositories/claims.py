"""The claims, each stored as a whole and never changed; only how far it has come moves on."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Table, insert, select

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimRecord, ClaimState, ClaimSummary
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.values.ids import ClaimId, DocumentId, EncounterId, PatientId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import ZERO
from coderdesk.storage.codec import from_json
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.short_json import to_short_json
from coderdesk.storage.tables.billing import claim as table
from coderdesk.storage.tables.billing import claim_diagnosis, claim_line, claim_quantity
from coderdesk.storage.tables.clinical import encounter
from coderdesk.storage.trouble import ClaimContradicts, NotInVault


class ClaimRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, claim: Claim, *, sequel_id: str | None = None) -> None:
        """A claim that is ready for its file. `sequel_id` says by what it follows an earlier one.

        Raises NotDocumented unless every code on it is billable now; a void and the claim to the next payer may repeat the
        earlier claim.
        """
        patient = claim.patient or claim.subscriber
        values = {
            "id": claim.id,
            "encounter_id": claim.encounter_id,
            "control": claim.control,
            "patient_name": patient.name.sorted if patient else "",
            "payer_name": claim.payer.name,
            "date_of_service": claim.service_date,
            "total": claim.total,
            "state": ClaimState.READY,
            "created_at": self._rows.now,
            "sequel_id": sequel_id,
            "body": to_short_json(claim),
        }
        self._rows.connection.execute(insert(table), values)
        for table_of_part, parts in (
            (claim_diagnosis, _diagnosis_rows(claim)),
            (claim_line, _line_rows(claim)),
            (claim_quantity, _quantity_rows(claim)),
        ):
            if parts:
                self._rows.connection.execute(insert(table_of_part), parts)
        self._rows.note(Kind.CLAIM, claim.id)

    def get(self, claim_id: ClaimId) -> ClaimRecord:
        """Raises NotInVault, and ClaimContradicts when the stored claim names other codes than its lines do."""
        return self._record_of(self._rows.one(select(table).where(table.c.id == claim_id), "claim", claim_id))

    def of_encounter(self, encounter_id: EncounterId) -> tuple[ClaimRecord, ...]:
        """The oldest first."""
        theirs = select(table).where(table.c.encounter_id == encounter_id).order_by(table.c.created_at, table.c.id)
        return tuple(self._record_of(row) for row in self._rows.all(theirs))

    def sent_for(self, patient_id: PatientId, on: date) -> tuple[Claim, ...]:
        """What has left the house for a patient's services that began on that day, the oldest first."""
        visits = select(encounter.c.id).where(encounter.c.patient_id == patient_id)
        sent = (
            (table.c.state == ClaimState.EXPORTED) & (table.c.date_of_service == on) & table.c.encounter_id.in_(visits)
        )
        ordered = select(table).where(sent).order_by(table.c.created_at, table.c.id)
        return tuple(self._record_of(row).claim for row in self._rows.all(ordered))

    def all(self) -> tuple[ClaimSummary, ...]:
        """The newest first."""
        columns = [column for column in table.c if column.name not in ("body", "row_version")]
        ordered = select(*columns).order_by(table.c.created_at.desc(), table.c.id.desc())
        return tuple(ClaimSummary(**row._mapping) for row in self._rows.all(ordered))

    def set_state(self, claim_id: ClaimId, state: ClaimState) -> None:
        """From READY to EXPORTED or WITHDRAWN, from EXPORTED to REOPENED and back.

        Raises NotDocumented when a code on it is not billable any more; NeverChanged.
        """
        if not self._rows.change(table, Kind.CLAIM, {"id": claim_id, "state": state}):
            raise NotInVault("claim", claim_id)

    def _record_of(self, row: Row[Any]) -> ClaimRecord:
        claim = from_json(Claim, row.body)
        diagnoses = self._part(claim_diagnosis, row.id) == [tuple(part.values()) for part in _diagnosis_rows(claim)]
        lines = self._part(claim_line, row.id) == [tuple(part.values()) for part in _line_rows(claim)]
        quantities = self._part(claim_quantity, row.id) == [tuple(part.values()) for part in _quantity_rows(claim)]
        if not (diagnoses and lines and quantities and claim.id == row.id and claim.encounter_id == row.encounter_id):
            raise ClaimContradicts(row.control)
        return ClaimRecord(claim=claim, state=row.state, created_at=row.created_at, sequel_id=row.sequel_id)

    def _part(self, part: Table, claim_id: str) -> list[tuple[Any, ...]]:
        return [
            tuple(row) for row in self._rows.all(select(part).where(part.c.claim_id == claim_id).order_by(part.c.place))
        ]


def _diagnosis_rows(claim: Claim) -> list[dict[str, Any]]:
    return [
        {"claim_id": claim.id, "place": place, "assignment_id": row.assignment_id, "code": row.code}
        for place, row in enumerate(claim.diagnoses, start=1)
    ]


def _line_rows(claim: Claim) -> list[dict[str, Any]]:
    """The lines, and after them a hospital's procedures, which are as documented as lines though nothing is asked for them."""
    rows = [(line.assignment_id, line.code, line.units, line.charge) for line in claim.lines]
    rows += [(procedure.assignment_id, procedure.code, Decimal(1), ZERO) for procedure in claim.procedures]
    names = ("assignment_id", "code", "units", "charge")
    return [
        {"claim_id": claim.id, "place": place} | dict(zip(names, row, strict=True))
        for place, row in enumerate(rows, start=1)
    ]


def _quantity_rows(claim: Claim) -> list[dict[str, Any]]:
    """Days, minutes and drug quantities, each with the first passage that states it."""
    return [
        {
            "claim_id": claim.id,
            "place": place,
            "what": what,
            "amount": amount,
            "is_line": is_line,
            "document_id": passage.document_id,
            "document_hash": passage.document_hash,
            "start_at": passage.start,
            "end_at": passage.end,
            "quotation": passage.quotation,
        }
        for place, (what, amount, is_line, passage) in enumerate(_quantities(claim), start=1)
    ]


def _quantities(claim: Claim) -> Iterator[tuple[str, str, bool, Evidence]]:
    """A quantity without a passage stands there with an empty one, which the gate refuses."""
    for row in claim.revenue_lines:
        yield f"revenue {row.revenue_code} {row.charge.cents}", f"{row.quantity:f}", True, _first(row.evidence)
    for line in claim.lines:
        said = line.said
        if said.minutes is not None:
            yield f"minutes {line.code}", str(said.minutes), False, _first(said.minutes_evidence)
        if said.drug_quantity is not None:
            yield f"drug {said.drug_code}", f"{said.drug_quantity:f}", False, _first(said.drug_evidence)


def _first(evidence: tuple[Evidence, ...]) -> Evidence:
    nothing = Evidence(document_id=DocumentId(""), document_hash="", start=0, end=0, quotation="")
    return evidence[0] if evidence else nothing
