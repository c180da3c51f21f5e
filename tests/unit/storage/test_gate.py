"""The gate, case by case: what the database itself refuses, whoever asks."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DatabaseError, IntegrityError

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.export_batch import BatchState, ControlKind, ExportBatch
from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, ServiceDetails
from coderdesk.domain.values.ids import AssignmentId, InvoiceId
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.storage.connections import connect
from coderdesk.storage.trouble import (
    AlreadyBilled,
    ClaimContradicts,
    DocumentChanged,
    DocumentSigned,
    ForeignEvidence,
    NeverChanged,
    NotDocumented,
    UnstorableText,
)
from coderdesk.storage.vault import Vault
from tests.helpers.claims import DIABETES, DIPSTICK, NOTE, UTI, VISIT_SERVICE, a_charge
from tests.helpers.vaults import (
    ASSIGNMENTS,
    DRAFT,
    ENCOUNTER,
    NOW,
    OTHER_DOCUMENT,
    OTHER_ENCOUNTER,
    STRIPS,
    passage,
    state_of,
    stored_claim,
    stored_invoice,
    writing,
)

BILLABLE, UNPROVEN, QUERY = AssignmentState.BILLABLE, AssignmentState.UNPROVEN, AssignmentState.QUERY


def refuses(vault: Vault, trouble: type[AppError], statement: str, *values: object) -> None:
    """Raw SQL on the vault's own connection is refused, and nothing of it stays."""
    with pytest.raises(trouble), writing(vault) as unit:
        unit.connection.exec_driver_sql(statement, values)


@pytest.fixture
def bare(practice: Vault) -> CodeAssignment:
    """A code without any passage."""
    assignment = replace(UTI, state=UNPROVEN, evidence=())
    with writing(practice) as unit:
        unit.assignments.add(assignment)
    return assignment


# -- not documented


def test_a_code_without_a_passage_is_not_added_as_billable(practice: Vault) -> None:
    with pytest.raises(NotDocumented), writing(practice) as unit:
        unit.assignments.add(replace(UTI, evidence=()))
    with practice.reading() as unit:
        assert unit.assignments.of_encounter(UTI.encounter_id) == ()


@pytest.mark.parametrize("state", [UNPROVEN, QUERY])
def test_a_code_without_a_passage_may_wait(practice: Vault, state: AssignmentState) -> None:
    with writing(practice) as unit:
        unit.assignments.add(replace(UTI, state=state, evidence=(), query_note="Which site?"))
    assert state_of(practice, UTI) is state


def test_a_code_without_a_passage_does_not_become_billable(practice: Vault, bare: CodeAssignment) -> None:
    with pytest.raises(NotDocumented), writing(practice) as unit:
        unit.assignments.set_state(bare.id, BILLABLE)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(passage("Urinary tract infection"), start=1, end=24),
        replace(passage("Urinary tract infection"), end=22),
        replace(passage("Urinary tract infection"), quotation="urinary tract infection"),
        replace(passage("Urinary tract infection"), document_hash=content_hash("another text")),
        replace(passage("Urinary tract infection"), start=10_000, end=10_023),
        passage("Urinary tract infection", Supports.UNITS),
        passage("Urinary tract infection", Supports.MODIFIER),
    ],
)
def test_a_passage_that_does_not_stand_proves_nothing(practice: Vault, bare: CodeAssignment, wrong) -> None:
    """one character off, other letters, another text's hash, beyond the end, or proof of something else"""
    with writing(practice) as unit:
        unit.assignments.add_evidence(bare.id, wrong)
    with pytest.raises(NotDocumented), writing(practice) as unit:
        unit.assignments.set_state(bare.id, BILLABLE)


def test_offsets_count_characters_not_bytes(practice: Vault) -> None:
    """a note with accents, an emoji and a letter beyond the basic plane before the passage"""
    text = "Señora Ñ 😷 𝒳 — UTI confirmed"
    with writing(practice) as unit:
        note = unit.documents.revise(DRAFT.id, text, based_on=DRAFT.hash)
        unit.assignments.add(replace(UTI, evidence=(passage("UTI", document=note),)))
    assert state_of(practice, UTI) is BILLABLE


