"""`coderdesk demo --out DIR`: from a visit's note to a claim file and an invoice, with a picture of each step."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication, QTextEdit

from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.paths import Paths, user_paths
from coderdesk.shared.ports import Clock
from coderdesk.shared.preferences import Preferences
from coderdesk.ui.demo.hands import PATIENCE_WITH_BUILDING_MS, Hands
from coderdesk.ui.demo.out_folder import cleared
from coderdesk.ui.main_window import MainWindow

MAIN_VISIT = EncounterId("visit-20260504-01")
SIZE = (1440, 900)


class MakeWindow(Protocol):
    def __call__(
        self, *, application: QApplication, paths: Paths, clock: Clock, preferences: Preferences, documents: Path | None
    ) -> MainWindow: ...


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the main job: where it stands, what the coder types, its units with their proof."""

    words: str
    typed: str
    units: str = ""
    units_words: str = ""
    modifiers: str = ""


DIAGNOSES = (("Urinary tract infection", "N39.0"), ("Nausea with vomiting", "R11.2"))
SERVICES = (
    Service("Total time today 24 minutes", "99213", modifiers="25"),
    Service("right ventrogluteal, given by L. Farrowby RN", "96372"),
    Service("ceftriaxone 500 mg IM", "J0696", units="2", units_words="(2 units of 250 mg)"),
    Service("In-office urinalysis (automated dipstick", "81003", modifiers="QW"),
)


