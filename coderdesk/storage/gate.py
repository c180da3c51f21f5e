"""The gate in SQLite's words: not documented, not billed; signed, claimed and invoiced rows never change.

Triggers and not CHECK constraints, because they cannot be switched off on an open connection. Each refuses with one of the
messages of `REFUSALS`, by which the engine finds the sentence for the person. No guarded table has a rowid, and each refuses
an id that exists, so that INSERT OR REPLACE has no row to replace; deletions that a REPLACE would make go unseen by triggers.
"""

# ruff: noqa: S608 -- every fragment that is put together here is a literal of this module

from coderdesk.storage.trouble import (
    AlreadyBilled,
    DocumentSigned,
    ForeignEvidence,
    NeverChanged,
    NotDocumented,
    Refusal,
    UnstorableText,
)

REFUSALS: dict[str, type[Refusal]] = {
    "gate: not documented": NotDocumented,
    "gate: foreign evidence": ForeignEvidence,
    "gate: document signed": DocumentSigned,
    "gate: unstorable text": UnstorableText,
    "gate: already billed": AlreadyBilled,
    "gate: never changed": NeverChanged,
}

_STANDING_EVIDENCE = """\
CREATE VIEW standing_evidence AS
SELECT e.id AS evidence_id, e.assignment_id, e.supports
FROM evidence e
JOIN code_assignment a ON a.id = e.assignment_id
JOIN document d ON d.id = e.document_id AND d.encounter_id = a.encounter_id
JOIN document_version v ON v.document_id = d.id
    AND v.version = (SELECT max(w.version) FROM document_version w WHERE w.document_id = d.id)
WHERE e.document_hash = v.hash
    AND e.quotation = substr(v.text, e.start_at + 1, e.end_at - e.start_at)"""

_BILLABLE_NOW = """\
CREATE VIEW billable_now AS
SELECT a.id AS assignment_id, a.encounter_id, a.code, a.is_diagnosis
FROM code_assignment a
WHERE a.state = 'billable'
    AND EXISTS (SELECT 1 FROM standing_evidence s WHERE s.assignment_id = a.id AND s.supports = 'code')"""

_UNPROVEN = """\
UPDATE code_assignment SET state = 'unproven', row_version = row_version + 1
    WHERE state = 'billable' AND {where}
    AND NOT EXISTS (SELECT 1 FROM standing_evidence s WHERE s.assignment_id = code_assignment.id AND s.supports = 'code');"""

_IS_BILLED = """\
EXISTS (SELECT 1 FROM invoice_line i WHERE i.assignment_id = {assignment})
    OR EXISTS (SELECT 1 FROM claim_line l JOIN claim c ON c.id = l.claim_id
        WHERE l.assignment_id = {assignment} AND c.state = 'exported')"""

_HAS_UNITS = """\
(NEW.units = 1000 OR EXISTS (SELECT 1 FROM standing_evidence s
        WHERE s.assignment_id = NEW.assignment_id AND s.supports = 'units'))"""

_ALWAYS = "1"
_COPIES = "s.kind IN ('void', 'secondary')"


def _refuse(name: str, event: str, when: str, message: str) -> str:
    assert f"gate: {message}" in REFUSALS
    return f"CREATE TRIGGER {name} BEFORE {event}\nWHEN {when}\nBEGIN SELECT RAISE(ABORT, 'gate: {message}'); END"


