"""Joins a code browser with a coder's own book: favourites, notes, codes looked at lately, chips, comparison, cheat sheet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.narrowing import narrowed
from coderdesk.domain.coding.search_context import CodeKey, SearchContext
from coderdesk.domain.people.practice import Provider
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services import own_codes
from coderdesk.services.changes import Changes
from coderdesk.services.code_browser import CodeHit
from coderdesk.services.code_compare import CodeComparison, compare_codes
from coderdesk.services.code_narrowing import CodeFamily, dominant_category, family_below, narrow
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.browser_panel import BrowserPanel
from coderdesk.ui.views.desk.own_codes_view import OwnRow

NARROW_PAUSE_MS = 200
REMEMBER_PAUSE_MS = 4000
LEAST_FOR_CHIPS = 12
_OWN = (Kind.FAVOURITE, Kind.CODE_NOTE, Kind.RECENT_CODE)


class OwnBook(QObject):
    """For one browser and one session. `said` is a word for the person; `context` is what searches may know."""

    said = Signal(str)

    def __init__(
        self, panel: BrowserPanel, session: Session, parent: QObject | None = None, *, topic: str = "desk"
    ) -> None:
        """`topic` keeps the questions of one browser from overtaking those of another."""
        super().__init__(parent)
        self._panel = panel
        self._session = session
        self._topic = topic
        self._encounter_id: EncounterId | None = None
        self._specialty = ""
        self.context = SearchContext()
        self._family: CodeFamily | None = None
        self._wanted = ""
        self._hits: tuple[CodeHit, ...] = ()
        self._seen: list[CodeKey] = []
        self._pause = self._timer(NARROW_PAUSE_MS, self._ask_family)
        self._remembering = self._timer(REMEMBER_PAUSE_MS, self.remember)
        panel.tools.is_read_only = session.desk.is_read_only
        self._wire()
        self.refresh()

    def _timer(self, pause: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(do)
        return timer

    def _wire(self) -> None:
        panel = self._panel
        panel.hits_shown.connect(self._on_hits)
        panel.narrow.narrowed.connect(self._narrow)
        panel.detail.chosen.connect(self._on_page)
        panel.detail.opened.connect(self._see)
        panel.detail.note.saved.connect(self._save_note)
        panel.attach_wanted.connect(self._see_attached)
        panel.tools.star_wanted.connect(self._star)
        panel.tools.comparison_wanted.connect(self._compare)
        panel.tools.regroup_wanted.connect(self._regroup)
        panel.tools.copied.connect(self._say_copied)
        panel.own.move_wanted.connect(self._move)
        self._session.operations.changed.connect(self._changed)

    # -- the visit

    def show_visit(self, encounter_id: EncounterId | None, provider: Provider | None) -> None:
        """Searches and one's own codes follow the visit that is open."""
        self._encounter_id = encounter_id
        self._specialty = provider.specialty if provider else ""
        self._family, self._wanted, self._hits = None, "", ()
        self.refresh()

    def stop(self) -> None:
        """The practice is locked: nothing of it stays in the browser."""
        self._pause.stop()
        self._remembering.stop()
        self._panel.tools.show_marks(own_codes.NO_MARKS)
        self._panel.show_own(())
        self._panel.detail.note.close_note()
        self.deleteLater()

    def refresh(self) -> None:
        """Read marks and context again."""
        self._read_context()
        self._read_marks()

    def _read_context(self) -> None:
        desk, encounter_id = self._session.desk, self._encounter_id

        def use(context: SearchContext) -> None:
            self.context = context

        self._session.lane.run_newest(
            f"{self._topic} context",
            lambda: own_codes.search_context(desk=desk, encounter_id=encounter_id),
            done=use,
            failed=self._session.operations.fail,
        )

    def _read_marks(self) -> None:
        desk, on, specialty = self._session.desk, self._panel.date_of_service, self._specialty

        def read() -> tuple[own_codes.OwnMarks, tuple[own_codes.OwnSection, ...]]:
            marks = own_codes.own_marks(desk=desk)
            day = on or desk.clock.today()
            return marks, own_codes.own_sections(library=desk.library, marks=marks, on=day, specialty=specialty)

        self._session.lane.run_newest(
            f"{self._topic} marks", read, done=self._show_marks, failed=self._session.operations.fail
        )

    def _show_marks(self, found: tuple[own_codes.OwnMarks, tuple[own_codes.OwnSection, ...]]) -> None:
        marks, sections = found
        self._panel.tools.show_marks(marks)
        self._panel.show_own(sections)

    def _changed(self, changes: Changes) -> None:
        if any(changes.touches(kind) for kind in _OWN):
            self._read_marks()
        if changes.touches(Kind.FAVOURITE) or changes.touches(Kind.ASSIGNMENT):
            self._read_context()

    # -- favourites, notes, what was looked at

    def _star(self, code: Code) -> None:
        desk, group = self._session.desk, self._specialty
        self._write(
            lambda: own_codes.toggle_favourite(desk=desk, system=code.system, value=code.value, group=group).changes
        )

    def _regroup(self, code: Code, group: str, to: str) -> None:
        desk = self._session.desk
        self._write(
            lambda: own_codes.regroup_favourite(desk=desk, system=code.system, value=code.value, group=group, to=to)
        )

    def _move(self, row: OwnRow, step: int) -> None:
        desk, hit, group = self._session.desk, row.hit, row.group
        if hit is not None and group is not None and not desk.is_read_only:
            code = hit.code
            self._session.lane.run(
                lambda: own_codes.move_favourite(
                    desk=desk, system=code.system, value=code.value, group=group, step=step
                ),
                done=lambda _: self._read_marks(),
                failed=self._session.operations.fail,
            )

    def _save_note(self, key: CodeKey, text: str, version: int) -> None:
        desk = self._session.desk
        self._write(
            lambda: own_codes.save_code_note(desk=desk, system=key[0], value=key[1], text=text, based_on=version)
        )

    def _write(self, work: Callable[[], Changes]) -> None:
        operations = self._session.operations
        self._session.lane.run(work, done=operations.changed.emit, failed=operations.fail)

    def _see(self, system: CodeSystem, value: str) -> None:
        """A code was opened or attached; remembered a moment later, together with its neighbours in time."""
        if not self._session.desk.is_read_only:
            self._seen.append((system, value))
            self._remembering.start()

    def _see_attached(self, code: Code, _further: bool) -> None:  # noqa: FBT001 - the form of the signal
        self._see(code.system, code.value)

    def _say_copied(self, words: str) -> None:
        self.said.emit(tr("Copied: {words}", words=words.splitlines()[0]))

    def remember(self) -> None:
        """Write down what was looked at since the last time."""
        desk, seen, self._seen = self._session.desk, tuple(reversed(dict.fromkeys(reversed(self._seen)))), []
        self._session.lane.run(
            lambda: own_codes.note_recent(desk=desk, codes=seen),
            done=lambda _: self._read_marks(),
            failed=self._session.operations.fail,
        )

    # -- chips

    def _on_hits(self, hits: tuple[CodeHit, ...]) -> None:
        self._hits = hits
        self._want_family(dominant_category(hits))

    def _on_page(self, code: Code) -> None:
        """A heading that is looked at offers its own family; a code leaves the chips as they are."""
        if not code.is_billable and code.system is CodeSystem.ICD10CM and not self._panel.narrow.chosen:
            self._want_family(code.value)

    def _want_family(self, value: str) -> None:
        self._wanted = value
        if not value:
            self._pause.stop()
            self._panel.narrow.show_nothing()
        elif self._family is not None and self._family.value == value:
            self._show_chips(self._family)
        else:
            self._panel.narrow.show_nothing()
            self._pause.start()

    def _ask_family(self) -> None:
        value, on = self._wanted, self._panel.date_of_service
        library = self._session.desk.library
        if value and on is not None:
            self._session.search_lane.run_newest(
                f"{self._topic} family",
                lambda: family_below(library=library, system=CodeSystem.ICD10CM, value=value, on=on),
                done=self._show_chips,
                failed=self._session.operations.fail,
            )

    def _show_chips(self, family: CodeFamily | None) -> None:
        if family is None or family.value != self._wanted:
            return
        self._family = family
        if family.has_chips and len(family.rows) >= LEAST_FOR_CHIPS:
            chosen = self._panel.narrow.chosen
            axes = narrowed(family.family, chosen)
            self._panel.narrow.show_family(family.value, axes.axes, len(axes.left))
        else:
            self._panel.narrow.show_nothing()

    def _narrow(self, chosen: dict[str, str]) -> None:
        family = self._family
        if family is None:
            return
        result = narrow(family=family, chosen=chosen, hits=self._hits)
        self._panel.narrow.show_family(family.value, result.axes, result.count)
        self._panel.show_narrowed(result.hits if chosen or not self._hits else self._hits)

    # -- comparing

    def _compare(self, first: Code, second: Code) -> None:
        on = self._panel.date_of_service
        library = self._session.desk.library
        if on is None:
            return
        left, right = (first.system, first.value), (second.system, second.value)

        def show(comparison: CodeComparison | None) -> None:
            if comparison is not None:
                self._panel.show_comparison(comparison)

        self._session.search_lane.run_newest(
            f"{self._topic} comparison",
            lambda: compare_codes(library=library, left=left, right=right, on=on),
            done=show,
            failed=self._session.operations.fail,
        )

    # -- the cheat sheet

    def print_cheat_sheet(self, folder: Path) -> None:
        """Favourites by group as pages to print, on the date that the browser shows."""
        desk, on = self._session.desk, self._panel.date_of_service
        day: date = on or desk.clock.today()

        def work() -> Path:
            from coderdesk.services.cheat_sheets import write_cheat_sheet  # ReportLab, at the first page

            return write_cheat_sheet(desk=desk, on=day, folder=folder)

        operations = self._session.operations
        self._session.lane.run(work, done=operations.invoiced.emit, failed=operations.fail)
