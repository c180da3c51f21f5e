"""From the start of the program to an open practice and back: code sets, unlock, create, lock."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import CodeLibrary, open_code_sets
from coderdesk.services.demo_place import demo_vault_path
from coderdesk.services.desk import Desk
from coderdesk.services.practices import (
    NewPractice,
    create_practice,
    list_practices,
    open_practice,
    wait_before_next_try,
    write_recovery_page,
)
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Clock
from coderdesk.ui.tasks import Lane
from coderdesk.ui.text import tr
from coderdesk.ui.views.unlock.starting_page import StartingPage
from coderdesk.ui.views.unlock.unlock_page import UnlockPage, VaultChoice

if TYPE_CHECKING:
    from coderdesk.ui.views.unlock.create_page import CreatePage


class LaneProgress(QObject):
    """Progress told in a worker thread, shown on the UI thread."""

    told = Signal(int, int, str)
    is_cancelled = False

    def report(self, *, done: int, total: int, what: str) -> None:
        self.told.emit(done, total, what)


class VaultFlow(QObject):
    """Drives the three pages before the desk. `opened(Desk)` when a practice is open; `ready()` when one can be unlocked."""

    opened = Signal(object)
    ready = Signal()
    page_wanted = Signal(object)
    troubled = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        *,
        paths: Paths,
        clock: Clock,
        actor: Callable[[], str],
        pages_folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._clock = clock
        self._actor = actor
        self._pages_folder = pages_folder
        self._library: CodeLibrary | None = None
        self._new: NewPractice | None = None
        self._named: Path | None = None
        self._last: Path | None = None
        self._lane = Lane("opening", self)
        self.starting = StartingPage()
        self.unlock = UnlockPage()
        self._progress = LaneProgress(self)
        self._progress.told.connect(self.starting.show_progress)
        self.unlock.open_wanted.connect(self.open)
        self.unlock.create_wanted.connect(self._show_create)

    @cached_property
    def create(self) -> "CreatePage":
        from coderdesk.ui.views.unlock.create_page import CreatePage  # needed once in the life of a practice

        page = CreatePage()
        page.create_wanted.connect(self._create)
        page.print_wanted.connect(self._print_recovery)
        page.finished.connect(self._enter_new)
        page.cancelled.connect(self.show_unlock)
        return page

    def start(self, *, with_demo: bool, vault: Path | None) -> None:
        """Open the code sets (building them at the first start), make the demo practice when asked or alone, then unlock."""
        self._named = vault
        self.page_wanted.emit(self.starting)

        def work() -> CodeLibrary:
            library = open_code_sets(paths=self._paths, progress=self._progress)
            if with_demo or not list_practices(paths=self._paths, extra=vault):
                self._make_demo(library)
            return library

        self._lane.run(work, done=self._library_opened, failed=self.troubled.emit)

    def use_library(self, library: CodeLibrary) -> None:
        """Practices are opened with these code sets from now on. Who used the old ones closes them."""
        self._library = library

    def _make_demo(self, library: CodeLibrary) -> None:
        if demo_vault_path(self._paths).exists():
            return
        from coderdesk.services.demo_practice import (
            ensure_demo_vault,  # everything that codes a visit, once in its life
        )

        ensure_demo_vault(paths=self._paths, library=library, clock=self._clock, progress=self._progress)

    def _library_opened(self, library: CodeLibrary) -> None:
        self._library = library
        self.show_unlock()
        self.ready.emit()

    def show_unlock(self) -> None:
        found = list_practices(paths=self._paths, extra=self._named)
        choices = tuple(VaultChoice(row.path, row.name, _hint(row.passphrase)) for row in found)
        demo = next((row.path for row in found if row.passphrase), None)
        self.page_wanted.emit(self.unlock)
        self.unlock.show_choices(choices, self._last or self._named or demo)

    def open(self, path: Path, secret: str) -> None:
        library = self._library
        if library is None:
            return
        self._lane.run(
            lambda: open_practice(
                path=path, secret=secret, library=library, clock=self._clock, paths=self._paths, actor=self._actor()
            ),
            done=self._opened,
            failed=partial(self._not_opened, path),
        )

    def _opened(self, desk: Desk) -> None:
        self.unlock.show_ready()
        self._last = desk.vault.path
        self.opened.emit(desk)

    def _not_opened(self, path: Path, trouble: Exception) -> None:
        if isinstance(trouble, AppError):
            wait = wait_before_next_try(path=path, clock=self._clock, paths=self._paths)
            self.unlock.show_refused(str(trouble), wait)
        else:
            self.unlock.show_ready()
            self.troubled.emit(trouble)

    def _show_create(self) -> None:
        self.create.show_empty()
        self.page_wanted.emit(self.create)

    def _create(self, name: str, passphrase: str) -> None:
        library = self._library
        if library is None:
            return
        self._lane.run(
            lambda: create_practice(
                name=name,
                passphrase=passphrase,
                library=library,
                clock=self._clock,
                paths=self._paths,
                actor=self._actor(),
            ),
            done=self._created,
            failed=self._not_created,
        )

    def _created(self, new: NewPractice) -> None:
        self._new = new
        self.create.show_code(new.recovery_code, new.desk.vault.path)

    def _not_created(self, trouble: Exception) -> None:
        if isinstance(trouble, AppError):
            self.create.show_trouble(str(trouble))
        else:
            self.create.show_empty()
            self.troubled.emit(trouble)

    def _print_recovery(self) -> None:
        new = self._new
        if new is not None:
            self._lane.run(
                lambda: write_recovery_page(
                    desk=new.desk, recovery_code=new.recovery_code, folder=self._pages_folder()
                ),
                done=lambda path: self.said.emit(
                    tr("Saved to {path}. Print it, then delete the file.", path=str(path))
                ),
                failed=self.troubled.emit,
            )

    def _enter_new(self) -> None:
        new, self._new = self._new, None
        if new is not None:
            self.create.show_empty()
            self._last = new.desk.vault.path
            self.opened.emit(new.desk)

    def close(self) -> None:
        if self._new is not None:
            self._new.desk.vault.close()
        self._lane.close()
        if self._library is not None:
            self._library.close()


def _hint(passphrase: str) -> str:
    return (
        tr("Demo practice, all people invented. Its passphrase is:\n{passphrase}", passphrase=passphrase)
        if passphrase
        else ""
    )
