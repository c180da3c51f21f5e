"""A code assigned to a visit, with the passages that prove it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, EncounterId

MAX_LETTERED = 12


class AssignmentState(StrEnum):
    """BILLABLE: its evidence matches the documents. UNPROVEN: it did, until a text changed. QUERY: the provider was asked.

    Only BILLABLE reaches a charge line of a claim or invoice; the database holds the same rule.
    """

    BILLABLE = "billable"
    UNPROVEN = "unproven"
    QUERY = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDetails:
    """What a service line needs beyond its code. `pointers` name diagnosis assignments, the primary one first, at most 4."""

    units: Decimal = Decimal(1)
    modifiers: tuple[str, ...] = ()
    pointers: tuple[AssignmentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAssignment:
    """`position` orders diagnoses and services separately, from 1; `words` are the title as shown and invoiced.

    `service` is None for a diagnosis. `query_note` is what the provider was asked, for a draft query, and `queried_on` the day;
    None before it is stored and for all others. `poa` says of an inpatient's diagnosis whether it was present on admission:
    Y, N, U or W, "" as long as nobody said.
    """

    id: AssignmentId
    encounter_id: EncounterId
    system: CodeSystem
    code: str
    words: str
    release: str
    position: int
    state: AssignmentState
    evidence: tuple[Evidence, ...] = ()
    service: ServiceDetails | None = None
    query_note: str = ""
    queried_on: date | None = None
    poa: str = ""

    @property
    def is_diagnosis(self) -> bool:
        return self.system.is_diagnosis

    @property
    def is_billable(self) -> bool:
        return self.state is AssignmentState.BILLABLE

    def passages(self, supports: Supports) -> tuple[Evidence, ...]:
        return tuple(passage for passage in self.evidence if passage.supports is supports)


@dataclass(frozen=True, slots=True)
class Lettering:
    """The letters A to L of the claim's diagnoses, in order. Draft queries have no letter, nor has a thirteenth diagnosis."""

    letters: dict[AssignmentId, str] = field(default_factory=dict)

    @classmethod
    def of(cls, assignments: tuple[CodeAssignment, ...]) -> "Lettering":
        ranked = sorted(
            (row for row in assignments if row.is_diagnosis and row.state is not AssignmentState.QUERY),
            key=lambda row: row.position,
        )
        return cls({row.id: chr(ord("A") + place) for place, row in enumerate(ranked[:MAX_LETTERED])})

    def of_code(self, assignment_id: AssignmentId) -> str:
        return self.letters.get(assignment_id, "")

    def pointer_letters(self, pointers: tuple[AssignmentId, ...]) -> tuple[str, ...]:
        return tuple(self.letters[pointer] for pointer in pointers if pointer in self.letters)
