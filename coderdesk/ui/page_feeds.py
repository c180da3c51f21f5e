"""Fills the claims and records pages from the session, and again whenever a write concerns them."""

from PySide6.QtCore import QObject

from coderdesk.domain.values.finding import Location
from coderdesk.services.billing_list import list_billing
from coderdesk.services.changes import Changes
from coderdesk.services.records import Record, Records, list_records
from coderdesk.ui.session import Session
from coderdesk.ui.views.claims.claims_page import ClaimsPage
from coderdesk.ui.views.records.records_page import RecordsPage


class PageFeeds(QObject):
    def __init__(self, claims: ClaimsPage, records: RecordsPage) -> None:
        super().__init__()
        self._claims = claims
        self._records = records
        self._session: Session | None = None
        records.saved.connect(self._save)

    def start(self, session: Session) -> None:
        self._session = session
        session.operations.changed.connect(self._changed)

    def stop(self) -> None:
        self._session = None
        self._claims.show_rows(())

    def refresh(self) -> None:
        session = self._session
        if session is None:
            return
        fail = session.operations.fail
        session.lane.run_newest(
            "billing", lambda: list_billing(desk=session.desk), done=self._claims.show_rows, failed=fail
        )
        if not self._records.has_unsaved():
            session.lane.run_newest(
                "records", lambda: list_records(desk=session.desk), done=self._records.show_records, failed=fail
            )

    def open_record(self, location: Location, why: str) -> None:
        session = self._session
        if session is None:
            return

        def show(found: Records) -> None:
            self._records.show_records(found)
            self._records.open_at(location, why)

        session.lane.run_newest(
            "records", lambda: list_records(desk=session.desk), done=show, failed=session.operations.fail
        )

    def _changed(self, _: Changes) -> None:
        if self._claims.isVisible() or self._records.isVisible():
            self.refresh()

    def _save(self, record: Record) -> None:
        session = self._session
        if session is not None:
            session.operations.save_record(record=record)
            self._records.show_saved(record)
