"""RTF: code pages, Unicode, tables, and what a reader does not see."""

import pytest

from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.rtf import PICTURES
from coderdesk.reading.intake.source import Source
from tests.helpers.received_files import rtf


def read(content: bytes) -> ReceivedDocument:
    (found,) = read_received(Source("note.rtf", content))
    return found


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"M\'e9ni\'e8re\par", "Ménière\n"),
        (r"38.2 \u176?C\par", "38.2 °C\n"),
        (r"\uc2\u8805ab 3\par", "≥ 3\n"),
        (r"\u-10179?\u-8690? a\par", "😎 a\n"),
        (r"a\tab b\line c\~d\_e\par", "a\tb\nc d-e\n"),
        (r"\{1\} of \\2\par", "{1} of \\2\n"),
        (r"{\b bold} and {\i italic}\par\par next\par", "bold and italic\n\nnext\n"),
        (r"{\fonttbl{\f0 Times;}}{\colortbl;\red1;}{\stylesheet{\s0 Normal;}}{\info{\author A}}Gout\par", "Gout\n"),
        (r"{\*\generator Riched20;}{\*\unknown x{\b y}z}Gout\par", "Gout\n"),
        (r"no {\deleted not }{\v hidden }gout\par", "no gout\n"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the link}}\par", "the link\n"),
        (r"{\header Ana Rivera\par}Gout\par", "Ana Rivera\nGout\n"),
        (r"before{\annotation a comment}\par", "before\n"),
        (r"\bin5 }{\\}after\par", "after\n"),
    ],
)
def test_words_are_read_as_a_reader_sees_them(body: str, text: str) -> None:
    assert read(rtf(body)).text == text


def test_the_code_page_of_a_font_outweighs_that_of_the_file() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"
    assert read(rtf(rf"{fonts}\f0 \'e9\f1 \'c0\par")).text == "éА\n"


def test_the_code_page_of_the_file_is_used() -> None:
    assert read(rtf(r"\'b3\par", r"\ansi\ansicpg1250")).text == "ł\n"
    assert read(rtf(r"\'8e\par", r"\mac")).text == "é\n"


def test_tables_keep_their_columns() -> None:
    row = r"\trowd\cellx100\cellx200\intbl {0}\cell {1}\cell\row "
    body = r"Vitals\par " + row.format("Sign", "Value") + row.format("Pulse", r"72\par regular") + r"\pard Plan\par"
    found = read(rtf(body))
    assert found.text == "Vitals\nSign | Value\nPulse | 72 regular\nPlan\n"
    (table,) = found.tables
    assert (table.columns, table.rows) == (("Sign", "Value"), (("Pulse", "72 regular"),))


def test_pictures_are_left_out_and_said() -> None:
    found = read(rtf(r"Gout{\pict\pngblip 89504e47}\par"))
    assert (found.text, found.notices) == ("Gout\n", (PICTURES,))


def test_what_stands_behind_the_last_group_is_no_text() -> None:
    assert read(rtf(r"Gout\par") + b"\x00junk").text == "Gout\n"
