"""ISA, GS, ST and BHT as values, and back."""

from collections.abc import Callable
from typing import Any

from coderdesk.domain.billing.submitted.claim_file import FunctionalGroup, Interchange, TransactionHeader
from coderdesk.edi.elements import Pen, Row, as_day, as_short_day, as_time, day_text
from coderdesk.edi.tokens import RawSegment


def _converted(segment: RawSegment, position: int, convert: Callable[[str], Any]) -> Any:
    """Raises MalformedX12."""
    try:
        return convert(segment.at(position))
    except ValueError as fault:
        raise segment.malformed(str(fault), position) from None


def _needed(segment: RawSegment, position: int) -> str:
    found = segment.at(position)
    if not found:
        raise segment.malformed("The element is required and missing.", position)
    return found


def _refuse_more(segment: RawSegment, most: int) -> None:
    if any(segment.elements[most + 1 :]):
        raise segment.malformed("The segment has more elements than it may have.", most + 1)


def interchange_of(segment: RawSegment) -> Interchange:
    """Raises MalformedX12."""
    _refuse_more(segment, 16)
    return Interchange(
        authorization_kind=segment.at(1),
        authorization=segment.at(2).rstrip(),
        security_kind=segment.at(3),
        security=segment.at(4).rstrip(),
        sender_kind=segment.at(5),
        sender=segment.at(6).rstrip(),
        receiver_kind=segment.at(7),
        receiver=segment.at(8).rstrip(),
        made_on=_converted(segment, 9, as_short_day),
        time=_converted(segment, 10, as_time),
        repetition=segment.at(11),
        version=segment.at(12),
        control=segment.at(13),
        acknowledgement=segment.at(14),
        usage=segment.at(15),
        delimiters=segment.delimiters,
    )


def group_of(segment: RawSegment) -> FunctionalGroup:
    """Raises MalformedX12."""
    _refuse_more(segment, 8)
    if segment.at(1) != "HC":
        raise segment.malformed("The functional group is none of claims (HC).", 1)
    return FunctionalGroup(
        sender=_needed(segment, 2),
        receiver=_needed(segment, 3),
        made_on=_converted(segment, 4, as_day),
        time=_converted(segment, 5, as_time),
        control=_needed(segment, 6),
        agency=segment.at(7),
        version=_needed(segment, 8),
    )


def header_of(
    start: RawSegment, begin: RawSegment, interchange: Interchange, group: FunctionalGroup, fields: dict[str, Any]
) -> TransactionHeader:
    """`fields` are those of 1000A and 1000B. Raises MalformedX12."""
    _refuse_more(start, 3)
    _refuse_more(begin, 6)
    return TransactionHeader(
        interchange=interchange,
        group=group,
        control=_needed(start, 2),
        version=start.at(3),
        structure=_needed(begin, 1),
        purpose=_needed(begin, 2),
        reference=begin.at(3),
        made_on=_converted(begin, 4, as_day),
        time=_converted(begin, 5, as_time),
        use=begin.at(6),
        **fields,
    )


def isa_row(interchange: Interchange, pen: Pen) -> Row:
    """106 characters whatever the values, with the terminator: a reader takes the delimiters from their places."""

    def filled(text: str, width: int) -> str:
        return pen.clean(text)[:width].ljust(width)

    return [
        "ISA",
        filled(interchange.authorization_kind, 2),
        filled(interchange.authorization, 10),
        filled(interchange.security_kind, 2),
        filled(interchange.security, 10),
        filled(interchange.sender_kind, 2),
        filled(interchange.sender, 15),
        filled(interchange.receiver_kind, 2),
        filled(interchange.receiver, 15),
        day_text(interchange.made_on)[2:],
        filled(interchange.time, 4),
        interchange.repetition[:1] or pen.delimiters.repetition,
        filled(interchange.version, 5),
        filled(interchange.control, 9),
        filled(interchange.acknowledgement, 1),
        filled(interchange.usage, 1),
        pen.component,
    ]


def gs_row(group: FunctionalGroup, pen: Pen) -> Row:
    clean = pen.clean
    made = day_text(group.made_on)
    ends = (clean(group.control), clean(group.agency), clean(group.version))
    return ["GS", "HC", clean(group.sender), clean(group.receiver), made, clean(group.time), *ends]


def st_row(header: TransactionHeader, pen: Pen) -> Row:
    return ["ST", "837", pen.clean(header.control), pen.clean(header.version)]


def bht_row(header: TransactionHeader, pen: Pen) -> Row:
    clean = pen.clean
    made = day_text(header.made_on)
    first = ("BHT", clean(header.structure), clean(header.purpose), clean(header.reference))
    return [*first, made, clean(header.time), clean(header.use)]
