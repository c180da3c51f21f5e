"""Words recognised in the picture of a page, by an engine that a practice may install; CoderDesk brings none."""

import shutil
import subprocess
from dataclasses import dataclass
from typing import Protocol

from coderdesk.reading.intake.pdfium import Word, page_picture, page_sizes

_SCALE = 300 / 72
_SECONDS = 120
_LEAST_SURE = 30.0
_FIELDS = 12


class OcrEngine(Protocol):
    @property
    def name(self) -> str:
        """With its version, for the deriver of the text."""
        ...

    def words_on(self, content: bytes, number: int, name: str) -> tuple[Word, ...]:
        """The words on a page of this PDF, counted from 0; none when the engine fails."""
        ...


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The `tesseract` command: it is given a picture on stdin and answers with a table on stdout; no file is written."""

    command: str
    name: str = "tesseract"

    def words_on(self, content: bytes, number: int, name: str) -> tuple[Word, ...]:
        width, height, rgb = page_picture(content, number, name, scale=_SCALE)
        picture = b"P6 %d %d 255\n" % (width, height) + rgb
        try:
            done = subprocess.run(
                [self.command, "stdin", "stdout", "--psm", "3", "tsv"],
                input=picture,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return ()
        scale = width / page_sizes(content, name)[number][0]
        return _words_in(done.stdout.decode("utf-8", errors="replace"), height / scale, scale)


def installed_engine() -> OcrEngine | None:
    command = shutil.which("tesseract")
    return Tesseract(command) if command else None


def _words_in(table: str, page: float, scale: float) -> tuple[Word, ...]:
    """Columns of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.

    `page` is the height of the page in points, `scale` the pixels a point.
    """
    words = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < _FIELDS or not cells[11].strip() or float(cells[10]) < _LEAST_SURE:
            continue
        left, top, wide, tall = (int(cell) / scale for cell in cells[6:10])
        words.append(Word(cells[11].strip(), left, page - top - tall, left + wide, page - top))
    return tuple(words)
