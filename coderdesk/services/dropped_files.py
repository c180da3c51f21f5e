"""Files that come in together, told apart: code sets go to the book, everything else is looked at as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coderdesk.codefiles.official.recognise import recognise
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.services.shelf_releases import saved_mappings
from coderdesk.shared.paths import Paths

_FIRST_BYTES = 512
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".zip"})
_DOCUMENTS = frozenset({".pdf", ".docx", ".rtf", ".json", ".hl7", ".htm", ".html"})
_DOCUMENT_STARTS = (b"%PDF", b"{\\rtf", b"MSH|", b"FHS|", b"BHS|", b"{", b"[")


@dataclass(frozen=True, slots=True)
class FilesApart:
    """In the order given. A file is in one of the two."""

    code_sets: tuple[Path, ...]
    documents: tuple[Path, ...]


def files_apart(*, paths: Paths, files: Sequence[Path]) -> FilesApart:
    """Look at each file's beginning. One that cannot be read counts as a document, whose reader then says why."""
    known = {file: file.suffix.lower() in _TABLES or _is_code_set(paths, file) for file in files}
    return FilesApart(
        code_sets=tuple(file for file in files if known[file]),
        documents=tuple(file for file in files if not known[file]),
    )


def _is_code_set(paths: Paths, file: Path) -> bool:
    if file.suffix.lower() in _DOCUMENTS:
        return False
    try:
        with file.open("rb") as stream:
            start = stream.read(_FIRST_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
        return not start.startswith(_DOCUMENT_STARTS) and bool(recognise(file, mappings=saved_mappings(paths=paths)))
    except (FileRefused, OSError):
        return False
