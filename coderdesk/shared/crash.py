"""The crash report: what failed and where, by types and line numbers, never a word of what it was working on."""

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePath

from coderdesk import __version__


def write_crash_report(fault: BaseException, *, folder: Path, at: datetime) -> Path:
    """The new file's path, readable by its owner only. An error's message stays out: it may quote a patient's record."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(crash_text(fault, at=at))
    return path


def crash_text(fault: BaseException, *, at: datetime) -> str:
    head = f"CoderDesk {__version__}, Python {platform.python_version()}, {sys.platform} {platform.machine()}\n{at.isoformat()}\n"
    return head + "".join(_described(error) for error in _chain(fault))


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """The fault, then what led to it."""
    seen: set[int] = set()
    error: BaseException | None = fault
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _described(error: BaseException) -> str:
    frames = traceback.walk_tb(error.__traceback__)
    lines = (f"  {_short(frame.f_code.co_filename)}:{line} in {frame.f_code.co_qualname}\n" for frame, line in frames)
    return f"\n{type(error).__module__}.{type(error).__qualname__}\n" + "".join(lines)


def _short(filename: str) -> str:
    """The end of the path: its beginning names the person's folders."""
    return "/".join(PurePath(filename).parts[-3:])
