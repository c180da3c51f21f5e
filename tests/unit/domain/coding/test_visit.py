"""A visit as the rules see it."""

from dataclasses import replace

import pytest

from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.values.ids import AssignmentId
from tests.helpers.claims import DIABETES, DIPSTICK, DOCUMENT, UTI, VISIT_DAY, VISIT_SERVICE, a_visit


def test_questions_stand_apart() -> None:
    """E11.9 and 81002 asked: neither is a diagnosis or service of the visit yet"""
    asked = tuple(replace(row, state=AssignmentState.QUERY) for row in (DIABETES, DIPSTICK))
    visit = a_visit(UTI, VISIT_SERVICE, *asked)
    assert (visit.diagnoses, visit.services, visit.queries) == ((UTI,), (VISIT_SERVICE,), asked)


def test_what_lost_its_passage_still_belongs_to_the_visit() -> None:
    unproven = replace(UTI, state=AssignmentState.UNPROVEN)
    assert a_visit(unproven).diagnoses == (unproven,)


def test_look_ups() -> None:
    visit = a_visit()
    assert visit.date_of_service == VISIT_DAY
    assert visit.documents_by_id == {DOCUMENT.id: DOCUMENT}
    assert visit.assignment(DIABETES.id) is DIABETES
    with pytest.raises(KeyError):
        visit.assignment(AssignmentId("gone"))
