"""Rows as they are painted: heights, marks, columns that stand, and nothing that breaks on odd values."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.tabular import Level
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money
from coderdesk.services.code_browser import CodeHit
from coderdesk.ui.delegates import CodedDelegate, CodeHitDelegate, FindingDelegate, WorklistDelegate
from coderdesk.ui.delegates.code_hit import title_runs
from coderdesk.ui.delegates.finding import fix_rect
from coderdesk.ui.delegates.worklist import short_date, short_provider
from coderdesk.ui.models.rows import ROW_ROLE, CodedRow, FindingRow
from coderdesk.ui.theme import theme_of
from tests.helpers.desk_rows import TODAY, worklist_row


class Rows(QAbstractListModel):
    def __init__(self, rows: list[Any]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        return self.rows[index.row()] if role == ROW_ROLE else None


def listed(qtbot: QtBot, delegate: QStyledItemDelegate, *rows: Any, width: int = 430) -> QListView:
    view = QListView()
    qtbot.addWidget(view)
    model = Rows(list(rows))
    model.setParent(view)
    delegate.setParent(view)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.resize(width, 60 * len(rows) + 20)
    view.show()
    return view


def hit(value: str = "N39.0", **given: Any) -> CodeHit:
    billable = given.pop("is_billable", True)
    code = Code(
        system=CodeSystem.ICD10CM,
        value=value,
        title=given.pop("title", "Urinary tract infection, site not specified"),
        in_force=given.pop("in_force", Period()),
        is_billable=billable,
        release="FY2026",
    )
    values: dict[str, Any] = {
        "score": 1.0,
        "why": "UTI = urinary tract infection",
        "matched": ((0, 7),),
        "billable_on_date": billable,
        "codes_below": 0,
        "path": "N30-N39 Other diseases of the urinary system",
        "level": Level.CODE,
    }
    return CodeHit(code=code, **(values | given))


def coded(letter: str = "A", **given: Any) -> CodedRow:
    values: dict[str, Any] = {
        "assignment_id": AssignmentId(f"code-{letter}"),
        "is_diagnosis": True,
        "letter": letter,
        "code": "N39.0",
        "title": "Urinary tract infection, site not specified",
        "passages": 1,
        "state": AssignmentState.BILLABLE,
    }
    return CodedRow(**(values | given))


def service(letter: str = "1", **given: Any) -> CodedRow:
    values: dict[str, Any] = {
        "is_diagnosis": False,
        "code": "99213",
        "pointers": "A,B",
        "units": "1",
        "charge": Money(9500),
    }
    return coded(letter, **(values | given))


def finding(severity: Severity = Severity.STOP, message: str = "It is not documented.") -> Finding:
    return Finding("rule", severity, message, Location(Place.CLAIM), "ICD-10-CM Guidelines FY2026 I.C.4.a")


def pixels(view: QListView) -> QImage:
    return view.viewport().grab().toImage()


def has_colour(image: QImage, colour: int, left: int, right: int) -> bool:
    return any(
        image.pixel(x, y) == colour for x in range(left, min(right, image.width())) for y in range(image.height())
    )


def height(view: QListView, place: int = 0) -> int:
    return view.visualRect(view.model().index(place, 0)).height()


def option(pixel_size: int) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem()
    made.font.setPixelSize(pixel_size)
    return made


@pytest.mark.parametrize("status", EncounterStatus)
def test_worklist_edge_wears_the_state(qtbot: QtBot, status: EncounterStatus) -> None:
    delegate = WorklistDelegate()
    delegate.set_today(TODAY)
    view = listed(qtbot, delegate, worklist_row(1, status=status), width=250)
    assert has_colour(pixels(view), theme_of().state(status).rgb(), 0, 4)


def test_heights_follow_the_font(qtbot: QtBot) -> None:
    """44 px for two lines and 28 for one at 13 px; more, on the 4 px grid, at twice the size"""
    view = listed(qtbot, CodedDelegate(), coded(), service())
    index = view.model().index
    sizes = [CodedDelegate().sizeHint(option(13), index(place, 0)).height() for place in (0, 1)]
    assert sizes == [28, 44]
    large = [CodedDelegate().sizeHint(option(26), index(place, 0)).height() for place in (0, 1)]
    assert all(big > usual and big % 4 == 0 for big, usual in zip(large, sizes, strict=True))


def test_focus_is_seen(qtbot: QtBot) -> None:
    view = listed(qtbot, CodeHitDelegate(), hit(), hit("N30"))
    view.setCurrentIndex(view.model().index(1, 0))
    focus = theme_of().colour("focus").rgb()
    assert not has_colour(pixels(view), focus, 0, 430)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert has_colour(pixels(view), focus, 0, 430)


@pytest.mark.parametrize(
    "row",
    [
        hit(title=""),
        hit(matched=((0, 7), (8, 13), (14, 23))),
        hit(title="A very long title " * 20),
        hit("N30", is_billable=False, codes_below=14),
        hit(in_force=Period(None, date(2026, 9, 30))),
        hit(billable_on_date=False, in_force=Period(None, date(2025, 9, 30))),
        hit(billable_on_date=False, in_force=Period(date(2026, 10, 1))),
        hit(why="title", path=""),
    ],
)
@pytest.mark.parametrize("width", [430, 120])
def test_code_hits_paint(qtbot: QtBot, row: CodeHit, width: int) -> None:
    """no title / several matches / long / heading / ends / ended / begins later / nothing below, in full and in little room"""
    view = listed(qtbot, CodeHitDelegate(), row, width=width)
    image = pixels(view)
    ground = image.pixel(1, image.height() - 1)
    assert any(image.pixel(x, 15) != ground for x in range(image.width()))


def test_dead_codes_are_grey_and_struck(qtbot: QtBot) -> None:
    alive = listed(qtbot, CodeHitDelegate(), hit())
    dead = listed(qtbot, CodeHitDelegate(), hit(billable_on_date=False, in_force=Period(None, date(2025, 9, 30))))
    text = theme_of().colour("text").rgb()
    assert has_colour(pixels(alive), text, 0, 80)
    assert not has_colour(pixels(dead), text, 0, 80)


def test_matched_words_are_strong(qapp: object) -> None:
    runs = title_runs("Urinary tract infection", ((0, 7), (14, 23)), 13)
    assert [(text, font.bold()) for text, font in runs] == [("Urinary", True), (" tract ", False), ("infection", True)]


def test_overlapping_matches_repeat_nothing(qapp: object) -> None:
    runs = title_runs("Urinary tract infection", ((0, 13), (8, 23)), 13)
    assert "".join(text for text, _ in runs) == "Urinary tract infection"


def rightmost_ink(image: QImage, colour: int, top: int, bottom: int) -> int:
    return max(x for x in range(image.width()) for y in range(top, bottom) if image.pixel(x, y) == colour)


def test_amounts_stand_under_one_another(qtbot: QtBot) -> None:
    """A finding's sign beside one line does not push its amount out of the column."""
    rows = service("1"), service("2", severity=Severity.WARN), service("3", charge=Money(125000))
    view = listed(qtbot, CodedDelegate(), *rows)
    image, text = pixels(view), theme_of().colour("text").rgb()
    ends = {rightmost_ink(image, text, place * 44, place * 44 + 22) for place in range(3)}
    assert max(ends) - min(ends) <= 1


