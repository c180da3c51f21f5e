"""What stands at which place of a printed page, read from the origin of each character."""

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

CHARACTER = 7.2
NEAR = 1.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """`left` and `baseline` in points from the upper left corner."""

    character: str
    left: float
    baseline: float


def glyphs_of(pdf: bytes, page: int = 0) -> tuple[Glyph, ...]:
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        height = sheet.get_height()
        text = sheet.get_textpage()
        return tuple(
            Glyph(character, across, height - up)
            for place in range(text.count_chars())
            for across, up in [_origin(text, place)]
            if (character := chr(pdfium.FPDFText_GetUnicode(text, place))).strip() and not _is_made_up(text, place)
        )


def text_at(glyphs: tuple[Glyph, ...], left: float, baseline: float, length: int, *, pitch: float = CHARACTER) -> str:
    """What stands in a row of cells; a blank for each that is empty."""
    row = [glyph for glyph in glyphs if abs(glyph.baseline - baseline) < NEAR]
    cells = []
    for place in range(length):
        here = [glyph.character for glyph in row if abs(glyph.left - (left + place * pitch)) < NEAR]
        assert len(here) <= 1, f"{here} at {left + place * pitch}, {baseline}"
        cells.append(here[0] if here else " ")
    return "".join(cells)


def _origin(text: pypdfium2.PdfTextPage, place: int) -> tuple[float, float]:
    across, up = ctypes.c_double(), ctypes.c_double()
    assert pdfium.FPDFText_GetCharOrigin(text, place, across, up)
    return across.value, up.value


def _is_made_up(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """A blank or line end that the reader adds."""
    return bool(pdfium.FPDFText_IsGenerated(text, place))
