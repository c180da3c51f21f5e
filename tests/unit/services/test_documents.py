"""Documents: what is signed stays, and what a changed draft does to the codes that rest on it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.evidence import EvidenceState, state_of
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services import coding, documents
from coderdesk.services.desk import Desk
from coderdesk.services.documents import DraftAlreadyBilled, EmptyDocument
from coderdesk.storage.trouble import DocumentChanged, DocumentSigned, NotInVault, UnstorableText
from tests.helpers.demo import MAIN_NOTE, MAIN_VISIT, document_of, passage
from tests.helpers.demo_visits import DRAFT, DRAFTED, code_drafted_visit, sheet_of

WORDS = "Acute upper respiratory infection"


def draft_of(desk: Desk) -> Document:
    return document_of(desk, DRAFTED, DRAFT)


def revise(desk: Desk, text: str, based_on: str | None = None) -> documents.Revised:
    return documents.revise_draft(
        desk=desk, encounter_id=DRAFTED, document_id=DRAFT, text=text, based_on=based_on or draft_of(desk).hash
    )


def cold(desk: Desk) -> CodeAssignment:
    """J06.9, the only code that the draft starts with."""
    return sheet_of(desk, DRAFTED).visit.diagnoses[0]


def standing(desk: Desk) -> list[EvidenceState]:
    visit = sheet_of(desk, DRAFTED).visit
    return [state_of(one, visit.documents_by_id, DRAFTED) for one in visit.diagnoses[0].evidence]


def add(desk: Desk, text: str, encounter_id: EncounterId = MAIN_VISIT, **changes: Any) -> documents.Changes:
    plain: dict[str, Any] = {
        "kind": DocumentKind.PROGRESS_NOTE,
        "title": "Telephone call",
        "author": "L. Farrowby, NP",
        "author_role": AuthorRole.PROVIDER,
        "written_on": date(2026, 5, 5),
    }
    return documents.add_document(desk=desk, encounter_id=encounter_id, text=text, **{**plain, **changes})


def added_to(desk: Desk, encounter_id: EncounterId = MAIN_VISIT) -> Document:
    return sheet_of(desk, encounter_id).visit.documents[-1]


def test_a_document_is_added_as_a_draft(demo: Desk) -> None:
    changes = add(demo, "Fever since yesterday.")
    document = added_to(demo)
    assert (document.text, document.version, document.is_signed) == ("Fever since yesterday.", 1, False)
    assert changes.touches(Kind.DOCUMENT, MAIN_VISIT)


def test_a_code_rests_on_an_added_document(demo: Desk) -> None:
    add(demo, "🩺 Fièvre: fever since yesterday.", is_signed=True)
    document = added_to(demo)
    start = document.text.index("fever")
    here = coding.Passage(document.id, start, start + 5)
    coding.attach_code(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="R50.9", passages=(here,))
    assert sheet_of(demo).visit.diagnoses[0].evidence[0].quotation == "fever"


def test_an_addendum_names_its_document_and_leaves_it_alone(demo: Desk) -> None:
    before = document_of(demo)
    add(demo, "Culture: E. coli.", kind=DocumentKind.ADDENDUM, addendum_to=MAIN_NOTE, is_signed=True)
    assert added_to(demo).addendum_to == MAIN_NOTE
    assert document_of(demo) == before


@pytest.mark.parametrize("text", ["", " \n\t", "\u2003\u00a0"])
def test_a_document_without_words_is_refused(demo: Desk, text: str) -> None:
    before = sheet_of(demo).visit.documents
    with pytest.raises(EmptyDocument):
        add(demo, text)
    with pytest.raises(EmptyDocument):
        revise(demo, text)
    assert sheet_of(demo).visit.documents == before
    assert draft_of(demo).version == 1


def test_a_signed_document_is_never_revised(demo: Desk) -> None:
    before = draft_of(demo)
    documents.sign_document(desk=demo, encounter_id=DRAFTED, document_id=DRAFT, seen=before.hash)
    with pytest.raises(DocumentSigned):
        revise(demo, before.text + "\nOne more line.")
    with pytest.raises(DocumentSigned):
        documents.sign_document(desk=demo, encounter_id=DRAFTED, document_id=DRAFT, seen=before.hash)
    assert draft_of(demo) == replace(before, is_signed=True)


def test_signing_leaves_the_codes_billable(demo: Desk) -> None:
    documents.sign_document(desk=demo, encounter_id=DRAFTED, document_id=DRAFT, seen=draft_of(demo).hash)
    assert cold(demo).state is AssignmentState.BILLABLE
    assert standing(demo) == [EvidenceState.MATCHES]


def test_what_changed_since_it_was_read_is_neither_signed_nor_revised(demo: Desk) -> None:
    """Two windows: one saves a new text while the other still shows the old one."""
    seen = draft_of(demo).hash
    revise(demo, draft_of(demo).text + "\nBetter the next day.")
    with pytest.raises(DocumentChanged):
        revise(demo, "Overwritten.", based_on=seen)
    with pytest.raises(DocumentChanged):
        documents.sign_document(desk=demo, encounter_id=DRAFTED, document_id=DRAFT, seen=seen)
    assert draft_of(demo).text.endswith("Better the next day.")
    assert not draft_of(demo).is_signed


def test_a_passage_that_stays_keeps_its_code_billable(demo: Desk) -> None:
    """A line is added below: same words, same place."""
    revised = revise(demo, draft_of(demo).text + "\nBetter the next day.")
    assert (revised.moved, revised.vanished) == (0, 0)
    assert cold(demo).state is AssignmentState.BILLABLE
    assert standing(demo) == [EvidenceState.MATCHES]
    assert cold(demo).evidence[0].document_hash == draft_of(demo).hash


def test_a_passage_that_moves_waits_for_a_person(demo: Desk) -> None:
    """A line is added above: the words stand once, elsewhere. Confirming bills them again."""
    revised = revise(demo, "Corrected.\n" + draft_of(demo).text)
    assert (revised.moved, revised.vanished) == (1, 0)
    assert cold(demo).state is AssignmentState.UNPROVEN
    documents.confirm_passages(desk=demo, encounter_id=DRAFTED, assignment_id=cold(demo).id)
    assert cold(demo).state is AssignmentState.BILLABLE
    assert standing(demo) == [EvidenceState.MATCHES]
    assert cold(demo).evidence[0].start == draft_of(demo).text.index(WORDS)


def test_a_passage_that_vanishes_cannot_be_confirmed(demo: Desk) -> None:
    """The assessment is rewritten: nothing supports the code until other words are attached to it."""
    revised = revise(demo, draft_of(demo).text.replace(WORDS, "Common cold"))
    assert (revised.moved, revised.vanished) == (0, 1)
    documents.confirm_passages(desk=demo, encounter_id=DRAFTED, assignment_id=cold(demo).id)
    assert cold(demo).state is AssignmentState.UNPROVEN
    assert "not-documented" in {finding.rule_id for finding in sheet_of(demo, DRAFTED).findings}
    coding.attach_evidence(
        desk=demo,
        encounter_id=DRAFTED,
        assignment_id=cold(demo).id,
        passages=(passage(demo, "Common cold", DRAFTED, DRAFT),),
    )
    assert cold(demo).state is AssignmentState.BILLABLE


def test_words_that_come_to_stand_twice_are_nobodys_guess(demo: Desk) -> None:
    revised = revise(demo, f"{WORDS}?\n{draft_of(demo).text}")
    assert (revised.moved, revised.vanished) == (0, 1)
    assert cold(demo).state is AssignmentState.UNPROVEN


def test_a_change_taken_back_proves_the_code_again(demo: Desk) -> None:
    original = draft_of(demo).text
    revise(demo, original.replace(WORDS, "Common cold"))
    revised = revise(demo, original)
    assert (revised.moved, revised.vanished) == (0, 0)
    assert cold(demo).state is AssignmentState.BILLABLE


def test_the_same_text_is_no_new_version(demo: Desk) -> None:
    revise(demo, draft_of(demo).text)
    assert draft_of(demo).version == 1


def test_one_passage_of_two_is_enough(demo: Desk) -> None:
    """The first passage vanishes, a second one stands where it stood."""
    coding.attach_evidence(
        desk=demo,
        encounter_id=DRAFTED,
        assignment_id=cold(demo).id,
        passages=(passage(demo, "63 yo w/ 4 days of runny then blocked nose", DRAFTED, DRAFT),),
    )
    revised = revise(demo, draft_of(demo).text.replace(WORDS, "Common cold"))
    assert revised.vanished == 1
    assert cold(demo).state is AssignmentState.BILLABLE


def test_a_passage_of_another_document_is_not_touched(demo: Desk) -> None:
    """Two drafts, one code on each: revising one leaves the other's passage as it was."""
    add(demo, "Sore throat on the telephone.", DRAFTED, written_on=date(2026, 11, 13))
    call = added_to(demo, DRAFTED)
    here = coding.Passage(call.id, 0, 11)
    coding.attach_code(desk=demo, encounter_id=DRAFTED, system=CodeSystem.ICD10CM, code="R07.0", passages=(here,))
    before = sheet_of(demo, DRAFTED).visit.diagnoses[1]
    revised = revise(demo, "Nothing of it.")
    assert revised.vanished == 1
    assert sheet_of(demo, DRAFTED).visit.diagnoses[1] == before


