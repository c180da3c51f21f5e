"""What the code browser says when there is nothing to list: before the first word, and when nothing was found."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_sets import ReleaseName
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role

_NATIONAL = (CodeSystem.ICD10CM, CodeSystem.HCPCS)


def releases_in_words(on: date | None, releases: tuple[ReleaseName, ...]) -> tuple[str, str]:
    """The line under the search field and its role: the releases in force, or a warning about the one that is missing."""
    if on is None:
        return tr("Open a visit: its date decides which codes are in force."), "small"
    day = f"{on:%m/%d/%Y}"
    begun = sorted((row for row in releases if row.in_force.covers(on)), key=lambda row: row.in_force.start or date.min)
    newest = {row.system: row.release for row in begun}
    missing = [system.value for system in _NATIONAL if system not in newest]
    if missing:
        books = tr(" and ").join(missing)
        return tr(
            "No {books} release for {day} is installed: its codes are not in force here.", books=books, day=day
        ), "warn"
    names = " · ".join(f"{system.value} {newest[system]}" for system in _NATIONAL)
    return tr("{names}, in force on {day}", names=names, day=day), "small"


class SearchExamples(QWidget):
    """What one can type, with examples that can be tried."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label(role="muted", wraps=True)
        self._words.setContentsMargins(4, 0, 0, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 12, 12)
        layout.setSpacing(2)
        layout.addWidget(self._words)
        self._buttons: list[QPushButton] = []
        for query, why in _examples():
            button = QPushButton(query)
            set_role(button, "link")
            button.setAccessibleName(tr("Search for {query}, {why}", query=query, why=why))
            button.setToolTip(why)
            button.clicked.connect(lambda _checked=False, query=query: self.chosen.emit(query))
            self._buttons.append(button)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the examples speak for themselves, rather than below half a sentence."""
        super().resizeEvent(event)
        room = self._words.heightForWidth(self.width() - 20)
        below = sum(button.sizeHint().height() + 2 for button in self._buttons if not button.isHidden())
        self._words.setVisible(event.size().height() >= room + below + 24)

    def show_state(self, *, is_open: bool) -> None:
        self._words.setText(
            tr(
                "Select words in the document and press Ctrl+K, or type here: words as the note has them, a code, half a code."
            )
            if is_open
            else tr("The code books open with a visit.")
        )
        for button in self._buttons:
            button.setVisible(is_open)


def _examples() -> tuple[tuple[str, str], ...]:
    return (
        ("uti", tr("an abbreviation")),
        ("E11.2", tr("the beginning of a code")),
        ("diabtes with kidny disease", tr("words, typos and all")),
    )


class NoHits(QWidget):
    """Says what was tried and what to do."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role="strong", wraps=True)
        self._words = label(role="muted", wraps=True)
        self.all_button = QPushButton(tr("Search all books"))
        self.all_button.clicked.connect(self.all_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def show_query(self, query: str, on: date, *, is_filtered: bool) -> None:
        shown = query if len(query) <= 60 else f"{query[:59]}…"
        self._title.setText(tr("No code for “{query}”", query=shown))
        self._words.setText(
            tr(
                "Looked for the words, other names, abbreviations, near spellings and code numbers in the books of {day}. "
                "Try fewer or plainer words, or the first characters of the code.",
                day=f"{on:%m/%d/%Y}",
            )
        )
        self.all_button.setVisible(is_filtered)
