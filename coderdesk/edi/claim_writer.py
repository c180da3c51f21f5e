"""Writes claims as an 837 file: envelope, levels and counts derived, claims in the order they come, streamed."""

from collections.abc import Iterable, Iterator

from coderdesk.domain.billing.submitted.claim_file import Delimiters, PlacedClaim
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.edi import claim_loops
from coderdesk.edi.elements import Pen, Row
from coderdesk.edi.envelope_segments import bht_row, gs_row, isa_row, st_row
from coderdesk.edi.levels import Level
from coderdesk.edi.write_loop import rows_of


def written_claims(claims: Iterable[PlacedClaim]) -> Iterator[str]:
    """The lines of a file with these claims. Neighbours whose places name the same level share it; the claims of one subscriber
    level are held together in memory, no more.

    Raises ValueError when there is no claim.
    """
    writer = _FileWriter()
    of_level: list[PlacedClaim] = []
    for claim in claims:
        if of_level and _subscriber_of(of_level[0]) != _subscriber_of(claim):
            yield from writer.subscriber_level(of_level)
            of_level = []
        of_level.append(claim)
    if not of_level:
        raise ValueError("a claim file holds at least one claim")
    yield from writer.subscriber_level(of_level)
    yield from writer.close_interchange()


def _transaction_of(claim: PlacedClaim) -> tuple[int, int, int]:
    return claim.place.interchange, claim.place.group, claim.place.transaction


def _subscriber_of(claim: PlacedClaim) -> tuple[int, int, int, int, int]:
    return (*_transaction_of(claim), claim.place.billing, claim.place.subscriber)


class _FileWriter:
    """Counts as it writes."""

    def __init__(self) -> None:
        self._last: PlacedClaim | None = None
        self._pen = Pen(Delimiters())
        self._groups = self._sets = self._segments = self._levels = 0
        self._billing = 0

    def subscriber_level(self, claims: list[PlacedClaim]) -> Iterator[str]:
        """All claims of one subscriber level, after whatever has to be closed and opened before them."""
        first = claims[0]
        if self._last is None or _transaction_of(self._last) != _transaction_of(first):
            yield from self._open_transaction(first)
        if self._billing == 0 or self._last is None or self._last.place.billing != first.place.billing:
            yield from self._open_billing(first.claim)
        self._last = first
        yield from self._policy(claims)

    def _open_billing(self, claim: SubmittedClaim) -> Iterator[str]:
        self._billing = self._levels + 1
        yield from self._level(Level.BILLING, "", "1")
        yield from self._rows(rows_of(claim_loops.BILLING, claim.billing, claim.kind, self._pen))

    def _policy(self, claims: list[PlacedClaim]) -> Iterator[str]:
        claim = claims[0].claim
        dependents = any(row.claim.dependent for row in claims)
        number = self._levels + 1
        yield from self._level(Level.SUBSCRIBER, str(self._billing), "1" if dependents else "0")
        yield from self._rows(rows_of(claim_loops.POLICY, claim.policy, claim.kind, self._pen))
        patient = 0
        for row in claims:
            dependent = row.claim.dependent
            if dependent is not None and row.place.patient != patient:
                patient = row.place.patient
                yield from self._level(Level.PATIENT, str(number), "0")
                yield from self._rows(rows_of(claim_loops.DEPENDENT, dependent, row.claim.kind, self._pen))
            yield from self._rows(rows_of(claim_loops.CLAIM, row.claim, row.claim.kind, self._pen))

    def _open_transaction(self, first: PlacedClaim) -> Iterator[str]:
        header = first.header
        last = self._last.place if self._last else None
        if last is None or last.interchange != first.place.interchange:
            yield from self.close_interchange()
            self._pen = Pen(header.interchange.delimiters)
            yield self._line(isa_row(header.interchange, self._pen))
            self._groups = 0
            opens_group = True
        else:
            yield from self._close_transaction()
            opens_group = last.group != first.place.group
            if opens_group:
                yield self._close_group()
        if opens_group:
            yield self._line(gs_row(header.group, self._pen))
            self._groups += 1
            self._sets = 0
        self._sets += 1
        self._segments = self._levels = self._billing = 0
        yield self._counted(st_row(header, self._pen))
        yield self._counted(bht_row(header, self._pen))
        yield from self._rows(rows_of(claim_loops.HEADER, header, first.claim.kind, self._pen))

    def _close_transaction(self) -> Iterator[str]:
        if self._last is not None:
            control = self._pen.clean(self._last.header.control)
            yield self._line(["SE", str(self._segments + 1), control])

    def _close_group(self) -> str:
        assert self._last is not None
        return self._line(["GE", str(self._sets), self._pen.clean(self._last.header.group.control)])

    def close_interchange(self) -> Iterator[str]:
        """The ends of whatever is open."""
        if self._last is None:
            return
        yield from self._close_transaction()
        yield self._close_group()
        yield self._line(["IEA", str(self._groups), self._pen.clean(self._last.header.interchange.control)])

    def _level(self, level: Level, parent: str, flag: str) -> Iterator[str]:
        self._levels += 1
        yield self._counted(["HL", str(self._levels), parent, level.value, flag])

    def _rows(self, rows: Iterator[Row]) -> Iterator[str]:
        for row in rows:
            if row[0] not in _BY_HAND:
                yield self._counted(row)

    def _counted(self, row: Row) -> str:
        self._segments += 1
        return self._line(row)

    def _line(self, row: Row) -> str:
        delimiters = self._pen.delimiters
        return delimiters.element.join(row) + delimiters.segment + delimiters.line_end


# written with their counts and dates; their loops only say where they stand
_BY_HAND = frozenset({"HL", "BHT"})
