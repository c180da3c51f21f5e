"""The typeface of everything printed: IBM Plex, embedded, with Latin, Greek and Cyrillic and figures of one width."""

import unicodedata
from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from coderdesk.shared.resources import resource_path

REGULAR, STRONG, CODE = "IBMPlexSans-Regular", "IBMPlexSans-SemiBold", "IBMPlexMono-Medium"
_MISSING = "?"


@cache
def registered(name: str) -> TTFont:
    """The font, known to ReportLab under its name from now on."""
    font = TTFont(name, str(resource_path("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(font)
    return font


def register_all() -> None:
    for name in (REGULAR, STRONG, CODE):
        registered(name)


def printable(text: str, font: str = REGULAR) -> str:
    """The text with what the font lacks replaced: a letter without its mark, or "?"; never an empty box."""
    known = registered(font).face.charToGlyph
    return "".join(_drawn(character, known) for character in unicodedata.normalize("NFC", text))


def paragraph_text(text: str, font: str = REGULAR) -> str:
    """The same for a ReportLab paragraph, which reads markup."""
    return escape(printable(text, font))


def width_of(text: str, font: str, size: float) -> float:
    """In points."""
    registered(font)
    return float(pdfmetrics.stringWidth(text, font, size))


def _drawn(character: str, known: dict[int, int]) -> str:
    if ord(character) in known and character.isprintable():
        return character
    if character.isspace() or unicodedata.category(character)[0] == "C":
        return " "
    bare = "".join(part for part in unicodedata.normalize("NFKD", character) if ord(part) in known)
    return bare or ("" if unicodedata.combining(character) else _MISSING)
