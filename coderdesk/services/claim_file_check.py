"""Checks a claim file of any origin: can it be read, would its structure be accepted, do its values hold together."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coderdesk.domain.billing.submitted.soundness import doubts_of
from coderdesk.domain.values.finding import Severity
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.validate import structural_errors
from coderdesk.edi.x12_text_file import opened_text
from coderdesk.services.structural_findings import told


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTrouble:
    """`source` says who found it: "reading" (the file is refused), "counts", "structure" (pyx12) or "values".

    `line` counts segments from 1, 0 when it is about a claim; `claim` is the patient control number, or "".
    """

    source: str
    line: int
    segment: str
    element: str
    claim: str
    sentence: str
    severity: Severity = Severity.STOP


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """`is_sound` when there is nothing worse than a warning."""

    claims: int
    troubles: tuple[FileTrouble, ...]

    @property
    def is_sound(self) -> bool:
        return not any(trouble.severity.blocks for trouble in self.troubles)


def check_claim_file(*, path: Path, on: date) -> CheckedFile:
    """`on` is today. Raises FileUnreadable."""
    troubles: list[FileTrouble] = []
    claims = 0
    reader = ClaimReader(lenient_counts=True)
    try:
        with opened_text(path) as source:
            for placed in reader.claims(source):
                claims += 1
                troubles += (
                    replace(
                        _trouble("values", 0, "", "", placed.claim.control, doubt.sentence), severity=doubt.severity
                    )
                    for doubt in doubts_of(placed.claim, on)
                )
    except MalformedX12 as fault:
        troubles.append(_trouble("reading", fault.line, fault.segment, fault.element, "", fault.sentence))
    troubles += (_trouble("counts", row.line, row.segment, "", "", row.sentence) for row in reader.remarks)
    with opened_text(path) as source:
        text = source.read()
    errors = structural_errors(text)
    troubles += (
        _trouble("structure", row.line, row.segment, row.element, control, sentence)
        for row, (control, sentence) in zip(errors, told(errors, text), strict=True)
    )
    return CheckedFile(claims=claims, troubles=tuple(troubles))


def _trouble(source: str, line: int, segment: str, element: str, claim: str, sentence: str) -> FileTrouble:
    return FileTrouble(source=source, line=line, segment=segment, element=element, claim=claim, sentence=sentence)
