"""RTF: its words in the code pages of their fonts; pictures, objects, comments, deleted and hidden words are left out."""

import re
from dataclasses import dataclass, field, replace

from coderdesk.domain.clinical.received_document import MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.limits import DEEPEST_RTF
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.stated import stated_in
from coderdesk.reading.intake.trouble import Damaged, Hostile

DERIVER = "rtf 1"
RTF_START = b"{\\rtf"
PICTURES = "The document holds pictures or embedded objects, in which nothing was read."
_TOKEN = re.compile(
    rb"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})?[ ]?|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|(?P<plain>[^\\{}\r\n]+)|(?P<rest>[\r\n]+|\\)",
    re.DOTALL,
)
_SKIPPED = frozenset(
    "fonttbl colortbl stylesheet info generator pict object objdata themedata colorschememapping listtable listoverridetable "
    "revtbl rsidtbl latentstyles datastore xmlnstbl filetbl mmathPr fldinst annotation atnid atnauthor atndate atnref bkmkstart "
    "bkmkend pgptbl protusertbl userprops docvar template datafield nonesttables xe tc".split()
)
_PICTURES = frozenset({"pict", "object", "objdata"})
_SIGNS = {
    "par": "\n", "sect": "\n", "line": "\n", "page": "\n", "tab": "\t", "emdash": "—", "endash": "–",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "qmspace": " ",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


def read_rtf(source: Source) -> tuple[ReceivedDocument, ...]:
    """Raises Damaged and Hostile."""
    reading = rtf_text(source.content, source.name)
    text = reading.text
    stated = stated_in(text)
    return (
        ReceivedDocument(
            original=Original.of(source.name, MediaKind.RTF, source.content),
            deriver=DERIVER,
            text=text,
            places=reading.out.places,
            kind=stated.kind,
            title=stated.title,
            author=stated.author,
            author_role=stated.author_role,
            written_on=stated.written_on,
            is_signed=stated.is_signed,
            patient=stated.patient,
            holds_several=stated.holds_several,
            visit=stated.visit,
            tables=reading.out.tables,
            notices=(PICTURES,) if reading.has_pictures else (),
        ),
    )


def rtf_text(content: bytes, name: str) -> "RtfReading":
    """The words of an RTF text with their paragraphs as places. Raises Damaged and Hostile."""
    reading = RtfReading(DerivedText(name))
    place, end = 0, len(content)
    while place < end:
        found = _TOKEN.match(content, place)
        if found is None:
            raise Damaged(name, f"it breaks off at byte {place}")
        place = found.end() + reading.take(found)
        if reading.is_over:
            break
    if not reading.is_over:
        raise Damaged(name, "it ends before its last group is closed")
    reading.end()
    return reading


@dataclass(frozen=True, slots=True)
class _Group:
    is_skipped: bool = False
    is_hidden: bool = False
    encoding: str = ""
    fallback: int = 1
    in_table: bool = False
    in_fonts: bool = False


@dataclass(slots=True)
class RtfReading:
    """`take` is given one token after the other."""

    out: DerivedText
    is_over: bool = False
    has_pictures: bool = False
    _open: list[_Group] = field(default_factory=list)
    _now: _Group = field(default_factory=_Group)
    _page: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _line: list[str] = field(default_factory=list)
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _table_start: int = 0
    _to_skip: int = 0
    _is_optional: bool = False
    _number: int = 0

    @property
    def text(self) -> str:
        return self.out.text

    def take(self, token: "re.Match[bytes]") -> int:
        """The number of raw bytes behind the token that belong to it."""
        kind = token.lastgroup
        if kind in {"hex", "plain"}:
            self._characters(bytes.fromhex(token["hex"].decode()) if kind == "hex" else token["plain"])
            return 0
        if kind == "rest":
            return 0
        self._flush()
        if kind == "brace":
            self._brace(token["brace"])
        elif token["sign"] is not None:
            self._sign(token["sign"])
        else:
            return self._word(token["word"].decode(), int(token["number"]) if token["number"] else None)
        return 0

    def end(self) -> None:
        self._flush()
        if self._line or self._cells:
            self._break_line()
        self._end_table()

    def _brace(self, brace: bytes) -> None:
        self._is_optional = False
        self._to_skip = 0
        if brace == b"{":
            if len(self._open) >= DEEPEST_RTF:
                raise Hostile(self.out.name, f"its groups lie more than {DEEPEST_RTF} deep in one another")
            self._open.append(self._now)
        elif self._open:
            self._now = self._open.pop()
            self.is_over = not self._open

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._is_optional = True
        elif sign in b"\\{}":
            self._say(sign.decode())
        elif sign == b"~":
            self._say(" ")
        elif sign in b"_-":
            self._say("-" if sign == b"_" else "")
        elif sign in b"\r\n":
            self._say("\n")

    def _word(self, word: str, number: int | None) -> int:
        if word == "bin":
            return max(0, number or 0)
        if word in _SKIPPED or self._is_optional:
            self.has_pictures = self.has_pictures or word in _PICTURES
            self._now = replace(self._now, is_skipped=True, in_fonts=word == "fonttbl")
            self._is_optional = False
        elif word == "u" and number is not None:
            self._say(_unicode(number))
            self._to_skip = self._now.fallback
        elif word in {"cell", "nestcell"}:
            self._end_cell()
        elif word in {"row", "nestrow"}:
            if not self._now.is_skipped:
                self._write_row()
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        else:
            self._property(word, number)
        return 0

    def _property(self, word: str, number: int | None) -> None:
        is_on = number != 0
        if word == "ansicpg" and number is not None:
            self._page = {65001: "utf-8", 10000: "mac_roman"}.get(number, f"cp{number}")
        elif word in {"mac", "pc", "pca"}:
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "f" and number is not None:
            self._font = number
            self._now = replace(self._now, encoding=self._fonts.get(number, ""))
        elif word == "fcharset" and self._now.in_fonts:
            self._fonts[self._font] = _CHARSETS.get(number or 0, "") if number else ""
        elif word in {"deleted", "v"}:
            self._now = replace(self._now, is_hidden=is_on)
        elif word == "plain":
            self._now = replace(self._now, is_hidden=False, encoding="")
        elif word in {"uc"}:
            self._now = replace(self._now, fallback=number if number is not None else 1)
        elif word in {"pard", "intbl"}:
            self._now = replace(self._now, in_table=word == "intbl")

    def _characters(self, run: bytes) -> None:
        if self._now.is_skipped or self._now.is_hidden:
            return
        if self._to_skip:
            skipped = min(self._to_skip, len(run))
            self._to_skip -= skipped
            run = run[skipped:]
        self._bytes += run

    def _flush(self) -> None:
        if not self._bytes:
            return
        try:
            words = self._bytes.decode(self._now.encoding or self._page, errors="replace")
        except LookupError:
            words = self._bytes.decode("cp1252", errors="replace")
        self._bytes.clear()
        self._say(words)

    def _say(self, words: str) -> None:
        if self._now.is_skipped or self._now.is_hidden:
            return
        if words != "\n":
            self._line.append(words)
        elif self._now.in_table:
            self._line.append(" ")
        else:
            self._break_line()

    def _end_cell(self) -> None:
        if not self._now.is_skipped:
            self._cells.append(_joined(self._line).strip())
            self._line.clear()

    def _break_line(self) -> None:
        if self._cells:
            self._write_row()
        words = _joined(self._line).rstrip()
        self._line.clear()
        self._number += 1
        if words:
            self._end_table()
            self.out.write_line(words, path=f"paragraph {self._number}")
        elif not self._rows:
            self.out.end_paragraph()

    def _write_row(self) -> None:
        if not self._rows:
            self.out.end_line()
            self._table_start = self.out.length
        path = f"paragraph {self._number + 1}"
        cells = list(self._cells)
        self._cells.clear()
        if any(cells):
            self._rows.append(tuple(cells))
            self.out.write_row((words, path) for words in cells)

    def _end_table(self) -> None:
        if self._rows:
            heads, body = (self._rows[0], self._rows[1:]) if len(self._rows) > 1 else ((), self._rows)
            self.out.note_table(self._table_start, heads, tuple(body))
        self._rows = []


def _joined(line: list[str]) -> str:
    """Surrogate pairs come as two numbers; together they are one character."""
    return "".join(line).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unicode(number: int) -> str:
    value = number + 0x10000 if number < 0 else number
    return chr(value) if 0 < value < 0x110000 else ""
