"""What the visit's claim says beyond its codes, in place of the code book: only what applies stands open."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.domain.billing.details.typed import text_at
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.claim_details import POA_KEY, SETTING_KEY, DetailSheet, ShownDiagnosis, ShownLine
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import close_together, hairline, label, set_role, set_surface
from coderdesk.ui.views.claims.detail_box import DetailBox, spec_of
from coderdesk.ui.views.claims.detail_part import DetailPart
from coderdesk.ui.views.records.fields import FieldSpec


def _kind_words(kind: ClaimKind) -> str:
    return {
        ClaimKind.PROFESSIONAL: tr("Professional claim"),
        ClaimKind.INSTITUTIONAL: tr("Institutional claim"),
        ClaimKind.DENTAL: tr("Dental claim"),
    }[kind]


def _settings() -> tuple[tuple[Setting, str], ...]:
    return (
        (Setting.OUTPATIENT, tr("Office or clinic")),
        (Setting.FACILITY, tr("Hospital outpatient")),
        (Setting.INPATIENT, tr("Inpatient stay")),
    )


def poa_spec(title: str) -> FieldSpec:
    """The answers of ICD-10-CM Guidelines, appendix I; a code that is exempt has none."""
    choices = (
        ("", tr("not said, or exempt")),
        ("Y", tr("Y  yes")),
        ("N", tr("N  no")),
        ("U", tr("U  the record does not tell")),
        ("W", tr("W  cannot be told clinically")),
    )
    return FieldSpec(path=POA_KEY, label=title, choices=choices)


class DetailsPanel(QWidget):
    """`entered(key, text, assignment id or None)` when a field is to be kept; `left()`."""

    entered = Signal(str, str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self._shape: tuple[object, ...] = ()
        self._parts: tuple[DetailPart, ...] = ()
        self._may_write = True
        self._build()
        self.setFocusProxy(self.find_field)

    def _build(self) -> None:
        self.kind_label = label(role="small")
        self.message = label(role="small", wraps=True)
        set_role(self.message, "smallwarn")
        self.message.hide()
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText(tr("Find a field: admission, NPI, accident ..."))
        self.find_field.setAccessibleName(tr("Find a field"))
        self.find_field.setClearButtonEnabled(True)
        self.find_field.textChanged.connect(self._find)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(tr("Fields of the claim"))
        layout = close_together(QVBoxLayout(self))
        layout.addLayout(self._build_head())
        layout.addLayout(self._build_find())
        layout.addWidget(hairline())
        layout.addWidget(self.area, 1)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        self.setting_box = QComboBox()
        self.setting_box.setAccessibleName(tr("Where the visit took place, for its coding"))
        for setting, words in _settings():
            self.setting_box.addItem(words, setting)
        self.setting_box.activated.connect(self._set_setting)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Back to the code book (Esc)"))
        set_role(self.close_button, "quiet")
        self.close_button.clicked.connect(self.left)
        head.addWidget(label(tr("Claim details"), role="title"), 1)
        head.addWidget(self.setting_box)
        head.addWidget(self.close_button)
        return head

    def _build_find(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.kind_label)
        column.addWidget(self.message)
        column.addWidget(self.find_field)
        return column

    # what is shown ---------------------------------------------------------------------------------------------

    @property
    def parts(self) -> tuple[DetailPart, ...]:
        return self._parts

    def box(self, key: str, assignment_id: AssignmentId | None = None) -> DetailBox | None:
        """The field of the claim, or of one of its services."""
        boxes = (box for part in self._parts for box in part.boxes)
        return next((box for box in boxes if (box.key, box.assignment_id) == (key, assignment_id)), None)

    def show_sheet(self, sheet: DetailSheet) -> None:
        """Fields are filled in place; they are laid out anew only when others apply."""
        self.kind_label.setText(_kind_words(sheet.kind))
        self.setting_box.setCurrentIndex(self.setting_box.findData(sheet.setting))
        rows: tuple[ShownDiagnosis | ShownLine, ...] = (*sheet.diagnoses, *sheet.lines)
        shape = (sheet.kind, tuple((row.assignment_id, row.title) for row in rows))
        if shape != self._shape:
            self._shape = shape
            self._lay_out(sheet)
        self._fill(sheet)

    def _lay_out(self, sheet: DetailSheet) -> None:
        parts = [
            DetailPart(tr(shown.section.title), tuple(DetailBox(spec_of(field)) for field in shown.fields))
            for shown in sheet.sections
        ]
        if sheet.diagnoses:
            boxes = tuple(DetailBox(poa_spec(row.title), row.assignment_id) for row in sheet.diagnoses)
            parts.append(DetailPart(tr("Present on admission"), boxes))
            parts[-1].set_open(is_open=True)
        parts += [
            DetailPart(
                tr("Line {number}: {title}", number=number, title=line.title),
                tuple(DetailBox(spec_of(field), line.assignment_id) for field in line.fields),
            )
            for number, line in enumerate(sheet.lines, start=1)
        ]
        for part, shown in zip(parts, sheet.sections, strict=False):
            part.set_open(is_open=shown.is_open)
        page = QWidget()
        set_surface(page, "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(4)
        for part in parts:
            column.addWidget(part)
            for box in part.boxes:
                box.committed.connect(self._commit)
                box.passed.connect(self._go_on)
        column.addStretch(1)
        self._parts = tuple(parts)
        self.area.setWidget(page)
        self._set_enabled()
        self._find(self.find_field.text())

    def _fill(self, sheet: DetailSheet) -> None:
        for part, shown in zip(self._parts, sheet.sections, strict=False):
            for box, field in zip(part.boxes, shown.fields, strict=True):
                box.show_stored(text_at(sheet.details, field))
        further = list(self._parts[len(sheet.sections) :])
        if sheet.diagnoses:
            for box, row in zip(further.pop(0).boxes, sheet.diagnoses, strict=True):
                box.show_stored(row.poa)
        for part, line in zip(further, sheet.lines, strict=True):
            for box, field in zip(part.boxes, line.fields, strict=True):
                box.show_stored(text_at(line.details, field))

    def show_nothing(self) -> None:
        self._shape, self._parts = (), ()
        self.area.setWidget(QWidget())

    def say(self, sentence: str) -> None:
        """A sentence about what was just tried; "" takes the last one away."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def set_writable(self, *, writable: bool) -> None:
        self._may_write = writable
        self._set_enabled()

    def _set_enabled(self) -> None:
        self.setting_box.setEnabled(self._may_write)
        for part in self._parts:
            part.body.setEnabled(self._may_write)

    # where the hand goes ---------------------------------------------------------------------------------------

    def _find(self, words: str) -> None:
        for part in self._parts:
            part.show_matching(words)

    def go_to(self, key: str, assignment_id: AssignmentId | None = None) -> bool:
        """Open the section of a field and put the keyboard into it; False when this claim has no such field."""
        self.find_field.clear()
        box = self.box(key, assignment_id)
        if box is None:
            return False
        next(part for part in self._parts if box in part.boxes).set_open(is_open=True)
        box.take_focus()
        # the section takes its room first
        QTimer.singleShot(0, box, lambda: self.area.ensureWidgetVisible(box, 12, 48))
        return True

    def _go_on(self, box: DetailBox) -> None:
        """To the next field that is shown; after the last one, back to finding another."""
        shown = [one for part in self._parts for one in part.boxes if one.isVisibleTo(self)]
        after = shown[shown.index(box) + 1 :] if box in shown else []
        if after:
            after[0].take_focus()
            self.area.ensureWidgetVisible(after[0], 12, 48)
        else:
            self.find_field.clear()
            self.find_field.setFocus()

    def _commit(self, box: DetailBox) -> None:
        if self._may_write:
            self.entered.emit(box.key, box.text, box.assignment_id)

    def _set_setting(self, place: int) -> None:
        self.entered.emit(SETTING_KEY, Setting(self.setting_box.itemData(place)).value, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and self.find_field.hasFocus():
            first = next((box for part in self._parts for box in part.boxes if box.isVisibleTo(self)), None)
            if first is not None:
                first.take_focus()
        else:
            super().keyPressEvent(event)
