"""Ctrl+P: visits, patients, codes and commands in one field."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.coding.code import Code
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.code_browser import CodeHit, search_codes
from coderdesk.services.visits import list_worklist
from coderdesk.ui.actions import action_table
from coderdesk.ui.dialogs.palette import CommandPalette, PaletteItem
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme

if TYPE_CHECKING:
    from coderdesk.ui.main_window import MainWindow

SHORTEST_CODE_QUERY = 3
CODES_SHOWN = 8


class Finder(QObject):
    """Fills the palette and carries out what is chosen in it."""

    def __init__(self, theme: Theme, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._visits: tuple[WorklistRow, ...] = ()
        self.palette = CommandPalette(theme, window.stack, self._items)
        self.palette.chosen.connect(self._go)
        self.palette.query_changed.connect(self._search_codes)

    def start(self, session: Session) -> None:
        self._session = session

    def stop(self) -> None:
        self._session = None
        self._visits = ()

    def set_theme(self, theme: Theme) -> None:
        self.palette.set_theme(theme)

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
        actions = self._window.actions_by_id
        commands = [
            PaletteItem(kind=tr("Commands"), text=row.text, shortcut=row.keys, key=row.id)
            for row in action_table()
            if row.id in actions and row.id != "palette" and actions[row.id].isEnabled()
        ]
        return visits + commands

    def _search_codes(self, query: str) -> None:
        session, sheet = self._session, self._window.desk.sheet
        if session is None or sheet is None or len(query) < SHORTEST_CODE_QUERY:
            return
        on = sheet.visit.date_of_service
        session.search_lane.run_newest(
            "finder",
            lambda: search_codes(library=session.desk.library, query=query, on=on, limit=CODES_SHOWN),
            done=lambda hits: self.palette.add_items(query, [_item(hit) for hit in hits]),
            failed=session.operations.fail,
        )

    def _go(self, item: PaletteItem) -> None:
        if isinstance(item.key, Code):
            self._window.show_page("desk")
            self._window.desk.browser.open_code(item.key.system, item.key.value)
        elif item.kind == tr("Visits"):
            self._window.open_visit(EncounterId(str(item.key)))
        else:
            self._window.trigger(str(item.key))


def _item(hit: CodeHit) -> PaletteItem:
    return PaletteItem(kind=tr("Codes"), text=f"{hit.code.value}  {hit.code.title}", detail=hit.why, key=hit.code)
