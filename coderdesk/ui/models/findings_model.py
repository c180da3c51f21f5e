"""What the rules say of the visit on screen; a refusal of the moment stands above the rest."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.coding.fixes import Add
from coderdesk.domain.values.finding import Finding, Offer
from coderdesk.ui.models.notice_draft import notice_offer
from coderdesk.ui.models.rows import ROW_ROLE, FindingRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
FIX_KEY = "Ctrl+."


def mends_of(finding: Finding) -> tuple[Offer, ...]:
    """What one key does about a finding: a code to be added is taken from the documents, or else looked for."""
    notice = notice_offer(finding)
    return finding.fixes if notice is None else (*finding.fixes, notice)


def _shown(fix: Offer) -> str:
    """One candidate stands for all."""
    if isinstance(fix, Add) and len(fix.candidates) > 1:
        return f"add {fix.candidates[0]} …"
    return fix.words


def _row(finding: Finding) -> FindingRow:
    mends = mends_of(finding)
    if not mends:
        return FindingRow(finding=finding)
    return FindingRow(finding=finding, fix=_shown(mends[0]) + (" …" if len(mends) > 1 else ""), fix_key=FIX_KEY)


class FindingsModel(QAbstractListModel):
    """ROW_ROLE holds a FindingRow. Findings keep the order they come in: the hardest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused: tuple[Finding, ...] = ()
        self._findings: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...], refused: tuple[Finding, ...] = ()) -> None:
        """A finding that is refused and stands in the visit too is listed once, above."""
        kept = tuple(finding for finding in findings if finding not in refused)
        if (refused, kept) == (self._refused, self._findings):
            return
        self.beginResetModel()
        self._refused, self._findings = refused, kept
        self.endResetModel()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._refused + self._findings

    @property
    def refused(self) -> tuple[Finding, ...]:
        return self._refused

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = _row(self.findings[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.finding.message
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.words
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.finding.message}\n{row.finding.citation}"
        return row if role == ROW_ROLE else None

    def finding(self, row: int) -> Finding | None:
        return self.findings[row] if 0 <= row < len(self.findings) else None

    def row_of(self, finding: Finding) -> int:
        """Where a finding stands; -1 when it is settled."""
        return self.findings.index(finding) if finding in self.findings else -1
