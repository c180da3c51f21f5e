"""Written queries to the provider: composed on passages, checked before they go out, printed, answered by a signed addendum."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.clinical.provider_query import (
    OTHER,
    UNDETERMINED,
    OptionKind,
    ProviderQuery,
    QueryKind,
    QueryOption,
    QueryState,
)
from coderdesk.domain.clinical.query_lint import lint_query
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, blocking
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId, ProviderQueryId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.coding import Passage, coding, new_assignment, quoted
from coderdesk.services.desk import Desk, read_practice_in
from coderdesk.services.documents import EmptyDocument
from coderdesk.services.pages import write_page
from coderdesk.services.refused import Refused
from coderdesk.services.visit_head import source_in, visit_head
from coderdesk.services.visits import load_visit
from coderdesk.shared.ids import new_id

if TYPE_CHECKING:
    from coderdesk.forms.query_letter import QueryLetter
    from coderdesk.storage.unit_of_work import UnitOfWork


class QueryClosed(AppError):
    def __init__(self, title: str) -> None:
        super().__init__(f"The query “{title}” is closed already, and nothing was changed. Ask again with a new one.")


class NoReason(AppError):
    def __init__(self) -> None:
        super().__init__("A query is taken back with a written reason. It still waits for its answer.")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to offer, and which passages of the query make it reasonable, from 0."""

    words: str
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    changes: Changes
    query_id: ProviderQueryId


@dataclass(frozen=True, slots=True)
class Answered:
    """`document_id` is the addendum; attaching its words to the draft code makes that billable."""

    changes: Changes
    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open query on the worklist: why its visit waits, and for how many days."""

    query: ProviderQuery
    account: str
    patient_name: str
    days: int


def compose_query(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    kind: QueryKind,
    title: str,
    question: str,
    answers: tuple[Answer, ...],
    passages: tuple[Passage, ...],
    draft: tuple[CodeSystem, str] | None = None,
    assignment_id: AssignmentId | None = None,
) -> ProviderQuery:
    """The query as it would go out, "other" and "unable to determine" added; nothing is written. `draft` is the code that
    would wait for the answer, `assignment_id` one that waits already. Raises ForeignEvidence, PassageWithoutWords."""
    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        provider = unit.providers.get(visit.encounter.provider_id)
    return ProviderQuery(
        id=ProviderQueryId(new_id()),
        encounter_id=encounter_id,
        kind=kind,
        title=" ".join(title.split()),
        question=question.strip(),
        options=(
            *(QueryOption(words=one.words.strip(), indicators=one.passages) for one in answers),
            OTHER,
            UNDETERMINED,
        ),
        indicators=quoted(visit, passages, Supports.CODE),
        asked_of=provider.display,
        asked_by=desk.actor,
        asked_on=desk.clock.today(),
        assignment_id=assignment_id,
        wanted=_wanted(desk, visit, draft, assignment_id),
    )


def _wanted(
    desk: Desk, visit: CodedVisit, draft: tuple[CodeSystem, str] | None, assignment_id: AssignmentId | None
) -> str:
    if draft is not None:
        return new_assignment(desk, visit, *draft, ()).words
    return next((row.words for row in visit.assignments if row.id == assignment_id), "")


def check_query(*, desk: Desk, query: ProviderQuery) -> tuple[Finding, ...]:
    """What the linter says of it; those that stop keep it from being asked."""
    with desk.vault.reading() as unit:
        return lint_query(query, load_visit(unit, query.encounter_id).documents_by_id)


def ask_query(*, desk: Desk, query: ProviderQuery, draft: tuple[CodeSystem, str] | None = None) -> Asked:
    """Keep the query, with a draft code when one is named; the visit waits from now on. Raises Refused with what the linter
    stops, VisitAlreadyBilled."""
    with coding(desk, query.encounter_id, "ask_query") as (unit, visit):
        stopped = blocking(lint_query(query, visit.documents_by_id))
        if stopped:
            raise Refused(stopped)
        kept = replace(query, state=QueryState.OPEN, answered_by=None, closed_on=None)
        if draft is not None:
            row = replace(new_assignment(desk, visit, *draft, ()), state=AssignmentState.QUERY, query_note=query.title)
            unit.assignments.add(row)
            kept = replace(kept, assignment_id=row.id, wanted=row.words)
        unit.papers.add_query(kept, by=desk.actor)
    return Asked(_changes(f"Asked {query.asked_of}: {query.title}", query.encounter_id), kept.id)


def answer_query(*, desk: Desk, query_id: ProviderQueryId, text: str, author: str, written_on: date) -> Answered:
    """File the provider's signed answer as an addendum to the document that the query cites first, and close the query.

    Raises QueryClosed, EmptyDocument, VisitAlreadyBilled.
    """
    if not text.strip():
        raise EmptyDocument
    query = _open_query(desk, query_id)
    answer = _addendum(query, text, author, written_on)
    with coding(desk, query.encounter_id, "answer_query") as (unit, _):
        _still_open(unit, query_id)
        unit.documents.add(answer)
        closed = replace(query, state=QueryState.ANSWERED, answered_by=answer.id, closed_on=desk.clock.today())
        unit.papers.add_query(closed, by=desk.actor)
    return Answered(_changes(f"Answered: {query.title}", query.encounter_id), answer.id)


def _addendum(query: ProviderQuery, text: str, author: str, written_on: date) -> Document:
    """Its first line says what it answers; the rest are the provider's words and nothing else."""
    whole = f"Answer to the query of {query.asked_on:%m/%d/%Y}: {query.title}\n\n{text.strip()}\n"
    return Document(
        id=DocumentId(new_id()),
        encounter_id=query.encounter_id,
        kind=DocumentKind.ADDENDUM,
        title=f"Answer: {query.title}",
        author=author,
        author_role=AuthorRole.PROVIDER,
        written_on=written_on,
        is_signed=True,
        version=1,
        text=whole,
        hash=content_hash(whole),
        addendum_to=query.indicators[0].document_id if query.indicators else None,
    )


