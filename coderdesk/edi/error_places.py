"""Where in a claim file a segment stands: in which claim, under whose name, on which line. For errors that name only a number."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

_ISA_LENGTH = 106
_ENVELOPE = frozenset({"ISA", "GS", "ST", "BHT", "SE", "GE", "IEA"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPlace:
    """`claim` counts the claims of the file from 1, 0 for the envelope; what stands before a claim belongs to the one that
    follows. `party` is the entity whose loop it is ("85", "IL", "DN" ...), "" for the claim or line itself; `line` is the
    service line, 0 outside of lines; `is_other_payer` in what an earlier payer decided; `qualifier` is the first element."""

    claim: int = 0
    party: str = ""
    line: int = 0
    is_other_payer: bool = False
    qualifier: str = ""


def claim_controls(text: str) -> tuple[str, ...]:
    """The patient control numbers of the file, in its order."""
    return tuple(qualifier for name, qualifier in _rows(text) if name == "CLM")


def segment_places(text: str) -> tuple[SegmentPlace, ...]:
    """One for each segment of the file, in its order. The delimiters are those of its first segment; never raises."""
    return tuple(_belonging(_rows(text)))


def _rows(text: str) -> list[tuple[str, str]]:
    """Each segment's name and first element."""
    if len(text) < _ISA_LENGTH:
        return []
    element, end = text[3], text[_ISA_LENGTH - 1]
    rows = (segment.strip("\r\n").split(element) for segment in text.split(end))
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows if row[0]]


def _belonging(rows: list[tuple[str, str]]) -> Iterator[SegmentPlace]:
    place, number = SegmentPlace(), 0
    for name, qualifier in rows:
        if name in _ENVELOPE:
            place = SegmentPlace()
        elif name == "HL":
            place = SegmentPlace(claim=number + 1)
        elif name == "CLM":
            number += 1
            place = SegmentPlace(claim=number)
        elif name == "LX":
            place = SegmentPlace(claim=number, line=place.line + 1)
        elif name == "SBR" and place.claim == number and number:
            place = SegmentPlace(claim=number, is_other_payer=True)
        elif name == "NM1":
            place = replace(place, party=qualifier)
        elif name in ("SV1", "SV2", "SV3", "SVD", "LIN"):
            place = replace(place, party="", is_other_payer=name == "SVD")
        yield replace(place, qualifier=qualifier)
