"""Codes that belong together become one, and companions follow; each case is codes, words and what is left."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from coderdesk.domain.clinical.reading import Assertion, SectionKind
from coderdesk.domain.coding.assembly.companions import mass_code, with_companions
from coderdesk.domain.coding.assembly.details import detailed
from coderdesk.domain.coding.assembly.draft import Draft, Line, Note
from coderdesk.domain.coding.assembly.episodes import at_their_episode
from coderdesk.domain.coding.assembly.hypertension import joined_hypertension
from coderdesk.domain.coding.assembly.joins import joined
from coderdesk.domain.coding.assembly.pregnancy import trimester_of, with_weeks
from coderdesk.domain.coding.assembly.repeats import without_repeats
from coderdesk.domain.coding.assembly.symptoms import without_mere_words, without_the_story
from coderdesk.domain.coding.assembly.tables import Join
from coderdesk.domain.coding.assembly.ulcers import with_the_site_of_the_ulcer
from coderdesk.domain.coding.assembly.wordings import side_told
from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.values.dates import Period


def _code(value: str, title: str = "") -> Code:
    period = Period(start=date(2025, 10, 1), end=None)
    return Code(
        system=CodeSystem.ICD10CM, value=value, title=title or value, in_force=period, is_billable=True, release="book"
    )


def _note(text: str, titles: Mapping[str, str] | None = None, *, is_title: bool = False) -> Note:
    return Note(
        text=text,
        lines=(Line(0, len(text), SectionKind.ASSESSMENT),),
        reason=((0, len(text)),) if is_title else (),
        judge=lambda _start, _end: Assertion.AFFIRMED,
        code=lambda value: _code(value, (titles or {}).get(value, "")),
        titles=lambda _begins: titles or {},
    )


def _drafts(note: Note, *values: str, titles: Mapping[str, str] | None = None) -> list[Draft]:
    return [
        Draft(
            code=_code(value, (titles or {}).get(value, "")),
            passages=((place, place + 1),),
            assertion=Assertion.AFFIRMED,
            section=SectionKind.ASSESSMENT,
            score=0.9,
            reasons=("named",),
        )
        for place, value in enumerate(values)
    ]


def _values(drafts: list[Draft]) -> list[str]:
    return [one.value for one in drafts]


@pytest.mark.parametrize(
    ("beside", "joined_to"),
    [
        (("I50.22",), "I11.0"),
        (("N18.4",), "I12.9"),
        (("N18.6",), "I12.0"),
        (("I50.9", "N18.31"), "I13.0"),
        (("I50.9", "N18.5"), "I13.2"),
    ],
)
def test_hypertension_is_joined_with_heart_and_kidney(beside: tuple[str, ...], joined_to: str) -> None:
    """I.C.9.a: the link is presumed, and the code of the organ stays behind the joined one."""
    note = _note("hypertension and more")
    final = joined_hypertension(_drafts(note, *beside, "I10"), note)
    assert _values(final) == [joined_to, *beside]
    assert len(final[0].passages) == 1 + len(beside)
    assert "I.C.9.a" in final[0].reasons[-1]


def test_what_the_note_keeps_apart_is_not_joined() -> None:
    note = _note("CKD stage 3, not due to hypertension. Hypertension.")
    assert _values(joined_hypertension(_drafts(note, "N18.30", "I10"), note)) == ["N18.30", "I10"]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("type 2 diabetes with CKD, stage 3a", "N18.31"),
        ("diabetic CKD stage IV", "N18.4"),
        ("type 2 diabetes with CKD", "N18.9"),
    ],
)
def test_the_stage_follows_diabetic_kidney_disease(words: str, stage: str) -> None:
    note = _note(words)
    assert _values(with_companions(_drafts(note, "E11.22"), note)) == ["E11.22", stage]


@pytest.mark.parametrize(
    ("index", "code"), [(18.4, "Z68.1"), (27.9, "Z68.27"), (39.9, "Z68.39"), (43.0, "Z68.41"), (72.0, "Z68.45")]
)
def test_body_mass_index(index: float, code: str) -> None:
    assert mass_code(index) == code


def test_body_mass_index_needs_the_named_weight() -> None:
    """I.B.14: the provider names obesity; the index alone is nothing."""
    note = _note("BMI 36.0")
    assert _values(with_companions(_drafts(note, "I10"), note)) == ["I10"]
    assert _values(with_companions(_drafts(note, "E66.9"), note)) == ["E66.9", "Z68.36"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("diabetic ulcer of left heel, fat layer exposed", ["E11.621", "L97.422"]),
        ("diabetic ulcer of right great toe", ["E11.621", "L97.519"]),
        ("diabetic ulcer of the left calf", ["E11.622", "L97.229"]),
        ("diabetes, no wound", ["E11.9"]),
    ],
)
def test_a_diabetic_ulcer_takes_its_site(words: str, codes: list[str]) -> None:
    note = _note(words)
    assert _values(with_the_site_of_the_ulcer(_drafts(note, "E11.9"), note)) == codes


@pytest.mark.parametrize(("weeks", "name"), [(13, "first"), (14, "second"), (27, "second"), (28, "third")])
def test_trimesters(weeks: int, name: str) -> None:
    """I.C.15.a.3."""
    assert trimester_of(weeks) == name


@pytest.mark.parametrize(
    ("words", "weeks"),
    [
        ("IUP 24 weeks 2 days", "Z3A.24"),
        ("G2P1 at 31 weeks 4 days gestation", "Z3A.31"),
        ("OB visit - 24w2d", "Z3A.24"),
        ("pregnancy, no dates; return in 4 weeks", None),
    ],
)
def test_weeks_follow_a_code_of_pregnancy(words: str, weeks: str | None) -> None:
    note = _note(words)
    assert _values(with_weeks(_drafts(note, "O24.410"), note)) == ["O24.410", *([weeks] if weeks else [])]
    assert _values(with_weeks(_drafts(note, "I10"), note)) == ["I10"]


def test_normal_care_is_not_coded_with_trouble_of_the_pregnancy() -> None:
    """I.C.15.b.1."""
    note = _note("gestational diabetes")
    assert _values(with_weeks(_drafts(note, "Z34.82", "O24.410"), note)) == ["O24.410"]


@pytest.mark.parametrize(
    ("words", "is_title", "code"),
    [
        ("ankle sprain", False, "S93.401A"),
        ("ankle sprain, subacute healing phase", False, "S93.401D"),
        ("late effect of ankle sprain", False, "S93.401S"),
        ("Follow-up visit", True, "S93.401D"),
    ],
)
def test_episodes_of_care(words: str, is_title: bool, code: str) -> None:  # noqa: FBT001
    note = _note(words, is_title=is_title)
    assert _values(at_their_episode(_drafts(note, "S93.401A"), note)) == [code]


def test_a_specific_code_swallows_its_open_sibling() -> None:
    titles = {"M17.9": "Osteoarthritis of knee, unspecified", "M17.11": "Unilateral primary osteoarthritis, right knee"}
    note = _note("knee")
    assert _values(without_repeats(_drafts(note, "M17.9", "M17.11", "M17.11", titles=titles))) == ["M17.11"]


@pytest.mark.parametrize("words", ["x immune", "x vaccine", "x prophylaxis per ortho", "x test neg"])
def test_words_that_name_no_condition(words: str) -> None:
    note = _note(words)
    assert not without_mere_words(_drafts(note, "B06.9"), note)


def test_a_named_condition_stays() -> None:
    note = _note("x, stable")
    assert _values(without_mere_words(_drafts(note, "B06.9"), note)) == ["B06.9"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("left ear", "left"),
        ("hearing loss of the left ear with normal hearing on the right side", "left"),
        ("cataract OU", "bilateral"),
        ("right and left knee", "bilateral"),
        ("knee", ""),
        ("Corneal abrasion OD", "right"),
    ],
)
def test_the_side_told(text: str, side: str) -> None:
    assert side_told(text) == side


_BREAST = {
    "C50.412": "Malignant neoplasm of upper-outer quadrant of left female breast",
    "C50.422": "Malignant neoplasm of upper-outer quadrant of left male breast",
    "C50.812": "Malignant neoplasm of overlapping sites of left female breast",
    "C50.919": "Malignant neoplasm of unspecified site of unspecified female breast",
}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("carcinoma of the left breast, upper outer quadrant", "C50.412"),
        ("carcinoma of the breast", "C50.919"),
        ("carcinoma of the left breast, nipple", "C50.919"),
    ],
)
def test_the_sibling_whose_words_are_all_said(words: str, code: str) -> None:
    """I.B.18: as specific as the words, and no further."""
    note = _note(words, _BREAST)
    final = detailed(_drafts(note, "C50.919", titles=_BREAST), note, {}, ())
    assert _values(final) == [code]


def test_two_findings_that_one_code_says() -> None:
    row = Join(first=("N13.3",), second=("N20",), becomes="N13.2", citation="I.B.9")
    note = _note("hydronephrosis with stone")
    assert _values(joined(_drafts(note, "N20.1", "N13.30"), note, (row,))) == ["N13.2"]


def test_a_finding_that_the_other_already_says_goes() -> None:
    row = Join(first=("E03.9",), second=("E06.3",), becomes="E06.3", citation="I.B.9")
    note = _note("thyroid")
    assert _values(joined(_drafts(note, "E03.9", "E06.3"), note, (row,))) == ["E06.3"]


def test_the_story_is_not_billed_beside_a_conclusion() -> None:
    note = _note("reflux and gout")
    concluded, told = _drafts(note, "M10.9", "K21.9")
    story = replace(told, section=SectionKind.PRESENT_ILLNESS)
    assert _values(without_the_story([concluded, story])) == ["M10.9"]
    assert _values(without_the_story([story])) == ["K21.9"]
