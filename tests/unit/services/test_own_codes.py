"""A coder's own book: what is marked stays marked, every version of a note is kept, and searches know the visit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.own_codes import LONGEST_NOTE
from coderdesk.domain.values.kinds import Kind
from coderdesk.services import own_codes
from coderdesk.services.coding import ask_provider
from coderdesk.services.desk import Desk
from coderdesk.services.own_codes import CodeNoteChanged, CodeNoteTooLong
from coderdesk.shared.clock import FixedClock
from tests.helpers.demo import MAIN_VISIT, attach

ICD = CodeSystem.ICD10CM
GROUP = "Wound clinic"


def values(desk: Desk, group: str) -> list[str]:
    return [one.value for one in own_codes.favourites(desk=desk) if one.group == group]


def star(desk: Desk, *codes: str) -> None:
    for value in codes:
        own_codes.toggle_favourite(desk=desk, system=ICD, value=value, group=GROUP)


def last_audit(desk: Desk) -> tuple[str, tuple[Kind, ...]]:
    with desk.vault.reading() as unit:
        entry = unit.audit.tail(1)[0]
    return entry.action, tuple(thing.kind for thing in entry.touched)


def write(desk: Desk, text: str, based_on: int | None = None) -> None:
    own_codes.save_code_note(desk=desk, system=ICD, value="L97.411", text=text, based_on=based_on)


def test_a_favourite_comes_to_the_end_of_its_group(demo: Desk) -> None:
    star(demo, "L97.411", "L03.115")
    assert values(demo, GROUP) == ["L97.411", "L03.115"]
    assert last_audit(demo) == ("toggle_favourite", (Kind.FAVOURITE,))


def test_a_favourite_of_any_group_is_one_no_more_when_it_is_toggled(demo: Desk) -> None:
    star(demo, "L97.411")
    own_codes.add_favourite(desk=demo, system=ICD, value="L97.411", group="Diabetes")
    done = own_codes.toggle_favourite(desk=demo, system=ICD, value="L97.411", group="Elsewhere")
    assert not done.is_favourite
    assert [one for one in own_codes.favourites(desk=demo) if one.value == "L97.411"] == []


def test_a_code_stands_once_in_a_group_however_often_it_is_added(demo: Desk) -> None:
    for _ in range(2):
        own_codes.add_favourite(desk=demo, system=ICD, value="L97.411", group=GROUP)
    assert values(demo, GROUP) == ["L97.411"]


@pytest.mark.parametrize(
    ("value", "step", "order"),
    [("B", -1, ["B", "A", "C"]), ("B", 1, ["A", "C", "B"]), ("A", -1, ["A", "B", "C"]), ("C", 1, ["A", "B", "C"])],
)
def test_favourites_move_within_their_group(demo: Desk, value: str, step: int, order: list[str]) -> None:
    star(demo, "A", "B", "C")
    own_codes.move_favourite(desk=demo, system=ICD, value=value, group=GROUP, step=step)
    assert values(demo, GROUP) == order


def test_a_favourite_moves_to_another_group(demo: Desk) -> None:
    star(demo, "A", "B")
    own_codes.regroup_favourite(desk=demo, system=ICD, value="A", group=GROUP, to=" Diabetes ")
    assert (values(demo, GROUP), values(demo, "Diabetes")) == (["B"], ["A"])


def test_what_was_looked_at_last_comes_first_and_once(demo: Desk) -> None:
    own_codes.note_recent(desk=demo, codes=[(ICD, "I10"), (ICD, "E11.9"), (ICD, "N39.0"), (ICD, "E11.9")])
    assert [value for _, value in own_codes.recent_codes(desk=demo)] == ["E11.9", "N39.0", "I10"]
    later = replace(demo, clock=FixedClock(demo.clock.now() + timedelta(minutes=1)))
    own_codes.note_recent(desk=later, codes=[(ICD, "I10")])
    assert [value for _, value in own_codes.recent_codes(desk=demo)] == ["I10", "E11.9", "N39.0"]


def test_only_the_last_forty_are_remembered(demo: Desk) -> None:
    own_codes.note_recent(desk=demo, codes=[(ICD, f"A{number}") for number in range(60)])
    found = own_codes.recent_codes(desk=demo, limit=100)
    assert [value for _, value in found] == [f"A{number}" for number in range(59, 19, -1)]


def test_every_version_of_a_note_is_kept(demo: Desk) -> None:
    write(demo, "  Ask for the depth. ", based_on=0)
    write(demo, "Ask for depth and side.", based_on=1)
    versions = own_codes.code_note_versions(desk=demo, system=ICD, value="L97.411")
    assert [(one.version, one.text, one.written_by) for one in versions] == [
        (2, "Ask for depth and side.", demo.actor),
        (1, "Ask for the depth.", demo.actor),
    ]
    assert last_audit(demo) == ("save_code_note", (Kind.CODE_NOTE,))


def test_a_note_that_is_emptied_is_gone_and_its_versions_stay(demo: Desk) -> None:
    write(demo, "Ask for the depth.")
    write(demo, "")
    assert own_codes.code_note(desk=demo, system=ICD, value="L97.411") is None
    assert len(own_codes.code_note_versions(desk=demo, system=ICD, value="L97.411")) == 2
    write(demo, "Again.", based_on=0)


def test_a_note_that_somebody_else_changed_meanwhile_is_not_written_over(demo: Desk) -> None:
    write(demo, "Mine.", based_on=0)
    with pytest.raises(CodeNoteChanged):
        write(demo, "Yours.", based_on=0)
    note = own_codes.code_note(desk=demo, system=ICD, value="L97.411")
    assert note is not None
    assert note.text == "Mine."


def test_a_note_is_no_document(demo: Desk) -> None:
    with pytest.raises(CodeNoteTooLong):
        write(demo, "x" * (LONGEST_NOTE + 1))


def test_own_use_counts_what_was_attached_and_no_question(demo: Desk) -> None:
    before = own_codes.own_use(desk=demo).get((ICD, "N39.0"), 0)
    attach(demo, "N39.0", "Urinary tract infection")
    ask_provider(desk=demo, encounter_id=MAIN_VISIT, system=ICD, code="N30.00", note="Which site?")
    use = own_codes.own_use(desk=demo)
    assert use[ICD, "N39.0"] == before + 1
    assert (ICD, "N30.00") not in use


def test_a_search_knows_setting_age_sex_specialty_and_favourites(demo: Desk) -> None:
    """Rivera, born 03/17/1984, seen in the office on 05/04/2026 by a family physician"""
    star(demo, "N39.0")
    context = own_codes.search_context(desk=demo, encounter_id=MAIN_VISIT)
    assert (context.setting, context.age_years, context.sex) == (Setting.OUTPATIENT, 42, "F")
    assert context.specialty == "207Q00000X"
    assert (ICD, "E11.9") in context.favourites


def test_without_a_visit_a_search_knows_the_practice_alone(demo: Desk) -> None:
    context = own_codes.search_context(desk=demo, encounter_id=None)
    assert (context.setting, context.age_years) == (None, None)
    assert context.favourites


def test_the_specialty_of_the_visit_comes_first_and_recent_codes_last(demo: Desk) -> None:
    own_codes.note_recent(desk=demo, codes=[(ICD, "E11.9"), (ICD, "S72.92XA"), (ICD, "X00.000")])
    sections = own_codes.own_sections(
        library=demo.library,
        marks=own_codes.own_marks(desk=demo),
        on=demo.clock.today(),
        specialty="Family medicine",
    )
    assert [section.group for section in sections[:1]] == ["Family medicine"]
    assert sections[-1].is_recent
    assert [hit.code.value for hit in sections[-1].hits] == ["S72.92XA"]
