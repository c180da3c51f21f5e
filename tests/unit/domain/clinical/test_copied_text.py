"""Paragraphs carried forward from an earlier note."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.copied_text import copied_spans
from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.values.ids import DocumentId, EncounterId

LONG = "Continue current diet and exercise; follow the foot care plan as discussed with the diabetes nurse last spring."
NEW = "Today the left knee gave way on the stairs twice and she came in on crutches borrowed from a neighbour."


def note(text: str, day: int = 1) -> Document:
    return Document(
        id=DocumentId(f"d-{day}"),
        encounter_id=EncounterId("e-0"),
        kind=DocumentKind.PROGRESS_NOTE,
        title="Note",
        author="A",
        author_role=AuthorRole.PROVIDER,
        written_on=date(2026, 5, day),
        is_signed=True,
        version=1,
        text=text,
        hash=content_hash(text),
    )


def test_a_paragraph_that_stood_there_before_is_found_with_its_latest_day() -> None:
    text = f"{NEW}\n\n{LONG}\n"
    (span,) = copied_spans(text, [note(LONG, 2), note(f"Other.\n\n{LONG.upper()}", 9)])
    assert text[span.start : span.end] == LONG
    assert span.copied_from == date(2026, 5, 9)


def test_short_lines_repeat_by_themselves() -> None:
    """looks alike: "Denies fever, chills." stands in every note and is nobody's copy"""
    assert copied_spans("Denies fever, chills.\n", [note("Denies fever, chills.\n")]) == ()


def test_a_changed_paragraph_is_new() -> None:
    assert copied_spans(LONG.replace("spring", "autumn"), [note(LONG)]) == ()
    assert copied_spans(LONG, []) == ()


@given(st.lists(st.text(alphabet="ab \n.", max_size=60), max_size=6))
def test_spans_stand_in_order_within_the_text(parts: list[str]) -> None:
    text = "\n\n".join([*parts, LONG])
    spans = copied_spans(text, [note(text)])
    assert spans
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
