"""Fields 50 to 65 and 76 to 81 of a UB-04: the payers in their order, who is insured, and the providers."""

from dataclasses import dataclass
from decimal import Decimal

from coderdesk.domain.billing.submitted.adjudication import OtherPayer
from coderdesk.domain.billing.submitted.policy import SubmittedPayer, SubmittedPerson
from coderdesk.domain.billing.submitted.provider import ProviderRole
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import cents, listed_name, npi_of, reference, value_of

_ORDER = "PSTABCDEFGH"
_ROWS = "ABC"
_OTHER_ROLES = (ProviderRole.OTHER_OPERATING, ProviderRole.RENDERING, ProviderRole.REFERRING)
_TAXONOMY = "B3"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Insurance:
    responsibility: str
    payer: SubmittedPayer | None
    person: SubmittedPerson | None
    relationship: str
    group_name: str
    group_number: str
    release: str
    benefits: str
    paid: Decimal | None = None
    due: Decimal | None = None
    is_billed: bool = False


def payer_words(claim: SubmittedClaim) -> dict[str, str]:
    insurances = sorted(
        (_billed(claim), *map(_other, claim.other_payers)), key=lambda row: _ORDER.find(row.responsibility)
    )
    words = {"56": npi_of(claim.billing.party)}
    for row, insurance in zip(_ROWS, insurances, strict=False):
        words |= _insurance_words(row, insurance)
        if insurance.is_billed:
            words |= {f"63{row}": value_of(reference(claim.references, "G1", "9F"))}
            words |= {f"64{row}": claim.payer_claim_number}
    taxonomy = claim.billing.specialty.code if claim.billing.specialty else ""
    return words | ({"81a.qual": _TAXONOMY, "81a.code": taxonomy} if taxonomy else {}) | _providers(claim)


def _billed(claim: SubmittedClaim) -> _Insurance:
    policy = claim.policy
    due = next((row.amount for row in claim.amounts if row.kind == "F3"), None)
    return _Insurance(
        responsibility=policy.responsibility,
        payer=policy.payer,
        person=policy.subscriber,
        relationship=claim.dependent.patient.relationship if claim.dependent else "18",
        group_name=policy.group_name,
        group_number=policy.group_number,
        release=claim.release,
        benefits=claim.benefits_assigned,
        due=due,
        is_billed=True,
    )


def _other(other: OtherPayer) -> _Insurance:
    return _Insurance(
        responsibility=other.responsibility,
        payer=other.payer,
        person=other.subscriber,
        relationship=other.relationship,
        group_name=other.group_name,
        group_number=other.group_number,
        release=other.release,
        benefits=other.benefits_assigned,
        paid=next((row.amount for row in other.amounts if row.kind == "D"), None),
    )


def _insurance_words(row: str, insurance: _Insurance) -> dict[str, str]:
    payer, person = insurance.payer, insurance.person
    return {
        f"50{row}": payer.party.name if payer else "",
        f"51{row}": payer.party.number if payer else "",
        f"52{row}": insurance.release,
        f"53{row}": insurance.benefits,
        f"54{row}": cents(insurance.paid),
        f"55{row}": cents(insurance.due),
        f"57{row}": value_of(reference(payer.references, "G2", "LU")) if payer else "",
        f"58{row}": listed_name(person.party) if person else "",
        f"59{row}": insurance.relationship,
        f"60{row}": person.party.number if person else "",
        f"61{row}": insurance.group_name,
        f"62{row}": insurance.group_number,
    }


def _providers(claim: SubmittedClaim) -> dict[str, str]:
    words = _provider(claim, "76", ProviderRole.ATTENDING) | _provider(claim, "77", ProviderRole.OPERATING)
    others = [role for role in _OTHER_ROLES if claim.provider(role)]
    for field, role in zip(("78", "79"), others, strict=False):
        words |= _provider(claim, field, role) | {f"{field}.prov_qual": role.value}
    return words


def _provider(claim: SubmittedClaim, field: str, role: ProviderRole) -> dict[str, str]:
    found = claim.provider(role)
    if found is None:
        return {}
    other = reference(found.references, "0B", "1G", "G2", "LU")
    return {
        f"{field}.npi": npi_of(found.party),
        f"{field}.qual": other.kind if other else "",
        f"{field}.id": other.value if other else "",
        f"{field}.last": found.party.name,
        f"{field}.first": found.party.first,
    }
