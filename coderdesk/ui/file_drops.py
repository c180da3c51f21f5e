"""Files dropped on the window from the platform's file manager."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrops(QObject):
    """`dropped(Path)` for the first file of a drop, while files are welcome. Fields of text keep what is dropped on them."""

    dropped = Signal(object)

    def __init__(self, target: QWidget, *, is_welcome: Callable[[], bool]) -> None:
        super().__init__(target)
        self._is_welcome = is_welcome
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._take(event)
        if isinstance(event, QDragMoveEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            return self._greet(event)
        return super().eventFilter(watched, event)

    def _greet(self, event: QDragMoveEvent) -> bool:
        if self._is_welcome() and _file_in(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        return False

    def _take(self, event: QDropEvent) -> bool:
        path = _file_in(event.mimeData())
        if path is None or not self._is_welcome():
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(path)
        return True


def _file_in(dragged: QMimeData) -> Path | None:
    return next((Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()), None)
