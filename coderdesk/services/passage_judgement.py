"""What the words of a passage assert, held against the code that rests on them: denied, doubted, past, or somebody else's."""

import re
from collections.abc import Iterator

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, Supports, state_of
from coderdesk.domain.clinical.reading import Assertion, Judgement
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import DocumentId
from coderdesk.reading.document import ReadDocument, read_document

RULE = "passage-says-otherwise"

# What is wrong, and the section that it rests on; a code for family or personal history is right on such words.
_WHY: dict[Assertion, tuple[str, str]] = {
    Assertion.NEGATED: (
        "its passage denies it",
        "ICD-10-CM Guidelines I.A.19: the provider states that the condition exists",
    ),
    Assertion.UNCERTAIN: (
        "its passage is uncertain",
        "ICD-10-CM Guidelines IV.H: uncertain diagnoses are not coded in outpatients",
    ),
    Assertion.HYPOTHETICAL: (
        "its passage speaks of what might come",
        "ICD-10-CM Guidelines I.B.11: what did not occur is not coded as if it had",
    ),
    Assertion.HISTORICAL: (
        "its passage speaks of the past",
        "ICD-10-CM Guidelines IV.J: history codes for what was treated and is gone",
    ),
    Assertion.OTHER_PERSON: (
        "its passage speaks of another person",
        "ICD-10-CM Guidelines I.C.21.c.4: family history has codes of its own",
    ),
}
_NOT_YET = re.compile(r"threatened|impending", re.I)
_NOT_YET_CITATION = "ICD-10-CM Guidelines I.B.11: what impends is coded once it occurred, or as the Index lists it"
# Conditions that the Index lists as threatened or impending themselves.
_INDEXED_SO = ("O20.0", "O47", "O60.0", "I20.0", "G45.9", "F10.239")
LEFT_OPEN_RULE = "uncertain-at-discharge"
_LEFT_OPEN_CITATION = "ICD-10-CM Guidelines II.H and III.C: what is uncertain at discharge is coded as if it existed"
_CONFIRMED_ONLY = ("B20", "Z21", "U07.1", "A92.5", "J09")
_CONFIRMED_CITATION = (
    "ICD-10-CM Guidelines I.C.1.a, I.C.1.f, I.C.1.g and I.C.10.c: only confirmed cases are coded, inpatients' too"
)
_CODES_OF_CIRCUMSTANCE = ("V", "W", "X", "Y", "Z")
_WORD = re.compile(r"[A-Za-z]{4,}")
_HEAD = 6


def passage_findings(visit: CodedVisit) -> tuple[Finding, ...]:
    """A finding for each diagnosis none of whose standing passages affirms it. Each document is read once.

    It stops, and a coder who reads the words otherwise overrides it with a written reason.
    """
    texts: dict[DocumentId, ReadDocument] = {}
    return tuple(finding for row in visit.diagnoses for finding in _judged(row, visit, texts))


def _judged(row: CodeAssignment, visit: CodedVisit, texts: dict[DocumentId, ReadDocument]) -> Iterator[Finding]:
    if row.code.startswith(_CODES_OF_CIRCUMSTANCE):
        return
    refuted = _refuted_in(visit.encounter.setting, row.code)
    standing = _standing(row, visit)
    doubts = [doubt for passage in standing if (doubt := _doubt(passage, row, _read(passage, visit, texts), refuted))]
    if not standing or len(doubts) < len(standing):
        yield from _left_open(row, visit, standing, texts)
        return
    why, citation = _WHY[doubts[0].assertion]
    if _NOT_YET.search(doubts[0].cue):
        if row.code.startswith(_INDEXED_SO):
            return
        why, citation = "its passage says that it has not come", _NOT_YET_CITATION
    if row.code.startswith(_CONFIRMED_ONLY) and doubts[0].assertion is Assertion.UNCERTAIN:
        why, citation = "its passage leaves it open, and it is coded only when confirmed", _CONFIRMED_CITATION
    cue = f" (“{doubts[0].cue}”)" if doubts[0].cue else ""
    message = (
        f"{row.code}: {why}{cue}. Attach words that affirm the condition, choose another code, or ask the provider."
    )
    yield Finding(RULE, Severity.STOP_OVERRIDE, message, Location(Place.ASSIGNMENT, row.id, "evidence"), citation)


