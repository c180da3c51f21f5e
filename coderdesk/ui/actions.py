"""The one table of actions: menus, palette, shortcuts and the key sheet come from it."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QKeySequence

from coderdesk.ui.text import tr


class Needs(Enum):
    """When an action can be used."""

    NOTHING = "nothing"
    DESK = "an open practice"
    WRITABLE_DESK = "an open practice in a writable vault"
    VISIT = "an open visit"
    WRITABLE_VISIT = "an open visit in a writable vault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`keys` is the shortcut in Qt's portable words; "" where a widget handles its own key or none is needed."""

    id: str
    group: str
    text: str
    keys: str = ""
    needs: Needs = Needs.VISIT
    is_local: bool = False
    icon: str = ""


def action_table() -> tuple[Action, ...]:
    """All actions in the order of the key sheet. `is_local` ones are bound by the panel that has the focus."""
    return (*_coding(), *_code_book(), *_reading(), *_looking(), *_visit(), *_claims(), *_arriving(), *_desk())


def _coding() -> tuple[Action, ...]:
    code, write = tr("Coding"), Needs.WRITABLE_VISIT
    return (
        Action(id="search_selection", group=code, text=tr("Search the selected words"), keys="Ctrl+K", icon="search"),
        Action(
            id="attach",
            group=code,
            text=tr("Attach the code to the selection"),
            keys="Return",
            needs=write,
            is_local=True,
        ),
        Action(
            id="attach_further",
            group=code,
            text=tr("Attach the selection as further evidence"),
            keys="Ctrl+Shift+Return",
            needs=write,
        ),
        Action(
            id="ask_provider",
            group=code,
            text=tr("Ask the provider about the code"),
            keys="Ctrl+Shift+Q",
            needs=write,
            is_local=True,
        ),
        Action(id="move_up", group=code, text=tr("Move the code up"), keys="Alt+Up", needs=write, is_local=True),
        Action(id="move_down", group=code, text=tr("Move the code down"), keys="Alt+Down", needs=write, is_local=True),
        Action(
            id="pointers",
            group=code,
            text=tr("Point the service at diagnosis A to I"),
            keys="Alt+1 … 9",
            needs=write,
            is_local=True,
        ),
        Action(id="units", group=code, text=tr("Units, proved by the selection"), keys="F2", needs=write),
        Action(id="modifiers", group=code, text=tr("Modifiers"), keys="F3", needs=write),
        Action(id="price", group=code, text=tr("Price of one unit"), keys="F4", needs=write),
        Action(id="remove", group=code, text=tr("Remove the code or passage"), keys="Del", needs=write, is_local=True),
        Action(id="confirm_passages", group=code, text=tr("Confirm moved passages"), keys="Ctrl+Shift+M", needs=write),
        Action(
            id="override", group=code, text=tr("Override the finding with a reason"), keys="Ctrl+Shift+R", needs=write
        ),
        Action(
            id="apply_fix", group=code, text=tr("Apply the fix that the finding offers"), keys="Ctrl+.", needs=write
        ),
        Action(id="level_worksheet", group=code, text=tr("Weigh the level of the visit"), keys="Ctrl+Shift+L"),
        Action(id="print_level", group=code, text=tr("Print the level worksheet"), icon="print"),
        Action(id="compose_query", group=code, text=tr("Write a query to the provider"), keys="Ctrl+Shift+A"),
        Action(id="cite_passage", group=code, text=tr("Cite the selected words in the query"), keys="Ctrl+Shift+K"),
        Action(id="answer_query", group=code, text=tr("File the answer to a query"), keys="Ctrl+Shift+Y", needs=write),
        Action(id="stay_group", group=code, text=tr("Group of the stay, and risk of the visit"), keys="Ctrl+Shift+G"),
        Action(id="advance_notice", group=code, text=tr("Advance notice (ABN) for a service"), keys="Ctrl+Shift+F3"),
        Action(id="undo", group=code, text=tr("Undo"), keys="Ctrl+Z", needs=write, icon="undo"),
    )


