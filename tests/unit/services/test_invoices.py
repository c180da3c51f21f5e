"""Invoices: one for a visit, numbered without gaps, asking nobody for what a payer may still owe."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import EncounterId, InvoiceId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import ZERO, Money
from coderdesk.services import coding, documents
from coderdesk.services.claims import export_claims
from coderdesk.services.desk import Desk
from coderdesk.services.invoices import Issued, NotCodedYet, issue_invoice, list_invoices, write_invoice_pdf
from coderdesk.services.pages import PageNotWritten
from coderdesk.services.records import save_record
from coderdesk.services.refused import Refused
from coderdesk.storage.trouble import NotInVault
from tests.helpers.demo import MAIN_VISIT, document_of, passage
from tests.helpers.demo_visits import (
    ASKED,
    CHILD,
    DRAFT,
    DRAFTED,
    IN_PROGRESS,
    SELF_PAYER,
    code_drafted_visit,
    code_main_visit,
    sheet_of,
)


def issue(desk: Desk, encounter_id: EncounterId) -> Issued:
    return issue_invoice(desk=desk, encounter_id=encounter_id)


def text_of(page: Path) -> str:
    document = pypdfium2.PdfDocument(page)
    try:
        return " ".join(" ".join(one.get_textpage().get_text_range() for one in document).split())
    finally:
        document.close()


def test_a_self_payer_is_asked_for_everything(demo: Desk) -> None:
    """Pieter Vandersloot, no insurance: due is the total, in 30 days."""
    issued = issue(demo, SELF_PAYER)
    invoice = issued.invoice
    assert invoice.total == sheet_of(demo, SELF_PAYER).total > ZERO
    assert (invoice.due, invoice.pending, invoice.pending_payer) == (invoice.total, ZERO, "")
    assert (invoice.bill_to_name, (invoice.due_on - invoice.issued_on).days) == ("Pieter Vandersloot III", 30)
    assert issued.changes.touches(Kind.INVOICE, SELF_PAYER)


def test_the_insured_is_asked_for_nothing_yet(demo: Desk) -> None:
    """Mateo, under his mother's policy: all of it is pending with the payer, and she is the bill-to person."""
    invoice = issue(demo, CHILD).invoice
    assert (invoice.due, invoice.pending) == (ZERO, invoice.total)
    assert invoice.pending_payer == "Heronwing Service Plan"
    assert (invoice.patient_name, invoice.bill_to_name) == ("Mateo Castellane", "Elena R. Castellane")
    assert invoice.bill_to_address.line1 == "27 Millrace Lane"


def test_lines_are_the_services_as_coded(demo: Desk) -> None:
    """99213-25, 96372, J0696 x 2 and 81003-QW of the main visit."""
    sheet = code_main_visit(demo)
    invoice = issue(demo, MAIN_VISIT).invoice
    assert [(line.code, line.units, line.modifiers, line.amount) for line in invoice.lines] == [
        (row.code, row.service.units, row.service.modifiers, sheet.charges[row.id].amount)
        for row in sheet.visit.services
        if row.service is not None
    ]
    assert len(invoice.lines) == 4
    assert invoice.total == sheet.total


def test_billing_closes_the_visit(demo: Desk) -> None:
    issue(demo, SELF_PAYER)
    assert sheet_of(demo, SELF_PAYER).visit.encounter.status is EncounterStatus.BILLED


def test_a_second_issue_gives_the_same_invoice(demo: Desk) -> None:
    first = issue(demo, SELF_PAYER).invoice
    assert issue(demo, SELF_PAYER).invoice == first
    assert list_invoices(desk=demo) == (first,)


def test_numbers_run_without_gaps(demo: Desk) -> None:
    """1 / a refusal / a second issue of the first / 2"""
    first = issue(demo, SELF_PAYER).invoice
    with pytest.raises(NotCodedYet):
        issue(demo, IN_PROGRESS)
    issue(demo, SELF_PAYER)
    second = issue(demo, CHILD).invoice
    assert (first.number, second.number) == (1, 2)
    assert [one.display_number for one in list_invoices(desk=demo)] == ["2026-00002", "2026-00001"]


