"""Two codes beside one another in the place of hits and page: words that differ, notes of one alone. Esc goes back."""

from html import escape
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import TabularNote
from coderdesk.services.code_browser import CodeNode
from coderdesk.services.code_compare import CodeComparison, ComparedCode
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme, theme_of
from coderdesk.ui.theme.parts import hairline, label, set_role
from coderdesk.ui.views.desk.code_links import link_to, target_of
from coderdesk.ui.views.desk.code_page_html import kind_words, note_text, page_style


def comparison_html(comparison: CodeComparison) -> str:
    """One row for each question, the two codes in their columns."""
    sides = (comparison.left, comparison.right)
    system = comparison.left.code.system
    rows = [
        _row(
            *(f'<p class="title"><span class="code">{escape(one.code.value)}</span></p>{_title(one)}' for one in sides)
        ),
        _row(*(f'<p class="state">{escape(one.page.in_force_words)}</p>' for one in sides)),
    ]
    if comparison.excludes1:
        said = "".join(
            f'<p class="line">{note_text(note, system)} <span class="aside">'
            f"{escape(tr('Excludes1 at {code}', code=note.stands_at))}</span></p>"
            for note in comparison.excludes1
        )
        rows.append(_across(f'<p class="kind never">{escape(tr("Never together"))}</p>{said}'))
    parts = (
        (tr("Hangs below"), [_parents(one.own_parents) for one in sides]),
        (tr("Groups"), ["".join(f'<p class="line">{escape(fact)}</p>' for fact in one.facts) for one in sides]),
        (tr("Said of this one alone"), [_notes(one.notes, one.code.system) for one in sides]),
    )
    for heading, cells in parts:
        if any(cells):
            rows.append(_across(f'<p class="above">{escape(heading)}</p>'))
            rows.append(_row(*(cell or f'<p class="aside">{escape(tr("nothing"))}</p>' for cell in cells)))
    if comparison.shared_parents:
        both = " › ".join(_link(node) for node in comparison.shared_parents)
        rows.append(_across(f'<p class="above">{escape(tr("Both hang below"))} {both}</p>'))
    if comparison.shared_notes:
        rows.append(
            _across(f'<p class="above">{escape(tr("Said of both"))}</p>{_notes(comparison.shared_notes, system)}')
        )
    return f'<body><table width="100%" cellspacing="0" cellpadding="0">{"".join(rows)}</table></body>'


def comparison_style(theme: Theme, pixels: int) -> str:
    marked = f".differs {{ font-weight: 600; background-color: {theme.colours['amber_soft']}; }}"
    return f"{page_style(theme, pixels)} td.across {{ padding-top: 10px; }} {marked}"


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f'<td width="50%" valign="top">{cell}</td>' for cell in cells) + "</tr>"


def _across(cell: str) -> str:
    return f'<tr><td colspan="2" class="across">{cell}</td></tr>'


def _title(one: ComparedCode) -> str:
    words = " ".join(
        f'<span class="differs">{escape(run.text)}</span>' if run.differs else escape(run.text) for run in one.title
    )
    return f'<p class="line">{words}</p>'


def _link(node: CodeNode) -> str:
    return f'<a href="{link_to(node.system, node.value)}" title="{escape(node.title)}">{escape(node.value)}</a>'


def _parents(nodes: tuple[CodeNode, ...]) -> str:
    return "".join(f'<p class="line">{_link(node)} {escape(node.title)}</p>' for node in nodes)


def _notes(notes: tuple[TabularNote, ...], system: CodeSystem) -> str:
    parts = []
    for kind, group in groupby(notes, key=lambda note: note.kind):
        heading, _, css = kind_words(kind)
        parts.append(f'<p class="{css}">{escape(heading)}</p>{_lines(tuple(group), system)}')
    return "".join(parts)


def _lines(notes: tuple[TabularNote, ...], system: CodeSystem) -> str:
    return "".join(f'<p class="line">{note_text(note, system)}</p>' for note in notes)


class CompareView(QWidget):
    """`code_wanted` when a code that is named is to be opened."""

    left = Signal()
    code_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: CodeComparison | None = None
        self.heading = label(role="strong")
        back = QPushButton(tr("Back"))
        back.setToolTip(tr("Back to the hits (Esc)"))
        set_role(back, "quiet")
        back.clicked.connect(self.left)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        set_role(self.text, "book")
        self.text.setAccessibleName(tr("Two codes compared"))
        self.text.document().setDocumentMargin(12)
        self.text.anchorClicked.connect(self._on_link)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 4, 8, 4)
        bar.addWidget(self.heading, 1)
        bar.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(hairline())
        layout.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    @property
    def comparison(self) -> CodeComparison | None:
        return self._comparison

    def show_comparison(self, comparison: CodeComparison) -> None:
        self._comparison = comparison
        left, right = comparison.left.code.value, comparison.right.code.value
        self.heading.setText(tr("{left} beside {right}", left=left, right=right))
        self._render()
        self.text.verticalScrollBar().setValue(0)

    def _render(self) -> None:
        if self._comparison is not None:
            pixels = max(9, self.font().pixelSize()) if self.font().pixelSize() > 0 else 13
            self.text.document().setDefaultStyleSheet(comparison_style(theme_of(), pixels))
            self.text.setHtml(comparison_html(self._comparison))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._render()

    def _on_link(self, url: QUrl) -> None:
        target = target_of(url.toString(QUrl.ComponentFormattingOption.FullyDecoded))
        if target is not None:
            self.code_wanted.emit(*target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)
