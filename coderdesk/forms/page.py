"""The sheet that every form of ours is printed on: US Letter, its grid, its colours, its numbered pages."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

from coderdesk.forms.typeface import REGULAR, printable, register_all

WIDTH, HEIGHT = LETTER
# 7/8 inch: where the window of a #10 envelope begins, whichever way the folded sheet has slipped
MARGIN = 63.0
RIGHT = WIDTH - MARGIN
MEASURE = RIGHT - MARGIN
FOOT = 46.0

INK, MUTED, HAIR, ACCENT, TINT = (
    HexColor("#17232b"),
    HexColor("#5a6a73"),
    HexColor("#d3dce0"),
    HexColor("#0f766e"),
    HexColor("#eff6f5"),
)


class NumberedCanvas(Canvas):  # type: ignore[misc]
    """Holds every page back until their number is known, then writes "Page 1 of 3" at the foot of each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._held, start=1):
            self.__dict__.update(state)
            text_right(self, RIGHT, FOOT - 14, f"Page {number} of {len(self._held)}", size=7.5, colour=MUTED)
            Canvas.showPage(self)
        super().save()


def style(**changes: Any) -> ParagraphStyle:
    """Text of 9 points on 12.5 in ink, with changes."""
    register_all()
    settings = {"fontName": REGULAR, "fontSize": 9, "leading": 12.5, "textColor": INK, "splitLongWords": 1, **changes}
    return ParagraphStyle("text", **settings)


def text(
    canvas: Canvas, x: float, y: float, words: str, *, font: str = REGULAR, size: float = 9, colour: Any = INK
) -> None:
    """One line with its left end at x and its baseline y points above the lower edge."""
    canvas.setFillColor(colour)
    canvas.setFont(font, size)
    canvas.drawString(x, y, printable(words, font))


def text_right(
    canvas: Canvas, x: float, y: float, words: str, *, font: str = REGULAR, size: float = 9, colour: Any = INK
) -> None:
    """One line with its right end at x."""
    canvas.setFillColor(colour)
    canvas.setFont(font, size)
    canvas.drawRightString(x, y, printable(words, font))


def hairline(
    canvas: Canvas, y: float, *, left: float = MARGIN, right: float = RIGHT, colour: Any = HAIR, width: float = 0.5
) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.line(left, y, right, y)


def foot(canvas: Canvas, words: str) -> None:
    """The rule and the words at the foot of a page; its number is written beside them when all pages are known."""
    hairline(canvas, FOOT)
    text(canvas, MARGIN, FOOT - 14, words, font=REGULAR, size=7.5, colour=MUTED)
