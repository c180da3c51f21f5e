"""The picture of a page with the passages of the codes tinted on it, where their words stand in the file itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from coderdesk.domain.clinical.received_document import Box, Place
from coderdesk.ui.marks import Mark
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme, theme_of
from coderdesk.ui.theme.colours import load_theme
from coderdesk.ui.theme.fonts import interface_font
from coderdesk.ui.views.desk.passages import chip_text

_TENTHS = 10
_ROOM = 2  # points around the words
_CHIP = 13


@cache
def _on_white() -> Theme:
    """The light theme's colours: a page is white in either theme."""
    return load_theme("light")


@dataclass(frozen=True, slots=True)
class Highlight:
    """The lines of one passage on one page, at least one."""

    mark: Mark
    page: int
    lines: tuple[Box, ...]


def lines_of(places: Iterable[Place]) -> dict[int, tuple[Box, ...]]:
    """The boxes of words run together line by line, for each page."""
    found: dict[int, list[Box]] = {}
    for place in places:
        if place.box is None or not place.page:
            continue
        lines = found.setdefault(place.page, [])
        if lines and _is_same_line(lines[-1], place.box):
            lines[-1] = _around(lines[-1], place.box)
        else:
            lines.append(place.box)
    return {page: tuple(lines) for page, lines in found.items()}


def _is_same_line(line: Box, word: Box) -> bool:
    shared = min(line.top, word.top) - max(line.bottom, word.bottom)
    return word.left >= line.left and shared > min(line.top - line.bottom, word.top - word.bottom) / 2


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


class PageCanvas(QWidget):
    """`passage_clicked(assignment id)`."""

    passage_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._points = (612.0, 792.0)
        self._highlights: tuple[Highlight, ...] = ()
        self._called: tuple[Box, ...] = ()
        self.setAccessibleName(tr("Page of the original"))

    def show_page(self, points: tuple[float, float], scale: float) -> None:
        """An empty sheet of this size; `scale` is pixels a point."""
        self._points, self._picture = points, None
        self.setFixedSize(round(points[0] * scale), round(points[1] * scale))
        self.update()

    def show_picture(self, picture: QImage) -> None:
        self._picture = picture
        self.update()

    def show_highlights(self, highlights: Sequence[Highlight], called: Sequence[Box]) -> None:
        """What stands on this page; `called` is ringed."""
        self._highlights, self._called = tuple(highlights), tuple(called)
        words = (f"{one.mark.letter} {one.mark.words}".strip() for one in self._highlights)
        self.setAccessibleDescription("; ".join(words))
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def rect_of(self, box: Box) -> QRectF:
        """Tenths of a point from the lower left, as pixels from the upper left."""
        scale = self.width() / self._points[0]
        left, right = box.left / _TENTHS - _ROOM, box.right / _TENTHS + _ROOM
        top, bottom = self._points[1] - box.top / _TENTHS - _ROOM, self._points[1] - box.bottom / _TENTHS + _ROOM
        return QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._picture is not None:
            painter.drawImage(self.rect(), self._picture)
        self._paint_tints(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_on_white().colour("focus"), 2))
        for box in self._called:
            painter.drawRoundedRect(self.rect_of(box).adjusted(-2, -2, 2, 2), 3, 3)
        self._paint_letters(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme_of().colour("edge"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_tints(self, painter: QPainter) -> None:
        """Like a felt pen: the words stay as dark as they are printed, in either theme."""
        theme = _on_white()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for one in self._highlights:
            for box in one.lines:
                rect = self.rect_of(box)
                painter.fillRect(rect, theme.tint(one.mark.letter))
                painter.setPen(QPen(theme.strong(one.mark.letter), 2))
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_letters(self, painter: QPainter) -> None:
        theme = _on_white()
        painter.setFont(interface_font(10, strong=True))
        for one, place in self._chips():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.strong(one.mark.letter))
            painter.drawRoundedRect(place, 3, 3)
            painter.setPen(Qt.GlobalColor.white)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, chip_text(one.mark))

    def _chips(self) -> list[tuple[Highlight, QRectF]]:
        """Each letter above the start of its first line; where several begin there, one beside the other."""
        placed: list[tuple[Highlight, QRectF]] = []
        for one in self._highlights:
            first = self.rect_of(one.lines[0])
            place = QRectF(first.left() - 2, first.top() - _CHIP + 3, _CHIP, _CHIP)
            while any(place.intersects(other) for _, other in placed):
                place.moveLeft(place.left() + _CHIP + 1)
            placed.append((one, place))
        return placed

    def mark_at(self, point: QPointF) -> Mark | None:
        """The passage under a point: the shortest where several lie."""
        letters = [one.mark for one, place in self._chips() if place.contains(point)]
        here = [one.mark for one in self._highlights if any(self.rect_of(box).contains(point) for box in one.lines)]
        return min(letters or here, key=lambda mark: mark.end - mark.start, default=None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.passage_clicked.emit(str(mark.assignment_id))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), f"{mark.letter}  {mark.words}".strip() if mark else "", self)
            return True
        return super().event(event)
