"""Both lists of a visit over the demo practice: what is documented and not coded, what is coded and not documented."""

from dataclasses import replace

import pytest

from coderdesk.domain.clinical.document import AuthorRole, content_hash
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.dismissal import DismissalReason
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.desk import Desk
from coderdesk.services.dismissals import NotDismissed, dismiss_suggestion, show_again
from coderdesk.services.visit_reading import DocumentReader, VisitReader, VisitReading
from coderdesk.services.visit_suggestions import VisitLists, lists_of
from coderdesk.services.visits import open_visit
from tests.helpers.demo import MAIN_NOTE, MAIN_VISIT, attach

ICD = CodeSystem.ICD10CM


def noted(visit: CodedVisit, text: str, role: AuthorRole = AuthorRole.PROVIDER) -> CodedVisit:
    """The visit with this one note."""
    note = replace(visit.documents_by_id[MAIN_NOTE], text=text, hash=content_hash(text), author_role=role)
    return replace(visit, documents=(note,))


def lists(desk: Desk, visit: CodedVisit | None = None) -> VisitLists:
    sheet = open_visit(desk=desk, encounter_id=MAIN_VISIT)
    chosen = visit if visit is not None else sheet.visit
    return lists_of(
        visit=chosen, findings=sheet.findings, reading=VisitReader(DocumentReader(desk.library).read).read(chosen)
    )


def visit_of(desk: Desk) -> CodedVisit:
    return open_visit(desk=desk, encounter_id=MAIN_VISIT).visit


def documented(found: VisitLists) -> list[str]:
    return [one.code.value for one in found.documented]


def test_what_is_coded_is_proposed_no_more(demo: Desk) -> None:
    """assessment names N39.0 and R11.2 / N39.0 is attached"""
    before = lists(demo)
    assert {"N39.0", "R11.2"} <= set(documented(before))
    attach(demo, "N39.0", "Urinary tract infection")
    after = lists(demo)
    assert "N39.0" not in documented(after)
    assert after.open == before.open - 1


def test_a_proposal_quotes_its_passage(demo: Desk) -> None:
    visit = visit_of(demo)
    for one in lists(demo).documented:
        assert visit.documents_by_id[one.document_id].text[one.start : one.end] == one.quotation
        assert one.assertion is Assertion.AFFIRMED or one.code.value.startswith("Z")
        assert one.why


def test_nothing_is_attached_by_reading(demo: Desk) -> None:
    assert lists(demo).documented
    assert visit_of(demo).assignments == ()


def test_an_uncertain_condition_is_told_and_never_billable(demo: Desk) -> None:
    """outpatient / Possible pneumonia / told with IV.H; it waits for no answer"""
    found = lists(demo, noted(visit_of(demo), "ASSESSMENT:\nPossible pneumonia.\n"))
    assert documented(found) == []
    assert [(one.code.value, one.billable, "IV.H" in one.citation) for one in found.uncertain] == [
        ("J18.9", False, True)
    ]
    assert found.is_answered


def test_for_inpatients_the_uncertain_one_is_proposed(demo: Desk) -> None:
    visit = noted(visit_of(demo), "ASSESSMENT:\nPossible pneumonia.\n")
    found = lists(demo, replace(visit, encounter=replace(visit.encounter, setting=Setting.INPATIENT)))
    assert (documented(found), found.uncertain) == (["J18.9"], ())


def test_a_laboratory_proposes_nothing(demo: Desk) -> None:
    """Guidelines III.B: a finding alone is no diagnosis"""
    found = lists(demo, noted(visit_of(demo), "ASSESSMENT:\nPneumonia.\n", AuthorRole.LABORATORY))
    assert (documented(found), found.uncertain) == ([], ())


def test_a_code_of_the_same_words_settles_the_proposal(demo: Desk) -> None:
    """the words of R11.2 are coded as R11.0: whoever chose it has read them"""
    attach(demo, "R11.0", "Nausea with vomiting")
    assert "R11.2" not in documented(lists(demo))


def test_dismissed_with_a_reason_and_shown_again(demo: Desk) -> None:
    changes = dismiss_suggestion(
        desk=demo, encounter_id=MAIN_VISIT, system=ICD, code="R11.2", reason=DismissalReason.PART_OF_ANOTHER
    )
    assert changes.touches(Kind.ENCOUNTER, MAIN_VISIT)
    found = lists(demo)
    assert "R11.2" not in documented(found)
    answers = [one.dismissed for one in found.dismissed]
    assert [(one.code, one.reason, one.made_by) for one in answers if one] == [
        ("R11.2", DismissalReason.PART_OF_ANOTHER, demo.actor)
    ]
    show_again(desk=demo, encounter_id=MAIN_VISIT, system=ICD, code="R11.2")
    found = lists(demo)
    assert "R11.2" in documented(found)
    assert found.dismissed == ()


def test_a_dismissal_is_audited(demo: Desk) -> None:
    dismiss_suggestion(
        desk=demo, encounter_id=MAIN_VISIT, system=ICD, code="R11.2", reason=DismissalReason.NOT_ADDRESSED
    )
    with demo.vault.reading() as unit:
        last = unit.audit.tail(1)[0]
    assert last.action == "dismiss_suggestion"


@pytest.mark.parametrize("words", ["", "  ", "?!"])
def test_own_words_need_words(demo: Desk, words: str) -> None:
    with pytest.raises(NotDismissed):
        dismiss_suggestion(
            desk=demo,
            encounter_id=MAIN_VISIT,
            system=ICD,
            code="R11.2",
            reason=DismissalReason.OWN_WORDS,
            words=words,
        )
    assert lists(demo).dismissed == ()


def test_a_code_without_its_passage_is_undocumented(demo: Desk) -> None:
    code = attach(demo, "N39.0", "Urinary tract infection")
    sheet = open_visit(desk=demo, encounter_id=MAIN_VISIT)
    assert lists(demo).undocumented == ()
    lost = replace(
        sheet.visit,
        assignments=tuple(replace(row, state=AssignmentState.UNPROVEN, evidence=()) for row in sheet.visit.assignments),
    )
    found = lists_of(visit=lost, findings=sheet.findings, reading=VisitReading())
    assert [(one.assignment_id, one.is_missing) for one in found.undocumented] == [(code, True)]
    assert not found.is_answered


def test_a_reading_of_a_text_that_has_changed_does_not_count(demo: Desk) -> None:
    visit = visit_of(demo)
    old = VisitReader(DocumentReader(demo.library).read).read(visit)
    found = lists_of(visit=noted(visit, "ASSESSMENT:\nWell.\n"), findings=(), reading=old)
    assert found.documented == ()


def test_a_text_is_read_once(demo: Desk) -> None:
    reader, visit = VisitReader(DocumentReader(demo.library).read), visit_of(demo)
    shares: list[float] = []
    first = reader.read(visit, between=shares.append)
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1.0
    heard = len(shares)
    assert reader.knows(visit)
    assert reader.read(visit, between=shares.append) == first
    assert len(shares) == heard


def test_reading_stops_where_it_is_told_to(demo: Desk) -> None:
    class Enough(Exception):
        pass

    def stop(_: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        VisitReader(DocumentReader(demo.library).read).read(visit_of(demo), between=stop)
