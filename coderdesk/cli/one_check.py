"""What one check of `coderdesk --check` is."""

from collections.abc import Callable
from dataclasses import dataclass

from coderdesk.domain.values.trouble import AppError


class CheckFailed(AppError):
    """Owns no more than its words, for each check knows best what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Check:
    """`run` returns a few words of what it found, and raises when it found trouble."""

    title: str
    run: Callable[[], str]
