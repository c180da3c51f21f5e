"""A section of the claim's details: its title, which folds it, and its fields in columns of twelve."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coderdesk.ui.theme.parts import close_together, set_role
from coderdesk.ui.views.claims.detail_box import DetailBox

_COLUMNS = 12


def _rows(boxes: tuple[DetailBox, ...]) -> list[QHBoxLayout]:
    """As many in a row as their widths allow."""
    rows: list[QHBoxLayout] = []
    left = 0
    for box in boxes:
        if box.spec.columns > left:
            if rows:
                rows[-1].addStretch(left)
            rows.append(QHBoxLayout())
            rows[-1].setSpacing(8)
            left = _COLUMNS
        rows[-1].addWidget(box, box.spec.columns, Qt.AlignmentFlag.AlignTop)
        left -= box.spec.columns
    if rows:
        rows[-1].addStretch(left)
    return rows


class DetailPart(QWidget):
    """Closed, it is one line; a press, Space or Enter opens it."""

    def __init__(self, title: str, boxes: tuple[DetailBox, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.boxes = title, boxes
        self.head = QPushButton()
        self.head.setAccessibleName(title)
        self.head.setCheckable(True)
        set_role(self.head, "fold")
        self.body = QWidget()
        rows = QVBoxLayout(self.body)
        rows.setContentsMargins(0, 4, 0, 8)
        rows.setSpacing(8)
        for row in _rows(boxes):
            rows.addLayout(row)
        layout = close_together(QVBoxLayout(self))
        layout.addWidget(self.head)
        layout.addWidget(self.body)
        self.head.toggled.connect(self._fold)
        self.set_open(is_open=False)

    @property
    def is_open(self) -> bool:
        return self.head.isChecked()

    def set_open(self, *, is_open: bool) -> None:
        self.head.setChecked(is_open)
        self._fold(is_open)

    def _fold(self, is_open: bool) -> None:  # noqa: FBT001 - the form of the signal
        self.body.setVisible(is_open)
        self.head.setText(f"{'▾' if is_open else '▸'}  {self.title}")

    def show_matching(self, words: str) -> bool:
        """Show only what has these words in its title or label; "" shows all. False when nothing is left."""
        wanted = words.lower().split()
        is_titled = all(word in self.title.lower() for word in wanted)
        left = [box for box in self.boxes if is_titled or all(word in box.spec.label.lower() for word in wanted)]
        for box in self.boxes:
            box.setVisible(box in left)
        self.setVisible(bool(left))
        if wanted and left:
            self.set_open(is_open=True)
        return bool(left)
