"""Suggestions put together, over the real code sets. Each case is a small note and the codes that a coder would choose."""

from datetime import date

import pytest

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.assembly_tables import read_assembly_tables
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.reading import read_text
from coderdesk.services.suggestion import Suggestion
from coderdesk.services.suggestions import codes_in

ON = date(2026, 9, 1)


def _found(library: CodeLibrary, text: str) -> tuple[Suggestion, ...]:
    return codes_in(library=library, document=read_text(text=text), on=ON, setting=Setting.OUTPATIENT).suggestions


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("CC: knee pain\nExam: Left knee effusion. Right knee normal.\nImpression: Primary osteoarthritis of knee.", {"M17.12"}),
        ("Impression: Left hydronephrosis with ureteral calculus", {"N13.2"}),
        ("Impression: Dry AMD OD, intermediate", {"H35.3112"}),
        ("Postoperative diagnosis: Grade III internal hemorrhoids", {"K64.2"}),
        ("Impression: PAD with intermittent claudication, left leg", {"I70.212"}),
        ("Dx: Basal cell carcinoma, right cheek, biopsy proven", {"C44.319"}),
        ("Impression: C5-6 disc herniation with cervical radiculopathy", {"M50.122"}),
        ("Impression: Erectile dysfunction due to diabetes", {"E11.69", "N52.1"}),
        ("WELL CHILD VISIT\nAssessment: Well child, 4 y.o.", {"Z00.129"}),
        ("Assessment:\n1. Preop cardiovascular exam\n2. Hypertension", {"Z01.810", "I10"}),
        ("Assesment:\n1. Herpes zoster, uncomplicated\n2. HTN, stable", {"B02.9", "I10"}),
        ("A: Rh positive, rubella immune. Gestational diabetes, diet controlled, IUP 24 weeks\nP: diet", {"O24.410", "Z3A.24"}),
        ("Impression:\n1. Acute on chronic diastolic CHF\n2. CKD stage 3b\n3. Hypertension", {"I13.0", "I50.33", "N18.32"}),
    ],
)  # fmt: skip
def test_a_note_is_coded_as_a_whole(library: CodeLibrary, text: str, codes: set[str]) -> None:
    assert {one.code.value for one in _found(library, text)} == codes


def test_a_suggestion_of_several_passages_lists_them(library: CodeLibrary) -> None:
    text = "Impression:\n1. Left hydronephrosis\n2. Ureteral calculus"
    (one,) = _found(library, text)
    assert text[one.start : one.end] == one.text == "Left hydronephrosis"
    assert [text[start:end] for start, end in one.beside] == ["Ureteral calculus"]
    assert "N13.30 with N20.1 is one code (Guidelines I.B.9)" in one.why


def test_at_most_eight_codes(library: CodeLibrary) -> None:
    names = (
        "gout, asthma, psoriasis, hypothyroidism, hyperlipidemia, fibromyalgia, constipation, insomnia, rosacea, acne"
    )
    lines = "\n".join(f"{number}. {name.capitalize()}" for number, name in enumerate(names.split(", "), 1))
    assert len(_found(library, f"Assessment:\n{lines}")) == 8


def test_every_code_of_the_tables_is_in_force(library: CodeLibrary) -> None:
    tables = read_assembly_tables()
    wordings = [code for row in (*tables.wordings, *tables.reasons) for code in row.codes.values()]
    joins = [code for row in tables.joins for code in (row.becomes, row.second_becomes) if code]
    endings = [f"E11.{row.ending}" for row in tables.complications]
    codes = [*wordings, *joins, *endings, *(row.code for row in tables.refinements)]
    ended = [
        value
        for value in codes
        if (code := library.code_on(CodeSystem.ICD10CM, value, ON)) is None or not code.is_reportable_on(ON)
    ]
    assert not ended


def test_every_row_cites_its_guideline() -> None:
    tables = read_assembly_tables()
    named = (*tables.wordings, *tables.reasons)
    cited = [
        *(row.citation for row in named),
        *(row.citation for row in tables.refinements),
        *(row.citation for row in tables.complications),
        *(row.citation for row in tables.joins),
    ]
    assert all(cited)
