"""Icons by name, drawn from a small font in the colours of the theme that is worn when they are painted."""

from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from coderdesk.shared.resources import resource_path
from coderdesk.ui.theme import theme_of

# Code points of Phosphor Icons 1.3, by the word that the desk uses.
GLYPHS = {
    "addendum": "\uf22e",
    "backup": "\uf12d",
    "book": "\uf097",
    "calendar": "\uf0ad",
    "check": "\uf0e7",
    "chevron-down": "\uf0c2",
    "chevron-left": "\uf0c3",
    "chevron-right": "\uf0c4",
    "chevron-up": "\uf0c5",
    "claims": "\uf170",
    "clock": "\uf0f9",
    "close": "\uf36d",
    "dark": "\uf21f",
    "desk": "\uf22c",
    "draft": "\uf265",
    "export": "\uf15a",
    "filter": "\uf197",
    "folder": "\uf18c",
    "grip": "\uf144",
    "help": "\uf293",
    "info": "\uf1e0",
    "key": "\uf1e4",
    "keyboard": "\uf1e5",
    "light": "\uf2fe",
    "link": "\uf1f6",
    "lock": "\uf205",
    "money": "\uf122",
    "more": "\uf145",
    "offline": "\uf367",
    "patients": "\uf351",
    "pencil": "\uf266",
    "person": "\uf347",
    "plus": "\uf27f",
    "print": "\uf288",
    "query": "\uf0de",
    "receipt": "\uf29a",
    "reports": "\uf0d2",
    "search": "\uf20a",
    "settings": "\uf19c",
    "shield": "\uf2b8",
    "signed": "\uf0e8",
    "sort": "\uf2dc",
    "trash": "\uf334",
    "tree": "\uf339",
    "undo": "\uf021",
    "unlock": "\uf206",
    "warning": "\uf35c",
}


@cache
def _family() -> str:
    added = QFontDatabase.addApplicationFont(str(resource_path("icons", "phosphor-subset.ttf")))
    return QFontDatabase.applicationFontFamilies(added)[0]


def _paint(painter: QPainter, rect: QRect, glyph: str, colour: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(theme_of().colour(colour))
    font = QFont(_family())
    font.setPixelSize(min(rect.width(), rect.height()))
    painter.setFont(font)
    painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, glyph)
    painter.restore()


class _GlyphEngine(QIconEngine):
    """One glyph, drawn afresh at every size; its colour is looked up in the theme at that moment."""

    def __init__(self, glyph: str, colour: str, colour_on: str) -> None:
        super().__init__()
        self._glyph, self._colour, self._colour_on = glyph, colour, colour_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._colour_on if state is QIcon.State.On else self._colour
        _paint(painter, rect, self._glyph, "disabled" if mode is QIcon.Mode.Disabled else token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._glyph, self._colour, self._colour_on)


def icon(name: str, colour: str = "muted", colour_on: str = "accent") -> QIcon:
    """An icon in a colour of the theme; `colour_on` while its button is checked. Raises KeyError for an unknown name.

    Hand it to Qt and keep no reference: a QIcon with an engine of ours that the collector finds among garbage is freed twice.
    """
    return QIcon(_GlyphEngine(GLYPHS[name], colour, colour_on))


class IconSign(QWidget):
    """An icon beside words, drawn in the theme of the moment; the words say what it means."""

    def __init__(self, parent: QWidget | None = None, *, size: int = 16) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self._glyph, self._colour = "", "muted"

    def show_icon(self, name: str, colour: str = "muted") -> None:
        """Raises KeyError for an unknown name."""
        self._glyph, self._colour = GLYPHS[name], colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(QPainter(self), self.rect(), self._glyph, self._colour)
