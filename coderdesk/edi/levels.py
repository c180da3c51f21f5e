"""The tree of levels (HL) of a transaction set: who bills, whose policy, which patient; checked for numbers and nesting."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from coderdesk.edi.tokens import RawSegment

Complaint = Callable[[RawSegment, int, str], None]


class Level(StrEnum):
    BILLING = "20"
    SUBSCRIBER = "22"
    PATIENT = "23"


_ABOVE = {Level.SUBSCRIBER: Level.BILLING, Level.PATIENT: Level.SUBSCRIBER}


@dataclass(slots=True)
class _Open:
    """A level that is read now. `number` is the one it should have, `said` the one it gives itself."""

    segment: RawSegment
    level: Level
    number: int
    said: str
    claims: int = 0
    below: int = 0


class Levels:
    """Told every HL and every claim of one transaction set. What cannot be read it raises; what is merely numbered or flagged
    wrongly it tells `complain`, which may raise."""

    def __init__(self, complain: Complaint) -> None:
        self._complain = complain
        self._open: dict[Level, _Open] = {}
        self._count = 0

    def see(self, segment: RawSegment) -> Level:
        """Raises MalformedX12 for a level that is none of ours or stands under nothing."""
        try:
            level = Level(segment.at(3))
        except ValueError:
            raise segment.malformed("The level is none of 20, 22 and 23.", 3) from None
        self._count += 1
        if segment.at(1) != str(self._count):
            self._complain(segment, 1, "Levels are numbered from 1 without a gap, and this one is not.")
        for deeper in reversed(Level):
            if deeper.value >= level.value:
                self._close(deeper)
        self._look_at_parent(segment, level)
        self._open[level] = _Open(segment, level, self._count, segment.at(1))
        return level

    def _look_at_parent(self, segment: RawSegment, level: Level) -> None:
        above = _ABOVE.get(level)
        if above is None:
            if segment.at(2):
                self._complain(segment, 2, "A billing provider's level has no parent.")
            return
        parent = self._open.get(above)
        if parent is None:
            raise segment.malformed(f"The level stands under no level {above.value}.", 2)
        if segment.at(2) != parent.said:
            self._complain(segment, 2, f"The parent that is named is not the level {above.value} that it stands under.")
        parent.below += 1

    def see_claim(self, segment: RawSegment) -> None:
        """Raises MalformedX12 for a claim that stands under no subscriber."""
        if Level.SUBSCRIBER not in self._open:
            raise segment.malformed("The claim stands under no subscriber.")
        self._innermost().claims += 1

    def _innermost(self) -> _Open:
        return self._open[max(self._open, key=lambda level: level.value)]

    def place(self) -> tuple[int, int, int]:
        """The numbers of the levels that a claim stands under now; 0 when the subscriber is the patient."""
        patient = self._open.get(Level.PATIENT)
        own = (self._open[Level.BILLING].number, self._open[Level.SUBSCRIBER].number)
        return (*own, patient.number if patient else 0)

    def finish(self, end: RawSegment) -> None:
        """Raises MalformedX12 when the set had no level."""
        if not self._count:
            raise end.malformed("The transaction set holds no billing provider.")
        for level in reversed(Level):
            self._close(level)

    def _close(self, level: Level) -> None:
        closed = self._open.pop(level, None)
        if closed is None:
            return
        flag = "1" if closed.below else "0"
        said = closed.segment.at(4)
        if said != flag:
            sentence = (
                "The level says that another stands under it, and none does."
                if flag == "0"
                else "The level does not say that another stands under it."
            )
            self._complain(closed.segment, 4, sentence)
        if not closed.claims and not closed.below:
            raise closed.segment.malformed("No claim stands under this level.")
