"""Items 24 to 47 of a dental claim: services, teeth, diagnoses, remarks, enclosures, orthodontics, prosthesis, accident."""

from collections.abc import Iterator

from coderdesk.domain.billing.submitted.provider import ProviderRole, in_role
from coderdesk.domain.billing.submitted.service_line import SubmittedLine
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.supplements import Attachment
from coderdesk.domain.billing.submitted.when import first_day
from coderdesk.forms.claim_words import checked, npi_of, quantity
from coderdesk.forms.dental_people import day_words, money

SERVICE, ACCIDENT, APPLIANCE, EARLIER = "472", "439", "452", "441"
LETTERS = "ABCD"
_TEETH = frozenset(str(number) for number in range(1, 33))
_CAUSES = {"EM": "45.work", "AA": "45.auto", "OA": "45.other", "AP": "45.other"}
_ICD_10, _ICD_9 = "AB", "B"
_CHANGES = {"7": "REPLACES CLAIM", "8": "VOIDS CLAIM"}


def service_words(line: SubmittedLine, claim: SubmittedClaim) -> dict[str, str]:
    """By item; nothing for a line of another kind of claim."""
    service = line.dental
    if service is None:
        return {}
    return {
        "24": day_words(line.first_day or first_day(claim.dates, SERVICE)),
        "25": " ".join(service.areas),
        "26": line.teeth[0].numbering if line.teeth else "",
        "27": " ".join(tooth.tooth for tooth in line.teeth),
        "28": "".join(line.teeth[0].surfaces) if len(line.teeth) == 1 else "",
        "29": service.procedure.code,
        "29a": "".join(LETTERS[place - 1] for place in service.pointers if 1 <= place <= len(LETTERS)),
        "29b": quantity(service.quantity),
        "30": " ".join(_in_words(line)),
        "31": money(service.charge),
    }


def _in_words(line: SubmittedLine) -> Iterator[str]:
    """Of several teeth each with its surfaces, before what was done; the item for surfaces holds those of one tooth."""
    if len(line.teeth) > 1:
        yield from (f"{tooth.tooth} {''.join(tooth.surfaces)}" for tooth in line.teeth if tooth.surfaces)
    if line.procedure is not None:
        yield from line.procedure.modifiers
        yield line.procedure.description


def case_words(claim: SubmittedClaim) -> dict[str, str]:
    """Items 33 to 47; remarks stand in two lines."""
    words = _missing_teeth(claim) | _diagnoses(claim) | _treatment(claim)
    words |= {_CAUSES[cause]: "X" for cause in claim.causes if cause in _CAUSES}
    words |= {"46": day_words(first_day(claim.dates, ACCIDENT)), "47": claim.accident_state}
    words |= checked("39", is_yes=bool(claim.attachments or any(line.attachments for line in claim.lines)))
    return words | {"38": claim.facility}


def _missing_teeth(claim: SubmittedClaim) -> dict[str, str]:
    return {f"33.tooth{row.tooth}": "X" for row in claim.tooth_states if row.state == "M" and row.tooth in _TEETH}


def _diagnoses(claim: SubmittedClaim) -> dict[str, str]:
    found = claim.diagnoses[: len(LETTERS)]
    if not found:
        return {}
    words = {f"34a.{letter}": code.code for letter, code in zip(LETTERS, found, strict=False)}
    return words | {"34": _ICD_10 if found[0].kind.startswith("AB") else _ICD_9}


def _treatment(claim: SubmittedClaim) -> dict[str, str]:
    months = claim.orthodontics
    dates = [*claim.dates, *(row for line in claim.lines for row in line.dates)]
    words = checked("40", is_yes=months is not None)
    words["41"] = day_words(first_day(tuple(dates), APPLIANCE))
    words["44"] = day_words(first_day(tuple(dates), EARLIER))
    if months is not None:
        words |= {"42.total": quantity(months.total_months), "42.left": quantity(months.months_left)}
    kinds = {line.dental.prosthesis for line in claim.lines if line.dental and line.dental.prosthesis}
    return words | (checked("43", is_yes="R" in kinds) if kinds else {})


def remarks(claim: SubmittedClaim) -> str:
    """What a dental claim says that none of its items holds."""
    return "; ".join(_remarks(claim))


def _remarks(claim: SubmittedClaim) -> Iterator[str]:
    if claim.frequency in _CHANGES:
        yield f"{_CHANGES[claim.frequency]} {claim.payer_claim_number}".strip()
    yield from (note.text for note in claim.notes)
    missing = [row.tooth for row in claim.tooth_states if row.state == "M" and row.tooth not in _TEETH]
    leaving = [row.tooth for row in claim.tooth_states if row.state == "E"]
    if missing:
        yield f"MISSING {' '.join(missing)}"
    if leaving:
        yield f"TO BE EXTRACTED {' '.join(leaving)}"
    paid = money(next((row.amount for row in claim.amounts if row.kind == "F5"), None))
    if paid:
        yield f"PATIENT PAID {paid}"
    yield from (f"ATTACHED {row.kind} {row.control_number}".strip() for row in _attachments(claim))
    yield from _other_dentists(claim)


def _attachments(claim: SubmittedClaim) -> Iterator[Attachment]:
    yield from claim.attachments
    for line in claim.lines:
        yield from line.attachments


def _other_dentists(claim: SubmittedClaim) -> Iterator[str]:
    """One dentist stands on the form: the services of another are named."""
    treating = claim.provider(ProviderRole.RENDERING)
    for number, line in enumerate(claim.lines, start=1):
        found = in_role(line.providers, ProviderRole.RENDERING)
        if found is not None and treating is not None and npi_of(found.party) != npi_of(treating.party):
            yield f"SERVICE {number} BY {npi_of(found.party)}"
