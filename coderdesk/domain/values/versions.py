"""A value that is never changed: each change is a further version, with who wrote it and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Generic[T]):
    """`number` counts from 1."""

    value: T
    number: int
    written_by: str
    written_at: datetime
