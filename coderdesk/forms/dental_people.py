"""Items 1 to 23 of a dental claim: what is asked for, the payer, the other plan, who is insured and the patient."""

from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.adjudication import OtherPayer
from coderdesk.domain.billing.submitted.party import PostalAddress
from coderdesk.domain.billing.submitted.policy import SubmittedPerson
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import checked, city_line, listed_name, reference, street, value_of

DAY = "%m/%d/%Y"
_PREDETERMINATION, _EPSDT = "PB", "01"
_RELATIONS = {"18": "self", "01": "spouse", "19": "child"}
_SEXES = {"M": "male", "F": "female", "U": "unknown"}
_CENT = Decimal("0.01")


def people_words(claim: SubmittedClaim) -> dict[str, str]:
    policy, insured = claim.policy, claim.policy.subscriber
    words = {"2": value_of(reference(claim.references, "G3", "G1")), "23": claim.control}
    words["1.predetermination" if claim.submission_reason == _PREDETERMINATION else "1.services"] = "X"
    words["1.epsdt"] = "X" if claim.special_program == _EPSDT else ""
    if policy.payer is not None:
        words |= {"3.name": policy.payer.party.name} | _where("3", policy.payer.address)
    words |= checked("4", is_yes=bool(claim.other_payers))
    words |= _other(claim.other_payers[0]) if claim.other_payers else {}
    if insured is not None:
        words |= {"12.name": listed_name(insured.party), "15": insured.party.number} | _where("12", insured.address)
        words |= _person("13", "14", insured)
    words |= {"16": policy.group_number, "17": policy.group_name}
    words |= _related("18", claim.dependent.patient.relationship if claim.dependent else "18")
    return words | _patient(claim)


def day_words(day: date | None) -> str:
    return day.strftime(DAY) if day else ""


def money(amount: Decimal | None) -> str:
    """With a point and two digits of cents; "" for nothing."""
    return "" if amount is None else f"{amount.quantize(_CENT):.2f}"


def _patient(claim: SubmittedClaim) -> dict[str, str]:
    person = claim.treated
    if person is None:
        return {}
    return {"20.name": listed_name(person.party)} | _where("20", person.address) | _person("21", "22", person)


def _other(other: OtherPayer) -> dict[str, str]:
    """The first other plan; what it paid has no item of its own on the profession's form."""
    person, payer = other.subscriber, other.payer
    words = {"9": other.group_number} | _related("10", other.relationship)
    words["paid"] = money(next((row.amount for row in other.amounts if row.kind == "D"), None))
    if person is not None:
        words |= {"5": listed_name(person.party), "8": person.party.number} | _person("6", "7", person)
    if payer is not None:
        words |= {"11.name": payer.party.name} | _where("11", payer.address)
    return words


def _where(item: str, address: PostalAddress | None) -> dict[str, str]:
    return {f"{item}.street": street(address), f"{item}.city": city_line(address)}


def _person(born: str, sex: str, person: SubmittedPerson) -> dict[str, str]:
    words = {born: day_words(person.birth_date)}
    return words | ({f"{sex}.{_SEXES[person.sex]}": "X"} if person.sex in _SEXES else {})


def _related(item: str, relationship: str) -> dict[str, str]:
    return {f"{item}.{_RELATIONS.get(relationship, 'other')}": "X"} if relationship else {}
