"""A query to the provider while it is written: its words, its cited passages, and what the screen says about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from coderdesk.domain.clinical.provider_query import ProviderQuery, QueryKind, QueryState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, DocumentId
from coderdesk.services.coding import Passage
from coderdesk.services.provider_queries import Answer
from coderdesk.ui.marks import Selection
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.words import day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWaiting:
    """The code that waits for the answer: one to be drafted, or one that waits already, or none."""

    words: str
    draft: tuple[CodeSystem, str] | None = None
    assignment_id: AssignmentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryDraft:
    kind: QueryKind = QueryKind.MORE_DETAIL
    title: str = ""
    question: str = ""
    answers: tuple[Answer, ...] = ()
    passages: tuple[Selection, ...] = ()
    waiting: CodeWaiting | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.title.strip() or self.question.strip() or self.answers or self.passages)

    @property
    def places(self) -> tuple[Passage, ...]:
        return tuple(Passage(one.document_id, one.start, one.end) for one in self.passages)

    def citing(self, chosen: Selection) -> "QueryDraft":
        """With one more passage; the same passage is cited once."""
        return self if chosen in self.passages else replace(self, passages=(*self.passages, chosen))

    def without_passage(self, place: int) -> "QueryDraft":
        """Without a passage; the answers that it made reasonable keep the others, by their new numbers."""
        answers = tuple(
            Answer(one.words, tuple(number - (number > place) for number in one.passages if number != place))
            for one in self.answers
        )
        return replace(self, passages=self.passages[:place] + self.passages[place + 1 :], answers=answers)


def draft_as_json(draft: QueryDraft) -> dict[str, Any]:
    """What is kept of a draft until it is asked; the code that waits is chosen again."""
    return {
        "kind": draft.kind.value,
        "title": draft.title,
        "question": draft.question,
        "answers": [{"words": one.words, "passages": list(one.passages)} for one in draft.answers],
        "passages": [[one.document_id, one.start, one.end, one.text] for one in draft.passages],
    }


def draft_from_json(stored: Mapping[str, Any], texts: Mapping[DocumentId, str]) -> QueryDraft:
    """The draft as it was kept, without passages whose words stand no longer at their place in `texts`."""
    draft = QueryDraft(
        kind=QueryKind(stored["kind"]),
        title=stored["title"],
        question=stored["question"],
        answers=tuple(Answer(one["words"], tuple(one["passages"])) for one in stored["answers"]),
        passages=tuple(Selection(DocumentId(where), *place) for where, *place in stored["passages"]),
    )
    for number in reversed(range(len(draft.passages))):
        one = draft.passages[number]
        if texts.get(one.document_id, "")[one.start : one.end] != one.text:
            draft = draft.without_passage(number)
    return draft


def kind_of_query_words(kind: QueryKind) -> str:
    return {
        QueryKind.NEW_DIAGNOSIS: tr("Findings without a diagnosis"),
        QueryKind.MORE_DETAIL: tr("A diagnosis that needs more detail"),
        QueryKind.CONFLICT: tr("Documents that contradict each other"),
        QueryKind.CAUSE: tr("Whether two conditions are connected"),
        QueryKind.PRESENT_ON_ADMISSION: tr("Present on admission or not"),
        QueryKind.CLINICAL_SUPPORT: tr("A diagnosis with few findings beside it"),
    }[kind]


def state_words(query: ProviderQuery, days: int) -> str:
    """Where a query stands: "asked of M. Doe on 11/20/2026, waiting 2 days"."""
    if query.state is QueryState.ANSWERED:
        return tr("answered {date}", date=day_words(query.closed_on))
    if query.state is QueryState.WITHDRAWN:
        return tr("taken back {date}: {why}", date=day_words(query.closed_on), why=query.closing)
    asked = tr("asked of {whom} on {date}", whom=query.asked_of, date=day_words(query.asked_on))
    if not days:
        return asked
    waits = tr_count("waiting {count} day", "waiting {count} days", days)
    return tr("{asked}, {waits}", asked=asked, waits=waits)
