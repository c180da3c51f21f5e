"""A professional claim on CMS-1500 (02/12) forms: the words of each box, six service lines a form."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import cents
from coderdesk.forms.cms1500_case import case_words
from coderdesk.forms.cms1500_lines import line_words
from coderdesk.forms.cms1500_people import people_words
from coderdesk.forms.cms1500_providers import provider_words
from coderdesk.forms.grid import FormGrid, form_grid
from coderdesk.forms.sheets import Filled

LINES_A_FORM = 6


def cms1500_grid() -> FormGrid:
    return form_grid("cms1500")


def cms1500_sheets(claim: SubmittedClaim, *, signed_on: date) -> tuple[Filled, ...]:
    """One or more forms; `signed_on` stands beside the provider's signature on file.

    Everything but the service lines stands on each form. Box 28 carries the charges of this form and those before it, so that
    the last one shows the claim's; what was paid stands on the last. Blank is what the claim does not say.
    """
    chunks = [claim.lines[start : start + LINES_A_FORM] for start in range(0, len(claim.lines), LINES_A_FORM)] or [()]
    common = {**people_words(claim), **case_words(claim), **provider_words(claim, signed_on=signed_on)}
    carried = Decimal(0)
    sheets: list[Filled] = []
    for number, chunk in enumerate(chunks, start=1):
        carried += sum((line.charge for line in chunk), Decimal(0))
        sheet = dict(common)
        for place, line in enumerate(chunk, start=1):
            words = line_words(line, claim)
            sheet.update({f"line.{place}.{key}": value for key, value in words.items()})
        is_last = number == len(chunks)
        sheet["28"] = cents(claim.charge if is_last else carried)
        if is_last:
            sheet["29"] = _paid(claim)
        if len(chunks) > 1:
            sheet["page"] = f"PAGE {number:02d} OF {len(chunks):02d}"
        sheets.append({key: value for key, value in sheet.items() if value})
    return tuple(sheets)


def _paid(claim: SubmittedClaim) -> str:
    """By the patient and by the payers before this one; "" when nobody paid."""
    return cents(sum(_payments(claim), Decimal(0)) or None)


def _payments(claim: SubmittedClaim) -> Iterator[Decimal]:
    yield from (row.amount for row in claim.amounts if row.kind == "F5")
    for payer in claim.other_payers:
        yield from (row.amount for row in payer.amounts if row.kind == "D")
