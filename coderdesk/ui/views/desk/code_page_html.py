"""A code's page of the book as rich text: pure functions from values to HTML and style."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.tabular import NoteKind, SeventhCharacter, TabularNote
from coderdesk.services.code_browser import CodeNode, CodePage
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import code_font
from coderdesk.ui.views.desk.code_links import link_to
from coderdesk.ui.views.desk.code_neighbours_html import marks_html, neighbours_html

if TYPE_CHECKING:
    from coderdesk.services.code_neighbours import CodeNeighbours


def page_style(theme: Theme, pixels: int) -> str:
    """The style sheet of the page. `pixels` is the interface font's size."""
    colour = theme.colours
    small = max(9, pixels - 2)
    return f"""
        body {{ color: {colour["text"]}; font-size: {pixels}px; }}
        a {{ color: {colour["link"]}; text-decoration: none; }}
        .chain {{ color: {colour["muted"]}; font-size: {small}px; margin-top: 0px; margin-bottom: 4px; }}
        .code {{ font-family: "{code_font(pixels).family()}"; font-weight: 600; }}
        .title {{ font-size: {pixels + 2}px; margin-top: 0px; margin-bottom: 4px; }}
        .state {{ color: {colour["muted"]}; font-size: {small}px; margin-top: 0px; margin-bottom: 4px; }}
        .warning {{ color: {colour["amber"]}; font-size: {small}px; margin-top: 0px; margin-bottom: 4px; }}
        .mark {{ color: {colour["text"]}; font-weight: 600; }}
        .ended {{ color: {colour["red"]}; }}
        .kind {{ font-weight: 600; margin-top: 8px; margin-bottom: 0px; }}
        .never {{ color: {colour["red"]}; }}
        .aside {{ color: {colour["muted"]}; font-weight: 400; font-size: {small}px; }}
        .line {{ margin-top: 2px; margin-bottom: 2px; margin-left: 8px; }}
        .above {{ color: {colour["muted"]}; font-size: {small}px; margin-top: 12px; margin-bottom: 0px; }}
        .own {{ font-weight: 600; }}
        .mine {{ background-color: {colour["accent_soft"]}; }}
        td {{ padding-right: 8px; padding-bottom: 2px; }}
    """


def page_html(page: CodePage, neighbours: "CodeNeighbours | None" = None, own_note: str = "") -> str:
    """The code, where it hangs, its notes, its 7th characters, what is below it, the notes it inherits, and its neighbours
    in groupings and other revisions."""
    parts = (
        _chain(page),
        _title(page),
        marks_html(neighbours) if neighbours is not None else "",
        _own_note(own_note),
        _notes(page.notes, page.code.system),
        _seventh(page.seventh_characters, undotted(page.code.value)),
        _children(page.children),
        _inherited(page.inherited, page.code.system),
        neighbours_html(neighbours) if neighbours is not None else "",
    )
    return f"<body>{''.join(parts)}</body>"


def _chain(page: CodePage) -> str:
    if not page.parents:
        return ""
    links = [
        f'<a href="{link_to(node.system, node.value)}" title="{escape(node.title)}">{escape(node.value)}</a>'
        for node in page.parents
    ]
    nearest = escape(page.parents[-1].title)
    return f'<p class="chain">{" › ".join(links)} {nearest}</p>'


def _title(page: CodePage) -> str:
    title = page.code.title or tr("title not loaded: import the order file of this release")
    state = page.in_force_words
    if not page.code.is_billable:
        below = page.node.codes_below
        heading = tr_count("a heading with {count} code below it", "a heading with {count} codes below it", below)
        state = f"{heading} · {state}"
    css = "state" if page.node.billable_on_date or not page.code.is_billable else "state ended"
    return (
        f'<p class="title"><span class="code">{escape(page.code.value)}</span> &nbsp;{escape(title)}</p>'
        f'<p class="{css}">{escape(state)}</p>{_instead(page)}{_warning(page)}'
    )


