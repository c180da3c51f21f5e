"""A dental claim on sheets: the words of each item, ten services a sheet."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.party import PostalAddress, Reference
from coderdesk.domain.billing.submitted.provider import ProviderRole, in_role
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import city_line, npi_of, reference, spoken_name, street, telephone, value_of
from coderdesk.forms.dental_people import day_words, money, people_words
from coderdesk.forms.dental_services import case_words, remarks, service_words
from coderdesk.forms.grid import FormGrid, form_grid
from coderdesk.forms.sheets import Filled

LINES_A_SHEET = 10
ON_FILE = "SIGNATURE ON FILE"
REMARKS_LINE = 90
_SIGNED, _HOME = ("Y", "I"), "12"


def dental_grid() -> FormGrid:
    """The sheet of our own."""
    return form_grid("dental")


def dental_sheets(claim: SubmittedClaim, *, signed_on: date) -> tuple[Filled, ...]:
    """One or more sheets; everything but the services stands on each. Item 32 carries the fees of this sheet and those before it,
    so that the last one shows the claim's."""
    chunks = [claim.lines[start : start + LINES_A_SHEET] for start in range(0, len(claim.lines), LINES_A_SHEET)] or [()]
    common = {**people_words(claim), **case_words(claim), **_billing(claim), **_treating(claim, signed_on)}
    common |= _signatures(claim) | remark_lines(remarks(claim))
    carried = Decimal(0)
    sheets: list[Filled] = []
    for number, chunk in enumerate(chunks, start=1):
        carried += sum((line.charge for line in chunk), Decimal(0))
        sheet = dict(common)
        for place, line in enumerate(chunk, start=1):
            sheet.update({f"line.{place}.{item}": words for item, words in service_words(line, claim).items()})
        sheet["32"] = money(claim.charge if number == len(chunks) else carried)
        if len(chunks) > 1:
            sheet["page"] = f"SHEET {number:02d} OF {len(chunks):02d}"
        sheets.append({key: words for key, words in sheet.items() if words})
    return tuple(sheets)


def remark_lines(words: str) -> dict[str, str]:
    """Broken at a blank. What the second line does not hold is told when it is cut."""
    if len(words) <= REMARKS_LINE:
        return {"35.1": words}
    cut = words.rfind(" ", 0, REMARKS_LINE + 1)
    cut = cut if cut > 0 else REMARKS_LINE
    return {"35.1": words[:cut].rstrip(), "35.2": words[cut:].lstrip()}


def _signatures(claim: SubmittedClaim) -> dict[str, str]:
    return {
        "36.name": ON_FILE if claim.release in _SIGNED else "",
        "37.name": ON_FILE if claim.benefits_assigned == "Y" else "",
    }


def _billing(claim: SubmittedClaim) -> dict[str, str]:
    billing = claim.billing
    address = (billing.pay_to.address if billing.pay_to else None) or billing.address
    other = reference(claim.policy.payer.references, "G2", "LU") if claim.policy.payer else None
    return {
        "48.name": spoken_name(billing.party),
        "48.street": street(address),
        "48.city": city_line(address),
        "49": npi_of(billing.party),
        "50": value_of(reference(billing.references, "0B")),
        "51": value_of(reference(billing.references, "EI", "SY")),
        "52": _spoken(telephone(billing.contacts)),
        "52a": _numbered(other),
    }


def _treating(claim: SubmittedClaim, signed_on: date) -> dict[str, str]:
    """Who did it, of the claim or of its first service, else who bills; where it was done."""
    first = claim.lines[0].providers if claim.lines else ()
    dentist = claim.provider(ProviderRole.RENDERING) or in_role(first, ProviderRole.RENDERING)
    party = dentist.party if dentist else claim.billing.party
    references = dentist.references if dentist else claim.billing.references
    specialty = (dentist.specialty if dentist else None) or claim.billing.specialty
    where = _place(claim)
    words = {
        "54": npi_of(party),
        "55": value_of(reference(references, "0B")),
        "56": "",
        "56.street": street(where),
        "56.city": city_line(where),
        "56a": specialty.code if specialty else "",
        "57": _spoken(telephone((*(dentist.contacts if dentist else ()), *claim.billing.contacts))),
        "58": _numbered(reference(references, "G2", "LU")),
    }
    if claim.provider_signature == "Y":
        words |= {"53.name": spoken_name(party), "53.date": day_words(signed_on)}
    return words


def _place(claim: SubmittedClaim) -> PostalAddress | None:
    facility = claim.provider(ProviderRole.FACILITY)
    if facility is not None:
        return facility.address
    return None if claim.facility == _HOME else claim.billing.address


def _numbered(found: Reference | None) -> str:
    return f"{found.kind}{found.value}" if found else ""


def _spoken(number: tuple[str, str]) -> str:
    """ "503 555-0142"."""
    area, rest = number
    return f"{area} {rest[:3]}-{rest[3:]}" if area else ""


def on_stock(sheet: Mapping[str, str]) -> Filled:
    """The same sheet for pre-printed stock, which has no box for what another plan paid: that joins the remarks."""
    words = dict(sheet)
    words.pop("page", None)
    paid = words.pop("paid", "")
    said = " ".join(part for part in (words.pop("35.1", ""), words.pop("35.2", "")) if part)
    said = "; ".join(part for part in (f"OTHER PLAN PAID {paid}" if paid else "", said) if part)
    return {**words, **({key: value for key, value in remark_lines(said).items() if value})}
