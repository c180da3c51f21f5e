"""PDF: the words of its pages in reading order, each with the rectangle that it has on the page; and pictures of pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from math import isfinite

from coderdesk.domain.clinical.received_document import Box, MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake.derived_text import CELL_BREAK, DerivedText
from coderdesk.reading.intake.ocr import OcrEngine, RecognisedPage, installed_engine, recognised_page
from coderdesk.reading.intake.page_layout import Line, Segment, column_of, lines_of
from coderdesk.reading.intake.page_pictures import page_picture, page_sizes
from coderdesk.reading.intake.pdfium import Word, opened_pdf, page_content
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.stated import stated_in

DERIVER = "pdf 1"
_PICTURE_DERIVER = "picture 1"
OCR_MARK = ", OCR by "  # in the deriver of a text some of whose pages were recognised
_GLANCE = 0.1  # pixels a point
_TENTHS = 10
_FARTHEST = 1_000_000.0  # points
_WIDE = "   "


def read_pdf(source: Source, engine: OcrEngine | None = None) -> tuple[ReceivedDocument, ...]:
    """One document. A page without words is said in a notice; `engine` reads such pages, by default one that is installed.

    Raises Damaged, EmptyFile, Locked and TooLarge.
    """
    with opened_pdf(source.content, source.name) as pdf:
        pages = _Pages(source, engine or installed_engine())
        pages.read(len(pdf), lambda number: page_content(pdf, number, source.name).words)
    return (pages.document(MediaKind.PDF, DERIVER),)


def read_picture(source: Source, engine: OcrEngine | None = None) -> tuple[ReceivedDocument, ...]:
    """As `read_pdf`, of a picture: its pages hold the words that an engine sees, and no others. Raises Damaged, TooLarge."""
    pages = _Pages(source, engine or installed_engine())

    def no_letters(number: int) -> tuple[Word, ...]:
        # one that is cut off is refused now, not when somebody looks at it
        page_picture(source.content, number, source.name, scale=_GLANCE)
        return ()

    pages.read(len(page_sizes(source.content, source.name)), no_letters)
    return (pages.document(MediaKind.PICTURE, _PICTURE_DERIVER),)


class _Pages:
    """The text of page after page, and where it came from."""

    def __init__(self, source: Source, engine: OcrEngine | None) -> None:
        self._source = source
        self._engine = engine
        self._out = DerivedText(source.name)
        self._count = 0
        self._silent: list[int] = []
        self._recognised: dict[int, float] = {}

    def read(self, count: int, words_of: Callable[[int], Sequence[Word]]) -> None:
        """`words_of` a page, counted from 0, that it holds as letters."""
        self._count = count
        for number in range(count):
            self._source.step(done=number, total=count, what=self._source.name)
            words = words_of(number)
            if _has_words(words):
                _write_page(self._out, lines_of(words), number + 1)
            else:
                self._look_at(number)

    def _look_at(self, number: int) -> None:
        source, engine = self._source, self._engine
        seen = recognised_page(engine, source.content, number, source.name) if engine else RecognisedPage()
        if seen.lines:
            self._recognised[number + 1] = seen.confidence
            _write_page(self._out, seen.lines, number + 1)
        else:
            self._silent.append(number + 1)

    def document(self, media: MediaKind, deriver: str) -> ReceivedDocument:
        text = self._out.text
        stated = stated_in(text)
        engine = self._engine
        return ReceivedDocument(
            original=Original.of(self._source.name, media, self._source.content),
            deriver=f"{deriver}{OCR_MARK}{engine.name}" if self._recognised and engine is not None else deriver,
            text=text,
            places=self._out.places,
            kind=stated.kind,
            title=stated.title,
            author=stated.author,
            author_role=stated.author_role,
            written_on=stated.written_on,
            is_signed=stated.is_signed,
            patient=stated.patient,
            holds_several=stated.holds_several,
            visit=stated.visit,
            tables=self._out.tables,
            notices=tuple(_notices(self._silent, self._recognised, self._count)),
        )


def _has_words(words: Sequence[Word]) -> bool:
    return any(letter.isalnum() for word in words for letter in word.text)


def _notices(silent: Sequence[int], recognised: Mapping[int, float], count: int) -> Iterator[str]:
    if len(silent) == count:
        yield "No page holds text: they are pictures, from which nothing can be quoted."
    elif silent:
        yield f"{_pages(silent)} no text: pictures, from which nothing can be quoted."
    if recognised:
        low, high = round(min(recognised.values())), round(max(recognised.values()))
        sure = f"{low}" if low == high else f"{low} to {high}"
        which = "page" if len(recognised) == 1 else "pages"
        yield f"{_pages(sorted(recognised))} text by OCR (confidence {sure} of 100): check it against the {which}."


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
    return Box(_tenths(left), _tenths(bottom), _tenths(right), _tenths(top))


def _tenths(points: float) -> int:
    """A file may claim places beyond any page, or none that is a number."""
    return round(min(max(points, -_FARTHEST), _FARTHEST) * _TENTHS) if isfinite(points) else 0


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
