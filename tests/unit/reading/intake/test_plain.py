"""Plain text: encodings, and what a note says of itself in its own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.dates import date_in, date_of_stamp
from coderdesk.reading.intake.decode import GUESSED, LOST
from coderdesk.reading.intake.people import name_in, role_of
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.stated import stated_in
from tests.helpers.received_files import NOTE

SHORT = "Plan: reassess Ménière’s disease – 38 °C.\n"


def read(content: bytes) -> ReceivedDocument:
    (found,) = read_received(Source("note.txt", content))
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_encoding_that_shows_itself_is_read_without_a_word(encoding: str) -> None:
    found = read(SHORT.encode(encoding))
    assert (found.text, found.notices) == (SHORT, ())


def test_an_encoding_that_must_be_guessed_is_said() -> None:
    found = read(SHORT.encode("cp1252"))
    assert (found.text, found.notices) == (SHORT, (GUESSED,))


def test_what_cannot_be_decoded_is_said() -> None:
    found = read(b"\xef\xbb\xbfGout \xff.\n")
    assert found.notices == (LOST,)


def test_line_ends_and_unprintable_characters_are_made_plain() -> None:
    assert read(b"Gout.\r\nRest.\rEnd\x0c\x07\x1b.\n").text == "Gout.\nRest.\nEnd\n.\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1))
def test_printable_text_is_read_as_it_is(words: str) -> None:
    text = f"Plan: {words}\n"
    assert read(text.encode()).text == text.replace("\u00a0", " ").replace("\u202f", " ").replace(
        "\ufffe", "\ufffd"
    ).replace("\uffff", "\ufffd")


def test_a_note_may_begin_with_a_sign_of_comparison() -> None:
    assert read(b"<3 days of cough.\n").text == "<3 days of cough.\n"


def test_a_note_in_brackets_is_no_json() -> None:
    assert read(b"[dictated, not read]\nGout.\n").is_signed is None or read(b"[x] Gout\n").text == "[x] Gout\n"


@pytest.mark.parametrize(
    ("text", "name", "born"),
    [
        ("Patient: Rivera, Ana M. DOB: 03/17/1984", "Rivera, Ana M", date(1984, 3, 17)),
        ("Name: Ana Rivera\tSex: F\nD.O.B.: 17 Mar 1984", "Rivera, Ana", date(1984, 3, 17)),
        ("PATIENT NAME: RIVERA, ANA | DATE OF BIRTH: March 17, 1984", "RIVERA, ANA", date(1984, 3, 17)),
        ("Pt: Mrs. Ana de la Rivera, born on 1984-03-17", "de la Rivera, Ana", date(1984, 3, 17)),
        ("Ana Rivera is a pleasant 42-year-old female with gout.", "Rivera, Ana", None),
        ("Patient: reports feeling better", None, None),
        ("The patient: denies pain. Name of drug: aspirin", None, None),
        ("Patient Name   Date of Birth\nRivera, Ana   03/17/84", "Rivera, Ana", date(1984, 3, 17)),
    ],
)
def test_patients_are_found_under_their_labels(text: str, name: str | None, born: date | None) -> None:
    patient = stated_in(text).patient
    assert (patient.name.sorted if patient.name else None, patient.birth_date) == (name, born)


@pytest.mark.parametrize(
    ("text", "author", "role"),
    [
        ("Provider: Marisol Tenenbrook, MD", "Marisol Tenenbrook, MD", AuthorRole.PROVIDER),
        ("Dictated by: Marisol Tenenbrook", "Marisol Tenenbrook", AuthorRole.PROVIDER),
        ("Author: Lee Farrowby, RN", "Lee Farrowby, RN", AuthorRole.NURSE),
        ("Nurse: Lee Farrowby\nProvider: Marisol Tenenbrook", "Marisol Tenenbrook", AuthorRole.PROVIDER),
        ("Nurse: Lee Farrowby", "Lee Farrowby", AuthorRole.NURSE),
        ("Recorded by: Lee Farrowby", "Lee Farrowby", None),
        ("Provider: see chart 4", "", None),
        ("Glucose 182   Reference range 70-105\nProvider: Marisol Tenenbrook, MD", "", AuthorRole.LABORATORY),
        ("Ordering physician: Marisol Tenenbrook, MD", "", None),
    ],
)
def test_authors_are_found_and_who_ordered_is_none(text: str, author: str, role: AuthorRole | None) -> None:
    """a value that a laboratory measured is never the statement of the provider who asked for it"""
    stated = stated_in(text)
    assert (stated.author, stated.author_role) == (author, role)


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        (NOTE, True),
        ("Gout.\n/s/ Marisol Tenenbrook, MD", True),
        ("Gout.\nElectronically signed by: Marisol Tenenbrook MD, 03/02/2026 10:15", True),
        ("DRAFT\nGout.", False),
        ("Dictated but not read. /s/ Marisol Tenenbrook", False),
        ("Gout.", None),
        ("Consent form signed by patient.", None),
    ],
)
def test_a_signature_is_only_what_says_so(text: str, signed: bool | None) -> None:  # noqa: FBT001
    assert stated_in(text).is_signed is signed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CHIEF COMPLAINT\nCough.\n\nASSESSMENT\nBronchitis.", DocumentKind.PROGRESS_NOTE),
        ("OPERATIVE REPORT\nGout.", DocumentKind.OPERATIVE_NOTE),
        ("Cedar Clinic\nCONSULTATION\nGout.", DocumentKind.CONSULTATION),
        ("Glucose 182   Reference range 70-105", DocumentKind.LAB_RESULT),
        ("Dear colleague, thank you.", DocumentKind.OTHER),
    ],
)
def test_the_kind_is_told_by_title_or_sections(text: str, kind: DocumentKind) -> None:
    assert stated_in(text).kind is kind


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("3/2/2026", date(2026, 3, 2)),
        ("03-02-26", date(2026, 3, 2)),
        ("25/12/2026", date(2026, 12, 25)),
        ("3/2/84", date(1984, 3, 2)),
        ("Mar. 2nd, 2026", date(2026, 3, 2)),
        ("2-MAR-2026", date(2026, 3, 2)),
        ("13/13/2026", None),
        ("120/80/72/5", None),
        ("soon", None),
    ],
)
def test_dates_in_the_ways_they_are_written(words: str, day: date | None) -> None:
    assert date_in(words) == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("20260302", date(2026, 3, 2)), ("202603021015-0500", date(2026, 3, 2)), ("2026-03-02T10:15:00Z", date(2026, 3, 2)),
     ("202603", None), ("0000", None), ("20261301", None), ("", None)],
)  # fmt: skip
def test_time_stamps_of_messages(stamp: str, day: date | None) -> None:
    assert date_of_stamp(stamp) == day


@pytest.mark.parametrize(
    ("words", "shown"),
    [("Rivera, Ana M.", "Ana M. Rivera"), ("Ana M. Rivera Jr.", "Ana M. Rivera Jr"), ("Dr. Ana Rivera, MD", "Ana Rivera"),
     ("de la Cruz, Ana", "Ana de la Cruz"), ("Rivera", None), ("Ana 2", None), ("", None)],
)  # fmt: skip
def test_names_in_the_ways_they_are_written(words: str, shown: str | None) -> None:
    name = name_in(words)
    assert (name.full if name else None) == shown


@pytest.mark.parametrize(
    ("author", "role"),
    [("A. Stone, FNP-C", AuthorRole.PROVIDER), ("Dr. Stone", AuthorRole.PROVIDER), ("A. Stone, RN, BSN", AuthorRole.NURSE),
     ("Quill Laboratories", AuthorRole.LABORATORY), ("Ana Stone", None), ("Mark Doe", None)],
)  # fmt: skip
def test_roles_by_the_letters_behind_a_name(author: str, role: AuthorRole | None) -> None:
    assert role_of(author) == role


@pytest.mark.parametrize(
    ("words", "last", "first", "middle"),
    [
        ("Rivera, AnaM", "Rivera", "Ana", "M"),
        ("Jo Hall, PharmD", "Hall", "Jo", ""),
        ("McDonald, JoAnn", "McDonald", "JoAnn", ""),
        ("LaToya Jones", "Jones", "LaToya", ""),
    ],
)
def test_an_initial_that_ran_into_a_name_is_parted_from_it(words: str, last: str, first: str, middle: str) -> None:
    found = name_in(words)
    assert found is not None
    assert (found.last, found.first, found.middle) == (last, first, middle)


def test_a_line_that_says_who_wrote_a_note_names_its_author() -> None:
    (found,) = read_received(Source("a", b"ASSESSMENT: Gout.\nNursing note written by Nick Nurse\nPLAN: rest.\n"))
    assert found.author == "Nick Nurse"


def test_a_gap_of_a_million_blanks_is_no_trouble() -> None:
    (found,) = read_received(Source("a", b"DOB: 03/17/1984" + b" " * 1_000_000 + b"MRN: AC-1\nASSESSMENT: Gout.\n"))
    assert found.patient.birth_date == date(1984, 3, 17)
    assert [one.value for one in found.patient.identifiers] == ["AC-1"]
