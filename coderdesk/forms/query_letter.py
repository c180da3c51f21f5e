"""The query to the provider on paper and as text: the findings first, then the question, then answers to tick."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coderdesk.domain.clinical.provider_query import OptionKind, ProviderQuery
from coderdesk.forms.written_page import (
    PageHead,
    body,
    box_line,
    heading,
    quotation,
    render_written_page,
    signature,
    space,
    strong,
)

_NOTE = (
    "Please answer from your own clinical judgement. No particular answer is wished for. Your answer becomes a signed "
    "addendum of the record."
)
_LINE = "_" * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLetter:
    """`passages` are the cited words, each with where it stands."""

    head: PageHead
    query: ProviderQuery
    passages: tuple[tuple[str, str], ...]


def render_query_letter(letter: QueryLetter) -> bytes:
    return render_written_page(letter.head, _story(letter))


def _story(letter: QueryLetter) -> Iterator[Any]:
    query = letter.query
    yield strong(query.title)
    yield body(f"To {query.asked_of}, about {query.kind.words}.")
    yield heading("What the record says")
    for words, source in letter.passages:
        yield quotation(words, source)
    yield heading("Question")
    for paragraph in query.question.split("\n"):
        if paragraph.strip():
            yield body(paragraph)
    yield space(4)
    for option in query.options:
        yield box_line(f"{option.words} {_LINE}" if option.kind is OptionKind.OTHER else option.words)
    yield body(_NOTE)
    yield signature("Signature", "Date and time")


def query_text(letter: QueryLetter) -> str:
    """Plain text, for the record's own messages; lines end with a line feed."""
    query, facts = letter.query, (f"{label}: {value}" for label, value in letter.head.facts)
    cited = (line for words, source in letter.passages for line in (f'- "{" ".join(words.split())}"', f"  ({source})"))
    boxes = (f"[ ] {option.words}{' ' + _LINE if option.kind is OptionKind.OTHER else ''}" for option in query.options)
    parts = (
        f"{letter.head.title}: {query.title}",
        "\n".join(facts),
        f"To {query.asked_of}, about {query.kind.words}.",
        "\n".join(("What the record says:", *cited)),
        f"Question:\n{query.question}",
        "\n".join(boxes),
        _NOTE,
        f"Signature, date and time: {_LINE}",
    )
    return "\n\n".join(parts) + "\n"
