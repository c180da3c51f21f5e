"""The way back from a document's text to the file that it came in: places of a passage, pictures of pages, the bytes."""

from dataclasses import dataclass
from pathlib import Path

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.received_document import Original, Place, PlaceMap
from coderdesk.domain.values.ids import DocumentId
from coderdesk.domain.values.trouble import AppError
from coderdesk.reading.intake.page_pictures import page_picture, page_sizes
from coderdesk.reading.intake.pdf import OCR_MARK
from coderdesk.services.desk import Desk
from coderdesk.services.pages import write_page


class OriginalMissing(AppError):
    def __init__(self) -> None:
        super().__init__(
            "The document was typed here, so there is no file to save. Its text is kept; copy it or print the visit."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOriginal:
    """What a document came in. `places` is empty when the text was revised since, for then they no longer hold."""

    original: Original
    envelope_sha256: str | None
    part: int
    deriver: str
    places: PlaceMap

    @property
    def has_pages(self) -> bool:
        return self.original.has_pages

    @property
    def is_recognised(self) -> bool:
        """Whether words of it were recognised in pictures, so that they are to be held against the page."""
        return OCR_MARK in self.deriver

    def places_of(self, start: int, end: int) -> tuple[Place, ...]:
        """Where `text[start:end]` stands in the original; boxes are in tenths of a point from the lower left corner."""
        return self.places.within(start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """`rgb` holds three bytes a pixel, row after row from the top, without padding."""

    width: int
    height: int
    rgb: bytes


def original_of(*, desk: Desk, document: Document) -> KeptOriginal | None:
    """None for a document that was typed here."""
    with desk.vault.reading() as unit:
        found = unit.originals.of_document(document.id)
    if found is None:
        return None
    return KeptOriginal(
        original=found.original,
        envelope_sha256=found.envelope_sha256,
        part=found.part,
        deriver=found.deriver,
        places=found.places if found.text_hash == document.hash else PlaceMap(),
    )


def pages_of(*, original: Original) -> tuple[tuple[float, float], ...]:
    """Width and height of each page of a PDF or a picture, in points."""
    return page_sizes(original.content, original.name)


def picture_of_page(*, original: Original, page: int, scale: float) -> PagePicture:
    """A page of a PDF or a picture, counted from 1, at `scale` pixels a point. Slow (some 20 ms): not on the screen's thread."""
    width, height, rgb = page_picture(original.content, page - 1, original.name, scale=scale)
    return PagePicture(width=width, height=height, rgb=rgb)


def save_original(*, desk: Desk, document_id: DocumentId, path: Path) -> Path:
    """Write the bytes as they came, message around them included. Raises OriginalMissing and PageNotWritten."""
    with desk.vault.reading() as unit:
        found = unit.originals.of_document(document_id)
        if found is None:
            raise OriginalMissing
        whole = unit.originals.get(found.envelope_sha256) if found.envelope_sha256 else found.original
    return write_page(path, whole.content)
