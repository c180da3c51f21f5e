"""Reading a document for the screen and the shell: its parts, and what each passage of it asserts."""

from pathlib import Path

from coderdesk.domain.clinical.reading import Judgement
from coderdesk.domain.values.trouble import AppError
from coderdesk.reading.assertion import assertion_of
from coderdesk.reading.document import ReadDocument, read_document


class TextUnreadable(AppError):
    """A file of text that cannot be opened, or that holds something else."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path} {what}. Nothing was read; give a file of plain text, saved as UTF-8.")


def read_text(*, text: str) -> ReadDocument:
    """Sections and sentences of a text, once; then `judgement_of(start, end)` judges any passage in well under 1 ms."""
    return read_document(text)


def judge_passage(*, text: str, start: int, end: int) -> Judgement:
    """Judge one passage of a text that was not read before."""
    return assertion_of(text, start, end)


def lines_of(path: Path) -> list[bytes]:
    """The lines of a file as they are written, a mark of UTF-8 at its beginning left out. Raises TextUnreadable."""
    return _bytes_of(path).removeprefix(b"\xef\xbb\xbf").splitlines()


def text_of(path: Path) -> str:
    """The text of a plain file, line ends made "\\n" so that offsets mean the same everywhere. Raises TextUnreadable."""
    written = _bytes_of(path)
    if b"\0" in written:
        raise TextUnreadable(path, "holds no plain text")
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = written.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise TextUnreadable(path, f"cannot be opened ({trouble.strerror})") from trouble
