"""What a visit's level is weighed by: problems, data and risk, each element in our own words with the level it carries.

The scale is that of the office visit codes since 2021 as revised for 2023: straightforward, low, moderate, high.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

FIRST_DAY = date(2021, 1, 1)
CITATION = "AMA CPT E/M guidelines 2023, office visits: two of three elements, or total time"


class Mdm(IntEnum):
    """The value is the last digit of the code; NONE supports no code."""

    NONE = 0
    STRAIGHTFORWARD = 2
    LOW = 3
    MODERATE = 4
    HIGH = 5

    @property
    def words(self) -> str:
        return self.name.lower()


LEVELS = (Mdm.STRAIGHTFORWARD, Mdm.LOW, Mdm.MODERATE, Mdm.HIGH)


class PatientStatus(StrEnum):
    """NEW: not seen by this practice and specialty in the three years before."""

    NEW = "new"
    ESTABLISHED = "established"


class Column(StrEnum):
    PROBLEMS = "problems"
    DATA = "data"
    RISK = "risk"


class Element(StrEnum):
    """One thing that can be ticked. The stored word never changes."""

    MINOR_PROBLEM = "minor_problem"
    STABLE_CHRONIC = "stable_chronic"
    STABLE_ACUTE = "stable_acute"
    SIMPLE_ACUTE = "simple_acute"
    WORSE_CHRONIC = "worse_chronic"
    UNCERTAIN_NEW = "uncertain_new"
    SYSTEMIC_ACUTE = "systemic_acute"
    COMPLICATED_INJURY = "complicated_injury"
    SEVERE_CHRONIC = "severe_chronic"
    THREAT = "threat"
    OUTSIDE_NOTE = "outside_note"
    TEST_REVIEWED = "test_reviewed"
    TEST_ORDERED = "test_ordered"
    HISTORIAN = "historian"
    OWN_INTERPRETATION = "own_interpretation"
    DISCUSSION = "discussion"
    MINIMAL_RISK = "minimal_risk"
    LOW_RISK = "low_risk"
    PRESCRIPTION = "prescription"
    MINOR_SURGERY_RISK = "minor_surgery_risk"
    MAJOR_SURGERY = "major_surgery"
    SOCIAL_LIMITS = "social_limits"
    TOXIC_DRUG = "toxic_drug"
    MAJOR_SURGERY_RISK = "major_surgery_risk"
    EMERGENCY_SURGERY = "emergency_surgery"
    HOSPITAL_CARE = "hospital_care"
    CARE_LIMITED = "care_limited"
    PARENTERAL_OPIOID = "parenteral_opioid"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`level` is what one of it carries, NONE where a count decides; `words` stand on the screen and the worksheet."""

    column: Column
    level: Mdm
    words: str


_P, _D, _R = Column.PROBLEMS, Column.DATA, Column.RISK

