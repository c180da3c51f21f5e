"""Reads a file of answers, whatever mixture of TA1, 999, 997 and 277CA is in it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from coderdesk.domain.billing.answers.claim_answer import ClaimsAnswer
from coderdesk.domain.billing.answers.group_answer import GroupAnswer
from coderdesk.domain.billing.answers.interchange_answer import InterchangeAnswer
from coderdesk.domain.billing.answers.verdict import OF_LETTER
from coderdesk.edi.elements import as_day, as_short_day
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.read_277ca import claims_answer
from coderdesk.edi.read_999 import group_answer
from coderdesk.edi.read_envelope import EnvelopeCheck
from coderdesk.edi.tokens import RawSegment, raw_segments

Answer = InterchangeAnswer | GroupAnswer | ClaimsAnswer
Reader = Callable[[Sequence[RawSegment]], GroupAnswer | ClaimsAnswer]
_READERS: dict[str, Reader] = {"999": group_answer, "997": group_answer, "277": claims_answer}


def answers_in(source: TextIO) -> Iterator[Answer]:
    """In the file's order. Wrong counts are passed over: what an answer says is worth more than how it is counted.

    Raises MalformedX12, also for a transaction set that is no answer to claims.
    """
    check = EnvelopeCheck(_pass_over)
    body: list[RawSegment] = []
    last, found = 0, 0
    for segment in raw_segments(source):
        last = segment.line
        check.see(segment)
        if segment.name == "TA1":
            found += 1
            yield _interchange_answer(segment)
        elif segment.name == "ST":
            body = [segment]
        elif segment.name == "SE":
            found += 1
            yield _READERS[_kind_of(body[0])](body)
        elif segment.name not in ("ISA", "IEA", "GS", "GE"):
            body.append(segment)
    check.finish(last)
    if not found:
        raise MalformedX12(line=last, segment="ISA", sentence="The file holds no answer.")


def _pass_over(segment: RawSegment, position: int, sentence: str) -> None:
    del segment, position, sentence


def _kind_of(start: RawSegment) -> str:
    kind = start.at(1)
    if kind not in _READERS:
        raise start.malformed("The transaction set is none of 999, 997 and 277.", 1)
    return kind


def _interchange_answer(segment: RawSegment) -> InterchangeAnswer:
    verdict = OF_LETTER.get(segment.at(4))
    if verdict is None:
        raise segment.malformed("It is none of A, E and R.", 4)
    day = segment.at(2)
    try:
        made_on = as_short_day(day) if len(day) == 6 else as_day(day)
    except ValueError:
        made_on = None
    return InterchangeAnswer(
        control=segment.at(1), made_on=made_on, time=segment.at(3), verdict=verdict, note=segment.at(5)
    )
