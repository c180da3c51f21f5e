"""What kind of X12 file it is, by its first transaction set: claims, or something that a payer sends back."""

from pathlib import Path

from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.tokens import raw_segments
from coderdesk.edi.x12_text_file import FileUnreadable, opened_text

_CLAIMS = "837"


def holds_claims(path: Path) -> bool:
    """Whether the first transaction set is one of claims. A file that cannot be read holds none: its reader says why."""
    try:
        with opened_text(path) as source:
            first = next((row for row in raw_segments(source) if row.name == "ST"), None)
            return first is not None and first.at(1) == _CLAIMS
    except (MalformedX12, FileUnreadable):
        return False
