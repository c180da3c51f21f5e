"""How many notes of the tabular list the rules can read: counted over the whole book, for the published shares."""

from collections import Counter, defaultdict

from coderdesk.domain.coding.conditions import CONDITION_KINDS
from coderdesk.domain.coding.tabular import NoteKind
from coderdesk.services.code_sets import CodeLibrary

# The least share of each kind, published in docs/rules.md and held by a test. The rest is free text ("underlying
# disease"), which is shown and not guessed.
PUBLISHED_SHARES = {
    NoteKind.EXCLUDES1: 0.97,
    NoteKind.EXCLUDES2: 0.98,
    NoteKind.CODE_FIRST: 0.73,
    NoteKind.USE_ADDITIONAL: 0.78,
    NoteKind.CODE_ALSO: 0.72,
}


def shares_of_notes(library: CodeLibrary) -> dict[NoteKind, Counter[str]]:
    """For each kind the "notes" there are and those "parsed", whose codes stand in the book."""
    from coderdesk.storage.code_family import noted_texts

    pages = library.rule_pages
    found: dict[NoteKind, Counter[str]] = defaultdict(Counter)
    for note in noted_texts(library.store):
        if note.kind in CONDITION_KINDS:
            named = [one for one in note.references if pages.spot_of(one.first[:3]) and pages.spot_of(one.last[:3])]
            found[note.kind].update(notes=1, parsed=bool(named))
    return dict(found)
