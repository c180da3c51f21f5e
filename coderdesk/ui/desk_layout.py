"""What the desk's splitters remember, and the round that F6 goes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from coderdesk.shared.preferences import Preferences

if TYPE_CHECKING:
    from coderdesk.ui.views.desk.desk_page import DeskPage


def saved_layout(preferences: Preferences, name: str) -> QByteArray | None:
    saved = preferences.layout.get(name, "")
    return QByteArray.fromBase64(saved.encode("ascii")) if saved else None


def restore_layout(desk: "DeskPage", preferences: Preferences) -> None:
    desk.documents.set_document_font_size(preferences.number("document_font_size"))
    desk.reading.tray.set_folded(folded=preferences.layout.get("suggestions", "folded") == "folded")
    for splitter in (desk.columns, desk.right, desk.rows):
        saved = saved_layout(preferences, splitter.objectName())
        if saved is not None:
            splitter.restoreState(saved)


def layout_words(desk: "DeskPage | None") -> dict[str, str]:
    """Nothing when the desk was never made: then what was saved before stays."""
    if desk is None:
        return {}
    splitters = (desk.columns, desk.right, desk.rows)
    saved = {row.objectName(): bytes(row.saveState().toBase64().data()).decode("ascii") for row in splitters}
    return saved | {"suggestions": "folded" if desk.reading.tray.is_folded else "open"}


def go_round(regions: Sequence[QWidget], step: int, focus_of: Callable[[], QWidget | None]) -> None:
    """Give the focus to the next region that takes it; a region without anything to focus is passed over."""
    seen = [region for region in regions if region.isVisible()]
    focused = focus_of()
    here = next((place for place, region in enumerate(seen) if focused and region.isAncestorOf(focused)), -step)
    for distance in range(1, len(seen) + 1):
        target = seen[(here + step * distance) % len(seen)]
        target.setFocus()
        now = focus_of()
        if now is not None and target.isAncestorOf(now):
            return
