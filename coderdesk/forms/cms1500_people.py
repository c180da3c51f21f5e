"""Boxes 1 to 13 of a CMS-1500: the payer, the patient, who is insured, and under which other plan."""

from coderdesk.domain.billing.submitted.adjudication import OtherPayer
from coderdesk.domain.billing.submitted.policy import SubmittedPerson
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import (
    checked,
    city_line,
    listed_name,
    parts_of_day,
    plain,
    reference,
    sexed,
    street,
    telephone,
    value_of,
    zip_words,
)

ON_FILE = "SIGNATURE ON FILE"
_COVERAGES = {"MA": "medicare", "MB": "medicare", "MC": "medicaid", "CH": "tricare", "VA": "champva", "FI": "feca"}
_RELATIONS = {"18": "self", "01": "spouse", "19": "child"}
_SIGNED, _CONDITION = ("Y", "I"), "BG"


def people_words(claim: SubmittedClaim) -> dict[str, str]:
    policy = claim.policy
    insured = policy.subscriber
    words = _payer(claim) | _patient(claim) | _insured(claim, insured)
    words["6." + _relation(claim)] = "X"
    words |= _other(claim.other_payers[0]) if claim.other_payers else {}
    words |= checked("11d", is_yes=bool(claim.other_payers))
    words |= _causes(claim)
    words["12.name"] = ON_FILE if claim.release in _SIGNED else ""
    words["13.name"] = ON_FILE if claim.benefits_assigned == "Y" else ""
    return words


def _payer(claim: SubmittedClaim) -> dict[str, str]:
    payer = claim.policy.payer
    if payer is None:
        return {}
    address = payer.address
    return {
        "carrier.name": payer.party.name,
        "carrier.street": plain(address.line1) if address else "",
        "carrier.second": "",
        "carrier.city": city_line(address),
    } | (
        {"carrier.second": plain(address.line1), "carrier.street": plain(address.line2)}
        if address and address.line2
        else {}
    )


def _coverage(claim: SubmittedClaim) -> str:
    """Which of the seven boxes; a commercial plan is a group's when it has a group number."""
    policy = claim.policy
    known = _COVERAGES.get(policy.filing_indicator)
    return known or ("group" if policy.group_number else "other")


def _patient(claim: SubmittedClaim) -> dict[str, str]:
    person = claim.treated
    words = {"1." + _coverage(claim): "X"}
    if person is None:
        return words
    words |= {"2": listed_name(person.party)}
    words |= parts_of_day("3", person.birth_date) | sexed("3", person.sex)
    return words | _where("5", person)


def _where(box: str, person: SubmittedPerson) -> dict[str, str]:
    area, number = telephone(person.contacts)
    address = person.address
    if address is None:
        return {f"{box}.area": area, f"{box}.phone": number}
    return {
        f"{box}.street": street(address),
        f"{box}.city": plain(address.city),
        f"{box}.state": address.state,
        f"{box}.zip": zip_words(address),
        f"{box}.area": area,
        f"{box}.phone": number,
    }


def _insured(claim: SubmittedClaim, person: SubmittedPerson | None) -> dict[str, str]:
    policy = claim.policy
    medicare_first = policy.filing_indicator in ("MA", "MB") and policy.responsibility == "P"
    words = {
        "11": policy.group_number or ("NONE" if medicare_first else ""),
        "11c": policy.group_name or (policy.payer.party.name if policy.payer else ""),
    }
    if person is None:
        return words
    words |= {"1a": person.party.number, "4": listed_name(person.party)}
    words |= _where("7", person)
    words |= parts_of_day("11a", person.birth_date) | sexed("11a", person.sex)
    number = value_of(reference(person.references, "Y4"))
    return words | {"11b": f"Y4 {number}" if number else ""}


def _relation(claim: SubmittedClaim) -> str:
    if claim.dependent is None:
        return "self"
    return _RELATIONS.get(claim.dependent.patient.relationship, "other")


def _other(other: OtherPayer) -> dict[str, str]:
    """The policy of the payer before or after this one."""
    person, payer = other.subscriber, other.payer
    return {
        "9": listed_name(person.party) if person else "",
        "9a": other.group_number or (person.party.number if person else ""),
        "9d": other.group_name or (payer.party.name if payer else ""),
    }


def _causes(claim: SubmittedClaim) -> dict[str, str]:
    words = checked("10a", is_yes="EM" in claim.causes)
    words |= checked("10b", is_yes="AA" in claim.causes)
    words |= checked("10c", is_yes="OA" in claim.causes)
    words["10b.state"] = claim.accident_state if "AA" in claim.causes else ""
    words["10d"] = " ".join(code.code for code in claim.codes if code.kind == _CONDITION)
    return words
