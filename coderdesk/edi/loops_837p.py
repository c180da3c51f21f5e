"""The loops of a professional claim (005010X222A1), each a function from domain values to segments."""

from collections.abc import Iterator

from coderdesk.domain.billing.claim import Claim, ClaimPerson, ServiceLine
from coderdesk.domain.billing.envelope import Envelope
from coderdesk.domain.billing.payer import Payer, Relationship
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.identifiers import digits_of
from coderdesk.edi.segments import Segment, plain_date, plain_money, plain_number

_PRIMARY = "P"
_SELF = "18"
_PATIENT_IS = {Relationship.SPOUSE: "01", Relationship.CHILD: "19", Relationship.OTHER: "G8"}
_PERSON, _ORGANISATION = "1", "2"


def header(envelope: Envelope) -> Iterator[Segment]:
    """BHT with 1000A and 1000B: who sends the file and who receives it."""
    created = envelope.created
    yield "BHT", "0019", "00", envelope.reference, plain_date(created), f"{created:%H%M%S}", "CH"
    yield "NM1", "41", _ORGANISATION, envelope.submitter_name, "", "", "", "", "46", envelope.submitter_id
    numbers = [
        part for kind, value in (("TE", envelope.phone), ("EM", envelope.email)) if value for part in (kind, value)
    ]
    yield "PER", "IC", envelope.contact, *numbers
    yield "NM1", "40", _ORGANISATION, envelope.receiver_name, "", "", "", "", "46", envelope.receiver_id


def billing_provider(practice: Practice) -> Iterator[Segment]:
    """2000A PRV and 2010AA."""
    if practice.taxonomy:
        yield "PRV", "BI", "PXC", practice.taxonomy
    yield "NM1", "85", _ORGANISATION, practice.name, "", "", "", "", "XX", practice.npi
    yield from _address(practice.address)
    yield "REF", "EI", digits_of(practice.tax_id)


def subscriber(claim: Claim) -> Iterator[Segment]:
    """2000B SBR, 2010BA and 2010BB. Address and birth date are the subscriber's only when the subscriber is the patient."""
    is_patient = claim.patient is None
    group_name = "" if claim.group_number else claim.plan_name
    relationship = _SELF if is_patient else ""
    filing = claim.payer.filing_indicator
    yield "SBR", _PRIMARY, relationship, claim.group_number, group_name, "", "", "", "", filing
    if claim.subscriber:
        yield "NM1", "IL", _PERSON, *_name(claim.subscriber.name), "MI", _member_id(claim)
        if is_patient:
            yield from _where_and_when_born(claim.subscriber)
    yield from _payer(claim.payer)


def patient(claim: Claim) -> Iterator[Segment]:
    """2000C PAT and 2010CA, for a patient who is not the subscriber."""
    if claim.patient is not None:
        yield "PAT", _PATIENT_IS.get(claim.relationship, "G8")
        yield "NM1", "QC", _PERSON, *_name(claim.patient.name)
        yield from _where_and_when_born(claim.patient)


def claim_and_lines(claim: Claim) -> Iterator[Segment]:
    """2300, 2310B and the service lines."""
    facility = (claim.place_of_service, "B", claim.frequency)
    yield "CLM", claim.control, plain_money(claim.total), "", "", facility, "Y", "A", "Y", "Y"
    yield (
        "HI",
        *(("ABK" if rank == 0 else "ABF", undotted(diagnosis.code)) for rank, diagnosis in enumerate(claim.diagnoses)),
    )
    if claim.rendering.npi != claim.billing.npi:
        yield from _rendering(claim.rendering)
    for number, line in enumerate(claim.lines, start=1):
        yield from _service_line(number, line)


def _rendering(provider: Provider) -> Iterator[Segment]:
    yield "NM1", "82", _PERSON, *_name(provider.name), "XX", provider.npi
    if provider.taxonomy:
        yield "PRV", "PE", "PXC", provider.taxonomy


def _service_line(number: int, line: ServiceLine) -> Iterator[Segment]:
    """2400. The line's number is its control number, which the payer's answer repeats (REF*6R)."""
    procedure = ("HC", line.code, *line.modifiers)
    pointers = tuple(str(pointer) for pointer in line.pointers)
    yield "LX", str(number)
    yield "SV1", procedure, plain_money(line.charge), "UN", plain_number(line.units), "", "", pointers
    yield "DTP", "472", "D8", plain_date(line.service_date)
    yield "REF", "6R", str(number)


def _member_id(claim: Claim) -> str:
    """As on the card; a Medicare Beneficiary Identifier without the hyphens that the card prints for reading."""
    return claim.member_id.replace("-", "") if claim.payer.is_medicare else claim.member_id


def _payer(payer: Payer) -> Iterator[Segment]:
    yield "NM1", "PR", _ORGANISATION, payer.name, "", "", "", "", "PI", payer.payer_id
    if payer.address.line1:
        yield from _address(payer.address)


def _where_and_when_born(person: ClaimPerson) -> Iterator[Segment]:
    yield from _address(person.address)
    yield "DMG", "D8", plain_date(person.birth_date), person.sex.value


def _name(name: PersonName) -> tuple[str, str, str, str, str]:
    """NM103 to NM107: last, first, middle, prefix (never used in 5010), suffix."""
    return name.last, name.first, name.middle, "", name.suffix


def _address(address: Address) -> Iterator[Segment]:
    yield "N3", address.line1, address.line2
    yield "N4", address.city, address.state, address.zip_code
