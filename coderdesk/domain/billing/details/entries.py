"""How each kind of particular is written by a person: text to value and back, with a sentence for what cannot be read."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from coderdesk.domain.billing.details.claim_details import Happening, RevenueLine
from coderdesk.domain.billing.submitted.dental import Tooth, ToothState
from coderdesk.domain.billing.submitted.supplements import Attachment
from coderdesk.domain.values.identifiers import is_npi
from coderdesk.domain.values.money import ZERO, Money
from coderdesk.domain.values.trouble import AppError


class DetailUnfit(AppError):
    """What was typed is not what the field holds."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was changed.")
        self.why = why


class Form(StrEnum):
    """How a particular is written. Lists stand on lines of their own, or between semicolons."""

    TEXT = "text"
    CODE = "code"
    NPI = "npi"
    STATE = "state"
    ZIP = "zip"
    DAY = "day"
    HOUR = "hour"
    NUMBER = "number"
    COUNT = "count"
    AMOUNT = "amount"
    CHOICE = "choice"
    CODES = "codes"
    DATED_CODES = "dated codes"
    SPAN_CODES = "span codes"
    VALUE_CODES = "value codes"
    ATTACHMENTS = "attachments"
    TEETH = "teeth"
    TOOTH_STATES = "tooth states"
    REVENUE_LINES = "revenue lines"


_DAY_FORMS = ("%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d")
_HOUR = re.compile(r"([01][0-9]|2[0-3])[0-5][0-9]")
_TOOTH = re.compile(r"([0-9]{1,2}|[A-T])(?:[ /]?([MODBLFI]{1,5}))?")
_JP = "JP"
_NUMBER = re.compile(r"0*([0-9]{1,7}(\.[0-9]{0,3}0*)?|\.[0-9]{1,3}0*)")
# the guides hold ten digits of an amount, and no payer's calendar begins before 1900
_MOST = Money(99_999_999_99)
_FIRST_YEAR = 1900
_KIND = re.compile(r"[A-Z0-9]{2}")


def read_text(text: str) -> str:
    """In one line, without what cannot be seen or stored."""
    shown = "".join(mark for mark in text if mark.isspace() or unicodedata.category(mark) not in ("Cc", "Cs"))
    return " ".join(shown.split())


def _read_code(text: str) -> str:
    return "".join(text.split()).upper()


def _read_npi(text: str) -> str:
    npi = _read_code(text)
    if npi and not is_npi(npi):
        raise DetailUnfit(f"{npi} is no NPI: ten digits, the last of which proves the others.")
    return npi


def _read_state(text: str) -> str:
    state = _read_code(text)
    if state and not (len(state) == 2 and state.isalpha()):
        raise DetailUnfit("A state has two letters.")
    return state


def _read_zip(text: str) -> str:
    digits = _read_code(text).replace("-", "")
    if digits and not (digits.isascii() and digits.isdecimal() and len(digits) in (5, 9)):
        raise DetailUnfit("A ZIP code has five or nine digits.")
    return digits


def read_day(text: str) -> date | None:
    """05/04/2026 or 2026-05-04; "" is no day."""
    written = text.strip()
    if not written:
        return None
    for form in _DAY_FORMS:
        try:
            day = datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day.year >= _FIRST_YEAR:
            return day
    raise DetailUnfit(f"{written} is no day: write it as 05/04/2026.")


def write_day(day: date | None) -> str:
    return f"{day:%m/%d/%Y}" if day else ""


def _read_hour(text: str) -> str:
    hour = text.strip().replace(":", "")
    if len(hour) in (1, 2) and hour.isdecimal():
        hour = f"{int(hour):02d}00"
    hour = hour.zfill(4) if len(hour) == 3 else hour
    if hour and not _HOUR.fullmatch(hour):
        raise DetailUnfit(f"{text.strip()} is no time of day: write it as 14:30.")
    return hour


def _write_hour(hour: str) -> str:
    return f"{hour[:2]}:{hour[2:]}" if hour else ""


