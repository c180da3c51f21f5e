"""The delay after wrong passphrases grows, outlives the program, and never locks anyone out for good."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coderdesk.shared.clock import FixedClock
from coderdesk.storage.waiting import Waiting

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def at(folder: Path, seconds: float) -> Waiting:
    return Waiting(folder, FixedClock(NOON + timedelta(seconds=seconds)))


def test_the_delay_doubles_up_to_a_minute(tmp_path: Path) -> None:
    assert [at(tmp_path, 0).failed("v") for _ in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_clock_counts_it_down(tmp_path: Path) -> None:
    for _ in range(3):
        at(tmp_path, 0).failed("v")
    assert [at(tmp_path, seconds).seconds_left("v") for seconds in (0, 0.2, 1, 3.9, 4, 100)] == [4, 4, 3, 1, 0, 0]


def test_each_vault_waits_for_itself(tmp_path: Path) -> None:
    at(tmp_path, 0).failed("v")
    assert at(tmp_path, 0).seconds_left("w") == 0


def test_the_right_passphrase_ends_it(tmp_path: Path) -> None:
    at(tmp_path, 0).failed("v")
    at(tmp_path, 5).forget("v")
    assert at(tmp_path, 0).seconds_left("v") == 0
    assert at(tmp_path, 5).failed("v") == 1


def test_a_clock_that_was_set_back_waits_a_minute_at_most(tmp_path: Path) -> None:
    """the wrong try was made while the clock stood a year ahead"""
    at(tmp_path, 365 * 86400).failed("v")
    assert at(tmp_path, 0).seconds_left("v") == 60
    assert at(tmp_path, 45).seconds_left("v") == 15
    assert at(tmp_path, 60).seconds_left("v") == 0


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"v": 1}', b'{"v": {"failures": 1}}', b'{"v": {"failures": 1, "until": "x"}}']
)
def test_a_garbled_file_does_not_keep_anyone_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "unlock-waits.json").write_bytes(content)
    assert at(tmp_path, 0).seconds_left("v") == 0
    assert at(tmp_path, 0).failed("v") == 1
    assert at(tmp_path, 0).seconds_left("v") == 1


def test_a_state_folder_that_cannot_be_made_does_not_keep_anyone_out(tmp_path: Path) -> None:
    """a file stands where the folder should be"""
    (tmp_path / "state").write_text("in the way")
    assert at(tmp_path / "state", 0).failed("v") == 1
    assert at(tmp_path / "state", 0).seconds_left("v") == 0


@pytest.mark.parametrize(
    "content",
    [
        '{"v": {"failures": 1e400, "until": "2026-03-09T12:00:00+00:00"}}',
        '{"v": {"failures": -7, "until": "2026-03-09T12:00:00+00:00"}}',
        '{"v": {"failures": 1, "until": "0001-01-01T00:00:00+14:00"}}',
        "[" * 100_000,
    ],
)
def test_a_garbled_file_locks_nobody_out(tmp_path: Path, content: str) -> None:
    """infinitely many failures / fewer than none / before the calendar begins / nested without end"""
    (tmp_path / "unlock-waits.json").write_text(content)
    assert at(tmp_path, 0).seconds_left("v") == 0
    assert at(tmp_path, 0).failed("v") == 1
