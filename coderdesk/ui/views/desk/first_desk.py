"""The worklist at its place, and empty ground where documents and codes will be: what is painted first."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from coderdesk.ui.theme.parts import set_surface
from coderdesk.ui.views.desk.worklist_panel import WorklistPanel

COLUMN_WIDTHS = (250, 696, 430)


class FirstDesk(QSplitter):
    """Columns as wide as those of the desk, which takes the worklist over as soon as it is made."""

    def __init__(self, worklist: WorklistPanel, *, saved_columns: QByteArray | None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.addWidget(worklist)
        for surface in ("paper", "panel"):
            ground = QWidget()
            set_surface(ground, surface)
            self.addWidget(ground)
        self.setStretchFactor(1, 1)
        self.setSizes(COLUMN_WIDTHS)
        if saved_columns is not None:
            self.restoreState(saved_columns)
