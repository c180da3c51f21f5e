"""The professional claim file: who stands under whom, what is counted, and that no value can break out of its element."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.billing.envelope import Usage
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.ids import PracticeId
from coderdesk.domain.values.money import Money
from coderdesk.edi.validate import structural_errors
from coderdesk.edi.write_837p import render_837p
from tests.helpers.claims import PATIENT, PRACTICE, PROVIDER, SPOUSE, a_claim, a_dependent_claim, an_envelope, coded
from tests.helpers.segments import named, split_x12


def test_isa_has_fixed_widths() -> None:
    """submitter ALDER01 / receiver CMH77 / test / interchange 17 / 03/09/2026 14:30"""
    text = render_837p([a_claim()], envelope=an_envelope())
    assert text[:106] == (
        "ISA*00*          *00*          *ZZ*ALDER01        *ZZ*CMH77          *260309*1430*^*00501*000000017*0*T*:~"
    )


def test_control_numbers_agree_at_both_ends() -> None:
    text = render_837p([a_claim()], envelope=an_envelope(transaction_control=41, group_control=6))
    assert named(text, "ISA")[0][13] == named(text, "IEA")[0][2] == "000000017"
    assert named(text, "GS")[0][6] == named(text, "GE")[0][2] == "6"
    assert named(text, "ST")[0][2] == named(text, "SE")[0][2] == "0041"


def test_segments_of_the_transaction_set_are_counted() -> None:
    segments = split_x12(render_837p([a_claim(), a_dependent_claim()], envelope=an_envelope()))
    first = next(place for place, segment in enumerate(segments) if segment[0] == "ST")
    last = next(place for place, segment in enumerate(segments) if segment[0] == "SE")
    assert int(segments[last][1]) == last - first + 1


def test_production_file_says_so() -> None:
    text = render_837p([a_claim()], envelope=an_envelope(usage=Usage.PRODUCTION))
    assert named(text, "ISA")[0][15] == "P"


def test_subscriber_is_patient() -> None:
    """own policy: SBR02 is 18, address and DMG stand in 2010BA, there is no patient level"""
    text = render_837p([a_claim()], envelope=an_envelope())
    assert [segment[1:] for segment in named(text, "HL")] == [["1", "", "20", "1"], ["2", "1", "22", "0"]]
    assert named(text, "SBR") == [["SBR", "P", "18", "G-88", "", "", "", "", "", "CI"]]
    assert named(text, "DMG") == [["DMG", "D8", "19810714", "F"]]
    assert named(text, "PAT") == []


@pytest.mark.parametrize(
    ("relationship", "code"), [(Relationship.SPOUSE, "01"), (Relationship.CHILD, "19"), (Relationship.OTHER, "G8")]
)
def test_dependent(relationship: Relationship, code: str) -> None:
    """somebody else's policy: SBR02 is empty, the patient has a level of her own with the only DMG"""
    text = render_837p([a_dependent_claim(relationship)], envelope=an_envelope())
    assert [segment[1:] for segment in named(text, "HL")] == [
        ["1", "", "20", "1"],
        ["2", "1", "22", "1"],
        ["3", "2", "23", "0"],
    ]
    assert named(text, "SBR")[0][2] == ""
    assert named(text, "PAT") == [["PAT", code]]
    assert [segment[3] for segment in named(text, "NM1") if segment[1] in ("IL", "QC")] == ["RIVERA", "RIVERA"]
    assert named(text, "DMG") == [["DMG", "D8", "19810714", "F"]]


def test_claims_of_one_policy_share_its_levels() -> None:
    """two claims of the mother, two of one child, one of another: one practice, two policy levels, two patient levels"""
    sibling = replace(PATIENT.name, first="Noa")
    child = a_dependent_claim(Relationship.CHILD)
    other = replace(child, patient=replace(child.patient, name=sibling))
    text = render_837p([a_claim(), child, other, a_claim(control="V2"), child], envelope=an_envelope())
    levels = [" ".join(segment[1:]) for segment in named(text, "HL")]
    assert levels == ["1  20 1", "2 1 22 0", "3 1 22 1", "4 3 23 0", "5 3 23 0"]
    assert len(named(text, "CLM")) == 5
    assert structural_errors(text) == ()


def test_a_level_carries_a_hundred_claims() -> None:
    """101 claims of one policy holder and 101 of one dependent: each gets a second level"""
    claims = [
        *[a_claim(control=f"A{n}") for n in range(101)],
        *[a_dependent_claim(control=f"B{n}") for n in range(101)],
    ]
    text = render_837p(claims, envelope=an_envelope())
    levels = [" ".join(segment[1:]) for segment in named(text, "HL")]
    assert levels == ["1  20 1", "2 1 22 0", "3 1 22 0", "4 1 22 1", "5 4 23 0", "6 4 23 0"]
    assert len(named(text, "CLM")) == 202
    assert structural_errors(text) == ()


def test_two_practices_stand_apart() -> None:
    elsewhere = a_claim(billing=replace(PRACTICE, id=PracticeId("practice-2"), name="Birch Clinic", npi="1748392010"))
    text = render_837p([a_claim(), elsewhere, a_claim()], envelope=an_envelope())
    assert [segment[3] for segment in named(text, "NM1") if segment[1] == "85"] == [
        "ALDER CREEK FAMILY MEDICINE",
        "BIRCH CLINIC",
    ]
    assert structural_errors(text) == ()


