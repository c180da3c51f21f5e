"""Printing filled claim forms: the data alone on pre-printed stock, a proof on plain paper, and a page for calibration."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.forms.grid import POINTS_AN_INCH, FormGrid, GridField
from coderdesk.forms.page import HEIGHT, MUTED, WIDTH, text
from coderdesk.forms.sheet_boxes import draw_boxes
from coderdesk.forms.typeface import register_all

FACE = "Courier"
_WIDTH_OF_A_POINT = 0.6
_RULER_TICK = POINTS_AN_INCH / 10

Filled = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrintOffset:
    """How far a printer's sheet must be moved to the right and down, in points; negative to the left and up."""

    right: float = 0.0
    down: float = 0.0

    @classmethod
    def inches(cls, right: float, down: float) -> "PrintOffset":
        return cls(right * POINTS_AN_INCH, down * POINTS_AN_INCH)


@dataclass(frozen=True, slots=True)
class CutField:
    """A value that its field does not hold: `printed` is what stands there, on the sheet of that number from 1. A figure
    that is cut says something else, and must not leave."""

    sheet: int
    key: str
    value: str
    printed: str
    is_figure: bool


NO_OFFSET = PrintOffset()


def written(value: str, place: GridField) -> str:
    """What is printed: capital letters, cut to the field's length."""
    return x12_text(value)[: place.length].rstrip()


def cut_fields(grid: FormGrid, sheets: Sequence[Filled]) -> tuple[CutField, ...]:
    """Every value that loses characters."""
    return tuple(
        CutField(number, key, value, written(value, grid.place_of(key)), grid.place_of(key).is_right)
        for number, sheet in enumerate(sheets, start=1)
        for key, value in sheet.items()
        if len(x12_text(value)) > grid.place_of(key).length
    )


def render_sheets(
    grid: FormGrid, sheets: Sequence[Filled], *, offset: PrintOffset = NO_OFFSET, is_proof: bool = False
) -> bytes:
    """A page for each sheet; the same bytes for the same values. A proof has our own boxes and words and knows no offset."""
    register_all()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=LETTER, invariant=1, lang="en-US")
    canvas.setTitle(grid.title if is_proof and grid.title else f"{grid.name} {'proof' if is_proof else 'data'}")
    canvas.setCreator("CoderDesk")
    for sheet in sheets:
        if is_proof:
            draw_boxes(canvas, grid)
        _draw_values(canvas, grid, sheet, NO_OFFSET if is_proof else offset)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def render_calibration(grid: FormGrid, *, offset: PrintOffset = NO_OFFSET) -> bytes:
    """One page to be printed on the stock: every field filled from end to end, and rulers in tenths of an inch."""
    register_all()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=LETTER, invariant=1, lang="en-US")
    canvas.setTitle(f"{grid.name} calibration")
    canvas.setCreator("CoderDesk")
    _draw_values(canvas, grid, {key: _filler(grid.place_of(key)) for key in grid.keys}, offset)
    _draw_rulers(canvas, offset)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _filler(place: GridField) -> str:
    return "X" if place.length == 1 else "0123456789"[: place.length].ljust(place.length, "-")


def _draw_values(canvas: Canvas, grid: FormGrid, sheet: Filled, offset: PrintOffset) -> None:
    canvas.setFillColor(black)
    canvas.setFont(FACE, grid.pitch / _WIDTH_OF_A_POINT)
    for key, value in sheet.items():
        place = grid.place_of(key)
        words = written(value, place)
        indent = (place.length - len(words)) * grid.pitch if place.is_right else 0.0
        if words:
            canvas.drawString(place.left + indent + offset.right, HEIGHT - place.baseline - offset.down, words)


def _draw_rulers(canvas: Canvas, offset: PrintOffset) -> None:
    """Along the right and the lower edge, where no field stands; long ticks are inches."""
    canvas.setStrokeColor(MUTED)
    canvas.setLineWidth(0.4)
    for place, is_inch in _ticks(WIDTH):
        canvas.line(place, 14, place, 24 if is_inch else 19)
    for place, is_inch in _ticks(HEIGHT):
        canvas.line(WIDTH - 8, HEIGHT - place, WIDTH - (18 if is_inch else 13), HEIGHT - place)
    shift = f"{offset.right / POINTS_AN_INCH:+.2f} in to the right, {offset.down / POINTS_AN_INCH:+.2f} in down"
    text(canvas, 21.6, 5, f"Printed with the offset {shift}. Ticks are tenths of an inch.", size=6, colour=MUTED)


def _ticks(length: float) -> Iterator[tuple[float, bool]]:
    for number in range(2, int(length / _RULER_TICK) - 1):
        yield number * _RULER_TICK, number % 10 == 0
