"""An inpatient stay and the group that Medicare pays it under, with what each code does to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.ids import DocumentId

HOME = 1  # discharge status 01, routine discharge (NUBC form locator 17)
UNGROUPABLE = frozenset({"998", "999"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StayDiagnosis:
    """`poa` is Y, N, U, W, or "" when it is not given."""

    code: str
    poa: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InpatientStay:
    """Diagnoses in order, the principal one first; `procedures` are ICD-10-PCS codes. `age` counts years at admission.

    None stands for what is not given; the grouping then names what it took instead.
    """

    discharged_on: date
    diagnoses: tuple[StayDiagnosis, ...]
    procedures: tuple[str, ...] = ()
    age: int | None = None
    sex: Sex | None = None
    discharge_status: int | None = None


class Complication(StrEnum):
    """What a secondary diagnosis is on the lists of its version."""

    NONE = "none"
    CC = "CC"
    MCC = "MCC"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedDiagnosis:
    """`counts` says that it moved the stay to its group; a CC may be on the list and change nothing."""

    code: str
    complication: Complication
    counts: bool
    is_valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StayGroup:
    """`drg` has three digits, 998 or 999 when the stay cannot be grouped; `why` then says so in words, else "".

    `weight` is that of the fiscal year nearest to the discharge, None when it is not known. `assumed` are sentences on what
    was not given.
    """

    drg: str
    title: str
    mdc: str
    mdc_title: str
    weight: Decimal | None
    version: str
    principal: GroupedDiagnosis | None
    secondary: tuple[GroupedDiagnosis, ...]
    why: str = ""
    assumed: tuple[str, ...] = ()

    @property
    def is_grouped(self) -> bool:
        return self.drg not in UNGROUPABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentedCondition:
    """A condition that the record names and nobody coded: `quotation` stands at `start` to `end` of the document."""

    code: str
    title: str
    document_id: DocumentId
    start: int
    end: int
    quotation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherGroup:
    """The group that the stay would have with the condition coded beside what is coded, and the words that name it."""

    condition: DocumentedCondition
    complication: Complication
    group: StayGroup
    weight_change: Decimal | None