def test_a_number_of_a_failed_issue_is_given_again(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies between number and commit: nothing of the invoice is there, and its number is the next."""

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("coderdesk.storage.repositories.encounters.EncounterRepository.set_status", killed)
        with pytest.raises(Killed):
            issue(demo, SELF_PAYER)
    assert list_invoices(desk=demo) == ()
    assert sheet_of(demo, SELF_PAYER).visit.encounter.status is EncounterStatus.CODED
    assert issue(demo, CHILD).invoice.number == 1


@pytest.mark.parametrize("encounter_id", [MAIN_VISIT, IN_PROGRESS, ASKED])
def test_what_is_not_coded_is_not_billed(demo: Desk, encounter_id: EncounterId) -> None:
    """nothing attached / in progress / waiting for the provider"""
    before = sheet_of(demo, encounter_id)
    with pytest.raises(NotCodedYet):
        issue(demo, encounter_id)
    assert list_invoices(desk=demo) == ()
    assert sheet_of(demo, encounter_id) == before


def test_a_visit_that_is_not_there(demo: Desk) -> None:
    with pytest.raises(NotInVault):
        issue(demo, EncounterId("gone"))


def test_a_service_that_lost_its_passage_is_not_left_off_in_silence(demo: Desk) -> None:
    """Billed by claim; then the draft under it loses the words of one service: the invoice waits for the coder."""
    code_drafted_visit(demo)
    extra = passage(demo, "saline rinse", DRAFTED, DRAFT)
    coding.attach_code(desk=demo, encounter_id=DRAFTED, system=CodeSystem.CPT, code="99213", passages=(extra,))
    coding.mark_coded(desk=demo, encounter_id=DRAFTED)
    draft = document_of(demo, DRAFTED, DRAFT)
    documents.revise_draft(
        desk=demo,
        encounter_id=DRAFTED,
        document_id=DRAFT,
        text=draft.text.replace("saline rinse", "rest and tea"),
        based_on=draft.hash,
    )
    # a draft is not revised any more once its visit is billed; a vault from elsewhere may hold such a visit all the same
    with demo.vault.writing(actor="test", action="claim_sent", now=demo.clock.now()) as unit:
        unit.encounters.set_status(DRAFTED, EncounterStatus.BILLED)
    states = [row.state for row in sheet_of(demo, DRAFTED).visit.services]
    assert states == [AssignmentState.BILLABLE, AssignmentState.UNPROVEN]
    with pytest.raises(Refused) as refusal:
        issue(demo, DRAFTED)
    assert {finding.rule_id for finding in refusal.value.findings} == {"not-documented"}
    assert list_invoices(desk=demo) == ()


def test_the_page_holds_every_line_and_the_total(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    invoice = issue(demo, MAIN_VISIT).invoice
    page = write_invoice_pdf(desk=demo, invoice_id=invoice.id, folder=tmp_path)
    text = text_of(page)
    for line in invoice.lines:
        assert line.code in text
        assert str(line.amount) in text
        assert f"{line.service_date:%m/%d/%Y}" in text
    assert str(invoice.total) in text
    assert "Ana M. Rivera" in text
    assert "Cedar Hill Family Medicine" in text
    assert page.name == "Invoice 2026-00001.pdf"


def test_the_page_of_an_insured_visit_asks_for_nothing(demo: Desk, tmp_path: Path) -> None:
    invoice = issue(demo, CHILD).invoice
    text = text_of(write_invoice_pdf(desk=demo, invoice_id=invoice.id, folder=tmp_path))
    assert "Heronwing Service Plan" in text
    assert f"−{invoice.total}" in text
    assert str(Money(0)) in text


def test_the_same_invoice_gives_the_same_page(demo: Desk, tmp_path: Path) -> None:
    invoice = issue(demo, SELF_PAYER).invoice
    pages = [write_invoice_pdf(desk=demo, invoice_id=invoice.id, folder=tmp_path / name) for name in ("one", "two")]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_a_folder_that_cannot_be_written_is_known_trouble(demo: Desk, tmp_path: Path) -> None:
    """A sentence for the person and no crash; the invoice is issued, and its page can be written elsewhere."""
    (tmp_path / "a file").write_bytes(b"")
    invoice = issue(demo, SELF_PAYER).invoice
    with pytest.raises(PageNotWritten):
        write_invoice_pdf(desk=demo, invoice_id=invoice.id, folder=tmp_path / "a file" / "invoices")
    assert write_invoice_pdf(desk=demo, invoice_id=invoice.id, folder=tmp_path / "invoices").exists()


def test_an_invoice_that_is_not_there(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotInVault):
        write_invoice_pdf(desk=demo, invoice_id=InvoiceId("gone"), folder=tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_policy_that_ended_after_the_claim_asks_the_patient_for_nothing(demo: Desk, tmp_path: Path) -> None:
    """The claim went to the payer; then the policy's end is entered, before the visit. The payer's answer is still awaited."""
    export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)
    coverage = sheet_of(demo, CHILD).coverage
    assert coverage is not None
    save_record(desk=demo, record=replace(coverage, in_force=Period(end=date(2020, 1, 1))))
    assert sheet_of(demo, CHILD).payer is None
    invoice = issue(demo, CHILD).invoice
    assert (invoice.due, invoice.pending_payer) == (ZERO, "Heronwing Service Plan")
