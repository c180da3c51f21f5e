"""The gate before a claim file leaves: its structure read back by pyx12, which did not write it."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.pyx12_walk import walked

_SEGMENT_TROUBLE = {
    "1": "does not belong where it stands",
    "2": "is not expected here",
    "3": "a required segment or loop is missing before it",
    "4": "its loop is repeated too often",
    "5": "is repeated too often",
    "6": "is not part of this transaction",
    "7": "stands out of order",
    "8": "has elements that are not fit",
}
_ELEMENT_TROUBLE = {
    "1": "is required and missing",
    "2": "is required because another element is given",
    "3": "is one element too many",
    "4": "is too short",
    "5": "is too long",
    "6": "holds a character that X12 does not allow",
    "7": "is not a code of its list",
    "8": "is not a date",
    "9": "is not a time",
    "10": "must not be given beside another element",
}
_ENVELOPE_TROUBLE = "counts or control numbers of the envelope do not agree"
_UNREADABLE = "The file cannot be read as X12: its envelope is damaged or is of an unknown version."
_REFUSED = "The file is refused because of an element in its ISA, GS or ST segment."


@dataclass(frozen=True, slots=True)
class StructuralError:
    """`line` counts the segments of the file from 1, 0 when unknown; `element` is like "NM103" or "CLM05-1", or "".

    `sentence` quotes no value of the file, so that it may be logged; `trouble` is what it says of the element or segment
    ("is too long"), "" where nothing more is known.
    """

    line: int
    segment: str
    element: str
    sentence: str
    trouble: str = ""


def structural_errors(text: str) -> tuple[StructuralError, ...]:
    """What is against an X12 file, in its order; empty when it is sound. Never raises.

    Dental claims, for which pyx12 has no map, are read by our own description of the guide instead.
    """
    _keep_quiet()
    if _is_dental(text):
        return _own_errors(text)
    try:
        report = walked(text)
    except Exception:  # noqa: BLE001 - pyx12 raises anything on what it cannot read, AttributeError included
        return (StructuralError(0, "", "", _UNREADABLE),)
    if report is None:
        return (StructuralError(0, "", "", _UNREADABLE),)
    found = tuple(_errors(report.tree))
    return found or (() if report.is_sound else (StructuralError(0, "", "", _REFUSED),))


def _is_dental(text: str) -> bool:
    """By the guide that the first groups name."""
    return "005010X224" in text[:2000]


def _own_errors(text: str) -> tuple[StructuralError, ...]:
    try:
        for _ in ClaimReader().claims(io.StringIO(text)):
            pass
    except MalformedX12 as fault:
        return (StructuralError(fault.line, fault.segment, fault.element, fault.sentence),)
    return ()


def _keep_quiet() -> None:
    """pyx12 logs the values that it refuses, and those are a patient's."""
    logger = logging.getLogger("pyx12")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False


def _errors(report: dict[str, Any]) -> Iterator[StructuralError]:
    for interchange in report["interchanges"]:
        yield from _envelope(interchange, "ISA")
        for group in interchange["groups"]:
            yield from _envelope(group, "GS")
            for transaction in group["transactions"]:
                yield from _envelope(transaction, "ST")
                for segment in transaction["segments"]:
                    yield from _segment(segment)


def _envelope(level: dict[str, Any], name: str) -> Iterator[StructuralError]:
    for _ in level["errors"]:
        yield StructuralError(level["cur_line"], name, "", f"{name} in line {level['cur_line']}: {_ENVELOPE_TROUBLE}.")


def _segment(segment: dict[str, Any]) -> Iterator[StructuralError]:
    line, name = segment["cur_line"], segment["seg_id"]
    for error in segment["errors"]:
        trouble = _SEGMENT_TROUBLE.get(error["err_cde"], "is not formed as X12 asks")
        yield StructuralError(line, name, "", f"{name} in line {line}: {trouble}.", trouble)
    for element in segment["elements"]:
        place = f"{name}{element['ele_pos']:02d}" + (f"-{element['subele_pos']}" if element["subele_pos"] else "")
        for error in element["errors"]:
            trouble = _ELEMENT_TROUBLE.get(error["err_cde"], "is not formed as X12 asks")
            sentence = f"{element['name']} ({place}) in line {line}: {trouble}."
            yield StructuralError(line, name, place, sentence, trouble)
