"""A query from the passage to the signed answer: the visit waits, is answered, and the answer proves the code."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.provider_query import ProviderQuery, QueryKind, QueryState
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Place
from coderdesk.domain.values.ids import ProviderQueryId
from coderdesk.services.coding import Passage, attach_evidence, mark_coded
from coderdesk.services.desk import Desk
from coderdesk.services.documents import EmptyDocument
from coderdesk.services.provider_queries import (
    Answer,
    NoReason,
    QueryClosed,
    answer_query,
    ask_query,
    check_query,
    compose_query,
    stated_answers,
    waiting_queries,
    withdraw_query,
    write_query_pdf,
    write_query_text,
)
from coderdesk.services.refused import Refused
from coderdesk.services.visits import open_visit
from coderdesk.services.worklist import list_worklist
from coderdesk.storage.trouble import NeverChanged, NotInVault
from tests.helpers.demo import MAIN_VISIT, passage

DRAFT = (CodeSystem.ICD10CM, "D50.9")
DAY = date(2026, 11, 23)


def composed(
    desk: Desk, *, title: str = "Lasting tiredness", draft: tuple[CodeSystem, str] | None = DRAFT
) -> ProviderQuery:
    return compose_query(
        desk=desk,
        encounter_id=MAIN_VISIT,
        kind=QueryKind.NEW_DIAGNOSIS,
        title=title,
        question="What condition, if any, explains this finding in your judgement?",
        answers=(Answer("Thyroid condition", (0,)),),
        passages=(passage(desk, "Denies fever"),),
        draft=draft,
    )


def asked(desk: Desk, draft: tuple[CodeSystem, str] | None = DRAFT) -> ProviderQueryId:
    return ask_query(desk=desk, query=composed(desk, draft=draft), draft=draft).query_id


def row_of(desk: Desk) -> tuple[EncounterStatus, int, date | None]:
    row = next(one for one in list_worklist(desk=desk) if one.encounter_id == MAIN_VISIT)
    return row.status, row.queries, row.oldest_query


def test_the_linter_stands_before_the_provider(demo: Desk) -> None:
    """the title names what the draft code says: refused, and nothing waits"""
    query = composed(demo, title="Anemia")
    assert [row.rule_id for row in check_query(desk=demo, query=query)] == ["query-title-names-answer"]
    with pytest.raises(Refused):
        ask_query(desk=demo, query=query, draft=DRAFT)
    assert waiting_queries(desk=demo) == ()
    assert open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.queries == ()


@pytest.mark.parametrize("draft", [DRAFT, None])
def test_a_visit_waits_with_its_reason_and_age(demo: Desk, draft: tuple[CodeSystem, str] | None) -> None:
    """with a draft code and without one: once on the worklist, and not to be marked coded"""
    asked(demo, draft)
    assert row_of(demo) == (EncounterStatus.QUERY, 1, demo.clock.today())
    (waiting,) = waiting_queries(desk=demo)
    assert (waiting.query.title, waiting.days) == ("Lasting tiredness", 0)
    sheet = open_visit(desk=demo, encounter_id=MAIN_VISIT)
    (finding,) = (row for row in sheet.findings if row.rule_id == "waiting-for-provider")
    assert finding.location.place is (Place.ASSIGNMENT if draft else Place.ENCOUNTER)
    with pytest.raises(Refused):
        mark_coded(desk=demo, encounter_id=MAIN_VISIT)


def test_the_answer_is_a_signed_addendum_that_proves_the_draft(demo: Desk) -> None:
    query_id = asked(demo)
    done = answer_query(
        desk=demo, query_id=query_id, text="Iron deficiency anemia.", author="Ngozi Okafor, MD", written_on=DAY
    )
    visit = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit
    answer = visit.documents_by_id[done.document_id]
    assert (answer.kind, answer.is_signed, answer.author_role) == (DocumentKind.ADDENDUM, True, AuthorRole.PROVIDER)
    assert answer.addendum_to == visit.provider_queries[0].indicators[0].document_id
    (draft,) = visit.queries
    start = answer.text.index("Iron deficiency anemia")
    attach_evidence(
        desk=demo,
        encounter_id=MAIN_VISIT,
        assignment_id=draft.id,
        passages=(Passage(answer.id, start, start + len("Iron deficiency anemia")),),
    )
    visit = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit
    assert visit.assignment(draft.id).state is AssignmentState.BILLABLE
    assert visit.provider_queries[0].state is QueryState.ANSWERED
    assert waiting_queries(desk=demo) == ()
    assert row_of(demo)[1] == 0


def test_an_answered_query_is_closed_for_good(demo: Desk) -> None:
    query_id = asked(demo, None)
    with pytest.raises(EmptyDocument):
        answer_query(desk=demo, query_id=query_id, text=" \n", author="x", written_on=DAY)
    answer_query(desk=demo, query_id=query_id, text="None.", author="Ngozi Okafor, MD", written_on=DAY)
    with pytest.raises(QueryClosed):
        answer_query(desk=demo, query_id=query_id, text="Again.", author="x", written_on=DAY)
    with pytest.raises(QueryClosed):
        withdraw_query(desk=demo, query_id=query_id, reason="asked twice")
    with pytest.raises(NotInVault):
        answer_query(desk=demo, query_id=ProviderQueryId("none"), text="x", author="x", written_on=DAY)


def test_taking_a_query_back_needs_a_reason_and_lets_the_visit_go_on(demo: Desk) -> None:
    query_id = asked(demo, None)
    with pytest.raises(NoReason):
        withdraw_query(desk=demo, query_id=query_id, reason=" - ")
    withdraw_query(desk=demo, query_id=query_id, reason="the lab result\ncame in")
    assert row_of(demo)[0] is not EncounterStatus.QUERY
    with demo.vault.reading() as unit:
        versions = unit.papers.query_versions(query_id)
    assert [version.value.state for version in versions] == [QueryState.WITHDRAWN, QueryState.OPEN]
    assert versions[0].value.closing == "the lab result came in"


def test_paper_and_text_say_the_same(demo: Desk, tmp_path: Path) -> None:
    query_id = asked(demo)
    written = write_query_text(desk=demo, query_id=query_id, folder=tmp_path).read_text("utf-8")
    path = write_query_pdf(desk=demo, query_id=query_id, folder=tmp_path)
    with pypdfium2.PdfDocument(path) as pages:
        printed = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    for words in (
        "Lasting tiredness",
        "Denies fever",
        "Thyroid condition",
        "Unable to determine",
        "Other (please specify):",
    ):
        assert words in written
        assert words in printed
    assert "anemia" not in (written + printed).lower()
    with demo.vault.reading() as unit:
        assert stated_answers(unit.papers.query(query_id)) == ("Thyroid condition",)


def test_the_database_keeps_every_version(demo: Desk) -> None:
    query_id = asked(demo)
    for statement in ("UPDATE provider_query SET state = 'answered'", "DELETE FROM provider_query"):
        with pytest.raises(NeverChanged), demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit:
            unit.connection.exec_driver_sql(statement)
    with pytest.raises(NeverChanged), demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit:
        unit.papers.add_query(replace(unit.papers.query(query_id), asked_on=date(2020, 1, 1)), by="x")
