"""The codes that a document supports, over the real code sets. Each case is a small note."""

from datetime import date

import pytest

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.phrase_codes import PhraseCodes
from coderdesk.services.reading import read_text
from coderdesk.services.suggestions import DocumentCodes, codes_in

ON = date(2026, 9, 1)


def _found(library: CodeLibrary, text: str, setting: Setting = Setting.OUTPATIENT) -> DocumentCodes:
    return codes_in(library=library, document=read_text(text=text), on=ON, setting=setting)


def _codes(library: CodeLibrary, text: str, setting: Setting = Setting.OUTPATIENT) -> set[str]:
    return {one.code.value for one in _found(library, text, setting).suggestions}


@pytest.mark.parametrize(
    ("assessment", "codes"),
    [
        ("1. Urinary tract infection.\n2. Type 2 diabetes mellitus.", {"N39.0", "E11.9"}),
        ("Acute suppurative otitis media, right ear, drum intact.", {"H66.001"}),
        ("Chronic kidney disease, stage 3a, stable.", {"N18.31"}),
        ("Major depressive disorder, recurrent, moderate.", {"F33.1"}),
        ("Mild persistent asthma with acute exacerbation.", {"J45.31"}),
        ("Migraine without aura, not intractable, without status migrainosus.", {"G43.009"}),
        ("Left knee pain.", {"M25.562"}),
        ("Healing laceration of left hand, subsequent visit.", {"S61.412D"}),
        ("Right diabetic foot ulcer.", {"E11.621", "L97.519"}),
        ("Right knee MCL strain.", {"S83.411A"}),
        ("Mild hypertension.", {"I10"}),
        ("HTN", {"I10"}),
    ],
)
def test_an_assessment_is_coded_as_far_as_its_words_reach(
    library: CodeLibrary, assessment: str, codes: set[str]
) -> None:
    """Type, side, stage, episode and manifestation when they are said."""
    assert _codes(library, f"ASSESSMENT:\n{assessment}\n") == codes


@pytest.mark.parametrize(
    "assessment",
    [
        "Possible pneumonia.",
        "Rule out deep vein thrombosis.",
        "? Bell's palsy",
        "No pneumonia.",
        "Pneumonia ruled out.",
        "Hypothyroidism versus depression.",
        "Risk of stroke discussed.",
        "Pain.",
        "LAM discussed.",
    ],
)
def test_nothing_doubtful_denied_or_vague_is_suggested(library: CodeLibrary, assessment: str) -> None:
    """ICD-10-CM Guidelines IV.H: an uncertain diagnosis is not coded for outpatients."""
    assert _codes(library, f"ASSESSMENT:\n{assessment}\n") == set()


def test_an_uncertain_diagnosis_is_coded_for_an_inpatient(library: CodeLibrary) -> None:
    """ICD-10-CM Guidelines II.H."""
    assert _codes(library, "ASSESSMENT:\nProbable pneumonia.\n", Setting.INPATIENT) == {"J18.9"}


def test_a_symptom_counts_only_while_no_disease_is_named(library: CodeLibrary) -> None:
    """Guidelines I.B.4 and I.B.5."""
    complaint = "CHIEF COMPLAINT: Nocturia.\n"
    assert _codes(library, complaint + "ASSESSMENT:\nUrinary tract infection.\n") == {"N39.0"}
    assert "R35.1" in _codes(library, complaint + "ASSESSMENT:\nHematuria.\n")


def test_the_narrative_counts_when_the_conclusion_is_only_a_doubt(library: CodeLibrary) -> None:
    note = "HPI: Dysphagia for two weeks, no cough.\nASSESSMENT: Possible esophagitis.\n"
    assert _codes(library, note) == {"R13.10"}


