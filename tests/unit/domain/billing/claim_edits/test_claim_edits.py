"""The tuple of claim edits names every rule of the folder, and every rule has its cases."""

from pathlib import Path

from coderdesk.domain.billing import claim_edits
from coderdesk.domain.billing.claim_edits import CLAIM_EDITS, HISTORY_EDITS, claim_findings
from tests.helpers.claims import TODAY, a_claim

NOT_RULES = {"__init__", "persons", "detail_places"}


def test_every_file_is_a_rule_that_runs() -> None:
    files = {path.stem for path in Path(claim_edits.__file__).parent.glob("*.py")} - NOT_RULES
    assert files == {edit.__name__ for edit in (*CLAIM_EDITS, *HISTORY_EDITS)}


def test_every_rule_has_its_cases() -> None:
    cases = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert {edit.__name__ for edit in (*CLAIM_EDITS, *HISTORY_EDITS)} <= cases


def test_findings_come_in_the_order_of_the_rules() -> None:
    """no member id, no diagnosis and no line: the policy's rule is before those of the visit"""
    claim = a_claim(member_id="", diagnoses=(), lines=())
    assert [finding.rule_id for finding in claim_findings(claim, TODAY)] == [
        "member-id",
        "diagnosis-count",
        "line-count",
    ]
