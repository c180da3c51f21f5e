"""What a file from outside says of itself: the text derived from it, where each word stands in it, and whose it claims to be."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex


class MediaKind(StrEnum):
    """The form in which a document came, recognised by its content."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    RTF = "rtf"
    CDA = "cda"
    FHIR = "fhir"
    HL7V2 = "hl7v2"
    PICTURE = "picture"


class FileAnswer(StrEnum):
    """What a person did with a file that lay in the watched folder."""

    TAKEN_IN = "taken in"
    LEFT_OUT = "left out"


class Box(NamedTuple):
    """A rectangle on a page, in tenths of a PDF point from the page's lower left corner."""

    left: int
    bottom: int
    right: int
    top: int


class Place(NamedTuple):
    """Where `text[start:end]` stands in the original.

    `page` counts from 1 and is 0 without pages; `box` is known for PDF; `path` is an XPath, a JSON path or a segment
    ("OBX[3]-5").
    """

    start: int
    end: int
    page: int = 0
    box: Box | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The places of a derived text, in the order of the text and without overlap; many are kept as `PackedPlaces`."""

    places: Sequence[Place] = ()

    def within(self, start: int, end: int) -> tuple[Place, ...]:
        """The places that share a character with `text[start:end]`."""
        first = max(0, bisect_right(self.places, start, key=lambda place: place.start) - 1)
        found = []
        for number in range(first, len(self.places)):
            place = self.places[number]
            if place.start >= end:
                break
            if place.end > start:
                found.append(place)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class StatedIdentifier:
    """A number under which a system knows somebody or something; `system` is "" when the document does not say which."""

    value: str
    system: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPatient:
    """The patient as the document names them, which need not be a patient of this practice."""

    identifiers: tuple[StatedIdentifier, ...] = ()
    name: PersonName | None = None
    birth_date: date | None = None
    sex: Sex | None = None

    @property
    def is_stated(self) -> bool:
        return self.name is not None or self.birth_date is not None or bool(self.identifiers)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedVisit:
    """The visit that the document speaks of; the two dates are equal for a visit of one day."""

    identifiers: tuple[StatedIdentifier, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table whose rows stand in `text[start:end]`; `columns` is empty when it has no heading."""

    start: int
    end: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes as they came. `sha256` is their hash in 64 lower-case hexadecimal digits."""

    name: str
    media: MediaKind
    sha256: str
    content: bytes = field(repr=False)

    @classmethod
    def of(cls, name: str, media: MediaKind, content: bytes) -> "Original":
        return cls(name=name, media=media, sha256=hashlib.sha256(content).hexdigest(), content=content)

    @property
    def has_pages(self) -> bool:
        """Whether there is something to look at even where no words are."""
        return self.media in (MediaKind.PDF, MediaKind.PICTURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedDocument:
    """One document of a file. What the file does not say is None or "", and a person is asked.

    `original` is what the places lead to; a PDF that lay inside a message has the message as its `envelope`. `part` counts
    the documents of one file from 1. `deriver` names the reader and its version: with it the same bytes give the same text.
    `holds_several`: the text gives birth dates or names of several patients.
    """

    original: Original
    part: int = 1
    deriver: str
    text: str
    places: PlaceMap = PlaceMap()
    kind: DocumentKind = DocumentKind.OTHER
    title: str = ""
    author: str = ""
    author_role: AuthorRole | None = None
    written_on: date | None = None
    is_signed: bool | None = None
    patient: StatedPatient = StatedPatient()
    holds_several: bool = False
    visit: StatedVisit = StatedVisit()
    tables: tuple[TextTable, ...] = ()
    notices: tuple[str, ...] = ()
    envelope: Original | None = None

    @property
    def file(self) -> Original:
        """The file as it came."""
        return self.envelope or self.original

    @property
    def has_words(self) -> bool:
        """False for pictures of pages: nothing can be quoted from them."""
        return any(character.isalnum() for character in self.text)
