"""A query to the provider: a question about the documentation, the passages that raise it, and the answers offered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId, ProviderQueryId


class QueryKind(StrEnum):
    """Why it is asked. A yes-or-no question is fit for POA, CAUSE, CONFLICT and a diagnosis that is documented already."""

    NEW_DIAGNOSIS = "new_diagnosis"
    MORE_DETAIL = "more_detail"
    CONFLICT = "conflict"
    CAUSE = "cause"
    PRESENT_ON_ADMISSION = "present_on_admission"
    CLINICAL_SUPPORT = "clinical_support"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    QueryKind.NEW_DIAGNOSIS: "findings without a diagnosis",
    QueryKind.MORE_DETAIL: "a diagnosis that needs more detail",
    QueryKind.CONFLICT: "documents that contradict each other",
    QueryKind.CAUSE: "whether two conditions are connected",
    QueryKind.PRESENT_ON_ADMISSION: "whether a condition was present on admission",
    QueryKind.CLINICAL_SUPPORT: "a diagnosis with few findings beside it",
}


class QueryState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class OptionKind(StrEnum):
    """OTHER leaves room for words of the provider, UNDETERMINED says that it cannot be told; both are always offered."""

    STATED = "stated"
    OTHER = "other"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryOption:
    """An answer to choose. `indicators` count the query's passages from 0: those that make this answer reasonable."""

    words: str
    kind: OptionKind = OptionKind.STATED
    indicators: tuple[int, ...] = ()


OTHER = QueryOption(words="Other (please specify):", kind=OptionKind.OTHER)
UNDETERMINED = QueryOption(words="Unable to determine", kind=OptionKind.UNDETERMINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderQuery:
    """`assignment_id` is the draft code that waits for the answer, None when none does. `wanted` is its title, which no
    part of the query may push; `answered_by` is the signed addendum that closed it, `closing` why it was withdrawn."""

    id: ProviderQueryId
    encounter_id: EncounterId
    kind: QueryKind
    title: str
    question: str
    options: tuple[QueryOption, ...]
    indicators: tuple[Evidence, ...]
    asked_of: str
    asked_by: str
    asked_on: date
    state: QueryState = QueryState.OPEN
    assignment_id: AssignmentId | None = None
    wanted: str = ""
    answered_by: DocumentId | None = None
    closed_on: date | None = None
    closing: str = ""

    def age_on(self, day: date) -> int:
        """Days that it has waited, or had waited when it was closed."""
        return max(0, ((self.closed_on or day) - self.asked_on).days)
