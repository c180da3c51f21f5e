"""Version 1: the first vault. Frozen; imports nothing."""

SQL: tuple[str, ...] = (
    """\
CREATE TABLE favourite_code (
    id TEXT NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    group_name TEXT DEFAULT '' NOT NULL,
    position INTEGER NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_favourite_code_system CHECK (system IN ('ICD-10-CM', 'ICD-10-PCS', 'CPT', 'HCPCS', 'CDT', 'NDC')),
    CONSTRAINT uq_favourite_code_system_code_group_name UNIQUE (system, code, group_name)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE recent_code (
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (system, code)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE code_note (
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (system, code, version),
    CONSTRAINT ck_code_note_version CHECK (version > 0)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE audit (
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    PRIMARY KEY (number)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE charge_item (
    id TEXT NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    unit_words TEXT DEFAULT '' NOT NULL,
    category TEXT DEFAULT '' NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_charge_item_system CHECK (system IN ('ICD-10-CM', 'ICD-10-PCS', 'CPT', 'HCPCS', 'CDT', 'NDC'))
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_charge_item_code ON charge_item (code)""",
    """\
CREATE TABLE control_number (
    kind TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (kind),
    CONSTRAINT ck_control_number_kind CHECK (kind IN ('interchange', 'group', 'transaction'))
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE export_batch (
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    interchange_control INTEGER NOT NULL,
    group_control INTEGER NOT NULL,
    transaction_control INTEGER NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    created_at TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_export_batch_state CHECK (state IN ('writing', 'written', 'abandoned'))
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE guarantor (
    id TEXT NOT NULL,
    name_last TEXT DEFAULT '' NOT NULL,
    name_first TEXT DEFAULT '' NOT NULL,
    name_middle TEXT DEFAULT '' NOT NULL,
    name_suffix TEXT DEFAULT '' NOT NULL,
    line1 TEXT DEFAULT '' NOT NULL,
    line2 TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    zip_code TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE payer (
    id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    payer_id TEXT DEFAULT '' NOT NULL,
    filing_indicator TEXT DEFAULT '' NOT NULL,
    line1 TEXT DEFAULT '' NOT NULL,
    line2 TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    zip_code TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    filing_days INTEGER DEFAULT '0' NOT NULL,
    member_pattern TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE practice (
    id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    npi TEXT DEFAULT '' NOT NULL,
    tax_id TEXT DEFAULT '' NOT NULL,
    taxonomy TEXT DEFAULT '' NOT NULL,
    line1 TEXT DEFAULT '' NOT NULL,
    line2 TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    zip_code TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    contact TEXT DEFAULT '' NOT NULL,
    submitter_id TEXT DEFAULT '' NOT NULL,
    terms_days INTEGER DEFAULT '30' NOT NULL,
    invoice_note TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE provider (
    id TEXT NOT NULL,
    name_last TEXT DEFAULT '' NOT NULL,
    name_first TEXT DEFAULT '' NOT NULL,
    name_middle TEXT DEFAULT '' NOT NULL,
    name_suffix TEXT DEFAULT '' NOT NULL,
    credentials TEXT DEFAULT '' NOT NULL,
    npi TEXT DEFAULT '' NOT NULL,
    taxonomy TEXT DEFAULT '' NOT NULL,
    specialty TEXT DEFAULT '' NOT NULL,
    is_active INTEGER DEFAULT '1' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE audit_item (
    audit_number INTEGER NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    PRIMARY KEY (audit_number, place),
    FOREIGN KEY(audit_number) REFERENCES audit (number)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE fee (
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    price INTEGER NOT NULL,
    modifier TEXT DEFAULT '' NOT NULL,
    payer_id TEXT,
    starts_on TEXT,
    ends_on TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(payer_id) REFERENCES payer (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_fee_code ON fee (code)""",
    """\
CREATE TABLE patient (
    id TEXT NOT NULL,
    record_number TEXT DEFAULT '' NOT NULL,
    name_last TEXT DEFAULT '' NOT NULL,
    name_first TEXT DEFAULT '' NOT NULL,
    name_middle TEXT DEFAULT '' NOT NULL,
    name_suffix TEXT DEFAULT '' NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    line1 TEXT DEFAULT '' NOT NULL,
    line2 TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    zip_code TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    guarantor_id TEXT,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_patient_sex CHECK (sex IN ('F', 'M', 'U')),
    FOREIGN KEY(guarantor_id) REFERENCES guarantor (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_patient_name ON patient (name_last, name_first)""",
    """\
CREATE TABLE coverage (
    id TEXT NOT NULL,
    patient_id TEXT NOT NULL,
    payer_id TEXT NOT NULL,
    priority INTEGER NOT NULL,
    relationship TEXT NOT NULL,
    member_id TEXT DEFAULT '' NOT NULL,
    group_number TEXT DEFAULT '' NOT NULL,
    plan_name TEXT DEFAULT '' NOT NULL,
    subscriber TEXT,
    starts_on TEXT,
    ends_on TEXT,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_coverage_relationship CHECK (relationship IN ('self', 'spouse', 'child', 'other')),
    FOREIGN KEY(patient_id) REFERENCES patient (id),
    FOREIGN KEY(payer_id) REFERENCES payer (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_coverage_patient_id_priority ON coverage (patient_id, priority)""",
    """\
CREATE TABLE encounter (
    id TEXT NOT NULL,
    account TEXT DEFAULT '' NOT NULL,
    patient_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    date_of_service TEXT NOT NULL,
    place_of_service TEXT DEFAULT '' NOT NULL,
    setting TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_encounter_setting CHECK (setting IN ('outpatient', 'facility', 'inpatient')),
    CONSTRAINT ck_encounter_status CHECK (status IN ('to_code', 'in_progress', 'query', 'coded', 'billed')),
    FOREIGN KEY(patient_id) REFERENCES patient (id),
    FOREIGN KEY(provider_id) REFERENCES provider (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_encounter_date_of_service_account ON encounter (date_of_service, account)""",
    """\
CREATE INDEX ix_encounter_patient_id ON encounter (patient_id)""",
    """\
CREATE TABLE claim (
    id TEXT NOT NULL,
    encounter_id TEXT NOT NULL,
    control TEXT NOT NULL,
    patient_name TEXT DEFAULT '' NOT NULL,
    payer_name TEXT DEFAULT '' NOT NULL,
    date_of_service TEXT NOT NULL,
    total INTEGER NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    sequel_id TEXT,
    body TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_claim_state CHECK (state IN ('ready', 'exported', 'withdrawn', 'reopened')),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_claim_created_at ON claim (created_at)""",
    """\
CREATE INDEX ix_claim_encounter_id ON claim (encounter_id)""",
    """\
CREATE TABLE code_assignment (
    id TEXT NOT NULL,
    encounter_id TEXT NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    is_diagnosis INTEGER NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    release TEXT DEFAULT '' NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    units INTEGER,
    modifiers TEXT,
    query_note TEXT DEFAULT '' NOT NULL,
    queried_on TEXT,
    poa TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_code_assignment_system CHECK (system IN ('ICD-10-CM', 'ICD-10-PCS', 'CPT', 'HCPCS', 'CDT',
        'NDC')),
    CONSTRAINT ck_code_assignment_state CHECK (state IN ('billable', 'unproven', 'query')),
    CONSTRAINT ck_code_assignment_is_diagnosis CHECK (is_diagnosis = (system = 'ICD-10-CM')),
    CONSTRAINT ck_code_assignment_service CHECK (is_diagnosis = (units IS NULL) AND is_diagnosis = (modifiers IS
        NULL)),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_code_assignment_encounter_id ON code_assignment (encounter_id, is_diagnosis, state, queried_on)""",
    """\
CREATE INDEX ix_code_assignment_use ON code_assignment (system, code, state)""",
    """\
CREATE TABLE document (
    id TEXT NOT NULL,
    encounter_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    author_role TEXT NOT NULL,
    written_on TEXT NOT NULL,
    is_signed INTEGER DEFAULT '0' NOT NULL,
    addendum_to TEXT,
    added_at TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_document_kind CHECK (kind IN ('progress_note', 'dictation', 'lab_result', 'pathology', 'imaging',
        'operative_note', 'therapy_note', 'addendum', 'discharge_summary', 'consultation', 'history_and_physical',
        'nursing_note', 'care_summary', 'other')),
    CONSTRAINT ck_document_author_role CHECK (author_role IN ('provider', 'nurse', 'laboratory', 'patient')),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id),
    FOREIGN KEY(addendum_to) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_document_encounter_id ON document (encounter_id)""",
    """\
CREATE TABLE invoice (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    encounter_id TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    total INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_invoice_number CHECK (number >= 1),
    CONSTRAINT uq_invoice_number UNIQUE (number),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_invoice_encounter_id ON invoice (encounter_id)""",
    """\
CREATE TABLE assignment_pointer (
    assignment_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    diagnosis_id TEXT NOT NULL,
    PRIMARY KEY (assignment_id, place),
    CONSTRAINT ck_assignment_pointer_place CHECK (place BETWEEN 1 AND 4),
    FOREIGN KEY(assignment_id) REFERENCES code_assignment (id) ON DELETE CASCADE,
    FOREIGN KEY(diagnosis_id) REFERENCES code_assignment (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_assignment_pointer_diagnosis_id ON assignment_pointer (diagnosis_id)""",
    """\
CREATE TABLE charge (
    id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    units INTEGER NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_charge_assignment_id UNIQUE (assignment_id),
    FOREIGN KEY(assignment_id) REFERENCES code_assignment (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE claim_diagnosis (
    claim_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    assignment_id TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (claim_id, place),
    FOREIGN KEY(claim_id) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_claim_diagnosis_assignment_id ON claim_diagnosis (assignment_id)""",
    """\
CREATE TABLE claim_line (
    claim_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    assignment_id TEXT NOT NULL,
    code TEXT NOT NULL,
    units INTEGER NOT NULL,
    charge INTEGER NOT NULL,
    PRIMARY KEY (claim_id, place),
    FOREIGN KEY(claim_id) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_claim_line_assignment_id ON claim_line (assignment_id)""",
    """\
CREATE TABLE document_version (
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    hash TEXT NOT NULL,
    made_at TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document_id, version),
    CONSTRAINT ck_document_version_version CHECK (version >= 1),
    FOREIGN KEY(document_id) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE evidence (
    id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    quotation TEXT NOT NULL,
    supports TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_evidence_supports CHECK (supports IN ('code', 'units', 'modifier')),
    FOREIGN KEY(assignment_id) REFERENCES code_assignment (id) ON DELETE CASCADE,
    FOREIGN KEY(document_id) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_evidence_assignment_id ON evidence (assignment_id)""",
    """\
CREATE INDEX ix_evidence_document_id ON evidence (document_id)""",
    """\
CREATE TABLE export_batch_claim (
    batch_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    PRIMARY KEY (batch_id, place),
    FOREIGN KEY(batch_id) REFERENCES export_batch (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_export_batch_claim_claim_id ON export_batch_claim (claim_id)""",
    """\
CREATE TABLE claim_first_check (
    encounter_id TEXT NOT NULL,
    checked_at TEXT NOT NULL,
    findings INTEGER NOT NULL,
    PRIMARY KEY (encounter_id),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE invoice_line (
    invoice_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    assignment_id TEXT NOT NULL,
    code TEXT NOT NULL,
    units INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (invoice_id, place),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(assignment_id) REFERENCES code_assignment (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_invoice_line_assignment_id ON invoice_line (assignment_id)""",
    """\
CREATE TABLE original (
    sha256 TEXT NOT NULL,
    media TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    size INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (sha256),
    CONSTRAINT ck_original_media CHECK (media IN ('text', 'pdf', 'docx', 'rtf', 'cda', 'fhir', 'hl7v2', 'picture'))
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE document_original (
    document_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    envelope TEXT,
    part INTEGER NOT NULL,
    deriver TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (document_id),
    CONSTRAINT ck_document_original_part CHECK (part >= 1),
    FOREIGN KEY(document_id) REFERENCES document (id),
    FOREIGN KEY(sha256) REFERENCES original (sha256),
    FOREIGN KEY(envelope) REFERENCES original (sha256)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_document_original_sha256 ON document_original (sha256)""",
    """\
CREATE INDEX ix_document_original_envelope ON document_original (envelope)""",
    """\
CREATE TABLE answered_file (
    sha256 TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    PRIMARY KEY (sha256),
    CONSTRAINT ck_answered_file_answer CHECK (answer IN ('taken in', 'left out'))
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE unread_document (
    document_id TEXT NOT NULL,
    PRIMARY KEY (document_id),
    FOREIGN KEY(document_id) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE VIEW standing_evidence AS
SELECT e.id AS evidence_id, e.assignment_id, e.supports
FROM evidence e
JOIN code_assignment a ON a.id = e.assignment_id
JOIN document d ON d.id = e.document_id AND d.encounter_id = a.encounter_id
JOIN document_version v ON v.document_id = d.id
    AND v.version = (SELECT max(w.version) FROM document_version w WHERE w.document_id = d.id)
WHERE e.document_hash = v.hash
    AND e.quotation = substr(v.text, e.start_at + 1, e.end_at - e.start_at)""",
    """\
CREATE VIEW billable_now AS
SELECT a.id AS assignment_id, a.encounter_id, a.code, a.is_diagnosis
FROM code_assignment a
WHERE a.state = 'billable'
    AND EXISTS (SELECT 1 FROM standing_evidence s WHERE s.assignment_id = a.id AND s.supports = 'code')""",
    """\
CREATE TRIGGER document_is_new BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_begins_unsigned BEFORE INSERT ON document
WHEN NEW.is_signed <> 0
BEGIN SELECT RAISE(ABORT, 'gate: document signed'); END""",
    """\
CREATE TRIGGER document_signed BEFORE UPDATE ON document
WHEN OLD.is_signed <> 0
BEGIN SELECT RAISE(ABORT, 'gate: document signed'); END""",
    """\
CREATE TRIGGER document_stays BEFORE UPDATE ON document
WHEN NEW.id IS NOT OLD.id
    OR NEW.encounter_id IS NOT OLD.encounter_id
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_remains BEFORE DELETE ON document
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_version_next BEFORE INSERT ON document_version
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM document_version WHERE document_id = NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_version_unsigned BEFORE INSERT ON document_version
WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.document_id AND is_signed <> 0)
BEGIN SELECT RAISE(ABORT, 'gate: document signed'); END""",
    """\
CREATE TRIGGER document_version_hash BEFORE INSERT ON document_version
WHEN NEW.hash <> content_hash(NEW.text)
BEGIN SELECT RAISE(ABORT, 'gate: unstorable text'); END""",
    """\
CREATE TRIGGER document_version_rechecks AFTER INSERT ON document_version
BEGIN
UPDATE code_assignment SET state = 'unproven', row_version = row_version + 1
    WHERE state = 'billable' AND id IN (SELECT assignment_id FROM evidence WHERE document_id = NEW.document_id)
    AND NOT EXISTS (SELECT 1 FROM standing_evidence s WHERE s.assignment_id = code_assignment.id
        AND s.supports = 'code');
END""",
    """\
CREATE TRIGGER document_version_stays BEFORE UPDATE ON document_version
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_version_remains BEFORE DELETE ON document_version
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER original_is_new BEFORE INSERT ON original
WHEN EXISTS (SELECT 1 FROM original WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER original_stays BEFORE UPDATE ON original
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER original_remains BEFORE DELETE ON original
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_original_is_new BEFORE INSERT ON document_original
WHEN EXISTS (SELECT 1 FROM document_original WHERE document_id = NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_original_stays BEFORE UPDATE ON document_original
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER document_original_remains BEFORE DELETE ON document_original
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER answered_file_is_new BEFORE INSERT ON answered_file
WHEN EXISTS (SELECT 1 FROM answered_file WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER answered_file_stays BEFORE UPDATE ON answered_file
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER answered_file_remains BEFORE DELETE ON answered_file
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER evidence_is_new BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER evidence_is_own BEFORE INSERT ON evidence
WHEN NOT EXISTS (SELECT 1 FROM code_assignment a JOIN document d ON d.encounter_id = a.encounter_id
    WHERE a.id = NEW.assignment_id AND d.id = NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'gate: foreign evidence'); END""",
    """\
CREATE TRIGGER evidence_has_words BEFORE INSERT ON evidence
WHEN NEW.start_at < 0 OR NEW.end_at <= NEW.start_at OR trim(NEW.quotation, char(9, 10, 11, 12, 13, 32, 160)) = ''
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER evidence_gone AFTER DELETE ON evidence
BEGIN
UPDATE code_assignment SET state = 'unproven', row_version = row_version + 1
    WHERE state = 'billable' AND id = OLD.assignment_id
    AND NOT EXISTS (SELECT 1 FROM standing_evidence s WHERE s.assignment_id = code_assignment.id
        AND s.supports = 'code');
END""",
    """\
CREATE TRIGGER code_assignment_is_new BEFORE INSERT ON code_assignment
WHEN EXISTS (SELECT 1 FROM code_assignment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER code_assignment_begins_unproven BEFORE INSERT ON code_assignment
WHEN NEW.state = 'billable'
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER code_assignment_stays BEFORE UPDATE ON code_assignment
WHEN NEW.id IS NOT OLD.id
    OR NEW.encounter_id IS NOT OLD.encounter_id
    OR NEW.system IS NOT OLD.system
    OR NEW.code IS NOT OLD.code
    OR NEW.is_diagnosis IS NOT OLD.is_diagnosis
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER code_assignment_documented BEFORE UPDATE ON code_assignment
WHEN NEW.state = 'billable'
    AND NOT EXISTS (SELECT 1 FROM standing_evidence s WHERE s.assignment_id = OLD.id AND s.supports = 'code')
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER code_assignment_billed BEFORE DELETE ON code_assignment
WHEN EXISTS (SELECT 1 FROM invoice_line WHERE assignment_id = OLD.id)
    OR EXISTS (SELECT 1 FROM claim c JOIN claim_line l ON l.claim_id = c.id
        WHERE l.assignment_id = OLD.id AND c.state IN ('ready', 'exported'))
    OR EXISTS (SELECT 1 FROM claim c JOIN claim_diagnosis d ON d.claim_id = c.id
        WHERE d.assignment_id = OLD.id AND c.state IN ('ready', 'exported'))
BEGIN SELECT RAISE(ABORT, 'gate: already billed'); END""",
    """\
CREATE TRIGGER assignment_pointer_own BEFORE INSERT ON assignment_pointer
WHEN NOT EXISTS (SELECT 1 FROM code_assignment s JOIN code_assignment d ON d.encounter_id = s.encounter_id
    WHERE s.id = NEW.assignment_id AND d.id = NEW.diagnosis_id AND d.is_diagnosis AND NOT s.is_diagnosis)
BEGIN SELECT RAISE(ABORT, 'gate: foreign evidence'); END""",
    """\
CREATE TRIGGER assignment_pointer_stays BEFORE UPDATE ON assignment_pointer
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER charge_billed BEFORE UPDATE ON charge
WHEN (NEW.id IS NOT OLD.id
    OR NEW.assignment_id IS NOT OLD.assignment_id
    OR NEW.unit_price IS NOT OLD.unit_price
    OR NEW.units IS NOT OLD.units)
    AND (EXISTS (SELECT 1 FROM invoice_line i WHERE i.assignment_id = OLD.assignment_id)
    OR EXISTS (SELECT 1 FROM claim_line l JOIN claim c ON c.id = l.claim_id
        WHERE l.assignment_id = OLD.assignment_id AND c.state = 'exported')
    OR EXISTS (SELECT 1 FROM invoice_line i WHERE i.assignment_id = NEW.assignment_id)
    OR EXISTS (SELECT 1 FROM claim_line l JOIN claim c ON c.id = l.claim_id
        WHERE l.assignment_id = NEW.assignment_id AND c.state = 'exported'))
BEGIN SELECT RAISE(ABORT, 'gate: already billed'); END""",
    """\
CREATE TRIGGER charge_remains BEFORE DELETE ON charge
WHEN EXISTS (SELECT 1 FROM invoice_line i WHERE i.assignment_id = OLD.assignment_id)
    OR EXISTS (SELECT 1 FROM claim_line l JOIN claim c ON c.id = l.claim_id
        WHERE l.assignment_id = OLD.assignment_id AND c.state = 'exported')
BEGIN SELECT RAISE(ABORT, 'gate: already billed'); END""",
    """\
CREATE TRIGGER charge_is_new BEFORE INSERT ON charge
WHEN EXISTS (SELECT 1 FROM charge WHERE id = NEW.id OR assignment_id = NEW.assignment_id)
BEGIN SELECT RAISE(ABORT, 'gate: already billed'); END""",
    """\
CREATE TRIGGER claim_is_new BEFORE INSERT ON claim
WHEN EXISTS (SELECT 1 FROM claim WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_begins_ready BEFORE INSERT ON claim
WHEN NEW.state <> 'ready'
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_stays BEFORE UPDATE ON claim
WHEN NEW.id IS NOT OLD.id
    OR NEW.encounter_id IS NOT OLD.encounter_id
    OR NEW.control IS NOT OLD.control
    OR NEW.patient_name IS NOT OLD.patient_name
    OR NEW.payer_name IS NOT OLD.payer_name
    OR NEW.date_of_service IS NOT OLD.date_of_service
    OR NEW.total IS NOT OLD.total
    OR NEW.created_at IS NOT OLD.created_at
    OR NEW.sequel_id IS NOT OLD.sequel_id
    OR NEW.body IS NOT OLD.body
    OR (NEW.state <> OLD.state AND NOT (OLD.state = 'ready' AND NEW.state IN ('exported', 'withdrawn')
        OR OLD.state = 'exported' AND NEW.state = 'reopened'
        OR OLD.state = 'reopened' AND NEW.state = 'exported'))
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_documented BEFORE UPDATE ON claim
WHEN NEW.state = 'exported' AND OLD.state = 'ready'
    AND NOT EXISTS (SELECT 1 FROM claim_sequel s WHERE s.id = OLD.sequel_id AND s.kind IN ('void', 'secondary'))
    AND (NOT EXISTS (SELECT 1 FROM claim_line WHERE claim_id = OLD.id)
        AND NOT EXISTS (SELECT 1 FROM claim_quantity WHERE claim_id = OLD.id AND is_line <> 0)
    OR EXISTS (SELECT assignment_id FROM claim_line WHERE claim_id = OLD.id
        EXCEPT SELECT assignment_id FROM billable_now WHERE encounter_id = OLD.encounter_id)
    OR EXISTS (SELECT assignment_id FROM claim_diagnosis WHERE claim_id = OLD.id
        EXCEPT SELECT assignment_id FROM billable_now WHERE encounter_id = OLD.encounter_id))
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER claim_remains BEFORE DELETE ON claim
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_diagnosis_documented BEFORE INSERT ON claim_diagnosis
WHEN (NOT EXISTS (SELECT 1 FROM billable_now b JOIN claim c ON c.encounter_id = b.encounter_id
    WHERE c.id = NEW.claim_id AND c.state = 'ready' AND b.assignment_id = NEW.assignment_id
    AND b.code = NEW.code AND b.is_diagnosis))
    AND NOT EXISTS (SELECT 1 FROM claim c JOIN claim_sequel s ON s.id = c.sequel_id AND s.kind IN ('void', 'secondary')
    JOIN claim e ON e.id = s.claim_id AND e.encounter_id = c.encounter_id AND e.state IN ('exported', 'reopened')
    JOIN claim_diagnosis o ON o.claim_id = e.id WHERE c.id = NEW.claim_id AND c.state = 'ready'
        AND o.assignment_id = NEW.assignment_id AND o.code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER claim_diagnosis_is_new BEFORE INSERT ON claim_diagnosis
WHEN EXISTS (SELECT 1 FROM claim_diagnosis WHERE claim_id = NEW.claim_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_diagnosis_stays BEFORE UPDATE ON claim_diagnosis
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_diagnosis_remains BEFORE DELETE ON claim_diagnosis
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_line_documented BEFORE INSERT ON claim_line
WHEN (NOT EXISTS (SELECT 1 FROM billable_now b JOIN claim c ON c.encounter_id = b.encounter_id
    WHERE c.id = NEW.claim_id AND c.state = 'ready' AND b.assignment_id = NEW.assignment_id
    AND b.code = NEW.code AND NOT b.is_diagnosis)
    OR NOT (NEW.units = 1000 OR EXISTS (SELECT 1 FROM standing_evidence s
        WHERE s.assignment_id = NEW.assignment_id AND s.supports = 'units')))
    AND NOT EXISTS (SELECT 1 FROM claim c JOIN claim_sequel s ON s.id = c.sequel_id AND s.kind IN ('void', 'secondary')
    JOIN claim e ON e.id = s.claim_id AND e.encounter_id = c.encounter_id AND e.state IN ('exported', 'reopened')
    JOIN claim_line o ON o.claim_id = e.id WHERE c.id = NEW.claim_id AND c.state = 'ready'
        AND o.assignment_id = NEW.assignment_id AND o.code = NEW.code AND o.units = NEW.units)
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER claim_line_is_new BEFORE INSERT ON claim_line
WHEN EXISTS (SELECT 1 FROM claim_line WHERE claim_id = NEW.claim_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_line_stays BEFORE UPDATE ON claim_line
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_line_remains BEFORE DELETE ON claim_line
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER control_number_is_new BEFORE INSERT ON control_number
WHEN EXISTS (SELECT 1 FROM control_number WHERE kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER control_number_grows BEFORE UPDATE ON control_number
WHEN NEW.kind <> OLD.kind OR NEW.last <= OLD.last
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER control_number_remains BEFORE DELETE ON control_number
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER export_batch_is_new BEFORE INSERT ON export_batch
WHEN EXISTS (SELECT 1 FROM export_batch WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER export_batch_stays BEFORE UPDATE ON export_batch
WHEN NEW.id IS NOT OLD.id
    OR NEW.file_name IS NOT OLD.file_name
    OR NEW.interchange_control IS NOT OLD.interchange_control
    OR NEW.group_control IS NOT OLD.group_control
    OR NEW.transaction_control IS NOT OLD.transaction_control
    OR NEW.created_at IS NOT OLD.created_at
    OR OLD.state <> 'writing'
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER export_batch_remains BEFORE DELETE ON export_batch
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER export_batch_claim_is_new BEFORE INSERT ON export_batch_claim
WHEN EXISTS (SELECT 1 FROM export_batch_claim WHERE batch_id = NEW.batch_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER export_batch_claim_stays BEFORE UPDATE ON export_batch_claim
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER export_batch_claim_remains BEFORE DELETE ON export_batch_claim
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_first_check_is_new BEFORE INSERT ON claim_first_check
WHEN EXISTS (SELECT 1 FROM claim_first_check WHERE encounter_id = NEW.encounter_id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_first_check_stays BEFORE UPDATE ON claim_first_check
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_first_check_remains BEFORE DELETE ON claim_first_check
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER invoice_is_new BEFORE INSERT ON invoice
WHEN EXISTS (SELECT 1 FROM invoice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER invoice_stays BEFORE UPDATE ON invoice
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER invoice_remains BEFORE DELETE ON invoice
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER invoice_next_number BEFORE INSERT ON invoice
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM invoice)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER invoice_line_documented BEFORE INSERT ON invoice_line
WHEN NOT EXISTS (SELECT 1 FROM billable_now b JOIN invoice i ON i.encounter_id = b.encounter_id
    WHERE i.id = NEW.invoice_id AND b.assignment_id = NEW.assignment_id AND b.code = NEW.code AND NOT b.is_diagnosis)
    OR NOT (NEW.units = 1000 OR EXISTS (SELECT 1 FROM standing_evidence s
        WHERE s.assignment_id = NEW.assignment_id AND s.supports = 'units'))
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER invoice_line_is_new BEFORE INSERT ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = NEW.invoice_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER invoice_line_stays BEFORE UPDATE ON invoice_line
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER invoice_line_remains BEFORE DELETE ON invoice_line
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER audit_is_new BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER audit_item_is_new BEFORE INSERT ON audit_item
WHEN EXISTS (SELECT 1 FROM audit_item WHERE audit_number = NEW.audit_number AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER audit_item_stays BEFORE UPDATE ON audit_item
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER audit_item_remains BEFORE DELETE ON audit_item
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER code_note_is_new BEFORE INSERT ON code_note
WHEN EXISTS (SELECT 1 FROM code_note WHERE system = NEW.system AND code = NEW.code AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER code_note_stays BEFORE UPDATE ON code_note
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER code_note_remains BEFORE DELETE ON code_note
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER code_note_next BEFORE INSERT ON code_note
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM code_note
    WHERE system = NEW.system AND code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TABLE finding_override (
    encounter_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    rule_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (encounter_id, place),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TRIGGER finding_override_is_new BEFORE INSERT ON finding_override
WHEN EXISTS (SELECT 1 FROM finding_override WHERE encounter_id = NEW.encounter_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER finding_override_stays BEFORE UPDATE ON finding_override
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER finding_override_remains BEFORE DELETE ON finding_override
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TABLE suggestion_dismissal (
    encounter_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (encounter_id, place),
    CONSTRAINT ck_suggestion_dismissal_system CHECK (system IN ('ICD-10-CM', 'ICD-10-PCS', 'CPT', 'HCPCS', 'CDT',
        'NDC')),
    CONSTRAINT ck_suggestion_dismissal_reason CHECK (reason IN ('not_addressed', 'part_of_another', 'not_present',
        'coded_otherwise', 'misread', 'own_words', 'shown_again')),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TRIGGER suggestion_dismissal_is_new BEFORE INSERT ON suggestion_dismissal
WHEN EXISTS (SELECT 1 FROM suggestion_dismissal WHERE encounter_id = NEW.encounter_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER suggestion_dismissal_stays BEFORE UPDATE ON suggestion_dismissal
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER suggestion_dismissal_remains BEFORE DELETE ON suggestion_dismissal
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TABLE claim_file (
    id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    sha256 TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_claim_file_sha256 UNIQUE (sha256)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_claim_file_received_at ON claim_file (received_at)""",
    """\
CREATE TABLE claim_file_set (
    file_id TEXT NOT NULL,
    interchange INTEGER NOT NULL,
    functional_group INTEGER NOT NULL,
    transaction_set INTEGER NOT NULL,
    body_form INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (file_id, interchange, functional_group, transaction_set),
    FOREIGN KEY(file_id) REFERENCES claim_file (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE held_claim (
    id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    interchange INTEGER NOT NULL,
    functional_group INTEGER NOT NULL,
    transaction_set INTEGER NOT NULL,
    billing_level INTEGER NOT NULL,
    subscriber_level INTEGER NOT NULL,
    patient_level INTEGER NOT NULL,
    kind TEXT NOT NULL,
    control TEXT DEFAULT '' NOT NULL,
    frequency TEXT DEFAULT '' NOT NULL,
    payer_claim_number TEXT DEFAULT '' NOT NULL,
    patient_name TEXT DEFAULT '' NOT NULL,
    member_id TEXT DEFAULT '' NOT NULL,
    payer_name TEXT DEFAULT '' NOT NULL,
    payer_number TEXT DEFAULT '' NOT NULL,
    billing_npi TEXT DEFAULT '' NOT NULL,
    first_day TEXT,
    last_day TEXT,
    total INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    state TEXT NOT NULL,
    body_form INTEGER NOT NULL,
    body TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_held_claim_kind CHECK (kind IN ('professional', 'institutional', 'dental')),
    CONSTRAINT ck_held_claim_state CHECK (state IN ('held', 'received', 'accepted', 'rejected')),
    CONSTRAINT ck_held_claim_place CHECK (place >= 1),
    FOREIGN KEY(file_id, interchange, functional_group, transaction_set) REFERENCES claim_file_set (file_id,
        interchange, functional_group, transaction_set)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_held_claim_control ON held_claim (control)""",
    """\
CREATE UNIQUE INDEX ix_held_claim_file_id_place ON held_claim (file_id, place)""",
    """\
CREATE INDEX ix_held_claim_first_day ON held_claim (first_day)""",
    """\
CREATE INDEX ix_held_claim_payer_number ON held_claim (payer_number)""",
    """\
CREATE TRIGGER claim_file_is_new BEFORE INSERT ON claim_file
WHEN EXISTS (SELECT 1 FROM claim_file WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_file_stays BEFORE UPDATE ON claim_file
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_file_remains BEFORE DELETE ON claim_file
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_file_set_is_new BEFORE INSERT ON claim_file_set
WHEN EXISTS (SELECT 1 FROM claim_file_set WHERE file_id = NEW.file_id AND interchange = NEW.interchange
        AND functional_group = NEW.functional_group AND transaction_set = NEW.transaction_set)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_file_set_stays BEFORE UPDATE ON claim_file_set
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_file_set_remains BEFORE DELETE ON claim_file_set
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER held_claim_is_new BEFORE INSERT ON held_claim
WHEN EXISTS (SELECT 1 FROM held_claim WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER held_claim_is_one BEFORE INSERT ON held_claim
WHEN EXISTS (SELECT 1 FROM held_claim WHERE file_id = NEW.file_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER held_claim_stays BEFORE UPDATE ON held_claim
WHEN NEW.id IS NOT OLD.id
    OR NEW.file_id IS NOT OLD.file_id
    OR NEW.place IS NOT OLD.place
    OR NEW.interchange IS NOT OLD.interchange
    OR NEW.functional_group IS NOT OLD.functional_group
    OR NEW.transaction_set IS NOT OLD.transaction_set
    OR NEW.billing_level IS NOT OLD.billing_level
    OR NEW.subscriber_level IS NOT OLD.subscriber_level
    OR NEW.patient_level IS NOT OLD.patient_level
    OR NEW.kind IS NOT OLD.kind
    OR NEW.control IS NOT OLD.control
    OR NEW.frequency IS NOT OLD.frequency
    OR NEW.payer_claim_number IS NOT OLD.payer_claim_number
    OR NEW.patient_name IS NOT OLD.patient_name
    OR NEW.member_id IS NOT OLD.member_id
    OR NEW.payer_name IS NOT OLD.payer_name
    OR NEW.payer_number IS NOT OLD.payer_number
    OR NEW.billing_npi IS NOT OLD.billing_npi
    OR NEW.first_day IS NOT OLD.first_day
    OR NEW.last_day IS NOT OLD.last_day
    OR NEW.total IS NOT OLD.total
    OR NEW.line_count IS NOT OLD.line_count
    OR NEW.body_form IS NOT OLD.body_form
    OR NEW.body IS NOT OLD.body
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER held_claim_remains BEFORE DELETE ON held_claim
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TABLE em_worksheet (
    encounter_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (encounter_id, version),
    CONSTRAINT ck_em_worksheet_version CHECK (version > 0),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE provider_query (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    encounter_id TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    assignment_id TEXT,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (id, version),
    CONSTRAINT ck_provider_query_state CHECK (state IN ('open', 'answered', 'withdrawn')),
    CONSTRAINT ck_provider_query_version CHECK (version > 0),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_provider_query_encounter_id ON provider_query (encounter_id)""",
    """\
CREATE TABLE advance_notice (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    encounter_id TEXT NOT NULL,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (id, version),
    CONSTRAINT ck_advance_notice_version CHECK (version > 0),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_advance_notice_encounter_id ON advance_notice (encounter_id)""",
    """\
CREATE TRIGGER em_worksheet_is_new BEFORE INSERT ON em_worksheet
WHEN EXISTS (SELECT 1 FROM em_worksheet WHERE encounter_id = NEW.encounter_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER em_worksheet_stays BEFORE UPDATE ON em_worksheet
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER em_worksheet_remains BEFORE DELETE ON em_worksheet
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER em_worksheet_next BEFORE INSERT ON em_worksheet
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM em_worksheet WHERE encounter_id = NEW.encounter_id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER provider_query_is_new BEFORE INSERT ON provider_query
WHEN EXISTS (SELECT 1 FROM provider_query WHERE id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER provider_query_stays BEFORE UPDATE ON provider_query
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER provider_query_remains BEFORE DELETE ON provider_query
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER provider_query_next BEFORE INSERT ON provider_query
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM provider_query WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM provider_query WHERE id = NEW.id AND encounter_id <> NEW.encounter_id)
    OR EXISTS (SELECT 1 FROM provider_query WHERE id = NEW.id AND asked_on <> NEW.asked_on)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER advance_notice_is_new BEFORE INSERT ON advance_notice
WHEN EXISTS (SELECT 1 FROM advance_notice WHERE id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER advance_notice_stays BEFORE UPDATE ON advance_notice
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER advance_notice_remains BEFORE DELETE ON advance_notice
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER advance_notice_next BEFORE INSERT ON advance_notice
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM advance_notice WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM advance_notice WHERE id = NEW.id AND encounter_id <> NEW.encounter_id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_file_is_one BEFORE INSERT ON claim_file
WHEN EXISTS (SELECT 1 FROM claim_file WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TABLE answer_file (
    id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    sha256 TEXT NOT NULL,
    received_at TEXT NOT NULL,
    standing TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    packed BLOB,
    PRIMARY KEY (id),
    CONSTRAINT ck_answer_file_standing CHECK (standing IN ('read', 'unknown', 'duplicate', 'unreadable'))
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_answer_file_sha256 ON answer_file (sha256)""",
    """\
CREATE INDEX ix_answer_file_received_at ON answer_file (received_at)""",
    """\
CREATE TABLE claim_answer (
    file_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    level TEXT NOT NULL,
    verdict TEXT NOT NULL,
    batch_id TEXT,
    claim_id TEXT,
    held_claim_id TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (file_id, place),
    CONSTRAINT ck_claim_answer_level CHECK (level IN ('envelope', 'group', 'set', 'batch', 'claim')),
    CONSTRAINT ck_claim_answer_verdict CHECK (verdict IN ('accepted', 'accepted with errors', 'partly accepted',
        'rejected', 'forwarded', 'pending')),
    FOREIGN KEY(file_id) REFERENCES answer_file (id),
    FOREIGN KEY(batch_id) REFERENCES export_batch (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id),
    FOREIGN KEY(held_claim_id) REFERENCES held_claim (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_claim_answer_held_claim_id ON claim_answer (held_claim_id)""",
    """\
CREATE INDEX ix_claim_answer_batch_id ON claim_answer (batch_id)""",
    """\
CREATE INDEX ix_claim_answer_claim_id ON claim_answer (claim_id)""",
    """\
CREATE TABLE claim_sequel (
    id TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT DEFAULT '' NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_claim_sequel_kind CHECK (kind IN ('resend', 'replace', 'void', 'late', 'secondary', 'dropped')),
    FOREIGN KEY(claim_id) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE INDEX ix_claim_sequel_claim_id ON claim_sequel (claim_id)""",
    """\
CREATE TRIGGER claim_sequel_is_new BEFORE INSERT ON claim_sequel
WHEN EXISTS (SELECT 1 FROM claim_sequel WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_sequel_stays BEFORE UPDATE ON claim_sequel
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_sequel_remains BEFORE DELETE ON claim_sequel
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER answer_file_is_new BEFORE INSERT ON answer_file
WHEN EXISTS (SELECT 1 FROM answer_file WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER answer_file_stays BEFORE UPDATE ON answer_file
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER answer_file_remains BEFORE DELETE ON answer_file
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_answer_is_new BEFORE INSERT ON claim_answer
WHEN EXISTS (SELECT 1 FROM claim_answer WHERE file_id = NEW.file_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_answer_stays BEFORE UPDATE ON claim_answer
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_answer_remains BEFORE DELETE ON claim_answer
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TABLE claim_details (
    encounter_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (encounter_id, version),
    CONSTRAINT ck_claim_details_version CHECK (version > 0),
    FOREIGN KEY(encounter_id) REFERENCES encounter (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TABLE claim_quantity (
    claim_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    what TEXT NOT NULL,
    amount TEXT NOT NULL,
    is_line INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    quotation TEXT NOT NULL,
    PRIMARY KEY (claim_id, place),
    FOREIGN KEY(claim_id) REFERENCES claim (id)
)
 WITHOUT ROWID,
 STRICT""",
    """\
CREATE TRIGGER claim_quantity_documented BEFORE INSERT ON claim_quantity
WHEN NOT EXISTS (SELECT 1 FROM claim c JOIN document d ON d.encounter_id = c.encounter_id
    JOIN document_version v ON v.document_id = d.id
        AND v.version = (SELECT max(w.version) FROM document_version w WHERE w.document_id = d.id)
    WHERE c.id = NEW.claim_id AND c.state = 'ready' AND d.id = NEW.document_id AND v.hash = NEW.document_hash
    AND NEW.start_at >= 0 AND NEW.end_at > NEW.start_at
    AND trim(NEW.quotation, char(9, 10, 11, 12, 13, 32, 160)) <> ''
    AND NEW.quotation = substr(v.text, NEW.start_at + 1, NEW.end_at - NEW.start_at))
    AND NOT EXISTS (SELECT 1 FROM claim c JOIN claim_sequel s ON s.id = c.sequel_id AND s.kind IN ('void', 'secondary')
    JOIN claim e ON e.id = s.claim_id AND e.encounter_id = c.encounter_id AND e.state IN ('exported', 'reopened')
    JOIN claim_quantity o ON o.claim_id = e.id WHERE c.id = NEW.claim_id AND c.state = 'ready'
    AND o.what = NEW.what AND o.amount = NEW.amount AND o.quotation = NEW.quotation)
BEGIN SELECT RAISE(ABORT, 'gate: not documented'); END""",
    """\
CREATE TRIGGER claim_quantity_is_new BEFORE INSERT ON claim_quantity
WHEN EXISTS (SELECT 1 FROM claim_quantity WHERE claim_id = NEW.claim_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_quantity_stays BEFORE UPDATE ON claim_quantity
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_quantity_remains BEFORE DELETE ON claim_quantity
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_details_is_new BEFORE INSERT ON claim_details
WHEN EXISTS (SELECT 1 FROM claim_details WHERE encounter_id = NEW.encounter_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_details_stays BEFORE UPDATE ON claim_details
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_details_remains BEFORE DELETE ON claim_details
WHEN 1
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
    """\
CREATE TRIGGER claim_details_next BEFORE INSERT ON claim_details
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM claim_details WHERE encounter_id = NEW.encounter_id)
BEGIN SELECT RAISE(ABORT, 'gate: never changed'); END""",
)
