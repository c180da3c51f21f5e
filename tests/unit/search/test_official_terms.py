"""Lines of an imported index and of imported tables name codes: small files of our own in the official layout."""

from datetime import date
from pathlib import Path

import pytest

from coderdesk.codefiles.official import recognise, rows
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import IndexTerm
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.search.build import build_arrays
from coderdesk.search.find import Found, find_codes
from coderdesk.search.index import SearchIndex, index_from
from coderdesk.search.lexicon import read_lexicon

ON = date(2026, 5, 4)
_FRAME = (
    '<?xml version="1.0" encoding="utf-8"?><ICD10CM.index><version>2026</version><title>{title}</title>{head}'
    "<letter><title>A</title>{terms}</letter></ICD10CM.index>"
)
INDEX = _FRAME.format(
    title="ICD-10-CM INDEX TO DISEASES and INJURIES",
    head="",
    terms=(
        "<mainTerm><title>Blorping<nemod>(chronic) (wet)</nemod></title><code>R05.9</code>"
        '<term level="1"><title>nocturnal</title><code>R05.3</code></term>'
        '<term level="1"><title>cardiac</title><see>Quibble, heart</see></term></mainTerm>'
        "<mainTerm><title>Quibble</title><see>condition</see>"
        '<term level="1"><title>heart</title><code>I51.9</code></term></mainTerm>'
        "<mainTerm><title>Snarg's disease</title><code>M1A.9-</code></mainTerm>"
    ),
)
DRUGS = _FRAME.format(
    title="ICD-10-CM TABLE OF DRUGS and CHEMICALS",
    head=(
        '<indexHeading><head col="1">Substance</head><head col="2">Poisoning, Accidental (unintentional)</head>'
        '<head col="3">Poisoning, Intentional self-harm</head><head col="6">Adverse effect</head></indexHeading>'
    ),
    terms=(
        '<mainTerm><title>Flumazoline</title><cell col="2">T44.7X1</cell><cell col="3">--</cell>'
        '<cell col="6">T44.7X5</cell></mainTerm>'
    ),
)
NEOPLASMS = _FRAME.format(
    title="ICD-10-CM TABLE of NEOPLASMS",
    head=(
        '<indexHeading><head col="1">Site</head><head col="2">Malignant Primary</head>'
        '<head col="5">Benign</head></indexHeading>'
    ),
    terms=(
        '<mainTerm><title>Neoplasm, neoplastic</title><term level="1"><title>egg sac</title>'
        '<cell col="2">C56.9</cell><cell col="5">D27.9</cell></term></mainTerm>'
    ),
)


def _entry(value: str, title: str, *, is_heading: bool = False) -> TabularEntry:
    return TabularEntry(
        system=CodeSystem.ICD10CM,
        value=value,
        title=title,
        level=Level.SUBCATEGORY if is_heading else Level.CODE,
        parent="",
        in_force=Period(date(2025, 10, 1)),
        is_billable=not is_heading,
        release="R",
    )


ENTRIES = [
    _entry("C56.9", "Malignant neoplasm of unspecified ovary"),
    _entry("D27.9", "Benign neoplasm of unspecified ovary"),
    _entry("I51.9", "Heart disease, unspecified"),
    _entry("M1A.9", "Chronic gout, unspecified", is_heading=True),
    _entry("R05.3", "Chronic cough"),
    _entry("R05.9", "Cough, unspecified"),
    _entry("T44.7X1", "Poisoning by beta-adrenoreceptor antagonists, accidental (unintentional)"),
    _entry("T44.7X5", "Adverse effect of beta-adrenoreceptor antagonists"),
]
OUR_WORDS = {
    "index.txt": "R05.3: blorping",
    **dict.fromkeys(("forms.txt", "defaults.txt", "opposites.txt", "hcpcs_abbreviations.txt", "neoplasms.txt"), ""),
}


def _terms(folder: Path) -> list[IndexTerm]:
    found = []
    for name, content in (("index.xml", INDEX), ("drugs.xml", DRUGS), ("neoplasms.xml", NEOPLASMS)):
        path = folder / name
        path.write_text(content, encoding="utf-8")
        (file,) = recognise(path)
        found += [row for row in rows(file) if isinstance(row, IndexTerm)]
    return found


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("official")
    for name, content in OUR_WORDS.items():
        (folder / name).write_text(content, encoding="utf-8")
    lexicon = read_lexicon(folder)
    return index_from(build_arrays(ENTRIES, lexicon, index_terms=_terms(folder)), lexicon)


def _first(index: SearchIndex, query: str) -> Found:
    return find_codes(index, query, on=ON)[0]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("blorping", "R05.9"),
        ("wet blorping", "R05.9"),
        ("nocturnal blorping", "R05.3"),
        ("chronic nocturnal blorping", "R05.3"),
        ("cardiac blorping", "I51.9"),
        ("snarg's disease", "M1A.9"),
        ("adverse effect of flumazoline", "T44.7X5"),
        ("accidental poisoning by flumazoline", "T44.7X1"),
        ("benign neoplasm of egg sac", "D27.9"),
        ("malignant neoplasm of egg sac", "C56.9"),
    ],
)
def test_a_line_names_its_code(index: SearchIndex, query: str, code: str) -> None:
    """A main term, its optional words, a line below it, "see", a heading, the columns of both tables."""
    assert _first(index, query).code.value == code


def test_an_official_line_is_named_as_the_reason(index: SearchIndex) -> None:
    assert _first(index, "nocturnal blorping").why == "index: Blorping, nocturnal"
