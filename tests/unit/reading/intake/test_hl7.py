"""HL7 v2: segments, escapes, frames, several messages in a file, and what each kind of message says."""

import base64
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind, ReceivedDocument
from coderdesk.reading.intake.hl7_segments import messages_in
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.source import Source
from tests.helpers.received_files import TXA, hl7, note_hl7, note_pdf

OBR = "OBR|1||L1|24323-8^Metabolic panel^LN|||20260303080000||||||||||||||||||F"


def read(content: bytes) -> tuple[ReceivedDocument, ...]:
    return read_received(Source("in.hl7", content))


def obx(form: str, name: str, value: str, rest: str = "||||||F") -> str:
    return f"OBX|1|{form}|1^{name}^L||{value}{rest}"


def test_results_stand_in_a_table_under_their_order() -> None:
    rows = (
        obx("NM", "Glucose", "182", "|mg/dL|70_105|H|||F"),
        obx("SN", "Ratio", ">^100", "|||||| P".replace(" ", "")),
        obx("CWE", "Culture", "1^No growth^L"),
        obx("DT", "Onset", "20260301"),
        obx("NM", "Sodium", '""'),
    )
    (found,) = read(hl7("ORU^R01", OBR, *rows, "NTE|1||Drawn fasting.~Repeat in a week."))
    assert found.text == (
        "Metabolic panel\nTest | Result | Units | Reference | Flag | Status\nGlucose | 182 | mg/dL | 70-105 | H\n"
        "Ratio | >100 |  |  |  | preliminary\nCulture | No growth\nOnset | 2026-03-01\nDrawn fasting.\nRepeat in a week.\n"
    )
    assert found.tables[0].rows[0][:2] == ("Glucose", "182")
    start = found.text.index("182")
    assert found.places.within(start, start + 3)[0].path == "OBX[1]-5"
    assert (found.kind, found.author_role) == (DocumentKind.LAB_RESULT, AuthorRole.LABORATORY)
    assert (found.written_on, found.is_signed) == (date(2026, 3, 3), True)
    assert found.author == "ALDER"


def test_text_lines_are_put_together_under_their_name() -> None:
    lines = [obx("TX", "Impression", words) for words in (r"No fracture.\.br\No effusion.", "", "Seen ~again.")]
    (found,) = read(hl7("ORU^R01", OBR.replace("Metabolic panel", "X-ray of wrist"), *lines))
    assert found.text == "X-ray of wrist\nImpression:\nNo fracture.\nNo effusion.\nSeen\nagain.\n"
    assert found.kind is DocumentKind.IMAGING


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"a\F\b\S\c\T\d\R\e\E\f", "a|b^c&d~e\\f"),
        (r"\H\bold\N\ text", "bold text"),
        (r"M\XC3A9\nière", "Ménière"),
        (r"one\.sp2\two", "one\n\ntwo"),
        (r"50\% of C:\path", r"50\% of C:\path"),
    ],
)
def test_escapes_are_what_they_stand_for(written: str, meant: str) -> None:
    (found,) = read(hl7("MDM^T02", TXA, obx("TX", "Note", written)))
    assert found.text == f"Note:\n{meant}\n"


def test_other_delimiters_are_those_of_the_message() -> None:
    content = note_hl7().decode().replace("|", "*").replace("^", "$").replace("MSH*$~\\&", "MSH*$~\\&").encode()
    (found,) = read(content)
    assert found.patient.name is not None
    assert found.patient.name.last == "Rivera"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("framed", [True, False])
def test_every_line_end_and_frame_is_read(end: str, framed: bool) -> None:  # noqa: FBT001
    one = hl7("MDM^T02", TXA, obx("TX", "Note", "Gout."), end=end)
    content = b"\x0b" + one + b"\x1c\r" if framed else one
    found = read(b"\xef\xbb\xbf" + content + content)
    assert [row.text for row in found] == ["Note:\nGout.\n"] * 2
    assert [row.part for row in found] == [1, 2]
    assert found[1].places.places[0].path == "message 2 OBX[1]-3"


def test_a_batch_is_its_messages() -> None:
    content = b"FHS|^~\\&|A\rBHS|^~\\&|A\r" + note_hl7() + note_hl7() + b"BTS|2\rFTS|1\r"
    assert len(read(content)) == 2


def test_a_line_break_inside_a_field_does_not_lose_its_words() -> None:
    (found,) = read(hl7("MDM^T02", TXA, obx("TX", "Note", "Gout of the\nleft foot", "||||||F")))
    assert found.text == "Note:\nGout of the\nleft foot\n"


def test_a_document_inside_is_a_document_of_its_own() -> None:
    packed = base64.b64encode(note_pdf()).decode()
    found = read(
        hl7(
            "MDM^T02",
            TXA,
            obx("TX", "Note", "See attached."),
            obx("ED", "Report", f"A^application^pdf^Base64^{packed}"),
        )
    )
    assert [row.original.media for row in found] == [MediaKind.HL7V2, MediaKind.PDF]
    assert found[1].envelope == found[0].original
    assert "Urinary tract infection" in found[1].text
    assert [row.part for row in found] == [1, 2]


def test_rtf_in_a_text_field_is_read_as_rtf() -> None:
    (found,) = read(
        hl7("MDM^T02", TXA, obx("FT", "Note", r"{\E\rtf1 Acute \E\b gout\E\par}".replace("\\E\\", "\\E\\")))
    )
    assert found.text == "Note:\nAcute gout\n"


def test_a_charge_message_says_its_diagnoses_and_is_nobodys_signed_note() -> None:
    segments = ("DG1|1||M10.9^Gout, unspecified^I10", "FT1|1|||20260302||CG|99213^Office visit^C4|||1")
    (found,) = read(hl7("DFT^P03", *segments))
    assert found.text == "Diagnosis: M10.9, Gout, unspecified\nCharge: 20260302, 99213, Office visit, 1\n"
    assert (found.kind, found.is_signed, found.title) == (DocumentKind.OTHER, None, "DFT P03")


@pytest.mark.parametrize(("status", "signed"), [("AU", True), ("LA", True), ("DI", False), ("PA", False), ("", None)])
def test_only_an_authenticated_document_is_signed(status: str, signed: bool | None) -> None:  # noqa: FBT001
    (found,) = read(hl7("MDM^T02", TXA.removesuffix("AU") + status, obx("TX", "Note", "Gout.")))
    assert found.is_signed is signed


def test_numbers_that_are_not_the_practices_stay_out() -> None:
    (found,) = read(note_hl7())
    assert [one.value for one in found.patient.identifiers] == ["AC-1023"]
    assert [one.value for one in found.visit.identifiers] == ["V-2026-0042"]


@given(st.text(st.characters(exclude_characters="\r\n\x0b\x1c\ufeff", exclude_categories=("Cs",)), max_size=60))
def test_what_is_escaped_comes_back(words: str) -> None:
    """a text with the five delimiters escaped is the text again"""
    written = words.replace("\\", "\\E\\")
    for mark, code in (("|", "F"), ("^", "S"), ("&", "T"), ("~", "R")):
        written = written.replace(mark, f"\\{code}\\")
    messages, _ = messages_in(f"MSH|^~\\&|A\rNTE|1||{written}\r".encode(), "a")
    (note,) = messages[0].all("NTE")
    assert note.text(3) == words or words in ('""',) or not words.strip()
