"""What can be done with a visit next, and why not."""

import pytest

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Place
from coderdesk.ui.views.desk.next_steps import Next, steps_of
from tests.helpers.claims import UTI
from tests.helpers.desk_values import a_finding, a_sheet

CODED = EncounterStatus.CODED
PERSONAL = a_finding("The policy has no member id.", place=Place.COVERAGE, row_id="coverage-1", field="member_id")


def test_a_finished_coding_can_be_marked() -> None:
    steps = steps_of(a_sheet(), "")
    assert (steps.mark, steps.next) == ("", Next.MARK)
    assert steps.invoice == steps.export == "Mark the visit coded first."


def test_a_stop_on_a_code_keeps_the_visit_open() -> None:
    assert steps_of(a_sheet(findings=(a_finding(),)), "").mark == a_finding().message


def test_several_stops_are_counted() -> None:
    """two stops on codes, no service"""
    steps = steps_of(a_sheet(UTI, findings=(a_finding(), a_finding("Another."))), "")
    assert steps.mark.endswith("And 2 more stops.")


def test_a_missing_member_id_holds_up_the_claim_not_the_coder() -> None:
    assert steps_of(a_sheet(findings=(PERSONAL,)), "").mark == ""
    assert steps_of(a_sheet(findings=(PERSONAL,), status=CODED), "").export == PERSONAL.message


@pytest.mark.parametrize(
    ("changes", "next_step"), [({}, Next.EXPORT), ({"payer": None, "coverage": None}, Next.INVOICE)]
)
def test_after_coding_comes_the_bill(changes: dict[str, None], next_step: Next) -> None:
    """a payer gets a claim, a self-payer an invoice"""
    steps = steps_of(a_sheet(status=CODED, **changes), "")
    assert (steps.next, steps.can_reopen, steps.invoice) == (next_step, True, "")


def test_a_billed_visit_is_not_reopened() -> None:
    steps = steps_of(a_sheet(status=EncounterStatus.BILLED), "")
    assert not steps.can_reopen
    assert "left the house" in steps.mark


def test_nothing_is_done_in_a_read_only_vault() -> None:
    steps = steps_of(a_sheet(status=CODED), "Read only.")
    assert {steps.mark, steps.invoice, steps.export} == {"Read only."}
