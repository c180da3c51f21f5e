"""Whether the passages of a code say what its title says, who wrote them, and of whom: asked at every change of a visit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coderdesk.domain.clinical.copied_text import CopiedSpan
from coderdesk.domain.clinical.document import AuthorRole, Document
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, Supports, state_of
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.quantities import units_agree
from coderdesk.domain.coding.tabular import Level
from coderdesk.domain.coding.title_axes import Difference, differences, said_in
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.patient import Patient
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import DocumentId
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.detail_elsewhere import SIDE, told_elsewhere

TITLE_RULE = "passage-says-another-title"
ROLE_RULE = "author-cannot-diagnose"
PATIENT_RULE = "names-another-patient"
UNITS_RULE = "units-disagree"
COPIED_RULE = "carried-forward"
CAUSE_RULE = "complication-without-cause"

_TITLE_CITATION = "ICD-10-CM Guidelines I.B.2: codes are reported at the level of detail that is documented"
_OPEN_CITATION = "ICD-10-CM Guidelines I.A.9.b and I.B.18: unspecified only where the documentation does not tell more"
_CAUSE_CITATION = (
    "ICD-10-CM Guidelines I.B.16: a complication is coded when the provider tells that the care or the device caused it"
)
_COMPLICATIONS = tuple(f"T{number}" for number in range(80, 89))
# Words of cause, and of the operation or device that a complication comes from.
_CAUSES = re.compile(
    r"\b(due to|from|after|following|post\w*|s/p|secondary|becaus\w*|caus\w+|complicat\w+|result\w*|relat\w+|associat\w+|"
    r"\w*induced|surg\w+|operat\w+|procedur\w+|incision\w*|wound|suture\w*|dehisc\w+|graft\w*|implant\w*|prosthe\w+|"
    r"device|catheter|stent|shunt|lead|pacemaker|port|picc|line|hardware|loosen\w*|reject\w*|transplant\w*|anastomo\w+|"
    r"transfus\w+|infus\w+|inject\w+|vaccin\w+|immuniz\w+|anesthe\w+|an(?:a|o)phyla\w+|reaction|retained|mesh|iud)\b",
    re.I,
)
_ROLE_CITATION = (
    "ICD-10-CM Guidelines I.A.19 and III.B: the provider's statement, not a finding alone; I.B.14 for the exceptions"
)
_PATIENT_CITATION = "CMS Medicare Program Integrity Manual ch. 3 § 3.3.2.1: a record identifies its patient"
_COPIED_CITATION = (
    "ICD-10-CM Guidelines IV.J: conditions are coded when the visit's care deals with them; a copied note shows none"
)
_UNITS_CITATION = (
    "CMS Medicare Claims Processing Manual ch. 5 § 20.2 and ch. 17 § 40: units follow the documented quantity"
)

# What clinicians other than the provider may document (Guidelines I.B.14): BMI, ulcer depth and stage, coma and stroke scales,
# circumstances of life, blood alcohol, vaccination status.
_BY_CLINICIANS = ("Z68", "L89", "L97", "R40.2", "R29.7", "Z55", "Z56", "Z57", "Z58", "Z59", "Z60", "Z61", "Z62", "Z63")
_BY_CLINICIANS_TOO = ("Z64", "Z65", "Y90", "Z28.3")
_BY_PATIENTS = ("Z55", "Z56", "Z57", "Z58", "Z59", "Z60", "Z61", "Z62", "Z63", "Z64", "Z65")
_NAMED = re.compile(r"^\s*(?:patient(?:['’]s)?(?:\s+name)?|pt|name|re)\s*[:#-]\s*(?P<name>[^\n|;(]{3,60})", re.I | re.M)
_BORN = re.compile(
    r"\b(?:DOB|D\.O\.B\.|date of birth|born)\s*[:#-]?\s*(?P<day>\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})", re.I
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s|\n")
_HEAD_CHARACTERS = 1500


def support_findings(visit: CodedVisit, library: CodeLibrary) -> tuple[Finding, ...]:
    """What the passages of the visit's codes leave unsaid or say otherwise."""
    found: list[Finding] = []
    for row in visit.diagnoses:
        passages = _standing(row, visit, Supports.CODE)
        if passages:
            found.extend(_titles(row, visit, library, passages))
            found.extend(_roles(row, visit, passages))
            found.extend(_causes(row, visit, passages))
    for row in (*visit.diagnoses, *visit.services):
        found.extend(_patients(row, visit))
    for row in visit.services:
        found.extend(_units(row, visit))
    return tuple(found)


def _standing(row: CodeAssignment, visit: CodedVisit, supports: Supports) -> tuple[Evidence, ...]:
    documents = visit.documents_by_id
    found = row.passages(supports)
    return tuple(one for one in found if state_of(one, documents, visit.encounter.id) is EvidenceState.MATCHES)


# -- what the title says


