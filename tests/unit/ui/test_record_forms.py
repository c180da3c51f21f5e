"""The tables behind the record forms: every field reads, checks and writes what stands in the record."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.ui.views.records import checks, forms
from coderdesk.ui.views.records.fields import FormSpec, value_at, with_value_at
from tests.helpers.claims import COVERAGE, GUARANTOR, PATIENT, PAYER, PRACTICE, PROVIDER, SPOUSE

FORMS: tuple[tuple[FormSpec, Any], ...] = (
    (forms.practice_form(), PRACTICE),
    (forms.provider_form(), PROVIDER),
    (forms.payer_form(), replace(PAYER, address=PRACTICE.address)),
    (forms.patient_form((GUARANTOR,)), replace(PATIENT, guarantor_id=GUARANTOR.id)),
    (forms.guarantor_form(), GUARANTOR),
    (forms.coverage_form((PAYER,), PAYER), replace(COVERAGE, subscriber=SPOUSE)),
)
FIELDS_OF_FINDINGS = (
    (
        forms.practice_form(),
        "npi tax_id taxonomy phone name submitter_id contact address.line1 address.city address.state address.zip_code",
    ),
    (forms.provider_form(), "npi taxonomy name.last name.first"),
    (
        forms.patient_form(()),
        "name.last name.first birth_date address.line1 address.city address.state address.zip_code",
    ),
    (
        forms.coverage_form((), None),
        "member_id group_number subscriber.name.last subscriber.name.first subscriber.birth_date",
    ),
    (forms.payer_form(), "payer_id name filing_indicator"),
)


@pytest.mark.parametrize(("form", "record"), FORMS, ids=[form.kind for form, _ in FORMS])
def test_what_is_shown_can_be_saved_unchanged(form: FormSpec, record: Any) -> None:
    """each field's text passes its own check and writes the value it was read from"""
    for field in form.fields:
        stored = value_at(record, field.path)
        text = field.read(stored)
        assert field.check(text) == "", field.path
        assert field.write(text) == stored, field.path


@pytest.mark.parametrize(("form", "fields"), FIELDS_OF_FINDINGS, ids=[form.kind for form, _ in FIELDS_OF_FINDINGS])
def test_every_field_that_a_claim_finding_names_is_on_the_form(form: FormSpec, fields: str) -> None:
    assert set(fields.split()) <= {field.path for field in form.fields}


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (checks.npi, "1234567890"),
        (checks.npi, "12345"),
        (checks.tax_id, "12-345678"),
        (checks.taxonomy, "207Q"),
        (checks.state, "ZZ"),
        (checks.zip_code, "9889"),
        (checks.full_zip_code, "98899"),
        (checks.phone, "555-0100"),
        (checks.mail, "name@"),
        (checks.day, "02/30/2026"),
        (checks.whole_days, "-1"),
        (checks.medicare_number, "1EG4TE5MK7"),
        (checks.required("Needed."), "  "),
    ],
)
def test_each_complaint_is_a_sentence(check: checks.Check, text: str) -> None:
    assert check(text).endswith(".")
    assert " " in check(text) or check(text) == "Needed."


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (checks.npi, "1234567893"),
        (checks.tax_id, "91-2345678"),
        (checks.taxonomy, "207q00000x"),
        (checks.state, "wa"),
        (checks.zip_code, "98899-1142"),
        (checks.phone, "(360) 555-0100"),
        (checks.mail, "ana.rivera@example.com"),
        (checks.whole_days, "30"),
        (checks.medicare_number, "1EG4-TE5-MK73"),
    ],
)
def test_what_is_taken(check: checks.Check, text: str) -> None:
    assert check(text) == ""


@pytest.mark.parametrize("text", ["03/17/1984", "1984-03-17", "03171984", "03-17-1984", " 03/17/1984 "])
def test_dates_as_people_type_them(text: str) -> None:
    assert checks.day_in(text) == date(1984, 3, 17)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_date_that_was_shown_is_read_back(day: date) -> None:
    assert checks.day_in(forms.day_text(day)) == day


@given(st.text(max_size=20))
def test_no_check_ever_raises(text: str) -> None:
    for form, _ in FORMS:
        for field in form.fields:
            if not field.choices and not field.check(text):
                field.write(text)


def test_one_path_changes_and_nothing_else() -> None:
    moved = with_value_at(PRACTICE, "address.city", "Salem")
    assert moved.address.city == "Salem"
    assert with_value_at(moved, "address.city", PRACTICE.address.city) == PRACTICE
