"""One release, shipped or imported, that the code store is built from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coderdesk.domain.coding.code_release import ImportRow, ReleaseHeader


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSource:
    """`sha256` is of the content, in hexadecimal; `rows` reads it from the beginning at each call."""

    header: ReleaseHeader
    sha256: str
    is_shipped: bool
    rows: Callable[[], Iterator[ImportRow]]
