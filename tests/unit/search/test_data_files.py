"""Our own words under resources/search name codes that exist, in a form that the readers understand."""

from collections import Counter
from pathlib import Path

import pytest

from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.search.lexicon import Lexicon, built_from, read_lexicon
from coderdesk.search.wording import data_lines, key_of, parts_of
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.shared.resources import resource_path

FOLDER = resource_path("search")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon(FOLDER)


def _codes_of(path: Path) -> list[str]:
    return [line.split(":", 1)[0].strip() for line in data_lines(path)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("index*.txt")), ids=lambda path: path.stem)
def test_every_term_of_our_index_names_a_code_of_the_book(library: CodeLibrary, path: Path) -> None:
    unknown = [code for code in _codes_of(path) if library.find(CodeSystem.ICD10CM, code) is None]
    assert unknown == []


def test_every_default_is_a_code_below_its_heading(library: CodeLibrary, lexicon: Lexicon) -> None:
    """E11 > E11.9: both are in the book, the right one can be billed."""
    for heading, code in lexicon.defaults.items():
        assert library.find(CodeSystem.ICD10CM, heading) is not None, heading
        found = library.find(CodeSystem.ICD10CM, code)
        assert found is not None, code
        assert found.is_billable, code
        assert undotted(code).startswith(undotted(heading))


def test_every_neoplasm_column_is_a_code_of_its_behaviour(library: CodeLibrary) -> None:
    """Malignant in C, secondary in C77-C80, in situ in D00-D09, benign in D10-D36, uncertain D37-D48, unspecified D49."""
    ranges = [("C00", "C97"), ("C77", "C80"), ("D00", "D09"), ("D10", "D76"), ("D37", "D48"), ("D49", "D49")]
    for line in data_lines(FOLDER / "neoplasms.txt"):
        codes = line.partition(":")[0].split()
        assert len(codes) == 6, line
        for code, (first, last) in zip(codes, ranges, strict=True):
            if code != "-":
                assert library.find(CodeSystem.ICD10CM, code) is not None, (code, line)
                assert first <= code[:3] <= last, (code, line)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("substances*.txt")), ids=lambda path: path.stem)
def test_every_substance_has_a_code_for_an_accident(library: CodeLibrary, path: Path) -> None:
    for code in _codes_of(path):
        stem = undotted(code)
        found = [library.find(CodeSystem.ICD10CM, one) for one in (stem.ljust(5, "X") + "1", stem + "1")]
        assert any(found), code


def test_no_site_and_no_substance_is_listed_under_two_codes() -> None:
    for name in ("neoplasms.txt", "substances_poisons.txt"):
        names = [part.lower() for line in data_lines(FOLDER / name) for part in parts_of(line.partition(":")[2], ";")]
        twice = [one for one, count in Counter(names).items() if count > 1]
        assert twice == []


def test_no_line_of_a_data_file_is_cut_off() -> None:
    for path in FOLDER.glob("*.txt"):
        for line in data_lines(path):
            mark = next((one for one in (">", ":", "=", "|") if one in line), None)
            assert mark is not None, (path.name, line)
            left, _, right = line.partition(mark)
            assert left.strip(), (path.name, line)
            assert right.strip(), (path.name, line)


def test_an_abbreviation_stands_for_its_words(lexicon: Lexicon) -> None:
    assert lexicon.rewrites[key_of("HTN")][0].words == key_of("hypertension")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vulvovaginal", ("vulva", "vagina")),
        ("oropharyngeal", ("mouth", "pharynx")),
        ("hypertension", ()),
        ("left", ()),
    ],
)
def test_a_medical_word_is_taken_apart(lexicon: Lexicon, word: str, expected: tuple[str, ...]) -> None:
    assert built_from(lexicon, word) == expected
