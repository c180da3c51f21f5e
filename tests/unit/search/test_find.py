"""Finding in a small index of its own: ranking, typos, composition, dates."""

from datetime import date
from pathlib import Path

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, NoteKind, SeventhCharacter, TabularEntry, TabularNote
from coderdesk.domain.values.dates import Period
from coderdesk.search.build import build_arrays
from coderdesk.search.files import SearchIndexDamaged, read_arrays, write_arrays
from coderdesk.search.find import Found, find_codes
from coderdesk.search.index import SearchIndex, index_from
from coderdesk.search.lexicon import read_lexicon

ON = date(2026, 5, 4)
SINCE = Period(date(2025, 10, 1))

_MEANINGS = {"A": "initial encounter", "D": "subsequent encounter"}


def _entry(
    value: str,
    title: str,
    parent: str = "",
    *,
    below: bool = False,
    in_force: Period = SINCE,
    also: str = "",
    seventh: str = "",
) -> TabularEntry:
    return TabularEntry(
        system=CodeSystem.ICD10CM,
        value=value,
        title=title,
        level=Level.CATEGORY if below else Level.CODE,
        parent=parent,
        in_force=in_force,
        is_billable=not below,
        release="R",
        notes=(TabularNote(kind=NoteKind.INCLUSION_TERM, text=also, stands_at=value),) if also else (),
        seventh_characters=tuple(SeventhCharacter(one, _MEANINGS[one]) for one in seventh),
    )


ENTRIES = [
    _entry("B35", "Dermatophytosis", below=True),
    _entry("B35.1", "Tinea unguium", "B35", also="Onychomycosis"),
    _entry("B35.3", "Tinea pedis", "B35"),
    _entry("C56", "Malignant neoplasm of ovary", below=True),
    _entry("C56.9", "Malignant neoplasm of unspecified ovary", "C56"),
    _entry("D27.9", "Benign neoplasm of unspecified ovary"),
    _entry("E11", "Type 2 diabetes mellitus", below=True),
    _entry("E11.21", "Type 2 diabetes mellitus with diabetic nephropathy", "E11"),
    _entry("E11.9", "Type 2 diabetes mellitus without complications", "E11"),
    _entry("I10", "Essential (primary) hypertension"),
    _entry("J40", "Bronchitis", in_force=Period(date(2025, 10, 1), date(2026, 1, 31))),
    _entry("J42", "Unspecified chronic bronchitis"),
    _entry("S85.0", "Laceration of popliteal vein", below=True, seventh="AD"),
    _entry("S85.0XXA", "Laceration of popliteal vein, initial encounter", "S85.0"),
    _entry("S85.0XXD", "Laceration of popliteal vein, subsequent encounter", "S85.0"),
    _entry("T44.7X1", "Poisoning by beta-adrenoreceptor antagonists, accidental (unintentional)"),
    _entry("T44.7X5", "Adverse effect of beta-adrenoreceptor antagonists"),
]

WORDS = {
    "index.txt": "B35.1: toenail fungus",
    "expansions.txt": "HTN > hypertension",
    "equivalents.txt": "ovary = ovarian\ncancer = malignant neoplasm",
    "substances.txt": "T44.7: propranolol; *olol",
    "neoplasms.txt": "C56.9 - - D27.9 - -: ovary; egg sac",
    "defaults.txt": "E11 > E11.9",
    "forms.txt": "ovario- = ovary",
    "opposites.txt": "with | without",
    "hcpcs_abbreviations.txt": "inj > injection",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("words")
    for name, content in WORDS.items():
        (folder / name).write_text(content, encoding="utf-8")
    lexicon = read_lexicon(folder)
    return index_from(build_arrays(ENTRIES, lexicon), lexicon)


def _find(index: SearchIndex, query: str) -> list[Found]:
    return find_codes(index, query, on=ON)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tinea pedis", "B35.3"),
        ("onychomycosis", "B35.1"),
        ("toenail fungus", "B35.1"),
        ("tenail fungis", "B35.1"),
        ("type 2 diabetes", "E11.9"),
        ("diabetic nephropathy", "E11.21"),
        ("HTN", "I10"),
        ("hypertens", "I10"),
        ("ovarian cancer", "C56.9"),
        ("benign neoplasm of egg sac", "D27.9"),
        ("adverse effect of propranolol", "T44.7X5"),
        ("poisoning by bupranolol", "T44.7X1"),
        ("laceration of popliteal vein", "S85.0XXA"),
        ("laceration of popliteal vein subsequent", "S85.0XXD"),
        ("toe nail fungus", "B35.1"),
        ("toenailfungus", "B35.1"),
        ("b351", "B35.1"),
        ("B35.1", "B35.1"),
    ],
)
def test_the_first_answer(index: SearchIndex, query: str, expected: str) -> None:
    """What is typed, and what comes first."""
    assert _find(index, query)[0].code.value == expected


def test_what_ended_is_found_after_what_is_in_force(index: SearchIndex) -> None:
    assert [found.code.value for found in _find(index, "bronchitis")] == ["J42", "J40"]


def test_reasons_name_what_was_understood(index: SearchIndex) -> None:
    assert _find(index, "HTN")[0].why == "HTN = hypertension"
    assert "fungis → fungus" in _find(index, "toenail fungis")[0].why
    assert "bupranolol is named like -olol" in _find(index, "poisoning by bupranolol")[0].why
    assert "usual code of E11" in _find(index, "type 2 diabetes")[0].why


def test_a_heading_follows_its_usual_code(index: SearchIndex) -> None:
    assert [found.code.value for found in _find(index, "type 2 diabetes")][:2] == ["E11.9", "E11"]


def test_the_limit_holds(index: SearchIndex) -> None:
    assert len(find_codes(index, "type 2 diabetes", on=ON, limit=2)) == 2


def test_an_index_read_back_from_its_file_is_the_same(tmp_path: Path) -> None:
    for name, content in WORDS.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    lexicon = read_lexicon(tmp_path)
    arrays = build_arrays(ENTRIES, lexicon)
    write_arrays(tmp_path / "index", arrays)
    again = read_arrays(tmp_path / "index")
    assert arrays.keys() == again.keys()
    assert all((arrays[name] == again[name]).all() for name in arrays)


@pytest.mark.parametrize("damage", ["cut", "altered", "foreign", "empty", "missing"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: str) -> None:
    lexicon_folder = tmp_path / "words"
    lexicon_folder.mkdir()
    for name, content in WORDS.items():
        (lexicon_folder / name).write_text(content, encoding="utf-8")
    path = tmp_path / "index"
    write_arrays(path, build_arrays(ENTRIES, read_lexicon(lexicon_folder)))
    content = bytearray(path.read_bytes())
    content[-20] ^= 0xFF
    kept = {
        "cut": bytes(content[:-30]),
        "altered": bytes(content),
        "foreign": b"<html>not an index</html>" * 9,
        "empty": b"",
    }
    path.unlink()
    if damage in kept:
        path.write_bytes(kept[damage])
    with pytest.raises(SearchIndexDamaged):
        read_arrays(path)
