"""An open practice as the window holds it: the desk, its two lanes and its operations."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.desk import Desk, with_charge_list
from coderdesk.ui.tasks import Lane

if TYPE_CHECKING:
    from coderdesk.ui.operations import Operations


class Session(QObject):
    """`lane` is the database's, one write or read after another; `search_lane` keeps searches out of its way, and
    `reading_lane` what takes long: reading the documents of a visit.

    `library_changed()` when other code sets answer from now on.
    """

    library_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lane = Lane("database", self)
        self.search_lane = Lane("search", self)
        self.reading_lane = Lane("reading", self)

    @cached_property
    def operations(self) -> "Operations":
        from coderdesk.ui.operations import Operations  # the services that write: not for a first worklist

        return Operations(self.desk, self.lane, self)

    @property
    def is_idle(self) -> bool:
        return self.lane.is_idle and self.search_lane.is_idle

    def read_charge_list(self) -> None:
        """After a change of the charge list: search and prices know it from the next question on."""
        self.lane.run(lambda: with_charge_list(desk=self.desk), done=self._use, failed=self.operations.fail)

    def use_library(self, library: CodeLibrary) -> None:
        """Newly built code sets: with the practice's charge list they take the place of those in use, which are closed
        when the last question put to them has been answered."""
        self.lane.run(
            lambda: with_charge_list(desk=replace(self.desk, library=library)),
            done=self._swap,
            failed=self.operations.fail,
        )

    def _swap(self, desk: Desk) -> None:
        old = self.desk.library
        self._use(desk)
        self.library_changed.emit()
        self._after_all(old.close)

    def _after_all(self, do: Callable[[], None]) -> None:
        """When all lanes have done what was asked of them before."""
        fail = self.operations.fail

        def after_reading(_: None) -> None:
            self.search_lane.run(do, done=lambda _: None, failed=fail)

        self.lane.run(
            lambda: None,
            done=lambda _: self.reading_lane.run(lambda: None, done=after_reading, failed=fail),
            failed=fail,
        )

    def _use(self, desk: Desk) -> None:
        self.desk = desk
        self.operations.use(desk)

    def close(self) -> None:
        """End the lanes and lock the vault. What was acknowledged is on disk already."""
        self.reading_lane.close()
        self.search_lane.close()
        self.lane.close()
        self.desk.vault.close()