def read_number(text: str) -> Decimal | None:
    """Not negative, with at most three decimals."""
    written = text.strip().replace(",", "")
    if not written:
        return None
    if not _NUMBER.fullmatch(written):
        raise DetailUnfit(f"{text.strip()} is not a number that a claim holds.")
    whole, _, decimals = written.partition(".")
    return Decimal(f"{whole or '0'}.{decimals[:3]}")


def write_number(number: Decimal | None) -> str:
    if number is None:
        return ""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _read_count(text: str) -> int | None:
    number = read_number(text)
    if number is not None and number % 1:
        raise DetailUnfit(f"{text.strip()} is no whole number.")
    return None if number is None else int(number)


def read_money(text: str) -> Money:
    if not text.strip():
        return ZERO
    try:
        amount = Money.parse(text)
    except ValueError:
        raise DetailUnfit(f"{text.strip()} is not an amount of money.") from None
    if amount < ZERO:
        raise DetailUnfit("The amount is less than nothing.")
    if amount > _MOST:
        raise DetailUnfit(f"{amount} is more than a claim holds.")
    return amount


def write_money(amount: Money) -> str:
    return "" if amount == ZERO else f"{amount.cents // 100}.{amount.cents % 100:02d}"


def _read_codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.split(r"[\s,;]+", text.strip().upper()))) if text.strip() else ()


def _lines_of(text: str) -> list[list[str]]:
    return [line.split() for line in re.split(r"[\n;]+", text) if line.strip()]


def _read_dated(text: str) -> tuple[Happening, ...]:
    rows = []
    for words in _lines_of(text):
        if len(words) != 2:
            raise DetailUnfit("Write each code with its day: 11 05/04/2026.")
        rows.append(Happening(code=words[0].upper(), first=read_day(words[1])))
    return tuple(rows)


def _read_spans(text: str) -> tuple[Happening, ...]:
    rows = []
    for words in _lines_of(text):
        if len(words) != 3:
            raise DetailUnfit("Write each code with its first and last day: 71 05/01/2026 05/03/2026.")
        first, last = read_day(words[1]), read_day(words[2])
        if first and last and last < first:
            raise DetailUnfit("The span ends before it begins.")
        rows.append(Happening(code=words[0].upper(), first=first, last=last))
    return tuple(rows)


def _read_values(text: str) -> tuple[Happening, ...]:
    rows = []
    for words in _lines_of(text):
        amount = read_number(words[1].removeprefix("$")) if len(words) == 2 else None
        if amount is None:
            raise DetailUnfit("Write each code with its amount or number: 80 4.")
        rows.append(Happening(code=words[0].upper(), amount=amount))
    return tuple(rows)


def _write_happenings(rows: tuple[Happening, ...]) -> str:
    return "\n".join(
        " ".join(
            part for part in (row.code, write_day(row.first), write_day(row.last), write_number(row.amount)) if part
        )
        for row in rows
    )


def _read_attachments(text: str) -> tuple[Attachment, ...]:
    rows = []
    for words in _lines_of(text.upper()):
        if len(words) not in (2, 3) or not all(_KIND.fullmatch(word) for word in words[:2]):
            raise DetailUnfit("Write what it is, how it is sent, and its control number: OZ FX A1234.")
        if len(words) == 2 and words[1] != "AA":
            raise DetailUnfit("What is sent with the claim has a control number; AA alone is kept ready for the payer.")
        rows.append(Attachment(kind=words[0], sent_by=words[1], control_number=words[2] if len(words) == 3 else ""))
    return tuple(rows)


def _write_attachments(rows: tuple[Attachment, ...]) -> str:
    return "\n".join(" ".join(filter(None, (row.kind, row.sent_by, row.control_number))) for row in rows)


def _tooth(text: str) -> tuple[str, str]:
    match = _TOOTH.fullmatch(text)
    if match is None or (match[1].isdecimal() and not 1 <= int(match[1]) <= 32):
        raise DetailUnfit(f"{text} is no tooth: 1 to 32 or A to T, then its surfaces as in 8 MOD.")
    return match[1], match[2] or ""


