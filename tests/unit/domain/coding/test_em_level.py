"""The level of an office visit: what each tick carries, two of three, time, and that a tick without its passage is nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.document import Document, content_hash
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.em_elements import (
    LEVELS,
    MEANINGS,
    MINUTES,
    Column,
    Element,
    Mdm,
    PatientStatus,
    level_of_code,
    office_code,
)
from coderdesk.domain.coding.em_level import EmResult, EmWorksheet, StatedTime, Tick, status_on, weigh
from coderdesk.domain.coding.quantities import minutes_in
from coderdesk.domain.values.ids import EncounterId
from tests.helpers.claims import DOCUMENT

TEXT = (
    "Diabetes not at goal. Hypertension stable. Metformin increased. CBC ordered. I spent 32 minutes today. No fever."
)
NOTE: Document = replace(DOCUMENT, text=TEXT, hash=content_hash(TEXT))
VISIT = EncounterId("encounter-1")
E = Element


def quote(words: str = "Diabetes") -> Evidence:
    start = TEXT.index(words)
    return Evidence.quote(NOTE, start, start + len(words))


def tick(element: Element, subject: str = "", words: str = "Diabetes", *, apart: bool = False) -> Tick:
    return Tick(element=element, evidence=(quote(words),), subject=subject, is_billed_apart=apart)


def result(*ticks: Tick, status: PatientStatus = PatientStatus.ESTABLISHED, time: StatedTime | None = None) -> EmResult:
    return weigh(EmWorksheet(status=status, ticks=ticks, time=time), {NOTE.id: NOTE}, VISIT)


def level(column: Column, *ticks: Tick) -> Mdm:
    return result(*ticks).column(column).level


@pytest.mark.parametrize(
    ("ticks", "wanted"),
    [
        ((), Mdm.NONE),
        ((tick(E.MINOR_PROBLEM, "wart"),), Mdm.STRAIGHTFORWARD),
        ((tick(E.MINOR_PROBLEM, "wart"), tick(E.MINOR_PROBLEM, "cold")), Mdm.LOW),
        ((tick(E.MINOR_PROBLEM, "wart"), tick(E.MINOR_PROBLEM, " Wart ", "Hypertension")), Mdm.STRAIGHTFORWARD),
        ((tick(E.STABLE_CHRONIC, "hypertension"),), Mdm.LOW),
        ((tick(E.STABLE_CHRONIC), tick(E.STABLE_CHRONIC, words="Hypertension")), Mdm.MODERATE),
        ((tick(E.SIMPLE_ACUTE), tick(E.SIMPLE_ACUTE, words="Hypertension")), Mdm.LOW),
        ((tick(E.WORSE_CHRONIC),), Mdm.MODERATE),
        ((tick(E.THREAT),), Mdm.HIGH),
    ],
)
def test_problems(ticks: tuple[Tick, ...], wanted: Mdm) -> None:
    """one small problem / two / one told twice / one stable / two stable / two simple new ones / worse / threat"""
    assert level(Column.PROBLEMS, *ticks) is wanted


@pytest.mark.parametrize(
    ("ticks", "wanted"),
    [
        ((tick(E.TEST_ORDERED, "CBC"),), Mdm.STRAIGHTFORWARD),
        ((tick(E.TEST_ORDERED, "CBC"), tick(E.TEST_REVIEWED, "cbc")), Mdm.STRAIGHTFORWARD),
        ((tick(E.TEST_ORDERED, "CBC"), tick(E.TEST_REVIEWED, "A1c")), Mdm.LOW),
        ((tick(E.TEST_ORDERED, "CBC"), tick(E.TEST_ORDERED, "ECG", apart=True)), Mdm.STRAIGHTFORWARD),
        ((tick(E.HISTORIAN),), Mdm.LOW),
        ((tick(E.TEST_ORDERED, "CBC"), tick(E.TEST_REVIEWED, "A1c"), tick(E.OUTSIDE_NOTE, "cardiology")), Mdm.MODERATE),
        ((tick(E.TEST_ORDERED, "CBC"), tick(E.TEST_REVIEWED, "A1c"), tick(E.HISTORIAN)), Mdm.MODERATE),
        ((tick(E.OWN_INTERPRETATION),), Mdm.MODERATE),
        ((tick(E.OWN_INTERPRETATION), tick(E.DISCUSSION)), Mdm.HIGH),
    ],
)
def test_data(ticks: tuple[Tick, ...], wanted: Mdm) -> None:
    """one test / ordered and read / two / one billed apart / historian / three things / two and historian / reading / both"""
    assert level(Column.DATA, *ticks) is wanted


@pytest.mark.parametrize("element", [one for one in Element if MEANINGS[one].column is Column.RISK])
def test_risk_is_that_of_its_highest_tick(element: Element) -> None:
    assert level(Column.RISK, tick(E.MINIMAL_RISK), tick(element)) is MEANINGS[element].level


def test_two_of_three_decide() -> None:
    """diabetes not at goal and metformin increased, one test: 99214; the data limit what comes next, with the problem and risk"""
    found = result(
        tick(E.WORSE_CHRONIC), tick(E.PRESCRIPTION, words="Metformin increased"), tick(E.TEST_ORDERED, "CBC")
    )
    assert (found.code, found.by_decision) == ("99214", Mdm.MODERATE)
    assert found.limiting == tuple(Column)
    assert "threat" in found.column(Column.PROBLEMS).needed


def test_one_high_element_alone_lifts_nothing() -> None:
    """a threat to life, nothing else ticked: 99212; risk and data limit it, the problem does not"""
    found = result(tick(E.THREAT))
    assert found.code == "99212"
    assert found.limiting == (Column.DATA, Column.RISK)


def test_a_new_patient_has_the_codes_of_new_patients() -> None:
    assert result(tick(E.WORSE_CHRONIC), tick(E.PRESCRIPTION), status=PatientStatus.NEW).code == "99204"


@pytest.mark.parametrize("fault", ["gone", "moved", "foreign", "empty"])
def test_a_tick_counts_only_while_its_passage_stands(fault: str) -> None:
    """the words left the note, moved, stand in another visit's note, or were never there"""
    passage = quote("Metformin increased")
    evidence = {
        "gone": (replace(passage, quotation="Insulin begun"),),
        "moved": (replace(passage, start=0, end=19),),
        "foreign": (passage,),
        "empty": (),
    }[fault]
    documents = {NOTE.id: replace(NOTE, encounter_id=EncounterId("other"))} if fault == "foreign" else {NOTE.id: NOTE}
    worksheet = EmWorksheet(status=PatientStatus.ESTABLISHED, ticks=(Tick(element=E.TOXIC_DRUG, evidence=evidence),))
    found = weigh(worksheet, documents, VISIT)
    assert (found.code, found.level, found.unsupported) == ("", Mdm.NONE, worksheet.ticks)


