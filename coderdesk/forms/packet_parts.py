"""The pieces an evidence packet is set from: headings, tables, remarks, letters in their colour."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from coderdesk.forms.letter_tints import colours_of
from coderdesk.forms.page import ACCENT, HAIR, MEASURE, MUTED, style
from coderdesk.forms.typeface import CODE, STRONG, paragraph_text

CELL = 3.0


def heading(words: str) -> Paragraph:
    return Paragraph(
        paragraph_text(words, STRONG),
        style(fontName=STRONG, fontSize=12, leading=15, textColor=ACCENT, spaceBefore=16, spaceAfter=5, keepWithNext=1),
    )


def remark(words: str, **changes: Any) -> Paragraph:
    """Small and muted."""
    return Paragraph(paragraph_text(words), style(**{"fontSize": 8, "leading": 10.5, "textColor": MUTED} | changes))


def body(words: str, **changes: Any) -> Paragraph:
    return Paragraph(paragraph_text(words), style(**{"fontSize": 8.5, "leading": 11} | changes))


def strong(words: str, **changes: Any) -> Paragraph:
    settings = {"fontName": STRONG, "fontSize": 8.5, "leading": 11} | changes
    return Paragraph(paragraph_text(words, STRONG), style(**settings))


def code(words: str, **changes: Any) -> Paragraph:
    """Codes, numbers and hashes, in figures of one width; a hash breaks where the column ends."""
    settings = {"fontName": CODE, "fontSize": 8.5, "leading": 11, "splitLongWords": 1} | changes
    return Paragraph(paragraph_text(words, CODE), style(**settings))


def quoted(words: str, source: str) -> Paragraph:
    """A passage and, muted behind it, where it stands."""
    muted = MUTED.hexval().replace("0x", "#")
    marked = f'“{paragraph_text(" ".join(words.split()))}” <font color="{muted}">{paragraph_text(source)}</font>'
    return Paragraph(marked, style(fontSize=8.5, leading=11, leftIndent=20, spaceBefore=1, spaceAfter=2))


def chip(letter: str) -> Table:
    """A letter on its tint."""
    colours = colours_of(letter)
    cell = Paragraph(
        paragraph_text(letter, STRONG),
        style(fontName=STRONG, fontSize=9, leading=11, alignment=1, textColor=HexColor(colours.strong)),
    )
    made = Table([[cell]], colWidths=[18], rowHeights=[15], hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(colours.tint)),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
    )
    return made


def table(
    titles: tuple[str, ...], rows: list[list[Flowable]], widths: tuple[float, ...], *, right: tuple[int, ...] = ()
) -> Table:
    """Rows under muted titles, a hairline below each; the titles stand again on a further page. A width of 0 takes what is
    left; the columns in `right` have their titles at the right."""
    head = [remark(title, alignment=2 if place in right else 0) for place, title in enumerate(titles)]
    filled = [width or MEASURE - sum(widths) for width in widths]
    made = Table([head, *rows], colWidths=filled, repeatRows=1, hAlign="LEFT", splitInRow=1)
    made.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIR),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), CELL),
                ("BOTTOMPADDING", (0, 0), (-1, -1), CELL),
            ]
        )
    )
    return made
