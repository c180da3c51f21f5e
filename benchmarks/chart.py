"""A chart of two hundred pages at the window: opening it, scrolling while it is read, its marks, and scrolling through them.

The note is made up of numbered visits, so that no two pages are alike. A gap is the time between two beats of a timer on the
UI thread that is due every 2 ms; 50 ms is a frame that a person misses. Half of the visits were copied from an earlier note.
"""

import os
import tempfile
import time
from collections.abc import Callable
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
    desk = window.session.desk
    rows = sorted(list_worklist(desk=desk), key=lambda row: row.date_of_service)
    late = next(row for row in reversed(rows) if any(_is_before(one, row) for one in rows))
    early = next(one for one in rows if _is_before(one, late))
    for row, written in ((early, text[: len(text) // 2]), (late, text)):
        add_document(
            desk=desk,
            encounter_id=row.encounter_id,
            kind=DocumentKind.PROGRESS_NOTE,
            title="Chart",
            author="Dr. Benchmark",
            author_role=AuthorRole.PROVIDER,
            written_on=row.date_of_service,
            text=written,
        )
    return late.encounter_id


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


def main() -> None:
    application = make_application(Preferences())
    with tempfile.TemporaryDirectory(prefix="coderdesk-chart-") as folder:
        window, hands = open_demo(application, Path(folder))
        window.unlock(next(Path(folder).rglob("*.vault")), PASSPHRASE)
        hands.wait_until(lambda: window.session is not None and window.session.is_idle, "worklist")
        encounter_id = store_chart(window, chart_text())
        desk = window.desk
        measured: dict[str, tuple[float, Gaps]] = {}

        def front() -> bool:
            document = desk.documents.current_document()
            return desk.encounter_id == encounter_id and document is not None

        def show_chart() -> None:
            chart = next(one for one in desk.sheet.visit.documents if one.title == "Chart")  # type: ignore[union-attr]
            desk.documents.show_document(str(chart.id))

        measured["visit opened"] = watched(window, hands, lambda: window.open_visit(encounter_id), front)
        measured["chart in front"] = watched(window, hands, show_chart, lambda: True)
        measured["scrolled while it is read"] = (0.0, gaps_while(window, scrolled(window), pause_ms=40))
        measured["read, marks shown"] = watched(window, hands, lambda: None, lambda: not desk.reading.is_reading)
        measured["scrolled through marks"] = (0.0, gaps_while(window, scrolled(window), pause_ms=40))
        measured["mouse over marks"] = (0.0, gaps_while(window, hovered(window), pause_ms=20))
        measured["opened again"] = watched(window, hands, lambda: window.open_visit(encounter_id), front)
        mentions = len(desk.documents.text_view.layer.reading.mentions)
        window.close()
    rows = [
        [
            name,
            f"{seconds:.2f}" if seconds else "",
            f"{gaps.longest:.0f}",
            gaps.over_a_frame,
            f"{gaps.quantile(0.99):.0f}",
        ]
        for name, (seconds, gaps) in measured.items()
    ]
    print_table(f"A chart of {PAGES} pages, {mentions} mentions", ["", "s", "longest gap ms", "over 50", "99 %"], rows)
    write_json(
        "chart",
        {
            name: {"seconds": round(seconds, 2), "longest_ms": round(gaps.longest, 1), "over_50": gaps.over_a_frame}
            for name, (seconds, gaps) in measured.items()
        }
        | {"mentions": mentions},
    )


if __name__ == "__main__":
    main()
