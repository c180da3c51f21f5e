"""Finds what an answer is about: the file by its control numbers, the claim by its patient control number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coderdesk.domain.billing.answers.claim_answer import ClaimAnswer, ClaimsAnswer, Status
from coderdesk.domain.billing.answers.group_answer import GroupAnswer, SetAnswer
from coderdesk.domain.billing.answers.interchange_answer import InterchangeAnswer
from coderdesk.domain.billing.answers.kept_answer import AnswerLevel, KeptAnswer
from coderdesk.domain.billing.answers.verdict import Verdict
from coderdesk.domain.billing.claim_record import ClaimState, ClaimSummary
from coderdesk.domain.billing.export_batch import ExportBatch, claims_of_set
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.ids import ClaimId
from coderdesk.services.receivers import set_sizes

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

_DIGITS = 9
_CLAIM_POINTER = "CLM01:"
_LEFT = (ClaimState.EXPORTED, ClaimState.REOPENED)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What left the desk, looked up while one file is read."""

    unit: "UnitOfWork"
    claims: dict[str, list[ClaimSummary]]

    def interchange(self, control: str) -> ExportBatch | None:
        number = _number(control)
        return self.unit.exports.with_interchange(number) if number is not None else None

    def group(self, control: str) -> ExportBatch | None:
        number = _number(control)
        return self.unit.exports.with_group(number) if number is not None else None

    def reference(self, batch: str) -> ExportBatch | None:
        """By BHT03, which begins with the control number of the interchange and ends with that of the set."""
        if len(batch) != 2 * _DIGITS or not batch.isdecimal():
            return None
        found = self.interchange(batch[:_DIGITS])
        return found if found and self.of_set(found, batch[_DIGITS:]) else None

    def of_set(self, batch: ExportBatch, control: str) -> tuple[ClaimId, ...]:
        """The claims of one transaction set of a file; () when the set is none of it."""
        number = _number(control)
        return claims_of_set(batch, set_sizes(self.unit, batch), number) if number is not None else ()

    def said_of(self, kept: KeptAnswer, batch: ExportBatch | None, control: str) -> Iterator[KeptAnswer]:
        """What is said of a whole set: of the file where it has no other set, else of each claim of that set."""
        claims = self.of_set(batch, control) if batch else ()
        if batch is None or len(claims) == len(batch.claim_ids):
            yield replace(kept, batch_id=batch.id if batch and claims else None)
            return
        yield replace(kept, batch_id=None)
        for claim_id in claims:
            yield replace(kept, batch_id=batch.id, claim_id=claim_id)

    def claim(self, control: str, batch: ExportBatch | None) -> str | None:
        """The claim of that file with that number; when the file is not known, the newest one that left."""
        of_number = self.claims.get(_form(control), [])
        if batch is not None:
            return next((row.id for row in of_number if row.id in batch.claim_ids), None)
        return of_number[0].id if of_number else None


def matched(
    unit: "UnitOfWork", answers: Iterable[InterchangeAnswer | GroupAnswer | ClaimsAnswer]
) -> Iterator[KeptAnswer]:
    """Each answer, taken apart to what it says of a file and of single claims, with what it belongs to."""
    claims: dict[str, list[ClaimSummary]] = {}
    for row in unit.claims.all():
        if row.state in _LEFT:
            claims.setdefault(_form(row.control), []).append(row)
    sent = _Sent(unit, claims)
    for answer in answers:
        if isinstance(answer, InterchangeAnswer):
            yield _of_interchange(sent, answer)
        elif isinstance(answer, GroupAnswer):
            yield from _of_group(sent, answer)
        else:
            yield from _of_claims(sent, answer)


def _number(control: str) -> int | None:
    """A control number as ours are; a payer's answer may hold anything in its place."""
    is_ours = control.isascii() and control.isdecimal() and len(control) <= _DIGITS
    return int(control) if is_ours else None


def _form(control: str) -> str:
    return x12_text(control)


