"""Boxes 14 to 23 of a CMS-1500: dates, who referred, further words, diagnoses, and the numbers of the case."""

from collections.abc import Iterator

from coderdesk.domain.billing.submitted.provider import ProviderRole, SubmittedProvider, in_role
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.when import first_day, last_day
from coderdesk.forms.claim_words import cents, checked, npi_of, parts_of_day, reference, spoken_name, value_of

LETTERS = "ABCDEFGHIJKL"
_OTHER_DATES = ("454", "304", "453", "439", "455", "471", "090", "091", "444")
_SENDERS = (ProviderRole.REFERRING, ProviderRole.ORDERING, ProviderRole.SUPERVISING)
_CHANGES = ("7", "8")


def case_words(claim: SubmittedClaim) -> dict[str, str]:
    return _dates(claim) | _sender(claim) | _remarks(claim) | _diagnoses(claim) | _numbers(claim)


def _dates(claim: SubmittedClaim) -> dict[str, str]:
    words: dict[str, str] = {}
    onset = next((kind for kind in ("431", "484") if first_day(claim.dates, kind)), "")
    if onset:
        words |= parts_of_day("14", first_day(claim.dates, onset)) | {"14.kind": onset}
    other = next((kind for kind in _OTHER_DATES if first_day(claim.dates, kind)), "")
    if other:
        words |= parts_of_day("15", first_day(claim.dates, other)) | {"15.kind": other}
    unable_from = first_day(claim.dates, "314") or first_day(claim.dates, "360")
    unable_to = last_day(claim.dates, "314") or first_day(claim.dates, "361")
    words |= parts_of_day("16.from", unable_from) | parts_of_day("16.to", unable_to)
    words |= parts_of_day("18.from", first_day(claim.dates, "435"))
    return words | parts_of_day("18.to", first_day(claim.dates, "096"))


def _senders(claim: SubmittedClaim) -> Iterator[SubmittedProvider]:
    """Who referred, ordered or supervised: of the claim, else of its first line that says so."""
    for role in _SENDERS:
        of_lines = (in_role(line.providers, role) for line in claim.lines)
        found = claim.provider(role) or next((one for one in of_lines if one), None)
        if found is not None:
            yield found


def _sender(claim: SubmittedClaim) -> dict[str, str]:
    found = next(_senders(claim), None)
    if found is None:
        return {}
    other = reference(found.references, "0B", "1G", "G2", "LU")
    return {
        "17.kind": found.role.value,
        "17.name": spoken_name(found.party),
        "17a.kind": other.kind if other else "",
        "17a.number": other.value if other else "",
        "17b": npi_of(found.party),
    }


def _remarks(claim: SubmittedClaim) -> dict[str, str]:
    attached = (f"PWK{row.kind}{row.sent_by}{row.control_number}" for row in claim.attachments)
    notes = (*(row.text for row in claim.notes), *(row.text for row in claim.fixed_notes), *attached)
    bought = [line.purchased.amount for line in claim.lines if line.purchased]
    words = {"19": " ".join(note for note in notes if note)} | checked("20", is_yes=bool(bought))
    amounts = [amount for amount in bought if amount is not None]
    return words | ({"20.charge": cents(sum(amounts))} if amounts else {})  # type: ignore[arg-type]


def _diagnoses(claim: SubmittedClaim) -> dict[str, str]:
    found = claim.diagnoses
    if not found:
        return {}
    words = {f"21.{letter}": code.code for letter, code in zip(LETTERS, found, strict=False)}
    return words | {"21.indicator": "0" if found[0].kind.startswith("AB") else "9"}


def _numbers(claim: SubmittedClaim) -> dict[str, str]:
    is_change = claim.frequency in _CHANGES
    of_lines = (row for line in claim.lines for row in line.references)
    case = reference(claim.references, "G1", "9F", "X4", "EW") or reference(of_lines, "G1", "9F", "X4", "EW")
    return {
        "22.code": claim.frequency if is_change else "",
        "22.number": claim.payer_claim_number if is_change else "",
        "23": value_of(case),
    }
