"""The two small movements of a document: a ring that fades, and words that tremble once; none where the person wants none."""

from typing import cast

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from coderdesk.ui.theme.appearance import reduced_motion

_RING_MS = 1400
_SHAKE_MS = 280
_SHAKE_PIXELS = 4.0


def _moves() -> bool:
    return not reduced_motion(cast(QApplication, QApplication.instance()))


class Calling:
    """A ring around a span, fading away; without motion it stands for the same time and goes."""

    def __init__(self, viewport: QWidget) -> None:
        self._viewport = viewport
        self.span: tuple[int, int] | None = None
        self.strength = 0.0
        self._animation = QVariantAnimation(viewport)
        self._animation.setDuration(_RING_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.InCubic)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.valueChanged.connect(self._on_value)
        self._animation.finished.connect(self._on_finished)

    def call(self, start: int, end: int) -> None:
        self._animation.stop()
        self.span, self.strength = (start, end), 1.0
        self._animation.start()

    def _on_value(self, value: float) -> None:
        self.strength = value if _moves() else 1.0
        self._viewport.update()

    def _on_finished(self) -> None:
        self.span = None
        self._viewport.update()


class Shaking:
    """Pictures of the selected words, drawn a few pixels aside; three small swings, each smaller than the last."""

    def __init__(self, viewport: QWidget) -> None:
        self._viewport = viewport
        self._pictures: list[tuple[QRectF, QPixmap]] = []
        self._aside = 0.0
        self._animation = QVariantAnimation(viewport)
        self._animation.setDuration(_SHAKE_MS)
        for share, aside in ((0.0, 0.0), (0.2, 1.0), (0.45, -0.8), (0.7, 0.45), (0.88, -0.2), (1.0, 0.0)):
            self._animation.setKeyValueAt(share, aside * _SHAKE_PIXELS)
        self._animation.valueChanged.connect(self._on_value)
        self._animation.finished.connect(self._pictures.clear)

    @property
    def is_running(self) -> bool:
        return bool(self._pictures)

    def shake(self, rects: list[QRectF]) -> None:
        if self.is_running or not _moves():
            return
        self._pictures += [(rect, self._viewport.grab(rect.toAlignedRect())) for rect in rects]
        self._animation.start()

    def paint(self, painter: QPainter, ground: QColor) -> None:
        for rect, picture in self._pictures:
            painter.fillRect(rect.toAlignedRect(), ground)
            painter.drawPixmap(rect.translated(self._aside, 0).toAlignedRect().topLeft(), picture)

    def _on_value(self, value: float) -> None:
        self._aside = value
        self._viewport.update()