def _of_interchange(sent: _Sent, answer: InterchangeAnswer) -> KeptAnswer:
    batch = sent.interchange(answer.control)
    return KeptAnswer(
        level=AnswerLevel.ENVELOPE,
        verdict=answer.verdict,
        control=answer.control,
        batch_id=batch.id if batch else None,
        note=(answer.note,) if answer.note.strip("0") else (),
    )


def _of_group(sent: _Sent, answer: GroupAnswer) -> Iterator[KeptAnswer]:
    batch = sent.group(answer.control)
    kept = KeptAnswer(
        level=AnswerLevel.GROUP,
        verdict=answer.verdict,
        control=answer.control,
        batch_id=batch.id if batch else None,
        note=answer.codes,
    )
    yield kept
    for one in answer.sets:
        yield from _of_set(sent, one, kept, batch)


def _of_set(sent: _Sent, answer: SetAnswer, group: KeptAnswer, batch: ExportBatch | None) -> Iterator[KeptAnswer]:
    ours = sent.of_set(batch, answer.control) if batch else ()
    of_set = replace(
        group,
        level=AnswerLevel.SET,
        verdict=answer.verdict,
        control=answer.control,
        note=answer.codes,
        errors=answer.segments,
    )
    yield from sent.said_of(of_set, batch, answer.control)
    if not ours:
        return
    for control in dict.fromkeys(_pointed_at(answer)):
        claim_id = sent.claim(control, batch)
        if claim_id is not None:
            errors = tuple(row for row in answer.segments if f"{_CLAIM_POINTER}{control}" in row.context)
            # what becomes of the set becomes of all its claims: the pointer only says which of them was at fault
            yield replace(of_set, level=AnswerLevel.CLAIM, control=control, claim_id=claim_id, errors=errors)


def _pointed_at(answer: SetAnswer) -> Iterator[str]:
    for row in answer.segments:
        for pointer in row.context:
            if pointer.startswith(_CLAIM_POINTER):
                yield pointer.removeprefix(_CLAIM_POINTER)


def _of_claims(sent: _Sent, answer: ClaimsAnswer) -> Iterator[KeptAnswer]:
    batch = sent.reference(answer.batch)
    statuses = answer.statuses
    if statuses:
        # a payer that takes no single claim says "rejected" here, and again beside each claim
        verdict = Verdict.PARTLY if answer.verdict.is_refusal and answer.claims else answer.verdict
        kept = KeptAnswer(
            level=AnswerLevel.BATCH,
            verdict=verdict,
            control=answer.batch,
            codes=tuple(code for status in statuses for code in status.codes),
            payer_words=_words(statuses),
            said_on=statuses[-1].on or answer.made_on,
            source=answer.source.name,
        )
        yield from sent.said_of(kept, batch, answer.batch[_DIGITS:])
    for claim in answer.claims:
        yield _of_claim(sent, claim, answer, batch)


def _of_claim(sent: _Sent, claim: ClaimAnswer, answer: ClaimsAnswer, batch: ExportBatch | None) -> KeptAnswer:
    statuses = (*claim.statuses, *(status for line in claim.lines for status in line.statuses))
    claim_id = sent.claim(claim.control, batch)
    return KeptAnswer(
        level=AnswerLevel.CLAIM,
        verdict=claim.verdict,
        control=claim.control,
        batch_id=batch.id if batch and claim_id else None,
        claim_id=claim_id,
        held_claim_id=None if claim_id or batch else _held(sent, claim),
        payer_claim_number=claim.payer_claim_number,
        codes=tuple(dict.fromkeys(code for status in statuses for code in status.codes)),
        payer_words=_words(statuses),
        said_on=next((status.on for status in reversed(claim.statuses) if status.on), answer.made_on),
        source=answer.source.name,
    )


def _held(sent: _Sent, claim: ClaimAnswer) -> str | None:
    """A claim of a file that was read in, by its number, and by its charge where that number came more than once."""
    found = sent.unit.claim_files.summaries(control=claim.control)
    charges = {status.charge for status in claim.statuses if status.charge is not None}
    same = [row for row in found if any(row.total.cents == charge * 100 for charge in charges)]
    return (same or found)[0].id if found else None


def _words(statuses: Iterable[Status]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(status.words for status in statuses if status.words))
