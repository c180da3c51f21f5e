"""What a person types into a field of the claim's details, and what it becomes."""

from datetime import date
from decimal import Decimal

import pytest

from coderdesk.domain.billing.details.claim_details import Happening, RevenueLine
from coderdesk.domain.billing.details.entries import DetailUnfit, Form, read_entry, write_entry
from coderdesk.domain.billing.submitted.dental import Tooth, ToothState
from coderdesk.domain.billing.submitted.supplements import Attachment
from coderdesk.domain.values.money import Money


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        (Form.DAY, "5/4/2026", date(2026, 5, 4)),
        (Form.DAY, "2026-05-04", date(2026, 5, 4)),
        (Form.DAY, " ", None),
        (Form.HOUR, "8", "0800"),
        (Form.HOUR, "14:30", "1430"),
        (Form.HOUR, "930", "0930"),
        (Form.ZIP, "97301-0001", "973010001"),
        (Form.NUMBER, "1,200.5", Decimal("1200.5")),
        (Form.AMOUNT, "$20", Money(2000)),
        (Form.CODES, "17, c1 17", ("17", "C1")),
        (Form.DATED_CODES, "11 05/04/2026", (Happening(code="11", first=date(2026, 5, 4)),)),
        (Form.VALUE_CODES, "80 3; 01 850.25", (
            Happening(code="80", amount=Decimal(3)),
            Happening(code="01", amount=Decimal("850.25")),
        )),
        (
            Form.SPAN_CODES,
            "71 05/01/2026 05/03/2026",
            (Happening(code="71", first=date(2026, 5, 1), last=date(2026, 5, 3)),),
        ),
        (Form.ATTACHMENTS, "oz fx a12", (Attachment(kind="OZ", sent_by="FX", control_number="A12"),)),
        (Form.ATTACHMENTS, "OZ AA", (Attachment(kind="OZ", sent_by="AA"),)),
        (Form.TEETH, "8 MOD, 9, t", (
            Tooth(numbering="JP", tooth="8", surfaces=("M", "O", "D")),
            Tooth(numbering="JP", tooth="9"),
            Tooth(numbering="JP", tooth="T"),
        )),
        (Form.TOOTH_STATES, "8 M; 9 e", (
            ToothState(tooth="8", state="M", numbering="JP"),
            ToothState(tooth="9", state="E", numbering="JP"),
        )),
        (Form.REVENUE_LINES, "120 da 3 4500.00", (
            RevenueLine(revenue_code="0120", unit="DA", quantity=Decimal(3), charge=Money(450_000)),
        )),
    ],
)  # fmt: skip
def test_read_and_written_again(form: Form, text: str, value: object) -> None:
    assert read_entry(form, text) == value
    assert read_entry(form, write_entry(form, value)) == value


@pytest.mark.parametrize(
    ("form", "text", "why"),
    [
        (Form.DAY, "02/30/2026", "is no day"),
        (Form.DAY, "01/01/0001", "is no day"),
        (Form.ZIP, "１２３４５", "five or nine digits"),
        (Form.NUMBER, f"1.{'0' * 40}1", "not a number"),
        (Form.NUMBER, "1e5", "not a number"),
        (Form.NUMBER, "١٢", "not a number"),
        (Form.NUMBER, "-0", "not a number"),
        (Form.NUMBER, "10000000", "not a number"),
        (Form.AMOUNT, "100000000.00", "more than a claim holds"),
        (Form.ATTACHMENTS, "ÄÖ FX A12", "what it is"),
        (Form.HOUR, "25", "is no time of day"),
        (Form.HOUR, "14:60", "is no time of day"),
        (Form.NPI, "1234567890", "is no NPI"),
        (Form.STATE, "Oregon", "two letters"),
        (Form.ZIP, "9730", "five or nine digits"),
        (Form.NUMBER, "-1", "not a number"),
        (Form.NUMBER, "nan", "not a number"),
        (Form.COUNT, "2.5", "no whole number"),
        (Form.AMOUNT, "-3", "less than nothing"),
        (Form.AMOUNT, "much", "not an amount"),
        (Form.DATED_CODES, "11", "with its day"),
        (Form.SPAN_CODES, "71 05/03/2026 05/01/2026", "ends before it begins"),
        (Form.VALUE_CODES, "80", "with its amount"),
        (Form.ATTACHMENTS, "OZ FX", "control number"),
        (Form.TEETH, "33", "is no tooth"),
        (Form.TEETH, "8 X", "is no tooth"),
        (Form.TOOTH_STATES, "8 Q", "missing"),
        (Form.REVENUE_LINES, "0120 3 4500", "revenue code, DA days"),
        (Form.REVENUE_LINES, "0120 DA 0 4500", "no days or units"),
    ],
)
def test_what_cannot_be_read_says_why(form: Form, text: str, why: str) -> None:
    with pytest.raises(DetailUnfit, match=why) as refused:
        read_entry(form, text)
    assert str(refused.value).endswith("Nothing was changed.")


def test_a_text_keeps_only_what_can_be_seen_and_stored() -> None:
    """half a character, a NUL and an escape sequence are left out; a line end is a blank"""
    assert read_entry(Form.TEXT, "fell\ud800\x00 on\nice\x1b") == "fell on ice"


@pytest.mark.parametrize(
    ("text", "number"), [("007", "7"), (".5", "0.5"), ("1.5000000", "1.5"), ("9,999,999", "9999999"), ("3.", "3")]
)
def test_a_number_in_other_dress(text: str, number: str) -> None:
    read = read_entry(Form.NUMBER, text)
    assert read == Decimal(number)
    assert write_entry(Form.NUMBER, read) == number
