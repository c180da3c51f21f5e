"""The worksheet of a visit's level as rows: the three columns, what can be ticked in each, and the words that were ticked on."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.em_elements import MEANINGS, Column, Element, Mdm
from coderdesk.domain.coding.em_level import EmResult, Tick
from coderdesk.services.em_levels import EmSheet
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr

# One key each, in the order of the worksheet: figures for problems, letters for data and risk. T states the time.
KEYS = dict(zip(Element, "1234567890ABCDEFGHIJKLMNOPQR", strict=True))
ELEMENTS = {key: element for element, key in KEYS.items()}
TIME_KEY = "T"

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """`level` is what stands in the column, `needed` what its next level asks for, `is_limiting` whether it holds the visit."""

    column: Column
    level: str
    needed: str = ""
    is_limiting: bool = False

    @property
    def words(self) -> str:
        return f"{column_words(self.column)}: {self.level}. {self.needed}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    element: Element
    key: str
    text: str
    level: str
    ticks: int = 0

    @property
    def words(self) -> str:
        ticked = tr("ticked") if self.ticks else tr("not ticked")
        return tr("{text}, {level}, key {key}, {ticked}", text=self.text, level=self.level, key=self.key, ticked=ticked)


@dataclass(frozen=True, slots=True, kw_only=True)
class TickRow:
    """`index` is the tick's place on the worksheet; `note` says why it does not count, "" when it does."""

    index: int
    element: Element
    evidence: Evidence
    text: str
    note: str = ""

    @property
    def words(self) -> str:
        return f"{self.text} {self.note}".strip()


LevelRow = ColumnRow | ElementRow | TickRow


def column_words(column: Column) -> str:
    return {Column.PROBLEMS: tr("Problems"), Column.DATA: tr("Data"), Column.RISK: tr("Risk")}[column]


def level_words(level: Mdm) -> str:
    return {
        Mdm.NONE: tr("nothing yet"),
        Mdm.STRAIGHTFORWARD: tr("straightforward"),
        Mdm.LOW: tr("low"),
        Mdm.MODERATE: tr("moderate"),
        Mdm.HIGH: tr("high"),
    }[level]


def level_rows(sheet: EmSheet) -> tuple[LevelRow, ...]:
    """All rows from top to bottom."""
    rows: list[LevelRow] = []
    for column in Column:
        rows.append(_column_row(column, sheet.result))
        for element, meaning in MEANINGS.items():
            if meaning.column is column:
                ticks = _tick_rows(element, sheet)
                level = tr("counted") if meaning.level is Mdm.NONE else level_words(meaning.level)
                rows.append(
                    ElementRow(
                        element=element, key=KEYS[element], text=tr(meaning.words), level=level, ticks=len(ticks)
                    )
                )
                rows.extend(ticks)
    return tuple(rows)


def _column_row(column: Column, result: EmResult) -> ColumnRow:
    weighed = result.column(column)
    following = next((level for level in Mdm if level > weighed.level), None)
    needed = (
        tr("{level} takes {needed}", level=level_words(following).capitalize(), needed=weighed.needed)
        if following
        else ""
    )
    return ColumnRow(
        column=column,
        level=level_words(weighed.level),
        needed=needed,
        is_limiting=bool(result.level) and column in result.limiting,
    )


def _tick_rows(element: Element, sheet: EmSheet) -> list[TickRow]:
    return [
        TickRow(index=index, element=element, evidence=tick.evidence[0], text=_quoted(tick), note=_note(tick, sheet))
        for index, tick in enumerate(sheet.worksheet.ticks)
        if tick.element is element and tick.evidence
    ]


def _quoted(tick: Tick) -> str:
    words = " … ".join(" ".join(one.quotation.split()) for one in tick.evidence)
    return tr("{subject}: “{words}”", subject=tick.subject, words=words) if tick.subject else f"“{words}”"


def _note(tick: Tick, sheet: EmSheet) -> str:
    if tick in sheet.result.unsupported:
        return tr("these words no longer stand in the record: not counted")
    return tr("billed by itself: not counted") if tick.is_billed_apart else ""


class LevelModel(QAbstractListModel):
    """Rows in ROW_ROLE, their words for whoever listens."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LevelRow, ...] = ()

    @property
    def rows(self) -> tuple[LevelRow, ...]:
        return self._rows

    def show_rows(self, rows: tuple[LevelRow, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], ColumnRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def result_words(result: EmResult) -> tuple[str, ...]:
    """What the worksheet supports, what limits it, and what the time says, a sentence each."""
    if not result.code:
        return (tr("Nothing supports a level yet: select words in the document and tick what they show."),)
    said = [_carried(result)]
    if result.limiting:
        said.append(_limits(result))
    if result.minutes and result.time_needed:
        said.append(tr("The next level by time takes {minutes} minutes.", minutes=result.time_needed))
    return tuple(said)


def _carried(result: EmResult) -> str:
    level = level_words(result.level).capitalize()
    if result.by_time > result.by_decision:
        return tr("{level}, by {minutes} minutes in all.", level=level, minutes=result.minutes)
    return tr("{level}, by decision making.", level=level)


def _limits(result: EmResult) -> str:
    following = next(level for level in Mdm if level > result.by_decision)
    names = [column_words(column).lower() for column in result.limiting]
    words = tr("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])
    # Two of three decide: with two columns short one of them is enough, with three it takes two.
    many = tr("one of them") if len(names) == 2 else tr("two of them")
    return tr(
        "Limited by {columns}: {many} must reach {level}.", columns=words, many=many, level=level_words(following)
    )
