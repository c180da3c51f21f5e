"""The models of the right column keep Qt's own rules, whatever is shown in them."""

from dataclasses import replace

from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.records import Records
from coderdesk.ui.models.code_hits_model import CodeHitsModel
from coderdesk.ui.models.code_tree_model import OWN_WORDS_ROLE, CodeTreeModel
from coderdesk.ui.models.coded_model import CodedModel
from coderdesk.ui.models.coded_rows import entries_of
from coderdesk.ui.models.findings_model import FindingsModel
from coderdesk.ui.models.records_model import RecordsModel
from coderdesk.ui.models.rows import ROW_ROLE, CodedRow
from tests.helpers.claims import COVERAGE, DIABETES, DIPSTICK, GUARANTOR, PATIENT, PAYER, PRACTICE, PROVIDER, UTI
from tests.helpers.desk_values import a_finding, a_hit, a_node, a_question, a_sheet

ICD = CodeSystem.ICD10CM


def test_hits(qtmodeltester: ModelTester) -> None:
    """three answers one after another: many, few, none"""
    model = CodeHitsModel()
    qtmodeltester.check(model)
    for hits in ((a_hit(), a_hit("N30.00"), a_hit("N39", is_billable=False)), (a_hit("N30.00"),), ()):
        model.show(hits)
        assert model.rowCount() == len(hits)


def test_the_same_answer_again_moves_nothing(qtbot: QtBot) -> None:
    """the same hits are shown twice / the view is not reset"""
    model = CodeHitsModel()
    model.show((a_hit(),))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show((a_hit(),))


def test_tree_fetches_level_by_level(qtmodeltester: ModelTester) -> None:
    """nothing below a heading until it is opened; each level is asked for once"""
    model = CodeTreeModel()
    asked: list[tuple[CodeSystem, str | None]] = []
    model.children_wanted.connect(lambda system, value: asked.append((system, value)))
    model.show_systems((ICD, CodeSystem.HCPCS))
    root = model.index(0, 0)
    assert model.hasChildren(root)
    assert model.rowCount(root) == 0
    model.fetchMore(root)
    model.fetchMore(root)
    model.show_children(ICD, None, (a_node("Chapter 14", below=9), a_node("N39.0")))
    qtmodeltester.check(model)
    assert asked[0] == (ICD, None)
    assert asked.count((ICD, None)) == 1
    assert model.index_of(ICD, "N39.0").row() == 1
    assert not model.hasChildren(model.index_of(ICD, "N39.0"))


def test_tree_drops_an_answer_of_another_visit() -> None:
    """the tree was started afresh before the children of a heading came back"""
    model = CodeTreeModel()
    model.show_systems((ICD,))
    model.fetchMore(model.index(0, 0))
    model.show_systems((CodeSystem.HCPCS,))
    model.show_children(ICD, None, (a_node("N39.0"),))
    assert model.rowCount(model.index(0, 0)) == 0


def test_tree_does_not_repeat_the_heading() -> None:
    """below "Type 2 diabetes mellitus" / "Type 2 diabetes mellitus with ketoacidosis" says only what is new"""
    model = CodeTreeModel()
    model.show_systems((ICD,))
    model.show_children(ICD, None, (a_node("E11", "Type 2 diabetes mellitus", below=2),))
    model.show_children(ICD, "E11", (a_node("E11.1", "Type 2 diabetes mellitus with ketoacidosis"),))
    assert model.index_of(ICD, "E11.1").data(OWN_WORDS_ROLE) == "… with ketoacidosis"


def test_coded(qtmodeltester: ModelTester) -> None:
    model = CodedModel()
    qtmodeltester.check(model)
    model.show(entries_of(a_sheet()))
    assert model.assignment_ids == ("dx-1", "dx-2", "svc-1", "svc-2")
    model.show(entries_of(a_sheet(findings=(a_finding(),))))
    model.show(())
    assert model.rowCount() == 0


def test_coded_keeps_its_rows_when_only_words_change(qtbot: QtBot) -> None:
    """a title changes / no row comes or goes / selection and opened rows of the view survive"""
    model = CodedModel()
    model.show(entries_of(a_sheet()))
    with qtbot.assertNotEmitted(model.modelReset):
        assert not model.show(
            entries_of(a_sheet(replace(UTI, words="other words"), DIABETES, *a_sheet().visit.services))
        )
    assert model.index_of(UTI.id).data(ROW_ROLE).title == "other words"


def test_coded_rows_tell_their_story() -> None:
    """N39.0 blocked / dipstick of two units at 10.25, for A / a question on E11.9"""
    entries = entries_of(a_sheet(UTI, DIPSTICK, a_question(DIABETES), findings=(a_finding(),)))
    rows = [entry.row for entry in entries]
    coded = {row.code: row for row in rows if isinstance(row, CodedRow)}
    assert [getattr(row, "title", "") for row in rows if type(row).__name__ == "HeadingRow"] == [
        "Diagnoses",
        "Services",
        "Asked the provider",
    ]
    assert rows[2].words == a_finding().message, "the reason stands under the code it blocks"
    assert (coded["N39.0"].letter, coded["N39.0"].severity) == ("A", a_finding().severity)
    assert (coded["81002"].letter, coded["81002"].units, coded["81002"].pointers) == ("1", "2", "A")
    assert (coded["E11.9"].letter, coded["E11.9"].note) == ("?", "Which stage?")
    below = next(entry.below for entry in entries if entry.row is coded["81002"])
    assert [row.words for row in below] == [
        "“Urine dipstick”, Progress note, 03/02/2026",
        "2 × $10.25 = $20.50, standard fee",
    ]


def test_findings_list_a_refusal_once_and_first(qtmodeltester: ModelTester) -> None:
    """what was refused is also a standing finding of the visit"""
    model = FindingsModel()
    qtmodeltester.check(model)
    other, refused = a_finding("E11.9 stands twice."), a_finding()
    model.show((other, refused), (refused,))
    assert model.findings == (refused, other)
    model.show((other, refused))
    assert model.findings == (other, refused)


def test_records(qtmodeltester: ModelTester) -> None:
    """practice, provider, payer, patient with policy and guarantor"""
    patient = replace(PATIENT, guarantor_id=GUARANTOR.id)
    model = RecordsModel()
    model.show(
        Records(
            practice=PRACTICE,
            providers=(PROVIDER,),
            payers=(PAYER,),
            patients=(patient,),
            guarantors=(GUARANTOR,),
            coverages=(COVERAGE,),
        )
    )
    qtmodeltester.check(model)
    patients = model.index(3, 0)
    assert model.index(0, 0, patients).data() == "Rivera, Ana M"
    assert [model.index(row, 0, model.index(0, 0, patients)).data() for row in range(2)] == [
        "Cascade Mutual Health, billed first",
        "Bill to Rivera, Luis",
    ]
