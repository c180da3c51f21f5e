"""PDF: the words of its pages in reading order, each with the rectangle that it has on the page."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from coderdesk.domain.clinical.received_document import Box, MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake.derived_text import CELL_BREAK, DerivedText
from coderdesk.reading.intake.ocr import OcrEngine, installed_engine
from coderdesk.reading.intake.page_layout import Line, Segment, column_of, lines_of
from coderdesk.reading.intake.pdfium import Word, opened_pdf, page_content
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.stated import stated_in

DERIVER = "pdf 1"
_TENTHS = 10
_WIDE = "   "


def read_pdf(source: Source, engine: OcrEngine | None = None) -> tuple[ReceivedDocument, ...]:
    """One document. A page without words is said in a notice; `engine` reads such pages, by default one that is installed.

    Raises Damaged, EmptyFile, Locked and TooLarge.
    """
    out = DerivedText(source.name)
    engine = engine or installed_engine()
    silent, recognised = [], []
    with opened_pdf(source.content, source.name) as pdf:
        count = len(pdf)
        for number in range(count):
            source.step(done=number, total=count, what=source.name)
            words: Sequence[Word] = page_content(pdf, number, source.name).words
            if not _has_words(words) and engine is not None:
                words = engine.words_on(source.content, number, source.name)
                if _has_words(words):
                    recognised.append(number + 1)
            if _has_words(words):
                _write_page(out, lines_of(words), number + 1)
            else:
                silent.append(number + 1)
    text = out.text
    stated = stated_in(text)
    return (
        ReceivedDocument(
            original=Original.of(source.name, MediaKind.PDF, source.content),
            deriver=f"{DERIVER}, {engine.name}" if recognised and engine is not None else DERIVER,
            text=text,
            places=out.places,
            kind=stated.kind,
            title=stated.title,
            author=stated.author,
            author_role=stated.author_role,
            written_on=stated.written_on,
            is_signed=stated.is_signed,
            patient=stated.patient,
            holds_several=stated.holds_several,
            visit=stated.visit,
            tables=out.tables,
            notices=tuple(_notices(silent, recognised, count)),
        ),
    )


def _has_words(words: Sequence[Word]) -> bool:
    return any(letter.isalnum() for word in words for letter in word.text)


def _notices(silent: Sequence[int], recognised: Sequence[int], count: int) -> Iterator[str]:
    if len(silent) == count:
        yield "No page holds text: they are pictures, from which nothing can be quoted."
    elif silent:
        yield f"{_pages(silent)} no text: pictures, from which nothing can be quoted."
    if recognised:
        yield f"{_pages(recognised)} words that were recognised in a picture; compare them with the page."


def _pages(numbers: Sequence[int]) -> str:
    """ "Page 4 holds", "Pages 2-3, 7 hold"."""
    runs = []
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        part = [number for _, number in run]
        runs.append(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}")
    return f"Page {runs[0]} holds" if len(numbers) == 1 else f"Pages {', '.join(runs)} hold"


def _write_page(out: DerivedText, lines: Sequence[Line], page: int) -> None:
    out.end_paragraph()
    for table, run in groupby(lines, key=lambda line: line.table):
        part = list(run)
        start = out.length
        for line in part:
            _write_line(out, line, page)
        if table:
            out.end_line()
            columns, rows = _cells(part)
            out.note_table(start, columns, rows)


def _write_line(out: DerivedText, line: Line, page: int) -> None:
    if line.starts_paragraph and not line.table:
        out.end_paragraph()
    out.end_line()
    for number, segment in enumerate(line.segments):
        if number:
            out.write(CELL_BREAK if line.table else _WIDE)
        for place, word in enumerate(segment.words):
            if place:
                out.write(" ")
            out.write(word.text, page=page, box=_box(word))
    out.end_line()


def _box(word: Word) -> Box:
    _, left, bottom, right, top = word
    return Box(round(left * _TENTHS), round(bottom * _TENTHS), round(right * _TENTHS), round(top * _TENTHS))


def _cells(lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The rows under the columns of the longest; the first is a heading when it holds no number."""
    longest = max(lines, key=lambda line: len(line.segments))
    spans = [(part.left, part.right) for part in longest.segments]
    rows = [_row(line.segments, spans) for line in lines]
    has_heading = not any(letter.isdigit() for cell in rows[0] for letter in cell)
    return (rows[0], tuple(rows[1:])) if has_heading else ((), tuple(rows))


def _row(segments: Sequence[Segment], spans: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    cells = [""] * len(spans)
    for segment in segments:
        number = column_of(segment, spans)
        cells[number] = f"{cells[number]} {segment.text}".strip()
    return tuple(cells)