def _code_book() -> tuple[Action, ...]:
    book = tr("Code book")
    return (
        Action(id="favourite", group=book, text=tr("Favourite, or no more"), keys="Ctrl+D"),
        Action(id="own_note", group=book, text=tr("My note on the code"), keys="Ctrl+Shift+E", icon="pencil"),
        Action(id="compare", group=book, text=tr("Compare with another code"), keys="Ctrl+Shift+D"),
        Action(id="narrow", group=book, text=tr("Narrow the family by chips"), keys="Ctrl+R", icon="filter"),
        Action(id="copy_code", group=book, text=tr("Copy the code"), keys="Ctrl+C", is_local=True),
        Action(id="copy_title", group=book, text=tr("Copy code and title"), keys="Ctrl+Shift+C", is_local=True),
        Action(id="page_back", group=book, text=tr("Back to the code before"), keys="Alt+Left", is_local=True),
        Action(id="page_forward", group=book, text=tr("Forward again"), keys="Alt+Right", is_local=True),
        Action(id="copy_notes", group=book, text=tr("Copy the code with its notes")),
        Action(
            id="cheat_sheet", group=book, text=tr("Print favourites as a cheat sheet"), needs=Needs.DESK, icon="print"
        ),
    )


def _reading() -> tuple[Action, ...]:
    read, write = tr("Reading"), Needs.WRITABLE_VISIT
    return (
        Action(
            id="suggestions",
            group=read,
            text=tr("Answer what is documented and not coded"),
            keys="Ctrl+U",
            icon="check",
        ),
        Action(
            id="accept_suggestion",
            group=read,
            text=tr("Code what is suggested"),
            keys="Return",
            needs=write,
            is_local=True,
        ),
        Action(
            id="dismiss_suggestion",
            group=read,
            text=tr("Put a suggestion aside, with a reason"),
            keys="Del",
            needs=write,
            is_local=True,
        ),
        Action(id="toggle_marks", group=read, text=tr("Mark what the text asserts, or not"), keys="Ctrl+M"),
        Action(id="find_in_text", group=read, text=tr("Find in the documents"), keys="Ctrl+F", is_local=True),
        Action(id="headings", group=read, text=tr("Go to a heading of the document"), keys="Ctrl+G"),
        Action(id="compare_visit", group=read, text=tr("Compare with an earlier visit"), keys="Ctrl+Shift+V"),
        Action(id="split_view", group=read, text=tr("Two documents side by side"), keys="Ctrl+Shift+W"),
        Action(id="next_change", group=read, text=tr("Next passage that is new"), keys="Alt+J"),
        Action(id="previous_change", group=read, text=tr("Previous passage that is new"), keys="Alt+Shift+J"),
        Action(id="read_aloud", group=read, text=tr("Read the document aloud, or stop"), keys="Ctrl+Shift+H"),
        Action(id="original_page", group=read, text=tr("Page of the original, or text"), keys="F7"),
        Action(id="save_original", group=read, text=tr("Save the original of the document"), icon="export"),
        Action(id="text_larger", group=read, text=tr("Larger document text"), keys="Ctrl++"),
        Action(id="text_smaller", group=read, text=tr("Smaller document text"), keys="Ctrl+-"),
    )


def _looking() -> tuple[Action, ...]:
    look = tr("Looking")
    return (
        Action(id="next_passage", group=look, text=tr("Next passage"), keys="Ctrl+J"),
        Action(id="previous_passage", group=look, text=tr("Previous passage"), keys="Ctrl+Shift+J"),
        Action(id="next_finding", group=look, text=tr("Next finding"), keys="F8"),
        Action(id="toggle_findings", group=look, text=tr("Fold the findings away"), keys="Shift+F8", needs=Needs.DESK),
        Action(id="next_region", group=look, text=tr("Next region"), keys="F6", needs=Needs.DESK),
        Action(id="previous_region", group=look, text=tr("Previous region"), keys="Shift+F6", needs=Needs.DESK),
    )


def _visit() -> tuple[Action, ...]:
    visit, write = tr("Visit"), Needs.WRITABLE_VISIT
    return (
        Action(
            id="finish",
            group=visit,
            text=tr("Mark coded and open the next chart"),
            keys="Ctrl+Return",
            needs=write,
            icon="check",
        ),
        Action(id="reopen", group=visit, text=tr("Reopen a coded visit"), keys="Ctrl+Shift+O", needs=write),
        Action(id="invoice", group=visit, text=tr("Print the invoice"), keys="Ctrl+I", needs=write, icon="print"),
        Action(id="export", group=visit, text=tr("Export the claim"), keys="Ctrl+E", needs=write, icon="export"),
        Action(id="claim_details", group=visit, text=tr("Claim details"), keys="Ctrl+Shift+B", icon="claims"),
        Action(
            id="evidence_packet", group=visit, text=tr("Print the evidence packet"), keys="Ctrl+Shift+P", icon="print"
        ),
        Action(id="claim_form", group=visit, text=tr("Print the claim on a form"), keys="Ctrl+Shift+I", icon="print"),
        Action(id="claim_proof", group=visit, text=tr("Print a proof of the claim on plain paper"), icon="print"),
        Action(
            id="add_document", group=visit, text=tr("Add a document"), keys="Ctrl+Shift+N", needs=write, icon="plus"
        ),
        Action(id="sign_document", group=visit, text=tr("Sign the draft"), keys="Ctrl+Shift+S", needs=write),
    )


