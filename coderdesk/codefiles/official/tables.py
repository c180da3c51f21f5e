"""Tables with named columns, whatever holds them: comma or tab separated text, or a sheet of a workbook."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.text import text_lines
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.codefiles.official.workbook import sheet_rows
from coderdesk.shared.ports import Progress

HEADER_WITHIN = 60
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlace:
    """Where a table stands: `sheet` of a workbook, or a text with this `delimiter`. `must_end`: see text_lines."""

    source: Source
    sheet: str = ""
    delimiter: str = ","
    is_quoted: bool = True
    must_end: bool = True

    def rows(self, progress: Progress) -> Iterator[tuple[int, list[str]]]:
        """Every row with the number of its last line, header and titles included. Raises FileRefused."""
        if self.sheet:
            return sheet_rows(self.source, self.sheet, progress)
        lines = text_lines(self.source, progress, must_end=self.must_end)
        if not self.is_quoted:
            return ((number, line.split(self.delimiter)) for number, line in lines)
        return quoted_rows(lines, self.delimiter, self.source.name)


def quoted_rows(lines: Iterable[tuple[int, str]], delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows whose quoted cells may hold line ends. Raises FileRefused for a quote that is never closed."""
    reader = csv.reader((f"{line}\n" for _, line in lines), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise FileRefused(name, f"its cells cannot be told apart ({error})", line=reader.line_num) from error


def word(text: str) -> str:
    """A heading as it is compared: "MUE\\nAdjudication Indicator " -> "mue adjudication indicator"."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


def words(cells: Iterable[str]) -> list[str]:
    return [word(cell) for cell in cells]


@dataclass(frozen=True, slots=True)
class Columns:
    """The header of a table: where each named column stands."""

    names: tuple[str, ...]
    line: int
    file: str

    def place(self, *names: str) -> int:
        """Where the first of these headings stands. Raises FileRefused when there is none."""
        found = self.find(*names)
        if found is None:
            raise FileRefused(self.file, f"its header has no column {names[0]!r}", line=self.line)
        return found

    def find(self, *names: str) -> int | None:
        wanted = (word(name) for name in names)
        return next((self.names.index(name) for name in wanted if name and name in self.names), None)

    def ending(self, end: str) -> int | None:
        return next((place for place, name in enumerate(self.names) if name.endswith(word(end))), None)


def headed_rows(
    rows: Iterator[tuple[int, list[str]]], is_header: Callable[[Sequence[str]], bool], file: str
) -> tuple[Columns, list[list[str]], Iterator[tuple[int, list[str]]]]:
    """The header, the rows above it, and the rows below it that hold anything. Raises FileRefused without a header."""
    above: list[list[str]] = []
    for number, cells in rows:
        names = tuple(words(cells))
        if is_header(names):
            return Columns(names, number, file), above, (row for row in rows if any(row[1]))
        above.append(cells)
        if len(above) > HEADER_WITHIN:
            break
    raise FileRefused(file, "its header was not found")


def cell(cells: Sequence[str], place: int | None) -> str:
    """The text at a place; "" for a column that the table or the row does not have."""
    return cells[place] if place is not None and place < len(cells) else ""
