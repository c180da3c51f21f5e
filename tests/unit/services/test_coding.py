"""Coding a visit through its services, on the real vault and the full code sets."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from coderdesk.domain.billing.fees import Fee
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money
from coderdesk.services import coding, documents
from coderdesk.services.coding import Passage, PassageWithoutWords, UnfitUnits
from coderdesk.services.demo_practice import open_demo_desk
from coderdesk.services.desk import Desk
from coderdesk.services.refused import Refused
from coderdesk.services.undo import restore_coding, take_snapshot
from coderdesk.services.visits import VisitSheet, open_visit
from coderdesk.shared.paths import Paths
from coderdesk.storage.trouble import ForeignEvidence, NotInVault, ReadOnlyVault
from tests.helpers.demo import MAIN_VISIT, attach, document_of, passage
from tests.helpers.demo_visits import CHILD, code_main_visit


def sheet_of(desk: Desk) -> VisitSheet:
    return open_visit(desk=desk, encounter_id=MAIN_VISIT)


def rules_of(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.rule_id for finding in refusal.value.findings}


def test_a_code_is_attached_to_its_passage(demo: Desk) -> None:
    """N39.0 on "Urinary tract infection": billable, first, with its quotation."""
    attached = attach(demo, "n390", "Urinary tract infection")
    row = sheet_of(demo).visit.assignment(attached)
    assert (row.code, row.state, row.position) == ("N39.0", AssignmentState.BILLABLE, 1)
    assert row.evidence[0].quotation == "Urinary tract infection"
    assert sheet_of(demo).visit.encounter.status is EncounterStatus.IN_PROGRESS


def test_a_code_without_a_passage_is_refused_and_nothing_is_written(demo: Desk) -> None:
    """E11.9, supported by no words."""
    with pytest.raises(Refused) as refusal:
        coding.attach_code(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="E11.9", passages=())
    assert rules_of(refusal) == {"not-documented"}
    assert sheet_of(demo).visit.assignments == ()
    assert sheet_of(demo).visit.encounter.status is EncounterStatus.TO_CODE


def test_a_category_is_refused(demo: Desk) -> None:
    """N39 is a category: N39.0 is the code."""
    with pytest.raises(Refused) as refusal:
        attach(demo, "N39", "Urinary tract infection")
    assert rules_of(refusal) == {"not-a-whole-code"}


def test_a_code_that_is_in_no_book_is_refused(demo: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        attach(demo, "Q99.99", "Urinary tract infection")
    assert rules_of(refusal) == {"not-in-force"}


def test_the_same_diagnosis_twice_is_refused(demo: Desk) -> None:
    attach(demo, "N39.0", "Urinary tract infection")
    with pytest.raises(Refused) as refusal:
        attach(demo, "N39.0", "suprapubic pressure")
    assert rules_of(refusal) == {"duplicate-code"}


def test_a_passage_of_white_space_is_no_passage(demo: Desk) -> None:
    blank = replace(passage(demo, "Urinary tract infection"), start=0, end=0)
    with pytest.raises(PassageWithoutWords):
        coding.attach_code(
            desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", passages=(blank,)
        )


def test_a_service_takes_its_price_from_the_fee_schedule_and_points_at_the_first_diagnosis(demo: Desk) -> None:
    """99213 on 2026-05-04: $118.00, the price before the change of 2026-07-01."""
    diagnosis = attach(demo, "N39.0", "Urinary tract infection")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    sheet = sheet_of(demo)
    assert sheet.charges[service].unit_price == Money.parse("118.00")
    row = sheet.visit.assignment(service).service
    assert row is not None
    assert row.pointers == (diagnosis,)


def test_a_service_attached_before_any_diagnosis_points_at_the_first_one_that_comes(demo: Desk) -> None:
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    diagnosis = attach(demo, "N39.0", "Urinary tract infection")
    row = sheet_of(demo).visit.assignment(service).service
    assert row is not None
    assert row.pointers == (diagnosis,)


def test_two_units_need_a_passage_with_a_number(demo: Desk) -> None:
    """J0696 x 2 without, then with, "(2 units of 250 mg)"."""
    service = attach(demo, "J0696", "ceftriaxone 500 mg IM", CodeSystem.HCPCS)
    coding.set_units(desk=demo, encounter_id=MAIN_VISIT, assignment_id=service, units=Decimal(2), passage=None)
    assert "units-not-documented" in {finding.rule_id for finding in sheet_of(demo).findings}
    coding.set_units(
        desk=demo,
        encounter_id=MAIN_VISIT,
        assignment_id=service,
        units=Decimal(2),
        passage=passage(demo, "(2 units of 250 mg)"),
    )
    sheet = sheet_of(demo)
    assert "units-not-documented" not in {finding.rule_id for finding in sheet.findings}
    assert sheet.charges[service].amount == Money.parse("13.00")


def test_a_modifier_without_a_fee_of_its_own_keeps_the_price(demo: Desk) -> None:
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    coding.set_modifiers(desk=demo, encounter_id=MAIN_VISIT, assignment_id=service, modifiers=(" 25 ",))
    sheet = sheet_of(demo)
    assert sheet.charges[service].unit_price == Money.parse("118.00")
    row = sheet.visit.assignment(service).service
    assert row is not None
    assert row.modifiers == ("25",)


def test_a_typed_price_stays_until_it_is_given_back_to_the_schedule(demo: Desk) -> None:
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    here = {"desk": demo, "encounter_id": MAIN_VISIT, "assignment_id": service}
    coding.set_price(**here, unit_price=Money.parse("100.00"))
    coding.set_modifiers(**here, modifiers=("25",))
    assert sheet_of(demo).charges[service].unit_price == Money.parse("100.00")
    coding.set_price(**here, unit_price=None)
    assert sheet_of(demo).charges[service].unit_price == Money.parse("118.00")


def test_a_draft_query_needs_no_passage_and_becomes_billable_with_the_answer(demo: Desk) -> None:
    coding.ask_provider(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", note="Which site?")
    sheet = sheet_of(demo)
    query = sheet.visit.queries[0]
    assert sheet.visit.encounter.status is EncounterStatus.QUERY
    assert sheet.visit.diagnoses == ()
    coding.attach_evidence(
        desk=demo,
        encounter_id=MAIN_VISIT,
        assignment_id=query.id,
        passages=(passage(demo, "Urinary tract infection"),),
    )
    assert [row.code for row in sheet_of(demo).visit.diagnoses] == ["N39.0"]
    assert sheet_of(demo).visit.queries == ()


def test_the_last_passage_taken_away_leaves_the_code_unproven(demo: Desk) -> None:
    attached = attach(demo, "N39.0", "Urinary tract infection")
    coding.remove_evidence(desk=demo, encounter_id=MAIN_VISIT, assignment_id=attached, index=0)
    sheet = sheet_of(demo)
    assert sheet.visit.assignment(attached).state is AssignmentState.UNPROVEN
    assert "not-documented" in {finding.rule_id for finding in sheet.findings}


def test_a_second_passage_is_kept_beside_the_first(demo: Desk) -> None:
    attached = attach(demo, "N39.0", "Urinary tract infection")
    here = {"desk": demo, "encounter_id": MAIN_VISIT, "assignment_id": attached}
    for _ in range(2):
        coding.attach_evidence(**here, passages=(passage(demo, "Denies fever"),))
    quoted = [row.quotation for row in sheet_of(demo).visit.assignment(attached).evidence]
    assert quoted == ["Urinary tract infection", "Denies fever"]


def test_moving_and_removing_keep_the_order_whole(demo: Desk) -> None:
    first = attach(demo, "N39.0", "Urinary tract infection")
    second = attach(demo, "R11.2", "Nausea with vomiting")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    coding.move_code(desk=demo, encounter_id=MAIN_VISIT, assignment_id=second, step=-1)
    coding.move_code(desk=demo, encounter_id=MAIN_VISIT, assignment_id=second, step=-1)
    visit = sheet_of(demo).visit
    assert [row.id for row in visit.diagnoses] == [second, first]
    assert visit.lettering.letters == {second: "A", first: "B"}
    coding.remove_code(desk=demo, encounter_id=MAIN_VISIT, assignment_id=first)
    visit = sheet_of(demo).visit
    assert [(row.id, row.position) for row in visit.diagnoses] == [(second, 1)]
    row = visit.assignment(service).service
    assert row is not None
    assert row.pointers == ()


def test_undo_brings_a_removed_code_back_with_its_passage_and_price(demo: Desk) -> None:
    attach(demo, "N39.0", "Urinary tract infection")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    before = sheet_of(demo)
    snapshot = take_snapshot(desk=demo, encounter_id=MAIN_VISIT)
    coding.remove_code(desk=demo, encounter_id=MAIN_VISIT, assignment_id=service)
    restore_coding(desk=demo, snapshot=snapshot)
    after = sheet_of(demo)
    assert after.visit.assignments == before.visit.assignments
    assert after.charges == before.charges


def test_a_visit_is_marked_coded_only_when_something_is_coded(demo: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        coding.mark_coded(desk=demo, encounter_id=MAIN_VISIT)
    assert rules_of(refusal) == {"unfinished"}
    attach(demo, "N39.0", "Urinary tract infection")
    attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    coding.mark_coded(desk=demo, encounter_id=MAIN_VISIT)
    assert sheet_of(demo).visit.encounter.status is EncounterStatus.CODED


def test_a_change_after_marking_reopens_the_visit(demo: Desk) -> None:
    attach(demo, "N39.0", "Urinary tract infection")
    attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    coding.mark_coded(desk=demo, encounter_id=MAIN_VISIT)
    attach(demo, "R11.2", "Nausea with vomiting")
    assert sheet_of(demo).visit.encounter.status is EncounterStatus.IN_PROGRESS


def test_modifier_evidence_does_not_prove_the_code(demo: Desk) -> None:
    """A passage that proves a modifier alone leaves its code without one."""
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    here = {"desk": demo, "encounter_id": MAIN_VISIT, "assignment_id": service}
    coding.attach_evidence(**here, passages=(passage(demo, "Denies fever"),), supports=Supports.MODIFIER)
    coding.remove_evidence(**here, index=0)
    assert sheet_of(demo).visit.assignment(service).state is AssignmentState.UNPROVEN


def here(desk: Desk, assignment_id: AssignmentId) -> dict[str, Any]:
    return {"desk": desk, "encounter_id": MAIN_VISIT, "assignment_id": assignment_id}


def test_a_key_pressed_twice_is_known_trouble(demo: Desk) -> None:
    """Removed, and removed again before the screen has followed: a sentence, not a crash."""
    attached = attach(demo, "N39.0", "Urinary tract infection")
    coding.remove_code(**here(demo, attached))
    with pytest.raises(NotInVault):
        coding.remove_code(**here(demo, attached))
    with pytest.raises(NotInVault):
        coding.move_code(**here(demo, attached), step=1)


def test_a_service_points_at_the_first_diagnosis_that_an_answer_brings(demo: Desk) -> None:
    """99213 attached while only a question is open; the answer makes N39.0 the first diagnosis."""
    coding.ask_provider(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", note="Which site?")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    query = sheet_of(demo).visit.queries[0]
    coding.attach_evidence(**here(demo, query.id), passages=(passage(demo, "Urinary tract infection"),))
    row = sheet_of(demo).visit.assignment(service).service
    assert row is not None
    assert row.pointers == (query.id,)


def test_a_diagnosis_already_there_keeps_the_pointers_as_they_are(demo: Desk) -> None:
    """The coder pointed 99213 nowhere on purpose; a second diagnosis does not change that."""
    attach(demo, "N39.0", "Urinary tract infection")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    coding.set_pointers(**here(demo, service), pointers=())
    attach(demo, "R11.2", "Nausea with vomiting")
    row = sheet_of(demo).visit.assignment(service).service
    assert row is not None
    assert row.pointers == ()


def test_passages_that_vanished_are_replaced_one_after_the_other(demo: Desk) -> None:
    """A service of two units has lost the passages of code and of units: each new one is taken, in either order."""
    service = attach(demo, "J0696", "ceftriaxone 500 mg IM", CodeSystem.HCPCS)
    coding.set_units(**here(demo, service), units=Decimal(2), passage=None)
    coding.remove_evidence(**here(demo, service), index=0)
    coding.attach_evidence(**here(demo, service), passages=(passage(demo, "ceftriaxone 500 mg IM"),))
    assert sheet_of(demo).visit.assignment(service).state is AssignmentState.BILLABLE
    assert "units-not-documented" in {finding.rule_id for finding in sheet_of(demo).findings}


def test_a_further_passage_that_proves_nothing_is_refused(demo: Desk) -> None:
    """A draft query is not answered by a passage for its modifier."""
    coding.ask_provider(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", note="")
    query = sheet_of(demo).visit.queries[0]
    with pytest.raises(Refused) as refusal:
        coding.attach_evidence(
            **here(demo, query.id), passages=(passage(demo, "Denies fever"),), supports=Supports.MODIFIER
        )
    assert rules_of(refusal) == {"not-documented"}
    assert sheet_of(demo).visit.queries == (query,)


def test_an_answer_for_a_code_that_stands_already_is_refused(demo: Desk) -> None:
    attach(demo, "N39.0", "Urinary tract infection")
    coding.ask_provider(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", note="Again?")
    query = sheet_of(demo).visit.queries[0]
    with pytest.raises(Refused) as refusal:
        coding.attach_evidence(**here(demo, query.id), passages=(passage(demo, "suprapubic pressure"),))
    assert rules_of(refusal) == {"duplicate-code"}


def test_words_of_another_visits_document_prove_nothing_here(demo: Desk) -> None:
    """A passage of yesterday's note, attached to today's visit by mistake, is not taken."""
    other = open_visit(desk=demo, encounter_id=CHILD).visit.documents[0]
    foreign = coding.Passage(other.id, 0, 8)
    with pytest.raises(ForeignEvidence):
        coding.attach_code(
            desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", passages=(foreign,)
        )
    assert sheet_of(demo).visit.assignments == ()


def test_at_most_four_pointers_in_their_order(demo: Desk) -> None:
    """R11.2 first, then N39.0: the primary one leads"""
    first = attach(demo, "N39.0", "Urinary tract infection")
    second = attach(demo, "R11.2", "Nausea with vomiting")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    coding.set_pointers(**here(demo, service), pointers=(second, first))
    visit = sheet_of(demo).visit
    row = visit.assignment(service).service
    assert row is not None
    assert visit.lettering.pointer_letters(row.pointers) == ("B", "A")


def test_a_diagnosis_has_no_units(demo: Desk) -> None:
    attached = attach(demo, "N39.0", "Urinary tract infection")
    with pytest.raises(ValueError, match="no units"):
        coding.set_units(**here(demo, attached), units=Decimal(2), passage=None)


@pytest.mark.parametrize("units", [Decimal(0), Decimal(-1)])
def test_units_that_mean_nothing_keep_the_visit_open(demo: Desk, units: Decimal) -> None:
    attach(demo, "N39.0", "Urinary tract infection")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    coding.set_units(**here(demo, service), units=units, passage=passage(demo, "24 minutes"))
    with pytest.raises(Refused) as refusal:
        coding.mark_coded(desk=demo, encounter_id=MAIN_VISIT)
    assert "units-positive" in rules_of(refusal)


def test_a_vault_open_for_reading_only_takes_nothing(demo: Desk, demo_paths: Paths) -> None:
    """The second window on the same vault."""
    second = open_demo_desk(paths=demo_paths, library=demo.library, clock=demo.clock)
    try:
        assert second.is_read_only
        with pytest.raises(ReadOnlyVault):
            attach(second, "N39.0", "Urinary tract infection")
        assert sheet_of(second).visit.assignments == ()
    finally:
        second.vault.close()


def test_a_service_without_a_fee_has_no_charge_until_it_is_typed(demo: Desk) -> None:
    """99213 while the schedule has no fee for it: told at the price; $95.00 typed, taken back again."""
    fees = [fee for fee in read_fees(demo) if fee.code == "99213"]
    with demo.vault.writing(actor="test", action="lose_fees", now=demo.clock.now()) as unit:
        for fee in fees:
            unit.fees.remove_fee(fee)
    attach(demo, "N39.0", "Urinary tract infection")
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    assert sheet_of(demo).charges == {}
    assert "unit_price" in {finding.location.field for finding in sheet_of(demo).findings}
    coding.set_price(**here(demo, service), unit_price=Money.parse("95.00"))
    assert sheet_of(demo).is_clean
    coding.set_price(**here(demo, service), unit_price=None)
    assert sheet_of(demo).charges == {}


def read_fees(desk: Desk) -> tuple[Fee, ...]:
    with desk.vault.reading() as unit:
        return unit.fees.fees()


def test_the_payers_own_fee_is_charged(demo: Desk) -> None:
    """A fee for 99213 agreed with the main visit's payer: it wins over the standard fee."""
    payer = sheet_of(demo).payer
    assert payer is not None
    with demo.vault.writing(actor="test", action="agree_fee", now=demo.clock.now()) as unit:
        unit.fees.save_fees((Fee(code="99213", price=Money.parse("101.00"), payer_id=payer.id),))
    service = attach(demo, "99213", "Total time today 24 minutes", CodeSystem.CPT)
    charge = sheet_of(demo).charges[service]
    assert (charge.unit_price, charge.source) == (Money.parse("101.00"), "payer's fee")


