"""The window while somebody works: gaps of the event loop while typing ten keys a second, opening visits, changing the theme.

Beside it, in the same run, a bare PySide6 window with a search field over a list of fifty plain rows: what Qt itself costs.
A gap is the time between two beats of a timer on the UI thread that is due every 2 ms; 50 ms is a frame that a person misses.
The claims page is measured by itself, with ten thousand rows.
"""

import os
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from benchmarks._claims_rows import ROWS, milliseconds_of_acts
from benchmarks._report import print_table, write_json
from coderdesk.bootstrap import make_application, make_window
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.paths import Paths, user_paths
from coderdesk.shared.preferences import Preferences
from coderdesk.ui.demo.gaps import Gaps, gaps_while, gaps_while_typing
from coderdesk.ui.demo.hands import PATIENCE_WITH_BUILDING_MS, Hands
from coderdesk.ui.main_window import MainWindow
from coderdesk.ui.theme.appearance import Mode

QUERIES = (
    "type 2 diabetes with kidney disease",
    "hart atack",
    "fracture of the left wrist, initial",
    "uti",
    "E11.9",
    "laparoscopic appendectomy",
    "wheelchair",
    "pneumonia due to streptococcus",
    "poisoning by aspirin, accidental",
    "high blood pressure and heart failure",
)


class BareWindow(QWidget):
    """A field, and a list that gets fifty other rows at each key."""

    def __init__(self) -> None:
        super().__init__()
        self.field, rows, view = QLineEdit(), QStringListModel(self), QListView()
        view.setModel(rows)
        self.field.textChanged.connect(lambda text: rows.setStringList([f"{text} {row}" for row in range(50)]))
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(view)
        self.resize(1440, 900)


def gaps_of_bare_window() -> Gaps:
    window = BareWindow()
    window.show()
    gaps = gaps_while_typing(window.field, QUERIES)
    window.close()
    return gaps


def open_demo(application: QApplication, folder: Path) -> tuple[MainWindow, Hands]:
    """The desk on the demo practice, its worklist filled."""
    own, known = Paths.under(folder).made(), user_paths()
    paths = Paths(vaults=own.vaults, codesets=known.codesets, cache=known.cache, state=own.state)
    window = make_window(
        application=application, paths=paths, clock=SystemClock(), preferences=Preferences(), documents=folder
    )
    hands = Hands(window, application)
    ready: list[bool] = []
    window.ready_to_unlock.connect(lambda: ready.append(True))
    window.resize(1440, 900)
    window.show()
    window.start(with_demo=True, vault=None)
    hands.wait_until(lambda: bool(ready), "unlock page", patience_ms=PATIENCE_WITH_BUILDING_MS)
    return window, hands


def _row(name: str, gaps: Gaps) -> list[str]:
    figures = (gaps.quantile(0.5), gaps.quantile(0.95), gaps.quantile(0.99), gaps.longest)
    return [name, str(len(gaps.milliseconds)), *(f"{one:.1f}" for one in figures), str(gaps.over_a_frame)]


def measured(window: MainWindow, hands: Hands, vault: Path) -> tuple[list[tuple[str, Gaps]], int]:
    """Typing into an empty desk's visit, opening visits one after the other, and the theme changed twice; and how often
    new hits were shown meanwhile."""
    window.unlock(vault, PASSPHRASE)
    hands.wait_until(lambda: window.session is not None and window.session.is_idle, "worklist")
    session = window.session
    if session is None:
        raise RuntimeError("the demo practice did not open")
    visits = [row.encounter_id for row in list_worklist(desk=session.desk)][:12]
    window.open_visit(visits[0])
    hands.wait_until(lambda: window.desk.encounter_id == visits[0], "visit")
    hands.press("Ctrl+K")
    field, hits = window.desk.browser.field, window.desk.browser.hits
    answers: list[int] = []
    hits.model().modelReset.connect(lambda: answers.append(1))
    first = gaps_while_typing(field, QUERIES[:2])  # the index is read at the first search
    typing = gaps_while_typing(field, QUERIES)
    opening = gaps_while(window, [partial(window.open_visit, one) for one in visits], pause_ms=600)
    modes = (Mode.DARK, Mode.LIGHT)
    theme = gaps_while(window, [partial(window.appearance.set_mode, mode) for mode in modes], pause_ms=2000)
    rows = [
        ("typing, the first two queries after start", first),
        ("typing, ten keys a second", typing),
        ("opening twelve visits", opening),
        ("changing the theme twice", theme),
    ]
    return rows, len(answers)


def main() -> None:
    application = make_application(Preferences())
    claims = [(name, f"{act:.1f}", f"{turn:.1f}") for name, act, turn in milliseconds_of_acts(application)]
    bare = gaps_of_bare_window()
    with tempfile.TemporaryDirectory() as folder:
        window, hands = open_demo(application, Path(folder))
        found, answers = measured(window, hands, next(Path(folder).glob("vaults/*.vault")))
        window.close()
    heads = ["what", "beats", "p50 ms", "p95 ms", "p99 ms", "longest ms", "over 50 ms"]
    rows = [_row("bare PySide6 list, ten keys a second", bare), *(_row(name, gaps) for name, gaps in found)]
    print_table("Gaps of the event loop", heads, rows)
    print(f"\nNew hits were shown {answers} times for {sum(map(len, QUERIES + QUERIES[:2]))} keys.")
    claim_heads = ["the claims page", "act ms", "longest turn after ms"]
    print_table(f"The claims page, {ROWS:,} rows: CPU time of the UI thread", claim_heads, claims)
    figures = {"heads": heads, "rows": rows, "answers": answers, "keys_a_second": 10, "frame_ms": 50}
    write_json("typing", figures | {"claims_heads": claim_heads, "claims_rows": claims, "claims": ROWS})


if __name__ == "__main__":
    main()
