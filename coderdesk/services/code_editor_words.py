"""The edits of the Medicare code editor and the grouper's refusals, in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass

STOP, WARN, INFO = "stop", "warn", "info"


@dataclass(frozen=True, slots=True)
class EditWords:
    """`severity` is a value of `Severity`; the sentence has no full stop and stands after a code or alone."""

    severity: str
    sentence: str


_LIMITED = "Medicare covers this procedure only under conditions that a person must check"

EDIT_WORDS: Mapping[str, EditWords] = {
    "INVALID_CODE": EditWords(STOP, "this is no valid code on the day of discharge"),
    "INVALID_ADMIT_DX": EditWords(STOP, "the admitting diagnosis is no valid code"),
    "SEX_CONFLICT": EditWords(WARN, "this code and the patient's sex on file do not go together"),
    "AGE_CONFLICT": EditWords(WARN, "this code and the patient's age do not go together"),
    "MANIFESTATION_AS_PDX": EditWords(STOP, "this is a manifestation, and the disease behind it is principal"),
    "NONSPECIFIC_PDX": EditWords(WARN, "this principal diagnosis is not specific"),
    "QUESTIONABLE_ADMISSION": EditWords(WARN, "this principal diagnosis is seldom a reason to admit by itself"),
    "UNACCEPTABLE_PDX": EditWords(STOP, "this code does not stand as principal diagnosis of a stay"),
    "E_CODE_AS_PDX": EditWords(STOP, "an external cause is never the principal diagnosis"),
    "DUPLICATE_OF_PDX": EditWords(STOP, "this secondary diagnosis repeats the principal one"),
    "REQUIRES_SDX": EditWords(STOP, "this principal diagnosis needs a secondary one that says why"),
    "NON_COVERED": EditWords(WARN, "Medicare does not cover this procedure"),
    "OPEN_BIOPSY": EditWords(INFO, "check whether the biopsy was open or closed"),
    "BILATERAL": EditWords(WARN, "two procedures on both sides are listed that are seldom done in one stay"),
    "NONSPECIFIC_OR": EditWords(WARN, "this operation is not specific"),
    "QUESTIONABLE_OBSTETRIC_ADMISSION": EditWords(WARN, "a delivery is coded without the diagnoses that go with it"),
    "UNSPECIFIED": EditWords(STOP, "this code leaves the side open; name it, or remark why it cannot be told"),
    "WRONG_PROCEDURE_PERFORMED": EditWords(
        STOP, "a wrong procedure, patient or site is coded: Medicare does not pay the stay"
    ),
    "INCONSISTENT_WITH_LENGTH_OF_STAY": EditWords(WARN, "this procedure and the length of the stay do not go together"),
    "MEDICARE_IS_SECONDARY_PAYER": EditWords(INFO, "another payer may come before Medicare"),
    "INVALID_AGE": EditWords(STOP, "the patient's age is not between 0 and 124 years"),
    "INVALID_SEX": EditWords(WARN, "the patient's sex is not known"),
    "INVALID_DISCHARGE_STATUS": EditWords(STOP, "the discharge status is none that exists"),
    "LIMITED_COVERAGE": EditWords(WARN, _LIMITED),
    **{
        f"LIMITED_COVERAGE_{organ}": EditWords(WARN, _LIMITED)
        for organ in (
            "ARTIFICIAL_HEART",
            "COMBINATION_HEART_LUNG",
            "HEART_IMPLANT",
            "HEART_TRANSPLANT",
            "INTESTINE",
            "KIDNEY",
            "LIVER",
            "LUNG_TRANSPLANT",
            "LVRS",
            "PANCREAS",
        )
    },
}

RETURN_WORDS: Mapping[str, str] = {
    "DX_CANNOT_BE_PDX": "the first diagnosis cannot be the principal one of a stay",
    "INVALID_PDX": "the principal diagnosis is no valid code on the day of discharge",
    "INVALID_PRINCIPAL_DIAGNOSIS": "the principal diagnosis is no valid code on the day of discharge",
    "INVALID_AGE": "the age is not possible",
    "INVALID_SEX": "the group depends on the patient's sex, which is not known",
    "INVALID_DISCHARGE_STATUS": "the group depends on the discharge status, which is none that exists",
    "INVALID_DSTAT": "the group depends on the discharge status, which is none that exists",
    "INVALID_POA": "a present-on-admission indicator is missing or illegal",
    "UNGROUPABLE": "the codes make no group",
}
