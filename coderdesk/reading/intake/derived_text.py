"""Building a derived text piece by piece, each piece with its place in the original."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coderdesk.domain.clinical.packed_places import PackedPlaces
from coderdesk.domain.clinical.received_document import Box, Place, PlaceMap, TextTable
from coderdesk.reading.intake.limits import LARGEST_TEXT
from coderdesk.reading.intake.trouble import TooLarge

CELL_BREAK = " | "
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufeff\u00ad\u200b\u2060]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff\ufffe\uffff]")


def cleaned(words: str) -> str:
    """Line ends as "\\n", blanks as blanks, and nothing that a screen or the vault cannot hold."""
    if words.isascii() and words.isprintable():
        return words
    plain = _LINE_ENDS.sub("\n", words).replace("\u00a0", " ").replace("\u202f", " ")
    return _SURROGATES.sub("\ufffd", _UNSTORABLE.sub("", plain))


@dataclass(slots=True)
class DerivedText:
    """`name` is the file's, for the sentence when it grows too large."""

    name: str
    _parts: list[str] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)
    _tables: list[TextTable] = field(default_factory=list)
    length: int = 0
    _end: str = "\n"

    def write(self, words: str, *, page: int = 0, box: Box | None = None, path: str = "") -> None:
        """Append words that stand at one place of the original."""
        words = cleaned(words)
        if not words:
            return
        start = self.length
        self._append(words)
        if (page or path) and not words.isspace():
            self._places.append(Place(start, self.length, page, box, path))

    def add(self, other: "DerivedText") -> None:
        """Another text with its places, on lines of its own."""
        self.end_line()
        start = self.length
        if other.length:
            self._append(other.text)
        for place in other._places:
            self._places.append(place._replace(start=place.start + start, end=place.end + start))

    def write_line(self, words: str, *, page: int = 0, path: str = "") -> None:
        self.end_line()
        self.write(words, page=page, path=path)
        self.end_line()

    @property
    def at_line_start(self) -> bool:
        return self._end == "\n" or not self.length

    def break_line(self) -> None:
        """A line break that the original asks for."""
        if self.length:
            self._append("\n")

    def end_line(self) -> None:
        """Nothing at the start of a line."""
        if self._end != "\n" and self.length:
            self._append("\n")

    def end_paragraph(self) -> None:
        """One empty line, and none at the start of the text."""
        self.end_line()
        if self.length and not self._ends_paragraph():
            self._append("\n")

    def write_row(self, cells: Iterable[tuple[str, str]]) -> None:
        """A table row on a line of its own; each cell is its words, on one line, and its path."""
        self.end_line()
        filled = list(cells)
        while filled and not filled[-1][0].strip():
            filled.pop()
        for number, (words, path) in enumerate(filled):
            if number:
                self._append(CELL_BREAK)
            self.write(" ".join(words.split()), path=path)
        self.end_line()

    def write_table(
        self, columns: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]], *, columns_path: str = ""
    ) -> None:
        """A heading row when there is one, then the rows."""
        self.end_line()
        start = self.length
        if any(columns):
            self.write_row([(words, columns_path) for words in columns])
        for row in rows:
            self.write_row(row)
        self.note_table(start, tuple(columns), tuple(tuple(words for words, _ in row) for row in rows))

    def note_table(self, start: int, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        """Remember that a table with these cells was written since `start`."""
        if self.length > start:
            self._tables.append(TextTable(start, self.length, columns, rows))

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def places(self) -> PlaceMap:
        return PlaceMap(PackedPlaces(self._places))

    @property
    def tables(self) -> tuple[TextTable, ...]:
        return tuple(self._tables)

    def _append(self, words: str) -> None:
        self._parts.append(words)
        self.length += len(words)
        self._end = words[-1]
        if self.length > LARGEST_TEXT:
            raise TooLarge(self.name, f"more than {LARGEST_TEXT // 1024**2} million characters of text")

    def _ends_paragraph(self) -> bool:
        return self._parts[-1].endswith("\n\n") or (
            self._parts[-1] == "\n" and len(self._parts) > 1 and self._parts[-2].endswith("\n")
        )
