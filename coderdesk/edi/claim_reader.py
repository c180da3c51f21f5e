"""Reads 837 files, claim by claim: envelope, levels, claims; professional, institutional and dental.

Counts and control numbers of the envelope, and the numbers of levels, are derived when a file is written. Where those of a file
disagree with what stands in it, the reader refuses the file, or, when it is told to be lenient, makes a remark and goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from coderdesk.domain.billing.submitted.claim_file import ClaimPlace, PlacedClaim, TransactionHeader
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.policy import SubmittedDependent, SubmittedPolicy
from coderdesk.domain.billing.submitted.provider import BillingProvider
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.edi import claim_loops
from coderdesk.edi.envelope_segments import group_of, header_of, interchange_of
from coderdesk.edi.guides import kind_of_version
from coderdesk.edi.layout import built
from coderdesk.edi.levels import Level, Levels
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.read_envelope import EnvelopeCheck
from coderdesk.edi.read_loop import Reading, read_value, read_whole
from coderdesk.edi.tokens import RawSegment, raw_segments

_OPENS_UNIT = frozenset({"HL", "CLM", "SE"})


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that does not agree and was derived anew. `line` counts segments from 1."""

    line: int
    segment: str
    sentence: str


@dataclass(slots=True, kw_only=True)
class ClaimReader:
    """Reads one file. `remarks` grow while `claims` is consumed.

    `lenient_counts` accepts wrong segment, set and group counts; `lenient_levels` accepts levels and lines that are numbered
    wrongly, and segments of a loop in another order.
    """

    lenient_counts: bool = False
    lenient_levels: bool = False
    remarks: list[Remark] = field(default_factory=list)
    segments: int = 0

    def claims(self, source: TextIO) -> Iterator[PlacedClaim]:
        """Every claim in its order. Raises MalformedX12 at the first thing that cannot be read; what came before is then worth
        nothing either, for a file counts as a whole."""
        check = EnvelopeCheck(self._count_trouble)
        reading: _SetReading | None = None
        found = 0
        for segment in raw_segments(source):
            self.segments = segment.line
            check.see(segment)
            if segment.name == "ST":
                reading = _SetReading(self, segment, check)
            elif segment.name in ("ISA", "GS", "GE", "IEA"):
                reading = None
            elif reading is None:
                raise segment.malformed("The segment stands outside of any transaction set.")
            else:
                for claim in reading.take(segment):
                    found += 1
                    yield claim
        check.finish(self.segments)
        if not found:
            raise MalformedX12(line=self.segments, segment="ST", sentence="The file holds no claim.")

    def _count_trouble(self, segment: RawSegment, position: int, sentence: str) -> None:
        if not self.lenient_counts:
            raise segment.malformed(sentence, position)
        self.remarks.append(Remark(segment.line, segment.name, sentence))

    def level_trouble(self, segment: RawSegment, position: int, sentence: str) -> None:
        if not self.lenient_levels:
            raise segment.malformed(sentence, position)
        self.remarks.append(Remark(segment.line, segment.name, sentence))


class _SetReading:
    """One transaction set: collects the segments up to the next level or claim, then reads them together."""

    def __init__(self, reader: ClaimReader, first: RawSegment, check: EnvelopeCheck) -> None:
        self._reader = reader
        self._check = check
        self._ordinals = check.ordinals()
        self._unit: list[RawSegment] = [first]
        self._level: Level | None = None
        self._levels = Levels(reader.level_trouble)
        self._header: TransactionHeader | None = None
        self._billing: BillingProvider | None = None
        self._policy: SubmittedPolicy | None = None
        self._dependent: SubmittedDependent | None = None
        self._kind, self._reading = _reading_of(first, check, any_order=reader.lenient_levels)

    def take(self, segment: RawSegment) -> Iterator[PlacedClaim]:
        if segment.name in _OPENS_UNIT:
            yield from self._read_unit()
            self._unit = []
            if segment.name == "SE":
                self._levels.finish(segment)
                return
            if segment.name == "HL":
                self._level = self._levels.see(segment)
            else:
                self._levels.see_claim(segment)
        self._unit.append(segment)

    def _read_unit(self) -> Iterator[PlacedClaim]:
        first = self._unit[0]
        if first.name == "ST":
            self._header = self._read_header()
        elif first.name == "HL":
            self._read_level()
        else:
            yield self._read_claim()

    def _read_header(self) -> TransactionHeader:
        start, *rest = self._unit
        if not rest or rest[0].name != "BHT":
            raise start.malformed("The transaction set does not begin with BHT.")
        interchange, group = self._check.current()
        fields = read_whole(claim_loops.HEADER, rest, self._reading)
        return header_of(start, rest[0], interchange_of(interchange), group_of(group), fields)

    def _read_level(self) -> None:
        assert self._level is not None
        if self._level is Level.BILLING:
            self._billing = read_value(claim_loops.BILLING, self._unit, self._reading)
            self._policy = self._dependent = None
        elif self._level is Level.SUBSCRIBER:
            self._policy = read_value(claim_loops.POLICY, self._unit, self._reading)
            self._dependent = None
        else:
            self._dependent = read_value(claim_loops.DEPENDENT, self._unit, self._reading)

    def _read_claim(self) -> PlacedClaim:
        first = self._unit[0]
        if self._billing is None or self._policy is None or self._header is None:
            raise first.malformed("The claim stands under no subscriber.")
        fields = read_whole(claim_loops.CLAIM, self._unit, self._reading)
        self._look_at_line_numbers()
        claim = built(
            SubmittedClaim,
            {
                "kind": self._kind,
                "billing": self._billing,
                "policy": self._policy,
                "dependent": self._dependent,
                **fields,
            },
            first,
        )
        billing, subscriber, patient = self._levels.place()
        interchange, group, transaction = self._ordinals
        place = ClaimPlace(
            interchange=interchange,
            group=group,
            transaction=transaction,
            billing=billing,
            subscriber=subscriber,
            patient=patient,
        )
        return PlacedClaim(header=self._header, place=place, claim=claim)

    def _look_at_line_numbers(self) -> None:
        lines = [segment for segment in self._unit if segment.name == "LX"]
        for number, segment in enumerate(lines, start=1):
            if segment.at(1) != str(number):
                self._reader.level_trouble(segment, 1, "Lines of a claim are numbered from 1 without a gap.")


def _reading_of(start: RawSegment, check: EnvelopeCheck, *, any_order: bool) -> tuple[ClaimKind, Reading]:
    """Raises MalformedX12 for a transaction set that holds no claims that we know."""
    if start.at(1) != "837":
        raise start.malformed("The transaction set is no claim (837).", 1)
    _, group = check.current()
    kind = kind_of_version(start.at(3)) or kind_of_version(group.at(8))
    if kind is None:
        raise start.malformed("The guide is none of 005010X222, 005010X223 and 005010X224.", 3)
    return kind, Reading(kind=kind, any_order=any_order)
