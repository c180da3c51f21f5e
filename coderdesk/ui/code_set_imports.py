"""From a file to a code set in force: look at it, import it, build the index beside the old one, swap the library."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.build_aside import build_aside
from coderdesk.services.code_build import BuildCancelled
from coderdesk.services.code_imports import (
    ImportOutcome,
    InstalledRelease,
    PlannedImport,
    forget_mapping,
    import_planned,
    installed_releases,
    plan_file,
    plan_import,
    remove_release,
    save_mapping,
    saved_mappings,
)
from coderdesk.services.code_sets import CodeLibrary, imports_left_out, is_built, open_code_sets
from coderdesk.services.release_counts import shipped_counts
from coderdesk.services.table_columns import ColumnMapping, TableSight, UnknownFile, tables_in
from coderdesk.ui.session import Session
from coderdesk.ui.tasks import Lane
from coderdesk.ui.text import tr
from coderdesk.ui.views.codesets.code_sets_page import CodeSetsPage
from coderdesk.ui.views.codesets.plan_card import WantedImport
from coderdesk.ui.watched_work import WatchedWork
from coderdesk.ui.words import day_words

T = TypeVar("T")


class CodeSetImports(QObject):
    """Serves one page. `library_made(CodeLibrary)` when the index of what is now installed is ready; `said(words)`;
    `in_use(words, first day)` instead when it was a release of codes."""

    library_made = Signal(object)
    in_use = Signal(str, object)
    said = Signal(str)
    broken = Signal(object)

    def __init__(self, page: CodeSetsPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._session: Session | None = None
        self._lane: Lane | None = None
        self._work: WatchedWork | None = None
        self._path: Path | None = None
        self._in_force_words = ""
        self._first_day: date | None = None
        self._counted: object = None
        page.look_wanted.connect(self.look_at)
        page.map_wanted.connect(self._look_at_columns)
        page.import_wanted.connect(self._import)
        page.remove_wanted.connect(self._remove)
        page.cancelled.connect(self._cancel)
        page.build_wanted.connect(self._rebuild)
        page.mapper.mapped.connect(self._read_mapped)
        page.mapper.forget_wanted.connect(self._forget)

    # the session comes and goes with the vault -----------------------------------------------------------------

    def start(self, session: Session) -> None:
        """What was imported while no index was built for it is caught up with now."""
        self._session = session
        self._lane = Lane("code sets", self)
        self.refresh()
        paths = session.desk.paths
        self._run(partial(is_built, paths), done=lambda is_ready: None if is_ready else self._rebuild())
        self._run(partial(imports_left_out, paths), done=self._show_left_out)

    def _show_left_out(self, trouble: AppError | None) -> None:
        """Shipped sets answer when an imported release cannot be read; that must not go unseen."""
        if trouble is not None:
            self._page.show_trouble(str(trouble))
            self.said.emit(str(trouble))

    def stop(self) -> None:
        """Reading and building stop; the next start builds what is missing."""
        self._cancel()
        lane, self._lane, self._session = self._lane, None, None
        if lane is not None:
            lane.close()
            lane.deleteLater()
        self._end(self._work)
        self._page.show_releases_again()

    @property
    def is_idle(self) -> bool:
        return self._lane is None or self._lane.is_idle

    def refresh(self, *, choose: str = "") -> None:
        """Show what is installed, with one release chosen when its id is given."""
        if self._session is not None:
            paths = self._session.desk.paths
            self._run(partial(installed_releases, paths=paths), done=partial(self._show_installed, choose))

    def _show_installed(self, choose: str, rows: tuple[InstalledRelease, ...]) -> None:
        session = self._session
        if session is None:
            return
        self._page.show_installed(rows, session.desk.clock.today())
        self._page.choose_release(choose)
        store = session.desk.library.lazy_store
        if store is not self._counted:
            self._counted = store
            count = partial(shipped_counts, library=session.desk.library, releases=rows)
            self._run(count, done=self._page.show_counts)

    # looking at a file -----------------------------------------------------------------------------------------

    def look_at(self, path: Path) -> None:
        """Read the file once and show what it would bring."""
        self._plan(path, ())

    def _plan(self, path: Path, mappings: tuple[ColumnMapping, ...]) -> None:
        session = self._session
        if session is None or self._work is not None:
            return
        self._path = path
        self._page.put_away()
        work = self._begin(tr("Looking at {name}", name=path.name))
        paths, library = session.desk.paths, session.desk.library

        def plan() -> tuple[PlannedImport, ...]:
            return plan_import(paths=paths, library=library, source=path, progress=work, mappings=mappings)

        self._run(plan, done=self._page.show_plans, work=work)

    def _look_at_columns(self, path: Path) -> None:
        session = self._session
        if session is None or self._work is not None:
            return
        self._path = path
        work = self._begin(tr("Looking at {name}", name=path.name))
        paths = session.desk.paths

        def look() -> tuple[tuple[TableSight, ...], tuple[ColumnMapping, ...]]:
            return tables_in(source=path), saved_mappings(paths=paths)

        self._run(look, done=lambda found: self._page.show_tables(*found), work=work)

    def _read_mapped(self, mapping: ColumnMapping) -> None:
        session = self._session
        if session is None or self._path is None:
            return
        if mapping.name:
            self._run(partial(save_mapping, paths=session.desk.paths, mapping=mapping), done=lambda _: None)
        self._plan(self._path, (mapping,))

    def _forget(self, name: str) -> None:
        session = self._session
        if session is None:
            return
        paths = session.desk.paths

        def forget() -> tuple[ColumnMapping, ...]:
            forget_mapping(paths=paths, name=name)
            return saved_mappings(paths=paths)

        self._run(forget, done=self._page.mapper.show_saved)

    # importing -------------------------------------------------------------------------------------------------

    def _import(self, wanted: Sequence[WantedImport]) -> None:
        """What was named by the person is compared once more, as what it now is, before anything is written."""
        session = self._session
        if session is None or self._work is not None:
            return
        work = self._begin(tr("Importing"))
        desk = session.desk

        def bring() -> ImportOutcome | tuple[PlannedImport, ...]:
            plans = tuple(
                plan_file(paths=desk.paths, library=desk.library, file=one.answered, progress=work)
                if one.answered is not None
                else one.plan
                for one in wanted
            )
            if any(plan.replaces is not None and not plan.is_confirmed for plan in plans):
                return plans
            return import_planned(paths=desk.paths, clock=desk.clock, plans=plans, progress=work)

        self._run(bring, done=self._brought, work=work)

    def _brought(self, outcome: ImportOutcome | tuple[PlannedImport, ...]) -> None:
        if isinstance(outcome, ImportOutcome):
            self._imported(outcome)
        else:
            self._page.show_plans(outcome)

    def _imported(self, outcome: ImportOutcome) -> None:
        self._page.show_releases_again()
        self.refresh(choose=outcome.releases[0].id if outcome.releases else "")
        names = _names(outcome.releases)
        if not outcome.is_changed:
            self.said.emit(tr("It was installed already: nothing was changed."))
        elif outcome.rebuilds_index:
            self._in_force_words, self._first_day = names, _first_day(outcome.releases)
            self._rebuild()
        else:
            self.said.emit(tr("{names} is imported and in use.", names=names))

    def _remove(self, release_id: str) -> None:
        session = self._session
        if session is None or self._work is not None:
            return
        work = self._begin(tr("Removing the release"))
        remove = partial(remove_release, paths=session.desk.paths, release_id=release_id)
        self._run(remove, done=lambda _: self._removed(), work=work)

    def _removed(self) -> None:
        self.refresh()
        session = self._session
        if session is not None:
            self._run(
                partial(is_built, session.desk.paths),
                done=lambda is_ready: self.said.emit(tr("The release was removed.")) if is_ready else self._rebuild(),
            )

    def _rebuild(self) -> None:
        """Build the index anew; until it is ready the old one answers."""
        session = self._session
        if session is None or self._work is not None:
            return
        work = self._begin(tr("Building the index; searching goes on with the old one meanwhile"))
        paths, old, today = session.desk.paths, session.desk.library, session.desk.clock.today()

        def build() -> CodeLibrary:
            # what the old one has not opened yet would be gone with its folder
            old.warm_up()
            old.listed(CodeSet.PLACE_OF_SERVICE, "11", today)
            if not is_built(paths):
                build_aside(paths=paths, progress=work)
            library = open_code_sets(paths=paths, build=False)
            library.warm_up()
            return library

        self._run(build, done=self._built, work=work)

    def _built(self, library: CodeLibrary) -> None:
        session = self._session
        if session is None:
            library.close()
            return
        self.library_made.emit(library)
        names, self._in_force_words = self._in_force_words, ""
        told = tr("{names} is imported and searched from now on.", names=names)
        if names and self._first_day is not None:
            self.in_use.emit(told, self._first_day)
        else:
            today = day_words(session.desk.clock.today())
            self.said.emit(told if names else tr("The code sets of {day} are up to date.", day=today))
        self.refresh()

    # work ------------------------------------------------------------------------------------------------------

    def _begin(self, words: str) -> WatchedWork:
        work = self._work = WatchedWork(self)
        work.told.connect(self._page.work.show_progress)
        self._page.begin_work(words)
        return work

    def _end(self, work: WatchedWork | None) -> None:
        if work is None or work is not self._work:
            return
        self._work = None
        work.told.disconnect(self._page.work.show_progress)
        work.deleteLater()
        self._page.end_work()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _run(self, do: Callable[[], T], *, done: Callable[[T], None], work: WatchedWork | None = None) -> None:
        """Do it in the lane; `work` ends with it, whatever comes of it."""
        if self._lane is None:
            return

        def deliver(result: T) -> None:
            self._end(work)
            done(result)

        def fail(trouble: Exception) -> None:
            self._end(work)
            self._fail(trouble)

        self._lane.run(do, done=deliver, failed=fail)

    def _fail(self, trouble: Exception) -> None:
        if isinstance(trouble, AppError):
            self._page.show_trouble(str(trouble), offers_building=isinstance(trouble, BuildCancelled))
        else:
            self.broken.emit(trouble)
        if isinstance(trouble, UnknownFile):
            self._page.map_button.setFocus()


def _first_day(releases: Sequence[InstalledRelease]) -> date | None:
    """On which what was just imported begins to hold; None where no file says it."""
    return max((row.header.in_force.start for row in releases if row.header.in_force.start is not None), default=None)


def _names(releases: Sequence[InstalledRelease]) -> str:
    """ "ICD-10-CM FY2027 and MUE 2026-04"; a set that came in several files once."""
    words = dict.fromkeys(f"{row.header.code_set.value} {row.header.release}".strip() for row in releases)
    named = list(words)
    return "".join(named) if len(named) < 2 else tr("{first} and {last}", first=", ".join(named[:-1]), last=named[-1])
