"""Ctrl+P: visits, patients, codes and commands in one field."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.coding.code import Code
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.worklist import list_worklist
from coderdesk.ui.actions import Action
from coderdesk.ui.dialogs.palette_items import PaletteItem
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr

if TYPE_CHECKING:
    from coderdesk.services.code_browser import CodeHit
    from coderdesk.ui.dialogs.palette import CommandPalette

SHORTEST_CODE_QUERY = 3
CODES_SHOWN = 8


class Finder(QObject):
    """Fills the palette and says what was chosen. `commands` gives the actions that can be used now."""

    visit_chosen = Signal(object)
    code_chosen = Signal(object)
    action_chosen = Signal(str)

    def __init__(
        self, host: QWidget, *, commands: Callable[[], Sequence[Action]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._session: Session | None = None
        self._on: date | None = None
        self._visits: tuple[WorklistRow, ...] = ()
        self._host = host

    @cached_property
    def palette(self) -> "CommandPalette":
        from coderdesk.ui.dialogs.palette import CommandPalette  # with the first Ctrl+P

        palette = CommandPalette(self._host, self._items)
        palette.chosen.connect(self._go)
        palette.query_changed.connect(self._search_codes)
        return palette

    def start(self, session: Session) -> None:
        self._session = session

    def stop(self) -> None:
        self._session = self._on = None
        self._visits = ()
        if "palette" in self.__dict__:
            self.palette.forget()

    def show_codes_on(self, on: date) -> None:
        """The date of service for which codes are looked up."""
        self._on = on

    def open(self) -> None:
        session = self._session
        if session is None:
            return
        session.lane.run_newest(
            "finder", lambda: list_worklist(desk=session.desk), done=self._open_with, failed=session.operations.fail
        )

    def _open_with(self, visits: tuple[WorklistRow, ...]) -> None:
        self._visits = visits
        self.palette.open()

    def _items(self, _: str) -> list[PaletteItem]:
        visits = [
            PaletteItem(
                kind=tr("Visits"),
                text=row.patient_name,
                detail=f"{row.date_of_service:%m/%d/%Y} · {row.reason} · {row.account}",
                key=row.encounter_id,
            )
            for row in self._visits
        ]
        commands = [
            PaletteItem(kind=tr("Commands"), text=row.text, shortcut=row.keys, key=row) for row in self._commands()
        ]
        return visits + commands

    def _search_codes(self, query: str) -> None:
        from coderdesk.services.code_browser import search_codes

        session, on = self._session, self._on
        if session is None or on is None or len(query) < SHORTEST_CODE_QUERY:
            return
        session.search_lane.run_newest(
            "finder",
            lambda: search_codes(library=session.desk.library, query=query, on=on, limit=CODES_SHOWN),
            done=lambda hits: self.palette.add_items(query, [_item(hit) for hit in hits]),
            failed=session.operations.fail,
        )

    def _go(self, item: PaletteItem) -> None:
        match item.key:
            case Code():
                self.code_chosen.emit(item.key)
            case Action():
                self.action_chosen.emit(item.key.id)
            case _:
                self.visit_chosen.emit(EncounterId(str(item.key)))


def _item(hit: "CodeHit") -> PaletteItem:
    return PaletteItem(kind=tr("Codes"), text=f"{hit.code.value}  {hit.code.title}", detail=hit.why, key=hit.code)
