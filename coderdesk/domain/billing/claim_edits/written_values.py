"""Every value of a claim fits the file: X12's characters, and the length that its element holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.persons import named_persons, treated_person
from coderdesk.domain.billing.x12_text import lost_characters, x12_text
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "written-values"
CITATION = "005010X222A1 appendix B: basic and extended character set; lengths of NM103-NM107, N3, N4, SBR03, SBR04"


@dataclass(frozen=True, slots=True)
class _Value:
    words: str
    text: str
    longest: int
    place: Location


def written_values(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Marks on letters, other alphabets, case and delimiters are written in their Latin form without a finding.

    What has no Latin form is lost: that warns, and stops when nothing else is left.
    """
    for value in _values(claim):
        written = x12_text(value.text)
        lost = lost_characters(value.text)
        if value.text.strip() and not written:
            message = f"{value.words} has no form in Latin letters: enter it as on the insurance card."
            yield Finding(RULE, Severity.STOP, message, value.place, CITATION)
        elif lost:
            message = f"{value.words} will be written as {written}: {lost} has no Latin form."
            yield Finding(RULE, Severity.WARN, message, value.place, CITATION)
        if len(written) > value.longest:
            message = f"{value.words} has {len(written)} characters, and the file holds {value.longest}: shorten it."
            yield Finding(RULE, Severity.STOP, message, value.place, CITATION)


def _values(claim: Claim) -> Iterator[_Value]:
    practice, coverage = claim.billing, claim.coverage_id
    yield _Value("The practice's name", practice.name, 60, Location(Place.PRACTICE, practice.id, "name"))
    yield _Value("The practice's contact", practice.contact, 60, Location(Place.PRACTICE, practice.id, "contact"))
    yield from _address("The practice's", practice.address, Location(Place.PRACTICE, practice.id))
    yield from _name(f"{claim.rendering.display}:", claim.rendering.name, Location(Place.PROVIDER, claim.rendering.id))
    yield _Value("The payer's name", claim.payer.name, 60, Location(Place.PAYER, claim.payer.id, "name"))
    yield from _address("The payer's", claim.payer.address, Location(Place.PAYER, claim.payer.id))
    yield _Value("The member id", claim.member_id, 80, Location(Place.COVERAGE, coverage, "member_id"))
    yield _Value("The group number", claim.group_number, 50, Location(Place.COVERAGE, coverage, "group_number"))
    yield _Value("The plan's name", claim.plan_name, 60, Location(Place.COVERAGE, coverage, "plan_name"))
    for named in named_persons(claim):
        yield from _name(f"{named.role}'s", named.person.name, named.at(""))
    treated = treated_person(claim)
    if treated:
        yield from _address(f"{treated.role}'s", treated.person.address, treated.at(""))


def _name(owner: str, name: PersonName, place: Location) -> Iterator[_Value]:
    yield _Value(f"{owner} last name", name.last, 60, _field(place, "name.last"))
    yield _Value(f"{owner} first name", name.first, 35, _field(place, "name.first"))
    yield _Value(f"{owner} middle name", name.middle, 25, _field(place, "name.middle"))
    yield _Value(f"{owner} name suffix", name.suffix, 10, _field(place, "name.suffix"))


def _address(owner: str, address: Address, place: Location) -> Iterator[_Value]:
    yield _Value(f"{owner} street", address.line1, 55, _field(place, "address.line1"))
    yield _Value(f"{owner} second address line", address.line2, 55, _field(place, "address.line2"))
    yield _Value(f"{owner} city", address.city, 30, _field(place, "address.city"))


def _field(place: Location, field: str) -> Location:
    return Location(place.place, place.id, place.field + field)
