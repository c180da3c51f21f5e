"""A visit in the worklist: who, how old, when, by whom, who pays, what is missing, for how long."""

from datetime import date

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.dates import age_in_words
from coderdesk.ui.delegates.row import Line, RowDelegate, pixels_of, two_line_rects
from coderdesk.ui.models.rows import missing_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import figures_font, interface_font, small

_EDGE = 4


class WorklistDelegate(RowDelegate):
    """Two lines; the left edge and the words of what is missing wear the state's colour."""

    two_lines = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = date.min

    def set_today(self, today: date) -> None:
        self._today = today

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: WorklistRow) -> None:
        rect = QRectF(option.rect)
        edge = QRectF(rect.left(), rect.top() + 1, _EDGE, rect.height() - 2)
        painter.fillRect(edge, theme.state(row.status))
        first, second = two_line_rects(option)
        self._paint_person(Line(painter, first), pixels_of(option), theme, row)
        self._paint_visit(Line(painter, second), pixels_of(option), theme, row)

    def _paint_person(self, line: Line, pixels: int, theme: Theme, row: WorklistRow) -> None:
        is_open = row.status not in (EncounterStatus.CODED, EncounterStatus.BILLED)
        if is_open:
            days = tr("{days}d", days=max(0, (self._today - row.date_of_service).days))
            line.add_right(days, figures_font(pixels), theme.colour("muted"))
        age = age_in_words(row.birth_date, row.date_of_service)
        name_room = line.room - _width(age, pixels)
        line.add(row.patient_name, interface_font(pixels, strong=is_open), theme.colour("text"), most=name_room)
        line.fill(age, figures_font(small(pixels)), theme.colour("muted"))

    def _paint_visit(self, line: Line, pixels: int, theme: Theme, row: WorklistRow) -> None:
        line.add_right(missing_words(row, self._today), interface_font(small(pixels)), missing_colour(row, theme))
        where = (
            short_date(row.date_of_service, self._today),
            short_provider(row.provider),
            row.payer or tr("self-pay"),
        )
        line.fill(" · ".join(part for part in where if part), figures_font(small(pixels)), theme.colour("muted"))


def short_date(day: date, today: date) -> str:
    """05/04 within the year that runs, 05/04/25 outside it."""
    return f"{day:%m/%d}" if day.year == today.year else f"{day:%m/%d/%y}"


def missing_colour(row: WorklistRow, theme: Theme) -> QColor:
    if row.unproven and row.status not in (EncounterStatus.CODED, EncounterStatus.BILLED):
        return theme.colour("red")
    return theme.state(row.status)


def short_provider(display: str) -> str:
    """The family name out of "Marisol J. Tenenbrook, MD"; what cannot be taken apart stays whole."""
    name = display.split(",")[0].split()
    while len(name) > 1 and name[-1].rstrip(".") in ("Jr", "Sr", "II", "III", "IV"):
        name.pop()
    return name[-1] if name else display


def _width(age: str, pixels: int) -> float:
    return QFontMetricsF(figures_font(small(pixels))).horizontalAdvance(age) + 8
