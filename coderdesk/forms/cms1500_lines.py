"""Box 24 of a CMS-1500: a service line and the shaded half above it."""

from collections.abc import Iterator

from coderdesk.domain.billing.submitted.provider import ProviderRole, SubmittedProvider, in_role
from coderdesk.domain.billing.submitted.service_line import SubmittedLine
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.when import first_day, last_day
from coderdesk.forms.claim_words import cents, npi_of, parts_of_day, quantity, reference
from coderdesk.forms.cms1500_case import LETTERS

_DRUG, _TAXONOMY, _MINUTES_NOTE = "N4", "ZZ", "7"
_SERVICE, _MINUTES = "472", "MJ"


def line_words(line: SubmittedLine, claim: SubmittedClaim) -> dict[str, str]:
    """Nothing for a line of another kind of claim."""
    service = line.professional
    if service is None:
        return {}
    digits = cents(service.charge)
    words = {
        "supplement": " ".join(_supplements(line)),
        "place": service.place_of_service or claim.facility,
        "emergency": "Y" if service.emergency == "Y" else "",
        "code": service.procedure.code,
        "pointers": "".join(LETTERS[pointer - 1] for pointer in service.pointers if 1 <= pointer <= len(LETTERS)),
        "dollars": digits[:-2],
        "cents": digits[-2:],
        "units": quantity(service.quantity),
        "epsdt": "Y" if "Y" in (service.epsdt, service.family_planning) else "",
    }
    words |= {f"modifier.{place}": modifier for place, modifier in enumerate(service.procedure.modifiers[:4], start=1)}
    return words | _days(line, claim) | _renderer(line, claim)


def _days(line: SubmittedLine, claim: SubmittedClaim) -> dict[str, str]:
    first = line.first_day or first_day(claim.dates, _SERVICE)
    last = line.last_day or last_day(claim.dates, _SERVICE)
    return parts_of_day("from", first, year="%y") | parts_of_day("to", last or first, year="%y")


def _supplements(line: SubmittedLine) -> Iterator[str]:
    """Drugs by their national code with what was given, minutes of anesthesia, and the line's notes."""
    for drug in line.drugs:
        if drug.code_kind == _DRUG:
            yield f"{_DRUG}{drug.code} {drug.unit}{quantity(drug.quantity)}".strip()
    if line.professional is not None and line.professional.unit == _MINUTES:
        yield f"{_MINUTES_NOTE}{quantity(line.professional.quantity)} MIN"
    for note in line.notes:
        yield f"{_TAXONOMY}{note.text}"


def _renderer(line: SubmittedLine, claim: SubmittedClaim) -> dict[str, str]:
    """Who did it: of the line, else of the claim; where neither says so, who bills."""
    found = in_role(line.providers, ProviderRole.RENDERING) or claim.provider(ProviderRole.RENDERING)
    if found is None:
        return {"npi": npi_of(claim.billing.party)}
    return {"npi": npi_of(found.party)} | _other_number(found)


def _other_number(provider: SubmittedProvider) -> dict[str, str]:
    other = reference(provider.references, "0B", "1G", "G2", "LU")
    if other is not None:
        return {"id_kind": other.kind, "other_id": other.value}
    if provider.specialty is not None and provider.specialty.code:
        return {"id_kind": _TAXONOMY, "other_id": provider.specialty.code}
    return {}
