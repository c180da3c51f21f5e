"""An institutional claim on UB-04 forms: the words of each field, twenty-two service lines a form."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.service_line import InstitutionalService, SubmittedLine
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import cents, quantity
from coderdesk.forms.grid import FormGrid, form_grid
from coderdesk.forms.sheets import Filled
from coderdesk.forms.ub04_codes import code_words
from coderdesk.forms.ub04_payers import payer_words
from coderdesk.forms.ub04_people import people_words

LINES_A_FORM = 22
_TOTAL = "0001"
_DAY = "%m%d%y"


def ub04_grid() -> FormGrid:
    return form_grid("ub04")


def ub04_sheets(claim: SubmittedClaim, *, made_on: date) -> tuple[Filled, ...]:
    """One or more forms. Line 23 has the page, the day on which the form was made, and the charges of this page and those before
    it; the last one's are the claim's, under the revenue code of the total."""
    rows = [row for row in claim.lines if row.institutional]
    chunks = [rows[start : start + LINES_A_FORM] for start in range(0, len(rows), LINES_A_FORM)] or [[]]
    common = {**people_words(claim), **code_words(claim), **payer_words(claim)}
    sheets: list[Filled] = []
    before: list[SubmittedLine] = []
    for number, chunk in enumerate(chunks, start=1):
        before += chunk
        sheet = dict(common)
        for place, line in enumerate(chunk, start=1):
            sheet.update({f"line.{place}.{key}": value for key, value in _line_words(line).items()})
        sheet |= {
            "total.page": f"{number:02d}",
            "total.pages": f"{len(chunks):02d}",
            "total.date": made_on.strftime(_DAY),
        }
        sheet |= _totals(claim, before, is_last=number == len(chunks))
        sheets.append({key: value for key, value in sheet.items() if value})
    return tuple(sheets)


def _totals(claim: SubmittedClaim, lines: Sequence[SubmittedLine], *, is_last: bool) -> dict[str, str]:
    not_covered = sum((service.not_covered or Decimal(0) for service in _services(lines)), Decimal(0))
    charged = claim.charge if is_last else sum((service.charge for service in _services(lines)), Decimal(0))
    return {
        "total.revenue": _TOTAL if is_last else "",
        "total.charge": cents(charged),
        "total.not_covered": cents(not_covered or None),
    }


def _services(lines: Sequence[SubmittedLine]) -> list[InstitutionalService]:
    return [line.institutional for line in lines if line.institutional]


def _line_words(line: SubmittedLine) -> dict[str, str]:
    service = line.institutional
    if service is None:
        return {}
    return {
        "revenue": service.revenue_code.zfill(4) if service.revenue_code else "",
        "description": _drug_words(line),
        "code": _code_words(service),
        "date": line.first_day.strftime(_DAY) if line.first_day else "",
        "units": quantity(service.quantity),
        "charge": cents(service.charge),
        "not_covered": cents(service.not_covered),
    }


def _code_words(service: InstitutionalService) -> str:
    """The procedure with its modifiers close behind, else the price of a day."""
    if service.procedure is not None:
        return "".join((service.procedure.code, *service.procedure.modifiers))
    return f"{service.rate:.2f}" if service.rate is not None else ""


def _drug_words(line: SubmittedLine) -> str:
    drug = next((row for row in line.drugs if row.code_kind == "N4"), None)
    return f"N4{drug.code}{drug.unit}{quantity(drug.quantity)}" if drug else ""
