"""Work for the screen in pieces, each in a turn of the event loop of its own, and all of it done before anybody acts."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

Step = Callable[[], None]

_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.Shortcut,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)


class Turns(QObject):
    """A key or a click that arrives between two pieces finds the rest done: nobody acts on what is shown only in part."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._is_at_work = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def is_pending(self) -> bool:
        return bool(self._steps)

    def run(self, steps: Iterable[Step]) -> None:
        """The first piece now, each of the others in its turn. What was pending before is done first."""
        self.finish()
        self._steps.extend(steps)
        self._one()
        if self._steps:
            self._watch(on=True)

    def finish(self) -> None:
        """Everything that is pending, now; asked for by a piece itself, nothing."""
        if self._is_at_work:
            return
        while self._steps:
            self._one()
        self._watch(on=False)

    def drop(self) -> None:
        """What is pending is not wanted any more."""
        self._steps.clear()
        self._watch(on=False)

    def _turn(self) -> None:
        if not self._is_at_work:
            self._one()
        if not self._steps:
            self._watch(on=False)

    def _one(self) -> None:
        if not self._steps:
            return
        step = self._steps.popleft()
        self._is_at_work = True
        try:
            step()
        finally:
            self._is_at_work = False

    def _watch(self, *, on: bool) -> None:
        application = QCoreApplication.instance()
        if on == self._timer.isActive() or application is None:
            return
        if on:
            application.installEventFilter(self)
            self._timer.start(0)
        else:
            self._timer.stop()
            application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTS:
            self.finish()
        return False
