"""Chips that narrow a large family of codes: one for each axis, its values opening below it when it is pressed."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from coderdesk.domain.coding.narrowing import AxisCounts
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import label, set_role
from coderdesk.ui.views.desk.flow_layout import FlowLayout

_MORE_ROOM = 64


class NarrowBar(QWidget):
    """Takes the place of the line under the search field while there is something to narrow, so that no hit moves.

    `narrowed` carries the labels chosen, by axis; an empty mapping when all are cleared.
    """

    narrowed = Signal(object)
    left = Signal()

    def __init__(self, line: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes: tuple[AxisCounts, ...] = ()
        self._chosen: dict[str, str] = {}
        self._heading = ""
        self._count = 0
        self._open = ""
        self._shows_all = False
        self.axis_chips: dict[str, QPushButton] = {}
        self.value_chips: dict[str, QPushButton] = {}
        self._row = QWidget()
        self._row_layout = QHBoxLayout(self._row)
        self._row_layout.setContentsMargins(0, 0, 0, 0)
        self._row_layout.setSpacing(4)
        self._values, self._further = QWidget(), QWidget()
        self._values_layout = FlowLayout(self._values, spacing=4)
        self._further_layout = FlowLayout(self._further, spacing=4)
        self._first = QStackedWidget()
        self._said = label()
        self._first.addWidget(line)
        self._first.addWidget(self._said)
        self._first.addWidget(self._row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self._first, self._further, self._values):
            layout.addWidget(part)
        self._first.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._first.setFixedHeight(self._chip("Xg").sizeHint().height())
        self._refresh()

    # -- what is shown

    @property
    def chosen(self) -> dict[str, str]:
        return dict(self._chosen)

    @property
    def is_shown(self) -> bool:
        return bool(self._axes)

    def show_family(self, heading: str, axes: tuple[AxisCounts, ...], count: int) -> None:
        """The axes of a family with their counts, and how many codes are left. Another family begins with nothing chosen."""
        if (heading, axes, count) == (self._heading, self._axes, self._count):
            return
        if heading != self._heading:
            self._chosen, self._open, self._shows_all = {}, "", False
        self._heading, self._axes, self._count = heading, axes, count
        self._refresh()

    def show_nothing(self) -> None:
        self._heading, self._axes, self._chosen, self._open = "", (), {}, ""
        self._refresh()

    def say(self, words: str, role: str = "muted") -> None:
        """Words in place of line and chips, until they are taken back with ""."""
        self._said.setText(words)
        set_role(self._said, role)
        self._first.setCurrentIndex(1 if words else 2 if self._axes else 0)

    def forget_chosen(self) -> None:
        """Another search: the chips stay, nothing is chosen on them."""
        if self._chosen or self._open:
            self._chosen, self._open = {}, ""
            self._refresh()

    def enter(self) -> None:
        """The keyboard stands on the first chip."""
        chip = next(iter(self.axis_chips.values()), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- pressing

    def _press_axis(self, name: str) -> None:
        """Open its values; an axis on which something is chosen is cleared."""
        if self._chosen.pop(name, None) is not None:
            self._open = ""
            self.narrowed.emit(self.chosen)
        else:
            self._open = "" if self._open == name else name
        self._refresh()
        self._stand_on(self.axis_chips.get(name))

    def _press_value(self, name: str, value: str) -> None:
        self._chosen[name] = value
        self._open = ""
        self.narrowed.emit(self.chosen)
        self._refresh()
        self._stand_on(self.axis_chips.get(name))

    def _clear(self) -> None:
        self._chosen, self._open = {}, ""
        self.narrowed.emit({})
        self._refresh()
        self.enter()

    def show_all(self) -> None:
        """Every axis, also those that the first row has no room for."""
        self._shows_all = True
        self._refresh()

    @staticmethod
    def _stand_on(chip: QPushButton | None) -> None:
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the values that are open, then clears what is chosen, then goes back to the field."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers() and (self._open or self._chosen):
            if self._open:
                name, self._open = self._open, ""
                self._refresh()
                self._stand_on(self.axis_chips.get(name))
            else:
                self._clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._axes:
            self._refresh()

    # -- making

    def _refresh(self) -> None:
        self.axis_chips, self.value_chips = {}, {}
        for layout in (self._row_layout, self._further_layout, self._values_layout):
            _empty(layout)
        self._first.setCurrentIndex(1 if self._said.text() else 2 if self._axes else 0)
        self._further.hide()
        if self._axes:
            self._fill_row()
        opened = next((axis for axis in self._axes if axis.name == self._open), None)
        self._values.setVisible(opened is not None)
        if opened is not None:
            self._fill_values(opened)

    def _fill_row(self) -> None:
        row = self._row_layout
        heading = label(self._heading, "code")
        row.addWidget(heading)
        tail = self._tail()
        room = self.width() - heading.sizeHint().width() - 8 - sum(part.sizeHint().width() + 4 for part in tail)
        waiting: list[QPushButton] = []
        for axis in self._axes:
            chip = self._axis_chip(axis)
            room -= chip.sizeHint().width() + 4
            is_last = axis is self._axes[-1]
            if waiting or (room < (0 if is_last else _MORE_ROOM) and self.axis_chips and self.width() > _MORE_ROOM):
                waiting.append(chip)
            else:
                row.addWidget(chip)
            self.axis_chips[axis.name] = chip
        if waiting and not self._shows_all:
            more = self._chip(tr("more"))
            more.setToolTip(", ".join(chip.text() for chip in waiting))
            more.clicked.connect(self.show_all)
            row.addWidget(more)
            for chip in waiting:
                chip.deleteLater()
                del self.axis_chips[next(name for name, made in self.axis_chips.items() if made is chip)]
        elif waiting:
            for chip in waiting:
                self._further_layout.addWidget(chip)
        self._further.setVisible(bool(waiting) and self._shows_all)
        row.addStretch(1)
        for part in tail:
            row.addWidget(part)

    def _tail(self) -> list[QWidget]:
        """How many codes are left, and the way back to all of them."""
        if not self._chosen:
            return []
        words = tr_count("{count} code", "{count} codes", self._count)
        clear = self._chip(tr("Clear"))
        clear.clicked.connect(self._clear)
        return [label(words, "small"), clear]

    def _axis_chip(self, axis: AxisCounts) -> QPushButton:
        words = tr(axis.name)
        chip = self._chip(tr("{axis}: {value}", axis=words, value=axis.chosen) if axis.chosen else words)
        chip.setCheckable(True)
        chip.setChecked(bool(axis.chosen) or axis.name == self._open)
        chip.setAccessibleName(tr("Narrow by {axis}", axis=words))
        chip.setToolTip(tr("Clear") if axis.chosen else ", ".join(one.label for one in axis.chips))
        chip.clicked.connect(partial(self._press_axis, axis.name))
        return chip

    def _fill_values(self, axis: AxisCounts) -> None:
        for one in axis.chips:
            chip = self._chip(f"{one.label}  {one.count:,}")
            chip.setEnabled(one.count > 0)
            chip.setAccessibleName(
                tr_count("{label}, {count} code", "{label}, {count} codes", one.count, label=one.label)
            )
            chip.clicked.connect(partial(self._press_value, axis.name, one.label))
            self._values_layout.addWidget(chip)
            self.value_chips[one.label] = chip

    @staticmethod
    def _chip(words: str) -> QPushButton:
        chip = QPushButton(words)
        set_role(chip, "chip")
        return chip


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
