"""Cases of the coding edit "units not documented"."""

from dataclasses import replace
from decimal import Decimal

import pytest

from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, ServiceDetails
from coderdesk.domain.coding.edits.units_not_documented import units_not_documented
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import DIPSTICK, DOCUMENT, NOTE, UTI, VISIT_SERVICE, a_visit, places
from tests.helpers.code_book import BOOK

STOPPED = {(Severity.STOP, Place.ASSIGNMENT, "units")}


def dipstick(units: str, *evidence: Evidence) -> CodeAssignment:
    return replace(DIPSTICK, evidence=DIPSTICK.evidence + evidence, service=ServiceDetails(units=Decimal(units)))


def counted(words: str, supports: Supports = Supports.UNITS, units: str = "2") -> CodedVisit:
    """The visit whose note ends with these words, quoted for the units of 81002."""
    text = f"{NOTE} {words}"
    document = replace(DOCUMENT, text=text, hash=content_hash(text))
    start = text.index("Urine dipstick")
    service = replace(
        DIPSTICK,
        evidence=(
            Evidence.quote(document, start, start + 14),
            Evidence.quote(document, len(text) - len(words), len(text), supports),
        ),
        service=ServiceDetails(units=Decimal(units)),
    )
    return replace(a_visit(UTI, service), documents=(document,))


def test_two_without_a_word() -> None:
    """81002 x 2 / only "Urine dipstick" is quoted"""
    found = tuple(units_not_documented(a_visit(UTI, dipstick("2")), BOOK))
    assert places(found) == STOPPED
    assert found[0].message.startswith("81002 has 2 units")


def test_half_without_a_word() -> None:
    """81002 x 0.5 / only "Urine dipstick" is quoted"""
    assert places(units_not_documented(a_visit(UTI, dipstick("0.5")), BOOK)) == STOPPED


def test_none() -> None:
    """81002 x 0"""
    assert places(units_not_documented(a_visit(UTI, dipstick("0")), BOOK)) == STOPPED


def test_number_quoted_for_the_code() -> None:
    """81002 x 2 / "2 strips" is quoted, but as proof of the service"""
    assert places(units_not_documented(counted("2 strips", Supports.CODE), BOOK)) == STOPPED


@pytest.mark.parametrize("words", ["several strips", "repeated often", "weighed again", "the whole amount", "someone"])
def test_no_number_in_the_passage(words: str) -> None:
    """81002 x 2 / the passage quoted for the units states no quantity: "often" is not ten, "weighed" is not eight"""
    assert places(units_not_documented(counted(words), BOOK)) == STOPPED


def test_passage_vanished() -> None:
    """81002 x 2 on "2 strips" / the revised note has one strip"""
    visit = counted("used 2 strips")
    revised = visit.documents[0].text.replace("used 2 strips", "used one strip")
    document = replace(visit.documents[0], text=revised, hash=content_hash(revised))
    assert places(units_not_documented(replace(visit, documents=(document,)), BOOK)) == STOPPED


@pytest.mark.parametrize(
    "words",
    [
        "2 strips",
        "(2 units of 250 mg)",
        "Two strips",
        "done twice",
        "both knees",
        "Bilateral",
        "thirty minutes face to face",
        "forty-five minutes",
        "eighteen lesions",
        "half an ampoule",
        "½ ampoule",
        "a dozen tags",
        "one hundred milligrams",
    ],
)
def test_number_or_number_word(words: str) -> None:
    """81002 x 2 / the quantity as a clinic writes or dictates it"""
    assert places(units_not_documented(counted(words), BOOK)) == set()


def test_one() -> None:
    """99213 x 1: the service itself is the quantity"""
    assert places(units_not_documented(a_visit(UTI, VISIT_SERVICE), BOOK)) == set()


def test_one_written_otherwise() -> None:
    """looks like another number, is allowed: 1.0 is one"""
    assert places(units_not_documented(a_visit(UTI, dipstick("1.0")), BOOK)) == set()


def test_asked() -> None:
    """looks undocumented, is allowed: the provider was asked, and nothing of it is billed"""
    asked = replace(dipstick("3"), state=AssignmentState.QUERY, evidence=())
    assert places(units_not_documented(a_visit(UTI, asked), BOOK)) == set()


def test_large_number_is_written_out() -> None:
    """81002 x 100 is told as 100 and not as 1E+2"""
    (finding,) = units_not_documented(a_visit(UTI, dipstick("100")), BOOK)
    assert "has 100 units" in finding.message
