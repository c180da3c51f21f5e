"""Files dropped on the window from the platform's file manager."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrops(QObject):
    """`dropped(tuple of Path)` for all files of a drop, while files are welcome. Fields of text keep what is dropped on them."""

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
        if self._is_welcome() and _files_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        return False

    def _take(self, event: QDropEvent) -> bool:
        paths = _files_in(event.mimeData())
        if not paths or not self._is_welcome():
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(paths)
        return True


def _files_in(dragged: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile())
