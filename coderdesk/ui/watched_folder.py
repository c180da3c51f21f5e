"""A folder in which documents arrive: looked into now and then, off the UI thread; its files stay where they are."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coderdesk.domain.values.trouble import AppError
from coderdesk.ui.tasks import Lane
from coderdesk.ui.text import tr, tr_count

if TYPE_CHECKING:
    from coderdesk.services.desk import Desk
    from coderdesk.services.intake import WaitingFile

LOOK_EVERY_MS = 20_000


class WatchedFolder(QObject):
    """`told(words, help)`: how many files wait, or why nobody can know; "" when nothing waits. `broken` with a bug."""

    told = Signal(str, str)
    broken = Signal(object)

    def __init__(self, folder: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lane: Lane | None = None
        self._waiting: tuple[WaitingFile, ...] = ()
        self._seen: set[WaitingFile] = set()
        self._hashes: dict[WaitingFile, str] = {}
        self._desk: Desk | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self, desk: "Desk") -> None:
        self._desk = desk
        self._lane = Lane("incoming", self)
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """What was seen is forgotten: whoever opens the practice next is told again of what nobody has answered."""
        self._timer.stop()
        lane, self._lane = self._lane, None
        if lane is not None:
            lane.close()
            lane.deleteLater()
        self._desk = None
        self._seen.clear()
        self._hashes.clear()
        self._show(())

    @property
    def is_idle(self) -> bool:
        return self._lane is None or self._lane.is_idle

    def look(self) -> None:
        """Look into the folder that is watched now, unless the last look still goes on."""
        words, desk = self._folder().strip(), self._desk
        if self._lane is None or desk is None or not self._lane.is_idle:
            return
        if not words:
            self._show(())
            return
        folder, seen = Path(words).expanduser(), frozenset(self._seen)

        def work() -> "tuple[WaitingFile, ...]":
            from coderdesk.services.watched_files import unanswered_files  # the readers, when a folder is watched

            return unanswered_files(desk=desk, folder=folder, seen=seen, hashes=self._hashes)

        self._lane.run(work, done=self._show, failed=self._fail)

    def take(self) -> tuple[Path, ...]:
        """The files that wait; from now on they are known and wait no more."""
        taken = tuple(one.path for one in self._waiting)
        self._seen.update(self._waiting)
        self._show(())
        return taken

    def _show(self, waiting: "tuple[WaitingFile, ...]") -> None:
        self._waiting = tuple(one for one in waiting if one not in self._seen)
        count = len(self._waiting)
        name = Path(self._folder().strip()).name
        words = tr_count("{count} document waits in {folder}", "{count} documents wait in {folder}", count, folder=name)
        self.told.emit(words if count else "", tr("Look at them, and take in what belongs to a visit"))

    def _fail(self, trouble: Exception) -> None:
        if isinstance(trouble, AppError):
            self._waiting = ()
            self.told.emit(tr("The watched folder cannot be read"), str(trouble))
        else:
            self.broken.emit(trouble)
