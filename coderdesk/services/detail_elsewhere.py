"""Details of a condition that the documents tell outside the passage of its code: stage, severity, side."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coderdesk.domain.clinical.document import AuthorRole, Document
from coderdesk.domain.clinical.reading import Assertion
from coderdesk.domain.coding.laterality import side_of
from coderdesk.domain.coding.title_axes import Difference, differences
from coderdesk.reading.document import ReadDocument, read_document

SIDE = "side"
_OPEN = re.compile(r"\b(?:other and )?unspecified(?: (?:side|site|type|stage|severity))?\b", re.I)
_WORD = re.compile(r"[a-z0-9]+")
_FILLERS = frozenset("of the and or with without in to".split())
_LEAST_INITIALS = 3
_SITE = re.compile(r"\bunspecified (?:female |male )?(\w+)", re.I)
_SIDE_WORD = re.compile(r"\b(right|left|bilateral)\b", re.I)


@dataclass(frozen=True, slots=True)
class ToldElsewhere:
    """`said` is the value of `axis` that the sentence `quotation` gives to the condition."""

    difference: Difference
    quotation: str


def told_elsewhere(title: str, siblings: Sequence[str], documents: Iterable[Document]) -> Iterator[ToldElsewhere]:
    """Details that the title leaves open and an affirming sentence of a provider tells; none on which sentences differ."""
    known = _names(title)
    if not known:
        return
    found: dict[str, dict[str, ToldElsewhere]] = {}
    for document in documents:
        if document.author_role is AuthorRole.PROVIDER:
            for told in _in_document(title, siblings, known, document):
                found.setdefault(told.difference.axis, {}).setdefault(told.difference.said, told)
    for values in found.values():
        if len(values) == 1:
            yield from values.values()


def _names(title: str) -> tuple[frozenset[str], ...]:
    """The words that a sentence on this condition has: those before the first comma, or their initials ("CKD")."""
    name = _OPEN.sub(" ", title.split(",", maxsplit=1)[0]).lower()
    words = [word for word in _WORD.findall(name) if word not in _FILLERS]
    if not words:
        return ()
    initials = "".join(word[0] for word in words)
    return (frozenset(words), *((frozenset({initials}),) if len(initials) >= _LEAST_INITIALS else ()))


def _in_document(
    title: str, siblings: Sequence[str], known: tuple[frozenset[str], ...], document: Document
) -> Iterator[ToldElsewhere]:
    read: ReadDocument | None = None
    for start, end in _lines(document.text):
        sentence = document.text[start:end]
        words = frozenset(_WORD.findall(sentence.lower()))
        if not any(name <= words for name in known):
            continue
        for difference in _open_details(title, siblings, sentence):
            read = read or read_document(document.text)
            if read.judgement_of(start, end).assertion is Assertion.AFFIRMED:
                yield ToldElsewhere(difference, " ".join(sentence.split()))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^.;\n]+(?:\.(?=\d)[^.;\n]+)*", text):
        first = len(match[0]) - len(match[0].lstrip())
        if match[0].strip():
            yield match.start() + first, match.start() + len(match[0].rstrip())


def _open_details(title: str, siblings: Sequence[str], sentence: str) -> Iterator[Difference]:
    yield from (one for one in differences(title, siblings, sentence) if one.said and not one.title)
    site = _SITE.search(title)
    if side_of(title) == "unspecified" and site and site[1].lower() in sentence.lower():
        sides = {match[1].lower() for match in _SIDE_WORD.finditer(sentence)}
        if len(sides) == 1 and sides <= {side_of(sibling) for sibling in siblings}:
            yield Difference(SIDE, "", sides.pop())
