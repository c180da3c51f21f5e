"""Reads the segments of a loop, and of the loops within it, into its value."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.edi.layout import built
from coderdesk.edi.loops import Child, Loop, Slot
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.tokens import RawSegment

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What holds for all loops of a file. With `any_order` segments of one loop may stand in any order."""

    kind: ClaimKind
    any_order: bool = False


@dataclass(slots=True)
class _Progress:
    """How far one loop is read: its fields, the slot last filled, how often each slot and child came."""

    fields: Fields = field(default_factory=dict)
    parts: dict[str, Fields] = field(default_factory=dict)
    place: int = -1
    rank: int = -1
    slots: dict[int, int] = field(default_factory=dict)
    children: dict[int, int] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    complaint: MalformedX12 | None = None

    def object_to(self, segment: RawSegment, sentence: str) -> None:
        """Kept until a loop takes the segment after all; the innermost loop knows best what is wrong with it."""
        if self.complaint is None or self.complaint.line != segment.line:
            self.complaint = segment.malformed(sentence)

    def objection_to(self, segment: RawSegment) -> MalformedX12 | None:
        complaint = self.complaint
        return complaint if complaint is not None and complaint.line == segment.line else None


def read_whole(loop: Loop, segments: Sequence[RawSegment], reading: Reading) -> Fields:
    """The fields of a loop that these segments are all of. Raises MalformedX12."""
    fields, end, complaint = _read(loop, segments, 0, reading)
    if end < len(segments):
        is_about_it = complaint is not None and complaint.line == segments[end].line
        raise (complaint if is_about_it else None) or _stray(segments[end], loop)
    return fields


def read_value(loop: Loop, segments: Sequence[RawSegment], reading: Reading) -> Any:
    """As `read_whole`, built into the loop's value. Raises MalformedX12."""
    assert loop.value is not None
    return built(loop.value, read_whole(loop, segments, reading), segments[0])


def _stray(segment: RawSegment, loop: Loop) -> MalformedX12:
    if segment.name in loop.names:
        return segment.malformed("The segment stands out of order, or once too often.", 0)
    return segment.malformed("No such segment belongs here.")


def _read(
    loop: Loop, segments: Sequence[RawSegment], start: int, reading: Reading
) -> tuple[Fields, int, MalformedX12 | None]:
    """The fields, the place after the loop's last segment, and what there was to say against the one that stands there."""
    progress = _Progress()
    at = start
    while at < len(segments):
        segment = segments[at]
        if _takes_slot(loop, segment, progress, reading):
            at += 1
            continue
        taken = _takes_child(loop, segments, at, progress, reading)
        if taken == at:
            break
        at = taken
    _refuse_incomplete(loop, progress, reading, segments, start, at)
    _finish(loop, progress, segments[start])
    return progress.fields, at, progress.complaint


def _takes_slot(loop: Loop, segment: RawSegment, progress: _Progress, reading: Reading) -> bool:
    if progress.rank >= 0 and not reading.any_order:
        return False
    for place in loop.places[reading.kind].get(segment.name, ()):
        if place == 0 and progress.place >= 0:
            return False  # the loop begins anew
        if place < progress.place and not reading.any_order:
            progress.object_to(segment, "The segment stands out of order.")
            continue
        slot = loop.slots[place]
        if progress.slots.get(place, 0) >= slot.most:
            progress.object_to(segment, "The segment stands here once too often.")
            continue
        _refuse_twin(loop, segment, progress)
        _fill(slot, segment, progress)
        progress.slots[place] = progress.slots.get(place, 0) + 1
        progress.place = max(place, progress.place)
        return True
    return False


def _refuse_twin(loop: Loop, segment: RawSegment, progress: _Progress) -> None:
    if segment.name in loop.unique:
        key = (segment.name, segment.at(1))
        if key in progress.seen:
            raise segment.malformed("Another segment of this kind stands in the same loop already.", 1)
        progress.seen.add(key)


def _fill(slot: Slot, segment: RawSegment, progress: _Progress) -> None:
    if not slot.name:
        progress.fields.update(slot.layout.fields_of(segment))
    elif slot.is_many:
        progress.fields.setdefault(slot.name, []).append(slot.layout.build(segment))
    else:
        progress.parts.setdefault(slot.name, {}).update(slot.layout.fields_of(segment))


def _takes_child(loop: Loop, segments: Sequence[RawSegment], at: int, progress: _Progress, reading: Reading) -> int:
    segment = segments[at]
    qualifier = segment.at(1)
    for number, child in enumerate(loop.children):
        if not child.begins(segment.name, qualifier, reading.kind):
            continue
        if child.rank < progress.rank and not reading.any_order:
            progress.object_to(segment, "The loop that begins here stands out of order.")
            continue
        if progress.children.get(number, 0) >= child.most:
            progress.object_to(segment, "The loop that begins here stands once too often.")
            continue
        progress.children[number] = progress.children.get(number, 0) + 1
        progress.rank = max(child.rank, progress.rank)
        return _read_child(child, segments, at, progress, reading)
    return at


def _read_child(child: Child, segments: Sequence[RawSegment], at: int, progress: _Progress, reading: Reading) -> int:
    fields, end, complaint = _read(child.loop, segments, at, reading)
    # what the inner loop has against the next segment counts only when no loop around it takes the segment
    progress.complaint = complaint
    if child.loop.value is None:
        progress.fields.update(fields)
    else:
        value = built(child.loop.value, fields, segments[at])
        if child.is_many:
            progress.fields.setdefault(child.name, []).append(value)
        else:
            progress.fields[child.name] = value
    return end


def _refuse_incomplete(
    loop: Loop, progress: _Progress, reading: Reading, segments: Sequence[RawSegment], start: int, end: int
) -> None:
    missing = next(
        (
            slot.layout.name
            for place, slot in enumerate(loop.slots)
            if reading.kind in slot.required and place not in progress.slots
        ),
        "",
    )
    lacking = next(
        (
            child.loop
            for number, child in enumerate(loop.children)
            if reading.kind in child.required and number not in progress.children
        ),
        None,
    )
    if not missing and lacking is None:
        return
    objection = progress.objection_to(segments[end]) if end < len(segments) else None
    if objection is not None:
        raise objection
    last = segments[max(start, end - 1)]
    if missing:
        raise MalformedX12(
            line=last.line, segment=missing, sentence=f"Loop {loop.number} has no {missing} segment, and must have one."
        )
    assert lacking is not None
    trigger = lacking.slots[0].layout.name
    raise MalformedX12(
        line=last.line, segment=trigger, sentence=f"Loop {lacking.number} is missing, and must be there."
    )


def _finish(loop: Loop, progress: _Progress, first: RawSegment) -> None:
    """Lists become tuples, and what several segments say together becomes a value."""
    for name, held in progress.fields.items():
        if isinstance(held, list):
            progress.fields[name] = tuple(held)
    for slot in loop.slots:
        if slot.name in progress.parts and slot.name not in progress.fields:
            assert slot.layout.value is not None
            progress.fields[slot.name] = built(slot.layout.value, progress.parts[slot.name], first)
