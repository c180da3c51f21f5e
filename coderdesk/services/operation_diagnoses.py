"""The diagnosis before an operation and the one after it: where they differ, the one after it is coded."""

import re
from collections.abc import Iterator

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.evidence import EvidenceState, Supports, state_of
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "preoperative-diagnosis-coded"
CITATION = "ICD-10-CM Guidelines IV.N: for ambulatory surgery the postoperative diagnosis is coded where it differs"
_BEFORE = re.compile(r"\bpre-?\s?op(?:erative)?\.? (?:diagnos[ei]s|dx)\s*:?[ \t]*\n?(?P<words>[^\n]+)", re.I)
_AFTER = re.compile(r"\bpost-?\s?op(?:erative)?\.? (?:diagnos[ei]s|dx)\s*:?[ \t]*\n?(?P<words>[^\n]+)", re.I)
_SAME = re.compile(r"^\W*(?:the )?same\b", re.I)
_WORD = re.compile(r"[a-z0-9]+")


def operation_findings(visit: CodedVisit) -> tuple[Finding, ...]:
    """A warning for each diagnosis whose passages all stand in the diagnosis before the operation, when another follows."""
    if visit.encounter.setting is Setting.INPATIENT:
        return ()
    return tuple(_found(visit))


def _found(visit: CodedVisit) -> Iterator[Finding]:
    before = {one.id: span for one in visit.documents if (span := _superseded(one.text)) is not None}
    documents = visit.documents_by_id
    for row in visit.diagnoses if before else ():
        passages = [
            one
            for one in row.passages(Supports.CODE)
            if state_of(one, documents, visit.encounter.id) is EvidenceState.MATCHES
        ]
        spans = [before.get(one.document_id, (0, 0, "")) for one in passages]
        if passages and all(
            start <= one.start and one.end <= end for one, (start, end, _) in zip(passages, spans, strict=True)
        ):
            message = (
                f"{row.code}: its passage is the diagnosis before the operation, and the one after it is another: "
                f"“{spans[0][2][:80]}”. Code what was found."
            )
            yield Finding(RULE, Severity.WARN, message, Location(Place.ASSIGNMENT, row.id, "evidence"), CITATION)


def _superseded(text: str) -> tuple[int, int, str] | None:
    """Where the diagnosis before the operation stands, and the other one after it; None when it is the same or not told."""
    before, after = _BEFORE.search(text), _AFTER.search(text)
    if before is None or after is None or _SAME.match(after["words"]):
        return None
    if set(_WORD.findall(before["words"].lower())) == set(_WORD.findall(after["words"].lower())):
        return None
    return before.start("words"), before.end("words"), after["words"].strip()