def _instead(page: CodePage) -> str:
    """The codes to look at in place of one that has ended."""
    if not page.successors:
        return ""
    links = ", ".join(
        f'<a class="code" href="{link_to(page.code.system, value)}">{escape(value)}</a>' for value in page.successors
    )
    return f'<p class="line">{escape(tr("Look at instead:"))} {links}</p>'


def _warning(page: CodePage) -> str:
    return f'<p class="warning">{escape(page.release_warning)}</p>' if page.release_warning else ""


def _own_note(text: str) -> str:
    """What somebody of the practice wrote beside the code, in a tint of its own so that nobody takes it for the book's."""
    if not text:
        return ""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    words = f'<span class="aside">{escape(tr("My note"))}</span><br>{lines}'
    return f'<table width="100%" cellpadding="6"><tr><td class="mine">{words}</td></tr></table>'


def kind_words(kind: NoteKind) -> tuple[str, str, str]:
    """Heading, explanation, and style of a kind of note."""
    words = {
        NoteKind.INCLUDES: (tr("Includes"), ""),
        NoteKind.INCLUSION_TERM: (tr("Also named"), ""),
        NoteKind.NOTE: (tr("Note"), ""),
        NoteKind.CODE_FIRST: (tr("Code first"), tr("this code follows it")),
        NoteKind.CODE_ALSO: (tr("Code also"), tr("in the order of the encounter")),
        NoteKind.USE_ADDITIONAL: (tr("Use additional code"), tr("after this one")),
        NoteKind.EXCLUDES1: (tr("Excludes1"), tr("not coded here, never together")),
        NoteKind.EXCLUDES2: (tr("Excludes2"), tr("not included, may stand beside it")),
        NoteKind.SEVENTH_CHARACTER: (tr("7th character"), ""),
    }
    heading, aside = words[kind]
    return heading, aside, "kind never" if kind is NoteKind.EXCLUDES1 else "kind"


def _notes(notes: Iterable[TabularNote], system: CodeSystem) -> str:
    parts = []
    for kind, group in groupby(notes, key=lambda note: note.kind):
        heading, aside, css = kind_words(kind)
        explained = f' &nbsp;<span class="aside">{escape(aside)}</span>' if aside else ""
        parts.append(f'<p class="{css}">{escape(heading)}{explained}</p>')
        parts.extend(f'<p class="line">{note_text(note, system)}</p>' for note in group)
    return "".join(parts)


def note_text(note: TabularNote, system: CodeSystem) -> str:
    """The note with each code it names as a link."""
    parts, done = [], 0
    for reference in note.references:
        printed = escape(note.text[reference.start : reference.end])
        parts.append(escape(note.text[done : reference.start]))
        parts.append(f'<a href="{link_to(system, reference.first)}">{printed}</a>')
        done = reference.end
    return "".join(parts) + escape(note.text[done:])


def _seventh(characters: tuple[SeventhCharacter, ...], bare: str) -> str:
    """The table, with the row of the code's own character in strong words. `bare` is the code without its dot."""
    if not characters:
        return ""
    own = bare[6:]
    rows = "".join(
        f'<tr><td class="code">{escape(row.character)}</td>'
        f'<td class="{"own" if row.character == own else "other"}">{escape(row.meaning)}</td></tr>'
        for row in characters
    )
    return f'<p class="kind">{escape(tr("7th character"))}</p><table>{rows}</table>'


def _children(children: tuple[CodeNode, ...]) -> str:
    if not children:
        return ""
    rows = "".join(
        f'<tr><td class="code"><a href="{link_to(node.system, node.value)}">{escape(node.value)}</a></td>'
        f"<td>{escape(node.title)}</td></tr>"
        for node in children
    )
    return f'<p class="kind">{escape(tr("Below it"))}</p><table>{rows}</table>'


def _inherited(notes: tuple[TabularNote, ...], system: CodeSystem) -> str:
    parts = []
    for stands_at, group in groupby(notes, key=lambda note: note.stands_at):
        link = f'<a href="{link_to(system, stands_at)}">{escape(stands_at)}</a>'
        parts.append(f'<p class="above">{escape(tr("Also in force here, printed at"))} {link}</p>')
        parts.append(_notes(group, system))
    return "".join(parts)
