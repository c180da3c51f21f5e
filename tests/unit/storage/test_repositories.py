"""What is saved comes back as the same frozen value."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from coderdesk.domain.billing.claim_record import ClaimRecord, ClaimState
from coderdesk.domain.billing.export_batch import BatchState, ControlKind, ExportBatch
from coderdesk.domain.billing.fees import ChargeItem, Fee
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import AssignmentState, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import AssignmentId, ClaimId, CoverageId, DocumentId, InvoiceId, PatientId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import Money
from coderdesk.storage.trouble import NeverChanged, NotInVault
from coderdesk.storage.vault import Vault
from tests.helpers.claims import (
    COVERAGE,
    DIABETES,
    GUARANTOR,
    PATIENT,
    PAYER,
    PRACTICE,
    PROVIDER,
    SPOUSE,
    UTI,
    VISIT_SERVICE,
    a_charge,
)
from tests.helpers.vaults import (
    ASSIGNMENTS,
    DRAFT,
    ENCOUNTER,
    NOW,
    OTHER_ENCOUNTER,
    STRIPS,
    passage,
    stored_claim,
    stored_invoice,
    writing,
)

# -- people, payers, fees


def test_an_empty_vault_has_no_practice(vault: Vault) -> None:
    with vault.reading() as unit:
        assert unit.practice.find() is None
        with pytest.raises(NotInVault):
            unit.practice.get()


def test_people_come_back_as_they_went(practice: Vault) -> None:
    with practice.reading() as unit:
        assert unit.practice.get() == PRACTICE
        assert unit.providers.get(PROVIDER.id) == PROVIDER
        assert unit.providers.all() == (PROVIDER,)
        assert unit.guarantors.all() == (unit.guarantors.get(GUARANTOR.id),) == (GUARANTOR,)
        assert unit.patients.all() == (unit.patients.get(PATIENT.id),) == (PATIENT,)
        assert unit.payers.all() == (unit.payers.get(PAYER.id),) == (PAYER,)
        assert unit.coverages.of_patient(PATIENT.id) == (unit.coverages.get(COVERAGE.id),) == (COVERAGE,)


def test_saving_again_changes_the_row(practice: Vault) -> None:
    renamed = replace(PATIENT, name=PersonName(last="O'Neill-Çelik", first="Ana"), guarantor_id=GUARANTOR.id)
    retired = replace(PROVIDER, is_active=False, specialty="Family medicine")
    with writing(practice) as unit:
        unit.patients.save(renamed)
        unit.providers.save(retired)
        unit.practice.save(replace(PRACTICE, terms_days=14))
    with practice.reading() as unit:
        assert unit.patients.all() == (renamed,)
        assert unit.providers.all() == (retired,)
        assert unit.practice.get().terms_days == 14


def test_patients_are_found_by_the_beginnings_of_words(practice: Vault) -> None:
    with writing(practice) as unit:
        unit.patients.save(
            replace(PATIENT, id=PatientId("p2"), record_number="MR-2%", name=PersonName(last="Riverstone", first="Bo"))
        )
    with practice.reading() as unit:
        found = {
            text: [row.name.first for row in unit.patients.search(text)]
            for text in ("river", "Rivera, An", "mr-1001", "bo riv", "%", "mr-2%", "xyz", "", "' OR 1=1 --")
        }
        assert len(unit.patients.search("", limit=1)) == 1
    assert found == {
        "river": ["Ana", "Bo"],
        "Rivera, An": ["Ana"],
        "mr-1001": ["Ana"],
        "bo riv": ["Bo"],
        "%": [],
        "mr-2%": ["Bo"],
        "xyz": [],
        "": ["Ana", "Bo"],
        "' OR 1=1 --": [],
    }


def test_a_spouses_policy_comes_back_with_its_subscriber(practice: Vault) -> None:
    second = replace(
        COVERAGE,
        id=CoverageId("coverage-2"),
        priority=2,
        relationship=Relationship.SPOUSE,
        subscriber=SPOUSE,
        plan_name="Family",
        in_force=Period(date(2026, 1, 1), None),
    )
    with writing(practice) as unit:
        unit.coverages.save(second)
        unit.coverages.save(replace(COVERAGE, id=CoverageId("coverage-0"), priority=3))
    with practice.reading() as unit:
        assert [row.priority for row in unit.coverages.of_patient(PATIENT.id)] == [1, 2, 3]
        assert unit.coverages.get(second.id) == second


def test_fees_and_charge_items_are_replaced_by_their_key(practice: Vault) -> None:
    item = ChargeItem(system=CodeSystem.CPT, code="99213", words="Office visit", unit_words="visit", category="E/M")
    later = replace(item, words="Office visit, 2027", in_force=Period(date(2027, 1, 1), date(2027, 12, 31)))
    fee = Fee(code="99213", price=Money(12500))
    fees = (
        fee,
        replace(fee, modifier="25"),
        replace(fee, payer_id=PAYER.id),
        replace(fee, in_force=Period(date(2027, 1, 1))),
    )
    with writing(practice) as unit:
        unit.fees.save_charge_items((item, later, item))
        unit.fees.save_fees(fees + fees)
        unit.fees.save_charge_items((replace(item, words="Office visit, low"),))
        unit.fees.save_fees((replace(fee, price=Money(13000)),))
        assert {thing.kind for thing in unit.touched} == {Kind.FEES}
    with practice.reading() as unit:
        assert unit.fees.charge_items() == (replace(item, words="Office visit, low"), later)
        assert set(unit.fees.fees()) == {replace(fee, price=Money(13000)), *fees[1:]}
    with writing(practice) as unit:
        unit.fees.remove_charge_item(item)
        unit.fees.remove_fee(fee)
    with practice.reading() as unit:
        assert unit.fees.charge_items() == (later,)
        assert set(unit.fees.fees()) == set(fees[1:])


# -- encounters, documents, assignments


def test_visits_come_back_as_they_went(practice: Vault) -> None:
    earlier = replace(OTHER_ENCOUNTER, date_of_service=ENCOUNTER.date_of_service - timedelta(days=1), reason="cough")
    with writing(practice) as unit:
        unit.encounters.save(earlier)
        unit.encounters.set_status(ENCOUNTER.id, EncounterStatus.CODED)
    with practice.reading() as unit:
        coded = replace(ENCOUNTER, status=EncounterStatus.CODED)
        assert unit.encounters.all() == unit.encounters.of_patient(PATIENT.id) == (earlier, coded)
    with pytest.raises(NotInVault), writing(practice) as unit:
        unit.encounters.set_status("gone", EncounterStatus.CODED)


def test_documents_come_back_in_the_order_they_were_written(practice: Vault) -> None:
    lab = replace(
        DRAFT, id=DocumentId("lab"), title="Lab", written_on=DRAFT.written_on - timedelta(days=1), is_signed=True
    )
    addendum = replace(DRAFT, id=DocumentId("addendum"), addendum_to=lab.id, title="Addendum")
    with writing(practice) as unit:
        unit.documents.add(lab)
        unit.documents.add(addendum)
    with practice.reading() as unit:
        assert unit.documents.of_encounter(ENCOUNTER.id) == (lab, *sorted((addendum, DRAFT), key=lambda row: row.id))
        assert unit.documents.get(lab.id).is_signed


def test_a_revised_document_is_the_next_version(practice: Vault) -> None:
    with writing(practice) as unit:
        same = unit.documents.revise(DRAFT.id, DRAFT.text, based_on=DRAFT.hash)
        newer = unit.documents.revise(DRAFT.id, "New words.", based_on=DRAFT.hash)
    assert same == DRAFT
    assert (newer.version, newer.text) == (2, "New words.")
    with practice.reading() as unit:
        assert unit.documents.get(DRAFT.id) == newer
        assert unit.documents.text_of_version(DRAFT.id, DRAFT.hash) == DRAFT.text
        assert unit.documents.text_of_version(DRAFT.id, "no such hash") is None


@pytest.mark.parametrize("wrong", [{"version": 2}, {"hash": "0" * 64}])
def test_a_document_begins_with_version_one_and_its_own_hash(practice: Vault, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="version 1"), writing(practice) as unit:
        unit.documents.add(replace(DRAFT, id=DocumentId("new"), **wrong))


def test_assignments_come_back_as_they_went(coded: Vault) -> None:
    with coded.reading() as unit:
        assert unit.assignments.of_encounter(ENCOUNTER.id) == ASSIGNMENTS
        assert [unit.assignments.get(row.id) for row in ASSIGNMENTS] == list(ASSIGNMENTS)
        assert unit.assignments.of_encounter(OTHER_ENCOUNTER.id) == ()
        with pytest.raises(NotInVault):
            unit.assignments.get("gone")


def test_a_draft_query_keeps_what_was_asked(practice: Vault) -> None:
    query = replace(UTI, state=AssignmentState.QUERY, evidence=(), query_note="Upper or lower tract?")
    with writing(practice) as unit:
        unit.assignments.add(query)
    with practice.reading() as unit:
        assert unit.assignments.get(UTI.id) == replace(query, queried_on=NOW.date())
    with writing(practice) as unit:
        unit.assignments.add_evidence(UTI.id, UTI.evidence[0])
        assert unit.assignments.set_state(UTI.id, AssignmentState.BILLABLE) == UTI


def test_a_service_keeps_units_modifiers_and_the_order_of_its_pointers(coded: Vault) -> None:
    service = ServiceDetails(units=Decimal("2.5"), modifiers=("25", "LT"), pointers=(DIABETES.id, UTI.id))
    with writing(coded) as unit:
        assert unit.assignments.set_service(VISIT_SERVICE.id, service).service == service
    with coded.reading() as unit:
        stored = unit.assignments.get(VISIT_SERVICE.id).service
    assert stored == service
    assert str(stored.units) == "2.5"


def test_a_passage_is_attached_once(coded: Vault) -> None:
    with writing(coded) as unit:
        assert unit.assignments.add_evidence(UTI.id, UTI.evidence[0]) == UTI
        more = unit.assignments.add_evidence(UTI.id, passage("Urine"))
    assert more.evidence == (*UTI.evidence, passage("Urine"))


def test_reordering_numbers_diagnoses_and_services_apart(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.assignments.reorder(ENCOUNTER.id, (STRIPS.id, DIABETES.id))
        rows = unit.assignments.of_encounter(ENCOUNTER.id)
    assert [(row.id, row.position) for row in rows] == [
        (DIABETES.id, 1),
        (UTI.id, 2),
        (STRIPS.id, 1),
        (VISIT_SERVICE.id, 2),
    ]


def test_removing_a_diagnosis_closes_the_gap_and_the_pointers(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.charges.put(a_charge(STRIPS, "10.25"))
        unit.assignments.remove(UTI.id)
        unit.assignments.remove(STRIPS.id)
        assert unit.charges.of_encounter(ENCOUNTER.id) == ()
    with coded.reading() as unit:
        diabetes, visit = unit.assignments.of_encounter(ENCOUNTER.id)
    assert diabetes.position == 1
    assert visit.service == ServiceDetails(modifiers=("25",), pointers=(DIABETES.id,))


def test_an_undo_can_bring_a_removed_code_back(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.assignments.remove(UTI.id)
        unit.assignments.add(UTI)
        assert unit.assignments.get(UTI.id) == UTI


def test_a_diagnosis_has_no_units(practice: Vault) -> None:
    with pytest.raises(ValueError, match="diagnosis"), writing(practice) as unit:
        unit.assignments.add(replace(UTI, service=ServiceDetails()))


# -- charges, claims, files, invoices


def test_a_service_has_one_charge(coded: Vault) -> None:
    first, dearer = a_charge(VISIT_SERVICE, "125.00"), a_charge(VISIT_SERVICE, "130.00")
    with writing(coded) as unit:
        unit.charges.put(first)
        unit.charges.put(dearer)
        unit.charges.put(a_charge(STRIPS, "10.25"))
        assert unit.charges.of_encounter(ENCOUNTER.id) == (dearer, a_charge(STRIPS, "10.25"))
        unit.charges.put(replace(first, id="another"))
        assert [row.id for row in unit.charges.of_encounter(ENCOUNTER.id)] == ["another", f"charge-{STRIPS.id}"]
        unit.charges.remove("another")
        assert unit.charges.of_encounter(ENCOUNTER.id) == (a_charge(STRIPS, "10.25"),)


def test_a_claim_comes_back_whole(coded: Vault) -> None:
    claim = stored_claim()
    with writing(coded) as unit:
        unit.claims.add(claim)
    record = ClaimRecord(claim=claim, state=ClaimState.READY, created_at=NOW)
    with coded.reading() as unit:
        assert unit.claims.get(claim.id) == record
        assert unit.claims.of_encounter(ENCOUNTER.id) == (record,)
        (summary,) = unit.claims.all()
    assert (summary.id, summary.total, summary.payer_name) == (claim.id, claim.total, PAYER.name)
    assert (summary.patient_name, summary.date_of_service) == ("Rivera, Ana M", ENCOUNTER.date_of_service)


def test_control_numbers_are_never_handed_out_twice(coded: Vault) -> None:
    """three, one in a write that fails, and one more; each series counts for itself"""
    numbers = []
    for _ in range(3):
        with writing(coded) as unit:
            numbers.append(unit.exports.next_control_number(ControlKind.INTERCHANGE))
    with pytest.raises(NotInVault), writing(coded) as unit:
        _take_a_number_and_stumble(unit)
    with writing(coded) as unit:
        numbers.append(unit.exports.next_control_number(ControlKind.INTERCHANGE))
        numbers.append(unit.exports.next_control_number(ControlKind.INTERCHANGE))
        assert unit.exports.next_control_number(ControlKind.GROUP) == 1
    assert numbers == [1, 2, 3, 4, 5]


def _take_a_number_and_stumble(unit) -> None:
    unit.exports.next_control_number(ControlKind.INTERCHANGE)
    unit.encounters.get("gone")


def test_a_claim_file_is_announced_then_finished_once(coded: Vault) -> None:
    batch = ExportBatch(
        id="batch-1",
        state=BatchState.WRITING,
        file_name="claims.837",
        interchange_control=1,
        group_control=1,
        transaction_control=1,
        claim_ids=(ClaimId("claim-1"),),
        created_at=NOW,
    )
    with writing(coded) as unit:
        unit.claims.add(stored_claim())
        unit.exports.begin(batch)
        unit.exports.begin(replace(batch, id="batch-2", created_at=NOW + timedelta(seconds=1), claim_ids=()))
    with coded.reading() as unit:
        assert [row.id for row in unit.exports.unfinished()] == ["batch-2", "batch-1"]
        assert unit.exports.get("batch-1") == batch
    with writing(coded) as unit:
        unit.exports.written("batch-1", sha256="ab" * 32)
        unit.exports.abandon("batch-2")
    with coded.reading() as unit:
        assert unit.exports.unfinished() == ()
        assert [row.state for row in unit.exports.all()] == [BatchState.ABANDONED, BatchState.WRITTEN]
        assert unit.exports.of_claim(ClaimId("claim-1")) == (
            replace(batch, state=BatchState.WRITTEN, sha256="ab" * 32),
        )
    with pytest.raises(NeverChanged), writing(coded) as unit:
        unit.exports.abandon("batch-1")
    with pytest.raises(NotInVault), writing(coded) as unit:
        unit.exports.abandon("gone")


def test_an_invoice_comes_back_whole(coded: Vault) -> None:
    first, second = stored_invoice(1), replace(stored_invoice(2), id=InvoiceId("invoice-2"), pending_payer="Cascade")
    with writing(coded) as unit:
        unit.invoices.add(first)
        unit.invoices.add(second)
    with coded.reading() as unit:
        assert unit.invoices.get(second.id) == second
        assert unit.invoices.of_encounter(ENCOUNTER.id) == (first, second)
        assert unit.invoices.all() == (second, first)
        with pytest.raises(NotInVault):
            unit.invoices.get("gone")


def test_settings_hold_what_json_holds(vault: Vault) -> None:
    values = {"a": None, "b": [1, "zwei", {"drei": True}], "c": "ü"}
    with writing(vault) as unit:
        for name, value in values.items():
            unit.settings.put(name, 0)
            unit.settings.put(name, value)
    with vault.reading() as unit:
        assert unit.settings.all() == values
        assert unit.settings.get("a", "default") is None
        assert unit.settings.get("none", "default") == "default"


def test_the_trail_shows_the_newest_first(vault: Vault) -> None:
    for number in range(3):
        with writing(vault, f"step {number}") as unit:
            unit.settings.put("n", number)
            unit.settings.put("m", number)
    with vault.reading() as unit:
        assert [(row.number, row.action) for row in unit.audit.tail(limit=2)] == [(3, "step 2"), (2, "step 1")]
        assert [thing.id for thing in unit.audit.tail(limit=1)[0].touched] == ["n", "m"]


def test_an_unknown_id_of_a_visit_has_no_rows(coded: Vault) -> None:
    with coded.reading() as unit:
        assert unit.documents.of_encounter("gone") == ()
        assert unit.assignments.of_encounter("gone") == ()
        assert unit.charges.of_encounter("gone") == ()
        assert unit.coverages.of_patient(PatientId("gone")) == ()
        assert AssignmentId("gone") not in [row.id for row in unit.assignments.of_encounter(ENCOUNTER.id)]
