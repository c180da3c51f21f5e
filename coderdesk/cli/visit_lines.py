"""Visits as JSON lines from a file or the standard input."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from coderdesk.cli.progress import BarProgress
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.ports import NoProgress


class StaysUnreadable(AppError):
    """The file is missing or no file."""

    def __init__(self, path: str, trouble: OSError) -> None:
        super().__init__(
            f"{path} could not be read ({trouble.strerror or 'no reason given'}). Nothing was grouped; name a file of inpatient "
            "visits, one JSON object a line, or - for the standard input."
        )


@contextmanager
def opened_lines(name: str) -> Iterator[BinaryIO]:
    """Raises StaysUnreadable."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 -- closed below, and a missing file has a sentence of its own
    except OSError as trouble:
        raise StaysUnreadable(name, trouble) from trouble
    with stream:
        yield stream


def build_progress() -> BarProgress | NoProgress:
    """A first run may build the index; that is told on stderr, so that stdout stays answers only."""
    return BarProgress(sys.stderr) if sys.stderr.isatty() else NoProgress()
