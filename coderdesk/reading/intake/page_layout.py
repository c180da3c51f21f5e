"""Words of a page put into lines, columns and tables by where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from coderdesk.reading.intake.pdfium import Word

_WIDE_GAP = 1.6  # of a line's height: a wider gap parts two cells
_PROSE_WORDS = 4  # words in a line of a column, where cells of a table hold fewer
_COLUMN_LINES = 5
_TABLE_ROWS = 3
_DEEPEST = 3
_TALL_GAP = 1.1
_HAIR, _BAND = 2.0, 4.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line without a wide gap between them."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """`starts_paragraph`: more room above it than between lines. `table` counts the tables of a page from 1, 0 for none."""

    segments: tuple[Segment, ...]
    starts_paragraph: bool = False
    table: int = 0

    @property
    def top(self) -> float:
        return max(word.top for part in self.segments for word in part.words)

    @property
    def bottom(self) -> float:
        return min(word.bottom for part in self.segments for word in part.words)


def lines_of(words: Sequence[Word]) -> tuple[Line, ...]:
    """In reading order: columns of prose one after the other, everything else line by line."""
    return tuple(_with_tables(_with_paragraphs(list(_ordered(_once(words), 0)))))


def recognised_lines(rows: Sequence[Sequence[Word]], starts: Sequence[bool]) -> tuple[Line, ...]:
    """Lines as an engine found them on a scanned page, which may be slanted or turned; `starts` says where paragraphs begin."""
    lines = (Line(tuple(_segments(row)), is_start) for row, is_start in zip(rows, starts, strict=True))
    return tuple(_with_tables(lines))


def _once(words: Sequence[Word]) -> list[Word]:
    """Bold print is often the same word set twice, a hair apart."""
    seen: dict[tuple[str, int], list[Word]] = {}
    kept = []
    for word in words:
        band = int(word.bottom // _BAND)
        near = (one for row in (band, band - 1, band + 1) for one in seen.get((word.text, row), ()))
        if all(abs(one.left - word.left) > _HAIR or abs(one.bottom - word.bottom) > _HAIR for one in near):
            seen.setdefault((word.text, band), []).append(word)
            kept.append(word)
    return kept


def _ordered(words: Sequence[Word], depth: int) -> Iterator[Line]:
    lines = _plain_lines(words)
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        yield from lines
        return
    for is_divided, block in groupby(lines, key=lambda line: _stays_clear(line, gutter)):
        part = list(block)
        if not is_divided or not _is_prose(part, gutter):
            yield from part
            continue
        inside = [word for line in part for segment in line.segments for word in segment.words]
        yield from _ordered([word for word in inside if word.right <= gutter], depth + 1)
        yield from _ordered([word for word in inside if word.right > gutter], depth + 1)


def _plain_lines(words: Sequence[Word]) -> list[Line]:
    """A word belongs to a line when its middle lies within the height of the line's first word."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: -(one.bottom + one.top)):
        middle = (word.bottom + word.top) / 2
        for row in rows[-3:][::-1]:
            first = row[0]
            if first.bottom <= middle <= first.top or word.bottom <= (first.bottom + first.top) / 2 <= word.top:
                row.append(word)
                break
        else:
            rows.append([word])
    return [Line(tuple(_segments(sorted(row, key=lambda one: one.left)))) for row in rows]


def _segments(row: Sequence[Word]) -> Iterator[Segment]:
    gap = _WIDE_GAP * max(4.0, median([word.top - word.bottom for word in row]))
    current: list[Word] = []
    right = row[0].right
    for word in row:
        if word.left - right > gap:
            yield Segment(tuple(current))
            current, right = [], word.right
        current.append(word)
        right = max(right, word.right)
    yield Segment(tuple(current))


def _gutter(lines: Sequence[Line]) -> float | None:
    """The x that most lines leave clear with words on both sides, when enough of them do."""
    gaps = [(left.right, right.left) for line in lines for left, right in pairwise(line.segments)]
    if len(gaps) < _COLUMN_LINES:
        return None
    middles = sorted({round((low + high) / 2) for low, high in gaps})
    best = max(middles, key=lambda x: sum(low < x < high for low, high in gaps))
    return float(best) if sum(low < best < high for low, high in gaps) >= _COLUMN_LINES else None


def _stays_clear(line: Line, gutter: float) -> bool:
    return not any(part.left < gutter < part.right for part in line.segments)


def _is_prose(lines: Sequence[Line], gutter: float) -> bool:
    """Whether both sides hold lines of running words, as columns do and tables do not."""
    sides: tuple[list[int], list[int]] = ([], [])
    for line in lines:
        for part in line.segments:
            sides[part.left > gutter].append(len(part.words))
    return all(len(side) >= _COLUMN_LINES and median(side) >= _PROSE_WORDS for side in sides)


def _with_paragraphs(lines: list[Line]) -> Iterator[Line]:
    before: Line | None = None
    for line in lines:
        height = max(1.0, line.top - line.bottom)
        gap = before.bottom - line.top if before is not None else 0.0
        is_first = before is not None and (gap > _TALL_GAP * height or gap < -3 * height)
        yield Line(line.segments, starts_paragraph=is_first)
        before = line


def _with_tables(lines: Iterator[Line]) -> Iterator[Line]:
    number = 0
    for is_row, run in groupby(lines, key=lambda line: len(line.segments) > 1):
        part = list(run)
        is_table = is_row and len(part) >= _TABLE_ROWS and _columns_agree(part)
        number += is_table
        yield from (Line(line.segments, line.starts_paragraph, number if is_table else 0) for line in part)


def _columns_agree(rows: Sequence[Line]) -> bool:
    """Whether the cells of most rows stand in the columns of the longest row, one in each."""
    longest = max(rows, key=lambda line: len(line.segments))
    spans = [(part.left, part.right) for part in longest.segments]
    fitting = sum(_fits(row, spans) for row in rows)
    return fitting >= 0.8 * len(rows)


def _fits(row: Line, spans: Sequence[tuple[float, float]]) -> bool:
    hit = [
        [number for number, (left, right) in enumerate(spans) if part.left < right + 2 and left - 2 < part.right]
        for part in row.segments
    ]
    return all(len(one) <= 1 for one in hit) and sum(bool(one) for one in hit) >= len(hit) - 1


def column_of(segment: Segment, spans: Sequence[tuple[float, float]]) -> int:
    """The column that a cell overlaps or stands nearest to."""
    middle = (segment.left + segment.right) / 2
    return min(range(len(spans)), key=lambda number: max(spans[number][0] - middle, middle - spans[number][1], 0.0))
