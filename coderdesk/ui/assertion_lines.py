"""The lines that words wear for what is asserted of them: each told by its form, and by its colour besides."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.ui.theme import Theme

MARK_COLOURS = {
    Assertion.AFFIRMED: "green",
    Assertion.NEGATED: "red",
    Assertion.UNCERTAIN: "amber",
    Assertion.HYPOTHETICAL: "amber",
    Assertion.HISTORICAL: "slate",
    Assertion.OTHER_PERSON: "violet",
}


def mark_colour(assertion: Assertion, theme: Theme) -> QColor:
    return theme.colour(MARK_COLOURS[assertion])


def paint_assertion(painter: QPainter, rect: QRectF, assertion: Assertion, theme: Theme) -> None:
    """The line of one assertion for words that fill `rect` (without leading)."""
    pen = QPen(mark_colour(assertion, theme), 1.25)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    below = rect.bottom() + 1
    match assertion:
        case Assertion.NEGATED:
            below = rect.top() + rect.height() * 0.56
        case Assertion.UNCERTAIN:
            pen.setWidthF(1.75)
            pen.setDashPattern([1, 1.6])
        case Assertion.HYPOTHETICAL:
            pen.setDashPattern([5, 2, 1, 2])
        case Assertion.HISTORICAL:
            pen.setDashPattern([4, 3])
        case Assertion.OTHER_PERSON:
            painter.setPen(pen)
            painter.drawLine(QPointF(rect.left(), below + 2.5), QPointF(rect.right(), below + 2.5))
        case _:
            pass
    painter.setPen(pen)
    painter.drawLine(QPointF(rect.left(), below), QPointF(rect.right(), below))
