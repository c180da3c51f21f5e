"""A code as it is copied: alone, with its title, or with the notes of its page."""

from itertools import groupby

from coderdesk.domain.coding.code import Code
from coderdesk.services.code_browser import CodePage
from coderdesk.ui.models.rows import title_words
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.code_page_html import kind_words


def code_and_title(code: Code) -> str:
    return f"{code.value} {title_words(code.title)}"


def whole_page(page: CodePage, own_note: str = "") -> str:
    """Code, title and notes in plain lines; notes from above are named by the heading that prints them."""
    lines = [code_and_title(page.code), page.in_force_words]
    if own_note:
        lines += ["", tr("My note"), own_note]
    for kind, group in groupby(page.notes, key=lambda note: note.kind):
        lines += ["", kind_words(kind)[0], *(f"  {note.text}" for note in group)]
    for (stands_at, kind), above in groupby(page.inherited, key=lambda note: (note.stands_at, note.kind)):
        lines += ["", f"{kind_words(kind)[0]} ({stands_at})", *(f"  {note.text}" for note in above)]
    return "\n".join(lines)
