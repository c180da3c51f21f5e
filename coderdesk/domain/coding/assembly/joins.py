"""Two findings of a conclusion that one combination code says together (Guidelines I.B.9)."""

from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import CONCLUDING, Draft, Note, exchanged
from coderdesk.domain.coding.assembly.tables import Join


def joined(drafts: Sequence[Draft], note: Note, joins: Sequence[Join]) -> list[Draft]:
    """The first becomes the combination; the second stays, changes, or goes. `linked` rows need the words between them."""
    kept = list(drafts)
    for row in joins:
        first = next((one for one in kept if one.value.startswith(row.first) and one.section in CONCLUDING), None)
        second = next((one for one in kept if one.value.startswith(row.second) and one.section in CONCLUDING), None)
        if first is None or second is None or first is second or not _is_linked(row, first, note):
            continue
        code = note.code(row.becomes)
        if code is None:
            continue
        if code.value == second.value:
            kept = [one for one in kept if one is not first]
            continue
        reason = f"{first.value} with {second.value} is one code ({row.citation})"
        kept = exchanged(kept, first, first.become(code, reason, second.passages[0]))
        other = note.code(row.second_becomes) if row.second_becomes else None
        if other is not None:
            kept = exchanged(kept, second, second.become(other, reason, first.passages[0]))
        elif not row.stays:
            kept = [one for one in kept if one is not second]
    return kept


def _is_linked(row: Join, first: Draft, note: Note) -> bool:
    return row.linked is None or bool(row.linked.search(note.text, *note.words_at(first)))
