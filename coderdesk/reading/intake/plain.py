"""Plain text: typed and dictated notes, and results that a laboratory prints as lines."""

import re

from coderdesk.domain.clinical.received_document import MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake.decode import decoded
from coderdesk.reading.intake.derived_text import cleaned
from coderdesk.reading.intake.limits import LARGEST_TEXT
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.stated import stated_in
from coderdesk.reading.intake.trouble import EmptyFile, TooLarge

DERIVER = "text 1"
_BLANKS_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


def read_plain(source: Source) -> tuple[ReceivedDocument, ...]:
    """One document; its text is the file's own but for line ends and unprintable characters."""
    found = decoded(source.content)
    text = cleaned(found.text)
    if not text.strip():
        raise EmptyFile(source.name)
    if len(text) > LARGEST_TEXT:
        raise TooLarge(source.name, f"more than {LARGEST_TEXT // 1024**2} million characters")
    stated = stated_in(_BLANKS_AT_END.sub("", text[:8_000]) + text[8_000:] if len(text) < 100_000 else text)
    return (
        ReceivedDocument(
            original=Original.of(source.name, MediaKind.TEXT, source.content),
            deriver=DERIVER,
            text=text,
            kind=stated.kind,
            title=stated.title,
            author=stated.author,
            author_role=stated.author_role,
            written_on=stated.written_on,
            is_signed=stated.is_signed,
            patient=stated.patient,
            holds_several=stated.holds_several,
            visit=stated.visit,
            notices=found.notices,
        ),
    )