@dataclass(frozen=True, slots=True)
class _Node:
    """A heading of the code or the code itself, with what stands beside it."""

    title: str
    beside: tuple[tuple[str, str], ...]
    is_category: bool


def _titles(
    row: CodeAssignment, visit: CodedVisit, library: CodeLibrary, passages: Sequence[Evidence]
) -> Iterator[Finding]:
    quoted = " · ".join(passage.quotation for passage in passages)
    texts = visit.documents_by_id
    around = " · ".join(_sentence_of(texts[passage.document_id].text, passage) for passage in passages)
    told: set[str] = set()
    for node in _nodes(row, library, visit.date_of_service):
        titles = [title for _, title in node.beside]
        for difference in differences(node.title, titles, quoted):
            if difference.axis not in told and (difference.said or not node.is_category):
                told.add(difference.axis)
                yield from _title_finding(row, node, difference, around, [one.text for one in visit.documents])
        if not node.is_category:
            yield from _elsewhere(row, node, visit, told)


def _elsewhere(row: CodeAssignment, node: _Node, visit: CodedVisit, told: set[str]) -> Iterator[Finding]:
    """What the title leaves open and another sentence of the documents tells of the same condition."""
    for found in told_elsewhere(node.title, [title for _, title in node.beside], visit.documents):
        axis, said = found.difference.axis, found.difference.said
        if axis not in told:
            told.add(axis)
            other = _sibling(node, axis, "", said) if axis != SIDE else ""
            instead = f" {other} says so." if other else " Choose the code that says so."
            sentence = (
                f"{row.code}: the code leaves the {axis} open, and the documents tell it elsewhere: {said} "
                f"(“{found.quotation[:80]}”).{instead}"
            )
            yield Finding(TITLE_RULE, Severity.WARN, sentence, _evidence_of(row), _OPEN_CITATION)


def _evidence_of(row: CodeAssignment) -> Location:
    return Location(Place.ASSIGNMENT, row.id, "evidence")