@pytest.mark.parametrize("quotation", ["", " ", "\n\t ", "\u00a0"])
def test_blanks_are_no_passage(practice: Vault, bare: CodeAssignment, quotation: str) -> None:
    wrong = replace(passage("Urinary"), quotation=quotation, start=0, end=len(quotation))
    with pytest.raises(NotDocumented), writing(practice) as unit:
        unit.assignments.add_evidence(bare.id, wrong)


def test_a_passage_of_another_visit_is_refused(practice: Vault, bare: CodeAssignment) -> None:
    with pytest.raises(ForeignEvidence), writing(practice) as unit:
        unit.assignments.add_evidence(bare.id, passage("Urinary tract infection", document=OTHER_DOCUMENT))


def test_the_state_cannot_be_forced(practice: Vault, bare: CodeAssignment) -> None:
    for clause in ("", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ABORT"):
        refuses(
            practice, NotDocumented, f"UPDATE {clause} code_assignment SET state = 'billable' WHERE id = ?", bare.id
        )


def test_code_and_visit_of_an_assignment_never_change(coded: Vault) -> None:
    for column, value in (
        ("code", "A41.9"),
        ("system", "HCPCS"),
        ("encounter_id", OTHER_ENCOUNTER.id),
        ("id", "another"),
        ("is_diagnosis", 0),
    ):
        for clause in ("", "OR REPLACE"):
            statement = f"UPDATE {clause} code_assignment SET {column} = ? WHERE id = ?"
            refuses(coded, NeverChanged, statement, value, UTI.id)


def test_a_row_does_not_take_the_place_of_another(coded: Vault) -> None:
    """INSERT OR REPLACE of a diagnosis under the same id with another code, and of a proven passage"""
    for clause in ("", "OR REPLACE", "OR IGNORE"):
        statement = (
            f"INSERT {clause} INTO code_assignment (id, encounter_id, system, code, is_diagnosis, position, state)"
            " VALUES (?, ?, 'ICD-10-CM', 'A41.9', 1, 1, 'unproven')"
        )
        refuses(coded, NeverChanged, statement, UTI.id, UTI.encounter_id)
        statement = f"INSERT {clause} INTO evidence SELECT * FROM evidence"
        refuses(coded, NeverChanged, statement)
        statement = f"INSERT {clause} INTO document_version SELECT * FROM document_version"
        refuses(coded, NeverChanged, statement)


def test_a_code_does_not_begin_billable(coded: Vault) -> None:
    statement = (
        "INSERT INTO code_assignment (id, encounter_id, system, code, is_diagnosis, position, state)"
        " VALUES ('new', ?, 'ICD-10-CM', 'A41.9', 1, 1, 'billable')"
    )
    refuses(coded, NotDocumented, statement, UTI.encounter_id)


@pytest.mark.parametrize(
    "table",
    [
        "document",
        "document_version",
        "code_assignment",
        "evidence",
        "charge",
        "claim",
        "claim_line",
        "claim_diagnosis",
        "invoice",
        "invoice_line",
        "export_batch",
        "export_batch_claim",
        "control_number",
        "audit",
        "audit_item",
    ],
)
@pytest.mark.parametrize("clause", ["", "OR REPLACE", "OR IGNORE"])
def test_no_row_is_replaced_even_where_its_deletion_goes_unseen(everything: Vault, table: str, clause: str) -> None:
    """recursive triggers off: then SQLite deletes what INSERT OR REPLACE meets without asking any trigger"""
    connection = connect(everything.path, everything.data_key)
    connection.execute("PRAGMA recursive_triggers = OFF")
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    with pytest.raises(driver.IntegrityError, match="gate: "):
        connection.execute(f"INSERT {clause} INTO {table} SELECT * FROM {table} LIMIT 1")
    connection.close()


@pytest.fixture
def everything(claimed: tuple[Vault, Claim]) -> Vault:
    """At least one row in each guarded table."""
    vault, claim = claimed
    batch = ExportBatch(
        id="batch-1",
        state=BatchState.WRITING,
        file_name="claims.837",
        interchange_control=1,
        group_control=1,
        transaction_control=1,
        claim_ids=(claim.id,),
        created_at=NOW,
    )
    with writing(vault) as unit:
        unit.invoices.add(stored_invoice(1))
        unit.exports.next_control_number(ControlKind.INTERCHANGE)
        unit.exports.begin(batch)
    return vault


def test_a_passage_never_changes(coded: Vault) -> None:
    for change in ("quotation = 'x'", "assignment_id = 'dx-2'", "start_at = start_at + 1", "supports = 'units'"):
        refuses(coded, NeverChanged, f"UPDATE evidence SET {change}")


def test_without_its_last_passage_a_code_is_unproven(coded: Vault) -> None:
    (only,) = UTI.evidence
    with writing(coded) as unit:
        assert unit.assignments.remove_evidence(UTI.id, only).state is UNPROVEN
        assert unit.assignments.get(DIABETES.id).state is BILLABLE


def test_one_of_two_passages_is_enough(coded: Vault) -> None:
    (first,) = UTI.evidence
    with writing(coded) as unit:
        unit.assignments.add_evidence(UTI.id, passage("Urine"))
        assert unit.assignments.remove_evidence(UTI.id, first).state is BILLABLE
        assert unit.assignments.remove_evidence(UTI.id, passage("Urine")).state is UNPROVEN


def test_passages_can_be_exchanged_without_a_gap(coded: Vault) -> None:
    with writing(coded) as unit:
        assert unit.assignments.replace_evidence(UTI.id, (passage("Urine"),)).state is BILLABLE
        assert unit.assignments.replace_evidence(UTI.id, ()).state is UNPROVEN


def test_deleting_passages_by_hand_demotes_too(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.connection.exec_driver_sql("DELETE FROM evidence")
    assert {state_of(coded, row) for row in ASSIGNMENTS} == {UNPROVEN}


def test_a_changed_text_demotes_what_it_does_not_prove_any_more(coded: Vault) -> None:
    """the hash of the text is part of the proof: the coder confirms each passage on the new text"""
    with writing(coded) as unit:
        note = unit.documents.revise(DRAFT.id, NOTE.replace("Type 2", "Type 1"), based_on=DRAFT.hash)
        assert {row.state for row in unit.assignments.of_encounter(UTI.encounter_id)} == {UNPROVEN}
        confirmed = passage("Urinary tract infection", document=note)
        unit.assignments.replace_evidence(UTI.id, (confirmed,))
        assert unit.assignments.set_state(UTI.id, BILLABLE).is_billable
    with pytest.raises(NotDocumented), writing(coded) as unit:
        unit.assignments.set_state(DIABETES.id, BILLABLE)


def test_going_back_to_the_old_text_needs_a_decision_too(coded: Vault) -> None:
    with writing(coded) as unit:
        note = unit.documents.revise(DRAFT.id, "gone", based_on=DRAFT.hash)
        unit.documents.revise(DRAFT.id, NOTE, based_on=note.hash)
        assert unit.assignments.get(UTI.id).state is UNPROVEN
        assert unit.assignments.set_state(UTI.id, BILLABLE).is_billable


def test_a_pointer_stays_within_the_visit_and_points_at_a_diagnosis(coded: Vault) -> None:
    foreign = replace(UTI, id=AssignmentId("dx-9"), encounter_id=OTHER_ENCOUNTER.id, state=UNPROVEN, evidence=())
    with writing(coded) as unit:
        unit.assignments.add(foreign)
    for pointer in (foreign.id, STRIPS.id):
        with pytest.raises(ForeignEvidence), writing(coded) as unit:
            unit.assignments.set_service(VISIT_SERVICE.id, ServiceDetails(pointers=(pointer,)))


def test_a_pointer_is_not_bent(coded: Vault) -> None:
    refuses(coded, NeverChanged, "UPDATE assignment_pointer SET diagnosis_id = ?", STRIPS.id)


# -- documents


def test_a_signed_document_stays_as_it_is(coded: Vault) -> None:
    with writing(coded) as unit:
        assert unit.documents.sign(DRAFT.id, seen=DRAFT.hash).is_signed
    with pytest.raises(DocumentSigned), writing(coded) as unit:
        unit.documents.sign(DRAFT.id, seen=DRAFT.hash)
    with pytest.raises(DocumentSigned), writing(coded) as unit:
        unit.documents.revise(DRAFT.id, "other", based_on=DRAFT.hash)
    refuses(coded, DocumentSigned, "UPDATE document SET is_signed = 0 WHERE id = ?", DRAFT.id)
    refuses(coded, DocumentSigned, "UPDATE document SET title = 'x' WHERE id = ?", DRAFT.id)
    refuses(
        coded,
        DocumentSigned,
        "INSERT INTO document_version VALUES (?, 2, ?, '2026', 'other')",
        DRAFT.id,
        content_hash("other"),
    )


def test_a_document_begins_unsigned_and_stays_with_its_visit(coded: Vault) -> None:
    columns = "kind, title, author, author_role, written_on, {}, NULL, added_at, 1 FROM document WHERE id = ?"
    signed = f"INSERT INTO document SELECT 'new', encounter_id, {columns.format(1)}"
    refuses(coded, DocumentSigned, signed, DRAFT.id)
    moved = f"INSERT OR REPLACE INTO document SELECT id, ?, {columns.format(0)}"
    refuses(coded, NeverChanged, moved, OTHER_ENCOUNTER.id, DRAFT.id)


def test_no_version_of_a_document_changes_or_goes(coded: Vault) -> None:
    refuses(coded, NeverChanged, "UPDATE document_version SET text = 'other'")
    refuses(coded, NeverChanged, "DELETE FROM document_version")
    refuses(coded, NeverChanged, "DELETE FROM document")
    refuses(coded, NeverChanged, "UPDATE document SET encounter_id = ? WHERE id = ?", OTHER_ENCOUNTER.id, DRAFT.id)


def test_a_version_cannot_lie_about_its_text(coded: Vault) -> None:
    statement = "INSERT INTO document_version VALUES (?, 2, ?, '2026', 'other')"
    refuses(coded, UnstorableText, statement, DRAFT.id, DRAFT.hash)


def test_versions_have_no_gaps(coded: Vault) -> None:
    statement = "INSERT INTO document_version VALUES (?, ?, ?, '2026', 'other')"
    for number in (0, 1, 3):
        refuses(coded, NeverChanged, statement, DRAFT.id, number, content_hash("other"))


def test_what_the_person_did_not_see_is_not_changed_or_signed(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.documents.revise(DRAFT.id, "newer", based_on=DRAFT.hash)
    with pytest.raises(DocumentChanged), writing(coded) as unit:
        unit.documents.revise(DRAFT.id, "mine", based_on=DRAFT.hash)
    with pytest.raises(DocumentChanged), writing(coded) as unit:
        unit.documents.sign(DRAFT.id, seen=DRAFT.hash)


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d"])
def test_a_text_that_no_column_can_hold_is_refused(coded: Vault, text: str) -> None:
    with pytest.raises(UnstorableText), writing(coded) as unit:
        unit.documents.revise(DRAFT.id, text, based_on=DRAFT.hash)


# -- claims and invoices


@pytest.fixture
def claimed(coded: Vault) -> tuple[Vault, Claim]:
    """A claim that is ready, with its charges."""
    claim = stored_claim()
    with writing(coded) as unit:
        unit.charges.put(a_charge(VISIT_SERVICE, "125.00"))
        unit.charges.put(a_charge(STRIPS, "10.25"))
        unit.claims.add(claim)
    return coded, claim


@pytest.mark.parametrize("row", [UTI, VISIT_SERVICE])
def test_a_claim_with_an_unproven_code_is_refused(coded: Vault, row: CodeAssignment) -> None:
    with writing(coded) as unit:
        unit.assignments.replace_evidence(row.id, ())
    with pytest.raises(NotDocumented), writing(coded) as unit:
        unit.claims.add(stored_claim())
    with coded.reading() as unit:
        assert unit.claims.all() == ()


@pytest.mark.parametrize("code", ["A41.9", "E11.9"])
def test_a_claim_names_the_code_that_was_proven(coded: Vault, code: str) -> None:
    """the assignment is N39.0"""
    claim = stored_claim()
    wrong = replace(claim, diagnoses=(replace(claim.diagnoses[0], code=code), *claim.diagnoses[1:]))
    with pytest.raises(NotDocumented), writing(coded) as unit:
        unit.claims.add(wrong)


def test_a_service_is_no_diagnosis(coded: Vault) -> None:
    claim = stored_claim()
    line = claim.lines[0]
    wrong = replace(claim.diagnoses[0], assignment_id=line.assignment_id, code=line.code)
    with pytest.raises(NotDocumented), writing(coded) as unit:
        unit.claims.add(replace(claim, diagnoses=(wrong,)))


def test_more_than_one_unit_needs_a_passage_of_its_own(practice: Vault) -> None:
    """two dipsticks, but only the dipstick itself is quoted"""
    with writing(practice) as unit:
        for assignment in (UTI, DIABETES, VISIT_SERVICE, DIPSTICK):
            unit.assignments.add(assignment)
    for add in (lambda unit: unit.claims.add(stored_claim()), lambda unit: unit.invoices.add(stored_invoice(1))):
        with pytest.raises(NotDocumented), writing(practice) as unit:
            add(unit)


def test_a_claim_that_lost_its_proof_is_not_exported(claimed: tuple[Vault, Claim]) -> None:
    vault, claim = claimed
    with writing(vault) as unit:
        unit.assignments.replace_evidence(DIABETES.id, ())
    with pytest.raises(NotDocumented), writing(vault) as unit:
        unit.claims.set_state(claim.id, ClaimState.EXPORTED)
    with writing(vault) as unit:
        unit.claims.set_state(claim.id, ClaimState.WITHDRAWN)


def test_a_claim_never_changes(claimed: tuple[Vault, Claim]) -> None:
    vault, claim = claimed
    for change in ("body = '{}'", "total = 0", "control = 'x'", "encounter_id = 'encounter-2'", "id = 'x'"):
        refuses(vault, NeverChanged, f"UPDATE claim SET {change}")
    for table in ("claim", "claim_line", "claim_diagnosis"):
        refuses(vault, NeverChanged, f"DELETE FROM {table}")
    for table in ("claim_line", "claim_diagnosis"):
        refuses(vault, NeverChanged, f"UPDATE {table} SET code = 'x'")
        refuses(vault, NeverChanged, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    with writing(vault) as unit:
        unit.claims.set_state(claim.id, ClaimState.EXPORTED)
    for state in (ClaimState.READY, ClaimState.WITHDRAWN):
        with pytest.raises(NeverChanged), writing(vault) as unit:
            unit.claims.set_state(claim.id, state)


def test_an_exported_claim_gets_no_further_line(claimed: tuple[Vault, Claim]) -> None:
    vault, claim = claimed
    with writing(vault) as unit:
        unit.claims.set_state(claim.id, ClaimState.EXPORTED)
    statement = "INSERT INTO claim_line VALUES (?, 9, ?, ?, 1000, 100)"
    refuses(vault, NotDocumented, statement, claim.id, VISIT_SERVICE.id, VISIT_SERVICE.code)


def test_a_claim_is_not_born_exported(coded: Vault) -> None:
    statement = (
        "INSERT INTO claim (id, encounter_id, control, date_of_service, total, state, created_at, body)"
        " VALUES ('x', ?, 'c', '2026-03-02', 0, 'exported', '2026', '{}')"
    )
    refuses(coded, NeverChanged, statement, UTI.encounter_id)


def test_a_claim_without_lines_is_not_exported(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.connection.exec_driver_sql(
            "INSERT INTO claim (id, encounter_id, control, date_of_service, total, state, created_at, body)"
            " VALUES ('x', ?, 'c', '2026-03-02', 0, 'ready', '2026', '{}')",
            (UTI.encounter_id,),
        )
    with pytest.raises(NotDocumented), writing(coded) as unit:
        unit.claims.set_state("x", ClaimState.EXPORTED)


def test_a_claim_whose_text_names_other_codes_than_its_lines_is_not_used(coded: Vault) -> None:
    """put there by hand: the lines are proven, the claim as a whole says something else"""
    claim = stored_claim()
    with writing(coded) as unit:
        unit.claims.add(claim)
        body = unit.connection.exec_driver_sql("SELECT body FROM claim").scalar_one().replace("99213", "99215")
        unit.connection.exec_driver_sql(
            "INSERT INTO claim (id, encounter_id, control, date_of_service, total, state, created_at, body)"
            " VALUES ('forged', ?, 'c', '2026-03-02', 0, 'ready', '2026-03-09T00:00:00+00:00', ?)",
            (claim.encounter_id, body.replace('"claim-1"', '"forged"', 1)),
        )
        unit.connection.exec_driver_sql(
            "INSERT INTO claim_line SELECT 'forged', place, assignment_id, code, units, charge FROM claim_line"
        )
    with coded.reading() as unit:
        assert unit.claims.get(claim.id).claim == claim
        with pytest.raises(ClaimContradicts):
            unit.claims.get("forged")


def test_a_code_on_a_claim_is_not_removed(claimed: tuple[Vault, Claim]) -> None:
    vault, _ = claimed
    for row in ASSIGNMENTS:
        with pytest.raises(AlreadyBilled), writing(vault) as unit:
            unit.assignments.remove(row.id)


def test_a_code_on_a_withdrawn_claim_can_be_removed(claimed: tuple[Vault, Claim]) -> None:
    """the claim still says what it said"""
    vault, claim = claimed
    with writing(vault) as unit:
        unit.claims.set_state(claim.id, ClaimState.WITHDRAWN)
        for row in ASSIGNMENTS:
            unit.assignments.remove(row.id)
    with vault.reading() as unit:
        assert unit.assignments.of_encounter(ENCOUNTER.id) == ()
        assert unit.claims.get(claim.id).claim == claim


def test_a_price_stays_once_it_left_the_house(claimed: tuple[Vault, Claim]) -> None:
    vault, claim = claimed
    dearer = a_charge(VISIT_SERVICE, "130.00")
    with writing(vault) as unit:
        unit.charges.put(dearer)
        unit.claims.set_state(claim.id, ClaimState.EXPORTED)
    for attempt in (replace(dearer, unit_price=Money(1)), replace(dearer, id="other", unit_price=Money(1))):
        with pytest.raises(AlreadyBilled), writing(vault) as unit:
            unit.charges.put(attempt)
    with pytest.raises(AlreadyBilled), writing(vault) as unit:
        unit.charges.remove(dearer.id)
    with writing(vault) as unit:
        unit.charges.put(dearer)
        unit.charges.put(replace(dearer, id="other"))
    refuses(
        vault,
        AlreadyBilled,
        "INSERT OR REPLACE INTO charge (id, assignment_id, unit_price, units) VALUES ('x', ?, 1, 1000)",
        VISIT_SERVICE.id,
    )


def test_an_invoice_with_an_unproven_service_is_refused(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.assignments.replace_evidence(VISIT_SERVICE.id, ())
    with pytest.raises(NotDocumented), writing(coded) as unit:
        unit.invoices.add(stored_invoice(1))
    with writing(coded) as unit:
        assert unit.invoices.next_number() == 1


def test_invoices_are_numbered_without_gaps(coded: Vault) -> None:
    for wrong in (0, 2, 7):
        with pytest.raises((NeverChanged, IntegrityError)), writing(coded) as unit:
            unit.invoices.add(stored_invoice(wrong))
    for number in (1, 2, 3):
        with writing(coded) as unit:
            assert unit.invoices.next_number() == number
            unit.invoices.add(replace(stored_invoice(number), id=InvoiceId(f"invoice-{number}")))


def test_an_invoice_never_changes(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.invoices.add(stored_invoice(1))
    for table in ("invoice", "invoice_line"):
        refuses(coded, NeverChanged, f"DELETE FROM {table}")
        refuses(coded, NeverChanged, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    refuses(coded, NeverChanged, "UPDATE invoice SET total = 0")
    refuses(coded, NeverChanged, "UPDATE invoice_line SET amount = 0")


def test_a_new_number_does_not_bring_an_old_invoice_down(coded: Vault) -> None:
    """the id of an invoice under the next number, recursive triggers off: the old row would go unseen"""
    with writing(coded) as unit:
        unit.invoices.add(stored_invoice(1))
    connection = connect(coded.path, coded.data_key)
    connection.execute("PRAGMA recursive_triggers = OFF")
    with pytest.raises(driver.IntegrityError, match="gate: never changed"):
        connection.execute(
            "INSERT OR REPLACE INTO invoice"
            " SELECT id, number + 1, encounter_id, issued_on, due_on, 0, created_at, body FROM invoice"
        )
    connection.close()


def test_the_trail_never_changes(coded: Vault) -> None:
    for statement in (
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "UPDATE audit_item SET thing_id = 'x'",
        "DELETE FROM audit_item",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ):
        refuses(coded, NeverChanged, statement)


def test_an_announced_file_keeps_its_name_and_numbers(everything: Vault) -> None:
    for change in (
        "file_name = 'x'",
        "interchange_control = 9",
        "group_control = 9",
        "transaction_control = 9",
        "id = 'x'",
    ):
        refuses(everything, NeverChanged, f"UPDATE export_batch SET {change}")
    refuses(everything, NeverChanged, "DELETE FROM export_batch")
    refuses(everything, NeverChanged, "DELETE FROM export_batch_claim")
    refuses(everything, NeverChanged, "UPDATE export_batch_claim SET claim_id = 'x'")


def test_control_numbers_only_grow(coded: Vault) -> None:
    with writing(coded) as unit:
        unit.connection.exec_driver_sql("INSERT INTO control_number VALUES ('interchange', 5)")
    for statement in (
        "UPDATE control_number SET last = 5",
        "UPDATE control_number SET last = 1",
        "DELETE FROM control_number",
        "INSERT OR REPLACE INTO control_number VALUES ('interchange', 1)",
    ):
        refuses(coded, NeverChanged, statement)


# -- the connection itself


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER code_assignment_documented",
        "DROP VIEW standing_evidence",
        "DROP TABLE evidence",
        "ALTER TABLE evidence RENAME TO old_evidence",
        "CREATE TEMP TABLE evidence (id TEXT)",
        "CREATE TEMP TRIGGER t AFTER INSERT ON evidence BEGIN SELECT 1; END",
        "CREATE TABLE t (a)",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA ignore_check_constraints = ON",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA defer_foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA query_only = OFF",
        "PRAGMA user_version = 9",
        "PRAGMA rekey = 'x'",
        "PRAGMA cipher_migrate",
        "VACUUM INTO 'plain.db'",
        "UPDATE sqlite_master SET sql = ''",
        "DELETE FROM sqlite_master",
        "REINDEX",
        "SELECT load_extension('x')",
    ],
)
def test_an_ordinary_connection_cannot_touch_the_schema(coded: Vault, statement: str) -> None:
    with pytest.raises(DatabaseError), writing(coded) as unit:
        unit.connection.exec_driver_sql(statement)
    assert state_of(coded, UTI) is BILLABLE


def test_units_have_at_most_three_decimals(coded: Vault) -> None:
    with writing(coded) as unit:
        assert unit.assignments.set_service(
            STRIPS.id, ServiceDetails(units=Decimal("0.125"))
        ).service == ServiceDetails(units=Decimal("0.125"))
    with pytest.raises(Exception, match="three decimal places"), writing(coded) as unit:
        unit.assignments.set_service(STRIPS.id, ServiceDetails(units=Decimal("0.0001")))