def test_time_must_be_met_and_stated() -> None:
    """ "I spent 32 minutes today": 99214 by time; entered as 45 it is stated nowhere and supports nothing"""
    stated = StatedTime(minutes=32, evidence=(quote("I spent 32 minutes today"),))
    found = result(time=stated)
    assert (found.code, found.by_time, found.time_needed) == ("99214", Mdm.MODERATE, 40)
    assert result(time=replace(stated, minutes=45)).code == ""
    assert result(time=replace(stated, evidence=(quote(),))).code == ""
    assert result(time=stated, status=PatientStatus.NEW).code == "99203"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 minutes", {45}),
        ("1 hour 15 minutes", {60, 15, 75}),
        ("45-minute visit", {45}),
        ("32 mg", set()),
        ("", set()),
    ],
)
def test_minutes_in(text: str, minutes: set[int]) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize("status", PatientStatus)
@pytest.mark.parametrize("wanted", LEVELS)
def test_the_least_minutes_of_a_level_are_met_by_themselves(status: PatientStatus, wanted: Mdm) -> None:
    least = MINUTES[status][wanted]
    for minutes, reached in ((least, wanted), (least - 1, Mdm(0) if wanted is LEVELS[0] else Mdm(wanted - 1))):
        text = f"Total time {minutes} minutes."
        note = replace(NOTE, text=text, hash=content_hash(text))
        time = StatedTime(minutes=minutes, evidence=(Evidence.quote(note, 0, len(text)),))
        assert weigh(EmWorksheet(status=status, time=time), {note.id: note}, VISIT).by_time is reached


@given(st.lists(st.sampled_from(Element), max_size=8), st.sampled_from(Element))
def test_a_further_tick_never_lowers_the_level(elements: list[Element], more: Element) -> None:
    ticks = tuple(tick(element) for element in elements)
    before, after = result(*ticks), result(*ticks, tick(more))
    assert after.level >= before.level
    assert all(after.column(one).level >= before.column(one).level for one in Column)


def test_codes_and_levels_are_two_ways_of_one() -> None:
    for status in PatientStatus:
        for one in LEVELS:
            assert level_of_code(office_code(status, one)) == (status, one)
    assert [level_of_code(code) for code in ("99211", "99201", "99221", "G0402", "")] == [None] * 5


def test_new_or_established() -> None:
    """seen two years ago: established; three years and a day ago: new; never, or only on the same day: new"""
    day = date(2026, 3, 2)
    assert status_on(day, [date(2024, 3, 5)]) is PatientStatus.ESTABLISHED
    assert status_on(day, [date(2023, 3, 1)]) is PatientStatus.NEW
    assert status_on(day, [day]) is PatientStatus.NEW
    assert status_on(date(2024, 2, 29), [date(2021, 3, 2)]) is PatientStatus.ESTABLISHED


def test_every_element_has_its_meaning() -> None:
    assert set(MEANINGS) == set(Element)
