"""Names and declarations that no publisher writes: they say nothing, or the file is refused, and nothing breaks."""

from pathlib import Path

import pytest

from coderdesk.codefiles.official import FileRefused, recognise
from tests.helpers import official_files as files


@pytest.mark.parametrize("day", ["13-45-2026", "00-00-2026", "10-01-0000"])
def test_a_name_with_a_day_that_no_calendar_has_says_nothing_of_the_release(tmp_path: Path, day: str) -> None:
    """The 13th month of 2026 is none; the person is asked for the release instead."""
    path = tmp_path / f"MCR_MUE_PractitionerServices_Eff_{day}.csv"
    path.write_bytes(files.MUE)
    (found,) = recognise(path)
    assert (found.header.release, found.header.in_force.start) == ("", None)
    assert found.header.setting == "practitioner"


@pytest.mark.parametrize("encoding", ["nonsense", "shift_jis", "utf-32"])
def test_xml_in_an_encoding_that_cannot_be_read_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "icd10cm-index-2026.xml"
    path.write_bytes(files.INDEX.replace(b"utf-8", encoding.encode()))
    with pytest.raises(FileRefused, match="encoding"):
        recognise(path)


def test_a_path_that_no_disk_can_hold_is_refused() -> None:
    with pytest.raises(FileRefused, match="cannot be opened"):
        recognise(Path("a\0b"))
