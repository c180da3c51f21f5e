"""A code of a national code set, and the book that says which codes are in force on a date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from coderdesk.domain.values.dates import Period


class CodeSystem(StrEnum):
    ICD10CM = "ICD-10-CM"
    ICD10PCS = "ICD-10-PCS"
    CPT = "CPT"
    HCPCS = "HCPCS"
    CDT = "CDT"
    NDC = "NDC"

    @property
    def is_diagnosis(self) -> bool:
        return self is CodeSystem.ICD10CM


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code with the period in which it may be reported. `value` is as printed in the book ("N39.0", "G0463").

    `is_billable` is false for categories and headings; `release` names the release that the title comes from.
    `title` is "" when the release in force is not loaded with titles.
    """

    system: CodeSystem
    value: str
    title: str
    in_force: Period
    is_billable: bool
    release: str

    def is_reportable_on(self, date_of_service: date) -> bool:
        return self.is_billable and self.in_force.covers(date_of_service)


class CodeBook(Protocol):
    """Dated look-up over all installed code sets. There is no look-up without a date of service."""

    def code_on(self, system: CodeSystem, value: str, date_of_service: date) -> Code | None:
        """The code in force on that date, billable or not; None when there is none. `value` with or without its dot."""
        ...

    def find(self, system: CodeSystem, value: str) -> Code | None:
        """The code whatever its dates, to explain that it ended or begins later; None when it was never loaded."""
        ...


def undotted(value: str) -> str:
    """A code as files hold it: upper case, no dot, no blanks."""
    return value.replace(".", "").replace(" ", "").upper()


def dotted(value: str) -> str:
    """An ICD-10-CM code as the book prints it: "N390" -> "N39.0"; idempotent."""
    bare = undotted(value)
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare
