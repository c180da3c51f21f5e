"""Whether passages say what the code's title says, who wrote them, and of whom: on the demo practice."""

from decimal import Decimal

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import AssignmentId, DocumentId
from coderdesk.services import coding
from coderdesk.services.desk import Desk
from coderdesk.services.documents import add_document
from coderdesk.services.passage_support import CAUSE_RULE, PATIENT_RULE, ROLE_RULE, TITLE_RULE, UNITS_RULE
from coderdesk.services.refused import Refused
from coderdesk.services.visits import open_visit
from tests.helpers.demo import MAIN_VISIT, attach, passage


def write(desk: Desk, text: str, role: AuthorRole = AuthorRole.PROVIDER) -> DocumentId:
    """One more signed document on the main visit."""
    before = {row.id for row in open_visit(desk=desk, encounter_id=MAIN_VISIT).visit.documents}
    add_document(
        desk=desk,
        encounter_id=MAIN_VISIT,
        kind=DocumentKind.PROGRESS_NOTE,
        title="Further note",
        author="Somebody",
        author_role=role,
        written_on=desk.clock.today(),
        text=text,
        is_signed=True,
    )
    after = open_visit(desk=desk, encounter_id=MAIN_VISIT).visit.documents
    return next(row.id for row in after if row.id not in before)


def tried(
    desk: Desk, code: str, words: str, text: str, role: AuthorRole = AuthorRole.PROVIDER
) -> list[tuple[str, Severity]]:
    """The rules of this module that speak of a code attached to words of a new document, refusing or not."""
    document = write(desk, text, role)
    start = text.index(words)
    here = (coding.Passage(document, start, start + len(words)),)
    try:
        done = coding.attach_code(
            desk=desk, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code=code, passages=here
        )
    except Refused as refused:
        return [(row.rule_id, row.severity) for row in refused.findings]
    return spoken(desk, done.assignment_id)


def spoken(desk: Desk, assignment_id: AssignmentId) -> list[tuple[str, Severity]]:
    own = {TITLE_RULE, ROLE_RULE, PATIENT_RULE, UNITS_RULE}
    found = open_visit(desk=desk, encounter_id=MAIN_VISIT).findings
    return [(row.rule_id, row.severity) for row in found if row.location.id == assignment_id and row.rule_id in own]


@pytest.mark.parametrize(
    ("code", "words", "text", "found"),
    [
        ("N18.31", "CKD 3b", "Assessment: CKD 3b.", [(TITLE_RULE, Severity.STOP_OVERRIDE)]),
        ("N18.31", "chronic kidney disease", "Stage 3a chronic kidney disease, stable.", []),
        ("N18.31", "chronic kidney disease", "Has chronic kidney disease. Later: stage 3a by GFR.", [(TITLE_RULE, Severity.ASK)]),
        ("N18.31", "chronic kidney disease", "Has chronic kidney disease.", [(TITLE_RULE, Severity.WARN)]),
        ("N18.31", "CKD stage 3a", "CKD stage 3a.", []),
        ("E11.9", "T1DM", "T1DM, well controlled.", [(TITLE_RULE, Severity.STOP_OVERRIDE)]),
        ("E11.9", "Type 2 diabetes", "Type 2 diabetes.", []),
        ("N18.9", "CKD stage 4", "CKD stage 4.", [(TITLE_RULE, Severity.WARN)]),
        ("N18.9", "CKD,", "CKD, stable.\nAssessment: Chronic kidney disease stage 3b.", [(TITLE_RULE, Severity.WARN)]),
        ("N18.9", "CKD,", "CKD, stable.\nPressure ulcer of the heel, stage 3.", []),
    ],
)  # fmt: skip
def test_what_the_title_says_is_in_the_passage(
    demo: Desk, code: str, words: str, text: str, found: list[tuple[str, Severity]]
) -> None:
    """violates: another stage or type; asks when other words say it; clean: the same words, or its sentence"""
    assert tried(demo, code, words, text) == found


