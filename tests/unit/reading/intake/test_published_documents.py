"""Published sample documents that lie beside the checkout, when they do: each is read with what it says, or refused."""

from pathlib import Path

import pytest

from coderdesk.reading.intake.read import read_received, source_at
from coderdesk.reading.intake.trouble import TextElsewhere, WithoutWords

PUBLISHED = Path(__file__).resolve().parents[5] / "shared" / "documents"
FILES = sorted(path for path in PUBLISHED.glob("*/*") if path.is_file())
# Sections without a document around them, and records that only point at a person outside of the file.
FRAGMENTS = ("fhir", "notes")


@pytest.mark.skipif(not FILES, reason="the published documents are not beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_is_read_or_refused(path: Path) -> None:
    try:
        found = read_received(source_at(path))
    except (TextElsewhere, WithoutWords):
        return
    for one in found:
        assert one.has_words
        whole = one.patient.is_stated and one.written_on is not None
        assert whole or path.parent.name in FRAGMENTS or _is_fragment(path) or _is_dateless(path)
        assert all(one.text[table.start : table.end].strip() for table in one.tables)
        assert not one.places.places or one.places.places[-1].end <= len(one.text)


def _is_fragment(path: Path) -> bool:
    content = path.read_bytes()
    return b"<ClinicalDocument" not in content and (
        b"<section" in content or b"PID|1\r" in content.replace(b"\n", b"\r")
    )


def _is_dateless(path: Path) -> bool:
    """An export whose own date is no date: a person is asked."""
    return b'<effectiveTime value="-08"/>' in path.read_bytes()
