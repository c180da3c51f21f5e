"""The list of claims and invoices as a CSV or XLSX file, as it is filtered on the screen."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from coderdesk.domain.values.trouble import AppError
from coderdesk.forms.workbook import Cell, render_workbook
from coderdesk.services.billing_list import BillingRow
from coderdesk.shared.files import write_atomically

_HEADS = (
    "State",
    "Answer",
    "Patient",
    "Account",
    "Date of service",
    "Payer",
    "Provider",
    "Made on",
    "Amount",
    "File by",
    "Days left",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ListNotWritten(AppError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path.name} could not be written to {path.parent} ({reason}). Nothing was left there; choose another folder."
        )


def write_claim_list(*, rows: Iterable[BillingRow], path: Path) -> Path:
    """A workbook where the name ends in .xlsx, else CSV: UTF-8 with a byte order mark, which spreadsheets ask for, and no cell
    that would be read as a formula.

    Raises ListNotWritten.
    """
    content = _workbook(rows) if path.suffix.lower() == ".xlsx" else _table(rows)
    try:
        write_atomically(path, content)
    except OSError as trouble:
        raise ListNotWritten(path, trouble.strerror or "the disk gave no reason") from trouble
    return path


def _workbook(rows: Iterable[BillingRow]) -> bytes:
    return render_workbook(title="Claims and invoices", heads=_HEADS, rows=[_values(row) for row in rows])


def _table(rows: Iterable[BillingRow]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADS)
    for row in rows:
        writer.writerow([_cell(value) for value in _values(row)])
    return text.getvalue().encode("utf-8-sig")


def _values(row: BillingRow) -> tuple[Cell, ...]:
    return (
        row.state.value,
        row.standing.value if row.standing else "",
        row.patient,
        row.account,
        row.date_of_service,
        row.payer,
        row.provider,
        row.made_on,
        Decimal(row.total.plain) if row.total is not None else None,
        row.file_by,
        row.days_left,
    )


def _cell(value: Cell) -> str:
    """A text that would be read as a formula gets an apostrophe; some sheets drop the blanks before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        is_formula = value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)
        return f"'{value}" if is_formula else value
    return value.isoformat() if isinstance(value, date) else str(value)
