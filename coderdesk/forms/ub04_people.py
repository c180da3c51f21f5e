"""Fields 1 to 17, 29 and 38 of a UB-04: who bills, the patient, the stay, and who answers for the bill."""

from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.when import Dated, first_day, last_day
from coderdesk.forms.claim_words import (
    city_line,
    listed_name,
    plain,
    reference,
    spoken_name,
    street,
    telephone,
    value_of,
    zip_words,
)

_DAY, _LONG_DAY = "%m%d%y", "%m%d%Y"


def people_words(claim: SubmittedClaim) -> dict[str, str]:
    return _billing(claim) | _patient(claim) | _stay(claim) | _responsible(claim)


def _billing(claim: SubmittedClaim) -> dict[str, str]:
    billing, pay_to = claim.billing, claim.billing.pay_to
    words = {
        "1.1": spoken_name(billing.party),
        "1.2": street(billing.address),
        "1.3": city_line(billing.address),
        "1.4": "".join(telephone(billing.contacts)),
        "3a": claim.control,
        "3b": value_of(reference(claim.references, "EA")),
        "4": f"0{claim.facility}{claim.frequency}",
        "5": value_of(reference(billing.references, "EI", "SY")),
    }
    if pay_to is not None:
        words |= {"2.1": spoken_name(pay_to.party), "2.2": street(pay_to.address), "2.3": city_line(pay_to.address)}
    return words


def _patient(claim: SubmittedClaim) -> dict[str, str]:
    person = claim.treated
    if person is None:
        return {}
    address = person.address
    words = {
        "8b": listed_name(person.party),
        "10": person.birth_date.strftime(_LONG_DAY) if person.birth_date else "",
        "11": person.sex,
    }
    if address is None:
        return words
    return words | {
        "9a": street(address),
        "9b": plain(address.city),
        "9c": address.state,
        "9d": zip_words(address),
        "9e": address.country if address.country != "US" else "",
    }


def _stay(claim: SubmittedClaim) -> dict[str, str]:
    words = {"13": _hour(claim.dates, "435"), "16": _hour(claim.dates, "096")}
    days = {
        "6.from": first_day(claim.dates, "434"),
        "6.thru": last_day(claim.dates, "434"),
        "12": first_day(claim.dates, "435"),
    }
    words |= {key: day.strftime(_DAY) for key, day in days.items() if day}
    if claim.admission is not None:
        words |= {"14": claim.admission.kind, "15": claim.admission.source, "17": claim.admission.patient_status}
    words["29"] = value_of(reference(claim.references, "LU")) or claim.accident_state
    return words


def _hour(dates: tuple[Dated, ...], kind: str) -> str:
    return next((row.when.time[:2] for row in dates if row.kind == kind), "")


def _responsible(claim: SubmittedClaim) -> dict[str, str]:
    """The payer's address, to which the form is sent."""
    payer = claim.policy.payer
    if payer is None:
        return {}
    return {"38.1": payer.party.name, "38.2": street(payer.address), "38.3": city_line(payer.address)}
