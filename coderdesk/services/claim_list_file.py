"""The list of claims and invoices as a CSV file, as it is filtered on the screen."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from coderdesk.domain.values.trouble import AppError
from coderdesk.services.billing_list import BillingRow
from coderdesk.shared.files import write_atomically

_HEADS = (
    "State",
    "Answer",
    "Patient",
    "Account",
    "Date of service",
    "Payer",
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
    """UTF-8 with a byte order mark, which spreadsheets ask for. A cell that would be read as a formula gets an apostrophe.

    Raises ListNotWritten.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADS)
    for row in rows:
        writer.writerow([_cell(value) for value in _values(row)])
    try:
        write_atomically(path, text.getvalue().encode("utf-8-sig"))
    except OSError as trouble:
        raise ListNotWritten(path, trouble.strerror or "the disk gave no reason") from trouble
    return path


def _values(row: BillingRow) -> tuple[str, ...]:
    return (
        row.state.value,
        row.standing.value if row.standing else "",
        row.patient,
        row.account,
        row.date_of_service.isoformat(),
        row.payer,
        row.made_on.isoformat() if row.made_on else "",
        row.total.plain if row.total is not None else "",
        row.file_by.isoformat() if row.file_by else "",
        str(row.days_left) if row.days_left is not None else "",
    )


def _cell(value: str) -> str:
    is_number = value.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{value}" if value.startswith(_FORMULA) and not is_number else value
