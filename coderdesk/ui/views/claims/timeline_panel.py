"""The life of one claim, line by line: exported, answered in the payer's words and ours, followed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coderdesk.services.claim_timeline import ClaimTimeline, TimelineEvent
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role

HEIGHT = 168


class TimelinePanel(QWidget):
    """Hidden while there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        set_role(self.title, "muted")
        self.events = QListWidget()
        self.events.setAccessibleName(tr("What happened to the claim"))
        self.events.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.events.setWordWrap(True)
        self.events.setFixedHeight(HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.events)
        self.clear()

    def clear(self) -> None:
        self.events.clear()
        self.hide()

    def show_timeline(self, timeline: ClaimTimeline) -> None:
        """The newest first."""
        self.clear()
        if not timeline.events:
            return
        number = timeline.payer_claim_number
        words = tr("Claim {control}", control=timeline.control)
        named = tr("{words} · payer's number {number}", words=words, number=number) if number else words
        self.title.setText(named)
        for event in reversed(timeline.events):
            item = QListWidgetItem(_line(event))
            item.setToolTip(event.detail)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.events.addItem(item)
        self.show()


def _line(event: TimelineEvent) -> str:
    when = f"{event.at.astimezone():%m/%d/%Y %H:%M}"
    payer = tr("payer: {words}", words=event.payer_words) if event.payer_words else ""
    return "   ".join(part for part in (when, event.what, payer) if part)
