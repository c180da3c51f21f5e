"""Charts at the window: opening ordinary visits, one with five documents, and one with a chart of two hundred pages.

The long note is made up of numbered visits, so that no two pages are alike. A gap is the time between two beats of a timer on the
UI thread that is due every 2 ms; 50 ms is a frame that a person misses. Half of the visits were copied from an earlier note.
"""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QScrollBar

from benchmarks._report import print_table, write_json
from benchmarks.typing import open_demo
from coderdesk.bootstrap import make_application
from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.documents import add_document
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.preferences import Preferences
from coderdesk.ui.demo.gaps import Gaps, Heartbeat, gaps_while
from coderdesk.ui.demo.hands import Hands
from coderdesk.ui.main_window import MainWindow

PAGES, PAGE = 200, 3000
PATIENCE_MS = 240_000
_COMPLAINTS = ("dry cough", "low back pain", "headache", "dizziness", "epigastric pain", "fatigue", "left knee pain")
_DENIED = ("fever", "chest pain", "shortness of breath", "vomiting", "diarrhea", "syncope", "palpitations", "dysuria")
_PAST = ("kidney stones", "appendectomy", "pneumonia", "gout", "deep vein thrombosis", "breast cancer")
_RELATIVES = ("Mother with hypertension", "Father had colon cancer", "Sister with asthma", "Brother has diabetes")
_CONDITIONS = (
    "Essential hypertension, controlled.",
    "Type 2 diabetes mellitus without complications.",
    "Acute bronchitis.",
    "Possible pneumonia, chest film ordered.",
    "Gastroesophageal reflux disease.",
    "Migraine without aura, not intractable.",
    "Low back pain.",
    "Rule out hypothyroidism.",
)


def visit_text(number: int) -> str:
    """One visit of the chart; `number` turns the lists."""

    def some(words: tuple[str, ...], count: int) -> list[str]:
        return [words[(number * 3 + place) % len(words)] for place in range(count)]

    return (
        f"VISIT {number}\nHISTORY OF PRESENT ILLNESS\nThe patient comes back on day {number} of the course with"
        f" {' and '.join(some(_COMPLAINTS, 2))} for {number % 9 + 1} days, worse after work and better at rest.\n\n"
        f"REVIEW OF SYSTEMS\nDenies {', '.join(some(_DENIED, 5))}.\n\n"
        f"PAST MEDICAL HISTORY\nHistory of {' and '.join(some(_PAST, 2))} in {1990 + number % 30}.\n\n"
        f"FAMILY HISTORY\n{'. '.join(some(_RELATIVES, 2))}.\n\n"
        f"ASSESSMENT\n" + "\n".join(f"{place}. {one}" for place, one in enumerate(some(_CONDITIONS, 3), 1)) + "\n\n"
        f"PLAN\nReturn for fever or chest pain. Blood pressure {110 + number % 40}/{70 + number % 20}, seen again in"
        f" {number % 6 + 1} weeks.\n\n"
    )


def chart_text(pages: int = PAGES) -> str:
    text, number = "", 0
    while len(text) < pages * PAGE:
        number += 1
        text += visit_text(number)
    return text


