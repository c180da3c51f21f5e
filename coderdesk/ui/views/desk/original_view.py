"""The original of a document page by page: its picture, the passages on it, zoom, and the file to be saved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.domain.clinical.received_document import PlaceMap
from coderdesk.ui.icons import icon
from coderdesk.ui.marks import Mark
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.page_canvas import Highlight, PageCanvas, lines_of

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_FIT = ZOOMS.index(1.0)
_WIDEST_FIT = 1.6  # pixels a point: letters as large as on paper held close
_MARGIN = 20


class OriginalView(QWidget):
    """`picture_wanted(page from 1, pixels a point)`, `passage_clicked(assignment id)`, `save_wanted()`."""

    picture_wanted = Signal(int, float)
    passage_clicked = Signal(str)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.setAccessibleName(tr("The original"))
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._places = PlaceMap()
        self._marks: tuple[Mark, ...] = ()
        self._has_words = True
        self._span: tuple[int, int] | None = None
        self._page = 1
        self._zoom = _FIT
        self._asked: tuple[int, float] | None = None
        self.back_button = _button("chevron-left", tr("Page before (Page Up)"))
        self.next_button = _button("chevron-right", tr("Next page (Page Down)"))
        self.smaller_button = _button("", tr("Smaller (Ctrl+wheel)"), "−")
        self.larger_button = _button("", tr("Larger (Ctrl+wheel)"), "+")
        self.save_button = _button("export", tr("Save the file as it came in"), tr("Save the original"))
        self._page_words = label(role="muted")
        self._zoom_words = label(role="muted")
        self._zoom_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notice = label(role="warn", wraps=True)
        self.canvas = PageCanvas()
        self._area = QScrollArea()
        self._lay_out()
        self._wire()
        self.show_nothing()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(28, 4, 12, 4)
        bar.setSpacing(4)
        for part in (self.back_button, self._page_words, self.next_button):
            bar.addWidget(part)
        bar.addSpacing(12)
        for part in (self.smaller_button, self._zoom_words, self.larger_button):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.save_button)
        self._strip = QWidget()
        set_surface(self._strip, "warn")
        said = QHBoxLayout(self._strip)
        said.setContentsMargins(32, 4, 12, 4)
        said.addWidget(self._notice)
        self._area.setWidget(self.canvas)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._strip)
        layout.addWidget(hairline())
        layout.addWidget(self._area, 1)

    def _wire(self) -> None:
        self.back_button.clicked.connect(lambda: self.go_to(self._page - 1))
        self.next_button.clicked.connect(lambda: self.go_to(self._page + 1))
        self.smaller_button.clicked.connect(lambda: self.zoom(-1))
        self.larger_button.clicked.connect(lambda: self.zoom(1))
        self.save_button.clicked.connect(self.save_wanted)
        self.canvas.passage_clicked.connect(self.passage_clicked)
        for keys, act in (
            (Qt.Key.Key_PageUp, self.back_button.click),
            (Qt.Key.Key_PageDown, self.next_button.click),
            (QKeySequence.StandardKey.ZoomIn, self.larger_button.click),
            (QKeySequence.StandardKey.ZoomOut, self.smaller_button.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # what is shown ---------------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """No page, and nothing of the one before."""
        self._sizes, self._places, self._span, self._page, self._asked = (), PlaceMap(), None, 1, None
        self.canvas.show_page((612.0, 792.0), 1.0)
        self.canvas.show_highlights((), ())
        self._show_page()

    def show_original(self, sizes: Sequence[tuple[float, float]], places: PlaceMap, *, has_words: bool) -> None:
        """Pages by their size in points, from the first; `has_words`: whether anything in them can be quoted."""
        self._sizes, self._places, self._has_words = tuple(sizes), places, has_words
        self._page, self._asked = 1, None
        if self._span is not None:
            self._page = self._page_of(*self._span) or 1
        self._show_page()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """The passages of the document in front."""
        self._marks = marks
        self._show_highlights()

    def show_span(self, start: int, end: int) -> None:
        """Turn to the page on which these words of the text stand and ring them. Without places only the span is kept."""
        self._span = (start, end) if start < end else None
        page = self._page_of(start, end)
        if page:
            self.go_to(page)
            self._show_highlights()
            self._bring_into_view()

    def show_picture(self, page: int, picture: QImage) -> None:
        """Dropped when another page is in front meanwhile."""
        if page == self._page and self._sizes:
            self.canvas.show_picture(picture)

    @property
    def page(self) -> int:
        return self._page

    @property
    def notice(self) -> str:
        """What a person must know of this page; "" for nothing."""
        return self._notice.text()

    def go_to(self, page: int) -> None:
        """Counted from 1; beyond either end nothing happens."""
        if 1 <= page <= len(self._sizes) and page != self._page:
            self._page = page
            self._area.verticalScrollBar().setValue(0)
            self._show_page()

    def zoom(self, step: int) -> None:
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        self._show_page()

    def _scale(self) -> float:
        width = self._sizes[self._page - 1][0]
        room = max(200, self._area.width() - 2 * _MARGIN)
        return float(min(room / width, _WIDEST_FIT) * ZOOMS[self._zoom])

    def _show_page(self) -> None:
        count = len(self._sizes)
        self._page_words.setText(tr("Page {page} of {count}", page=self._page, count=count) if count else "")
        self._zoom_words.setText(f"{round(ZOOMS[self._zoom] * 100)} %")
        self.back_button.setEnabled(self._page > 1)
        self.next_button.setEnabled(self._page < count)
        self.smaller_button.setEnabled(self._zoom > 0)
        self.larger_button.setEnabled(self._zoom < len(ZOOMS) - 1)
        self._say_notice()
        if not count:
            return
        scale = self._scale()
        if self._asked != (self._page, scale):
            self._asked = (self._page, scale)
            self.canvas.show_page(self._sizes[self._page - 1], scale)
            self._show_highlights()
            self.picture_wanted.emit(self._page, scale * self.devicePixelRatioF())

    def _say_notice(self) -> None:
        words = ""
        if self._sizes and not self._has_words:
            words = tr("These pages are pictures and hold no text: nothing in them can be quoted as evidence.")
        elif self._sizes and not self._places.places:
            words = tr("The text was revised since it came in, so its passages cannot be shown on the page.")
        elif self._sizes and not any(place.page == self._page for place in self._places.places):
            words = tr("This page is a picture and holds no text: nothing on it can be quoted as evidence.")
        self._notice.setText(words)
        self._strip.setVisible(bool(words))

    def _page_of(self, start: int, end: int) -> int:
        return next((place.page for place in self._places.within(start, end) if place.page), 0)

    def _show_highlights(self) -> None:
        shown = []
        for mark in self._marks:
            lines = lines_of(self._places.within(mark.start, mark.end)).get(self._page, ()) if mark.stands else ()
            if lines:
                shown.append(Highlight(mark, self._page, lines))
        called = lines_of(self._places.within(*self._span)).get(self._page, ()) if self._span else ()
        self.canvas.show_highlights(shown, called)

    def _bring_into_view(self) -> None:
        lines = lines_of(self._places.within(*self._span)).get(self._page, ()) if self._span else ()
        if lines:
            rect = self.canvas.rect_of(lines[0])
            self._area.ensureVisible(round(rect.center().x()), round(rect.center().y()), 40, self._area.height() // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_page()


def _button(sign: str, tip: str, words: str = "") -> QPushButton:
    button = QPushButton(f" {words}" if sign and words else words)
    if sign:
        button.setIcon(icon(sign))
    button.setToolTip(tip)
    button.setAccessibleName(words if len(words) > 1 else tip)
    set_role(button, "quiet")
    return button
