"""The composition root: the one file that knows every concrete class.

How CoderDesk starts. The command line is read with the window's options alone, so that no headless command's modules are
loaded. Folders come from the platform (or CODERDESK_HOME), preferences from their file; the scale must be set before Qt's
application object exists. Then the application, its appearance, the vault flow with its first page, and the window are made
and shown: from here on the person sees something. In the "opening" lane the code sets are opened (built at the first start,
with progress), the demo practice is made when it was asked for or nothing else is there, and the unlock page appears. The
right passphrase opens the vault in the same lane; the window makes a session (a database lane, a search lane, the
operations), fills the worklist and says that it is usable. Only then is the search index warmed in the background.

An error that nobody expected goes to the crash door: a report of types and line numbers is written, and a sentence says so.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from platformdirs import user_documents_path
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from coderdesk.cli.command_line import window_options
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.crash import write_crash_report
from coderdesk.shared.paths import Paths, user_paths
from coderdesk.shared.ports import Clock
from coderdesk.shared.preferences import Preferences, load_preferences, save_preferences
from coderdesk.ui.main_window import MainWindow
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Appearance
from coderdesk.ui.theme.fonts import interface_font
from coderdesk.ui.vault_flow import VaultFlow

DEFAULT_SIZE = (1440, 900)


def make_application(preferences: Preferences) -> QApplication:
    """Qt's application object; there is one in a process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    scale = preferences.number("scale")
    if scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    application = QApplication(["CoderDesk"])
    application.setApplicationName("CoderDesk")
    application.setDesktopFileName("coderdesk")
    return application


def make_window(
    *, application: QApplication, paths: Paths, clock: Clock, preferences: Preferences, documents: Path | None
) -> MainWindow:
    """The window with everything it needs, not yet shown. `documents` is where files made for people go."""
    appearance = Appearance(
        application, mode=preferences.words("appearance"), font_size=preferences.number("font_size")
    )
    # a font that comes after the widgets reaches only those that the style sheet does not touch
    application.setFont(interface_font(preferences.number("font_size")))
    home = documents if documents is not None else _documents_folder()
    flow = VaultFlow(
        paths=paths,
        clock=clock,
        actor=lambda: preferences.words("coder") or _login_name(),
        pages_folder=lambda: home,
    )
    window = MainWindow(
        appearance=appearance,
        flow=flow,
        preferences=preferences,
        folders={"claims_folder": home / "Claims", "invoices_folder": home / "Invoices"},
    )
    appearance.apply()  # once for all widgets: under a style sheet each one that is moved into a layout is polished again
    flow.setParent(window)
    appearance.setParent(window)
    window.resize(*DEFAULT_SIZE)
    return window


def _documents_folder() -> Path:
    home = os.environ.get("CODERDESK_HOME")
    return Path(home) / "documents" if home else user_documents_path() / "CoderDesk"


def _login_name() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "coder"


class CrashDoor:
    """Where every unexpected error goes: a report without patient data, a sentence for the person."""

    def __init__(self, folder: Path, window: MainWindow | None = None) -> None:
        self._folder = folder
        self._window = window

    def __call__(self, fault: BaseException) -> None:
        try:
            report = write_crash_report(fault, folder=self._folder, at=datetime.now().astimezone())
            where = tr("It is described, without patient data, in {path}", path=str(report))
        except OSError:
            where = tr("No report could be written: the disk refused it.")
        sentence = tr("Something went wrong that should not have. What was saved before is kept. {where}", where=where)
        print(sentence, file=sys.stderr)  # noqa: T201 - the last door when there is no window
        if self._window is not None and self._window.isVisible():
            box = QMessageBox(QMessageBox.Icon.Warning, "CoderDesk", sentence, parent=self._window)
            box.open()

    def hook(self, _: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        self(fault.with_traceback(trace))


def run_desk(words: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit status."""
    options = window_options().parse_args(list(words))
    paths = user_paths()
    preferences = load_preferences(paths.state)
    application = make_application(preferences)
    window = make_window(
        application=application, paths=paths, clock=SystemClock(), preferences=preferences, documents=None
    )
    door = CrashDoor(paths.state, window)
    sys.excepthook = door.hook
    window.crashed.connect(door)
    window.preferences_changed.connect(lambda changed: _keep(paths, changed))
    window.show()
    if options.quit_after_start:
        _quit_after_start(application, window, paths)
    window.start(with_demo=options.demo, vault=options.vault)
    return application.exec()


def _keep(paths: Paths, preferences: Preferences) -> None:
    try:
        save_preferences(paths.state, preferences)
    except OSError as trouble:
        print(f"The settings could not be saved ({trouble.strerror}); they hold until the end.", file=sys.stderr)  # noqa: T201


def _quit_after_start(application: QApplication, window: MainWindow, paths: Paths) -> None:
    """For checks of an installation: unlock the demo practice with its published passphrase, say so, and end."""

    def tell_and_close() -> None:
        print("The desk is usable.", flush=True)  # noqa: T201 - what the check waits for
        window.close()

    window.usable.connect(lambda: QTimer.singleShot(0, tell_and_close))
    window.crashed.connect(lambda _: application.exit(1))
    window.ready_to_unlock.connect(lambda: window.unlock(demo_vault_path(paths), PASSPHRASE))


def _without_offscreen_remarks(kind: QtMsgType, _: QMessageLogContext, words: str) -> None:
    """Qt's messages, but for what its offscreen platform says of every window that has a least size."""
    if "propagateSizeHints" not in words:
        print(f"Qt {kind.name}: {words}", file=sys.stderr)  # noqa: T201 - Qt's own messages go there too


def run_demo(words: Sequence[str]) -> int:
    """`coderdesk demo --out DIR`: the main job, driven through the real window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_without_offscreen_remarks)
    from coderdesk.cli.command_line import command_line
    from coderdesk.ui.demo.run import run_main_job

    options = command_line().parse_args(list(words))
    return run_main_job(
        out=options.out.resolve(),
        pictures=options.pictures,
        make_window=make_window,
        application=make_application(Preferences()),
    )
