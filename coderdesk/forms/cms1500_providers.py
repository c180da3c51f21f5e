"""Boxes 25 to 27 and 31 to 33 of a CMS-1500: who bills, where it was done, and who signed."""

from datetime import date

from coderdesk.domain.billing.submitted.provider import ProviderRole
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import city_line, npi_of, reference, spoken_name, street, telephone
from coderdesk.forms.cms1500_people import ON_FILE

_TAXONOMY = "ZZ"
_HOME = "12"


def provider_words(claim: SubmittedClaim, *, signed_on: date) -> dict[str, str]:
    words = _billing(claim) | _facility(claim)
    words |= {"26": claim.control, "27.yes": "", "27.no": ""}
    if claim.accepts_assignment:
        words["27.no" if claim.accepts_assignment == "C" else "27.yes"] = "X"
    if claim.provider_signature == "Y":
        words |= {"31.name": ON_FILE, "31.date": f"{signed_on:%m/%d/%Y}"}
    return words


def _billing(claim: SubmittedClaim) -> dict[str, str]:
    """The number of the tax is an employer's or a person's; the address is where the money goes."""
    billing = claim.billing
    tax = reference(billing.references, "EI", "SY")
    area, number = telephone(billing.contacts)
    address = (billing.pay_to.address if billing.pay_to else None) or billing.address
    taxonomy = billing.specialty.code if billing.specialty else ""
    other = reference(claim.policy.payer.references, "G2", "LU") if claim.policy.payer else None
    words = {
        "25.number": tax.value if tax else "",
        "33.area": area,
        "33.phone": number,
        "33.name": spoken_name(billing.party),
        "33.street": street(address),
        "33.city": city_line(address),
        "33a": npi_of(billing.party),
        "33b": f"{other.kind}{other.value}" if other else (f"{_TAXONOMY}{taxonomy}" if taxonomy else ""),
    }
    if tax:
        words["25.ein" if tax.kind == "EI" else "25.ssn"] = "X"
    return words


def _facility(claim: SubmittedClaim) -> dict[str, str]:
    """Where it was done: the facility of the claim, else the billing provider's own address, but not for a visit at home."""
    facility = claim.provider(ProviderRole.FACILITY)
    if facility is None and claim.facility == _HOME:
        return {}
    party = facility.party if facility else claim.billing.party
    address = facility.address if facility else claim.billing.address
    other = reference(facility.references, "0B", "G2", "LU") if facility else None
    return {
        "32.name": spoken_name(party),
        "32.street": street(address),
        "32.city": city_line(address),
        "32a": npi_of(party),
        "32b": f"{other.kind}{other.value}" if other else "",
    }
