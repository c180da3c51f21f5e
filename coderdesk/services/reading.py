"""Reading a document for the screen and the shell: its parts, what each passage asserts, and the conditions it names."""

from coderdesk.domain.clinical.reading import Judgement
from coderdesk.reading.assertion import assertion_of
from coderdesk.reading.document import ReadDocument, read_document


def read_text(*, text: str) -> ReadDocument:
    """Sections and sentences of a text, once; then `judgement_of(start, end)` judges any passage in well under 1 ms."""
    return read_document(text)


def judge_passage(*, text: str, start: int, end: int) -> Judgement:
    """Judge one passage of a text that was not read before."""
    return assertion_of(text, start, end)
