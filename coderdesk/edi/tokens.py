"""Cuts a file into segments and elements, with the delimiters that its ISA names; streamed, any number of interchanges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from coderdesk.domain.billing.submitted.claim_file import Delimiters
from coderdesk.edi.malformed import MalformedX12

ISA_LENGTH = 106
_WIDTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1)
_BLANK = " \t\r\n\f\v\ufeff\x1a\0"
_CHUNK = 1 << 16
_LONGEST = 1 << 20
_NAME = re.compile(r"[A-Z][A-Z0-9]{1,2}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(slots=True)
class RawSegment:
    """`elements[0]` is the segment's name, `elements[n]` its n-th element; `line` counts the file's segments from 1."""

    line: int
    elements: list[str]
    delimiters: Delimiters

    @property
    def name(self) -> str:
        return self.elements[0]

    def at(self, position: int) -> str:
        """The element, or "" when the segment ends before it."""
        return self.elements[position] if position < len(self.elements) else ""

    def malformed(self, sentence: str, position: int = 0) -> MalformedX12:
        element = f"{self.name}{position:02d}" if position else ""
        name = self.name if _NAME.fullmatch(self.name) else "no name"
        return MalformedX12(line=self.line, segment=name, element=element, sentence=sentence)


def raw_segments(source: TextIO) -> Iterator[RawSegment]:
    """Every segment of the file, in order. A byte order mark, blank lines and empty segments are passed over.

    Raises MalformedX12 for a file that is no X12, has an ISA of another width, or ends inside a segment.
    """
    text, line, delimiters = "", 0, None
    while True:
        chunk = source.read(_CHUNK)
        text += chunk
        start = 0
        while True:
            start = _after_blanks(text, start)
            if delimiters is None or text.startswith("ISA", start):
                text = _unfolded(text, start)
                if len(text) - start < ISA_LENGTH + 2 and chunk:
                    break
                if start == len(text):
                    break
                delimiters = _delimiters(text[start : start + ISA_LENGTH + 2], line + 1)
            end = text.find(delimiters.segment, start)
            if end < 0:
                break
            if end > start:
                line += 1
                yield _segment(line, text[start:end], delimiters)
            start = end + 1
        text = text[start:]
        if not chunk or len(text) > _LONGEST:
            break
    if text.strip(_BLANK) or delimiters is None:
        raise _cut_off(text, line + 1, delimiters)


def _segment(line: int, text: str, delimiters: Delimiters) -> RawSegment:
    """Line ends within a segment are those of a file that is folded at a width."""
    if "\n" in text or "\r" in text:
        text = text.replace("\r", "").replace("\n", "")
    segment = RawSegment(line, text.split(delimiters.element), delimiters)
    if _NAME.fullmatch(segment.name) is None:
        raise segment.malformed("The segment has no name of two or three capital letters and digits.")
    if _CONTROL.search(text) is not None:
        _refuse_control_characters(segment)
    return segment


def _refuse_control_characters(segment: RawSegment) -> None:
    """Those that are delimiters of the file are none of an element's. Raises MalformedX12."""
    own = segment.delimiters.component + segment.delimiters.repetition
    for place, element in enumerate(segment.elements):
        if any(found not in own for found in _CONTROL.findall(element)):
            raise segment.malformed("The element holds a control character.", place)


def _unfolded(text: str, start: int) -> str:
    """A header that is folded at a width, in one line; a line end may be its terminator, which is the 106th character."""
    head = text[start : start + ISA_LENGTH - 1]
    while head.startswith("ISA") and ("\n" in head or "\r" in head):
        text = text[:start] + head.replace("\r", "").replace("\n", "") + text[start + len(head) :]
        head = text[start : start + ISA_LENGTH - 1]
    return text


def _after_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start] in _BLANK:
        start += 1
    return start


def _cut_off(text: str, line: int, delimiters: Delimiters | None) -> MalformedX12:
    if delimiters is None:
        return MalformedX12(line=1, segment="ISA", sentence="The file is empty and begins no interchange.")
    name = text.split(delimiters.element, 1)[0][:3]
    return MalformedX12(line=line, segment=name, sentence="The file ends before this segment does.")


def _delimiters(isa: str, line: int) -> Delimiters:
    if not isa.startswith("ISA"):
        sentence = "The file does not begin with an interchange header, so it is no X12 file."
        raise MalformedX12(line=line, segment="ISA", sentence=sentence)
    separator = isa[3:4]
    if not separator or separator.isalnum() or separator in _BLANK:
        raise MalformedX12(line=line, segment="ISA", sentence="No element separator follows the name of the segment.")
    parts = isa.split(separator)[1:]
    for position, width in enumerate(_WIDTHS, start=1):
        last = position == len(_WIDTHS)
        found = parts[position - 1] if position <= len(parts) else ""
        if (len(found) < width) if last else (len(found) != width):
            sentence = f"The element has {len(found)} characters and must have {width}; the header is not 106 long."
            raise MalformedX12(line=line, segment="ISA", element=f"ISA{position:02d}", sentence=sentence)
    component, segment, after = isa[104], isa[105:106], isa[106:108]
    if not segment or segment.isalnum() or segment in (separator, component):
        raise MalformedX12(
            line=line, segment="ISA", sentence="No segment terminator stands at the header's 106th place."
        )
    repetition = "" if isa[82].isalnum() or isa[82] == " " else isa[82]
    line_end = "\r\n" if after == "\r\n" else "\n" if after.startswith("\n") else ""
    return Delimiters(element=separator, component=component, repetition=repetition, segment=segment, line_end=line_end)
