"""Builds of the code index that a new one replaces: gone when nobody needs them, kept while another window may."""

import os
import time
from pathlib import Path

import pytest

from coderdesk.services.code_build import forget_older
from coderdesk.services.code_files import MARK

HOUR = 3600


def built(cache: Path, name: str, *, hours_ago: float) -> Path:
    folder = cache / name
    folder.mkdir()
    (folder / MARK).touch()
    for path in (folder / MARK, folder):
        os.utime(path, (time.time() - hours_ago * HOUR,) * 2)
    return folder


@pytest.mark.parametrize(
    ("name", "hours_ago", "is_kept"),
    [
        ("codes-old", 30, False),
        ("codes-old", 2, True),
        ("codes-old.building-17", 0.5, True),
        ("codes-old.building-17", 2, False),
    ],
    ids=["not opened for long", "open in another window", "in the making", "left by a killed program"],
)
def test_what_is_kept_beside_a_new_build(tmp_path: Path, name: str, hours_ago: float, is_kept: bool) -> None:  # noqa: FBT001
    new, other = built(tmp_path, "codes-new", hours_ago=0), built(tmp_path, name, hours_ago=hours_ago)
    forget_older(new)
    assert new.exists()
    assert other.exists() is is_kept


def test_a_folder_without_its_mark_is_no_build(tmp_path: Path) -> None:
    """damaged and marked so: nobody can open it"""
    new, other = built(tmp_path, "codes-new", hours_ago=0), built(tmp_path, "codes-old", hours_ago=0)
    (other / MARK).unlink()
    forget_older(new)
    assert not other.exists()
