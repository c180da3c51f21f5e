"""Putting a printed page on the disk: whole, or not at all and with a sentence that says why."""

from pathlib import Path

from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.files import write_atomically


class PageNotWritten(AppError):
    """The disk refused the page."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path.name} could not be written to {path.parent} ({reason}). Nothing was left in the folder, and what is "
            "in the vault is as it was. Free some space or choose another folder, then print it again."
        )


def write_page(path: Path, page: bytes) -> Path:
    """The page's path. Raises PageNotWritten."""
    try:
        write_atomically(path, page)
    except OSError as trouble:
        raise PageNotWritten(path, trouble.strerror or "the disk gave no reason") from trouble
    return path
