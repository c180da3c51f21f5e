"""What written values become in a claim file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.billing.x12_text import DELIMITERS, lost_characters, x12_text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Rivera", "RIVERA"),
        ("Ñandú-Škoda", "NANDU-SKODA"),
        ("Łęcka", "LECKA"),
        ("Groß", "GROSS"),
        ("Þór Æsir", "THOR AESIR"),
        ("O’Neil", "O'NEIL"),
        ("Живаго", "ZHIVAGO"),
        ("Юлія", "IULIIA"),
        ("Παπαδόπουλος", "PAPADOPOYLOS"),
        ("Apt #4, 5th & Main", "APT #4, 5TH & MAIN"),
        ("A*B~C:D^E", "A B C D E"),
        ("  tab\tand\nline ", "TAB AND LINE"),
        ("ﬁsh ½", "FISH 12"),
        ("a\u200bb", "A B"),
        ("王", ""),
        ("", ""),
    ],
)
def test_written_form(typed: str, written: str) -> None:
    assert x12_text(typed) == written


@given(st.text())
def test_any_text_is_plain_and_stays_so(text: str) -> None:
    """ASCII, upper case, no delimiter, no control character, no double blank; written again it does not change"""
    written = x12_text(text)
    assert written.isascii()
    assert written.isprintable() or not written
    assert written == written.upper() == " ".join(written.split(" ")).strip() == x12_text(written)
    assert not set(DELIMITERS) & set(written)


def test_lost_letters_are_told() -> None:
    """a Chinese family name beside a Latin one; marks and delimiters are no loss"""
    assert lost_characters("王 Wang-Škoda*") == "王"
    assert lost_characters("Живаго Łęcka ½") == ""
