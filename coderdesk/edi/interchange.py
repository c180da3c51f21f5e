"""The envelope of a claim file: ISA and IEA around GS and GE around the transaction sets."""

from collections.abc import Iterable, Iterator

from coderdesk.domain.billing.envelope import MAX_ID, Envelope
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.edi.segments import COMPONENT, ELEMENT, LINE_END, REPETITION, TERMINATOR, written

_NOTHING = " " * 10


def enveloped(envelope: Envelope, *, version: str, transaction_sets: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of one interchange with one functional group of claims (GS01 HC)."""
    yield _isa(envelope)
    yield _gs(envelope, version)
    count = 0
    for transaction_set in transaction_sets:
        count += 1
        yield from transaction_set
    yield written(("GE", str(count), str(envelope.group_control)))
    yield written(("IEA", "1", f"{envelope.interchange_control:09d}"))


def _isa(envelope: Envelope) -> str:
    """106 characters whatever the values: a reader takes the delimiters from their places."""
    elements = (
        "ISA",
        "00",
        _NOTHING,
        "00",
        _NOTHING,
        envelope.submitter_qualifier,
        x12_text(envelope.submitter_id).ljust(MAX_ID),
        envelope.receiver_qualifier,
        x12_text(envelope.receiver_id).ljust(MAX_ID),
        f"{envelope.created:%y%m%d}",
        f"{envelope.created:%H%M}",
        REPETITION,
        "00501",
        f"{envelope.interchange_control:09d}",
        "0",
        envelope.usage.value,
        COMPONENT,
    )
    return ELEMENT.join(elements) + TERMINATOR + LINE_END


def _gs(envelope: Envelope, version: str) -> str:
    created = envelope.created
    sender, receiver = envelope.submitter_id, envelope.receiver_id
    group = str(envelope.group_control)
    return written(("GS", "HC", sender, receiver, f"{created:%Y%m%d}", f"{created:%H%M}", group, "X", version))
