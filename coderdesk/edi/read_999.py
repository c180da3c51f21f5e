"""Reads an implementation acknowledgement (999) or its forerunner (997) into a value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coderdesk.domain.billing.answers.group_answer import ElementError, GroupAnswer, SegmentError, SetAnswer
from coderdesk.domain.billing.answers.verdict import OF_LETTER, Verdict
from coderdesk.edi.tokens import RawSegment

_SEGMENT_ERROR, _ELEMENT_ERROR, _SET_END = ("IK3", "AK3"), ("IK4", "AK4"), ("IK5", "AK5")


@dataclass(slots=True)
class _Open:
    """The group and set that are being read."""

    group: RawSegment | None = None
    started: RawSegment | None = None
    segments: list[SegmentError] = field(default_factory=list)
    sets: list[SetAnswer] = field(default_factory=list)


def group_answer(body: Sequence[RawSegment]) -> GroupAnswer:
    """From ST to what stands before SE. Raises MalformedX12."""
    state = _Open()
    for segment in body[1:]:
        if segment.name == "AK1":
            state.group = segment
        elif segment.name == "AK2":
            state.started = segment
        elif segment.name == "AK9":
            return _finished(segment, state)
        else:
            _within_set(segment, state)
    raise body[-1].malformed("The acknowledgement ends without AK9, so it says nothing of the group.")


def _within_set(segment: RawSegment, state: _Open) -> None:
    if state.started is None:
        raise segment.malformed("The segment speaks of a transaction set before AK2 names it.")
    if segment.name in _SEGMENT_ERROR:
        state.segments.append(
            SegmentError(
                segment=segment.at(1),
                position=_count(segment, 2),
                loop=segment.at(3),
                code=segment.at(4),
            )
        )
    elif segment.name in _SET_END:
        state.sets.append(_set_answer(segment, state.started, state.segments))
        state.started, state.segments = None, []
    elif not state.segments:
        raise segment.malformed("The segment speaks of a segment before IK3 names it.")
    elif segment.name in _ELEMENT_ERROR:
        last = state.segments[-1]
        state.segments[-1] = replace(last, elements=(*last.elements, _element_error(segment)))
    elif segment.name == "CTX":
        last = state.segments[-1]
        state.segments[-1] = replace(last, context=(*last.context, *_context(segment)))
    else:
        raise segment.malformed("No such segment belongs into an acknowledgement.")


def _context(segment: RawSegment) -> Iterator[str]:
    """The pointer with what it points at: "CLM01:123456789", "SITUATIONAL TRIGGER CLM 43 5:3"."""
    yield " ".join(part for part in segment.elements[1:] if part)


def _element_error(segment: RawSegment) -> ElementError:
    separator = segment.delimiters.component
    parts = [
        part if part.isdecimal() and len(part) < 10 else "0" for part in [*segment.at(1).split(separator), "0", "0"]
    ]
    return ElementError(
        position=int(parts[0]),
        component=int(parts[1]),
        repetition=int(parts[2]),
        code=segment.at(3),
        value=segment.at(4),
    )


def _set_answer(end: RawSegment, start: RawSegment, segments: Sequence[SegmentError]) -> SetAnswer:
    return SetAnswer(
        kind=start.at(1),
        control=start.at(2),
        version=start.at(3),
        verdict=_verdict(end),
        codes=tuple(code for code in end.elements[2:] if code),
        segments=tuple(segments),
    )


def _finished(end: RawSegment, state: _Open) -> GroupAnswer:
    if state.group is None:
        raise end.malformed("The acknowledgement names no group: AK1 is missing.")
    if state.started is not None:
        raise end.malformed("The last transaction set has no verdict: IK5 is missing.")
    return GroupAnswer(
        kind=state.group.at(1).strip(),
        control=state.group.at(2),
        version=state.group.at(3),
        verdict=_verdict(end),
        announced=_count(end, 2),
        received=_count(end, 3),
        accepted=_count(end, 4),
        codes=tuple(code for code in end.elements[5:] if code),
        sets=tuple(state.sets),
    )


def _verdict(segment: RawSegment) -> Verdict:
    verdict = OF_LETTER.get(segment.at(1))
    if verdict is None:
        raise segment.malformed("It is none of the letters A, E, M, P, R, W and X.", 1)
    return verdict


def _count(segment: RawSegment, position: int) -> int:
    text = segment.at(position)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise segment.malformed("It is not a whole number.", position)
    return int(text)
