"""What differs by machine or must be frozen in a test: the clock and the report of progress."""

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """An aware instant."""
        ...

    def today(self) -> date:
        """The date on the wall."""
        ...


class Progress(Protocol):
    """Told by long work how far it is; asked whether to stop."""

    def report(self, *, done: int, total: int, what: str) -> None: ...

    @property
    def is_cancelled(self) -> bool: ...


class NoProgress:
    """For work whose progress nobody watches."""

    is_cancelled = False

    def report(self, *, done: int, total: int, what: str) -> None:
        """Told, and forgotten."""