def _read_teeth(text: str) -> tuple[Tooth, ...]:
    written = [part.strip().upper() for part in re.split(r"[\n;,]+", text) if part.strip()]
    found = (_tooth(" ".join(part.split())) for part in written)
    return tuple(Tooth(numbering=_JP, tooth=tooth, surfaces=tuple(surfaces)) for tooth, surfaces in found)


def _write_teeth(rows: tuple[Tooth, ...]) -> str:
    return ", ".join(f"{row.tooth} {''.join(row.surfaces)}".strip() for row in rows)


def _read_tooth_states(text: str) -> tuple[ToothState, ...]:
    rows = []
    for part in re.split(r"[\n;,]+", text.upper()):
        words = part.split()
        if not words:
            continue
        if len(words) != 2 or words[1] not in ("M", "E"):
            raise DetailUnfit("Write each tooth with M (missing) or E (to be extracted): 8 M, 9 E.")
        rows.append(ToothState(tooth=_tooth(words[0])[0], state=words[1], numbering=_JP))
    return tuple(rows)


def _write_tooth_states(rows: tuple[ToothState, ...]) -> str:
    return ", ".join(f"{row.tooth} {row.state}" for row in rows)


def _read_revenue(text: str) -> tuple[RevenueLine, ...]:
    rows = []
    for words in _lines_of(text.upper()):
        if len(words) not in (4, 5) or words[1] not in ("DA", "UN"):
            raise DetailUnfit(
                "Write revenue code, DA days or UN units, how many, and the charge for all: 0120 DA 3 4500.00."
            )
        quantity = read_number(words[2])
        if not quantity:
            raise DetailUnfit(f"Revenue code {words[0]} has no days or units.")
        rows.append(
            RevenueLine(
                revenue_code=words[0].zfill(4),
                unit=words[1],
                quantity=quantity,
                charge=read_money(words[3]),
                not_covered=read_money(words[4]) if len(words) == 5 else ZERO,
            )
        )
    return tuple(rows)


def _write_revenue(rows: tuple[RevenueLine, ...]) -> str:
    return "\n".join(
        " ".join(
            part
            for part in (
                row.revenue_code,
                row.unit,
                write_number(row.quantity),
                write_money(row.charge) or "0.00",
                write_money(row.not_covered),
            )
            if part
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Hand:
    """`most` is how many characters a single value may have; 0 where something else says it."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _as_is(value: Any) -> str:
    return "" if value is None else str(value)


_HANDS: dict[Form, _Hand] = {
    Form.TEXT: _Hand(read_text, _as_is),
    Form.CODE: _Hand(_read_code, _as_is),
    Form.NPI: _Hand(_read_npi, _as_is),
    Form.STATE: _Hand(_read_state, _as_is),
    Form.ZIP: _Hand(_read_zip, _as_is),
    Form.DAY: _Hand(read_day, write_day),
    Form.HOUR: _Hand(_read_hour, _write_hour),
    Form.NUMBER: _Hand(read_number, write_number),
    Form.COUNT: _Hand(_read_count, _as_is),
    Form.AMOUNT: _Hand(read_money, write_money),
    Form.CHOICE: _Hand(read_text, _as_is),
    Form.CODES: _Hand(_read_codes, " ".join),
    Form.DATED_CODES: _Hand(_read_dated, _write_happenings),
    Form.SPAN_CODES: _Hand(_read_spans, _write_happenings),
    Form.VALUE_CODES: _Hand(_read_values, _write_happenings),
    Form.ATTACHMENTS: _Hand(_read_attachments, _write_attachments),
    Form.TEETH: _Hand(_read_teeth, _write_teeth),
    Form.TOOTH_STATES: _Hand(_read_tooth_states, _write_tooth_states),
    Form.REVENUE_LINES: _Hand(_read_revenue, _write_revenue),
}


def read_entry(form: Form, text: str) -> Any:
    """Raises DetailUnfit."""
    return _HANDS[form].read(text)


def write_entry(form: Form, value: Any) -> str:
    return _HANDS[form].write(value)