@pytest.mark.parametrize(
    "row",
    [
        coded(""),
        coded("C", state=AssignmentState.UNPROVEN, severity=Severity.STOP),
        coded(
            "?", state=AssignmentState.QUERY, passages=0, note="Which stage of kidney disease?", severity=Severity.ASK
        ),
        service("12", modifiers=("25", "59", "RT", "XS"), pointers="A,B,C,D"),
        service("1", charge=None, pointers="", units=""),
        coded("D", title="Very long " * 40),
    ],
)
@pytest.mark.parametrize("width", [430, 120])
def test_coded_rows_paint(qtbot: QtBot, row: CodedRow, width: int) -> None:
    assert not pixels(listed(qtbot, CodedDelegate(), row, width=width)).isNull()


@pytest.mark.parametrize("severity", Severity)
def test_severity_signs(qtbot: QtBot, severity: Severity) -> None:
    view = listed(qtbot, FindingDelegate(), FindingRow(finding=finding(severity)), width=700)
    assert has_colour(pixels(view), theme_of().severity(severity).rgb(), 0, 30)


def test_severity_signs_differ_in_shape(qtbot: QtBot) -> None:
    """Stop and stop-unless-overridden share a colour and are told apart without it."""
    views = [listed(qtbot, FindingDelegate(), FindingRow(finding=finding(one)), width=700) for one in Severity]
    signs = {
        bytes(pixels(view).copy(0, 0, 30, 28).convertToFormat(QImage.Format.Format_Mono).constBits()) for view in views
    }
    assert len(signs) == len(Severity)


def test_long_findings_wrap(qtbot: QtBot) -> None:
    short, long = (
        FindingRow(finding=finding()),
        FindingRow(finding=finding(message="A whole sentence that goes on. " * 12)),
    )
    view = listed(qtbot, FindingDelegate(), short, long, width=600)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.doItemsLayout()
    assert height(view, 1) > 2 * height(view, 0) - 12


def test_a_long_citation_goes_below(qtbot: QtBot) -> None:
    """Neither the sentence nor its source is cut off, at any width."""
    long = replace(finding(), citation="Medicare Program Integrity Manual, chapter 3, section 3.3.2.4")
    view = listed(qtbot, FindingDelegate(), FindingRow(finding=finding()), FindingRow(finding=long), width=700)
    assert height(view, 1) > height(view, 0)
    view.resize(1400, 120)
    view.doItemsLayout()
    assert height(view, 1) == height(view, 0)


def test_clicking_the_offered_fix(qtbot: QtBot) -> None:
    row = FindingRow(finding=finding(), fix="Use E11.22", fix_key="Ctrl+.")
    delegate = FindingDelegate()
    view = listed(qtbot, delegate, row, width=700)
    heard: list[QModelIndex] = []
    delegate.fix_wanted.connect(heard.append)
    rect = view.visualRect(view.model().index(0, 0))
    fix = fix_rect(QRectF(rect), row, 13).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 60, rect.center().y()))
    assert heard == []
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=fix)
    assert [index.row() for index in heard] == [0]


@pytest.mark.parametrize("delegate", [WorklistDelegate, CodeHitDelegate, CodedDelegate, FindingDelegate])
def test_rows_without_a_value(qtbot: QtBot, delegate: type[QStyledItemDelegate]) -> None:
    view = listed(qtbot, delegate(), None)
    assert isinstance(view.sizeHintForIndex(view.model().index(0, 0)), QSize)
    assert not pixels(view).isNull()


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("Marisol J. Tenenbrook, MD", "Tenenbrook"),
        ("Piet Vandersloot Jr., DO", "Vandersloot"),
        ("Tenenbrook", "Tenenbrook"),
        ("", ""),
    ],
)
def test_short_provider(display: str, expected: str) -> None:
    assert short_provider(display) == expected


def test_short_date() -> None:
    """this year without it / another year with it"""
    assert (short_date(date(2026, 5, 4), TODAY), short_date(date(2025, 5, 4), TODAY)) == ("05/04", "05/04/25")