def test_a_coded_visit_whose_passage_is_lost_is_open_again(demo: Desk) -> None:
    """Coded on a draft; then the draft loses the words: it is not ready to be billed any more."""
    code_drafted_visit(demo)
    revise(demo, draft_of(demo).text.replace("video + audio, real time", "telephone"))
    assert sheet_of(demo, DRAFTED).visit.encounter.status is EncounterStatus.IN_PROGRESS


def test_a_coded_visit_whose_passages_stand_stays_coded(demo: Desk) -> None:
    code_drafted_visit(demo)
    revise(demo, draft_of(demo).text + "\n[time: 14 min]")
    assert sheet_of(demo, DRAFTED).visit.encounter.status is EncounterStatus.CODED


def test_half_a_character_pair_is_refused_and_nothing_is_written(demo: Desk) -> None:
    with pytest.raises(UnstorableText):
        revise(demo, draft_of(demo).text + "\ud83d")
    with pytest.raises(UnstorableText):
        add(demo, "NUL \0 in it")
    assert draft_of(demo).version == 1


def test_a_document_that_is_not_there(demo: Desk) -> None:
    with pytest.raises(NotInVault):
        documents.sign_document(desk=demo, encounter_id=DRAFTED, document_id=DocumentId("gone"), seen="")


def test_a_draft_on_which_a_claim_left_is_not_revised(demo: Desk) -> None:
    """What was sent rests on the text as it was: additions come as an addendum."""
    before = draft_of(demo)
    with demo.vault.writing(actor="test", action="bill", now=demo.clock.now()) as unit:
        unit.encounters.set_status(DRAFTED, EncounterStatus.BILLED)
    with pytest.raises(DraftAlreadyBilled):
        revise(demo, before.text + " And more.")
    assert draft_of(demo) == before
