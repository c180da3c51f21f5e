"""Whatever the guides let a claim have comes back: each loop, segment, element and code of the maps, and all of them at once."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.claim_writer import written_claims
from coderdesk.edi.compare_claims import compared
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.tokens import raw_segments
from coderdesk.edi.validate import structural_errors
from coderdesk.services.claim_files import round_trip
from coderdesk.shared.clock import SystemClock
from tests.helpers.dental_walk import dental_cases
from tests.helpers.guide_walk import Case, cases
from tests.helpers.submitted_claims import PUBLIC

# the map knows two kinds of PWK on a line and judges each by the codes of the first
_TAKEN_FOR_ANOTHER = "PWK*CT*"


def made(guide: str) -> Iterator[Case]:
    return dental_cases() if guide == "D" else cases(guide)


def lost(text: str) -> str:
    """What of the file did not come back, "" when all did."""
    try:
        again = "".join(written_claims(ClaimReader().claims(io.StringIO(text))))
    except MalformedX12 as fault:
        return str(fault)
    _, differences = compared(raw_segments(io.StringIO(text)), raw_segments(io.StringIO(again)))
    return "; ".join(f"{row.original} -> {row.written}" for row in differences if not row.is_same_value)


@pytest.mark.parametrize(("guide", "least"), [("P", 1700), ("I", 1500), ("D", 130)])
def test_each_thing_that_a_guide_allows_is_held(guide: str, least: int) -> None:
    rows = list(made(guide))
    troubles = {row.what: trouble for row in rows if (trouble := lost(row.text))}
    assert not troubles
    assert len(rows) >= least


@pytest.mark.parametrize("guide", ["P", "I"])
def test_what_is_tried_is_what_the_guide_allows(guide: str) -> None:
    """Files that are tried pass pyx12, so that the test above tries what may come and not what cannot."""
    refused = [
        row.what
        for row in list(cases(guide))[::7]
        if structural_errors(row.text) and _TAKEN_FOR_ANOTHER not in row.text
    ]
    assert refused == []


@pytest.mark.parametrize("guide", ["P", "I", "D"])
def test_everything_at_once_goes_through_a_vault(guide: str, tmp_path: Path) -> None:
    path = tmp_path / "everything.edi"
    path.write_text("".join(row.text for row in list(made(guide))[1::40]), encoding="ascii")
    trip = round_trip(path=path, out=tmp_path / "again.edi", clock=SystemClock())
    assert trip.is_same
    assert trip.remarks == ()
    assert trip.segments > 200


def retold(text: str, element: str, component: str, repetition: str, segment: str) -> str:
    table = {"*": element, ":": component, "^": repetition, "~": segment}
    return text.replace("\n", "").translate(str.maketrans(table))


def numbered_otherwise(text: str) -> str:
    """Two interchanges, of which the second has other delimiters."""
    return text + retold(text.replace("000000101", "000000102"), "|", "<", "!", "\r")


def two_groups(text: str) -> str:
    start, end = text.index("GS*"), text.index("IEA*")
    group = text[start:end]
    second = group.replace("*7*X*", "*8*X*").replace("GE*1*7~", "GE*1*8~")
    return text[:start] + group + second + text[end:].replace("IEA*1", "IEA*2")


def two_sets(text: str) -> str:
    start, end = text.index("ST*"), text.index("GE*")
    one = text[start:end]
    return text[:end] + one.replace("*0001", "*0002") + text[end:].replace("GE*1", "GE*2")


VARIANTS: dict[str, Callable[[str], str]] = {
    "one line": lambda text: text.replace("\n", ""),
    "CRLF after each segment": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: "\n\n" + text.replace("\n", "\n\n  ") + "\n \x1a",
    "blanks before each segment": lambda text: text.replace("\n", "\n    "),
    "blanks after each segment": lambda text: text.replace("~\n", "~  \r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "line ends end segments": lambda text: retold(text, "*", ":", "^", "\n"),
    "CRLF ends segments": lambda text: retold(text, "*", ":", "^", "\r").replace("\r", "\r\n"),
    "bars and carets": lambda text: retold(text, "|", "^", "}", "!"),
    "control characters": lambda text: retold(text, "\x1d", "\x1f", "^", "\x1c"),
    "repetition unused": lambda text: text.replace("*^*00501*", "*U*00501*"),
    "lower case": lambda text: text.replace("CEDAR GOLD", "Cedar Gold").replace("X1", "x1"),
    "several interchanges": numbered_otherwise,
    "several groups": two_groups,
    "several sets": two_sets,
    "guide before its addendum": lambda text: text.replace("X222A1", "X222").replace("X223A2", "X223"),
    "later addendum": lambda text: (
        text.replace("X222A1", "X222A2").replace("X223A2", "X223A3").replace("X224A2", "X224A3")
    ),
    "guide in the group only": lambda text: re.sub(r"(ST\*837\*[^*~]*)\*[^*~]*~", r"\1~", text),
    "counts with zeros": lambda text: text.replace("SE*", "SE*000").replace("GE*1*", "GE*01*"),
    "control numbers with zeros at one end": lambda text: text.replace("*0001~\nGE", "*1~\nGE"),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("guide", ["P", "I", "D"])
def test_the_way_a_file_is_written_changes_nothing(guide: str, variant: str) -> None:
    text = VARIANTS[variant](next(row.text for row in made(guide) if row.what == "everything"))
    assert lost(text) == ""


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public sample files are not beside this checkout")
@pytest.mark.parametrize(
    "variant", [name for name in VARIANTS if not name.startswith(("several", "counts", "control"))]
)
def test_the_published_examples_come_back_however_they_are_written(variant: str) -> None:
    paths = sorted(path for folder in ("837p", "837i", "837d") for path in (PUBLIC / folder).glob("*.edi"))
    # the header's own delimiters may stand in values, so the samples are rewritten from the common ones only
    troubles = {}
    for path in paths:
        text = "".join("*".join(row.elements) + "~\n" for row in raw_segments(io.StringIO(path.read_text("latin-1"))))
        if not {"|", "!", "}", "<"} & set(text):
            troubles[path.name] = lost(VARIANTS[variant](text))
    assert {name for name, trouble in troubles.items() if trouble} == set()
    assert len(troubles) > 10
