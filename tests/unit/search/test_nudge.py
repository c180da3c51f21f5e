"""What is known of the visit changes the order of the hits and never which codes are found."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.search_context import SearchContext
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.search.build import build_arrays
from coderdesk.search.find import find_codes
from coderdesk.search.index import SearchIndex, index_from
from coderdesk.search.lexicon import read_lexicon
from coderdesk.search.traits import read_traits

ON = date(2026, 5, 4)
CM, PCS, HCPCS = CodeSystem.ICD10CM, CodeSystem.ICD10PCS, CodeSystem.HCPCS
EVERYTHING = SearchContext()


def _entry(system: CodeSystem, value: str, title: str) -> TabularEntry:
    return TabularEntry(
        system=system,
        value=value,
        title=title,
        level=Level.CODE,
        parent="",
        in_force=Period(date(2025, 10, 1)),
        is_billable=True,
        release="R",
    )


ENTRIES = [
    _entry(CM, "J18.9", "Pneumonia, unspecified organism"),
    _entry(CM, "J17", "Pneumonia in diseases elsewhere"),
    _entry(CM, "P23.9", "Congenital pneumonia, unspecified"),
    _entry(CM, "O29.0", "Pneumonia of pregnancy"),
    _entry(CM, "N41.9", "Inflammatory disease of prostate, unspecified"),
    _entry(CM, "N71.9", "Inflammatory disease of uterus, unspecified"),
    _entry(CM, "L03.9", "Cellulitis of skin"),
    _entry(CM, "I51.4", "Cellulitis of heart"),
    _entry(PCS, "0DTJ0ZZ", "Resection of Appendix, Open Approach"),
    _entry(HCPCS, "G0001", "Resection appendix"),
]
QUERIES = ("pneumonia", "inflammatory disease", "cellulitis", "resection appendix")
FILES = {
    "traits.txt": "age 0-0: P00-P96; newborn\nage 12-55: O00-O9A\nsex F, female: uterus; O00-O9A\nsex M: prostate\n"
    "specialty 207N, dermatology: L00-L99\nspecialty 207RC, cardiology: I00-I99",
    "procedures.txt": "appendectomy > resection of appendix",
    **dict.fromkeys(("forms.txt", "defaults.txt", "opposites.txt", "hcpcs_abbreviations.txt", "neoplasms.txt"), ""),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("words")
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    lexicon = read_lexicon(folder)
    return index_from(build_arrays(ENTRIES, lexicon), lexicon)


def _values(index: SearchIndex, query: str, context: SearchContext = EVERYTHING) -> list[str]:
    return [found.code.value for found in find_codes(index, query, on=ON, context=context)]


def _rises(index: SearchIndex, query: str, code: str, context: SearchContext) -> int:
    """How many places the code comes nearer to the top."""
    return _values(index, query).index(code) - _values(index, query, context).index(code)


def test_a_newborn_has_the_pneumonia_of_newborns(index: SearchIndex) -> None:
    """P23.9 for a patient of 0 years; for one of 40 it falls behind."""
    assert _values(index, "congenital pneumonia", SearchContext(age_years=0))[0] == "P23.9"
    assert _values(index, "pneumonia unspecified", SearchContext(age_years=40))[0] == "J18.9"
    assert _rises(index, "pneumonia", "P23.9", SearchContext(age_years=40)) <= 0


def test_sex_decides_between_prostate_and_uterus(index: SearchIndex) -> None:
    assert _values(index, "inflammatory disease", SearchContext(sex="F"))[0] == "N71.9"
    assert _values(index, "inflammatory disease", SearchContext(sex="M"))[0] == "N41.9"


def test_an_unknown_sex_decides_nothing(index: SearchIndex) -> None:
    """DMG03 "U"."""
    assert _values(index, "inflammatory disease", SearchContext(sex="U")) == _values(index, "inflammatory disease")


def test_specialty_by_name_and_by_taxonomy_code(index: SearchIndex) -> None:
    assert _values(index, "cellulitis", SearchContext(specialty="Cardiology"))[0] == "I51.4"
    assert _values(index, "cellulitis", SearchContext(specialty="207RC0000X"))[0] == "I51.4"
    assert _values(index, "cellulitis", SearchContext(specialty="207N00000X"))[0] == "L03.9"


def test_the_setting_decides_between_procedure_systems(index: SearchIndex) -> None:
    """An admission is coded in ICD-10-PCS, an outpatient visit in HCPCS."""
    assert _values(index, "resection appendix", SearchContext(setting=Setting.INPATIENT))[0] == "0DTJ0ZZ"
    assert _values(index, "resection appendix", SearchContext(setting=Setting.OUTPATIENT))[0] == "G0001"


def test_favourites_and_own_use_come_nearer(index: SearchIndex) -> None:
    before = _values(index, "cellulitis")
    last = before[-1]
    assert _values(index, "cellulitis", SearchContext(favourites=frozenset({(CM, last)})))[0] == last
    assert _values(index, "cellulitis", SearchContext(own_use={(CM, last): 40}))[0] == last


@given(
    query=st.sampled_from(QUERIES),
    setting=st.none() | st.sampled_from(Setting),
    age=st.none() | st.integers(0, 110),
    sex=st.sampled_from(["", "F", "M", "U"]),
    specialty=st.sampled_from(["", "cardiology", "207N00000X", "underwater basket weaving"]),
    own=st.dictionaries(st.sampled_from([(one.system, one.value) for one in ENTRIES]), st.integers(1, 500)),
)
def test_nothing_is_hidden(
    index: SearchIndex,
    query: str,
    setting: Setting | None,
    age: int | None,
    sex: str,
    specialty: str,
    own: dict[tuple[CodeSystem, str], int],
) -> None:
    """Whatever is known of the visit, the same codes are found."""
    context = SearchContext(
        setting=setting, age_years=age, sex=sex, specialty=specialty, own_use=own, favourites=frozenset(own)
    )
    assert sorted(_values(index, query, context)) == sorted(_values(index, query))


def test_an_exact_answer_stays_before_a_favourite_that_fits_less(index: SearchIndex) -> None:
    """ "pneumonia of pregnancy" is O29.0, whatever else the practice uses every day."""
    busy = SearchContext(favourites=frozenset({(CM, "J18.9")}), own_use={(CM, "J18.9"): 500}, sex="M", age_years=70)
    assert _values(index, "pneumonia of pregnancy", busy)[0] == "O29.0"


def test_a_folder_without_the_file_knows_no_traits(tmp_path: Path) -> None:
    assert read_traits(tmp_path / "traits.txt") == ()
