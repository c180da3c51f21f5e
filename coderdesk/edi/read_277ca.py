"""Reads a claim acknowledgement (277CA, 005010X214) into a value."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.answers.claim_answer import (
    ClaimAnswer,
    ClaimsAnswer,
    LineAnswer,
    ProviderAnswer,
    Status,
    StatusCode,
)
from coderdesk.domain.billing.submitted.party import Party, PartyKind, Reference
from coderdesk.domain.billing.submitted.pricing import KindAmount, KindQuantity
from coderdesk.edi.elements import as_day, as_number
from coderdesk.edi.tokens import RawSegment

_SOURCE, _RECEIVER, _PROVIDER, _PATIENT = "20", "21", "19", "PT"
_PAYER_CLAIM_NUMBER, _LINE_NUMBER = "1K", "FJ"
# STC01, STC10 and STC11 are the same composite
_STATUS_PLACES = (1, 10, 11)


@dataclass(slots=True)
class _Part:
    """What one level, or one line, gathers before it becomes a value."""

    party: Party | None = None
    trace: str = ""
    statuses: list[Status] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    amounts: list[KindAmount] = field(default_factory=list)
    quantities: list[KindQuantity] = field(default_factory=list)
    dates: str = ""
    service: RawSegment | None = None


@dataclass(slots=True)
class _Level:
    kind: str
    start: RawSegment
    own: _Part = field(default_factory=_Part)
    lines: list[_Part] = field(default_factory=list)


def claims_answer(body: Sequence[RawSegment]) -> ClaimsAnswer:
    """From ST to what stands before SE. Raises MalformedX12."""
    if len(body) < 2 or body[1].name != "BHT":
        raise body[0].malformed("The transaction set does not begin with BHT.")
    levels = _levels(body[2:])
    source = next((level for level in levels if level.kind == _SOURCE), None)
    if source is None or source.own.party is None:
        raise body[-1].malformed("The acknowledgement does not say from whom it comes: level 20 is missing.")
    receiver = next((level.own for level in levels if level.kind == _RECEIVER), _Part())
    begin = body[1]
    return ClaimsAnswer(
        reference=begin.at(3),
        made_on=_day(begin.at(4)),
        source=source.own.party,
        receiver=receiver.party,
        batch=receiver.trace,
        statuses=tuple(receiver.statuses),
        amounts=tuple(receiver.amounts),
        quantities=tuple(receiver.quantities),
        providers=tuple(_provider(level) for level in levels if level.kind == _PROVIDER),
        claims=_claims(levels),
    )


def _levels(segments: Sequence[RawSegment]) -> list[_Level]:
    levels: list[_Level] = []
    for segment in segments:
        if segment.name == "HL":
            levels.append(_Level(segment.at(3), segment))
        elif not levels:
            raise segment.malformed("The segment stands before the first level.")
        else:
            _gather(segment, levels[-1])
    return levels


def _gather(segment: RawSegment, level: _Level) -> None:
    if segment.name == "SVC":
        level.lines.append(_Part(service=segment))
        return
    part = level.lines[-1] if level.lines else level.own
    if segment.name == "NM1":
        part.party = _party(segment)
    elif segment.name == "TRN":
        part.trace = segment.at(2)
    elif segment.name == "STC":
        part.statuses.append(_status(segment))
    elif segment.name == "REF":
        part.references.append(Reference(kind=segment.at(1), value=segment.at(2)))
    elif segment.name == "AMT":
        part.amounts.append(KindAmount(kind=segment.at(1), amount=_needed_number(segment, 2)))
    elif segment.name == "QTY":
        part.quantities.append(KindQuantity(kind=segment.at(1), quantity=_needed_number(segment, 2)))
    elif segment.name == "DTP":
        part.dates = segment.at(3)
    else:
        raise segment.malformed("No such segment belongs into a claim acknowledgement.")


def _claims(levels: Sequence[_Level]) -> tuple[ClaimAnswer, ...]:
    claims: list[ClaimAnswer] = []
    provider: Party | None = None
    for level in levels:
        if level.kind == _PROVIDER:
            provider = level.own.party
        elif level.kind == _PATIENT:
            claims.append(_claim(level, provider))
    return tuple(claims)


def _claim(level: _Level, provider: Party | None) -> ClaimAnswer:
    own = level.own
    if own.party is None or not own.trace:
        raise level.start.malformed("The level names no patient, or no claim of ours.")
    number = next((row.value for row in own.references if row.kind == _PAYER_CLAIM_NUMBER), "")
    return ClaimAnswer(
        control=own.trace,
        patient=own.party,
        provider=provider,
        statuses=tuple(own.statuses),
        payer_claim_number=number,
        references=tuple(own.references),
        service_dates=own.dates,
        lines=tuple(_line(part) for part in level.lines),
    )


def _line(part: _Part) -> LineAnswer:
    service = part.service
    assert service is not None
    procedure = service.at(1).split(service.delimiters.component)
    return LineAnswer(
        line=next((row.value for row in part.references if row.kind == _LINE_NUMBER), ""),
        procedure=procedure[1] if len(procedure) > 1 else "",
        charge=_needed_number(service, 2) if service.at(2) else None,
        statuses=tuple(part.statuses),
        references=tuple(part.references),
        service_dates=part.dates,
    )


def _provider(level: _Level) -> ProviderAnswer:
    own = level.own
    if own.party is None:
        raise level.start.malformed("The level names no provider.")
    return ProviderAnswer(
        provider=own.party,
        trace=own.trace,
        statuses=tuple(own.statuses),
        amounts=tuple(own.amounts),
        quantities=tuple(own.quantities),
    )


def _party(segment: RawSegment) -> Party:
    try:
        kind = PartyKind(segment.at(2))
    except ValueError:
        raise segment.malformed("It is neither a person (1) nor an organisation (2).", 2) from None
    return Party(
        kind=kind,
        name=segment.at(3),
        first=segment.at(4),
        middle=segment.at(5),
        prefix=segment.at(6),
        suffix=segment.at(7),
        number_kind=segment.at(8),
        number=segment.at(9),
    )


def _status(segment: RawSegment) -> Status:
    codes = []
    for place in _STATUS_PLACES:
        if segment.at(place):
            category, code, entity, *_ = [*segment.at(place).split(segment.delimiters.component), "", "", ""]
            codes.append(StatusCode(category=category, code=code, entity=entity))
    if not codes:
        raise segment.malformed("The status has no category.", 1)
    return Status(
        codes=tuple(codes),
        on=_day(segment.at(2)),
        action=segment.at(3),
        charge=_needed_number(segment, 4) if segment.at(4) else None,
        words=segment.at(12),
    )


def _day(text: str) -> date | None:
    """Payers give days that are in no calendar; what else they say still holds."""
    try:
        return as_day(text)
    except ValueError:
        return None


def _needed_number(segment: RawSegment, position: int) -> Decimal:
    try:
        return as_number(segment.at(position))
    except ValueError as fault:
        raise segment.malformed(str(fault), position) from None
