"""Suggestions of a document put together by the rules of assembly, with what the search finds for unreached items."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from coderdesk.domain.clinical.reading import SectionKind
from coderdesk.domain.coding.assembly.chain import assembled
from coderdesk.domain.coding.assembly.draft import CONCLUDING, Draft, Line, Note, Span
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.reading.document import ReadDocument
from coderdesk.reading.items import items_of
from coderdesk.services.assembly_tables import read_assembly_tables
from coderdesk.services.phrase_codes import PhraseCodes
from coderdesk.services.suggestion import Suggestion
from coderdesk.services.unreached_items import named_by_search

_LONGEST_ITEM = 240
_LONGEST_TITLE = 90
_REASONS = frozenset({SectionKind.CHIEF_COMPLAINT})
_FEWEST_LEFT = 8


def put_together(
    suggestions: Sequence[Suggestion], *, document: ReadDocument, codes: PhraseCodes
) -> tuple[Suggestion, ...]:
    """The suggestions joined, refined and without what another says, at most eight, the surest first."""
    note = note_of(document, codes)
    drafts = [_draft(one) for one in suggestions]
    drafts += named_by_search(drafts, note, codes)
    final = assembled(drafts, note, read_assembly_tables())
    return tuple(_suggestion(one, document) for one in _ranked(final))[:_FEWEST_LEFT]


def note_of(document: ReadDocument, codes: PhraseCodes) -> Note:
    return Note(
        text=document.text,
        lines=tuple(_lines(document)),
        reason=tuple(_reasons(document)),
        judge=lambda start, end: document.judgement_of(start, end).assertion,
        code=codes.reportable,
        titles=lru_cache(maxsize=64)(
            lambda begins: codes.library.store.titles_on(CodeSystem.ICD10CM, begins, on=codes.on)
        ),
    )


def _lines(document: ReadDocument) -> Iterator[Line]:
    """The items of the conclusions, each up to the next."""
    for section in document.reading.sections:
        if section.kind in CONCLUDING:
            items = items_of(document.text, section, document.reading.sentences)
            places = [*(item.start for item in items), section.end]
            for start, end in pairwise(places):
                yield Line(start, min(end, start + _LONGEST_ITEM), section.kind)


def _reasons(document: ReadDocument) -> Iterator[Span]:
    """The title of the document and what it gives as the complaint or reason."""
    title = re.compile(r"\S[^\n]*").search(document.text)
    if title and len(title.group()) <= _LONGEST_TITLE:
        yield title.span()
    for section in document.reading.sections:
        if section.kind in _REASONS:
            yield section.body, section.end


def _draft(one: Suggestion) -> Draft:
    return Draft(
        code=one.code,
        passages=((one.start, one.end), *one.beside),
        assertion=one.assertion,
        section=one.section,
        score=one.score,
        reasons=(one.why,),
    )


def _ranked(drafts: Sequence[Draft]) -> list[Draft]:
    """Surest first; a companion stays behind the code that it follows, since it has its score."""
    return sorted(drafts, key=lambda one: -one.score)


def _suggestion(draft: Draft, document: ReadDocument) -> Suggestion:
    start, end = draft.passages[0]
    return Suggestion(
        code=draft.code,
        start=start,
        end=end,
        text=document.text[start:end],
        assertion=draft.assertion,
        billable=True,
        score=draft.score,
        why=" · ".join(draft.reasons),
        section=draft.section,
        beside=draft.passages[1:],
    )
