"""The table of what is ready to bill and what has left."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from coderdesk.domain.billing.answers.standing import ClaimStanding
from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.ui.text import tr, tr_count

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
STATE, PATIENT, ACCOUNT, SERVICE_DAY, PAYER, PROVIDER, FILE_BY, MADE_ON, AMOUNT = range(9)
_RIGHT_ALIGNED = (AMOUNT,)
_NEVER = 1 << 30


class BillingModel(QAbstractTableModel):
    """Rows are given whole by `show_rows`; nothing is fetched here."""

    def __init__(self, parent: QAbstractTableModel | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BillingRow, ...] = ()
        self._ranks: dict[int, list[int]] = {}
        self._words: list[str] = []
        self._heads = (
            tr("State"),
            tr("Patient"),
            tr("Account"),
            tr("Date of service"),
            tr("Payer"),
            tr("Provider"),
            tr("File by"),
            tr("Made on"),
            tr("Amount"),
        )

    def show_rows(self, rows: tuple[BillingRow, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self._ranks, self._words = {}, []
        self.endResetModel()

    def row(self, place: int) -> BillingRow:
        return self._rows[place]

    def words(self, place: int) -> str:
        """All that stands in a row, in small letters, for the filter field."""
        if not self._words:
            self._words = ["\n".join(_cells(row)).casefold() for row in self._rows]
        return self._words[place]

    def _rank(self, place: int, column: int) -> int:
        """Where a row stands by that column, worked out once: a sort asks for it many times."""
        if column not in self._ranks:
            keys = [_sort_keys(row)[column] for row in self._rows]
            of_key = {key: rank for rank, key in enumerate(sorted(set(keys)))}
            self._ranks[column] = [of_key[key] for key in keys]
        return self._ranks[column][place]

    def row_at(self, index: Index) -> BillingRow:
        return self._rows[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == SORT_ROLE:
            return self._rank(index.row(), index.column())
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cells(row)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column == FILE_BY and row.file_by is not None:
            return tr("The payer takes this claim until {day}.", day=f"{row.file_by:%m/%d/%Y}")
        return None

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in _RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def state_words(row: BillingRow) -> str:
    match row.state:
        case BillingState.READY:
            return _ready_words(row)
        case BillingState.INTERRUPTED:
            return tr("Claim being written")
        case BillingState.CLAIM:
            return _sent_words(row)
        case BillingState.REFUSED:
            return tr("Claim refused")
        case BillingState.FOLLOWED:
            return tr("Claim corrected")
        case _:
            return tr("Invoice {number}", number=row.number)


def _ready_words(row: BillingRow) -> str:
    match row.follows:
        case SequelKind.REPLACE:
            return tr("Ready: replacement")
        case SequelKind.VOID:
            return tr("Ready: void")
        case SequelKind.SECONDARY:
            return tr("Ready: next payer")
        case SequelKind.LATE:
            return tr("Ready: late charges")
        case _:
            return tr("Ready: claim") if row.payer else tr("Ready: invoice")


def _sent_words(row: BillingRow) -> str:
    match row.standing:
        case ClaimStanding.RECEIVED:
            return tr("Claim received")
        case ClaimStanding.ACCEPTED:
            return tr("Claim accepted")
        case ClaimStanding.REJECTED:
            return tr("Claim refused")
        case _:
            return tr("Claim exported")


def deadline_words(row: BillingRow) -> str:
    """The countdown to the payer's last day, "" where there is none."""
    left = row.days_left
    if left is None:
        return ""
    if left < 0:
        return tr_count("{count} day late", "{count} days late", -left)
    return tr_count("{count} day left", "{count} days left", left)


def _cells(row: BillingRow) -> tuple[str, ...]:
    return (
        state_words(row),
        row.patient,
        row.account,
        f"{row.date_of_service:%m/%d/%Y}",
        row.payer or tr("Self-pay"),
        row.provider,
        deadline_words(row),
        f"{row.made_on:%m/%d/%Y}" if row.made_on else "",
        str(row.total) if row.total is not None else "",
    )


def _sort_keys(row: BillingRow) -> tuple[str | int, ...]:
    """What is late comes first, what has no last day comes last."""
    made = row.made_on.isoformat() if row.made_on else ""
    cents = row.total.cents if row.total is not None else -1
    left = row.days_left if row.days_left is not None else _NEVER
    day = row.date_of_service.isoformat()
    return (state_words(row), row.patient, row.account, day, row.payer, row.provider, left, made, cents)
