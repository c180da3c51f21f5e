"""Tables as text and as the bytes that are shipped: the same rows always give the same text."""

import csv
import io
import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DerivedTable:
    """`path` is relative to codesets/; ".xz" says that the text is packed there."""

    path: str
    text: str


def table_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Comma-separated, one line end, rows in the order given."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return stream.getvalue()


def shipped_bytes(table: DerivedTable) -> bytes:
    """As they lie under codesets/. One version of liblzma always packs the same bytes; another may pack others."""
    raw = table.text.encode("utf-8")
    return lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME) if table.path.endswith(".xz") else raw


def shipped_text(path: str, packed: bytes) -> str:
    """The text of a shipped file, whatever packed it."""
    return (lzma.decompress(packed) if path.endswith(".xz") else packed).decode("utf-8")
