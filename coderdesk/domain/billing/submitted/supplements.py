"""What comes with a claim or line: attachments, notes, measurements, certifications, answers to a form."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """`kind` says what it is (OZ support data, CT certification, RB radiology films ...), `sent_by` how (BM, EL, FX, AA ...)."""

    kind: str
    sent_by: str = ""
    control_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFormatNote:
    """Words that a payer or state asks for in a form of its own (K3)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """`role` TR test result or OG starting dosage; `kind` HT height, R1 hemoglobin, R2 hematocrit, R3 epoetin, R4 creatinine."""

    role: str
    kind: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAnswer:
    """`category` 07 ambulance, 09 equipment, 70 hospice, 75 homebound, E1-E3 vision, ZZ EPSDT; `answer` Y or N."""

    category: str
    answer: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer:
    """The answer to one question of a form: yes or no, words, a date or a percentage."""

    question: str
    choice: str = ""
    words: str = ""
    on: date | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswers:
    """A certificate of medical necessity or another form: `list_kind` UT under which `form` is a number ("484.3" oxygen)."""

    list_kind: str
    form: str = ""
    answers: tuple[FormAnswer, ...] = ()
