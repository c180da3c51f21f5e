"""The head of an invoice's first page: who bills, the address in the envelope's window, the facts, the amount due."""

from datetime import date

from reportlab.pdfgen.canvas import Canvas

from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.people.practice import Practice
from coderdesk.domain.values.identifiers import digits_of
from coderdesk.forms.page import (
    ACCENT,
    HEIGHT,
    INK,
    MARGIN,
    MEASURE,
    MUTED,
    RIGHT,
    TINT,
    foot,
    hairline,
    text,
    text_right,
)
from coderdesk.forms.typeface import REGULAR, STRONG, printable, width_of

# the band of the sheet that a #10 window shows however the sheet lies in it: 2.5 to 3.2 inches from the top edge
_WINDOW_FIRST_BASELINE = HEIGHT - 190
_FACTS = 342.0
_FACT_VALUES = _FACTS + 78
_BAND_TOP, _BAND_HEIGHT = HEIGHT - 262, 54
_LONGEST_LINE = 400  # characters, far more than a line holds
HEAD_HEIGHT = 262 + _BAND_HEIGHT + 20
LATER_HEAD_HEIGHT = 84


def spoken(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def draw_first_page(canvas: Canvas, invoice: Invoice) -> None:
    canvas.saveState()
    _sender(canvas, invoice.practice)
    text_right(canvas, RIGHT, HEIGHT - 64, "Invoice", font=STRONG, size=22, colour=ACCENT)
    text_right(canvas, RIGHT, HEIGHT - 81, f"No. {invoice.display_number}", font=STRONG, size=11)
    hairline(canvas, HEIGHT - 128)
    _window(canvas, invoice)
    _facts(canvas, invoice)
    _band(canvas, invoice)
    _foot(canvas, invoice)
    canvas.restoreState()


def draw_later_page(canvas: Canvas, invoice: Invoice) -> None:
    canvas.saveState()
    text(canvas, MARGIN, HEIGHT - 58, invoice.practice.name, font=STRONG, size=10)
    text_right(canvas, RIGHT, HEIGHT - 58, f"Invoice {invoice.display_number}", font=STRONG, size=10, colour=ACCENT)
    _foot(canvas, invoice)
    canvas.restoreState()


def _foot(canvas: Canvas, invoice: Invoice) -> None:
    foot(canvas, f"{_fitted(invoice.practice.name, 300, REGULAR, 7.5)}  ·  Invoice {invoice.display_number}")


def _sender(canvas: Canvas, practice: Practice) -> None:
    size = _size_for(practice.name, 340, STRONG, largest=15, smallest=9)
    text(canvas, MARGIN, HEIGHT - 64, _fitted(practice.name, 340, STRONG, size), font=STRONG, size=size)
    reach = (practice.phone, practice.email)
    tax_id = digits_of(practice.tax_id)
    numbers = (f"Tax ID {tax_id[:2]}-{tax_id[2:]}" if tax_id else "", f"NPI {practice.npi}" if practice.npi else "")
    rows = (
        ", ".join(practice.address.lines),
        *("  ·  ".join(part for part in row if part) for row in (reach, numbers)),
    )
    for place, row in enumerate(row for row in rows if row):
        text(canvas, MARGIN, HEIGHT - 81 - 12.5 * place, _fitted(row, 400, REGULAR, 8.5), size=8.5, colour=MUTED)


def _window(canvas: Canvas, invoice: Invoice) -> None:
    text(canvas, MARGIN, _WINDOW_FIRST_BASELINE + 17, "BILL TO", size=7, colour=MUTED)
    lines = (invoice.bill_to_name, *invoice.bill_to_address.lines)
    for place, line in enumerate(lines):
        font = STRONG if place == 0 else REGULAR
        fitted = _fitted(line, _FACTS - MARGIN - 24, font, 10)
        text(canvas, MARGIN, _WINDOW_FIRST_BASELINE - 13 * place, fitted, font=font, size=10)


def _facts(canvas: Canvas, invoice: Invoice) -> None:
    days = sorted({line.service_date for line in invoice.lines})
    visit = " – ".join(f"{day:%m/%d/%Y}" for day in dict.fromkeys((days[0], days[-1]))) if days else ""
    facts = (
        ("Issued", spoken(invoice.issued_on)),
        ("Due", "after your insurer's answer" if invoice.pending_payer else spoken(invoice.due_on)),
        ("Patient", invoice.patient_name),
        ("Born", f"{invoice.patient_birth_date:%m/%d/%Y}"),
        ("Date of service", visit),
        ("Seen by", invoice.provider_name),
        ("Account", invoice.account),
    )
    for place, (label, value) in enumerate(facts):
        baseline = HEIGHT - 152 - 15 * place
        text(canvas, _FACTS, baseline, label, size=8, colour=MUTED)
        size = _size_for(value, RIGHT - _FACT_VALUES, REGULAR, largest=9, smallest=6)
        text(canvas, _FACT_VALUES, baseline, _fitted(value, RIGHT - _FACT_VALUES, REGULAR, size), size=size)


def _band(canvas: Canvas, invoice: Invoice) -> None:
    """The one thing a hurried reader looks for: how much, and by when."""
    bottom = _BAND_TOP - _BAND_HEIGHT
    canvas.setFillColor(TINT)
    canvas.rect(MARGIN, bottom, MEASURE, _BAND_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(ACCENT)
    canvas.rect(MARGIN, bottom, 3, _BAND_HEIGHT, stroke=0, fill=1)
    text(canvas, MARGIN + 18, _BAND_TOP - 18, "Amount due now", size=8, colour=MUTED)
    text(canvas, MARGIN + 18, _BAND_TOP - 41, str(invoice.due), font=STRONG, size=20)
    if invoice.pending_payer:
        text(canvas, _FACTS - 96, _BAND_TOP - 18, "Please do not pay yet", font=STRONG, size=9, colour=ACCENT)
        waiting = f"We billed {invoice.pending_payer} and wait for its answer."
        text(canvas, _FACTS - 96, _BAND_TOP - 31, _fitted(waiting, RIGHT - _FACTS + 84, REGULAR, 8.5), size=8.5)
        after = "Then you receive a bill for your part, if there is one."
        text(canvas, _FACTS - 96, _BAND_TOP - 43, after, size=8.5)
    else:
        text(canvas, _FACTS, _BAND_TOP - 18, "Please pay by", size=8, colour=MUTED)
        text(canvas, _FACTS, _BAND_TOP - 38, spoken(invoice.due_on), font=STRONG, size=13, colour=INK)


def _size_for(words: str, room: float, font: str, *, largest: float, smallest: float) -> float:
    """The largest size at which the words fit into the room, in half points."""
    size, drawn = largest, printable(words[:_LONGEST_LINE], font)
    while size > smallest and width_of(drawn, font, size) > room:
        size -= 0.5
    return size


def _fitted(words: str, room: float, font: str, size: float) -> str:
    """The words, cut with an ellipsis where they would run out of their column."""
    drawn = printable(words[:_LONGEST_LINE], font)
    if width_of(drawn, font, size) <= room:
        return drawn
    while drawn and width_of(drawn + "…", font, size) > room:
        drawn = drawn[:-1]
    return drawn.rstrip() + "…"