@pytest.mark.parametrize("words", ["\n", " ", "🙂🙂", "--", "\u200b"])
def test_a_passage_without_a_word_proves_nothing(demo: Desk, words: str) -> None:
    """blanks / pictures / signs / what cannot be seen"""
    note = document_of(demo)
    documents.add_document(
        desk=demo,
        encounter_id=MAIN_VISIT,
        kind=documents.DocumentKind.OTHER,
        title="Message",
        author=note.author,
        author_role=note.author_role,
        written_on=note.written_on,
        text=f"Cystitis{words}today",
    )
    added = next(row for row in sheet_of(demo).visit.documents if row.title == "Message")
    place = Passage(added.id, 8, 8 + len(words))
    with pytest.raises(PassageWithoutWords):
        coding.attach_code(
            desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", passages=(place,)
        )
    assert sheet_of(demo).visit.assignments == ()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 5), (5, 3), (0, 10**30), (10**30, 10**30 + 1)])
def test_a_passage_of_a_text_that_is_not_there(demo: Desk, start: int, end: int) -> None:
    """What was selected before the text was replaced by a shorter one is refused in a sentence."""
    place = Passage(document_of(demo).id, start, end)
    with pytest.raises(PassageWithoutWords):
        coding.attach_code(
            desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", passages=(place,)
        )


@pytest.mark.parametrize("units", ["NaN", "sNaN", "Infinity", "1e9", "1e30", "0.0001"])
def test_units_that_no_line_holds(demo: Desk, units: str) -> None:
    service = code_main_visit(demo).visit.services[0]
    before = sheet_of(demo)
    with pytest.raises(UnfitUnits):
        coding.set_units(
            desk=demo, encounter_id=MAIN_VISIT, assignment_id=service.id, units=Decimal(units), passage=None
        )
    assert sheet_of(demo) == before
