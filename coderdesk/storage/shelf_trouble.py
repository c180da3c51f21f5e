"""What can go wrong with the shelf of imported code sets, each with its own sentence."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from coderdesk.domain.values.trouble import AppError


class ShelfTrouble(AppError):
    """The shelf could not be opened, read or written. No patient stands in it, and the shipped code sets need it not."""


class ShelfDamaged(ShelfTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The file of imported code sets, {path}, is damaged. No visit is touched by that, and the code sets that came "
            "with CoderDesk stay in use. Move the file away and import the official files again."
        )


class ShelfNewer(ShelfTrouble):
    def __init__(self, path: Path, *, found: int, known: int) -> None:
        super().__init__(
            f"{path.name} was written by a newer CoderDesk (version {found} of that file; this program knows {known}). It was "
            "left as it is, and the code sets that came with CoderDesk stay in use. Install the newer CoderDesk."
        )


class ShelfFull(ShelfTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk that holds {path.name} is full. The import was undone; every code set is as it was before. "
            "Free some space and import the file again."
        )


class ShelfDiskTrouble(ShelfTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk that holds {path} refused to read or write. Nothing was changed; every code set is as it was before. "
            "Check the disk and your right to write there, then try again."
        )


class ShelfBusy(ShelfTrouble):
    def __init__(self) -> None:
        super().__init__(
            "Another CoderDesk is importing code sets at this moment. Nothing was changed. Wait until it is done and try again."
        )


class ReleaseGone(ShelfTrouble):
    def __init__(self, release_id: str) -> None:
        self.release_id = release_id
        super().__init__(
            f"No imported release has the number {release_id}. Nothing was changed. Look at the list of releases again."
        )


def shelf_trouble_of(fault: BaseException | None, path: Path) -> ShelfTrouble | None:
    """The sentence for a driver's error, or None when it is a bug."""
    code = getattr(fault, "sqlite_errorcode", None)
    known: dict[int, Callable[[], ShelfTrouble]] = {
        sqlite3.SQLITE_FULL: lambda: ShelfFull(path),
        sqlite3.SQLITE_IOERR: lambda: ShelfDiskTrouble(path),
        sqlite3.SQLITE_CANTOPEN: lambda: ShelfDiskTrouble(path),
        sqlite3.SQLITE_PERM: lambda: ShelfDiskTrouble(path),
        sqlite3.SQLITE_READONLY: lambda: ShelfDiskTrouble(path),
        sqlite3.SQLITE_BUSY: ShelfBusy,
        sqlite3.SQLITE_CORRUPT: lambda: ShelfDamaged(path),
        sqlite3.SQLITE_NOTADB: lambda: ShelfDamaged(path),
    }
    sentence = known.get(code & 0xFF) if isinstance(code, int) else None
    return sentence() if sentence else None
