"""The line over a document: what it is, who wrote it, when, and whether it is signed; below it what needs to be known."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.evidence import EvidenceState
from coderdesk.ui.icons import IconSign, icon
from coderdesk.ui.marks import Mark
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.words import kind_words, role_words

_NARROW_CHARACTERS = 70


def header_words(document: Document, original: Document | None) -> str:
    """Kind, author with role and date; for an addendum what it adds to."""
    parts = [kind_words(document.kind), f"{document.author} ({role_words(document.author_role)})"]
    parts.append(f"{document.written_on:%m/%d/%Y}")
    if original is not None:
        parts.append(tr("adds to {title} {date}", title=original.title, date=f"{original.written_on:%m/%d}"))
    return " · ".join(parts)


def trouble_words(marks: list[Mark]) -> list[str]:
    """What to do about passages that no longer stand where they were: one sentence for those that moved, one for the gone."""
    moved = [mark for mark in marks if mark.state is EvidenceState.MOVED]
    gone = [mark for mark in marks if mark.state is EvidenceState.VANISHED]
    sentences = []
    if len(moved) == 1:
        sentences.append(tr("The passage of {name} moved: Ctrl+Shift+M confirms it.", name=_name(moved[0])))
    elif moved:
        sentences.append(
            tr(
                "{count} passages moved ({names}): Ctrl+Shift+M shows and confirms one after the other.",
                count=len(moved),
                names=_names(moved),
            )
        )
    if len(gone) == 1:
        sentences.append(
            tr("The passage of {name} no longer stands here; select it again or remove the code.", name=_name(gone[0]))
        )
    elif gone:
        sentences.append(
            tr(
                "{count} passages no longer stand here ({names}); select them again or remove the codes.",
                count=len(gone),
                names=_names(gone),
            )
        )
    return sentences


def _name(mark: Mark) -> str:
    return " ".join(part for part in (mark.letter, mark.words) if part)


def _names(marks: list[Mark]) -> str:
    """Their letters; where a code has none, the code."""
    return ", ".join(dict.fromkeys(mark.letter or mark.words.split(" ")[0] for mark in marks))


class DocumentHeader(QWidget):
    """Signals carry nothing: the panel knows which document is in front."""

    edit_wanted = Signal()
    addendum_wanted = Signal()
    take_up_wanted = Signal()
    page_toggled = Signal(bool)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = label(role="muted", wraps=True)
        self._state = QLabel()
        self._sign = IconSign()
        self._edit = _button(tr("Edit draft"), "pencil", tr("Change the text of this unsigned draft"))
        self._addendum = _button(
            tr("Add addendum"), "addendum", tr("A signed document stays as it is; write what is to be added")
        )
        self.page_button = _button(tr("Page"), "claims", tr("The page of the original, with its passages (F7)"))
        self.page_button.setCheckable(True)
        self.original_button = _button(tr("Original"), "export", tr("Save the file as it came in"))
        self._notice = label(role="warn", wraps=True)
        self._take_up = _button(tr("Take it up again"), "undo", tr("Go on with the text that you put aside"))
        self._lay_out()
        self._edit.clicked.connect(self.edit_wanted)
        self._addendum.clicked.connect(self.addendum_wanted)
        self._take_up.clicked.connect(self.take_up_wanted)
        self.page_button.clicked.connect(self.page_toggled)
        self.original_button.clicked.connect(self.save_wanted)
        self.offer_original(has_original=False, has_pages=False)

    def _lay_out(self) -> None:
        side = QHBoxLayout()
        side.setSpacing(6)
        side.addStrut(self._edit.sizeHint().height())  # as high without buttons as with them, so that nothing jumps
        side.addWidget(self._sign)
        side.addWidget(self._state)
        side.addSpacing(6)
        for button in (self.page_button, self.original_button, self._edit, self._addendum):
            side.addWidget(button)
        side.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(32, 6, 12, 6)
        self._line.setSpacing(6)
        self._line.addWidget(self._words, 1)
        self._line.addLayout(side)
        self._strip = QWidget()
        set_surface(self._strip, "warn")
        below = QHBoxLayout(self._strip)
        below.setContentsMargins(32, 4, 12, 4)
        below.addWidget(self._notice, 1)
        below.addWidget(self._take_up)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._line)
        whole.addWidget(self._strip)
        whole.addWidget(hairline())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the state and the buttons go below the words."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW_CHARACTERS * self.fontMetrics().averageCharWidth()
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def show_document(self, document: Document, original: Document | None, *, may_write: bool, is_edited: bool) -> None:
        self._words.setText(header_words(document, original))
        self._state.setText(tr("signed") if document.is_signed else tr("draft"))
        set_role(self._state, "good" if document.is_signed else "warn")
        self._sign.show_icon(*(("signed", "green") if document.is_signed else ("draft", "amber")))
        self._edit.setVisible(may_write and not document.is_signed and not is_edited)
        self._addendum.setVisible(may_write and document.is_signed)

    def offer_original(self, *, has_original: bool, has_pages: bool) -> None:
        """A page can be looked at; a file without pages can only be saved."""
        self.page_button.setVisible(has_pages)
        self.original_button.setVisible(has_original and not has_pages)

    def show_page(self, *, on: bool) -> None:
        self.page_button.setChecked(on)

    def show_notice(self, words: str, *, offers_text: bool) -> None:
        """What needs to be known about this document; "" for nothing. `offers_text` adds the way back to a put-aside text."""
        self._notice.setText(words)
        self._take_up.setVisible(offers_text)
        self._strip.setVisible(bool(words))


def _button(text: str, sign: str, tip: str) -> QPushButton:
    button = QPushButton(icon(sign), f" {text}")  # a blank, because the style sets words too close to an icon
    button.setAccessibleName(text)
    button.setToolTip(tip)
    set_role(button, "quiet")
    return button
