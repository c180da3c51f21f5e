"""The boxes of a sheet on plain paper, in a layout and words of our own, with a square for everything that is crossed."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from coderdesk.forms.grid import FormGrid, GridBox
from coderdesk.forms.page import HEIGHT, INK, text
from coderdesk.forms.typeface import REGULAR, STRONG, width_of

_RULE = HexColor("#8d9aa1")
_LABEL = HexColor("#46555d")
_LABEL_SIZE, _LEAST_SIZE, _MARK_SIZE, _HEADING_SIZE = 5.2, 3.8, 5.6, 7.2
_LABEL_INSET, _GAP = 2.0, 2.0
_TITLE_BASELINE = 36.0


def draw_boxes(canvas: Canvas, grid: FormGrid) -> None:
    """Everything of the sheet but the values."""
    canvas.setStrokeColor(_RULE)
    canvas.setLineWidth(0.5)
    for box in grid.boxes:
        canvas.rect(box.left, HEIGHT - box.top - box.height, box.width, box.height)
        _label(canvas, box)
    for key, words in grid.marks.items():
        _mark(canvas, grid, key, words)
    for heading in grid.headings:
        text(canvas, heading.left, HEIGHT - heading.baseline, heading.words, font=STRONG, size=_HEADING_SIZE)
    left = min((box.left for box in grid.boxes), default=0.0)
    if grid.title:
        text(canvas, left, HEIGHT - _TITLE_BASELINE, grid.title, font=STRONG, size=15)
    text(canvas, left, 9, grid.footer, size=6, colour=_LABEL)


def _label(canvas: Canvas, box: GridBox) -> None:
    """The number stands out; both are set smaller where the box is narrow."""
    size, room = _LABEL_SIZE, box.width - 2 * _LABEL_INSET
    while size > _LEAST_SIZE and _length(box, size) > room:
        size -= 0.2
    baseline = HEIGHT - box.top - (box.height - 2 if box.below else 6)
    left = box.left + (box.width - _LABEL_INSET - _length(box, size) if box.below == "right" else _LABEL_INSET)
    text(canvas, left, baseline, box.number, font=STRONG, size=size, colour=INK)
    words_left = left + _length(box, size) - width_of(box.words, REGULAR, size)
    text(canvas, words_left, baseline, box.words, size=size, colour=_LABEL)


def _length(box: GridBox, size: float) -> float:
    gap = _GAP if box.number and box.words else 0.0
    return width_of(box.number, STRONG, size) + gap + width_of(box.words, REGULAR, size)


def _mark(canvas: Canvas, grid: FormGrid, key: str, words: str) -> None:
    """A square around the place of the cross. Its words stand beside it; those that begin with "^" stand above."""
    place = grid.place_of(key)
    canvas.setStrokeColor(_RULE)
    canvas.rect(place.left - 0.8, HEIGHT - place.baseline - 1.6, grid.pitch + 1.6, 9.2)
    if words.startswith("^"):
        size = 4.4
        left = place.left + (grid.pitch - width_of(words[1:], REGULAR, size)) / 2
        text(canvas, left, HEIGHT - place.baseline + 8.6, words[1:], size=size, colour=_LABEL)
    else:
        text(canvas, place.left + grid.pitch + 2.4, HEIGHT - place.baseline + 1, words, size=_MARK_SIZE, colour=_LABEL)
