"""Somebody at the real window."""

from collections.abc import Callable
from pathlib import Path

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.ui.demo.hands import Hands
from coderdesk.ui.main_window import MainWindow
from tests.helpers.demo import MAIN_VISIT


class Person:
    """Somebody at the window."""

    def __init__(self, window: MainWindow, hands: Hands, faults: list[object], documents: Path) -> None:
        self.window = window
        self.hands = hands
        self.faults = faults
        self.documents = documents

    def wait(self, happened: Callable[[], bool], what: str) -> None:
        window = self.window
        self.hands.wait_until(lambda: happened() and (window.session is None or window.session.is_idle), what)
        assert self.faults == []

    def codes(self) -> list[str]:
        sheet = self.window.desk.sheet
        return [row.code for row in sheet.visit.assignments] if sheet else []

    def open_main_visit(self) -> None:
        self.window.open_visit(MAIN_VISIT)
        self.wait(lambda: self.window.desk.encounter_id == MAIN_VISIT, "visit")

    def attach(self, words: str, code: str) -> None:
        self.hands.select_words(self.window.desk.documents.text_view, words)
        self.hands.press("Ctrl+K")
        self.hands.press("Ctrl+A")
        self.hands.type(code)
        self.wait(lambda: self.current() == code, code)
        self.hands.press("Return")
        self.wait(lambda: code in self.codes(), code)

    def current(self) -> str:
        code = self.window.desk.browser.current_code()
        return code.value if code else ""

    def status(self) -> EncounterStatus | None:
        sheet = self.window.desk.sheet
        return sheet.visit.encounter.status if sheet else None
