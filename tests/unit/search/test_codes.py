"""Queries that are codes of any system, and what only looks like one."""

from datetime import date

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.search.build import build_arrays
from coderdesk.search.find import find_codes
from coderdesk.search.index import SearchIndex, index_from
from coderdesk.search.lexicon import read_lexicon

ON = date(2026, 5, 4)
CM, PCS, CPT, HCPCS, NDC = (
    CodeSystem.ICD10CM,
    CodeSystem.ICD10PCS,
    CodeSystem.CPT,
    CodeSystem.HCPCS,
    CodeSystem.NDC,
)
FILES = {
    "index.txt": "E11.9: DM2",
    **dict.fromkeys(("forms.txt", "defaults.txt", "opposites.txt", "hcpcs_abbreviations.txt", "neoplasms.txt"), ""),
}


def _entry(system: CodeSystem, value: str, title: str, also: str = "") -> TabularEntry:
    return TabularEntry(
        system=system,
        value=value,
        title=title,
        level=Level.CODE,
        parent="",
        in_force=Period(),
        is_billable=True,
        release="R",
        also=(also,) if also else (),
    )


ENTRIES = [
    _entry(CM, "E11.9", "Type 2 diabetes mellitus without complications"),
    _entry(CM, "E11.65", "Type 2 diabetes mellitus with hyperglycemia"),
    _entry(CM, "G04.39", "Other acute necrotizing hemorrhagic encephalopathy"),
    _entry(PCS, "0DTJ0ZZ", "Resection of Appendix, Open Approach"),
    _entry(PCS, "0DTJ4ZZ", "Resection of Appendix, Percutaneous Endoscopic Approach"),
    _entry(PCS, "DM20DZZ", "Stereotactic Other Photon Radiosurgery of Left Breast"),
    _entry(CPT, "99213", "An invented name of a visit"),
    _entry(CPT, "99214", "An invented name of a longer visit"),
    _entry(HCPCS, "G0439", "Ppps, subseq visit"),
    _entry(NDC, "00002-0800-01", "Wumpine (wumpitide) 10 mg tablet", "Acme Pharma, 30 TABLET in 1 BOTTLE"),
    _entry(NDC, "00002-0800-30", "Wumpine (wumpitide) 10 mg tablet", "Acme Pharma, 100 TABLET in 1 CARTON"),
    _entry(NDC, "54321-0012-05", "Wumpine (wumpitide) 20 mg injection", "Zed Labs, 5 mL in 1 VIAL"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("words")
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    lexicon = read_lexicon(folder)
    return index_from(build_arrays(ENTRIES, lexicon), lexicon)


def _values(index: SearchIndex, query: str) -> list[str]:
    return [found.code.value for found in find_codes(index, query, on=ON)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("E119", ["E11.9"]),
        ("e11.9", ["E11.9"]),
        ("e11 9", ["E11.9"]),
        ("e11", ["E11.9", "E11.65"]),
        ("E11.65-E11.9", ["E11.9", "E11.65"]),
        ("0DTJ4ZZ", ["0DTJ4ZZ"]),
        ("0dtj", ["0DTJ0ZZ", "0DTJ4ZZ"]),
        ("99213", ["99213"]),
        ("9921", ["99213", "99214"]),
        ("99213-99214", ["99213", "99214"]),
        ("g0439", ["G04.39", "G0439"]),
        ("0002-0800-01", ["00002-0800-01"]),
        ("00002-0800-01", ["00002-0800-01"]),
        ("00002080001", ["00002-0800-01"]),
        ("0002080001", ["00002-0800-01"]),
        ("0002-0800", ["00002-0800-01", "00002-0800-30"]),
        ("54321-012-05", ["54321-0012-05"]),
        ("5432101205", ["54321-0012-05"]),
    ],
)
def test_a_code_however_it_is_written(index: SearchIndex, query: str, expected: list[str]) -> None:
    """With or without dot, hyphens and leading zeros; its beginning; a range."""
    assert sorted(_values(index, query)) == sorted(expected)
    assert _values(index, query)[0] == expected[0]


def test_an_abbreviation_is_not_the_beginning_of_a_procedure_code(index: SearchIndex) -> None:
    assert _values(index, "dm2")[0] == "E11.9"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("wumpine", {"00002-0800-01", "00002-0800-30", "54321-0012-05"}),
        ("wumpitide injection", {"54321-0012-05"}),
        ("wumpine zed labs", {"54321-0012-05"}),
        ("wumpine 10 mg acme carton", {"00002-0800-30"}),
    ],
)
def test_a_drug_by_name_strength_form_labeler_and_package(index: SearchIndex, query: str, expected: set[str]) -> None:
    assert set(_values(index, query)[: len(expected)]) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("E11.9X", ["E11.9"]), ("e11.6z", ["E11.65"]), ("g04.38", ["G04.39"]), ("E119XXZ", ["E11.9"])],
)
def test_a_code_that_is_none_leads_to_what_lies_nearest_above_and_says_so(
    index: SearchIndex, query: str, expected: list[str]
) -> None:
    """Never to another code that differs by a letter, as a misspelled word would."""
    found = find_codes(index, query, on=ON)
    assert sorted(one.code.value for one in found) == sorted(expected)
    assert {one.why for one in found} == {f"no such code: nearest above {query.upper()}"}


@pytest.mark.parametrize("query", ["D0120", "E9999", "J12345", "X99.9"])
def test_a_code_of_a_set_that_is_not_here_is_not_taken_for_a_diagnosis(index: SearchIndex, query: str) -> None:
    """D0120 is a dental code, and no carcinoma in situ."""
    assert all(not found.why.startswith("no such code") for found in find_codes(index, query, on=ON))


@pytest.mark.parametrize("query", ["99999-0800-01", "9999-0800"])
def test_a_drug_code_that_no_directory_has_finds_no_words(index: SearchIndex, query: str) -> None:
    named = _entry(CM, "A00.0", "Cholera of serogroup 0800 and 01")
    built = index_from(build_arrays([*ENTRIES, named], index.lexicon), index.lexicon)
    assert _values(built, "0800 01") == ["A00.0"]
    assert _values(built, query) == []


def test_a_range_of_categories_has_no_shorter_heading_of_another_set(index: SearchIndex) -> None:
    """A group of HCPCS that is called by one letter lies between in the alphabet."""
    lexicon = index.lexicon
    group = _entry(HCPCS, "F", "A group of supplies")
    built = index_from(build_arrays([group, *ENTRIES], lexicon), lexicon)
    assert _values(built, "E11-G04.39") == ["E11.9", "E11.65", "G04.39", "G0439"]


@pytest.mark.parametrize("query", ["x" * 100_000, "diabetes " * 12_000, "non-" * 25_000, "e11" * 40_000])
def test_a_query_of_a_hundred_thousand_letters_is_read_as_far_as_a_query_goes(
    index: SearchIndex, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in letters that reach the spelling correction, for a machine may be slow."""
    seen: list[int] = []
    monkeypatch.setattr(
        "coderdesk.search.query_words.corrections", lambda _words, written: seen.append(len(written)) or []
    )
    find_codes(index, query, on=ON)
    assert sum(seen) <= 1_000
    assert max(seen, default=0) <= 100
