"""Reading the documents of a visit once each: mentions with their assertions, and the codes that they suggest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from coderdesk.domain.clinical.document import AuthorRole, Document
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion, Judgement
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import DocumentId
from coderdesk.reading.document import ReadDocument
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.named_mention import NamedMention
from coderdesk.services.phrase_codes import PhraseCodes
from coderdesk.services.reading import read_text
from coderdesk.services.suggestions import Suggestion, mentions_of, suggestions_in

KEPT_READINGS = 64

Between = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReading:
    """What one version of a document says. Offsets are code points of its text. `uncertain` are those of the mentions that
    the text leaves open."""

    document_id: DocumentId
    hash: str
    read: ReadDocument
    mentions: tuple[NamedMention, ...]
    uncertain: tuple[NamedMention, ...]
    suggestions: tuple[Suggestion, ...]

    def judgement_of(self, start: int, end: int) -> Judgement:
        """Why a mention is judged as it is, with the reach of its cue: 0.2 to 0.5 ms."""
        return self.read.judgement_of(start, end)

    def headings(self) -> tuple[tuple[str, int], ...]:
        """The headings of the document with the offsets at which they stand."""
        return tuple((one.heading, one.start) for one in self.read.reading.sections if one.heading)


def left_open(mentions: Iterable[NamedMention]) -> tuple[NamedMention, ...]:
    return tuple(one for one in mentions if one.mention.assertion is Assertion.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class VisitReading:
    """What the documents of a visit say, in their order."""

    documents: tuple[DocumentReading, ...] = ()

    def of(self, document_id: str) -> DocumentReading | None:
        return next((one for one in self.documents if one.document_id == document_id), None)


class ReadsOne(Protocol):
    """Reads one document, here or in another process. `between` hears the share that is done, and may raise to stop."""

    def __call__(
        self, document: Document, *, on: date, setting: Setting, between: Between | None
    ) -> DocumentReading: ...


@dataclass(slots=True)
class DocumentReader:
    """Reads here, in the thread that asks."""

    library: CodeLibrary
    _codes: dict[date, PhraseCodes] = field(default_factory=dict)

    def read(self, document: Document, *, on: date, setting: Setting, between: Between | None) -> DocumentReading:
        codes = self._codes.setdefault(on, PhraseCodes(self.library, on))
        read = read_text(text=document.text)
        mentions = mentions_of(document=read, codes=codes, between=between)
        is_providers = document.author_role is AuthorRole.PROVIDER
        suggested = suggestions_in(mentions, document=read, codes=codes, setting=setting)
        return DocumentReading(
            document_id=document.id,
            hash=document.hash,
            read=read,
            mentions=mentions,
            uncertain=left_open(mentions),
            suggestions=suggested if is_providers else (),
        )


@dataclass(slots=True)
class VisitReader:
    """Remembers what was read by hash, date and setting: a note that is opened again costs nothing."""

    read_one: ReadsOne
    _kept: dict[tuple[str, date, Setting], DocumentReading] = field(default_factory=dict)

    def knows(self, visit: CodedVisit) -> bool:
        """Whether reading the visit costs nothing."""
        return all(self._key(document, visit) in self._kept for document in visit.documents)

    def read(self, visit: CodedVisit, *, between: Between | None = None) -> VisitReading:
        """Every document of the visit. `between` hears the share that is done, and may wait, or raise to stop."""
        sizes = [len(document.text) for document in visit.documents]
        whole, before, found = max(1, sum(sizes)), 0, list[DocumentReading]()
        for document, size in zip(visit.documents, sizes, strict=True):
            found.append(self._read(document, visit, _part_of(between, before / whole, size / whole)))
            before += size
        return VisitReading(tuple(found))

    @staticmethod
    def _key(document: Document, visit: CodedVisit) -> tuple[str, date, Setting]:
        return document.hash, visit.date_of_service, visit.encounter.setting

    def _read(self, document: Document, visit: CodedVisit, between: Between | None) -> DocumentReading:
        key = self._key(document, visit)
        known = self._kept.pop(key, None)
        if known is None or known.document_id != document.id:
            on, setting = visit.date_of_service, visit.encounter.setting
            known = self.read_one(document, on=on, setting=setting, between=between)
        self._kept[key] = known
        while len(self._kept) > KEPT_READINGS:
            del self._kept[next(iter(self._kept))]
        return known


def _part_of(between: Between | None, first: float, share: float) -> Between | None:
    if between is None:
        return None
    return lambda done: between(first + share * done)
