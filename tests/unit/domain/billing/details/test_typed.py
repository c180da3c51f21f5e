"""What was typed, put into a visit's details; quantities need their words, and the tables name every field once."""

from dataclasses import replace

import pytest

from coderdesk.domain.billing.build_claim import kind_of_claim
from coderdesk.domain.billing.details.claim_details import ClaimDetails, LineDetails, VisitDetails
from coderdesk.domain.billing.details.claim_fields import SECTIONS
from coderdesk.domain.billing.details.entries import DetailUnfit
from coderdesk.domain.billing.details.line_fields import LINE_FIELDS
from coderdesk.domain.billing.details.proved import proved_details
from coderdesk.domain.billing.details.typed import REVENUE_KEY, value_at, with_claim_entry, with_line_entry
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.clinical.encounter import Setting
from tests.helpers.claim_details import FILLING, PROOF, a_stay_claim, an_operated_stay, entered
from tests.helpers.claims import DOCUMENT, UTI, VISIT_SERVICE, a_visit

ONE = VISIT_SERVICE.id


def test_every_key_leads_to_a_field_and_stands_once() -> None:
    keys = [field.key for section in SECTIONS for field in section.fields]
    assert len(set(keys)) == len(keys)
    for key in keys:
        value_at(ClaimDetails(), key)
    lines = [field.key for field in LINE_FIELDS]
    assert len(set(lines)) == len(lines)
    for key in lines:
        value_at(LineDetails(assignment_id=ONE), key)


def test_what_the_field_does_not_hold_is_refused() -> None:
    for key, text in (("clia", "38E1234567"), ("stay.bill_type", "09"), ("causes", "XX"), ("note", "x" * 81)):
        with pytest.raises(DetailUnfit):
            with_claim_entry(VisitDetails(), key, text)


def test_minutes_need_words_and_lose_them_with_the_minutes() -> None:
    with pytest.raises(DetailUnfit, match="Select the words"):
        with_line_entry(VisitDetails(), ONE, "minutes", "24")
    told = with_line_entry(VisitDetails(), ONE, "minutes", "24", PROOF)
    assert told.line(ONE).minutes_evidence == PROOF
    assert with_line_entry(told, ONE, "minutes", "24") == told
    with pytest.raises(DetailUnfit):
        with_line_entry(told, ONE, "minutes", "25")
    assert with_line_entry(told, ONE, "minutes", "") == VisitDetails()


def test_a_line_without_a_procedure_keeps_its_words_while_others_come() -> None:
    one = with_claim_entry(VisitDetails(), REVENUE_KEY, "0120 DA 3 4500.00", PROOF)
    with pytest.raises(DetailUnfit, match="Select the words"):
        with_claim_entry(one, REVENUE_KEY, "0120 DA 3 4500.00; 0270 UN 2 20.00")
    two = with_claim_entry(one, REVENUE_KEY, "0120 DA 3 4500.00; 0270 UN 2 20.00", PROOF)
    assert [row.evidence for row in two.claim.stay.revenue_lines] == [PROOF, PROOF]


def test_words_that_were_changed_leave_the_quantity_out() -> None:
    """the note is revised: the passage of three days of room and of 24 minutes stands no more"""
    details = entered({"stay.revenue_lines": "0120 DA 3 4500.00"}, {"svc-1 minutes": "24"})
    visit = a_visit()
    assert proved_details(details, visit).unproven == ()
    text = DOCUMENT.text.replace("Urinary", "Suspected urinary")
    revised = replace(visit, documents=(replace(DOCUMENT, text=text, hash=content_hash(text)),))
    proved = proved_details(details, revised)
    assert [(row.words, row.key) for row in proved.unproven] == [
        ("revenue code 0120", "stay.revenue_lines"),
        ("minutes of 99213", "minutes"),
    ]
    assert proved.details.claim.stay.revenue_lines == ()
    assert proved.details.line(ONE).minutes is None


@pytest.mark.parametrize(
    ("setting", "kind"),
    [
        (Setting.OUTPATIENT, ClaimKind.PROFESSIONAL),
        (Setting.FACILITY, ClaimKind.INSTITUTIONAL),
        (Setting.INPATIENT, ClaimKind.INSTITUTIONAL),
    ],
)
def test_the_kind_follows_from_the_setting(setting: Setting, kind: ClaimKind) -> None:
    visit = a_visit()
    assert kind_of_claim(replace(visit, encounter=replace(visit.encounter, setting=setting))) is kind


def test_the_kind_follows_from_dental_codes_and_from_what_somebody_said() -> None:
    """D2150 alone / with 99213 / with the word "professional" """
    assert kind_of_claim(a_visit(UTI, FILLING)) is ClaimKind.DENTAL
    assert kind_of_claim(a_visit(UTI, FILLING, replace(VISIT_SERVICE))) is ClaimKind.PROFESSIONAL
    assert kind_of_claim(a_visit(UTI, FILLING), entered({"kind": "professional"})) is ClaimKind.PROFESSIONAL


def test_a_stay_counts_its_lines_without_a_procedure() -> None:
    """4,500.00 of room, 125.00 and 20.50 of services; an operation has no line"""
    assert str(a_stay_claim().total) == "$4,645.50"
    claim = an_operated_stay()
    assert [row.code for row in claim.procedures] == ["0DTJ4ZZ"]
    assert [row.code for row in claim.lines] == ["99213", "81002"]
    assert a_stay_claim({"stay.interim": "2"}).frequency == "2"
