"""Fills the claims and records pages from the session, and again whenever a write concerns them."""

from pathlib import Path

from PySide6.QtCore import QObject

from coderdesk.domain.values.finding import Location, Place
from coderdesk.domain.values.ids import PatientId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.changes import Changes
from coderdesk.services.records import (
    Record,
    Records,
    list_records,
    new_coverage,
    new_guarantor,
    new_patient,
    new_payer,
    new_provider,
    new_service,
)
from coderdesk.ui.claim_feeds import ClaimFeeds
from coderdesk.ui.session import Session
from coderdesk.ui.views.records.records_page import Drafts, RecordsPage


class PageFeeds(QObject):
    def __init__(self, claims: ClaimFeeds, records: RecordsPage) -> None:
        super().__init__()
        self._claims = claims
        self._records = records
        self._session: Session | None = None
        self._unsaved: dict[Path, Drafts] = {}
        records.saved.connect(self._save)
        records.new_wanted.connect(self._new)

    def start(self, session: Session) -> None:
        self._session = session
        session.operations.changed.connect(self._changed)
        self._claims.start(session)
        self._records.set_read_only(session.desk.vault.read_only_reason)
        self._records.take_up(self._unsaved.pop(session.desk.vault.path, {}))

    def stop(self) -> None:
        """Nothing of the practice stays on its pages; what was typed and not saved waits until it is opened again."""
        session, self._session = self._session, None
        self._claims.stop()
        drafts = self._records.put_away()
        if session is not None and drafts:
            self._unsaved[session.desk.vault.path] = drafts

    def refresh(self) -> None:
        session = self._session
        if session is None:
            return
        fail = session.operations.fail
        self._claims.refresh()
        if self._records.is_empty or not self._records.has_unsaved():
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

    def _changed(self, changes: Changes) -> None:
        if self._session is not None and changes.touches(Kind.FEES):
            self._session.read_charge_list()
        if self._claims.page.isVisible() or self._records.isVisible():
            self.refresh()

    def _save(self, record: Record) -> None:
        if self._session is not None:
            self._session.operations.save_record(
                record=record,
                done=lambda: self._records.show_saved(record),
                failed=self._records.show_trouble,
            )

    def _new(self, place: Place, patient_id: str) -> None:
        session = self._session
        if session is not None and not session.desk.is_read_only:
            session.lane.run(
                lambda: _blank(place, PatientId(patient_id), session),
                done=self._records.show_new,
                failed=session.operations.fail,
            )


def _blank(place: Place, patient_id: PatientId, session: Session) -> Record:
    match place:
        case Place.PATIENT:
            return new_patient()
        case Place.GUARANTOR:
            return new_guarantor()
        case Place.PROVIDER:
            return new_provider()
        case Place.PAYER:
            return new_payer()
        case Place.COVERAGE:
            known = list_records(desk=session.desk)
            count = sum(row.patient_id == patient_id for row in known.coverages)
            return new_coverage(patient_id=patient_id, payer_id=known.payers[0].id, priority=min(count + 1, 3))
        case _:
            return new_service()
