"""The sheet that carries a vault's recovery code: printed once, kept away from the computer."""

import io
from datetime import date

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from coderdesk.forms.page import (
    ACCENT,
    HEIGHT,
    MARGIN,
    MEASURE,
    MUTED,
    RIGHT,
    TINT,
    NumberedCanvas,
    foot,
    hairline,
    style,
    text,
    text_right,
)
from coderdesk.forms.typeface import CODE, STRONG, paragraph_text, printable, register_all, width_of

_GROUP, _GROUPS_IN_LINE = 5, 3
_CODE_SIZE, _CODE_LEADING = 25, 40
_ADVICE = (
    (
        "What it is for",
        "This code opens the vault when its passphrase is forgotten. Without the passphrase and without this sheet nobody "
        "can open it, not even the makers of CoderDesk: what is in it would be lost.",
    ),
    (
        "Where to keep it",
        "In a locked drawer or a safe, away from the computer. Whoever holds this sheet and a copy of the vault can read it: "
        "treat it like the key to the chart room. Do not photograph it and do not send it.",
    ),
    (
        "How to use it",
        "On the unlock screen choose the recovery code and type the groups in order. Capital and small letters, blanks and "
        "hyphens make no difference; the letters I, L, O and U do not occur.",
    ),
)


def groups_of(code: str) -> tuple[str, ...]:
    """As the code is written when it has hyphens or blanks, and in groups of five otherwise."""
    written = code.replace("-", " ").split()
    if len(written) != 1:
        return tuple(written)
    return tuple(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def render_recovery_sheet(*, vault_name: str, code: str, created_on: date) -> bytes:
    """One page of US Letter; the same bytes for the same words."""
    register_all()
    out = io.BytesIO()
    canvas = NumberedCanvas(out, pagesize=LETTER, invariant=1, lang="en-US")
    canvas.setTitle("Recovery code")
    canvas.setCreator("CoderDesk")
    made = f"{created_on:%B} {created_on.day}, {created_on.year}"
    _heading(canvas, vault_name, made)
    below = _code(canvas, groups_of(code), HEIGHT - 134)
    below = _advice(canvas, below - 34)
    _kept(canvas, below - 30)
    foot(canvas, f"CoderDesk recovery sheet  ·  {made}")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _heading(canvas: Canvas, vault_name: str, made: str) -> None:
    text(canvas, MARGIN, HEIGHT - 72, "Recovery code", font=STRONG, size=22, colour=ACCENT)
    text_right(canvas, RIGHT, HEIGHT - 72, f"Made on {made}", size=9, colour=MUTED)
    paragraph = Paragraph(
        f'of the vault <font name="{STRONG}">{paragraph_text(vault_name)}</font>', style(fontSize=12, leading=16)
    )
    _, height = paragraph.wrap(MEASURE, 200)
    paragraph.drawOn(canvas, MARGIN, HEIGHT - 84 - height)


def _code(canvas: Canvas, groups: tuple[str, ...], top: float) -> float:
    """The groups, three to a line, each line numbered; answers with the lower edge of what was drawn."""
    lines = [groups[start : start + _GROUPS_IN_LINE] for start in range(0, len(groups), _GROUPS_IN_LINE)]
    height = _CODE_LEADING * len(lines) + 28
    canvas.setFillColor(TINT)
    canvas.rect(MARGIN, top - height, MEASURE, height, stroke=0, fill=1)
    canvas.setFillColor(ACCENT)
    canvas.rect(MARGIN, top - height, 3, height, stroke=0, fill=1)
    widest = max((width_of(printable(group, CODE), CODE, _CODE_SIZE) for group in groups), default=0)
    size = _CODE_SIZE * min(1.0, (MEASURE - 56) / _GROUPS_IN_LINE / (widest * 1.2 or 1))
    step = (MEASURE - 56) / _GROUPS_IN_LINE
    for row, line in enumerate(lines):
        baseline = top - 14 - _CODE_LEADING * row - 28
        text(canvas, MARGIN + 16, baseline, str(row + 1), size=8, colour=MUTED)
        for column, group in enumerate(line):
            text(canvas, MARGIN + 44 + step * column, baseline, group, font=CODE, size=size)
    return top - height


def _advice(canvas: Canvas, top: float) -> float:
    for title, words in _ADVICE:
        text(canvas, MARGIN, top, title, font=STRONG, size=10)
        paragraph = Paragraph(words, style(fontSize=10, leading=14.5))
        _, height = paragraph.wrap(MEASURE - 130, 400)
        paragraph.drawOn(canvas, MARGIN + 130, top + 10.2 - height)
        top -= height + 20
    return top


def _kept(canvas: Canvas, top: float) -> None:
    """Two lines to fill in by hand."""
    hairline(canvas, top + 24)
    for place, label in enumerate(("Kept at", "Checked against the screen by")):
        baseline = top - 12 - 34 * place
        text(canvas, MARGIN, baseline, label, size=9, colour=MUTED)
        hairline(canvas, baseline - 2, left=MARGIN + 150)