def _demote(name: str, event: str, where: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {event}\nBEGIN\n{_UNPROVEN.format(where=where)}\nEND"


def _new_key(table: str, *key: str) -> str:
    """No row takes the place of another."""
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    exists = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
    return _refuse(f"{table}_is_new", f"INSERT ON {table}", exists, "never changed")


def _changed(*columns: str) -> str:
    return "\n    OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)


def _append_only(table: str, *key: str) -> tuple[str, ...]:
    return (
        _new_key(table, *key),
        _refuse(f"{table}_stays", f"UPDATE ON {table}", _ALWAYS, "never changed"),
        _refuse(f"{table}_remains", f"DELETE ON {table}", _ALWAYS, "never changed"),
    )


_DOCUMENTS = (
    _new_key("document", "id"),
    _refuse("document_begins_unsigned", "INSERT ON document", "NEW.is_signed <> 0", "document signed"),
    _refuse("document_signed", "UPDATE ON document", "OLD.is_signed <> 0", "document signed"),
    _refuse("document_stays", "UPDATE ON document", _changed("id", "encounter_id"), "never changed"),
    _refuse("document_remains", "DELETE ON document", _ALWAYS, "never changed"),
    _refuse(
        "document_version_next",
        "INSERT ON document_version",
        "NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM document_version WHERE document_id = NEW.document_id)",
        "never changed",
    ),
    _refuse(
        "document_version_unsigned",
        "INSERT ON document_version",
        "EXISTS (SELECT 1 FROM document WHERE id = NEW.document_id AND is_signed <> 0)",
        "document signed",
    ),
    _refuse(
        "document_version_hash", "INSERT ON document_version", "NEW.hash <> content_hash(NEW.text)", "unstorable text"
    ),
    _demote(
        "document_version_rechecks",
        "INSERT ON document_version",
        "id IN (SELECT assignment_id FROM evidence WHERE document_id = NEW.document_id)",
    ),
    _refuse("document_version_stays", "UPDATE ON document_version", _ALWAYS, "never changed"),
    _refuse("document_version_remains", "DELETE ON document_version", _ALWAYS, "never changed"),
)

_ORIGINALS = (
    *_append_only("original", "sha256"),
    *_append_only("document_original", "document_id"),
    *_append_only("answered_file", "sha256"),
)

_EVIDENCE = (
    _new_key("evidence", "id"),
    _refuse(
        "evidence_is_own",
        "INSERT ON evidence",
        "NOT EXISTS (SELECT 1 FROM code_assignment a JOIN document d ON d.encounter_id = a.encounter_id\n"
        "    WHERE a.id = NEW.assignment_id AND d.id = NEW.document_id)",
        "foreign evidence",
    ),
    _refuse(
        "evidence_has_words",
        "INSERT ON evidence",
        "NEW.start_at < 0 OR NEW.end_at <= NEW.start_at OR trim(NEW.quotation, char(9, 10, 11, 12, 13, 32, 160)) = ''",
        "not documented",
    ),
    _refuse("evidence_stays", "UPDATE ON evidence", _ALWAYS, "never changed"),
    _demote("evidence_gone", "DELETE ON evidence", "id = OLD.assignment_id"),
)

_ASSIGNMENTS = (
    _new_key("code_assignment", "id"),
    _refuse("code_assignment_begins_unproven", "INSERT ON code_assignment", "NEW.state = 'billable'", "not documented"),
    _refuse(
        "code_assignment_stays",
        "UPDATE ON code_assignment",
        _changed("id", "encounter_id", "system", "code", "is_diagnosis"),
        "never changed",
    ),
    _refuse(
        "code_assignment_documented",
        "UPDATE ON code_assignment",
        "NEW.state = 'billable'\n"
        "    AND NOT EXISTS (SELECT 1 FROM standing_evidence s WHERE s.assignment_id = OLD.id AND s.supports = 'code')",
        "not documented",
    ),
    _refuse(
        "code_assignment_billed",
        "DELETE ON code_assignment",
        "EXISTS (SELECT 1 FROM invoice_line WHERE assignment_id = OLD.id)\n"
        "    OR EXISTS (SELECT 1 FROM claim c JOIN claim_line l ON l.claim_id = c.id\n"
        "        WHERE l.assignment_id = OLD.id AND c.state IN ('ready', 'exported'))\n"
        "    OR EXISTS (SELECT 1 FROM claim c JOIN claim_diagnosis d ON d.claim_id = c.id\n"
        "        WHERE d.assignment_id = OLD.id AND c.state IN ('ready', 'exported'))",
        "already billed",
    ),
    _refuse(
        "assignment_pointer_own",
        "INSERT ON assignment_pointer",
        "NOT EXISTS (SELECT 1 FROM code_assignment s JOIN code_assignment d ON d.encounter_id = s.encounter_id\n"
        "    WHERE s.id = NEW.assignment_id AND d.id = NEW.diagnosis_id AND d.is_diagnosis AND NOT s.is_diagnosis)",
        "foreign evidence",
    ),
    _refuse("assignment_pointer_stays", "UPDATE ON assignment_pointer", _ALWAYS, "never changed"),
)

_OVERRIDES = _append_only("finding_override", "encounter_id", "place")
_DISMISSALS = _append_only("suggestion_dismissal", "encounter_id", "place")

_CHARGES = (
    _refuse(
        "charge_billed",
        "UPDATE ON charge",
        f"({_changed('id', 'assignment_id', 'unit_price', 'units')})\n"
        f"    AND ({_IS_BILLED.format(assignment='OLD.assignment_id')}\n"
        f"    OR {_IS_BILLED.format(assignment='NEW.assignment_id')})",
        "already billed",
    ),
    _refuse("charge_remains", "DELETE ON charge", _IS_BILLED.format(assignment="OLD.assignment_id"), "already billed"),
    _refuse(
        "charge_is_new",
        "INSERT ON charge",
        "EXISTS (SELECT 1 FROM charge WHERE id = NEW.id OR assignment_id = NEW.assignment_id)",
        "already billed",
    ),
)


def _claim_part(table: str, kind: str, units: str, *same: str) -> tuple[str, ...]:
    """Documented now; or, on a void and on the claim to the next payer, what the earlier claim said when it left."""
    copied = "".join(f" AND o.{column} = NEW.{column}" for column in ("assignment_id", "code", *same))
    documented = (
        "(NOT EXISTS (SELECT 1 FROM billable_now b JOIN claim c ON c.encounter_id = b.encounter_id\n"
        f"    WHERE c.id = NEW.claim_id AND c.state = 'ready' AND b.assignment_id = NEW.assignment_id\n"
        f"    AND b.code = NEW.code AND {kind}){units})\n"
        f"    AND NOT EXISTS (SELECT 1 FROM claim c JOIN claim_sequel s ON s.id = c.sequel_id AND {_COPIES}\n"
        "    JOIN claim e ON e.id = s.claim_id AND e.encounter_id = c.encounter_id AND e.state IN ('exported', 'reopened')\n"
        f"    JOIN {table} o ON o.claim_id = e.id WHERE c.id = NEW.claim_id AND c.state = 'ready'{copied})"
    )
    return (
        _refuse(f"{table}_documented", f"INSERT ON {table}", documented, "not documented"),
        *_append_only(table, "claim_id", "place"),
    )


def _claim_quantity() -> tuple[str, ...]:
    """What a claim counts beside its codes stands in a document of the visit now, or stood so on the claim it copies."""
    stated = (
        "NOT EXISTS (SELECT 1 FROM claim c JOIN document d ON d.encounter_id = c.encounter_id\n"
        "    JOIN document_version v ON v.document_id = d.id\n"
        "        AND v.version = (SELECT max(w.version) FROM document_version w WHERE w.document_id = d.id)\n"
        "    WHERE c.id = NEW.claim_id AND c.state = 'ready' AND d.id = NEW.document_id AND v.hash = NEW.document_hash\n"
        "    AND NEW.start_at >= 0 AND NEW.end_at > NEW.start_at\n"
        "    AND trim(NEW.quotation, char(9, 10, 11, 12, 13, 32, 160)) <> ''\n"
        "    AND NEW.quotation = substr(v.text, NEW.start_at + 1, NEW.end_at - NEW.start_at))\n"
        f"    AND NOT EXISTS (SELECT 1 FROM claim c JOIN claim_sequel s ON s.id = c.sequel_id AND {_COPIES}\n"
        "    JOIN claim e ON e.id = s.claim_id AND e.encounter_id = c.encounter_id AND e.state IN ('exported', 'reopened')\n"
        "    JOIN claim_quantity o ON o.claim_id = e.id WHERE c.id = NEW.claim_id AND c.state = 'ready'\n"
        "    AND o.what = NEW.what AND o.amount = NEW.amount AND o.quotation = NEW.quotation)"
    )
    return (
        _refuse("claim_quantity_documented", "INSERT ON claim_quantity", stated, "not documented"),
        *_append_only("claim_quantity", "claim_id", "place"),
    )


_CLAIMS = (
    _new_key("claim", "id"),
    _refuse("claim_begins_ready", "INSERT ON claim", "NEW.state <> 'ready'", "never changed"),
    _refuse(
        "claim_stays",
        "UPDATE ON claim",
        _changed(
            "id",
            "encounter_id",
            "control",
            "patient_name",
            "payer_name",
            "date_of_service",
            "total",
            "created_at",
            "sequel_id",
            "body",
        )
        + "\n    OR (NEW.state <> OLD.state AND NOT (OLD.state = 'ready' AND NEW.state IN ('exported', 'withdrawn')\n"
        "        OR OLD.state = 'exported' AND NEW.state = 'reopened'\n"
        "        OR OLD.state = 'reopened' AND NEW.state = 'exported'))",
        "never changed",
    ),
    _refuse(
        "claim_documented",
        "UPDATE ON claim",
        "NEW.state = 'exported' AND OLD.state = 'ready'\n"
        f"    AND NOT EXISTS (SELECT 1 FROM claim_sequel s WHERE s.id = OLD.sequel_id AND {_COPIES})\n"
        "    AND (NOT EXISTS (SELECT 1 FROM claim_line WHERE claim_id = OLD.id)\n"
        "        AND NOT EXISTS (SELECT 1 FROM claim_quantity WHERE claim_id = OLD.id AND is_line <> 0)\n"
        "    OR EXISTS (SELECT assignment_id FROM claim_line WHERE claim_id = OLD.id\n"
        "        EXCEPT SELECT assignment_id FROM billable_now WHERE encounter_id = OLD.encounter_id)\n"
        "    OR EXISTS (SELECT assignment_id FROM claim_diagnosis WHERE claim_id = OLD.id\n"
        "        EXCEPT SELECT assignment_id FROM billable_now WHERE encounter_id = OLD.encounter_id))",
        "not documented",
    ),
    _refuse("claim_remains", "DELETE ON claim", _ALWAYS, "never changed"),
    *_claim_part("claim_diagnosis", "b.is_diagnosis", ""),
    *_claim_part("claim_line", "NOT b.is_diagnosis", f"\n    OR NOT {_HAS_UNITS}", "units"),
    *_claim_quantity(),
    *_append_only("claim_sequel", "id"),
)

_EXPORTS = (
    _new_key("control_number", "kind"),
    _refuse(
        "control_number_grows",
        "UPDATE ON control_number",
        "NEW.kind <> OLD.kind OR NEW.last <= OLD.last",
        "never changed",
    ),
    _refuse("control_number_remains", "DELETE ON control_number", _ALWAYS, "never changed"),
    _new_key("export_batch", "id"),
    _refuse(
        "export_batch_stays",
        "UPDATE ON export_batch",
        _changed("id", "file_name", "interchange_control", "group_control", "transaction_control", "created_at")
        + "\n    OR OLD.state <> 'writing'",
        "never changed",
    ),
    _refuse("export_batch_remains", "DELETE ON export_batch", _ALWAYS, "never changed"),
    *_append_only("export_batch_claim", "batch_id", "place"),
    *_append_only("claim_first_check", "encounter_id"),
)

# of a claim that came in a file only its state moves, as the payer's answers come
_HELD_FOR_EVER = (
    "id",
    "file_id",
    "place",
    "interchange",
    "functional_group",
    "transaction_set",
    "billing_level",
    "subscriber_level",
    "patient_level",
    "kind",
    "control",
    "frequency",
    "payer_claim_number",
    "patient_name",
    "member_id",
    "payer_name",
    "payer_number",
    "billing_npi",
    "first_day",
    "last_day",
    "total",
    "line_count",
    "body_form",
    "body",
)
_SAME_CONTENT = "EXISTS (SELECT 1 FROM claim_file WHERE sha256 = NEW.sha256)"
_SAME_PLACE = "EXISTS (SELECT 1 FROM held_claim WHERE file_id = NEW.file_id AND place = NEW.place)"

_CLAIM_FILES = (
    *_append_only("claim_file", "id"),
    _refuse("claim_file_is_one", "INSERT ON claim_file", _SAME_CONTENT, "never changed"),
    *_append_only("claim_file_set", "file_id", "interchange", "functional_group", "transaction_set"),
    _new_key("held_claim", "id"),
    _refuse("held_claim_is_one", "INSERT ON held_claim", _SAME_PLACE, "never changed"),
    _refuse("held_claim_stays", "UPDATE ON held_claim", _changed(*_HELD_FOR_EVER), "never changed"),
    _refuse("held_claim_remains", "DELETE ON held_claim", _ALWAYS, "never changed"),
    *_append_only("answer_file", "id"),
    *_append_only("claim_answer", "file_id", "place"),
)

_INVOICES = (
    *_append_only("invoice", "id"),
    _refuse(
        "invoice_next_number",
        "INSERT ON invoice",
        "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM invoice)",
        "never changed",
    ),
    _refuse(
        "invoice_line_documented",
        "INSERT ON invoice_line",
        "NOT EXISTS (SELECT 1 FROM billable_now b JOIN invoice i ON i.encounter_id = b.encounter_id\n"
        "    WHERE i.id = NEW.invoice_id AND b.assignment_id = NEW.assignment_id AND b.code = NEW.code AND NOT b.is_diagnosis)\n"
        f"    OR NOT {_HAS_UNITS}",
        "not documented",
    ),
    *_append_only("invoice_line", "invoice_id", "place"),
)

_TRAIL = (*_append_only("audit", "number"), *_append_only("audit_item", "audit_number", "place"))

_OWN_CODES = (
    *_append_only("code_note", "system", "code", "version"),
    _refuse(
        "code_note_next",
        "INSERT ON code_note",
        "NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM code_note\n"
        "    WHERE system = NEW.system AND code = NEW.code)",
        "never changed",
    ),
)


def _versioned(table: str, key: str, *same: str) -> tuple[str, ...]:
    """Append-only, each version the next of its key, and what is the `same` in the first is so in all."""
    first = f"SELECT 1 FROM {table} WHERE {key} = NEW.{key}"
    next_of = f"NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM {table} WHERE {key} = NEW.{key})" + "".join(
        f"\n    OR EXISTS ({first} AND {column} <> NEW.{column})" for column in same
    )
    return (
        *_append_only(table, key, "version"),
        _refuse(f"{table}_next", f"INSERT ON {table}", next_of, "never changed"),
    )


_VISIT_PAPERS = (
    *_versioned("em_worksheet", "encounter_id"),
    *_versioned("provider_query", "id", "encounter_id", "asked_on"),
    *_versioned("advance_notice", "id", "encounter_id"),
    *_versioned("claim_details", "encounter_id"),
)

GATE: tuple[str, ...] = (
    _STANDING_EVIDENCE,
    _BILLABLE_NOW,
    *_DOCUMENTS,
    *_ORIGINALS,
    *_EVIDENCE,
    *_ASSIGNMENTS,
    *_OVERRIDES,
    *_DISMISSALS,
    *_CHARGES,
    *_CLAIMS,
    *_EXPORTS,
    *_CLAIM_FILES,
    *_INVOICES,
    *_TRAIL,
    *_OWN_CODES,
    *_VISIT_PAPERS,
)
