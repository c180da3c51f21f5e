"""The list of search hits: Enter attaches, typing goes on searching, Up from the first goes back to the field."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_browser import CodeHit
from coderdesk.ui.delegates.code_hit import CodeHitDelegate
from coderdesk.ui.models.code_hits_model import CodeHitsModel
from coderdesk.ui.text import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CodeHitsView(QListView):
    """`hit_chosen` follows the current row, whoever moved it; `typed` passes on what belongs into the search field."""

    hit_chosen = Signal(object)
    enter_pressed = Signal()
    typed = Signal(QKeyEvent)
    field_wanted = Signal()
    detail_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CodeHitsModel(self)
        self._is_answering = False
        self._is_own_choice = False
        self.setModel(self._model)
        self._delegate = CodeHitDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Codes found"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.enter_pressed.emit())

    def show_hits(self, hits: tuple[CodeHit, ...]) -> None:
        """A new answer: a code that the person went to stays chosen while it is still there, else the first is."""
        before = self.current_hit() if self._is_own_choice else None
        self._is_answering = True
        self._model.show(hits)
        row = self._model.row_of(before.code.system, before.code.value) if before else -1
        self._is_own_choice = row >= 0
        index = self._model.index(max(row, 0))
        self.setCurrentIndex(index)
        self._is_answering = False
        self.scrollTo(index)
        self.hit_chosen.emit(self.current_hit())

    def show_favourites(self, favourites: frozenset[tuple[CodeSystem, str]]) -> None:
        """Codes that carry a star."""
        if favourites != self._delegate.favourites:
            self._delegate.favourites = favourites
            self.viewport().update()

    def forget_choice(self) -> None:
        """Another question altogether: its best answer is to be chosen."""
        self._is_own_choice = False

    def current_hit(self) -> CodeHit | None:
        index = self.currentIndex()
        return self._model.hit(index.row()) if index.isValid() else None

    @property
    def hits(self) -> int:
        return self._model.rowCount()

    def step(self, event: QKeyEvent) -> None:
        """Up, Down and the page keys, while the cursor stays in the field."""
        super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex) -> None:
        hit = self._model.hit(current.row()) if current.isValid() else None
        if hit is not None and not self._is_answering:
            self._is_own_choice = True
            self.hit_chosen.emit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers()
        if key in _ENTER and plain:
            self.enter_pressed.emit()
        elif key == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.field_wanted.emit()
        elif key == Qt.Key.Key_Right and plain:
            self.detail_wanted.emit()
        elif _is_typed(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)


def _is_typed(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and ((event.text().isprintable() and bool(event.text())) or event.key() == Qt.Key.Key_Backspace)
