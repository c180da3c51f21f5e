"""The letters of a claim's diagnoses, and what the passages of an assignment prove."""

from dataclasses import replace

from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, Lettering
from coderdesk.domain.values.ids import AssignmentId
from tests.helpers.claims import DOCUMENT, UTI, VISIT_SERVICE


def diagnosis(position: int, state: AssignmentState = AssignmentState.BILLABLE) -> CodeAssignment:
    return replace(UTI, id=AssignmentId(f"dx-{position}"), position=position, state=state)


def test_letters_follow_the_claim_order() -> None:
    """positions 2, 1 and a service: the first-listed is A, a service has none"""
    lettering = Lettering.of((diagnosis(2), VISIT_SERVICE, diagnosis(1)))
    assert lettering.letters == {"dx-1": "A", "dx-2": "B"}
    assert lettering.of_code(VISIT_SERVICE.id) == ""


def test_the_thirteenth_has_no_letter() -> None:
    """thirteen diagnoses: A to L, and one that does not fit on the claim"""
    lettering = Lettering.of(tuple(diagnosis(position) for position in range(1, 14)))
    assert "".join(lettering.letters.values()) == "ABCDEFGHIJKL"
    assert lettering.of_code(AssignmentId("dx-13")) == ""


def test_a_question_takes_no_letter() -> None:
    """dx 1 asked / dx 2 and dx 3 documented or waiting for a passage: A and B"""
    rows = (diagnosis(1, AssignmentState.QUERY), diagnosis(2), diagnosis(3, AssignmentState.UNPROVEN))
    assert Lettering.of(rows).letters == {"dx-2": "A", "dx-3": "B"}


def test_pointers_as_letters() -> None:
    """points at the second, the first and one that is gone"""
    lettering = Lettering.of((diagnosis(1), diagnosis(2)))
    assert lettering.pointer_letters((AssignmentId("dx-2"), AssignmentId("dx-1"), AssignmentId("gone"))) == ("B", "A")


def test_passages_by_what_they_prove() -> None:
    units = Evidence.quote(DOCUMENT, 0, 7, Supports.UNITS)
    service = replace(VISIT_SERVICE, evidence=(*VISIT_SERVICE.evidence, units))
    assert service.passages(Supports.UNITS) == (units,)
    assert service.passages(Supports.CODE) == VISIT_SERVICE.evidence
    assert service.passages(Supports.MODIFIER) == ()
