"""Records: each kind is entered, changed and read back, and a claim is then made from what was changed."""

from dataclasses import replace

import pytest

from coderdesk.domain.billing.payer import Coverage, Relationship
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import GuarantorId, PatientId, PayerId, ProviderId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.desk import Desk
from coderdesk.services.records import Record, Records, list_records, save_record
from coderdesk.shared.ids import new_id
from tests.helpers.claims import COVERAGE, GUARANTOR, PATIENT, PAYER, PROVIDER, SPOUSE
from tests.helpers.demo_visits import WITHOUT_ADDRESS, sheet_of


def kept(records: Records) -> tuple[Record, ...]:
    practice = (records.practice,) if records.practice else ()
    return (
        *practice,
        *records.providers,
        *records.payers,
        *records.patients,
        *records.guarantors,
        *records.coverages,
    )


def under_her_husbands_policy() -> Coverage:
    return replace(COVERAGE, relationship=Relationship.SPOUSE, subscriber=SPOUSE)


def test_the_demo_practice_is_listed_whole(demo: Desk) -> None:
    records = list_records(desk=demo)
    assert records.practice is not None
    counts = [len(part) for part in (records.providers, records.payers, records.patients, records.guarantors)]
    assert counts == [4, 5, 15, 4]
    assert len({row.id for row in records.coverages}) == len(records.coverages) == 15
    names = [row.name.sorted for row in records.patients]
    assert names == sorted(names)


@pytest.mark.parametrize(
    "record",
    [
        replace(PROVIDER, id=ProviderId(new_id()), is_active=False),
        replace(PAYER, id=PayerId(new_id())),
        replace(GUARANTOR, id=GuarantorId(new_id()), email="luis@example.org"),
        replace(PATIENT, id=PatientId(new_id()), name=PersonName(last="Ñandú-O'Brien", first="Zoë", suffix="Jr")),
    ],
    ids=["provider", "payer", "guarantor", "patient"],
)
def test_a_new_record_is_kept_as_it_was_entered(demo: Desk, record: Record) -> None:
    changes = save_record(desk=demo, record=record)
    assert record in kept(list_records(desk=demo))
    assert changes.touches(Kind.PATIENT, record.id)


def test_a_new_coverage_with_its_subscriber(demo: Desk) -> None:
    save_record(desk=demo, record=PAYER)
    save_record(desk=demo, record=PATIENT)
    policy = under_her_husbands_policy()
    save_record(desk=demo, record=policy)
    assert policy in list_records(desk=demo).coverages


@pytest.mark.parametrize("kind", ["practice", "providers", "payers", "patients", "guarantors", "coverages"])
def test_a_change_takes_the_place_of_what_was_there(demo: Desk, kind: str) -> None:
    """One field of one record of each kind; nothing else moves."""
    before = list_records(desk=demo)
    found = getattr(before, kind)
    old = found if kind == "practice" else found[0]
    field, value = ("member_id", "CHANGED1") if kind == "coverages" else ("phone", "360-555-0199")
    if kind == "providers":
        field, value = "specialty", "Sports medicine"
    save_record(desk=demo, record=replace(old, **{field: value}))
    after = kept(list_records(desk=demo))
    assert [row for row in after if row not in kept(before)] == [replace(old, **{field: value})]
    assert len(after) == len(kept(before))


def test_a_mended_record_mends_the_claim(demo: Desk) -> None:
    """Simone Delacroix-Munn's street and ZIP code are entered: all that is left is what was not checked."""
    patient = sheet_of(demo, WITHOUT_ADDRESS).visit.patient
    address = replace(patient.address, line1="9 Harbor View", zip_code="988991009")
    save_record(desk=demo, record=replace(patient, address=address))
    assert {row.severity for row in sheet_of(demo, WITHOUT_ADDRESS).findings} <= {Severity.INFO}
