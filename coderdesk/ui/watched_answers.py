"""A folder in which payers' answers arrive: looked into now and then in the practice's own lane; its files stay there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coderdesk.domain.values.trouble import AppError
from coderdesk.ui.session import Session

if TYPE_CHECKING:
    from coderdesk.services.answer_folder import AnswersTaken

LOOK_EVERY_MS = 30_000


class WatchedAnswers(QObject):
    """`taken(AnswersTaken)` when something came, `troubled(words)` once for each trouble, `broken(error)` with a bug."""

    taken = Signal(object)
    troubled = Signal(str)
    broken = Signal(object)

    def __init__(self, folder: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._session: Session | None = None
        self._is_looking = False
        self._last_trouble = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self, session: Session) -> None:
        self._session = session
        self._timer.start()
        self.look()

    def stop(self) -> None:
        self._timer.stop()
        self._session, self._is_looking, self._last_trouble = None, False, ""

    def look(self) -> None:
        """Look into the folder that is watched now, unless the last look still goes on."""
        session, words = self._session, self._folder().strip()
        if session is None or self._is_looking or not words or session.desk.is_read_only:
            return
        folder, desk = Path(words).expanduser(), session.desk

        def work() -> "AnswersTaken":
            from coderdesk.services.answer_folder import take_waiting_answers  # the readers of X12, when one is watched

            return take_waiting_answers(desk=desk, folder=folder)

        self._is_looking = True
        session.lane.run(work, done=self._tell, failed=self._fail)

    def _tell(self, taken: "AnswersTaken") -> None:
        self._is_looking, self._last_trouble = False, ""
        if taken.changes is not None:
            self.taken.emit(taken)

    def _fail(self, trouble: Exception) -> None:
        self._is_looking = False
        if not isinstance(trouble, AppError):
            self.broken.emit(trouble)
        elif str(trouble) != self._last_trouble:
            self._last_trouble = str(trouble)
            self.troubled.emit(self._last_trouble)