class MainJob:
    """The steps, each one told with its time and photographed."""

    def __init__(self, window: MainWindow, hands: Hands, out: Path) -> None:
        self._window = window
        self._hands = hands
        self._out = out
        self._number = 0

    @contextmanager
    def _step(self, words: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        took = (time.perf_counter() - began) * 1000
        self._number += 1
        name = "".join(letter if letter.isalnum() else "-" for letter in words.lower()).strip("-")
        self._hands.photograph(self._out / f"{self._number:02d}-{name[:60]}.png")
        print(f"{self._number:>3}  {took:>7.0f} ms  {words}", flush=True)  # noqa: T201 - the command's answer

    def run(self) -> None:
        self._unlock()
        self._open_visit()
        for words, code in DIAGNOSES:
            self._attach_diagnosis(words, code)
        self._be_refused()
        for service in SERVICES:
            self._attach_service(service)
        self._finish()
        self._invoice()
        self._export()
        self._look_at_claims()

    # reading ---------------------------------------------------------------------------------------------------

    def _text(self) -> QTextEdit:
        return self._window.desk.documents.text_view

    def _is_idle(self) -> bool:
        session = self._window.session
        return session is not None and session.is_idle

    def _codes(self) -> list[str]:
        sheet = self._window.desk.sheet
        return [row.code for row in sheet.visit.assignments] if sheet else []

    def _wait_for(self, happened: Callable[[], bool], what: str) -> None:
        self._hands.wait_until(lambda: happened() and self._is_idle(), what)

    # steps -----------------------------------------------------------------------------------------------------

    def _unlock(self) -> None:
        window, hands = self._window, self._hands
        hands.wait_until(
            lambda: window.stack.currentWidget() is window.unlock_page,
            "unlock page",
            patience_ms=PATIENCE_WITH_BUILDING_MS,
        )
        with self._step("The vault is locked; its passphrase is typed"):
            hands.type(PASSPHRASE, into=window.unlock_page.secret_field)
        with self._step("The worklist after unlocking"):
            hands.press("Return")
            self._wait_for(lambda: window.desk.worklist.isVisible(), "worklist")

    def _open_visit(self) -> None:
        with self._step("A visit is found in the worklist and opened"):
            self._hands.press("Ctrl+F")
            self._hands.type("rivera burning")
            self._hands.press("Return")
            self._wait_for(lambda: self._window.desk.encounter_id == MAIN_VISIT, "open visit")
            self._hands.press("Ctrl+F")
            self._hands.press("Escape")

    def _search(self, words: str) -> None:
        """Select words of the note and search them."""
        self._hands.select_words(self._text(), words)
        self._hands.press("Ctrl+K")
        self._wait_for(lambda: self._window.desk.browser.current_code() is not None, "hits")

    def _attach_diagnosis(self, words: str, code: str) -> None:
        browser = self._window.desk.browser
        with self._step(f"“{words}” is selected and searched with Ctrl+K"):
            self._search(words)
        found = browser.current_code()
        if found is None or found.value != code:
            raise Surprise(f"{code} first for “{words}”")
        with self._step(f"Enter attaches {code} to its passage"):
            self._hands.press("Return")
            self._wait_for(lambda: code in self._codes(), f"{code} on the visit")

    def _be_refused(self) -> None:
        """A relative's diabetes is not the patient's: without a passage there is no code."""
        desk = self._window.desk
        with self._step("E11.9 without a passage is refused, and why"):
            desk.documents.clear_selection()
            self._hands.press("Ctrl+K")
            self._hands.press("Ctrl+A")
            self._hands.type("E11.9")
            self._wait_for(lambda: self._current_value() == "E11.9", "E11.9")
            self._hands.press("Return")
            self._wait_for(lambda: desk.strip.is_refusing(), "refusal")
        if "E11.9" in self._codes():
            raise Surprise("refusal of E11.9")

    def _current_value(self) -> str:
        code = self._window.desk.browser.current_code()
        return code.value if code else ""

    def _attach_service(self, service: Service) -> None:
        with self._step(f"{service.typed} is attached to “{service.words}”"):
            self._search(service.words)
            self._hands.press("Ctrl+A")
            self._hands.type(service.typed)
            self._wait_for(lambda: self._current_value() == service.typed, service.typed)
            self._hands.press("Return")
            self._wait_for(lambda: service.typed in self._codes(), f"{service.typed} on the visit")
        if service.units:
            with self._step(f"Its {service.units} units, proved by “{service.units_words}” (F2)"):
                self._hands.select_words(self._text(), service.units_words)
                self._edit("F2", service.units)
        if service.modifiers:
            with self._step(f"Modifier {service.modifiers} on {service.typed} (F3)"):
                self._edit("F3", service.modifiers)

    def _edit(self, key: str, value: str) -> None:
        sheet = self._window.desk.sheet
        self._hands.press(key)
        self._hands.press("Ctrl+A")
        self._hands.type(value)
        self._hands.press("Return")
        self._wait_for(lambda: self._window.desk.sheet is not sheet, "changed service")

    def _finish(self) -> None:
        desk = self._window.desk
        with self._step("Ctrl+Enter marks the visit coded and opens the next chart"):
            desk.documents.setFocus()
            self._hands.press("Ctrl+Return")
            self._wait_for(lambda: desk.encounter_id != MAIN_VISIT, "next chart")
        with self._step("Ctrl+P finds the coded visit again"):
            self._hands.press("Ctrl+P")
            self._wait_for(lambda: self._window.finder.palette.isVisible(), "palette")
            self._hands.type("rivera burning")
            self._hands.press("Return")
            self._wait_for(lambda: desk.encounter_id == MAIN_VISIT, "open visit")

    def _invoice(self) -> None:
        with self._step("Ctrl+I issues the invoice"):
            self._hands.press("Ctrl+I")
            self._wait_for(lambda: any(self._out.glob("*.pdf")), "invoice")

    def _export(self) -> None:
        with self._step("Ctrl+E exports the claim as an 837P file"):
            self._hands.press("Ctrl+E")
            self._wait_for(lambda: any(self._out.glob("*.edi")), "claim file")

    def _look_at_claims(self) -> None:
        with self._step("The claims page shows what has left"):
            self._hands.press("Ctrl+2")
            self._wait_for(lambda: self._window.claims.model.rowCount() > 0, "claims")


class Surprise(AppError):
    """A step led elsewhere than it should."""

    def __init__(self, expected: str) -> None:
        super().__init__(f"The demonstration stopped: expected {expected}.")


def run_main_job(*, out: Path, pictures: Path | None, make_window: MakeWindow, application: QApplication) -> int:
    """Drive the main job on a fresh demo practice; 0 when claim and invoice lie in `out`. Raises FolderNotFree."""
    began = time.perf_counter()
    cleared(out)
    with tempfile.TemporaryDirectory(prefix="coderdesk-demo-") as folder:
        own = Paths.under(Path(folder)).made()
        known = user_paths()
        paths = Paths(vaults=own.vaults, codesets=known.codesets, cache=known.cache, state=own.state)
        preferences = Preferences({"coder": "Demo", "claims_folder": str(out), "invoices_folder": str(out)})
        window = make_window(
            application=application, paths=paths, clock=SystemClock(), preferences=preferences, documents=out
        )
        faults: list[object] = []
        window.crashed.connect(faults.append)
        window.open_links(on=False)
        window.resize(*SIZE)
        window.show()
        window.start(with_demo=True, vault=None)
        try:
            MainJob(window, Hands(window, application), out).run()
            if pictures is not None:
                from coderdesk.ui.demo.pictures import take_pictures

                take_pictures(window=window, hands=Hands(window, application), folder=pictures)
        finally:
            window.close()
            window.deleteLater()
            application.processEvents()
        for fault in faults:
            raise fault if isinstance(fault, BaseException) else RuntimeError(str(fault))
    made = sorted(path.name for path in (*out.glob("*.edi"), *out.glob("*.pdf")))
    print(f"{out}: {', '.join(made)} and {len(list(out.glob('*.png')))} pictures, {time.perf_counter() - began:.1f} s")  # noqa: T201
    return 0
