"""The pictures of the documentation: the same window, in both themes and two sizes."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from coderdesk.domain.values.ids import EncounterId
from coderdesk.ui.demo.hands import Hands
from coderdesk.ui.main_window import MainWindow

SIZES = {"": (1440, 900), "-small": (1280, 720)}
PAGES = ("claims", "records")


def take_pictures(*, window: MainWindow, hands: Hands, folder: Path) -> None:
    """Workspace, further pages and key sheet in light and dark; leaves the window in light. The main visit must be coded."""
    for theme in ("dark", "light"):
        window.appearance.set_mode(theme)
        for suffix, size in SIZES.items():
            _workspace(window, hands, size)
            hands.photograph(folder / f"workspace-{theme}{suffix}.png")
        window.resize(*SIZES[""])
        for page in PAGES:
            window.show_page(page)
            _wait(window, hands)
            hands.photograph(folder / f"{page}-{theme}.png")
        _book(window, hands)
        hands.photograph(folder / f"book-{theme}.png")
        window.show_page("desk")
        hands.press("F1")
        hands.photograph(folder / f"keys-{theme}.png")
        hands.press("Escape")


def _workspace(window: MainWindow, hands: Hands, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.show_page("desk")
    window.open_visit(EncounterId("visit-20260504-01"))
    _wait(window, hands)
    window.desk.worklist.set_filter()
    window.toast.hide()
    window.desk.browser.search_text("urinry tract infecton")
    _wait(window, hands)
    window.desk.documents.setFocus()
    hands.press("Ctrl+J")


def _book(window: MainWindow, hands: Hands) -> None:
    window.show_page("book")
    _wait(window, hands)
    window.beside.book.browser.search_text("broken wrist, left")
    _wait(window, hands)
    window.toast.hide()


def _wait(window: MainWindow, hands: Hands) -> None:
    QApplication.processEvents()
    hands.wait_until(lambda: window.session is not None and window.session.is_idle, "answer")