MEANINGS: Mapping[Element, Meaning] = {
    Element.MINOR_PROBLEM: Meaning(_P, Mdm.STRAIGHTFORWARD, "A small problem that passes by itself"),
    Element.STABLE_CHRONIC: Meaning(_P, Mdm.LOW, "A long-term illness that is at its treatment goal"),
    Element.STABLE_ACUTE: Meaning(_P, Mdm.LOW, "A recent illness that is getting better under treatment"),
    Element.SIMPLE_ACUTE: Meaning(_P, Mdm.LOW, "A new short illness or injury without complication"),
    Element.WORSE_CHRONIC: Meaning(_P, Mdm.MODERATE, "A long-term illness that is worse or not at its goal"),
    Element.UNCERTAIN_NEW: Meaning(_P, Mdm.MODERATE, "A new problem whose outlook is not yet known"),
    Element.SYSTEMIC_ACUTE: Meaning(_P, Mdm.MODERATE, "An acute illness that affects the whole body"),
    Element.COMPLICATED_INJURY: Meaning(_P, Mdm.MODERATE, "An injury that needs more than the injured part looked at"),
    Element.SEVERE_CHRONIC: Meaning(_P, Mdm.HIGH, "A long-term illness that has become severely worse"),
    Element.THREAT: Meaning(_P, Mdm.HIGH, "An illness or injury that endangers life or a function of the body"),
    Element.OUTSIDE_NOTE: Meaning(_D, Mdm.NONE, "Read a note from another practice or facility"),
    Element.TEST_REVIEWED: Meaning(_D, Mdm.NONE, "Read the result of a test"),
    Element.TEST_ORDERED: Meaning(_D, Mdm.NONE, "Ordered a test"),
    Element.HISTORIAN: Meaning(_D, Mdm.NONE, "Took the history from somebody else, for the patient could not give it"),
    Element.OWN_INTERPRETATION: Meaning(_D, Mdm.NONE, "Read the picture or tracing itself, not only its report"),
    Element.DISCUSSION: Meaning(_D, Mdm.NONE, "Discussed care or a test with a professional outside the group"),
    Element.MINIMAL_RISK: Meaning(_R, Mdm.STRAIGHTFORWARD, "Care with next to no risk"),
    Element.LOW_RISK: Meaning(_R, Mdm.LOW, "Care with low risk, such as a drug without prescription"),
    Element.PRESCRIPTION: Meaning(_R, Mdm.MODERATE, "A prescription drug begun, changed, or continued after thought"),
    Element.MINOR_SURGERY_RISK: Meaning(_R, Mdm.MODERATE, "Minor surgery decided on, with risks that were named"),
    Element.MAJOR_SURGERY: Meaning(_R, Mdm.MODERATE, "Planned major surgery decided on, without special risks"),
    Element.SOCIAL_LIMITS: Meaning(_R, Mdm.MODERATE, "Housing, food, money or the like limit what can be done"),
    Element.TOXIC_DRUG: Meaning(_R, Mdm.HIGH, "A drug whose poisoning is watched for by tests"),
    Element.MAJOR_SURGERY_RISK: Meaning(_R, Mdm.HIGH, "Planned major surgery decided on, with risks that were named"),
    Element.EMERGENCY_SURGERY: Meaning(_R, Mdm.HIGH, "Emergency major surgery decided on"),
    Element.HOSPITAL_CARE: Meaning(_R, Mdm.HIGH, "Admission, or a higher step of hospital care, decided on"),
    Element.CARE_LIMITED: Meaning(_R, Mdm.HIGH, "Not to resuscitate, or less care for a poor outlook, decided on"),
    Element.PARENTERAL_OPIOID: Meaning(_R, Mdm.HIGH, "A controlled drug given by injection or infusion"),
}
# Counted once for each of them, however often they are ticked: the same test ordered and read is one test.
TESTS = frozenset({Element.TEST_REVIEWED, Element.TEST_ORDERED})
COUNTED = frozenset({Element.OUTSIDE_NOTE, *TESTS})

# "Two of" a problem weighs more than one of it.
TWICE: Mapping[Element, Mdm] = {Element.MINOR_PROBLEM: Mdm.LOW, Element.STABLE_CHRONIC: Mdm.MODERATE}

# Minutes on the day of the visit that must be met, level by level (2024: "must be met or exceeded"; the same since 2021).
MINUTES: Mapping[PatientStatus, Mapping[Mdm, int]] = {
    PatientStatus.NEW: dict(zip(LEVELS, (15, 30, 45, 60), strict=True)),
    PatientStatus.ESTABLISHED: dict(zip(LEVELS, (10, 20, 30, 40), strict=True)),
}

NEEDED: Mapping[tuple[Column, Mdm], str] = {
    (_P, Mdm.STRAIGHTFORWARD): "one problem that was dealt with",
    (_P, Mdm.LOW): "two small problems, or one stable long-term illness or simple new illness or injury",
    (
        _P,
        Mdm.MODERATE,
    ): "two stable long-term illnesses, or one problem that is worse, uncertain, systemic or complicated",
    (_P, Mdm.HIGH): "one severe worsening, or a threat to life or to a function of the body",
    (_D, Mdm.STRAIGHTFORWARD): "nothing",
    (_D, Mdm.LOW): "two different tests or outside notes, or a history from somebody else",
    (
        _D,
        Mdm.MODERATE,
    ): "three different tests, outside notes or other historians, or an own reading, or a discussion outside",
    (_D, Mdm.HIGH): "two of: three different tests, notes or historians; an own reading; a discussion outside",
    (_R, Mdm.STRAIGHTFORWARD): "care that was decided on",
    (_R, Mdm.LOW): "care with low risk",
    (_R, Mdm.MODERATE): "a prescription drug, surgery, or circumstances that limit care",
    (
        _R,
        Mdm.HIGH,
    ): "watched toxic therapy, risky or emergency surgery, hospital care, or care limited for a poor outlook",
}


def office_code(status: PatientStatus, level: Mdm) -> str:
    """ "99204" for a new patient and moderate; "" for no level."""
    if level is Mdm.NONE:
        return ""
    return f"9920{level.value}" if status is PatientStatus.NEW else f"9921{level.value}"


def level_of_code(code: str) -> tuple[PatientStatus, Mdm] | None:
    """What an office visit code claims; None for all others, 99211 among them, which no decision making measures."""
    if len(code) == 5 and code[:4] in ("9920", "9921") and code[4] in "2345":
        status = PatientStatus.NEW if code[3] == "0" else PatientStatus.ESTABLISHED
        return status, Mdm(int(code[4]))
    return None
