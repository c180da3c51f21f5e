"""The hierarchy of the code sets, fetched level by level as it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_browser import CodeNode
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr, tr_count

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
OWN_WORDS_ROLE = ROW_ROLE + 1


@dataclass(slots=True, eq=False)
class _Branch:
    """One row and what is known to hang below it. `children` is None until they have been fetched."""

    system: CodeSystem
    node: CodeNode | None
    parent: _Branch | None
    row: int
    number: int
    children: list[_Branch] | None = None
    is_asked: bool = False

    @property
    def value(self) -> str | None:
        return self.node.value if self.node else None

    @property
    def may_have_children(self) -> bool:
        return self.children != [] and (self.node is None or self.node.has_children)


class CodeTreeModel(QAbstractItemModel):
    """One row for each code set, headings and codes below. `children_wanted` asks; `show_children` answers, in any order."""

    children_wanted = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: list[_Branch] = []
        self._known: dict[tuple[CodeSystem, str | None], _Branch] = {}
        self._by_number: dict[int, _Branch] = {}
        self._numbers = count(1)

    def show_systems(self, systems: tuple[CodeSystem, ...]) -> None:
        """Start afresh: another visit, another date."""
        self.beginResetModel()
        self._known, self._by_number = {}, {}
        self._roots = [self._new(system, None, None, row) for row, system in enumerate(systems)]
        self.endResetModel()

    def show_children(self, system: CodeSystem, value: str | None, nodes: tuple[CodeNode, ...]) -> None:
        """The answer to `children_wanted`. An answer that nobody waits for, or that came before, is dropped."""
        branch = self._known.get((system, value))
        if branch is None or branch.children is not None:
            return
        if not nodes:
            branch.children = []
            return
        self.beginInsertRows(self._index(branch), 0, len(nodes) - 1)
        branch.children = [self._new(system, node, branch, row) for row, node in enumerate(nodes)]
        self.endInsertRows()

    def _new(self, system: CodeSystem, node: CodeNode | None, parent: _Branch | None, row: int) -> _Branch:
        branch = _Branch(system, node, parent, row, next(self._numbers))
        self._known[system, branch.value] = branch
        self._by_number[branch.number] = branch
        return branch

    # -- what a view asks

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        rows = self._rows(parent)
        return (
            self.createIndex(row, column, rows[row].number) if column == 0 and 0 <= row < len(rows) else QModelIndex()
        )

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() has no argument
        branch = self._branch(index)
        return self._index(branch.parent) if branch and branch.parent else QModelIndex()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._rows(parent))

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's own signature
        return 1

    def hasChildren(self, parent: _Index = _NOWHERE) -> bool:
        branch = self._branch(parent)
        return branch.may_have_children if branch else bool(self._roots)

    def canFetchMore(self, parent: _Index) -> bool:
        branch = self._branch(parent)
        return bool(branch and branch.children is None and not branch.is_asked and branch.may_have_children)

    def fetchMore(self, parent: _Index) -> None:
        branch = self._branch(parent)
        if branch and branch.children is None and not branch.is_asked:
            branch.is_asked = True
            self.children_wanted.emit(branch.system, branch.value)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        branch = self._branch(index)
        if branch is None:
            return None
        if role == ROW_ROLE:
            return branch.node
        if role == OWN_WORDS_ROLE:
            return _own_words(branch)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{branch.node.value}  {branch.node.title}" if branch.node else system_words(branch.system)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _node_words(branch.node) if branch.node else system_words(branch.system)
        return None

    # -- finding a way

    def index_of(self, system: CodeSystem, value: str | None) -> QModelIndex:
        """The row of a heading or code, if it has been fetched."""
        branch = self._known.get((system, value))
        return self._index(branch) if branch else QModelIndex()

    def _rows(self, parent: _Index) -> list[_Branch]:
        branch = self._branch(parent)
        return (branch.children or []) if branch else self._roots

    def _branch(self, index: _Index) -> _Branch | None:
        return self._by_number.get(index.internalId()) if index.isValid() else None

    def _index(self, branch: _Branch) -> QModelIndex:
        return self.createIndex(branch.row, 0, branch.number)


def _own_words(branch: _Branch) -> str:
    """The title without what the nearest heading says already: "… with diabetic nephropathy" below "Type 2 diabetes mellitus"."""
    title = branch.node.title if branch.node else ""
    above = branch.parent
    while above is not None and above.node is not None:
        said = above.node.title
        if len(title) > len(said) > 0 and title.startswith(said):
            return f"…{title[len(said) :]}"
        above = above.parent
    return title


def system_words(system: CodeSystem) -> str:
    """The name of a code set as a person says it."""
    names = {
        CodeSystem.ICD10CM: tr("ICD-10-CM, diagnoses"),
        CodeSystem.HCPCS: tr("HCPCS Level II, supplies and services"),
        CodeSystem.CPT: tr("The practice's charge list"),
    }
    return names.get(system, system.value)


def _node_words(node: CodeNode) -> str:
    words = f"{node.value}, {node.title}"
    if node.codes_below:
        below = tr_count("{count} code below", "{count} codes below", node.codes_below)
        return f"{words}, {below}"
    return words if node.billable_on_date else tr("{code}, not in force on this date", code=words)
