"""Looks after the envelope while a file is read: nesting, control numbers at both ends, and counts."""

from collections.abc import Callable
from dataclasses import dataclass

from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.tokens import RawSegment

_OPENS = {"ISA": "IEA", "GS": "GE", "ST": "SE"}
_PARENT = {"ISA": "", "GS": "ISA", "ST": "GS"}
_CONTROL = {"ISA": 13, "GS": 6, "ST": 2}
_CLOSES = {closing: opening for opening, closing in _OPENS.items()}
_WHAT = {"ISA": "functional groups", "GS": "transaction sets", "ST": "segments"}


@dataclass(slots=True)
class _Open:
    segment: RawSegment
    count: int = 0
    ordinal: int = 0


class EnvelopeCheck:
    """Told every segment. Wrong nesting and control numbers raise MalformedX12; wrong counts are told `complain`."""

    def __init__(self, complain: Callable[[RawSegment, int, str], None]) -> None:
        self._complain = complain
        self._open: dict[str, _Open] = {}
        self._interchanges = 0

    def see(self, segment: RawSegment) -> None:
        name = segment.name
        if name in _OPENS:
            self._begin(segment)
        elif name in _CLOSES:
            self._end(segment)
        elif "ST" in self._open:
            self._open["ST"].count += 1
        elif name == "TA1" and "ISA" in self._open and "GS" not in self._open:
            return
        else:
            raise segment.malformed("The segment stands outside of any transaction set.")

    def _begin(self, segment: RawSegment) -> None:
        name, parent = segment.name, _PARENT[segment.name]
        if name in self._open:
            raise segment.malformed(f"Another {name} begins before {_OPENS[name]}.")
        if parent and parent not in self._open:
            raise segment.malformed(f"{name} stands outside of {parent}.")
        if name == "ISA":
            self._interchanges += 1
            ordinal = self._interchanges
        else:
            self._open[parent].count += 1
            ordinal = self._open[parent].count
        self._open[name] = _Open(segment, 1 if name == "ST" else 0, ordinal)

    def _end(self, segment: RawSegment) -> None:
        opening = _CLOSES[segment.name]
        opened = self._open.get(opening)
        if opened is None:
            raise segment.malformed(f"{segment.name} stands without {opening}.")
        unfinished = next((name for name in self._open if _PARENT[name] == opening), "")
        if unfinished:
            raise segment.malformed(f"{segment.name} stands before {_OPENS[unfinished]}.")
        begun, ended = opened.segment.at(_CONTROL[opening]), segment.at(2)
        if begun.lstrip("0") != ended.lstrip("0"):
            raise segment.malformed(f"The control number is not that of {opening}.", 2)
        count = opened.count + (1 if opening == "ST" else 0)
        if segment.at(1).lstrip("0") != (str(count) if count else ""):
            sentence = f"{count} {_WHAT[opening]} were found, and the count says otherwise."
            self._complain(segment, 1, sentence)
        del self._open[opening]

    def current(self) -> tuple[RawSegment, RawSegment]:
        """The ISA and GS that are open."""
        return self._open["ISA"].segment, self._open["GS"].segment

    def ordinals(self) -> tuple[int, int, int]:
        """The place of the open interchange in the file, of the group in it, and of the transaction set in that, from 1."""
        return self._open["ISA"].ordinal, self._open["GS"].ordinal, self._open["ST"].ordinal

    def finish(self, line: int) -> None:
        """Raises MalformedX12 when the file ends before its envelope does."""
        for name in ("ST", "GS", "ISA"):
            if name in self._open:
                sentence = f"The file ends without {_OPENS[name]}; something is missing at its end."
                raise MalformedX12(line=line, segment=_OPENS[name], sentence=sentence)