def _claims() -> tuple[Action, ...]:
    claims = tr("Claims")
    return (
        Action(
            id="read_answers",
            group=claims,
            text=tr("Read answers of payers"),
            keys="F5",
            needs=Needs.WRITABLE_DESK,
            icon="folder",
        ),
        Action(id="show_answers", group=claims, text=tr("Answers of payers"), needs=Needs.DESK, icon="claims"),
        Action(id="show_receivers", group=claims, text=tr("Receivers of claim files"), needs=Needs.DESK, icon="export"),
        Action(
            id="check_claims",
            group=claims,
            text=tr("Check the chosen claims"),
            keys="F9",
            needs=Needs.WRITABLE_DESK,
            is_local=True,
        ),
        Action(
            id="export_claims",
            group=claims,
            text=tr("Export the chosen claims"),
            keys="Ctrl+F9",
            needs=Needs.WRITABLE_DESK,
            is_local=True,
        ),
        Action(
            id="follow_claim",
            group=claims,
            text=tr("Follow up the chosen claim"),
            keys="F12",
            needs=Needs.WRITABLE_DESK,
            is_local=True,
        ),
    )


def _arriving() -> tuple[Action, ...]:
    desk = tr("Desk")
    return (
        Action(
            id="take_in",
            group=desk,
            text=tr("Take in documents"),
            keys="Ctrl+T",
            needs=Needs.WRITABLE_DESK,
            icon="addendum",
        ),
        Action(
            id="choose_documents",
            group=desk,
            text=tr("Choose documents to take in"),
            needs=Needs.WRITABLE_DESK,
            icon="folder",
        ),
        Action(
            id="paste_document",
            group=desk,
            text=tr("Paste a document from the clipboard"),
            keys="Ctrl+Shift+T",
            needs=Needs.WRITABLE_DESK,
            icon="plus",
        ),
        Action(id="new_visit", group=desk, text=tr("New visit"), keys="Ctrl+N", needs=Needs.WRITABLE_DESK, icon="plus"),
    )


def _desk() -> tuple[Action, ...]:
    desk = tr("Desk")
    return (
        Action(id="palette", group=desk, text=tr("Find anything"), keys="Ctrl+P", needs=Needs.DESK, icon="search"),
        Action(id="show_desk", group=desk, text=tr("Desk"), keys="Ctrl+1", needs=Needs.DESK, icon="desk"),
        Action(
            id="show_claims", group=desk, text=tr("Claims and invoices"), keys="Ctrl+2", needs=Needs.DESK, icon="claims"
        ),
        Action(id="show_records", group=desk, text=tr("Records"), keys="Ctrl+3", needs=Needs.DESK, icon="patients"),
        Action(id="show_book", group=desk, text=tr("Book of codes"), keys="Ctrl+4", needs=Needs.DESK, icon="book"),
        Action(
            id="import_codes",
            group=desk,
            text=tr("Import a code-set file"),
            keys="Ctrl+O",
            needs=Needs.DESK,
            icon="folder",
        ),
        Action(
            id="show_breaks",
            group=desk,
            text=tr("What breaks on a date"),
            keys="Ctrl+Shift+F9",
            needs=Needs.DESK,
            icon="book",
        ),
        Action(id="show_settings", group=desk, text=tr("Settings"), keys="Ctrl+,", needs=Needs.DESK, icon="settings"),
        Action(
            id="filter_worklist",
            group=desk,
            text=tr("Filter the worklist"),
            keys="Ctrl+F",
            needs=Needs.DESK,
            icon="filter",
        ),
        Action(id="toggle_worklist", group=desk, text=tr("Fold the worklist away"), keys="Ctrl+B", needs=Needs.DESK),
        Action(id="keys", group=desk, text=tr("Keys"), keys="F1", needs=Needs.NOTHING),
        Action(id="lock", group=desk, text=tr("Lock"), keys="Ctrl+L", needs=Needs.DESK, icon="lock"),
    )


def shown_keys(keys: str) -> str:
    """A shortcut as the platform writes it."""
    return keys if "…" in keys else QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
