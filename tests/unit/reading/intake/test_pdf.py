"""PDF: reading order, boxes, columns, tables, forms, pages without text, and words recognised in pictures."""

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from benchmarks._scanned_pages import SCANNED, letters_right, scanned
from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.ocr import TesseractCommand, TesseractLibrary, installed_engine, recognised_page
from coderdesk.reading.intake.pdf import read_pdf
from coderdesk.reading.intake.pdfium import page_picture, page_sizes
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.source import Source
from tests.helpers.received_files import note_pdf, page_of, pdf

LEFT = ("The patient was seen today for", "a cough that began last week and", "has not become better since then.", "She took",
        "no medicine for it so far and", "she has had no fever at home.", "Nobody else has been ill there.")  # fmt: skip
RIGHT = ("The lungs are clear on both sides", "and the heart is regular in rate.", "There is no swelling of the legs.",
         "The throat is red without any", "white patches on the tonsils now.", "The ears are normal on both sides.",
         "The abdomen is soft and not tender.")  # fmt: skip


def read(content: bytes) -> ReceivedDocument:
    (found,) = read_received(Source("chart.pdf", content))
    return found


def test_a_word_lies_in_its_box_on_its_page() -> None:
    """PDFium itself finds the words in the rectangle that the text leads to"""
    content = pdf(page_of("First page"), [(200, 400, "Sepsis was ruled out.")])
    found = read(content)
    start = found.text.index("ruled")
    (place,) = found.places.within(start, start + len("ruled"))
    assert place.page == 2
    assert place.box is not None
    left, bottom, right, top = (value / 10 for value in place.box)
    assert 395 < bottom < top < 415
    document = pypdfium2.PdfDocument(content)
    text = document[1].get_textpage()
    assert text.get_text_bounded(left, bottom, right, top).strip() == "ruled"
    text.close()
    document.close()


def test_columns_are_read_one_after_the_other() -> None:
    rows = [(60.0, 700.0 - 15 * number, line) for number, line in enumerate(LEFT)]
    rows += [(330.0, 700.0 - 15 * number, line) for number, line in enumerate(RIGHT)]
    found = read(pdf([(60, 740, "CLINIC NOTE"), *sorted(rows, key=lambda row: -row[1])]))
    assert " ".join(found.text.split()) == " ".join(("CLINIC NOTE", *LEFT, *RIGHT))
    assert not found.tables


def test_a_table_is_read_row_by_row_and_kept_with_its_columns() -> None:
    rows = [
        ("Test", "Result", "Units"),
        ("Glucose", "182", "mg/dL"),
        ("Sodium", "139", "mmol/L"),
        ("Potassium", "4.1", "mmol/L"),
    ]
    words = [
        (72.0 + 150 * place, 600.0 - 18 * number, cell)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]
    found = read(pdf([(72, 640, "Results of the morning"), *words, (72, 500, "All drawn fasting.")]))
    assert "Glucose | 182 | mg/dL\n" in found.text
    (table,) = found.tables
    assert table.columns == rows[0]
    assert table.rows == tuple(rows[1:])
    assert found.text[table.start : table.end].startswith("Test | Result")


def test_words_set_twice_for_bold_print_stand_once() -> None:
    found = read(pdf([(72, 700, "Assessment"), (72.3, 700, "Assessment"), (72, 680, "Gout.")]))
    assert found.text.split() == ["Assessment", "Gout."]


def test_a_form_with_values_below_its_labels() -> None:
    """labels in one line / values in the next, cell under cell, as laboratories print them"""
    labels = [(72, 700, "Patient Name"), (250, 700, "Date of Birth"), (430, 700, "Date Collected")]
    values = [(72, 684, "RIVERA, ANA"), (250, 684, "03/17/84"), (430, 684, "03/02/26")]
    results = [
        (72, 600, "TESTS"),
        (250, 600, "RESULT"),
        (430, 600, "REFERENCE INTERVAL"),
        (72, 580, "Glucose"),
        (250, 580, "182"),
    ]
    found = read(pdf([*labels, *values, *results]))
    assert found.patient.name is not None
    assert found.patient.name.last == "RIVERA"
    assert found.patient.birth_date == date(1984, 3, 17)
    assert found.written_on == date(2026, 3, 2)
    assert (found.kind.value, found.author_role) == ("lab_result", "laboratory")


def test_pages_without_text_are_named() -> None:
    found = read(pdf(page_of("Gout."), [], [], page_of("Plan: rest."), []))
    assert found.notices == ("Pages 2-3, 5 hold no text: pictures, from which nothing can be quoted.",)
    assert found.has_words
    scan = read(pdf([]))
    assert (scan.text, scan.has_words) == ("", False)
    assert scan.notices == ("No page holds text: they are pictures, from which nothing can be quoted.",)


def test_pages_of_two_charts_in_one_file_are_noticed() -> None:
    other = "Patient: Stone, Peter   DOB: 01/02/1950\nASSESSMENT: Gout."
    assert read(pdf(page_of("Patient: Rivera, Ana   DOB: 03/17/1984"), page_of(other))).holds_several
    assert not read(note_pdf()).holds_several