def store_chart(window: MainWindow, text: str) -> EncounterId:
    """The chart as the document of a visit whose patient has an earlier one that holds half of its paragraphs."""
    assert window.session is not None
    rows = sorted(list_worklist(desk=window.session.desk), key=lambda row: row.date_of_service)
    late = next(row for row in reversed(rows) if any(_is_before(one, row) for one in rows))
    early = next(one for one in rows if _is_before(one, late))
    for row, written in ((early, text[: len(text) // 2]), (late, text)):
        _add(window, row, "Chart", written)
    return late.encounter_id


def store_five(window: MainWindow, other_than: EncounterId) -> EncounterId:
    """A visit with five documents of two pages or more."""
    assert window.session is not None
    row = next(one for one in list_worklist(desk=window.session.desk) if one.encounter_id != other_than)
    for number in range(4):
        _add(window, row, f"Note {number}", chart_text(2 + number))
    return row.encounter_id


def _add(window: MainWindow, row: WorklistRow, title: str, text: str) -> None:
    assert window.session is not None
    add_document(
        desk=window.session.desk,
        encounter_id=row.encounter_id,
        kind=DocumentKind.PROGRESS_NOTE,
        title=title,
        author="Dr. Benchmark",
        author_role=AuthorRole.PROVIDER,
        written_on=row.date_of_service,
        text=text,
    )


def _is_before(one: WorklistRow, other: WorklistRow) -> bool:
    return one.patient_id == other.patient_id and one.date_of_service < other.date_of_service


def scrolled(window: MainWindow) -> list[Callable[[], None]]:
    bar = window.desk.documents.text_view.verticalScrollBar()
    return [partial(_turn, bar, 400) for _ in range(60)]


def _turn(bar: QScrollBar, pixels: int) -> None:
    bar.setValue(bar.value() + pixels)


def hovered(window: MainWindow) -> list[Callable[[], None]]:
    view = window.desk.documents.text_view
    return [partial(view._hover, QPointF(40 + 9 * place, 20 + 7 * place)) for place in range(60)]


def watched(
    window: MainWindow, hands: Hands, act: Callable[[], object], until: Callable[[], bool]
) -> tuple[float, Gaps]:
    """Seconds until something has happened, and the gaps meanwhile."""
    heart, began = Heartbeat(window), time.perf_counter()
    heart.start()
    act()
    hands.wait_until(until, "answer", patience_ms=PATIENCE_MS)
    return time.perf_counter() - began, heart.stop()


Measured = dict[str, tuple[float, Gaps]]


class Watch:
    """Opens visits and waits for what the window tells, without asking it anything that would hurry it."""

    def __init__(self, window: MainWindow, hands: Hands) -> None:
        self._window, self._hands = window, hands
        self.measured: Measured = {}
        self._shown: list[EncounterId] = []
        window.desk.sheet_shown.connect(lambda sheet: self._shown.append(sheet.visit.encounter.id))

    def see(self, name: str, act: Callable[[], object], until: Callable[[], bool]) -> None:
        self.measured[name] = watched(self._window, self._hands, act, until)

    def do(self, name: str, acts: Sequence[Callable[[], None]], pause_ms: int) -> None:
        self.measured[name] = (0.0, gaps_while(self._window, acts, pause_ms=pause_ms))

    def open(self, name: str, encounter_id: EncounterId) -> None:
        """Opened, painted and its text laid out."""
        self._shown.clear()
        unrolling = self._window.desk.documents.text_view.unrolling
        self.see(
            name,
            lambda: self._window.open_visit(encounter_id),
            lambda: encounter_id in self._shown and not unrolling.is_busy,
        )

    def read(self, name: str) -> None:
        self.see(name, lambda: None, lambda: not self._window.desk.reading.is_reading)


def ordinary(watch: Watch, window: MainWindow, but: set[EncounterId]) -> None:
    assert window.session is not None
    visits = [row.encounter_id for row in list_worklist(desk=window.session.desk) if row.encounter_id not in but][:12]
    watch.do("twelve ordinary visits opened", [partial(window.open_visit, one) for one in visits], 600)
    watch.read("their suggestions arrive")


def five(watch: Watch, window: MainWindow, encounter_id: EncounterId) -> None:
    watch.open("a visit with five documents opened", encounter_id)
    watch.read("its suggestions arrive")
    documents = [str(one.id) for one in window.desk.documents.documents] * 2
    watch.do("its documents switched", [partial(window.desk.documents.show_document, one) for one in documents], 150)


def chart(watch: Watch, window: MainWindow, encounter_id: EncounterId) -> None:
    desk = window.desk
    documents, view = desk.documents, desk.documents.text_view
    watch.open(f"a visit with {PAGES} pages opened", encounter_id)
    ids = {one.title: str(one.id) for one in documents.documents}
    watch.see("chart in front", lambda: documents.show_document(ids["Chart"]), lambda: not view.unrolling.is_busy)
    watch.do("scrolled while it is read", scrolled(window), 40)
    watch.read("its suggestions arrive, marks shown")
    watch.do("scrolled through marks", scrolled(window), 40)
    watch.do("mouse over marks", hovered(window), 20)
    view.put_on_top(300_000)
    switches = [partial(documents.show_document, one) for one in list(ids.values()) * 2]
    watch.do("documents switched, in the midst of the chart", switches, 1500)
    watch.do(
        "the worklist folded and unfolded", [partial(window.worklist.setVisible, one) for one in (False, True)], 1500
    )


def main() -> None:
    application = make_application(Preferences())
    with tempfile.TemporaryDirectory(prefix="coderdesk-chart-") as folder:
        window, hands = open_demo(application, Path(folder))
        window.unlock(next(Path(folder).rglob("*.vault")), PASSPHRASE)
        hands.wait_until(lambda: window.session is not None and window.session.is_idle, "worklist")
        long_visit = store_chart(window, chart_text())
        with_five = store_five(window, long_visit)
        watch = Watch(window, hands)
        ordinary(watch, window, {long_visit, with_five})
        five(watch, window, with_five)
        chart(watch, window, long_visit)
        mentions = len(window.desk.documents.text_view.layer.reading.mentions)
        window.close()
    rows = [
        [
            name,
            f"{seconds:.2f}" if seconds else "",
            f"{gaps.longest:.0f}",
            gaps.over_a_frame,
            f"{gaps.quantile(0.99):.0f}",
        ]
        for name, (seconds, gaps) in watch.measured.items()
    ]
    print_table(
        f"Charts at the window; the long one has {mentions} mentions",
        ["", "s", "longest gap ms", "over 50", "99 %"],
        rows,
    )
    write_json(
        "chart",
        {
            name: {"seconds": round(seconds, 2), "longest_ms": round(gaps.longest, 1), "over_50": gaps.over_a_frame}
            for name, (seconds, gaps) in watch.measured.items()
        }
        | {"mentions": mentions},
    )


if __name__ == "__main__":
    main()
