"""Compares two claim files segment by segment and says of each that differs which it is and why.

What is derived at writing (counts, level and line numbers) is compared too, and explained. ISA, GS, GE, IEA, ST and SE are not:
their control numbers and times are a file's own.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from coderdesk.edi.tokens import RawSegment

ENVELOPE = frozenset({"ISA", "GS", "GE", "IEA", "ST", "SE", "TA1"})
_BEGIN_UNIT = frozenset({"HL", "CLM", "ST"})
Normal = tuple[tuple[str, ...], ...]
_DERIVED = {"HL": "Levels are numbered and nested anew.", "LX": "Lines are numbered anew."}


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentDifference:
    """`line` is the segment's number in the original file, 0 for one that only was written; `element` the first that differs.

    `is_same_value` says that only the way of writing differs: a number's zeros, empty elements at an end.
    """

    line: int
    segment: str
    element: str
    original: str
    written: str
    reason: str
    is_same_value: bool = False


def compared(
    original: Iterable[RawSegment], written: Iterable[RawSegment]
) -> tuple[int, tuple[SegmentDifference, ...]]:
    """How many segments of the original were compared, and the differences; level by level and claim by claim, streamed."""
    count, differences = 0, list[SegmentDifference]()
    for ours, theirs in zip_longest(_units(original), _units(written)):
        count += len(ours or ())
        differences += _of_unit(ours or [], theirs or [])
    return count, tuple(differences)


def _units(segments: Iterable[RawSegment]) -> Iterator[list[RawSegment]]:
    """What stands between the beginnings of levels, claims and transaction sets."""
    unit: list[RawSegment] = []
    for segment in segments:
        if segment.name in _BEGIN_UNIT and unit:
            yield unit
            unit = []
        if segment.name not in ENVELOPE:
            unit.append(segment)
    if unit:
        yield unit


def _of_unit(original: list[RawSegment], written: list[RawSegment]) -> Iterator[SegmentDifference]:
    before, after = [_normal(row) for row in original], [_normal(row) for row in written]
    if before == after:
        yield from _only_written_otherwise(original, written)
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    moved = _moved(matcher, before, after)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield from _only_written_otherwise(original[start:end], written[first:last])
        elif tag == "replace" and end - start == last - first:
            for ours, theirs in zip(original[start:end], written[first:last], strict=True):
                yield _changed(ours, theirs)
        else:
            yield from (_lost(row, moved) for row in original[start:end])
            yield from (_added(row) for row in written[first:last] if _normal(row) not in moved)


def _normal(segment: RawSegment) -> Normal:
    """Elements as components, numbers without idle zeros, and nothing empty at an end: what two ways of writing share."""
    separator = segment.delimiters.component
    elements = [tuple(_plain(part) for part in _without_end(element.split(separator))) for element in segment.elements]
    while elements and not any(elements[-1]):
        elements.pop()
    return tuple(elements)


def _without_end(parts: list[str]) -> list[str]:
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _plain(text: str) -> str:
    if "." not in text:
        return text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return f"{value.normalize():f}" if value.is_finite() else text


def _text(segment: RawSegment) -> str:
    return segment.delimiters.element.join(segment.elements)


def _only_written_otherwise(
    original: Sequence[RawSegment], written: Sequence[RawSegment]
) -> Iterator[SegmentDifference]:
    for ours, theirs in zip(original, written, strict=True):
        if ours.elements != theirs.elements and _text(ours) != _text(theirs):
            place = _first_difference(ours.elements, theirs.elements)
            reason = (
                "Empty elements at the end are left out."
                if place >= len(theirs.elements) or ours.at(place).startswith(theirs.at(place))
                else "The number is the same, written without idle zeros."
            )
            yield _difference(ours, theirs, place, reason, is_same_value=True)


def _moved(
    matcher: "difflib.SequenceMatcher[Normal]",
    before: list[Normal],
    after: list[Normal],
) -> frozenset[Normal]:
    """Segments that are missing at one place and stand at another."""
    gone, come = set[Normal](), set[Normal]()
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            gone.update(before[start:end])
            come.update(after[first:last])
    return frozenset(gone & come)


def _first_difference(ours: Sequence[str], theirs: Sequence[str]) -> int:
    pairs = enumerate(zip_longest(ours, theirs, fillvalue=""))
    return next((place for place, (one, other) in pairs if one != other), 0)


def _changed(ours: RawSegment, theirs: RawSegment) -> SegmentDifference:
    place = _first_difference(ours.elements, theirs.elements)
    if ours.name == theirs.name and ours.name in _DERIVED:
        return _difference(ours, theirs, place, _DERIVED[ours.name])
    reason = "The element was not kept as it stood." if ours.name == theirs.name else "Another segment stands here."
    return _difference(ours, theirs, place, reason)


def _lost(segment: RawSegment, moved: frozenset[Normal]) -> SegmentDifference:
    is_moved = _normal(segment) in moved
    reason = (
        "The segment is written at another place, in the guide's order."
        if is_moved
        else "The segment was not written again."
    )
    return _difference(segment, None, 0, reason, is_same_value=False)


def _added(segment: RawSegment) -> SegmentDifference:
    return SegmentDifference(
        line=0,
        segment=segment.name,
        element="",
        original="",
        written=_text(segment),
        reason="The original has no such segment here.",
    )


def _difference(
    ours: RawSegment, theirs: RawSegment | None, place: int, reason: str, *, is_same_value: bool = False
) -> SegmentDifference:
    return SegmentDifference(
        line=ours.line,
        segment=ours.name,
        element=f"{ours.name}{place:02d}" if place else "",
        original=_text(ours),
        written=_text(theirs) if theirs else "",
        reason=reason,
        is_same_value=is_same_value,
    )
