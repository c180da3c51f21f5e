"""A claim's whole life in the order in which it happened: made, sent, answered, followed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from coderdesk.domain.billing.answers.kept_answer import AnswerLevel, KeptAnswer, ReceivedAnswer
from coderdesk.domain.billing.answers.standing import ClaimStanding, standing_of
from coderdesk.domain.billing.answers.status_words import Mend, envelope_words, mend_of, segment_words, words_of
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimRecord, ClaimState
from coderdesk.domain.billing.claim_sequel import ClaimSequel, SequelKind
from coderdesk.domain.billing.export_batch import BatchState, ExportBatch
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.services.claim_sequels import open_sequel
from coderdesk.services.desk import Desk

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

RULE = "refused-by-payer"
CITATION = "The payer's own answer to the claim file (TA1, 999, 277CA)"
_WHAT = {
    AnswerLevel.ENVELOPE: "Envelope",
    AnswerLevel.GROUP: "Group",
    AnswerLevel.SET: "File",
    AnswerLevel.BATCH: "File",
    AnswerLevel.CLAIM: "Claim",
}
_FOLLOWS = {
    SequelKind.RESEND: "To be sent anew",
    SequelKind.REPLACE: "To be replaced (frequency 7)",
    SequelKind.VOID: "To be voided (frequency 8)",
    SequelKind.LATE: "Late charges are to follow",
    SequelKind.SECONDARY: "To go on to the next payer",
    SequelKind.DROPPED: "Nothing follows after all",
}
_FREQUENCIES = {"1": "Claim", "7": "Replacement", "8": "Void"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """`what` is a line in our words, `payer_words` the payer's codes and words, `detail` a file, a number or a reason."""

    at: datetime
    what: str
    claim_id: ClaimId
    detail: str = ""
    payer_words: str = ""
    said_on: date | None = None
    is_refusal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTimeline:
    """`claim_ids` are all claims of the visit, the oldest first; `standing` is that of the last one."""

    control: str
    claim_ids: tuple[ClaimId, ...]
    standing: ClaimStanding
    events: tuple[TimelineEvent, ...]
    payer_claim_number: str = ""


def claim_timeline(*, desk: Desk, encounter_id: EncounterId) -> ClaimTimeline:
    """Empty of events for a visit that no claim has left yet."""
    with desk.vault.reading() as unit:
        records = unit.claims.of_encounter(encounter_id)
        account = unit.encounters.get(encounter_id).account
        answers = {row.claim.id: unit.claim_answers.of_claim(row.claim.id) for row in records}
        sequels = unit.claim_sequels.of_encounter(encounter_id)
        events = [event for record in records for event in _events_of(unit, record, answers[record.claim.id])]
    events += [_sequel_event(row) for row in sequels]
    last = records[-1].claim.id if records else None
    number = (
        next((row.answer.payer_claim_number for row in reversed(answers[last]) if row.answer.payer_claim_number), "")
        if last
        else ""
    )
    return ClaimTimeline(
        control=account,
        claim_ids=tuple(row.claim.id for row in records),
        standing=standing_of(answers[last]) if last else ClaimStanding.SENT,
        events=tuple(sorted(events, key=lambda event: event.at)),
        payer_claim_number=number,
    )


def _events_of(unit: "UnitOfWork", record: ClaimRecord, answers: tuple[ReceivedAnswer, ...]) -> list[TimelineEvent]:
    claim = record.claim
    events = [_file_event(row, claim, record) for row in unit.exports.of_claim(claim.id)]
    return events + [_answer_event(row, claim.id) for row in answers]


def _file_event(batch: ExportBatch, claim: Claim, record: ClaimRecord) -> TimelineEvent:
    named = _FREQUENCIES.get(claim.frequency, "Claim")
    what = {
        BatchState.WRITTEN: f"{named} exported to {claim.payer.name}, {claim.total}",
        BatchState.WRITING: f"{named} is being written",
        BatchState.ABANDONED: f"{named} could not be written and never left",
    }[batch.state]
    detail = (
        batch.file_name if batch.state is not BatchState.WRITTEN else f"{batch.file_name}, SHA-256 {batch.sha256[:12]}"
    )
    return TimelineEvent(at=batch.created_at, what=what, claim_id=record.claim.id, detail=detail)


