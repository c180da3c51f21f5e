"""The form of one record: edit in place, save or revert; nothing typed is lost on bad input."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import hairline, set_role, set_surface
from coderdesk.ui.views.records.field_box import FieldBox
from coderdesk.ui.views.records.fields import FormSpec, Section, Texts, value_at, with_value_at

_COLUMNS = 12


class RecordForm(QWidget):
    """Shows one frozen record by its table of fields. Saving makes a new value; the old one is never touched."""

    saved = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: FormSpec | None = None
        self._record: Any = None
        self._boxes: dict[str, FieldBox] = {}
        self._sections: list[tuple[Section, QWidget]] = []
        self._read_only_reason = ""
        self._build()

    def _build(self) -> None:
        self._title = QLabel()
        self._kind = QLabel()
        self._why = QLabel()
        self._why.setWordWrap(True)
        set_role(self._title, "display")
        set_role(self._kind, "muted")
        set_role(self._why, "error")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(tr("Fields of the record"))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 12)
        layout.setSpacing(4)
        for part in (self._kind, self._title, self._why):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self._area, 1)
        layout.addWidget(hairline(Qt.Orientation.Horizontal))
        layout.addLayout(self._build_actions())
        self._why.hide()

    def _build_actions(self) -> QHBoxLayout:
        self._state = QLabel()
        set_role(self._state, "muted")
        self.revert_button = QPushButton(tr("Revert"))
        self.save_button = QPushButton(tr("Save"))
        set_role(self.revert_button, "quiet")
        set_role(self.save_button, "primary")
        self.save_button.setToolTip(tr("Save this record (Ctrl+S)"))
        self.revert_button.setToolTip(tr("Put back what is stored (Ctrl+R)"))
        self.save_button.clicked.connect(self.save)
        self.revert_button.clicked.connect(self.revert)
        for keys, act in (("Ctrl+S", self.save), ("Ctrl+R", self.revert)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._state, 1)
        row.addWidget(self.revert_button)
        row.addWidget(self.save_button)
        return row

    # -- what is shown

    def show_record(self, record: Any, spec: FormSpec, *, title: str, draft: Texts | None = None) -> None:
        """A fresh form for a record, with what was typed into it earlier and not saved."""
        self._record, self._spec = record, spec
        self._kind.setText(spec.kind)
        self._title.setText(title)
        self._say_why("")
        self._lay_out(spec)
        self._fill()
        for path, text in (draft or {}).items():
            self._boxes[path].show_text(text)
        self._refresh()

    def forget(self) -> None:
        """Hold no record any more."""
        self._record = self._spec = None
        self._boxes, self._sections = {}, []
        self._title.clear()
        self._area.setWidget(QWidget())

    def _lay_out(self, spec: FormSpec) -> None:
        page = QWidget()
        set_surface(page, "paper")
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 0, 16, 16)
        column.setSpacing(16)
        self._boxes, self._sections = {}, []
        for section in spec.sections:
            part = self._section(section)
            self._sections.append((section, part))
            column.addWidget(part)
        column.addStretch(1)
        page.setMaximumWidth(760)
        self._area.setWidget(page)

    def _section(self, section: Section) -> QWidget:
        part = QWidget()
        heading = QLabel(section.title)
        set_role(heading, "section")
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(heading, 0, 0, 1, _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        row, used = 1, 0
        for spec in section.fields:
            if used + spec.columns > _COLUMNS:
                row, used = row + 1, 0
            box = FieldBox(spec)
            box.edited.connect(self._on_edited)
            self._boxes[spec.path] = box
            grid.addWidget(box, row, used, 1, spec.columns)
            used += spec.columns
        return part

    def _fill(self) -> None:
        for path, box in self._boxes.items():
            box.show_text(box.spec.read(value_at(self._record, path)))
            box.show_message("")
        self._refresh()

    @property
    def record(self) -> Any:
        """The stored value that the form shows, without what was typed."""
        return self._record

    def show_saved(self, record: Any, *, title: str) -> None:
        """The stored value after a save; the cursor stays where it is."""
        self._record = record
        self._title.setText(title)
        self._say_why("")
        self._fill()
        self._state.setText(tr("Saved"))

    def show_trouble(self, sentence: str) -> None:
        """Saving failed: what was typed stays."""
        self._say_why(sentence)

    def open_at(self, field: str, why: str = "") -> bool:
        """Put the cursor into the field a finding names and say why. False when the form has no such field."""
        box = self._boxes.get(field) or next((box for path, box in self._boxes.items() if path.startswith(field)), None)
        if not field or box is None:
            self._say_why(why)
            return False
        self._say_why("")
        box.show_message(why or box.spec.check(box.text))
        box.take_focus()
        self._area.ensureWidgetVisible(box, 0, 48)
        return True

    def set_read_only(self, reason: str) -> None:
        """Why nothing can be saved here; "" when it can."""
        self._read_only_reason = reason
        self._refresh()

    def box(self, path: str) -> FieldBox:
        """The field at a path of the record. Raises KeyError."""
        return self._boxes[path]

    def take_focus(self) -> None:
        """Into the first field."""
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            first.take_focus()

    # -- what was typed

    @property
    def texts(self) -> dict[str, str]:
        return {path: box.text for path, box in self._boxes.items()}

    @property
    def has_unsaved(self) -> bool:
        return any(box.text != box.spec.read(value_at(self._record, box.spec.path)) for box in self._applying())

    def _applying(self) -> tuple[FieldBox, ...]:
        texts = self.texts
        return tuple(
            self._boxes[spec.path] for section, _ in self._sections if section.applies(texts) for spec in section.fields
        )

    def save(self) -> None:
        """Emit the new value, or say under each field what keeps it from being saved and go to the first."""
        if self._spec is None or self._read_only_reason or not self.has_unsaved:
            return
        boxes = self._applying()
        complaints = [(box, why) for box in boxes if (why := box.spec.check(box.text))]
        for box in boxes:
            box.show_message("")
        for box, why in complaints:
            box.show_message(why)
        if complaints:
            self._state.setText(self._not_saved(len(complaints)))
            complaints[0][0].take_focus()
            self._area.ensureWidgetVisible(complaints[0][0], 0, 48)
            return
        self.saved.emit(self._written(boxes))

    def _not_saved(self, count: int) -> str:
        return tr_count(
            "Not saved: {count} field needs another look", "Not saved: {count} fields need another look", count
        )

    def _written(self, boxes: tuple[FieldBox, ...]) -> Any:
        assert self._spec is not None
        record = self._spec.prepare(self._record)
        for box in boxes:
            if box.text != box.spec.read(value_at(record, box.spec.path)):
                record = with_value_at(record, box.spec.path, box.spec.write(box.text))
        return self._spec.finish(record)

    def revert(self) -> None:
        """Back to what is stored."""
        self._say_why("")
        self._fill()
        self.edited.emit()

    # -- state of the page

    def _on_edited(self) -> None:
        self._refresh()
        self.edited.emit()

    def _refresh(self) -> None:
        texts = self.texts
        for section, part in self._sections:
            part.setVisible(section.applies(texts))
        changed = self.has_unsaved
        self.revert_button.setEnabled(changed)
        self.save_button.setEnabled(changed and not self._read_only_reason)
        self._state.setText(self._read_only_reason or (tr("Not saved yet") if changed else ""))

    def _say_why(self, sentence: str) -> None:
        self._why.setText(sentence)
        self._why.setVisible(bool(sentence))