def withdraw_query(*, desk: Desk, query_id: ProviderQueryId, reason: str) -> Changes:
    """Take an open query back; its draft code stays until the coder removes it. Raises NoReason, QueryClosed."""
    if not any(character.isalnum() for character in reason):
        raise NoReason
    query = _open_query(desk, query_id)
    with coding(desk, query.encounter_id, "withdraw_query") as (unit, _):
        _still_open(unit, query_id)
        today = desk.clock.today()
        unit.papers.add_query(
            replace(query, state=QueryState.WITHDRAWN, closed_on=today, closing=" ".join(reason.split())), by=desk.actor
        )
    return _changes(f"Took back: {query.title}", query.encounter_id)


def _open_query(desk: Desk, query_id: ProviderQueryId) -> ProviderQuery:
    with desk.vault.reading() as unit:
        return _still_open(unit, query_id)


def _still_open(unit: "UnitOfWork", query_id: ProviderQueryId) -> ProviderQuery:
    query = unit.papers.query(query_id)
    if query.state is not QueryState.OPEN:
        raise QueryClosed(query.title)
    return query


def waiting_queries(*, desk: Desk) -> tuple[Waiting, ...]:
    """Every open query of the practice, the longest-waiting first."""
    today = desk.clock.today()
    with desk.vault.reading() as unit:
        found = []
        for query in unit.papers.all_open_queries():
            encounter = unit.encounters.get(query.encounter_id)
            patient = unit.patients.get(encounter.patient_id)
            found.append(Waiting(query, encounter.account, patient.name.sorted, query.age_on(today)))
    return tuple(found)


def write_query_pdf(*, desk: Desk, query_id: ProviderQueryId, folder: Path) -> Path:
    """Print the query for the provider; the same query gives the same bytes. Raises NotInVault, PageNotWritten."""
    from coderdesk.forms.query_letter import render_query_letter  # ReportLab, with the first page

    letter, account = _letter(desk, query_id)
    return write_page(folder / _file_name(account, query_id, "pdf"), render_query_letter(letter))


def write_query_text(*, desk: Desk, query_id: ProviderQueryId, folder: Path) -> Path:
    """The same as text, to be sent by the record's own messages. Raises NotInVault, PageNotWritten."""
    from coderdesk.forms.query_letter import query_text

    letter, account = _letter(desk, query_id)
    return write_page(folder / _file_name(account, query_id, "txt"), query_text(letter).encode("utf-8"))


def _file_name(account: str, query_id: ProviderQueryId, ending: str) -> str:
    plain = "".join(sign if sign.isalnum() or sign in "-_ " else "-" for sign in account)
    return f"Query {plain} {query_id[-6:]}.{ending}"


def _letter(desk: Desk, query_id: ProviderQueryId) -> "tuple[QueryLetter, str]":
    from coderdesk.forms.query_letter import QueryLetter

    with desk.vault.reading() as unit:
        query = unit.papers.query(query_id)
        visit = load_visit(unit, query.encounter_id)
        provider = unit.providers.get(visit.encounter.provider_id)
        practice = read_practice_in(unit)
    asked = (("Asked", f"{query.asked_on:%m/%d/%Y}"), ("Asked by", query.asked_by))
    head = visit_head("Documentation query", visit, practice, provider, *asked)
    named = source_in(visit)
    passages = tuple((one.quotation, named(one)) for one in query.indicators)
    return QueryLetter(head=head, query=query, passages=passages), visit.encounter.account


def stated_answers(query: ProviderQuery) -> tuple[str, ...]:
    """The answers that name something, for a screen that lets the provider choose."""
    return tuple(one.words for one in query.options if one.kind is OptionKind.STATED)


def _changes(label: str, encounter_id: EncounterId) -> Changes:
    kinds = (Kind.PROVIDER_QUERY, Kind.ENCOUNTER, Kind.ASSIGNMENT, Kind.DOCUMENT)
    return Changes.of(label, *kinds, ids=(encounter_id,))
