"""Fills the page of what breaks on a date, off the screen's thread, and leads from a row to its place."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Location, Place
from coderdesk.services.breaking_codes import ReleaseBreaks, UsedIn, breaking_codes
from coderdesk.ui.models.break_rows import BreakRow
from coderdesk.ui.session import Session
from coderdesk.ui.views.book.breaks_page import BreaksPage

_A_YEAR = timedelta(days=365)
_OCTOBER = 10


class BreakFeeds(QObject):
    """`visit_wanted(encounter id, assignment id)`, `record_wanted(Location, why)` and `code_wanted(CodeSystem, value)` from
    a row; `left()`."""

    visit_wanted = Signal(object, object)
    record_wanted = Signal(object, str)
    code_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, page: BreaksPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._session: Session | None = None
        page.day_wanted.connect(self.compare)
        page.row_wanted.connect(self._open)
        page.left.connect(self.left)

    def start(self, session: Session) -> None:
        self._session = session

    def stop(self) -> None:
        self._session = None
        self.page.show_nothing()

    def compare(self, day: date | None = None) -> None:
        """The day before against `day`; without one, the first day of the newest ICD-10-CM that is installed."""
        session = self._session
        if session is None:
            return
        self.page.show_loading()

        def work() -> ReleaseBreaks:
            desk = session.desk
            last = day or _newest(session)
            return breaking_codes(vault=desk.vault, library=desk.library, first=last - timedelta(days=1), last=last)

        session.lane.run_newest("breaks", work, done=self.page.show_breaks, failed=session.operations.fail)

    def _open(self, row: BreakRow) -> None:
        use = row.use
        if use.encounter_id is not None:
            self.visit_wanted.emit(use.encounter_id, use.assignment_id)
        elif use.used_in in (UsedIn.CHARGE_ITEM, UsedIn.FEE):
            service = Location(Place.FEES, f"{use.code.system} {use.code.value}", "item.code")
            self.record_wanted.emit(service, row.words)
        else:
            self.code_wanted.emit(use.code.system, use.code.value)


def _newest(session: Session) -> date:
    """ICD-10-CM begins its year in October; without a book the next first of October is asked about."""
    today = session.desk.clock.today()
    books = session.desk.library.releases_on(today + _A_YEAR)
    starts = (book.in_force.start for book in books if book.system is CodeSystem.ICD10CM)
    following = date(today.year + (today.month >= _OCTOBER), _OCTOBER, 1)
    return max((start for start in starts if start is not None), default=following)