def test_a_page_is_drawn_without_padding() -> None:
    width, height, rgb = page_picture(pdf([]), 0, "a", scale=0.5)
    assert len(rgb) == width * height * 3
    assert rgb[:3] == b"\xff\xff\xff"
    assert b"\0\0\0" in rgb
    assert page_sizes(pdf([], []), "a")[1] == pytest.approx((595.3, 841.9), abs=0.1)


def test_a_page_beyond_measure_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coderdesk.reading.intake.pdfium.LARGEST_PICTURE", 10_000)
    width, height, _ = page_picture(pdf([]), 0, "a", scale=4)
    assert 9_000 < width * height < 11_000


ANSWER = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"
ROWS = ("5\t1\t1\t1\t1\t1\t250\t250\t125\t50\t96.1\tGout.", "5\t1\t1\t1\t1\t2\t400\t250\t125\t50\t3.0\tno", "4\t1")


class Engine:
    """Finds a word on the first page that it is given, and none on the next."""

    name = "invented 1"

    def __init__(self) -> None:
        self._tables = ["\n".join((ANSWER, *ROWS)), ""]

    def table_of(self, width: int, height: int, rgb: bytes) -> str:
        assert len(rgb) == width * height * 3
        return self._tables.pop(0)


def test_an_engine_reads_the_pages_that_hold_no_text() -> None:
    (found,) = read_pdf(Source("a", pdf(page_of("Plan: rest."), [], [])), Engine())
    assert found.text.split("\n\n") == ["Plan: rest.\n".strip(), "Gout.\n"]
    page, box = found.places.places[-1][2:4]
    assert page == 2
    assert box == pytest.approx((720, 7555, 1080, 7699), abs=3)
    assert found.notices == (
        "Page 3 holds no text: pictures, from which nothing can be quoted.",
        "Page 2 holds text by OCR (confidence 96 of 100): check it against the page.",
    )
    assert found.deriver == "pdf 1, OCR by invented 1"


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script")
def test_tesseract_is_given_a_picture_and_its_table_is_read(tmp_path: Path) -> None:
    """a stand-in command that checks what it is given, and has no data for pages that lie on their side"""
    command = tmp_path / "tesseract"
    command.write_text(
        f"#!{sys.executable}\nimport sys\npicture = sys.stdin.buffer.read()\n"
        "assert picture.startswith(b'P6 ') and sys.argv[1:3] == ['stdin', 'stdout'], sys.argv\n"
        "assert sys.argv[3:6] == ['--dpi', '250', '--psm'], sys.argv\n"
        "if sys.argv[6] == '1': sys.exit(1)\n"
        f"print({chr(10).join([ANSWER, *ROWS])!r})\n"
    )
    command.chmod(command.stat().st_mode | stat.S_IEXEC)
    seen = recognised_page(TesseractCommand(str(command)), pdf([]), 0, "a")
    ((word,),) = [part.words for line in seen.lines for part in line.segments]
    assert (word.text, seen.confidence) == ("Gout.", 96.1)
    assert (word.left, word.right - word.left) == pytest.approx((72, 36), abs=0.1)
    assert word.top == pytest.approx(841.9 - 72, abs=0.5)


def test_an_engine_that_fails_leaves_the_page_as_it_is(tmp_path: Path) -> None:
    assert recognised_page(TesseractCommand(str(tmp_path / "gone")), pdf([]), 0, "a") == ((), 0.0)


def test_the_extra_is_taken_before_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tesserocr", reason="the extra `ocr` is not installed")
    monkeypatch.setenv("PATH", "")
    assert isinstance(installed_engine(), TesseractLibrary)


@pytest.mark.skipif(installed_engine() is None, reason="no engine for OCR is installed")
@pytest.mark.parametrize(("dots", "angle", "turn"), [(150, 0, 0), (150, 2, 0), (300, 0, 0), (300, 2, 0), (200, 0, 90)])
def test_a_scanned_page_is_read_word_by_word_where_it_stands(dots: int, angle: float, turn: int) -> None:
    (found,) = read_pdf(Source("scan.pdf", scanned(SCANNED, dots=dots, angle=angle, turn=turn)))
    assert letters_right(found.text, "\n".join(SCANNED)) >= 0.98
    assert found.patient.birth_date == date(1984, 3, 17)
    assert any("text by OCR (confidence" in notice for notice in found.notices)
    start = found.text.index("cystitis")
    (place,) = found.places.within(start, start + 8)
    assert (place.page, found.text[place.start : place.end]) == (1, "cystitis")
    assert place.box is not None
    if not angle and not turn:
        # the line lies 11 * 30 points below the first, which stands 92 from the top; the word begins after four others
        assert place.box.bottom == pytest.approx((792 - 92 - 3 * 30) * 10, abs=40)


def test_no_engine_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert installed_engine() is None
