"""Where things are kept, and where the read-only data is found."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coderdesk.shared.clock import FixedClock, SystemClock
from coderdesk.shared.paths import Paths, user_paths
from coderdesk.shared.ports import NoProgress
from coderdesk.shared.resources import codesets_path, resource_path


def test_everything_lies_under_the_folder_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CODERDESK_HOME moves vaults, cache and state, and makes the folders."""
    monkeypatch.setenv("CODERDESK_HOME", str(tmp_path / "home"))
    paths = user_paths()
    assert paths == Paths.under(tmp_path / "home")
    assert all(folder.is_dir() for folder in (paths.vaults, paths.cache, paths.state))


def test_nothing_is_made_until_it_is_asked_for(tmp_path: Path) -> None:
    Paths.under(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_the_data_travels_with_the_program() -> None:
    assert resource_path("demo", "visits.toml").is_file()
    assert codesets_path().is_dir()


def test_clocks() -> None:
    """one that stands still / the machine's, which knows its time zone"""
    instant = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
    clock = FixedClock(instant)
    assert (clock.now(), clock.today()) == (instant, instant.date())
    assert SystemClock().now().tzinfo is not None


def test_progress_that_nobody_watches_never_stops_the_work() -> None:
    progress = NoProgress()
    progress.report(done=1, total=2, what="demo visits")
    assert not progress.is_cancelled