@pytest.mark.parametrize(
    ("assessment", "codes"),
    [
        ("Gout. CVA tenderness absent; on RA 98 %.", {"M10.9"}),
        ("1. Gout\n2. Rubella immune", {"M10.9"}),
        ("Type 2 diabetes, no retinopathy or neuropathy.", {"E11.9"}),
        ("Gout; hyperthyroidism and anemia excluded by labs.", {"M10.9"}),
        ("Gout. No concern for rickets.", {"M10.9"}),
        ("Gout. Diabetes? No.", {"M10.9"}),
        ("BPH with LUTS.", {"N40.1"}),
        ("PCOS.", {"E28.2"}),
        ("Right otitis media and bilateral conjunctivitis.", {"H66.91", "H10.9"}),
        ("Trigger finger, right ring finger.", {"M65.341"}),
    ],
)
def test_fixed_phrases_denials_and_neighbours_mislead_nobody(
    library: CodeLibrary, assessment: str, codes: set[str]
) -> None:
    """looks alike: an abbreviation inside a fixed phrase, a disease that is denied beside one that is held"""
    assert _codes(library, f"ASSESSMENT:\n{assessment}\n") == codes


def test_a_side_told_elsewhere_counts_when_it_is_the_only_one(library: CodeLibrary) -> None:
    note = "HPI: Left shoulder pain for three months.\nASSESSMENT: Impingement syndrome.\n"
    assert _codes(library, note) == {"M75.42"}


def test_history_and_relatives_are_never_suggested(library: CodeLibrary) -> None:
    note = "PMH: asthma\nFAMILY HISTORY: gout, migraine\nPROBLEM LIST\nOsteoporosis\nASSESSMENT:\nHypertension.\n"
    assert _codes(library, note) == {"I10"}


def test_a_cancer_in_the_past_proposes_its_history_code(library: CodeLibrary) -> None:
    """Guidelines I.C.2.m: an excised cancer without treatment is coded as history."""
    note = "ASSESSMENT: Status post left upper lobectomy for lung cancer 13 months ago.\n"
    found = {one.code.value: one.assertion for one in _found(library, note).suggestions}
    assert found == {"Z85.118": Assertion.HISTORICAL, "Z90.2": Assertion.HISTORICAL}


def test_mentions_carry_what_is_said_of_them(library: CodeLibrary) -> None:
    text = "HPI: Cough. Denies dyspnea.\nFAMILY HISTORY: Father had gout.\n"
    said = {one.mention.text: one.mention.assertion for one in _found(library, text).mentions}
    assert said == {"Cough": Assertion.AFFIRMED, "dyspnea": Assertion.NEGATED, "gout": Assertion.OTHER_PERSON}


def test_each_suggestion_quotes_its_passage(library: CodeLibrary) -> None:
    text = "ASSESSMENT:\n1. Allergic rhinitis, worse in spring.\n2. Gout.\n"
    for one in _found(library, text).suggestions:
        assert text[one.start : one.end] == one.text
        assert one.billable
        assert one.code.is_reportable_on(ON)
        assert 0 < one.score <= 1
        assert one.why


@pytest.mark.parametrize(
    "phrase", ["PSA", "blood pressure", "renal", "ibuprofen", "importance", "health", "nasal mucosa", "mid"]
)
def test_words_that_name_no_condition(library: CodeLibrary, phrase: str) -> None:
    """Another abbreviation's letters, part of a name, an adjective, a drug, a misspelling by chance."""
    assert PhraseCodes(library, ON).named_by(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "beside", "code"),
    [
        ("bladder tumor", "", "D49.4"),
        ("hearing loss", "hearing loss on the left", "H91.92"),
        ("6-mm renal stone", "", "N20.0"),
        ("asthma with wings", "", None),
    ],
)
def test_phrases(library: CodeLibrary, phrase: str, beside: str, code: str | None) -> None:
    """Behaviour left open, the side from the words around, measures left out; a part of the words is not enough."""
    named = PhraseCodes(library, ON).named_by(phrase, beside=beside)
    assert (named.code.value if named else None) == code


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ASSESSMENT:\nShe could not hold down oral medicine.\n", False),
        ("ASSESSMENT:\nDown syndrome.\n", True),
    ],
)
def test_an_everyday_word_is_no_physicians_name(library: CodeLibrary, text: str, named: bool) -> None:  # noqa: FBT001
    """looks alike: "down" in lower case and alone; the syndrome by its name is found"""
    assert any(one.named.code.value.startswith("Q90") for one in _found(library, text).mentions) is named
