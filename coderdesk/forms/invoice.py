"""The invoice as a PDF: a page to hand to a patient, and as many more as the lines need."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reportlab.lib.pagesizes import LETTER
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from coderdesk.domain.billing.invoice import Invoice, InvoiceLine
from coderdesk.forms.invoice_head import HEAD_HEIGHT, LATER_HEAD_HEIGHT, draw_first_page, draw_later_page, spoken
from coderdesk.forms.page import (
    ACCENT,
    FOOT,
    HAIR,
    HEIGHT,
    INK,
    MARGIN,
    MEASURE,
    MUTED,
    NumberedCanvas,
    style,
)
from coderdesk.forms.typeface import REGULAR, STRONG, paragraph_text, register_all

_DATE, _CODE, _UNITS, _PRICE, _AMOUNT = 62.0, 74.0, 36.0, 62.0, 66.0
_WORDS = MEASURE - _DATE - _CODE - _UNITS - _PRICE - _AMOUNT
_HEADINGS = ("Date", "Code", "Service", "Units", "Price", "Amount")


def render_invoice(invoice: Invoice) -> bytes:
    """US Letter; the same bytes for the same invoice. The patient's name is in the text, not in the PDF's properties."""
    register_all()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=LETTER,
        title=f"Invoice {invoice.display_number}",
        author=invoice.practice.name,
        creator="CoderDesk",
        lang="en-US",
        invariant=1,
        pageTemplates=[
            _page("first", HEAD_HEIGHT, lambda canvas, _: draw_first_page(canvas, invoice)),
            _page("later", LATER_HEAD_HEIGHT, lambda canvas, _: draw_later_page(canvas, invoice)),
        ],
    )
    document.build(list(_story(invoice)), canvasmaker=NumberedCanvas)
    return out.getvalue()


def _page(name: str, head: float, draw: Any) -> PageTemplate:
    bottom = FOOT + 20
    room = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    return PageTemplate(id=name, frames=[Frame(MARGIN, bottom, MEASURE, HEIGHT - head - bottom, **room)], onPage=draw)


def _story(invoice: Invoice) -> Iterator[Any]:
    yield NextPageTemplate("later")
    yield _lines(invoice)
    yield KeepTogether([_totals(invoice)])
    if invoice.diagnoses:
        yield Spacer(0, 20)
        yield from _diagnoses(invoice)
    closing = "" if invoice.pending_payer else _how_to_pay(invoice)
    if closing:
        yield Spacer(0, 18)
        yield KeepTogether([_heading("How to pay"), Paragraph(closing, style(fontSize=9, leading=13))])


def _lines(invoice: Invoice) -> Table:
    words = style()
    rows = [_HEADINGS, *(_row(line, words) for line in invoice.lines)]
    return Table(
        rows,
        colWidths=(_DATE, _CODE, _WORDS, _UNITS, _PRICE, _AMOUNT),
        repeatRows=1,
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, 0), STRONG, 7.5, 10),
                ("TEXTCOLOR", (0, 0), (-1, 0), MUTED),
                ("FONT", (0, 1), (-1, -1), REGULAR, 9, 12.5),
                ("TEXTCOLOR", (0, 1), (-1, -1), INK),
                ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (2, 0), (2, -1), 10),
                ("TOPPADDING", (0, 1), (-1, -1), 4.5),
                ("BOTTOMPADDING", (0, 1), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 5),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, HAIR),
                ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK),
            ]
        ),
    )


def _row(line: InvoiceLine, words: Any) -> tuple[Any, ...]:
    code = "-".join((line.code, *line.modifiers))
    return (
        f"{line.service_date:%m/%d/%Y}",
        Paragraph(paragraph_text(_cut(code, 100)), words),
        Paragraph(paragraph_text(_cut(line.words, 1200)), words),
        _plain(line.units),
        str(line.unit_price),
        str(line.amount),
    )


def _totals(invoice: Invoice) -> Table:
    label, amount = style(alignment=2), style(alignment=2)
    strong = style(alignment=2, fontName=STRONG, fontSize=11, leading=15)
    rows = [("Total charges", str(invoice.total))]
    if invoice.pending_payer:
        rows.append(
            (
                f"Billed to {_cut(invoice.pending_payer, 300)}, waiting for its answer",
                f"\N{MINUS SIGN}{invoice.pending}",
            )
        )
    body = [("", Paragraph(paragraph_text(words), label), Paragraph(value, amount)) for words, value in rows]
    words = "Amount due now" if invoice.pending_payer else f"Amount due by {spoken(invoice.due_on)}"
    body.append(("", Paragraph(words, strong), Paragraph(str(invoice.due), strong)))
    return Table(
        body,
        colWidths=(MEASURE - 370, 280, 90),
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, 0), 9),
                ("TOPPADDING", (0, -1), (-1, -1), 7),
                ("LINEABOVE", (1, -1), (2, -1), 1.2, ACCENT),
            ]
        ),
    )


def _diagnoses(invoice: Invoice) -> Iterator[Any]:
    small = style(fontSize=8, leading=11.5, textColor=MUTED, leftIndent=44, firstLineIndent=-44)
    rows = [
        Paragraph(f'<font name="{STRONG}">{paragraph_text(code)}</font>  {paragraph_text(words)}', small)
        for code, words in invoice.diagnoses
    ]
    yield KeepTogether([_heading("Diagnoses, for your insurer"), *rows])


def _how_to_pay(invoice: Invoice) -> str:
    reference = f"Please give the invoice number {invoice.display_number} with your payment."
    return paragraph_text(" ".join(part for part in (invoice.practice.invoice_note.strip(), reference) if part))


def _heading(words: str) -> Paragraph:
    return Paragraph(words, style(fontName=STRONG, fontSize=8, leading=14, textColor=ACCENT))


def _cut(words: str, most: int) -> str:
    """A row does not run over two pages: one that fills a page could not be printed at all."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _plain(units: Decimal) -> str:
    text = f"{units:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
