"""Everyday names of procedures find the codes of ICD-10-PCS, and diagnoses stay first for the words of diagnoses."""

from collections import defaultdict
from datetime import date

import pytest

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.search_context import SearchContext
from coderdesk.search.procedures import read_procedures
from coderdesk.search.wording import data_lines, key_of, parts_of
from coderdesk.services.code_browser import search_codes
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.shared.resources import resource_path

ON = date(2026, 9, 1)
FILE = resource_path("search") / "procedures.txt"
FORMS = {"nephro": "kidney"}
INPATIENT = SearchContext(setting=Setting.INPATIENT)


def _first(library: CodeLibrary, query: str, context: SearchContext = INPATIENT) -> str:
    return search_codes(library=library, query=query, on=ON, context=context)[0].code.value


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("appendectomy laparoscopic", "0DTJ4ZZ"),
        ("laproscopic apendectomy", "0DTJ4ZZ"),
        ("lap appy", "0DTJ4ZZ"),
        ("total knee replacement", "0SR"),
        ("left total hip replacement", "0SRB"),
        ("c-section", "10D00Z1"),
        ("cabg", "021"),
        ("colonoscopy", "0DJD8ZZ"),
        ("egd", "0DJ08ZZ"),
        ("right hemicolectomy", "0DTF"),
        ("lumbar puncture", "009U3ZX"),
        ("intubation", "0BH17EZ"),
        ("tonsillectomy", "0CTP"),
        ("laparoscopic nephrectomy left", "0TT14ZZ"),
        ("resection of appendix", "0DTJ0ZZ"),
    ],
)
def test_a_procedure_is_found_by_what_it_is_called(library: CodeLibrary, query: str, code: str) -> None:
    """What a coder of an admission types, and how the first code begins."""
    assert _first(library, query).startswith(code)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("appendicitis", "K35"),
        ("fracture of femur", "S72"),
        ("presence of knee replacement", "Z96.65"),
        ("pneumonia", "J18.9"),
        ("open fracture of femur", "S72"),
    ],
)
def test_the_words_of_a_diagnosis_find_the_diagnosis(library: CodeLibrary, query: str, code: str) -> None:
    assert _first(library, query).startswith(code)


def test_the_hit_says_what_the_name_was_taken_for(library: CodeLibrary) -> None:
    hit = search_codes(library=library, query="lap appy", on=ON)[0]
    assert hit.why == "lap appy = resection of appendix percutaneous endoscopic approach"


def test_every_meaning_is_said_by_a_title_of_the_book(library: CodeLibrary) -> None:
    """ "cabg > bypass coronary artery": each right side has all its words together in one title of ICD-10-PCS."""
    titles = defaultdict(set)
    for code in library.codes_on(CodeSystem.ICD10PCS, ON):
        for word in key_of(code.title):
            titles[word].add(code.value)
    meanings = [part for line in data_lines(FILE) for part in parts_of(line.partition(">")[2], "|") if "*" not in part]
    assert [one for one in meanings if not set.intersection(*(titles[word] for word in key_of(one)))] == []


def test_a_name_is_understood_by_its_ending() -> None:
    """nephro- = kidney, *ectomy > resection of *"""
    procedures = read_procedures(FILE, FORMS)
    assert procedures.meanings(("nephrotomy",))[0].words == ("drainage", "kidney")
    assert procedures.meanings(("nephropexy",))[0].words == ("reposition", "kidney")
    assert procedures.meanings(("anatomy",)) == ()
    assert procedures.meanings(("kidney", "stone")) == ()
