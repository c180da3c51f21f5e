"""The installed code sets, and the way another one comes in: chosen or dropped, looked at, imported, put in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.codesets.column_mapper import ColumnMapper
from coderdesk.ui.views.codesets.import_preview import ImportPreviewView
from coderdesk.ui.views.codesets.release_detail import ReleaseDetail
from coderdesk.ui.views.codesets.releases_model import ReleasesModel
from coderdesk.ui.views.codesets.work_line import WorkLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coderdesk.services.code_imports import InstalledRelease, PlannedImport
    from coderdesk.services.table_columns import ColumnMapping, TableSight

_ROW = 28
_WIDTHS = (112, 152, 96, 96, 72, 144)


class CodeSetsPage(QWidget):
    """`look_wanted(Path)`, `map_wanted(Path)`, `import_wanted(tuple of WantedImport)`, `remove_wanted(release id)`,
    `cancelled()`, `build_wanted()` when the building of the index was stopped and is wanted after all.
    """

    look_wanted = Signal(object)
    map_wanted = Signal(object)
    import_wanted = Signal(object)
    remove_wanted = Signal(str)
    cancelled = Signal()
    build_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self._today = date.min
        self.path_field = QLineEdit()
        self.path_field.setPlaceholderText(
            tr("Drop a publisher's file anywhere on the window, or type where it lies: text, CSV, XLSX, XML or zip")
        )
        self.path_field.setAccessibleName(tr("File to import"))
        self.choose_button = QPushButton(tr("Choose a file …"))
        self.look_button = QPushButton(tr("Look at it"))
        self.map_button = QPushButton(tr("Map its columns"))
        for button in (self.choose_button, self.map_button):
            set_role(button, "quiet")
        self.map_button.setToolTip(tr("For a list of codes that is no publisher's file: say which column is which."))
        self.trouble = label(role="error", wraps=True)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.build_button = QPushButton(tr("Build the index now"))
        set_role(self.build_button, "quiet")
        self.work = WorkLine()
        self.model = ReleasesModel(self)
        self.table = self._made_table()
        self.detail = ReleaseDetail()
        self.preview = ImportPreviewView()
        self.mapper = ColumnMapper()
        self._lay_out()
        self._wire()
        self.show_trouble("")
        self._show_path()

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(tr("Installed code sets"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        return table

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(8)
        bar.addWidget(self.path_field, 1)
        for button in (self.choose_button, self.map_button, self.look_button):
            bar.addWidget(button)
        self._said = QWidget()
        said = QHBoxLayout(self._said)
        said.setContentsMargins(16, 0, 16, 8)
        said.addWidget(self.trouble, 1)
        said.addWidget(self.build_button)
        self.releases = QSplitter(Qt.Orientation.Horizontal)
        self.releases.addWidget(self.table)
        self.releases.addWidget(self.detail)
        self.releases.setStretchFactor(0, 1)
        self.releases.setSizes([860, 400])
        self.releases.setHandleWidth(1)
        self.releases.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        for part in (self.releases, self.preview, self.mapper):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._said)
        layout.addWidget(self.work)
        layout.addWidget(hairline())
        layout.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.path_field.textChanged.connect(self._show_path)
        self.path_field.returnPressed.connect(self._look)
        self.choose_button.clicked.connect(self.choose_file)
        self.look_button.clicked.connect(self._look)
        self.map_button.clicked.connect(self._map)
        self.work.cancelled.connect(self.cancelled)
        self.build_button.clicked.connect(self.build_wanted)
        self.preview.import_wanted.connect(self.import_wanted)
        self.preview.put_aside.connect(self.show_releases_again)
        self.mapper.put_aside.connect(self.show_releases_again)
        self.detail.remove_wanted.connect(self.remove_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._show_detail)
        self.setFocusProxy(self.table)

    # -- choosing a file

    def choose_file(self) -> None:
        """The platform's own chooser; what is chosen there is looked at."""
        dialog = QFileDialog(self, tr("Choose a code-set file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Code-set files (*.zip *.txt *.csv *.tsv *.xlsx *.xml)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.look_at)
        dialog.open()

    def look_at(self, path: str | Path) -> None:
        """Look at a file as if its path had been typed."""
        self.path_field.setText(str(path))
        self._look()

    def _path(self) -> Path | None:
        typed = self.path_field.text().strip().strip('"')
        return Path(typed).expanduser() if typed else None

    def _look(self) -> None:
        path = self._path()
        if path is not None and self.look_button.isEnabled():
            self.look_wanted.emit(path)

    def _map(self) -> None:
        path = self._path()
        if path is not None:
            self.map_wanted.emit(path)

    def _show_path(self, _text: str = "") -> None:
        has_path = self._path() is not None and self.work.isHidden()
        self.look_button.setEnabled(has_path)
        self.map_button.setEnabled(has_path)

    # -- states

    def begin_work(self, words: str) -> None:
        """Something long runs: the bar above says so, and nothing else can be begun."""
        self.show_trouble("")
        self.work.begin(words)
        self.preview.setEnabled(False)
        self.choose_button.setEnabled(False)
        self._show_path()

    def end_work(self) -> None:
        self.work.end()
        self.preview.setEnabled(True)
        self.choose_button.setEnabled(True)
        self._show_path()

    def show_trouble(self, sentence: str, *, offers_building: bool = False) -> None:
        """What went wrong, in place; "" takes it away."""
        self.trouble.setText(sentence)
        self._said.setVisible(bool(sentence))
        self.build_button.setVisible(offers_building)

    def show_plans(self, plans: Sequence[PlannedImport]) -> None:
        self._stack.setCurrentWidget(self.preview)
        self.preview.show_plans(plans, self._today)

    def show_tables(self, tables: Sequence[TableSight], saved: Sequence[ColumnMapping]) -> None:
        self._stack.setCurrentWidget(self.mapper)
        self.mapper.show_tables(tables, saved)

    def show_releases_again(self) -> None:
        """Back to what is installed; what was looked at is put aside."""
        self.put_away()
        self.path_field.clear()
        self.table.setFocus()

    def put_away(self) -> None:
        """Nothing of a file that was looked at stays; its path does."""
        self.preview.clear()
        self.show_trouble("")
        self._stack.setCurrentWidget(self.releases)

    @property
    def shows(self) -> str:
        """ "releases", "preview" or "mapper"."""
        names = {self.releases: "releases", self.preview: "preview", self.mapper: "mapper"}
        return next(name for part, name in names.items() if part is self._stack.currentWidget())

    # -- the releases

    def show_installed(self, rows: tuple[InstalledRelease, ...], today: date) -> None:
        """All releases; the one that was chosen stays chosen."""
        self._today = today
        chosen = self.model.release(self.table.currentIndex().row())
        self.model.show_releases(rows, today)
        place = self.model.row_of(chosen.id) if chosen is not None else -1
        if rows:
            self.table.setCurrentIndex(self.model.index(max(place, 0), 0))
        else:
            self._show_detail(QModelIndex())

    def show_counts(self, counts: dict[str, int]) -> None:
        """How many codes the shipped releases hold, by their ids."""
        self.model.show_counts(counts)

    def choose_release(self, release_id: str) -> None:
        place = self.model.row_of(release_id)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))

    def _show_detail(self, current: QModelIndex) -> None:
        release = self.model.release(current.row()) if current.isValid() else None
        period = self.model.period(release) if release is not None else None
        self.detail.show_release(release, period, self._today)
