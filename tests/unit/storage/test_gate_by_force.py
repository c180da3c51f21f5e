"""Many routes at once: whatever is tried, in whatever order, no code is billable without a passage that stands.

The actions go through the repositories, through raw SQL on the vault's own connection, and through raw SQL on a connection
without any of its safeguards: foreign keys, checks and recursive triggers switched off. What must hold is worked out here from
the tables by the domain's own rule and not by the view that the triggers use.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, Supports, state_of
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.values.ids import DocumentId
from coderdesk.domain.values.trouble import AppError
from coderdesk.storage.connections import connect
from coderdesk.storage.unit_of_work import UnitOfWork
from coderdesk.storage.vault import Vault
from tests.helpers.claims import NOTE
from tests.helpers.vaults import (
    ASSIGNMENTS,
    DRAFT,
    ENCOUNTER,
    OTHER_DOCUMENT,
    OTHER_ENCOUNTER,
    clone,
    opened,
    stored_claim,
    stored_invoice,
    writing,
)

TEXTS = (NOTE, NOTE.replace("Type 2", "Type 1"), NOTE + " Addendum.", "Type 2 diabetes", "gone", "")
IDS = tuple(row.id for row in ASSIGNMENTS)
DOCUMENTS = (DRAFT.id, OTHER_DOCUMENT.id)
ENCOUNTERS = (ENCOUNTER.id, OTHER_ENCOUNTER.id)
CONFLICTS = ("", "OR REPLACE", "OR IGNORE", "OR ABORT", "OR FAIL", "OR ROLLBACK")
STATES = tuple(AssignmentState)

some_id = st.sampled_from(IDS)
some_document = st.sampled_from(DOCUMENTS)
some_encounter = st.sampled_from(ENCOUNTERS)
some_text = st.sampled_from(TEXTS)
conflict = st.sampled_from(CONFLICTS)


@st.composite
def passages(draw: st.DrawFn) -> Evidence:
    """Mostly true to some version of some document, sometimes a little off."""
    text = draw(some_text.filter(bool))
    start = draw(st.integers(0, min(30, len(text) - 1)))
    end = draw(st.integers(start, min(start + 30, len(text))))
    return Evidence(
        document_id=DocumentId(draw(some_document)),
        document_hash=content_hash(draw(st.just(text) | some_text)),
        start=start,
        end=end,
        quotation=draw(st.just(text[start:end]) | st.sampled_from(["", " ", "diabetes"])),
        supports=draw(st.sampled_from(Supports)),
    )


Action = Callable[[UnitOfWork], object]
some_passages = st.lists(passages(), max_size=2).map(tuple)

through_repositories: st.SearchStrategy[Action] = st.one_of(
    st.builds(lambda i, s: lambda unit: unit.assignments.set_state(i, s), some_id, st.sampled_from(STATES)),
    st.builds(lambda i, e: lambda unit: unit.assignments.add_evidence(i, e), some_id, passages()),
    st.builds(lambda i, e: lambda unit: unit.assignments.replace_evidence(i, e), some_id, some_passages),
    st.builds(lambda i: lambda unit: _remove_first_passage(unit, i), some_id),
    st.builds(lambda i: lambda unit: unit.assignments.remove(i), some_id),
    st.builds(
        lambda row, e, enc: lambda unit: unit.assignments.add(replace(row, evidence=e, encounter_id=enc)),
        st.sampled_from(ASSIGNMENTS),
        some_passages,
        some_encounter,
    ),
    st.builds(lambda d, t: lambda unit: _revise(unit, d, t), some_document, some_text),
    st.builds(lambda d: lambda unit: unit.documents.sign(d, seen=unit.documents.get(d).hash), some_document),
    st.builds(lambda: lambda unit: unit.claims.add(stored_claim())),
    st.builds(lambda: lambda unit: unit.claims.set_state(stored_claim().id, ClaimState.EXPORTED)),
    st.builds(lambda: lambda unit: unit.invoices.add(stored_invoice(unit.invoices.next_number()))),
)


def _remove_first_passage(unit: UnitOfWork, assignment_id: str) -> None:
    for passage in unit.assignments.get(assignment_id).evidence[:1]:
        unit.assignments.remove_evidence(assignment_id, passage)


def _revise(unit: UnitOfWork, document_id: str, text: str) -> None:
    unit.documents.revise(document_id, text, based_on=unit.documents.get(document_id).hash)


Statement = tuple[str, tuple[Any, ...]]


def _sql(text: str, *values: st.SearchStrategy[Any], clause: bool = True) -> st.SearchStrategy[Statement]:
    """`{c}` in the text is a conflict clause, `?` takes the values."""
    return st.builds(lambda c, v: (text.format(c=c), v), conflict if clause else st.just(""), st.tuples(*values))


_ASSIGNMENT = "(id, encounter_id, system, code, is_diagnosis, position, state, units, modifiers)"
_EVIDENCE_ROW = "(id, assignment_id, place, document_id, document_hash, start_at, end_at, quotation, supports)"
_number = st.integers(-1, 40)
_state = st.sampled_from([state.value for state in STATES])
_quote = st.sampled_from(["Type 2 diabetes", "Type 1 diabetes", "Urinary", "g", " "])
_hash = some_text.map(content_hash)
_QUANTITY = "(claim_id, place, what, amount, is_line, document_id, document_hash, start_at, end_at, quotation)"
_claim_id = st.sampled_from(["claim-1", "claim-2"])
_evidence_id = st.sampled_from(["e1", "e2"])

raw: st.SearchStrategy[Statement] = st.one_of(
    _sql("UPDATE {c} code_assignment SET state = ?", _state),
    _sql("UPDATE {c} code_assignment SET state = 'billable' WHERE id = ?", some_id),
    _sql("UPDATE {c} code_assignment SET state = 'billable', code = 'A41.9' WHERE id = ?", some_id),
    _sql("UPDATE {c} code_assignment SET state = 'billable', encounter_id = ?", some_encounter),
    _sql("UPDATE {c} code_assignment SET id = ? WHERE id = ?", some_id, some_id),
    _sql(f"INSERT {{c}} INTO code_assignment {_ASSIGNMENT} VALUES (?, ?, 'CPT', '99215', 0, 1, ?, 1000, '[]')",
         some_id, some_encounter, _state),
    _sql(f"INSERT INTO code_assignment {_ASSIGNMENT} VALUES (?, ?, 'CPT', '99215', 0, 1, ?, 1000, '[]')"
         " ON CONFLICT (id) DO UPDATE SET state = 'billable', code = excluded.code", some_id, some_encounter, _state),
    _sql("DELETE FROM code_assignment WHERE id = ?", some_id, clause=False),
    _sql("DELETE FROM evidence", clause=False),
    _sql("DELETE FROM evidence WHERE assignment_id = ?", some_id, clause=False),
    _sql("UPDATE {c} evidence SET quotation = ?, end_at = ?", _quote, _number),
    _sql("UPDATE {c} evidence SET assignment_id = ?", some_id),
    _sql("UPDATE {c} evidence SET id = 'e1'"),
    _sql(f"INSERT {{c}} INTO evidence {_EVIDENCE_ROW} VALUES (?, ?, 1, ?, ?, ?, ?, ?, 'code')",
         _evidence_id, some_id, some_document, _hash, _number, _number, _quote),
    _sql(f"INSERT {{c}} INTO evidence {_EVIDENCE_ROW} SELECT 'e1', ?, 1, document_id, hash, 0, 1, substr(text, 1, 1), 'code'"
         " FROM document_version", some_id),
    _sql("INSERT {c} INTO evidence SELECT * FROM evidence LIMIT 1"),
    _sql("UPDATE {c} document SET encounter_id = ?", some_encounter),
    _sql("UPDATE {c} document SET is_signed = ?", st.integers(0, 1)),
    _sql("UPDATE {c} document SET id = ? WHERE id = ?", some_document, some_document),
    _sql("DELETE FROM document", clause=False),
    _sql("INSERT {c} INTO document SELECT id, ?, kind, title, author, author_role, written_on, 0, NULL, added_at, 1"
         " FROM document", some_encounter),
    _sql("UPDATE {c} document_version SET text = ?", some_text),
    _sql("UPDATE {c} document_version SET hash = ?, version = version + 1", _hash),
    _sql("DELETE FROM document_version", clause=False),
    _sql("INSERT {c} INTO document_version SELECT ?, max(version) + ?, ?, '2026', ? FROM document_version",
         some_document, st.integers(0, 1), _hash, some_text),
    some_text.flatmap(lambda text: _sql(
        "INSERT {c} INTO document_version SELECT document_id, max(version) + 1, ?, '2026', ? FROM document_version"
        " WHERE document_id = ?", st.just(content_hash(text)), st.just(text), some_document)),
    _sql("INSERT {c} INTO claim_line SELECT 'claim-1', 7, id, code, 1000, 1 FROM code_assignment WHERE id = ?", some_id),
    _sql("INSERT {c} INTO claim_diagnosis SELECT 'claim-1', 7, id, code FROM code_assignment WHERE id = ?", some_id),
    _sql("INSERT {c} INTO invoice_line SELECT 'invoice-1', 7, id, code, 1000, 1 FROM code_assignment WHERE id = ?", some_id),
    _sql(f"INSERT {{c}} INTO claim_quantity {_QUANTITY} VALUES ('claim-1', ?, 'minutes 99213', '45', 1, ?, ?, ?, ?, ?)",
         st.integers(1, 2), some_document, _hash, _number, _number, _quote),
    _sql(f"INSERT {{c}} INTO claim_quantity {_QUANTITY} SELECT 'claim-1', 1, 'minutes 99213', '45', ?, document_id, hash, 0, 1,"
         " substr(text, 1, 1) FROM document_version WHERE document_id = ?", st.integers(0, 1), some_document),
    _sql("UPDATE {c} claim_quantity SET amount = '900', quotation = ?", _quote),
    _sql("UPDATE {c} claim_quantity SET claim_id = ?, what = 'drug 00002-1434-81'", _claim_id),
    _sql("DELETE FROM claim_quantity", clause=False),
    _sql("INSERT {c} INTO claim_sequel (id, claim_id, kind, made_at, made_by, body) VALUES ('s1', ?, ?, '2026', 'x', '{{}}')",
         _claim_id, st.sampled_from(["void", "secondary", "replace", "resend", "late"])),
    _sql("UPDATE {c} claim_sequel SET kind = 'void'"),
    _sql("INSERT {c} INTO claim (id, encounter_id, control, patient_name, payer_name, date_of_service, total, state, created_at,"
         " sequel_id, body) SELECT 'claim-2', ?, control, patient_name, payer_name, date_of_service, total, ?, created_at, ?,"
         " body FROM claim WHERE id = 'claim-1'", some_encounter, st.sampled_from(["ready", "exported"]),
         st.sampled_from([None, "s1"])),
    _sql("INSERT {c} INTO claim_line SELECT 'claim-2', 1, id, code, 1000, 1 FROM code_assignment WHERE id = ?", some_id),
    _sql("INSERT {c} INTO claim_line VALUES ('claim-2', ?, ?, '99215', 1000, 1)", st.integers(1, 2), some_id),
    _sql("UPDATE {c} claim SET sequel_id = 's1', body = '{{}}'"),
    _sql("UPDATE {c} claim SET state = ?", st.sampled_from(["ready", "exported", "reopened", "withdrawn"])),
    _sql("UPDATE {c} claim_line SET assignment_id = ?, code = '99215'", some_id),
    _sql("UPDATE {c} encounter SET id = ? WHERE id = ?", some_encounter, some_encounter),
    _sql("REPLACE INTO encounter SELECT * FROM encounter", clause=False),
    st.sampled_from(["SAVEPOINT s", "ROLLBACK TO s", "RELEASE s"]).map(lambda text: (text, ())),
)  # fmt: skip


def check(unit: UnitOfWork) -> None:
    """Nothing billable without a passage that stands; nothing exported or invoiced that was never proven."""
    lines: dict[str, list[Any]] = {}
    for encounter_id in ENCOUNTERS:
        documents = {row.id: row for row in unit.documents.of_encounter(encounter_id)}
        for row in unit.assignments.of_encounter(encounter_id):
            lines.setdefault(row.id, []).append(row)
            proven = any(
                state_of(passage, documents, encounter_id) is EvidenceState.MATCHES and passage.quotation.strip()
                for passage in row.passages(Supports.CODE)
            )
            assert proven or not row.is_billable, row
    versions = unit.connection.exec_driver_sql("SELECT text, hash FROM document_version").all()
    assert all(content_hash(text) == named for text, named in versions)
    _check_lines(unit, lines)


def _check_lines(unit: UnitOfWork, assignments: dict[str, list[Any]]) -> None:
    withdrawn = "(SELECT id FROM claim WHERE state = 'withdrawn')"
    for query in (
        f"SELECT assignment_id, code FROM claim_line WHERE claim_id NOT IN {withdrawn}",
        f"SELECT assignment_id, code FROM claim_diagnosis WHERE claim_id NOT IN {withdrawn}",
        "SELECT assignment_id, code FROM invoice_line",
    ):
        for assignment_id, code in unit.connection.exec_driver_sql(query).all():
            assert [row.code for row in assignments[assignment_id]] == [code]
    _check_quantities(unit)


def _check_quantities(unit: UnitOfWork) -> None:
    """Each quotes a version of a document of the claim's own visit, as it stood when the claim was made."""
    stated = (
        "SELECT q.quotation, q.start_at, q.end_at, v.text FROM claim_quantity q JOIN claim c ON c.id = q.claim_id"
        " LEFT JOIN document d ON d.id = q.document_id AND d.encounter_id = c.encounter_id"
        " LEFT JOIN document_version v ON v.document_id = d.id AND v.hash = q.document_hash"
    )
    for quotation, start, end, text in unit.connection.exec_driver_sql(stated).all():
        assert text is not None
        assert 0 <= start < end
        assert quotation.strip()
        assert text[start:end] == quotation


