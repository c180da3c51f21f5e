"""The folder that a demonstration fills: new, empty, or left by an earlier one; never a person's own."""

import re
from pathlib import Path

from coderdesk.domain.values.trouble import AppError

_LEFT_BY_US = re.compile(r"\d\d-.+\.png|837P_.+\.edi|Invoice .+\.pdf")


class FolderNotFree(AppError):
    """Something that no demonstration left lies there, or the folder cannot be made."""

    def __init__(self, out: Path, why: str) -> None:
        super().__init__(
            f"The demonstration needs {out} for itself ({why}). Nothing was changed there. Name a new or an empty folder."
        )


def cleared(out: Path) -> Path:
    """The folder, made or emptied of an earlier demonstration's files. Raises FolderNotFree before anything is deleted.

    Invoices and claim files alone are no sign of a demonstration: they may be a practice's.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        left = sorted(out.iterdir())
    except OSError as trouble:
        raise FolderNotFree(out, trouble.strerror or "the disk gave no reason") from trouble
    foreign = [path.name for path in left if not (path.is_file() and _LEFT_BY_US.fullmatch(path.name))]
    if foreign:
        raise FolderNotFree(out, f"{foreign[0]} lies in it")
    if left and not any(path.name.startswith("01-") for path in left):
        raise FolderNotFree(out, f"{left[0].name} lies in it")
    for path in left:
        path.unlink()
    return out
