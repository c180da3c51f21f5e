"""Files that come in together, told apart: code sets go to the book, X12 to the claims, everything else is a document."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from coderdesk.codefiles.official.recognise import recognise
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.services.shelf_releases import saved_mappings
from coderdesk.shared.paths import Paths

_FIRST_BYTES = 512
_MOST_FILES = 2_000  # of one folder: who drops a whole disk meant something else
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".zip"})
_DOCUMENTS = frozenset(
    {".pdf", ".docx", ".rtf", ".json", ".hl7", ".htm", ".html", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
_DOCUMENT_STARTS = (b"%PDF", b"{\\rtf", b"MSH|", b"FHS|", b"BHS|", b"{", b"[")


@dataclass(frozen=True, slots=True)
class FilesApart:
    """In the order given. A file is in one of the three."""

    code_sets: tuple[Path, ...]
    documents: tuple[Path, ...]
    answers: tuple[Path, ...] = ()


def files_apart(*, paths: Paths, files: Sequence[Path]) -> FilesApart:
    """Look at each file's beginning, a folder standing for the files in it; each once. One that cannot be read counts as a
    document, whose reader then says why."""
    files = tuple(dict.fromkeys(found for file in files for found in _files_of(file)))
    answers = tuple(file for file in files if _is_x12(file))
    others = [file for file in files if file not in answers]
    known = {file: file.suffix.lower() in _TABLES or _is_code_set(paths, file) for file in others}
    return FilesApart(
        code_sets=tuple(file for file in others if known[file]),
        documents=tuple(file for file in others if not known[file]),
        answers=answers,
    )


def _files_of(dropped: Path) -> Iterator[Path]:
    """By name, those of folders in folders too; hidden ones and links are left out. An empty folder stands for itself."""
    if not dropped.is_dir():
        yield dropped
        return
    inside = islice((Path(folder) / name for folder, name in _walked(dropped)), _MOST_FILES)
    found = sorted(path for path in inside if not path.is_symlink() and path.is_file())
    yield from found or [dropped]


def _walked(folder: Path) -> Iterator[tuple[str, str]]:
    for around, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from ((around, name) for name in sorted(names) if not name.startswith((".", "~")))


def _is_x12(file: Path) -> bool:
    """It begins as an interchange does: ISA, a separator, and two digits."""
    try:
        with file.open("rb") as stream:
            start = stream.read(_FIRST_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return False
    return start.startswith(b"ISA") and not start[3:4].isalnum() and start[4:6].isalnum() and start[6:7] == start[3:4]


def _is_code_set(paths: Paths, file: Path) -> bool:
    if file.suffix.lower() in _DOCUMENTS:
        return False
    try:
        with file.open("rb") as stream:
            start = stream.read(_FIRST_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
        return not start.startswith(_DOCUMENT_STARTS) and bool(recognise(file, mappings=saved_mappings(paths=paths)))
    except (FileRefused, OSError):
        return False
