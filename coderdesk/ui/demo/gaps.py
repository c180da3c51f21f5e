"""How long the window keeps a person waiting: the gaps between two beats of the event loop, and hands that type at a pace."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

BEAT_MS = 2
FRAME_MS = 50


@dataclass(frozen=True, slots=True)
class Gaps:
    """Milliseconds from beat to beat, in the order in which they came."""

    milliseconds: tuple[float, ...]

    @property
    def longest(self) -> float:
        return max(self.milliseconds, default=0.0)

    @property
    def over_a_frame(self) -> int:
        """How many were longer than the frame that nobody should miss."""
        return sum(one > FRAME_MS for one in self.milliseconds)

    def quantile(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


@dataclass(slots=True)
class Heartbeat:
    """A timer on the UI thread that notes when it was let run. Start it, let the window work, stop it."""

    parent: QObject
    _beats: list[float] = field(default_factory=list)
    _timer: QTimer | None = None

    def start(self) -> None:
        self._timer = QTimer(self.parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._beats = [time.perf_counter()]
        self._timer.start()

    def stop(self) -> Gaps:
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None
        beats = [*self._beats, time.perf_counter()]
        return Gaps(tuple(1000 * (after - before) for before, after in pairwise(beats)))


def gaps_while_typing(target: QWidget, queries: Iterable[str], *, keys_a_second: int = 10) -> Gaps:
    """Type each query letter by letter into the field, empty it, and go on; the event loop runs as it does for a person."""
    acts = [act for query in queries for act in _acts(target, query)]
    return gaps_while(target, acts, pause_ms=1000 // keys_a_second)


def _acts(target: QWidget, query: str) -> list[Callable[[], None]]:
    letters: list[Callable[[], None]] = [partial(QTest.keyClick, target, letter) for letter in query]
    return [*letters, lambda: QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)]


def gaps_while(parent: QObject, acts: Iterable[Callable[[], None]], *, pause_ms: int) -> Gaps:
    """Do one act after another, `pause_ms` apart, and a last pause; gives the gaps of the whole time."""
    loop, remaining = QEventLoop(parent), iter(acts)
    heart, pace = Heartbeat(parent), QTimer(parent)

    def next_act() -> None:
        act = next(remaining, None)
        if act is None:
            pace.stop()
            loop.quit()
        else:
            act()

    pace.timeout.connect(next_act)
    pace.start(pause_ms)
    heart.start()
    loop.exec()
    gaps = heart.stop()
    pace.deleteLater()
    loop.deleteLater()
    return gaps
