"""Who sends to whom, and under which numbers."""

from dataclasses import replace

import pytest

from coderdesk.domain.billing.envelope import submitter_id_of
from tests.helpers.claims import PRACTICE, an_envelope


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("submitter_id", ""),
        ("submitter_id", "A" * 16),
        ("receiver_id", "~"),
        ("interchange_control", 0),
        ("group_control", 1_000_000_000),
        ("transaction_control", -1),
    ],
)
def test_what_the_fixed_widths_cannot_hold_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field):
        an_envelope(**{field: value})


def test_full_width_is_allowed() -> None:
    assert an_envelope(submitter_id="A" * 15, interchange_control=999_999_999).reference == "999999999000000001"


def test_the_npi_stands_in_for_a_submitter_id() -> None:
    assert submitter_id_of(replace(PRACTICE, submitter_id="")) == PRACTICE.npi
