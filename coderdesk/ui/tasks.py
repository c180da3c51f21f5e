"""Work off the UI thread: serial lanes whose answers come back on it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Lane(QObject):
    """One worker thread that does one thing after another, in the order asked.

    Answers and errors are handed over on the thread that owns the lane (the UI thread). After `close` none come any more.
    """

    idle = Signal()
    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._waiting = 0
        self._newest: dict[str, int] = {}
        self._is_closed = False
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        return self._waiting == 0

    def run(self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Do `work` in the lane, then `done` with its result or `failed` with its error on the UI thread."""
        if self._is_closed:
            return
        self._waiting += 1
        self._pool.submit(self._work, work, done, failed)

    def run_newest(
        self, topic: str, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Like `run`, but work that a newer call on the same topic has overtaken before it began is not done at all."""
        ticket = self._newest[topic] = self._newest.get(topic, 0) + 1

        def unless_overtaken() -> T | None:
            return work() if self._newest[topic] == ticket else None

        def deliver(result: T | None) -> None:
            if self._newest[topic] == ticket and result is not None:
                done(result)

        self.run(unless_overtaken, done=deliver, failed=failed)

    def close(self) -> None:
        """Finish what has begun, drop what waits, end the thread."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        try:
            result = work()
        except Exception as trouble:  # noqa: BLE001 - every error travels to the UI thread, which knows its door
            self._answered.emit((failed, trouble))
        else:
            self._answered.emit((done, result))

    def _hand_over(self, answer: tuple[Callable[[Any], None], Any]) -> None:
        self._waiting -= 1
        if self._is_closed:
            return
        tell, value = answer
        tell(value)
        if self._waiting == 0:
            self.idle.emit()
