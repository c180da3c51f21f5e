"""Opens a claim file for reading: its fingerprint, its size, and its characters whatever wrote them."""

import codecs
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from coderdesk.domain.values.trouble import AppError

_CHUNK = 1 << 20


class FileUnreadable(AppError):
    def __init__(self, path: Path, trouble: OSError) -> None:
        super().__init__(
            f"{path} could not be read ({trouble.strerror or 'no reason given'}). Nothing was changed; check the file and its "
            "folder."
        )


def fingerprint(path: Path) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal digits. Raises FileUnreadable."""
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def encoding_of(path: Path) -> str:
    """UTF-8 where the file is that throughout, else one character a byte. Raises FileUnreadable."""
    return "utf-8" if _is_utf8(path) else "latin-1"


@contextmanager
def opened_text(path: Path) -> Iterator[TextIO]:
    """The file as text. Raises FileUnreadable."""
    try:
        stream = path.open(encoding=encoding_of(path), newline="")
    except OSError as trouble:
        raise FileUnreadable(path, trouble) from trouble
    with stream:
        yield stream


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as trouble:
        raise FileUnreadable(path, trouble) from trouble
