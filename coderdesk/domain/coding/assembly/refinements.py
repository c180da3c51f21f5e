"""A code becomes the more specific one that the words of its own item reach (Guidelines I.B.2, I.B.18)."""

from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import Draft, Note, Span, exchanged
from coderdesk.domain.coding.assembly.tables import Refinement


def refined(drafts: Sequence[Draft], note: Note, refinements: Sequence[Refinement]) -> list[Draft]:
    """Each draft under the first row that fits it; rows follow one another, so that a detail can add to a detail."""
    kept = list(drafts)
    for row in refinements:
        for one in tuple(kept):
            if not one.value.startswith(row.begins):
                continue
            value = row.code.replace("{}", one.value.rpartition(".")[2][1:])
            passage = _said(one, note, row)
            code = note.code(value) if passage and value != one.value else None
            if code is not None and passage is not None:
                said = " ".join(note.text[passage[0] : passage[1]].split())
                kept = exchanged(kept, one, one.become(code, f"“{said}” chooses it ({row.citation})", passage))
    return kept


def _said(draft: Draft, note: Note, row: Refinement) -> Span | None:
    places = [note.words_at(draft)]
    if row.is_anywhere:
        places.append((0, len(note.text)))
    for begin, end in places:
        for match in row.words.finditer(note.text, begin, end):
            if note.affirms(*match.span()):
                return match.span()
    return None