def _sentence_of(text: str, passage: Evidence) -> str:
    """The sentence or line around a passage, and the passage itself."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end < passage.start), default=0)
    end = min((end for end in ends if end >= passage.end), default=len(text))
    return text[start:end]


def _nodes(row: CodeAssignment, library: CodeLibrary, on: date) -> Iterator[_Node]:
    """The code and the headings above it up to its category, each with its siblings: (value, title)."""
    entry = library.store.entry_on(CodeSystem.ICD10CM, row.code, on)
    if entry is None:
        return
    for one in (entry, *reversed(library.store.parents_of(entry))):
        if one.level in (Level.CHAPTER, Level.SECTION):
            return
        beside = library.store.children_of(one.parent_id, CodeSystem.ICD10CM) if one.parent_id is not None else ()
        others = tuple((other.code.value, other.code.title) for other in beside if other.id != one.id)
        yield _Node(one.code.title, others, one.level is Level.CATEGORY)


def _title_finding(
    row: CodeAssignment, node: _Node, difference: Difference, around: str, documents: Sequence[str]
) -> Iterator[Finding]:
    axis, title, said = difference.axis, difference.title, difference.said
    where = Location(Place.ASSIGNMENT, row.id, "evidence")
    if said:
        other = _sibling(node, axis, title, said)
        instead = f" {other} says so." if other else " Choose the code that says so, or another passage."
        claim = f"the code says {axis} {title}" if title else f"the code leaves the {axis} open"
        severity = Severity.STOP_OVERRIDE if title else Severity.WARN
        sentence = f"{row.code}: {claim}, but its passage says {said}.{instead}"
        yield Finding(TITLE_RULE, severity, sentence, where, _TITLE_CITATION if title else _OPEN_CITATION)
    elif title in said_in(around).get(axis, ()):
        return
    elif any(title in said_in(text).get(axis, ()) for text in documents):
        sentence = f"{row.code}: no passage of it says {axis} {title}. Attach the words of the document that do."
        yield Finding(TITLE_RULE, Severity.ASK, sentence, where, _TITLE_CITATION)
    else:
        sentence = f"{row.code}: nothing in the documents says {axis} {title}. Choose the code without it, or ask the provider."
        yield Finding(TITLE_RULE, Severity.WARN, sentence, where, _TITLE_CITATION)


def _sibling(node: _Node, axis: str, title: str, said: str) -> str:
    """The sibling that says the passage's value and as much else of the node's title as any: "N18.32"."""
    own = set(node.title.lower().split())
    speaking = [(value, words) for value, words in node.beside if said in said_in(words).get(axis, ())]
    ranked = sorted(speaking, key=lambda one: -len(own & set(one[1].lower().split())))
    return ranked[0][0] if ranked and (title or len(ranked) == 1) else ""


def _causes(row: CodeAssignment, visit: CodedVisit, passages: Sequence[Evidence]) -> Iterator[Finding]:
    """A complication of care whose passages, with their sentences, name neither a cause nor an operation or device."""
    if not row.code.startswith(_COMPLICATIONS):
        return
    texts = visit.documents_by_id
    if not any(_CAUSES.search(_sentence_of(texts[passage.document_id].text, passage)) for passage in passages):
        sentence = (
            f"{row.code} is a complication of care, and no passage of it says what it came of. Attach those words, or ask "
            "the provider."
        )
        yield Finding(
            CAUSE_RULE, Severity.WARN, sentence, Location(Place.ASSIGNMENT, row.id, "evidence"), _CAUSE_CITATION
        )


# -- who wrote it, and of whom


def _roles(row: CodeAssignment, visit: CodedVisit, passages: Sequence[Evidence]) -> Iterator[Finding]:
    documents = visit.documents_by_id
    roles = {documents[passage.document_id].author_role for passage in passages}
    if AuthorRole.PROVIDER in roles:
        return
    if AuthorRole.NURSE in roles and row.code.startswith((*_BY_CLINICIANS, *_BY_CLINICIANS_TOO)):
        return
    if AuthorRole.PATIENT in roles and row.code.startswith(_BY_PATIENTS):
        return
    who = {
        AuthorRole.LABORATORY: "a laboratory result, which alone is no diagnosis",
        AuthorRole.NURSE: "a nurse's note",
        AuthorRole.PATIENT: "the patient's own words",
    }
    resting = " and ".join(who[role] for role in sorted(roles))
    sentence = f"{row.code} rests on {resting}. Attach the provider's statement, or ask the provider."
    yield Finding(
        ROLE_RULE, Severity.STOP_OVERRIDE, sentence, Location(Place.ASSIGNMENT, row.id, "evidence"), _ROLE_CITATION
    )


def _patients(row: CodeAssignment, visit: CodedVisit) -> Iterator[Finding]:
    documents = visit.documents_by_id
    used = dict.fromkeys(passage.document_id for passage in row.evidence if passage.document_id in documents)
    for document_id in used:
        why = _another_patient(documents[document_id], visit.patient)
        if why:
            sentence = f"{row.code} rests on a document that {why}. Make sure that it belongs to this patient."
            where = Location(Place.ASSIGNMENT, row.id, "evidence")
            yield Finding(PATIENT_RULE, Severity.STOP_OVERRIDE, sentence, where, _PATIENT_CITATION)
            return


def _another_patient(document: Document, patient: Patient) -> str:
    """Why the head of a document speaks of somebody else; "" when it does not, or names nobody."""
    head = document.text[:_HEAD_CHARACTERS]
    named = _NAMED.search(head)
    if named is not None:
        words = {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", named["name"])}
        own = {part.casefold() for part in re.findall(r"[^\W\d_]{2,}", f"{patient.name.last} {patient.name.first}")}
        if words and own.isdisjoint(words) and named["name"].strip()[:1].isupper():
            return "names another patient"
    born = _BORN.search(head)
    if born is not None and _day(born["day"]) not in (None, patient.birth_date):
        return "gives another date of birth"
    return ""


def _day(written: str) -> date | None:
    for form in ("%m/%d/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a birthday has no zone
        except ValueError:
            continue
    return None


# -- units


def _units(row: CodeAssignment, visit: CodedVisit) -> Iterator[Finding]:
    """Units above one rest on a passage with a number; here that number is asked whether it agrees."""
    passages = _standing(row, visit, Supports.UNITS)
    if row.service is None or row.service.units == 1 or not passages:
        return
    if not any(units_agree(row.service.units, passage.quotation, row.words) for passage in passages):
        units = f"{row.service.units.normalize():f}"
        sentence = (
            f"{row.code}: {units} units do not follow from “{passages[0].quotation[:60]}”. Correct one of the two."
        )
        yield Finding(UNITS_RULE, Severity.WARN, sentence, Location(Place.ASSIGNMENT, row.id, "units"), _UNITS_CITATION)


# -- carried forward


def copied_findings(visit: CodedVisit, copied: Mapping[DocumentId, tuple[CopiedSpan, ...]]) -> tuple[Finding, ...]:
    """A warning for each code all of whose passages stood in an earlier note word for word."""
    found: list[Finding] = []
    for row in (*visit.diagnoses, *visit.services):
        passages = _standing(row, visit, Supports.CODE)
        days = [_copied_from(passage, copied.get(passage.document_id, ())) for passage in passages]
        if days and all(days):
            day = max(one for one in days if one is not None)
            sentence = (
                f"{row.code}: its passage was carried forward from {day:%m/%d/%Y}. "
                "Attach words of this visit, or make sure that the condition was dealt with today."
            )
            where = Location(Place.ASSIGNMENT, row.id, "evidence")
            found.append(Finding(COPIED_RULE, Severity.WARN, sentence, where, _COPIED_CITATION))
    return tuple(found)


def _copied_from(passage: Evidence, spans: Sequence[CopiedSpan]) -> date | None:
    return next((span.copied_from for span in spans if span.start <= passage.start and passage.end <= span.end), None)
