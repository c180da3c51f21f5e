"""Undo: after any coding action the visit is as it was, passages, prices, order and status included."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.domain.values.money import Money
from coderdesk.services import coding, documents
from coderdesk.services.desk import Desk
from coderdesk.services.undo import restore_coding, take_snapshot
from coderdesk.services.visits import VisitSheet
from coderdesk.services.worklist import list_worklist
from tests.helpers.demo import MAIN_NOTE, MAIN_VISIT, document_of, passage
from tests.helpers.demo_visits import ASKED, DRAFT, DRAFTED, code_drafted_visit, code_main_visit, sheet_of

Action = Callable[[Desk, VisitSheet], object]


def of(desk: Desk, assignment_id: AssignmentId, encounter_id: EncounterId = MAIN_VISIT) -> dict[str, object]:
    return {"desk": desk, "encounter_id": encounter_id, "assignment_id": assignment_id}


def diagnosis(sheet: VisitSheet, place: int) -> AssignmentId:
    return sheet.visit.diagnoses[place].id


def service(sheet: VisitSheet, place: int) -> AssignmentId:
    return sheet.visit.services[place].id


def attach(desk: Desk, sheet: VisitSheet) -> None:
    coding.attach_code(
        desk=desk,
        encounter_id=sheet.visit.encounter.id,
        system=CodeSystem.ICD10CM,
        code="R10.30",
        passages=(passage(desk, "suprapubic pressure"),),
    )


def ask(desk: Desk, sheet: VisitSheet) -> None:
    coding.ask_provider(
        desk=desk, encounter_id=sheet.visit.encounter.id, system=CodeSystem.ICD10CM, code="N30.00", note="Which site?"
    )


def prove_further(desk: Desk, sheet: VisitSheet) -> None:
    here = (passage(desk, "suprapubic pressure"),)
    coding.attach_evidence(**of(desk, diagnosis(sheet, 0)), passages=here, supports=Supports.CODE)


def remove_all(desk: Desk, sheet: VisitSheet) -> None:
    for row in sheet.visit.assignments:
        coding.remove_code(**of(desk, row.id))


def retype(desk: Desk, sheet: VisitSheet) -> None:
    coding.set_price(**of(desk, service(sheet, 0)), unit_price=Money.parse("1.00"))


ACTIONS: dict[str, Action] = {
    "attach": attach,
    "ask": ask,
    "prove further": prove_further,
    "take the only passage": lambda desk, sheet: coding.remove_evidence(**of(desk, diagnosis(sheet, 0)), index=0),
    "remove the first diagnosis": lambda desk, sheet: coding.remove_code(**of(desk, diagnosis(sheet, 0))),
    "remove a service": lambda desk, sheet: coding.remove_code(**of(desk, service(sheet, 2))),
    "remove everything": remove_all,
    "reorder diagnoses": lambda desk, sheet: coding.move_code(**of(desk, diagnosis(sheet, 1)), step=-1),
    "reorder services": lambda desk, sheet: coding.move_code(**of(desk, service(sheet, 0)), step=3),
    "point elsewhere": lambda desk, sheet: coding.set_pointers(
        **of(desk, service(sheet, 0)), pointers=(diagnosis(sheet, 1),)
    ),
    "point nowhere": lambda desk, sheet: coding.set_pointers(**of(desk, service(sheet, 0)), pointers=()),
    "fewer units": lambda desk, sheet: coding.set_units(**of(desk, service(sheet, 2)), units=Decimal(1), passage=None),
    "other units by another passage": lambda desk, sheet: coding.set_units(
        **of(desk, service(sheet, 2)), units=Decimal(500), passage=passage(desk, "ceftriaxone 500 mg IM")
    ),
    "no modifiers": lambda desk, sheet: coding.set_modifiers(**of(desk, service(sheet, 0)), modifiers=()),
    "another price": retype,
    "reopen": lambda desk, sheet: coding.reopen_visit(desk=desk, encounter_id=sheet.visit.encounter.id),
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_as_it_was(demo: Desk, action: Action) -> None:
    """The main visit, coded with two diagnoses and four services: one action, and the way back."""
    before = code_main_visit(demo)
    snapshot = take_snapshot(desk=demo, encounter_id=MAIN_VISIT)
    action(demo, before)
    assert sheet_of(demo) != before
    changes = restore_coding(desk=demo, snapshot=snapshot)
    assert sheet_of(demo) == before
    assert MAIN_VISIT in changes.ids


def test_marking_coded_is_taken_back(demo: Desk) -> None:
    code_main_visit(demo)
    coding.reopen_visit(desk=demo, encounter_id=MAIN_VISIT)
    snapshot = take_snapshot(desk=demo, encounter_id=MAIN_VISIT)
    coding.mark_coded(desk=demo, encounter_id=MAIN_VISIT)
    restore_coding(desk=demo, snapshot=snapshot)
    assert sheet_of(demo).visit.encounter.status is EncounterStatus.IN_PROGRESS


def test_a_typed_price_comes_back_and_stays_typed(demo: Desk) -> None:
    """Typed, removed with its code, undone: a later change of the modifiers still keeps it."""
    sheet = code_main_visit(demo)
    retype(demo, sheet)
    snapshot = take_snapshot(desk=demo, encounter_id=MAIN_VISIT)
    coding.remove_code(**of(demo, service(sheet, 0)))
    restore_coding(desk=demo, snapshot=snapshot)
    coding.set_modifiers(**of(demo, service(sheet, 0)), modifiers=())
    assert sheet_of(demo).charges[service(sheet, 0)].unit_price == Money.parse("1.00")


def test_steps_are_taken_back_one_by_one(demo: Desk) -> None:
    """Seven actions, seven steps back, each to the state before it."""
    code_main_visit(demo)
    names = ["attach", "reorder diagnoses", "point elsewhere", "no modifiers", "another price", "fewer units", "ask"]
    states, snapshots = [], []
    for name in names:
        states.append(sheet_of(demo))
        snapshots.append(take_snapshot(desk=demo, encounter_id=MAIN_VISIT))
        ACTIONS[name](demo, states[-1])
    while snapshots:
        restore_coding(desk=demo, snapshot=snapshots.pop())
        assert sheet_of(demo) == states.pop()


def test_a_passage_that_fell_since_comes_back_unproven(demo: Desk) -> None:
    """Removed, the draft rewritten meanwhile, undone: nothing is billed on words that are gone."""
    before = sheet_of(demo, DRAFTED).visit.diagnoses[0]
    snapshot = take_snapshot(desk=demo, encounter_id=DRAFTED)
    coding.remove_code(**of(demo, before.id, DRAFTED))
    draft = document_of(demo, DRAFTED, DRAFT)
    documents.revise_draft(
        desk=demo, encounter_id=DRAFTED, document_id=DRAFT, text="A common cold.", based_on=draft.hash
    )
    restore_coding(desk=demo, snapshot=snapshot)
    assert sheet_of(demo, DRAFTED).visit.diagnoses == (replace(before, state=AssignmentState.UNPROVEN),)


def test_a_coded_visit_whose_passage_fell_comes_back_open(demo: Desk) -> None:
    """Coded, reopened, the draft rewritten, undone: it is not called coded on words that are gone."""
    code_drafted_visit(demo)
    snapshot = take_snapshot(desk=demo, encounter_id=DRAFTED)
    coding.reopen_visit(desk=demo, encounter_id=DRAFTED)
    draft = document_of(demo, DRAFTED, DRAFT)
    documents.revise_draft(
        desk=demo, encounter_id=DRAFTED, document_id=DRAFT, text="A common cold.", based_on=draft.hash
    )
    restore_coding(desk=demo, snapshot=snapshot)
    assert sheet_of(demo, DRAFTED).visit.encounter.status is EncounterStatus.IN_PROGRESS


def test_a_question_keeps_the_day_on_which_it_was_asked(demo: Desk) -> None:
    """Asked on 10/20/2026; an unrelated action of today is taken back: the question is as old as before."""

    def oldest() -> object:
        return next(row.oldest_query for row in list_worklist(desk=demo) if row.encounter_id == ASKED)

    before = oldest()
    snapshot = take_snapshot(desk=demo, encounter_id=ASKED)
    first = sheet_of(demo, ASKED).visit.services[0]
    coding.move_code(**of(demo, first.id, ASKED), step=1)
    restore_coding(desk=demo, snapshot=snapshot)
    assert oldest() == before


def test_only_the_snapshots_visit_is_touched(demo: Desk) -> None:
    other = sheet_of(demo, ASKED)
    code_main_visit(demo)
    snapshot = take_snapshot(desk=demo, encounter_id=MAIN_VISIT)
    attach(demo, sheet_of(demo))
    restore_coding(desk=demo, snapshot=snapshot)
    assert sheet_of(demo, ASKED) == other
    assert document_of(demo).id == MAIN_NOTE