def _answer_event(row: ReceivedAnswer, claim_id: ClaimId) -> TimelineEvent:
    answer = row.answer
    words = own_words(answer)
    what = f"{_WHAT[answer.level]} {answer.verdict.value}"
    return TimelineEvent(
        at=row.received_at,
        what=f"{what}: {words}" if words else what,
        claim_id=claim_id,
        detail=" · ".join(
            part for part in (row.file_name, answer.source, _numbered(answer.payer_claim_number)) if part
        ),
        payer_words=payer_words(answer),
        said_on=answer.said_on,
        is_refusal=answer.verdict.is_refusal,
    )


def _numbered(number: str) -> str:
    return f"payer's claim number {number}" if number else ""


def own_words(answer: KeptAnswer) -> str:
    """The desk's words for the codes of an answer, "" where it has none."""
    clauses = [words_of(code) for code in answer.codes]
    if answer.level is AnswerLevel.ENVELOPE:
        clauses += [envelope_words(note) for note in answer.note]
    clauses += [segment_words(error.segment, error.code) for error in answer.errors]
    return "; ".join(dict.fromkeys(clauses))


def payer_words(answer: KeptAnswer) -> str:
    """The payer's codes and words as they came."""
    codes = [":".join(part for part in (code.category, code.code, code.entity) if part) for code in answer.codes]
    return " ".join((*codes, *answer.note, *answer.payer_words))


def _sequel_event(row: ClaimSequel) -> TimelineEvent:
    detail = " · ".join(part for part in (row.made_by, row.payer_claim_number, row.why) if part)
    return TimelineEvent(at=row.made_at, what=_FOLLOWS[row.kind], claim_id=row.claim_id, detail=detail)


def refusal_findings(unit: "UnitOfWork", encounter_id: EncounterId) -> tuple[Finding, ...]:
    """What the payer refused the visit's last claim for, each at the field to mend; () once it was sent anew.

    They warn and do not stop: whether the payer's complaint is met can only the payer say.
    """
    sequel = open_sequel(unit, encounter_id)
    if sequel is None or sequel.kind is not SequelKind.RESEND:
        return ()
    record = unit.claims.get(sequel.claim_id)
    if record.state is not ClaimState.REOPENED:
        return ()
    found: dict[Finding, None] = {}
    for row in unit.claim_answers.of_claim(sequel.claim_id):
        if row.answer.verdict.is_refusal:
            found.update(dict.fromkeys(_findings_of(row.answer, record.claim)))
    return tuple(found)


def _findings_of(answer: KeptAnswer, claim: Claim) -> list[Finding]:
    said = " ".join(answer.payer_words)
    quoted = f' The payer says: "{said}".' if said else ""
    refused = [code for code in answer.codes if code.category not in ("A0", "A1", "A2", "A5")]
    if not refused:
        words = own_words(answer) or "no reason was given"
        message = f"{_WHAT[answer.level]} refused by {claim.payer.name}: {words}.{quoted}"
        return [
            Finding(RULE, Severity.WARN, message, Location(Place.ENCOUNTER, claim.encounter_id, "account"), CITATION)
        ]
    return [
        Finding(
            RULE,
            Severity.WARN,
            f"{claim.payer.name} answered {':'.join(part for part in (code.category, code.code, code.entity) if part)}: "
            f"{words_of(code)}.{quoted}",
            _location(mend_of(code, subscriber_is_patient=claim.patient is None), claim),
            CITATION,
        )
        for code in refused
    ]


def _location(mend: Mend, claim: Claim) -> Location:
    ids = {
        Place.PRACTICE: claim.billing.id,
        Place.PROVIDER: claim.rendering.id,
        Place.COVERAGE: claim.coverage_id,
        Place.PATIENT: claim.patient_id,
        Place.PAYER: claim.payer.id,
    }
    return Location(mend.place, ids.get(mend.place, claim.encounter_id), mend.field)
