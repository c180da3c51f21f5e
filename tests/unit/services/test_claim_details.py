"""Particulars of a claim: entered with their passages, kept as versions, and taken over by the claims of all three kinds."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.billing.details.entries import DetailUnfit
from coderdesk.domain.billing.fees import ChargeItem
from coderdesk.domain.billing.submitted.claim_file import PlacedClaim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.clinical.encounter import EncounterStatus, Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, ClaimId
from coderdesk.domain.values.money import Money
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.validate import structural_errors
from coderdesk.services.claim_details import detail_sheet, details_history, enter_detail, enter_line_detail
from coderdesk.services.claims import check_claim, export_claims
from coderdesk.services.coding import Passage, VisitAlreadyBilled, attach_code, mark_coded, set_price
from coderdesk.services.desk import Desk, with_charge_list
from coderdesk.services.present_on_admission import set_poa
from coderdesk.services.undo import restore_coding, take_snapshot
from coderdesk.services.visits import open_visit
from coderdesk.storage.trouble import NotDocumented
from tests.helpers.demo import MAIN_VISIT, attach, passage
from tests.helpers.demo_visits import code_main_visit

STAY = {
    "stay.bill_type": "11",
    "stay.statement_from": "05/02/2026",
    "stay.statement_until": "05/04/2026",
    "stay.admitted_on": "05/02/2026",
    "stay.admission_hour": "14:30",
    "stay.discharge_hour": "10",
    "stay.admission_type": "1",
    "stay.admission_source": "1",
    "stay.patient_status": "01",
    "stay.admitting_diagnosis": "N39.0",
    "stay.values": "80 2",
}


def put(desk: Desk, key: str, text: str, *passages: Passage) -> None:
    enter_detail(desk=desk, encounter_id=MAIN_VISIT, key=key, text=text, passages=passages)


def put_line(desk: Desk, row: AssignmentId, key: str, text: str, *passages: Passage) -> None:
    enter_line_detail(desk=desk, encounter_id=MAIN_VISIT, assignment_id=row, key=key, text=text, passages=passages)


def details(desk: Desk) -> VisitDetails:
    return open_visit(desk=desk, encounter_id=MAIN_VISIT).details


def exported(desk: Desk, folder: Path) -> PlacedClaim:
    """The claim as the payer reads it, after pyx12."""
    mark_coded(desk=desk, encounter_id=MAIN_VISIT)
    assert check_claim(desk=desk, encounter_id=MAIN_VISIT) == ()
    file = export_claims(desk=desk, encounter_ids=(MAIN_VISIT,), folder=folder)
    text = file.path.read_text("ascii")
    assert structural_errors(text) == ()
    [claim] = ClaimReader().claims(io.StringIO(text))
    return claim


def test_each_change_is_a_version_with_its_writer(demo: Desk) -> None:
    put(demo, "authorization", "PA 77")
    put(demo, "authorization", "PA 77")
    put(demo, "authorization_units", "12")
    put(demo, "authorization", "")
    versions = details_history(desk=demo, encounter_id=MAIN_VISIT)
    assert [(row.number, row.value.claim.authorization) for row in versions] == [(3, ""), (2, "PA 77"), (1, "PA 77")]
    assert {row.written_by for row in versions} == {demo.actor}
    assert details(demo).claim.authorization_units == Decimal(12)
    with demo.vault.reading() as unit:
        assert {row.action for row in unit.audit.tail(4)} == {"enter_claim_detail"}


def test_what_cannot_be_read_changes_nothing(demo: Desk) -> None:
    with pytest.raises(DetailUnfit, match=r"13/45/2026 is no day"):
        put(demo, "accident_on", "13/45/2026")
    with pytest.raises(DetailUnfit, match="NPI"):
        put(demo, "referring.npi", "1234567890")
    assert details_history(desk=demo, encounter_id=MAIN_VISIT) == ()


def test_undo_takes_details_and_setting_back(demo: Desk) -> None:
    put(demo, "authorization", "PA1")
    before = take_snapshot(desk=demo, encounter_id=MAIN_VISIT)
    put(demo, "authorization", "PA2")
    put(demo, "setting", "inpatient")
    restore_coding(desk=demo, snapshot=before)
    sheet = open_visit(desk=demo, encounter_id=MAIN_VISIT)
    assert sheet.details.claim.authorization == "PA1"
    assert sheet.visit.encounter.setting is Setting.OUTPATIENT


def test_a_coded_visit_stays_coded_and_a_billed_one_is_left_alone(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    mark_coded(desk=demo, encounter_id=MAIN_VISIT)
    put(demo, "authorization", "PA1")
    assert open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.encounter.status is EncounterStatus.CODED
    export_claims(desk=demo, encounter_ids=(MAIN_VISIT,), folder=tmp_path)
    with pytest.raises(VisitAlreadyBilled):
        put(demo, "authorization", "PA2")


def test_a_quantity_needs_the_words_that_state_it(demo: Desk) -> None:
    code_main_visit(demo)
    drug = next(row for row in open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.services if row.code == "J0696")
    with pytest.raises(DetailUnfit, match="Select the words"):
        put_line(demo, drug.id, "drug_quantity", "2")
    put_line(demo, drug.id, "drug_quantity", "2", passage(demo, "2 units of 250 mg"))
    [line] = details(demo).lines
    assert [row.quotation for row in line.drug_evidence] == ["2 units of 250 mg"]


def test_a_professional_claim_carries_what_was_entered(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    services = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.services
    drug = next(row.id for row in services if row.code == "J0696")
    put(demo, "referring.last", "Sato")
    put(demo, "referring.npi", "1760526784")
    put(demo, "authorization", "PA77")
    put(demo, "days.onset", "05/01/2026")
    put_line(demo, drug, "drug_code", "00409-7332-01")
    put_line(demo, drug, "drug_quantity", "2", passage(demo, "2 units of 250 mg"))
    put_line(demo, drug, "drug_unit", "UN")
    claim = exported(demo, tmp_path).claim
    assert claim.kind is ClaimKind.PROFESSIONAL
    assert [(row.kind, row.value) for row in claim.references] == [("G1", "PA77")]
    assert claim.providers[0].party.name == "SATO"
    [found] = [found for line in claim.lines for found in line.drugs]
    assert (found.code, found.quantity, found.unit) == ("00409733201", Decimal(2), "UN")


def test_an_inpatient_stay_becomes_an_institutional_claim(demo: Desk, tmp_path: Path) -> None:
    """The main visit as a stay of two days: N39.0 present on admission, room and board, one drug by its code."""
    put(demo, "setting", "inpatient")
    infection = attach(demo, "N39.0", "Urinary tract infection")
    set_poa(desk=demo, encounter_id=MAIN_VISIT, assignment_id=infection, poa="Y")
    for key, text in STAY.items():
        put(demo, key, text)
    with pytest.raises(DetailUnfit, match="Select the words"):
        put(demo, "stay.revenue_lines", "0120 DA 2 3000.00")
    put(demo, "stay.revenue_lines", "0120 DA 2 3000.00", passage(demo, "Observed 20 min"))
    sheet = open_visit(desk=demo, encounter_id=MAIN_VISIT)
    assert detail_sheet(sheet).kind is ClaimKind.INSTITUTIONAL
    claim = exported(demo, tmp_path).claim
    assert (claim.kind, claim.facility, claim.frequency) == (ClaimKind.INSTITUTIONAL, "11", "1")
    assert [(row.kind, row.code, row.present_on_admission) for row in claim.codes][:2] == [
        ("ABK", "N390", "Y"),
        ("ABJ", "N390", ""),
    ]
    [line] = claim.lines
    assert line.institutional is not None
    assert (line.institutional.revenue_code, line.institutional.unit, claim.total) == ("0120", "DA", Money(300_000))
    [path] = tmp_path.glob("837I_*.edi")
    assert path.exists()


def test_the_database_refuses_days_that_no_document_states(demo: Desk, tmp_path: Path) -> None:
    """whatever the rules above it say: a passage that does not stand in the visit's own documents"""
    test_an_inpatient_stay_becomes_an_institutional_claim(demo, tmp_path)
    with demo.vault.reading() as unit:
        [record] = unit.claims.of_encounter(MAIN_VISIT)
    stay = record.claim.details.stay
    [row] = stay.revenue_lines
    lie = replace(row, evidence=(replace(row.evidence[0], quotation="Observed 20 day"),))
    claim = replace(
        record.claim,
        id=ClaimId("claim-lie"),
        details=replace(record.claim.details, stay=replace(stay, revenue_lines=(lie,))),
    )
    with pytest.raises(NotDocumented), demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit:
        unit.claims.add(claim)


def test_dental_services_become_a_dental_claim(demo: Desk, tmp_path: Path) -> None:
    """A CDT code of the practice's own charge list: no book of them is shipped."""
    with demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit:
        unit.fees.save_charge_items((ChargeItem(system=CodeSystem.CDT, code="D2330", words="Filling, one surface"),))
    demo = with_charge_list(desk=demo)
    attach(demo, "N39.0", "Urinary tract infection")
    filling = attach_code(
        desk=demo,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.CDT,
        code="D2330",
        passages=(passage(demo, "First dose given here"),),
    ).assignment_id
    set_price(desk=demo, encounter_id=MAIN_VISIT, assignment_id=filling, unit_price=Money.parse("140.00"))
    put_line(demo, filling, "teeth", "8 MI")
    put(demo, "dental.tooth_states", "1 M")
    claim = exported(demo, tmp_path).claim
    assert claim.kind is ClaimKind.DENTAL
    [line] = claim.lines
    assert [(row.tooth, row.surfaces) for row in line.teeth] == [("8", ("M", "I"))]
    assert [row.tooth for row in claim.tooth_states] == ["1"]
