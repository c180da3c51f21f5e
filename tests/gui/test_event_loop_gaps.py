"""The watch over the event loop: it sees what holds the window up, and what a person types is answered under it.

The figures themselves are in `python -m benchmarks.typing`; a test that times a loaded machine would fail without a fault.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.shared.paths import Paths
from coderdesk.ui.demo.gaps import FRAME_MS, Gaps, gaps_while, gaps_while_typing
from tests.helpers.person import at_the_window


def hold_up(milliseconds: int) -> None:
    until = time.perf_counter() + milliseconds / 1000
    while time.perf_counter() < until:
        pass


def test_work_on_the_ui_thread_is_seen_as_a_gap(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    gaps = gaps_while(field, [lambda: hold_up(2 * FRAME_MS)], pause_ms=10)
    assert gaps.longest >= 2 * FRAME_MS
    assert gaps.over_a_frame >= 1


def test_every_letter_arrives_and_each_query_replaces_the_one_before(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    seen: list[str] = []
    field.textChanged.connect(seen.append)
    gaps_while_typing(field, ["uti", "e11"], keys_a_second=200)
    assert seen == ["u", "ut", "uti", "e", "e1", "e11"]


@pytest.mark.parametrize(("beats", "longest", "over"), [((), 0.0, 0), ((2.0, 51.0, 50.0), 51.0, 1)])
def test_the_figures_of_a_run(beats: tuple[float, ...], longest: float, over: int) -> None:
    """No beat at all is no gap; a gap of just one frame is not over it."""
    gaps = Gaps(beats)
    assert (gaps.longest, gaps.over_a_frame) == (longest, over)


def test_typing_in_the_real_window_is_answered_while_its_gaps_are_recorded(
    qtbot: QtBot,
    qapp: QApplication,
    demo_paths: Paths,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as person:
        person.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        person.wait(lambda: person.window.session is not None, "worklist")
        person.open_main_visit()
        browser = person.window.desk.browser
        gaps = gaps_while_typing(browser.field, ["hart atack"])
        person.wait(lambda: browser.current_code() is not None, "hits")
        record_property("longest gap ms", round(gaps.longest, 1))
        assert len(gaps.milliseconds) > 10
