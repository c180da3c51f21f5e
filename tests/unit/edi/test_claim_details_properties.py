"""Claims of the desk with generated particulars: written, accepted by pyx12, read back as they were submitted."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.details.claim_fields import SECTIONS
from coderdesk.domain.billing.details.entries import Form
from coderdesk.domain.billing.details.field import DetailField
from coderdesk.domain.billing.details.line_fields import LINE_FIELDS
from coderdesk.domain.billing.details.typed import text_at, with_claim_entry
from coderdesk.domain.billing.submit_claim import submit_claim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.claim_writer import written_claims
from coderdesk.edi.compare_claims import compared
from coderdesk.edi.tokens import raw_segments
from coderdesk.edi.validate import structural_errors
from coderdesk.edi.write_837p import render_837p
from coderdesk.storage.codec import from_json
from coderdesk.storage.short_json import to_short_json
from tests.helpers.claim_details import PROOF, STAY, a_dental_claim, a_stay_claim, an_office_claim, entered
from tests.helpers.claims import an_envelope

FEW = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
words = st.text("abcXYZ019 -'.*~:^é", min_size=2, max_size=24).filter(lambda text: len(text.strip(" *~:^")) > 1)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31)).map("{:%m/%d/%Y}".format)
SAMPLES: dict[str, st.SearchStrategy[str]] = {
    "stay.bill_type": st.sampled_from(("11", "13", "18", "83")),
    "stay.admission_type": st.sampled_from("1239"),
    "stay.admission_source": st.sampled_from("124"),
    "stay.patient_status": st.sampled_from(("01", "02", "30")),
    "stay.admitting_diagnosis": st.sampled_from(("N39.0", "R07.9")),
    "stay.visit_reasons": st.sampled_from(("R07.9", "R07.9 N39.0")),
    "stay.drg": st.sampled_from(("690", "291")),
    "stay.conditions": st.sampled_from(("17", "17 C1")),
    "stay.occurrences": days.map("11 {}".format),
    "stay.spans": st.just("71 02/01/2026 02/03/2026"),
    "stay.values": st.sampled_from(("80 3", "80 3; 01 850.25")),
    "stay.revenue_lines": st.sampled_from(("0120 DA 3 4500.00", "0120 DA 2 10.5 3; 0270 UN 4 20")),
    "causes": st.sampled_from(("AA", "OA EM")),
    "epsdt": st.sampled_from(("AV", "S2 ST", "NU")),
    "ride.conditions": st.sampled_from(("04", "01 09")),
    "ride.reason": st.sampled_from("ABCDE"),
    "spinal_condition": st.sampled_from("ACM"),
    "clia": st.just("38D1234567"),
    "drug_code": st.just("00002-1434-81"),
    "revenue_code": st.sampled_from(("0300", "0450")),
    "place_of_service": st.sampled_from(("12", "22")),
    "areas": st.sampled_from(("10", "10 20")),
}
FORMS: dict[Form, st.SearchStrategy[str]] = {
    Form.TEXT: words,
    Form.CODE: st.just("207Q00000X"),
    Form.NPI: st.sampled_from(("1992799993", "1881018208")),
    Form.STATE: st.sampled_from(("OR", "WA")),
    Form.ZIP: st.sampled_from(("97301", "97301-0001")),
    Form.DAY: days,
    Form.HOUR: st.sampled_from(("8", "14:30", "0005")),
    Form.NUMBER: st.sampled_from(("1", "2.5", "120")),
    Form.COUNT: st.integers(1, 300).map(str),
    Form.AMOUNT: st.integers(1, 99_999).map(lambda cents: f"{cents // 100}.{cents % 100:02d}"),
    Form.ATTACHMENTS: st.sampled_from(("OZ FX A1", "B4 EL A1; OZ AA")),
    Form.TEETH: st.sampled_from(("8", "19 MOD, 3")),
    Form.TOOTH_STATES: st.sampled_from(("8 M", "8 M, 9 E")),
}
# a place is only a place with its whole address, a quantity only with its code, and one choice asks for another
TOGETHER = (
    ("facility.npi", "facility.name"),
    (
        "facility.name",
        "facility.address.line1",
        "facility.address.city",
        "facility.address.state",
        "facility.address.zip_code",
    ),
    ("ride.reason", "ride.miles", "ride.conditions"),
    ("authorization", "authorization_units"),
    ("causes", "accident_on", "accident_state"),
    ("drug_code", "drug_quantity", "drug_unit"),
    ("equipment_days", "rental_price", "purchase_price", "rental_frequency"),
    ("need_kind", "need_months"),
    ("hospital_from",),
    ("disabled_from", "disabled_until"),
    ("pregnant", "weight", "died_on"),
)
_ENDS = ("line1", "city", "state", "zip_code")
RIDE_ENDS = tuple(f"ride.{end}.address.{part}" for end in ("pick_up", "drop_off") for part in _ENDS)
PERSONS = ("referring", "ordering", "supervising", "attending", "operating", "other_operating", "assistant")


def sample(field: DetailField) -> st.SearchStrategy[str]:
    if field.choices:
        return st.sampled_from([stored for stored, _ in field.choices if stored])
    if field.key in SAMPLES:
        return SAMPLES[field.key]
    return FORMS[field.form]


def whole(chosen: set[str]) -> set[str]:
    """With whatever belongs to what was chosen."""
    groups = (*TOGETHER, ("ride.reason", *RIDE_ENDS))
    while True:
        more = chosen.union(*(group for group in groups if chosen & set(group)))
        if more == chosen:
            break
        chosen = more
    for role in PERSONS:
        if any(key.startswith(f"{role}.") for key in chosen):
            chosen = chosen | {f"{role}.last", f"{role}.npi"}
    return chosen


@st.composite
def claims(draw: st.DrawFn, kind: ClaimKind) -> Claim:
    fields = {row.key: row for section in SECTIONS for row in section.fields if kind in row.kinds}
    fields = {key: row for key, row in fields.items() if key != "kind"}
    line_fields = {row.key: row for row in LINE_FIELDS if kind in row.kinds}
    chosen = whole(draw(st.sets(st.sampled_from(sorted(fields)), max_size=12))) & fields.keys()
    of_line = whole(draw(st.sets(st.sampled_from(sorted(line_fields)), max_size=6))) & line_fields.keys()
    entries = {key: draw(sample(fields[key])) for key in sorted(chosen)}
    lines = {f"svc-1 {key}": draw(sample(line_fields[key])) for key in sorted(of_line)}
    if kind is ClaimKind.INSTITUTIONAL:
        return a_stay_claim({key: text for key, text in entries.items() if not key.startswith("stay.statement")}, lines)
    return (an_office_claim if kind is ClaimKind.PROFESSIONAL else a_dental_claim)(entries, lines)


@pytest.mark.parametrize("kind", list(ClaimKind))
@FEW
@given(st.data())
def test_write_check_read_compare(kind: ClaimKind, data: st.DataObject) -> None:
    """any of the fields that the screen offers for the kind of claim, hostile characters included"""
    claim = data.draw(claims(kind))
    text = render_837p([claim], envelope=an_envelope())
    assert structural_errors(text) == ()
    [read] = ClaimReader().claims(io.StringIO(text))
    assert read.claim == submit_claim(claim)
    again = "".join(written_claims([read]))
    assert compared(raw_segments(io.StringIO(text)), raw_segments(io.StringIO(again)))[1] == ()


@pytest.mark.parametrize("kind", list(ClaimKind))
@FEW
@given(st.data())
def test_a_claim_is_its_json(kind: ClaimKind, data: st.DataObject) -> None:
    """what the vault keeps of the desk's claim is the whole of it"""
    claim = data.draw(claims(kind))
    assert from_json(Claim, to_short_json(claim)) == claim


FIELDS = [row for section in SECTIONS for row in section.fields if row.key != "kind"]


@pytest.mark.parametrize("field", FIELDS, ids=lambda row: row.key)
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_what_a_field_shows_can_be_typed_again(field: DetailField, data: st.DataObject) -> None:
    """text -> value -> text -> the same value"""
    once = entered({field.key: data.draw(sample(field))})
    shown = text_at(once.claim, field)
    assert with_claim_entry(once, field.key, shown, PROOF) == once


def test_the_stay_of_the_examples_is_a_whole_claim() -> None:
    assert set(STAY) <= {row.key for row in FIELDS}
