"""Bytes and names that are on the disk before anyone is told so."""

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Return once the disk has the file's bytes. Raises OSError."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename durable, on systems where folders can be synced. Raises OSError."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
