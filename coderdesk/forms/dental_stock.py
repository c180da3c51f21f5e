"""Pre-printed dental stock: its items, a grid made of what a practice measured on it, and the page to measure with."""

import io
from collections.abc import Mapping
from itertools import takewhile

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from coderdesk.domain.billing.stock_places import SHEET_HEIGHT, SHEET_WIDTH, StockPlace, with_series
from coderdesk.forms.dental import LINES_A_SHEET, dental_grid
from coderdesk.forms.grid import FormGrid, GridField
from coderdesk.forms.page import HEIGHT, MUTED, text, text_right
from coderdesk.forms.sheets import NO_OFFSET, CutField, Filled, PrintOffset
from coderdesk.forms.typeface import register_all

MILLIMETRE = 72 / 25.4
_OURS_ALONE = frozenset({"page", "paid"})
_UPPER = tuple(f"33.tooth{tooth}" for tooth in range(1, 17))
_LOWER = tuple(f"33.tooth{tooth}" for tooth in range(32, 16, -1))
_SERVICE = "service"
_FINE, _FIVE, _TEN = HexColor("#dbe3e6"), HexColor("#a9b8be"), HexColor("#5a6a73")
_ROUNDING = 0.01


def stock_items() -> tuple[str, ...]:
    """Every item that may be measured, in their order; "24.service3" is item 24 of the third service. A number alone behind the
    point would be taken for a decimal by the program that the table is filled in with."""
    grid = dental_grid()
    items = [_item_of(key) for key in grid.keys if key not in _OURS_ALONE]
    return tuple(sorted(items, key=lambda item: int("".join(takewhile(str.isdigit, item)))))


def item_words() -> dict[str, str]:
    """What each item is, in the words of our own sheet."""
    grid = dental_grid()
    boxes: dict[str, str] = {}
    for box in grid.boxes:
        if box.number and box.words:
            boxes.setdefault(box.number, box.words)
    said = {}
    for item in stock_items():
        number, _, rest = item.partition(".")
        part = grid.marks.get(item, rest.replace("tooth", "tooth ").replace(_SERVICE, f"{_SERVICE} "))
        said[item] = f"{boxes.get(number, 'Missing')}: {part}".strip(": ")
    return said


def stock_grid(places: Mapping[str, StockPlace]) -> FormGrid:
    """Fields under the keys of a filled sheet. Services between the first and the tenth, and teeth between the ends of a jaw,
    stand evenly where only the ends were measured."""
    grid = dental_grid()
    series = [tuple(f"{item}.{_SERVICE}{number}" for number in range(1, LINES_A_SHEET + 1)) for item in grid.line]
    full = with_series(places, [*series, _UPPER, _LOWER])
    fields = {}
    for item, place in full.items():
        key = _key_of(item, grid)
        length = int(place.width * MILLIMETRE / grid.pitch + _ROUNDING)
        length = 0 if place.is_left_out else max(length, 1)
        is_right = grid.place_of(key).is_right
        left = place.across * MILLIMETRE
        if is_right:
            left += place.width * MILLIMETRE - length * grid.pitch
        fields[key] = GridField(round(left, 2), round(place.down * MILLIMETRE, 2), length, is_right)
    return FormGrid(name=grid.name, pitch=grid.pitch, fields=fields)


def unplaced(grid: FormGrid, sheets: tuple[Filled, ...]) -> tuple[str, ...]:
    """The items that the sheets fill and nobody measured."""
    missing = {_item_of(key) for sheet in sheets for key in sheet if key not in grid.fields}
    return tuple(item for item in stock_items() if item in missing)


def left_out(grid: FormGrid, sheets: tuple[Filled, ...]) -> tuple[CutField, ...]:
    """What the stock has no box for."""
    return tuple(
        CutField(number, key, words, "", grid.fields[key].is_right)
        for number, sheet in enumerate(sheets, start=1)
        for key, words in sheet.items()
        if grid.fields[key].length == 0
    )


def _key_of(item: str, grid: FormGrid) -> str:
    number, _, service = item.partition(f".{_SERVICE}")
    return f"line.{service}.{number}" if number in grid.line else item


def _item_of(key: str) -> str:
    if not key.startswith("line."):
        return key
    _, service, item = key.split(".", 2)
    return f"{item}.{_SERVICE}{service}"


def render_millimetres(places: Mapping[str, StockPlace], *, offset: PrintOffset = NO_OFFSET) -> bytes:
    """A page to lay over the stock: lines of one, five and ten millimetres, moved as the stock is, and what was measured."""
    register_all()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=LETTER, invariant=1, lang="en-US")
    canvas.setTitle("Dental calibration")
    canvas.setCreator("CoderDesk")
    canvas.translate(offset.right, -offset.down)
    for step, colour, width in ((1, _FINE, 0.2), (5, _FIVE, 0.3), (10, _TEN, 0.5)):
        _lines(canvas, step, colour, width)
    _numbers(canvas)
    _measured(canvas, stock_grid(places))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lines(canvas: Canvas, step: int, colour: HexColor, width: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    for across in range(0, int(SHEET_WIDTH) + 1, step):
        canvas.line(across * MILLIMETRE, 0, across * MILLIMETRE, HEIGHT)
    for down in range(0, int(SHEET_HEIGHT) + 1, step):
        canvas.line(0, HEIGHT - down * MILLIMETRE, SHEET_WIDTH * MILLIMETRE, HEIGHT - down * MILLIMETRE)


def _numbers(canvas: Canvas) -> None:
    """At every tenth line, in three rows and columns, so that one of them lies near each box."""
    for across in range(10, int(SHEET_WIDTH), 10):
        for down in (10, 100, 190, 270):
            text(canvas, across * MILLIMETRE + 0.8, HEIGHT - down * MILLIMETRE + 1, f"{across}", size=5, colour=MUTED)
    for down in range(20, int(SHEET_HEIGHT), 10):
        for across in (10, 80, 150, 210):
            text_right(
                canvas, across * MILLIMETRE - 0.8, HEIGHT - down * MILLIMETRE + 1, f"{down}", size=5, colour=MUTED
            )


def _measured(canvas: Canvas, grid: FormGrid) -> None:
    """A frame for each field, from the line that its letters stand on to their height."""
    canvas.setStrokeColor(HexColor("#0f766e"))
    canvas.setLineWidth(0.6)
    for key, place in grid.fields.items():
        if place.length:
            canvas.rect(place.left, HEIGHT - place.baseline, place.length * grid.pitch, 7)
            text(canvas, place.left + 1, HEIGHT - place.baseline + 1.5, _item_of(key), size=5)