@pytest.mark.parametrize(
    ("words", "text", "is_warned"),
    [
        ("cellulitis of the abdomen", "Assessment: cellulitis of the abdomen.", True),
        ("superficial infection", "Superficial infection of the surgical wound, day 6.", False),
        ("infection", "Infection after the appendectomy.", False),
    ],
)
def test_a_complication_needs_its_cause_in_the_words(demo: Desk, words: str, text: str, is_warned: bool) -> None:  # noqa: FBT001
    """violates: a plain infection; clean: of the wound; looks alike: the cause stands in the sentence around the passage"""
    start = text.lower().index(words)
    here = (coding.Passage(write(demo, text), start, start + len(words)),)
    attach_to(demo, "T81.41XA", here)
    found = [row for row in open_visit(desk=demo, encounter_id=MAIN_VISIT).findings if row.rule_id == CAUSE_RULE]
    assert [row.severity for row in found] == [Severity.WARN] * is_warned
    assert all("I.B.16" in row.citation for row in found)


def attach_to(desk: Desk, code: str, here: tuple[coding.Passage, ...]) -> None:
    coding.attach_code(desk=desk, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code=code, passages=here)


def test_the_code_that_says_it_is_named(demo: Desk) -> None:
    text = "Assessment: CKD 3b."
    document = write(demo, text)
    here = (coding.Passage(document, 12, 18),)
    with pytest.raises(Refused, match=r"N18\.32 says so"):
        coding.attach_code(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N18.31", passages=here)


@pytest.mark.parametrize(
    ("role", "code", "text", "is_refused"),
    [
        (AuthorRole.LABORATORY, "E87.6", "Hypokalemia", True),
        (AuthorRole.NURSE, "L89.152", "pressure ulcer of sacral region, stage 2", False),
        (AuthorRole.NURSE, "Z68.41", "BMI 41", False),
        (AuthorRole.NURSE, "J18.9", "pneumonia", True),
        (AuthorRole.PATIENT, "Z59.00", "homeless", False),
        (AuthorRole.PATIENT, "J45.909", "asthma", True),
        (AuthorRole.PROVIDER, "J18.9", "pneumonia", False),
    ],
)
def test_who_may_document_what(demo: Desk, role: AuthorRole, code: str, text: str, is_refused: bool) -> None:  # noqa: FBT001
    """Guidelines I.B.14: nurses document BMI and ulcer stage, patients their circumstances; the rest is the provider's"""
    assert ((ROLE_RULE, Severity.STOP_OVERRIDE) in tried(demo, code, text, text, role)) is is_refused


@pytest.mark.parametrize(
    ("head", "is_refused"),
    [
        ("Patient: Zebulon Quist\n", True),
        ("DOB: 01/02/1931\n", True),
        ("Name: see chart\n", False),
        ("", False),
    ],
)
def test_a_document_of_somebody_else(demo: Desk, head: str, is_refused: bool) -> None:  # noqa: FBT001
    found = tried(demo, "J18.9", "pneumonia", f"{head}Assessment: pneumonia.")
    assert ((PATIENT_RULE, Severity.STOP_OVERRIDE) in found) is is_refused


def test_a_document_that_names_this_patient(demo: Desk) -> None:
    """looks alike: a head with name and date of birth, both the patient's own"""
    patient = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.patient
    head = f"Patient: {patient.name.last}, {patient.name.first}\nDOB: {patient.birth_date:%m/%d/%Y}\n"
    assert tried(demo, "J18.9", "pneumonia", f"{head}Assessment: pneumonia.") == []


@pytest.mark.parametrize(("units", "is_warned"), [("1", False), ("2", False), ("3", True)])
def test_units_follow_from_their_passage(demo: Desk, units: str, is_warned: bool) -> None:  # noqa: FBT001
    text = "Vaccine given: 2 doses."
    document = write(demo, text)
    attach(demo, "N39.0", "Urinary tract infection")
    done = coding.attach_code(
        desk=demo,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.HCPCS,
        code="G0008",
        passages=(coding.Passage(document, 0, 13),),
    )
    coding.set_units(
        desk=demo,
        encounter_id=MAIN_VISIT,
        assignment_id=done.assignment_id,
        units=Decimal(units),
        passage=coding.Passage(document, 15, 22),
    )
    assert ((UNITS_RULE, Severity.WARN) in spoken(demo, done.assignment_id)) is is_warned
    assert passage(demo, "Urinary tract infection")
