"""Fills the panel of printer offsets, keeps what is set there, and writes the calibration page and the positions sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from coderdesk.services.changes import Changes
from coderdesk.services.print_settings import print_settings, save_print_offset
from coderdesk.ui.session import Session
from coderdesk.ui.views.settings.printing_panel import PrintingPanel


class PrintingFeeds(QObject):
    """`session` and `folder` are asked for when they are needed: the first comes and goes, the second may be chosen anew."""

    def __init__(
        self,
        panel: PrintingPanel,
        *,
        session: Callable[[], Session | None],
        folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._session, self._folder = panel, session, folder
        panel.shown.connect(self.refresh)
        panel.offset_set.connect(self._save)
        panel.calibration_wanted.connect(self._print)
        panel.positions_chosen.connect(self._import)
        panel.positions_sheet_wanted.connect(self._write_sheet)

    def refresh(self) -> None:
        session = self._session()
        if session is None:
            return
        self._panel.set_writable(writable=not session.desk.is_read_only)
        session.lane.run_newest(
            "printing",
            lambda: print_settings(desk=session.desk),
            done=self._panel.show_settings,
            failed=session.operations.fail,
        )

        def positions() -> tuple[int, int]:
            from coderdesk.services.dental_stock import counted_positions  # ReportLab

            return counted_positions(desk=session.desk)

        session.lane.run_newest(
            "dental positions",
            positions,
            done=lambda counts: self._panel.show_positions(*counts),
            failed=session.operations.fail,
        )

    def _save(self, printer: str, form: str, right: float, down: float) -> None:
        session = self._session()
        if session is None:
            return

        def saved(changes: Changes) -> None:
            session.operations.changed.emit(changes)
            self.refresh()

        session.lane.run(
            lambda: save_print_offset(desk=session.desk, printer=printer, form=form, right=right, down=down),
            done=saved,
            failed=session.operations.fail,
        )

    def _print(self, form: str) -> None:
        session = self._session()
        if session is None:
            return
        folder = self._folder()

        def work() -> Path:
            from coderdesk.services.claim_forms import write_calibration_page  # ReportLab, at the first page

            return write_calibration_page(desk=session.desk, form=form, folder=folder)

        session.lane.run(work, done=session.operations.invoiced.emit, failed=session.operations.fail)

    def _import(self, path: str) -> None:
        session = self._session()
        if session is None:
            return

        def work() -> Changes:
            from coderdesk.services.dental_stock import import_stock_places

            return import_stock_places(desk=session.desk, path=Path(path))

        def saved(changes: Changes) -> None:
            session.operations.changed.emit(changes)
            self.refresh()

        session.lane.run(work, done=saved, failed=session.operations.fail)

    def _write_sheet(self) -> None:
        session = self._session()
        if session is None:
            return
        folder = self._folder()

        def work() -> Path:
            from coderdesk.services.dental_stock import write_positions_sheet

            return write_positions_sheet(desk=session.desk, folder=folder)

        session.lane.run(work, done=session.operations.invoiced.emit, failed=session.operations.fail)