def _left_open(
    row: CodeAssignment, visit: CodedVisit, standing: tuple[Evidence, ...], texts: dict[DocumentId, ReadDocument]
) -> Iterator[Finding]:
    """For inpatients uncertain words are right if they are the final ones, which is said once and blocks nothing."""
    uncertain = frozenset({Assertion.UNCERTAIN})
    doubts = [_doubt(passage, row, _read(passage, visit, texts), uncertain) for passage in standing]
    if visit.encounter.setting is Setting.INPATIENT and doubts and doubts[0] is not None and all(doubts):
        message = (
            f"{row.code}: its passage is uncertain (“{doubts[0].cue}”). That is enough if it still stood so at discharge, and "
            "never after it was ruled out."
        )
        where = Location(Place.ASSIGNMENT, row.id, "evidence")
        yield Finding(LEFT_OPEN_RULE, Severity.INFO, message, where, _LEFT_OPEN_CITATION)


def _standing(row: CodeAssignment, visit: CodedVisit) -> tuple[Evidence, ...]:
    documents = visit.documents_by_id
    passages = row.passages(Supports.CODE)
    return tuple(one for one in passages if state_of(one, documents, visit.encounter.id) is EvidenceState.MATCHES)


def _read(passage: Evidence, visit: CodedVisit, texts: dict[DocumentId, ReadDocument]) -> ReadDocument:
    if passage.document_id not in texts:
        texts[passage.document_id] = read_document(visit.documents_by_id[passage.document_id].text)
    return texts[passage.document_id]


def _doubt(
    passage: Evidence, row: CodeAssignment, text: ReadDocument, refuted: frozenset[Assertion]
) -> Judgement | None:
    """The judgement that speaks against the code: on the passage as a whole, or on each of the code's own words in it."""
    whole = text.judgement_of(passage.start, passage.end)
    if _refutes(whole, refuted):
        return whole
    own = [text.judgement_of(start, end) for start, end in _own_words(passage, row)]
    return own[0] if own and all(_refutes(one, refuted) for one in own) else None


def _refutes(judgement: Judgement, refuted: frozenset[Assertion]) -> bool:
    """Only what can be shown: a judgement without a cue in the text is a guess, and refuses nothing.

    What is impending has not occurred, whatever the setting.
    """
    is_not_yet = judgement.assertion is Assertion.UNCERTAIN and bool(_NOT_YET.search(judgement.cue))
    return (judgement.assertion in refuted or is_not_yet) and bool(judgement.cue)


def _own_words(passage: Evidence, row: CodeAssignment) -> list[tuple[int, int]]:
    """Where words of the code's title stand in a passage, compared by their beginnings: "suicidal ideation(s)"."""
    heads = {word.casefold()[:_HEAD] for word in _WORD.findall(row.words)}
    return [
        (passage.start + found.start(), passage.start + found.end())
        for found in _WORD.finditer(passage.quotation)
        if found.group().casefold()[:_HEAD] in heads
    ]


def _refuted_in(setting: Setting, code: str) -> frozenset[Assertion]:
    """An uncertain diagnosis at discharge is coded as if it existed for inpatients (Guidelines II.H, III.C).

    Not so HIV, COVID-19, Zika and the novel influenzas, which are coded when they are confirmed (I.C.1.a, I.C.1.f, I.C.1.g,
    I.C.10.c).
    """
    everywhere = frozenset(_WHY)
    if code.startswith(_CONFIRMED_ONLY):
        return everywhere
    return everywhere - {Assertion.UNCERTAIN} if setting is Setting.INPATIENT else everywhere
