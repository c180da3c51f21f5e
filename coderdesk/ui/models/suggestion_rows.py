"""The rows of the two lists of a visit, and the model that holds them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.clinical.reading import Assertion, SectionKind
from coderdesk.domain.coding.dismissal import DismissalReason
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.reading_marks import assertion_words
from coderdesk.ui.text import tr

if TYPE_CHECKING:
    from coderdesk.services.visit_suggestions import Proposal, Unproven, VisitLists

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow:
    """`source` is the Proposal or Unproven it stands for; `quotation` wears the line of its `assertion`."""

    source: "Proposal | Unproven"
    code: str
    title: str
    second: str
    side: str = ""
    quotation: str = ""
    assertion: Assertion | None = None
    is_quiet: bool = False
    side_colour: str = "muted"

    @property
    def key(self) -> tuple[str, str]:
        return self.code, self.quotation

    @property
    def words(self) -> str:
        """As a screen reader says it."""
        said = assertion_words(self.assertion) if self.assertion is not None else ""
        quoted = f"“{self.quotation}”" if self.quotation else ""
        return ", ".join(part for part in (self.code, self.title, quoted, said, self.second, self.side) if part)


def reason_of_dismissal(reason: DismissalReason) -> str:
    return {
        DismissalReason.NOT_ADDRESSED: tr("Not dealt with at this visit"),
        DismissalReason.PART_OF_ANOTHER: tr("Part of a condition that is coded"),
        DismissalReason.NOT_PRESENT: tr("No longer present"),
        DismissalReason.CODED_OTHERWISE: tr("Coded otherwise"),
        DismissalReason.MISREAD: tr("The words mean something else"),
        DismissalReason.OWN_WORDS: tr("In own words …"),
        DismissalReason.SHOWN_AGAIN: tr("Shown again"),
    }[reason]


def section_words(kind: SectionKind) -> str:
    return {
        SectionKind.NONE: "",
        SectionKind.CHIEF_COMPLAINT: tr("complaint"),
        SectionKind.PRESENT_ILLNESS: tr("present illness"),
        SectionKind.ASSESSMENT: tr("assessment"),
        SectionKind.ASSESSMENT_PLAN: tr("assessment and plan"),
        SectionKind.HOSPITAL_COURSE: tr("hospital course"),
    }.get(kind, kind.value.replace("_", " "))


def documented_rows(lists: "VisitLists", *, with_dismissed: bool) -> tuple[SuggestionRow, ...]:
    """What waits, then what is uncertain and only told, then, when wanted, what was put aside."""
    aside = lists.dismissed if with_dismissed else ()
    return tuple(_proposal_row(one) for one in (*lists.documented, *lists.uncertain, *aside))


def _proposal_row(one: "Proposal") -> SuggestionRow:
    second, side, colour = _why(one), section_words(one.section), "muted"
    if one.dismissed is not None:
        answer = one.dismissed
        is_own = answer.reason is DismissalReason.OWN_WORDS
        second, side = answer.words if is_own else reason_of_dismissal(answer.reason), tr("put aside")
    elif not one.billable:
        second, side, colour = one.citation, tr("not billable"), "amber"
    return SuggestionRow(
        source=one,
        code=one.code.value,
        title=one.code.title,
        second=second,
        side=side,
        quotation=" ".join(one.quotation.split()),
        assertion=one.assertion,
        is_quiet=one.dismissed is not None or not one.billable,
        side_colour=colour,
    )


def _why(one: "Proposal") -> str:
    """What led from the words to the code: nothing where they are its title, else the name that the book has for them."""
    why = one.why.split(": ", 1)[-1]
    if why == "title":
        return ""
    words, equals, name = why.partition(" = ")
    is_quoted = words.casefold() == " ".join(one.quotation.split()).casefold()
    return f"= {name}" if equals and is_quoted else why


def undocumented_rows(lists: "VisitLists") -> tuple[SuggestionRow, ...]:
    return tuple(
        SuggestionRow(
            source=one,
            code=one.code,
            title=one.title,
            second=one.why.removeprefix(f"{one.code}: ").removeprefix(f"{one.code} "),
            side=tr("unproven") if one.is_missing else tr("not carried"),
            side_colour="red",
        )
        for one in lists.undocumented
    )


class SuggestionsModel(QAbstractListModel):
    """Rows that stay keep their place under the eye: only a change of the rows resets."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SuggestionRow, ...] = ()

    @property
    def rows(self) -> tuple[SuggestionRow, ...]:
        return self._rows

    def show(self, rows: tuple[SuggestionRow, ...]) -> bool:
        """True when there are other rows than before."""
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def row(self, place: int) -> SuggestionRow | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.code
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.words
        return None