@contextlib.contextmanager
def fresh(template: Path) -> Iterator[Vault]:
    with TemporaryDirectory() as folder:
        vault = opened(clone(template, Path(folder) / "a.vault"))
        try:
            yield vault
        finally:
            vault.close()


_thorough = settings(max_examples=100, deadline=None)


@_thorough
@given(actions=st.lists(through_repositories | raw, min_size=1, max_size=15))
def test_the_gate_holds_on_the_vaults_own_connection(coded_template: Path, actions: list[Action | Statement]) -> None:
    with fresh(coded_template) as vault:
        for action in actions:
            with contextlib.suppress(AppError, DBAPIError, ValueError), writing(vault) as unit:
                if callable(action):
                    action(unit)
                else:
                    unit.connection.exec_driver_sql(*action)
        with vault.reading() as unit:
            check(unit)


@_thorough
@given(actions=st.lists(raw, min_size=1, max_size=25), in_one_transaction=st.booleans())
def test_the_gate_holds_without_any_safeguard_around_it(
    coded_template: Path,
    actions: list[Statement],
    in_one_transaction: bool,  # noqa: FBT001 - given by hypothesis
) -> None:
    """checks, foreign keys and recursive triggers are off: the triggers alone stand"""
    with fresh(coded_template) as vault:
        connection = connect(vault.path, vault.data_key)
        for pragma in ("foreign_keys = OFF", "recursive_triggers = OFF", "ignore_check_constraints = ON"):
            connection.execute(f"PRAGMA {pragma}")
        if in_one_transaction:
            connection.execute("BEGIN IMMEDIATE")
        for statement, values in actions:
            with contextlib.suppress(driver.Error):
                connection.execute(statement, values)
        if connection.in_transaction:
            connection.execute("COMMIT")
        connection.close()
        with vault.reading() as unit:
            check(unit)


def test_the_check_itself_sees_a_lie(coded_template: Path) -> None:
    """with one trigger dropped by hand, a forced row is found"""
    with fresh(coded_template) as vault:
        connection = connect(vault.path, vault.data_key)
        connection.execute("DROP TRIGGER code_assignment_documented")
        connection.execute("DELETE FROM evidence")
        connection.execute("UPDATE code_assignment SET state = 'billable'")
        connection.close()
        with vault.reading() as unit, pytest.raises(AssertionError):
            check(unit)