def test_rendering_provider_only_when_another_bills() -> None:
    """a solo practitioner bills under her own NPI: no 2310B"""
    solo = a_claim(rendering=replace(PROVIDER, npi=PRACTICE.npi))
    assert [segment[1] for segment in named(render_837p([solo], envelope=an_envelope()), "NM1")].count("82") == 0
    assert [segment[1] for segment in named(render_837p([a_claim()], envelope=an_envelope()), "NM1")].count("82") == 1


def test_twelve_diagnoses_in_order() -> None:
    """the first is ABK, the others ABF, without their dots"""
    claim = a_claim(diagnoses=coded(*(f"L03.{number:03d}" for number in range(12))))
    (hi,) = named(render_837p([claim], envelope=an_envelope()), "HI")
    assert hi[1:] == ["ABK:L03000", *(f"ABF:L03{number:03d}" for number in range(1, 12))]


def test_service_lines() -> None:
    text = render_837p([a_claim()], envelope=an_envelope())
    assert named(text, "CLM")[0][1:6] == ["V-2026-0042", "145.5", "", "", "11:B:1"]
    assert [segment[1:] for segment in named(text, "SV1")] == [
        ["HC:99213:25", "125", "UN", "1", "", "", "1:2"],
        ["HC:81002", "20.5", "UN", "2", "", "", "1"],
    ]
    assert [segment[1] for segment in named(text, "LX")] == ["1", "2"]
    assert [segment[1:] for segment in named(text, "REF") if segment[1] == "6R"] == [["6R", "1"], ["6R", "2"]]
    assert [segment[1:] for segment in named(text, "DTP")] == [["472", "D8", "20260302"]] * 2


def test_numbers_have_no_idle_zeros() -> None:
    """10 units written as 10.00 / $1,200.00 / 100 units held as 1E+2"""
    line = a_claim().lines[0]
    lines = (replace(line, units=Decimal("10.00"), charge=Money(120000)), replace(line, units=Decimal("1E+2")))
    written = named(render_837p([a_claim(lines=lines)], envelope=an_envelope()), "SV1")
    assert [(segment[2], segment[4]) for segment in written] == [("1200", "10"), ("125", "100")]


def test_medicare_id_loses_the_hyphens_of_the_card_and_no_other_id_does() -> None:
    medicare = a_claim(payer=replace(a_claim().payer, filing_indicator="MB"), member_id="1EG4-TE5-MK73")
    ids = [
        segment[9]
        for claim in (medicare, a_claim())
        for segment in named(render_837p([claim], envelope=an_envelope()), "NM1")
        if segment[1] == "IL"
    ]
    assert ids == ["1EG4TE5MK73", "CMH-004417"]


def test_delimiters_in_a_name_make_no_segments() -> None:
    """a last name of A*B~C:D^E and a street with ~SE*1*0001~ in it"""
    person = a_claim().subscriber
    assert person is not None
    hostile = replace(
        person,
        name=replace(person.name, last="A*B~C:D^E"),
        address=replace(person.address, line1="1 Fir~SE*1*0001~Lane"),
    )
    plain = split_x12(render_837p([a_claim()], envelope=an_envelope()))
    text = render_837p([a_claim(subscriber=hostile)], envelope=an_envelope())
    assert [segment[0] for segment in split_x12(text)] == [segment[0] for segment in plain]
    assert "NM1*IL*1*A B C D E*ANA*MARIA" in text
    assert "N3*1 FIR SE 1 0001 LANE~" in text


def test_no_claim_makes_no_file() -> None:
    with pytest.raises(ValueError, match="at least one claim"):
        render_837p([], envelope=an_envelope())


anything = st.text(max_size=30)


@given(
    last=anything, first=anything, street=anything, city=anything, member=anything, group=anything, practice=anything
)
def test_any_text_stays_in_its_element(
    last: str, first: str, street: str, city: str, member: str, group: str, practice: str
) -> None:
    """whatever is typed into a name, address or number: ASCII, the same segments, each value where it belongs"""
    holder = replace(SPOUSE, name=PersonName(last=last, first=first))
    claim = a_dependent_claim()
    claim = replace(
        claim,
        subscriber=replace(claim.subscriber, name=holder.name),
        patient=replace(claim.patient, address=replace(PATIENT.address, line1=f"1 {street}", city=city)),
        member_id=member,
        group_number=group,
        billing=replace(PRACTICE, name=practice),
    )
    text = render_837p([claim], envelope=an_envelope())
    assert text.isascii()
    assert text == render_837p([claim], envelope=an_envelope())
    usual = split_x12(render_837p([a_dependent_claim()], envelope=an_envelope()))
    segments = split_x12(text)
    assert [segment[0] for segment in segments] == [segment[0] for segment in usual]
    subscriber = next(segment for segment in segments if segment[:2] == ["NM1", "IL"])
    padded = [*subscriber, *[""] * 10]
    assert (padded[3], padded[4], padded[9]) == (x12_text(last), x12_text(first), x12_text(member))
    assert ["N3", *([x12_text(f"1 {street}")])] in segments
