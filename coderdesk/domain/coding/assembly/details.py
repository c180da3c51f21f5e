"""An unspecified code becomes the sibling whose further words its item says (Guidelines I.A.9.b, I.B.18)."""

import re
from collections.abc import Iterable, Mapping, Sequence

from coderdesk.domain.coding.assembly.draft import CONCLUDING, Draft, Note, exchanged
from coderdesk.domain.coding.assembly.sides import only_side
from coderdesk.domain.coding.assembly.tables import BodyPart
from coderdesk.domain.coding.assembly.wordings import side_told

_CITATION = "Guidelines I.B.18: the words reach the specific code"
_WORD = re.compile(r"[a-z]{2,}")
_OPEN_PART = re.compile(
    r"unspecified (?:side|site|part|type|severity|stage|\w+)|,? unspecified|not otherwise specified"
)
_DENIED = re.compile(r"\bwithout [^,]*|\bnot [^,]*|\([^)]*\)")
_LEFT_OPEN = re.compile(r"unspecified|not intractable")
_EITHER = re.compile(r"\b([a-z]+)(?:,? (?:and|or) |/)([a-z]+)\b")
_END = re.compile(r"[.;\n]")
_STEM = 8
_FULL_LENGTH = len("S00.000A")
# Words of titles that notes leave out.
_UNASKED = frozenset(
    "idiopathic unilateral primary essential simple type mellitus disease disorder condition parts part region site other "
    "specified acquired closed initial subsequent encounter female male current of the and in with to for a an or at by as on "
    "nontraumatic deep single current stage routine healing elsewhere classified".split()
)


def detailed(
    drafts: Sequence[Draft], note: Note, synonyms: Mapping[str, str], parts: Sequence[BodyPart]
) -> list[Draft]:
    """Drafts of the conclusion whose titles leave something open, each under the one sibling that the item describes."""
    kept = list(drafts)
    for one in drafts:
        if one.section in CONCLUDING and _LEFT_OPEN.search(one.code.title.lower()):
            value = _sibling(one, note, _said(one, note, synonyms) | _side(one, note, parts))
            code = note.code(value) if value else None
            if code is not None:
                kept = exchanged(kept, one, one.become(code, _CITATION, _clause(one, note)))
    return kept


def _clause(draft: Draft, note: Note) -> tuple[int, int]:
    begin, end = note.words_at(draft)
    before = [match.end() for match in _END.finditer(note.text, begin, draft.start)]
    after = _END.search(note.text, draft.end, end)
    return (before[-1] if before else begin), (after.start() if after else end)


def _side(draft: Draft, note: Note, parts: Sequence[BodyPart]) -> frozenset[str]:
    """The side told elsewhere, when the item tells none."""
    if side_told(note.text[slice(*_clause(draft, note))]):
        return frozenset()
    found = only_side(note, [part for part in parts if part.titles.search(draft.code.title)])
    return frozenset({_stem(found[0])}) if found else frozenset()


def _sibling(draft: Draft, note: Note, said: frozenset[str]) -> str | None:
    own = _stems(_bare(draft.code.title))
    ending = draft.value[-1] if len(draft.value) == _FULL_LENGTH and draft.value[-1].isalpha() else ""
    printed = _all_stems(_WORD.findall(draft.code.title.lower()))
    ranked: list[tuple[int, int, int, str]] = []
    for value, title in note.titles(draft.value[:3]).items():
        if value == draft.value or not value.endswith(ending):
            continue
        told = _told(title, own, said)
        if told and not _lost(own & said, title):
            shared = len(printed & _all_stems(_WORD.findall(title.lower())))
            ranked.append((-told, title.lower().count("unspecified"), -shared, value))
    ranked.sort()
    if not ranked or (len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]):
        return None
    return ranked[0][3]


def _lost(words: Iterable[str], title: str) -> bool:
    """Whether a title leaves out a word that was said and that the open title has."""
    return any(word not in title.lower() for word in words)


def _said(draft: Draft, note: Note, synonyms: Mapping[str, str]) -> frozenset[str]:
    begin, end = _clause(draft, note)
    text = note.text.lower()
    told = (match for match in _WORD.finditer(text, begin, end) if not text.endswith("without ", 0, match.start()))
    words = [match.group() for match in told if note.affirms(*match.span())]
    return frozenset(map(_stem, (*words, *(more for word in words for more in synonyms.get(word, "").split()))))


def _told(title: str, own: frozenset[str], said: frozenset[str]) -> int:
    """How many of the further words of a title are said; none when one of them is not."""
    bare = _bare(title)
    groups = [frozenset(map(_stem, match.groups())) for match in _EITHER.finditer(bare)]
    paired = frozenset[str]().union(*groups)
    groups += [frozenset({word}) for word in _stems(bare) - paired]
    further = [group for group in groups if not group & own and not group <= _UNASKED_STEMS]
    return len(further) if all(group & said for group in further) else 0


def _bare(title: str) -> str:
    return _DENIED.sub(" ", _OPEN_PART.sub(" ", title.lower().replace("-", " ")))


def _stems(text: str) -> frozenset[str]:
    return _all_stems(_WORD.findall(text)) - _UNASKED_STEMS


def _all_stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_stem, words))


def _stem(word: str) -> str:
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return singular[:_STEM]


_UNASKED_STEMS = _all_stems(_UNASKED)
