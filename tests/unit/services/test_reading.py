"""Files of plain text, and judging without reading first."""

from pathlib import Path

import pytest

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.services.reading import TextUnreadable, judge_passage, text_of


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b"No fever.\r\nCough.\r\n", "No fever.\nCough.\n"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        (b"Caf\xe9", "Café"),
        (b"", ""),
    ],
)
def test_plain_files(tmp_path: Path, written: bytes, text: str) -> None:
    """Line ends become one, a byte order mark goes, a file that is no UTF-8 is read as Windows text."""
    file = tmp_path / "note.txt"
    file.write_bytes(written)
    assert text_of(file) == text


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "note.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\0\0\0")
    with pytest.raises(TextUnreadable):
        text_of(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextUnreadable):
        text_of(tmp_path / "none.txt")


def test_one_passage() -> None:
    assert judge_passage(text="No fever.", start=3, end=8).assertion is Assertion.NEGATED
