"""From a file to a document of a visit: read, matched, compared, completed by a person, taken in; never on the UI thread."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coderdesk.domain.clinical.received_document import FileAnswer
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.changes import Changes
from coderdesk.services.records import list_records
from coderdesk.ui.intake_answers import answered_hashes, remember
from coderdesk.ui.intake_reading import Compared, Looked, Pasted, compared_with_visit, look_at, pasted_name
from coderdesk.ui.intake_visits import VisitChooser
from coderdesk.ui.models.arrivals import Arrival, ChosenVisit, proposed
from coderdesk.ui.session import Session
from coderdesk.ui.tasks import Lane
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.views.desk.visit_form import EnteredVisit
from coderdesk.ui.views.intake.intake_page import IntakePage
from coderdesk.ui.views.intake.visit_part import KnownPatient, new_visit_day
from coderdesk.ui.watched_work import WatchedWork
from coderdesk.ui.words import day_words

if TYPE_CHECKING:
    from coderdesk.services.dropped_files import FilesApart
    from coderdesk.services.intake import Outcome
    from coderdesk.services.intake_aside import DocumentReader
    from coderdesk.services.visit_match import People, VisitMatch
    from coderdesk.services.visits import VisitSheet

_PAUSE_MS = 250  # what arrives meanwhile is shown together


class IntakeFeeds(QObject):
    """Serves one page. `shown()` when it is wanted, `left()`, `visit_wanted(id)` after the last was taken in,
    `code_set_found(Path)` for a dropped file that is none of ours, `answers_found(paths)` for those that payers sent."""

    shown = Signal()
    left = Signal()
    visit_wanted = Signal(object)
    code_set_found = Signal(object)
    answers_found = Signal(object)

    def __init__(self, page: IntakePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._session: Session | None = None
        self._lane: Lane | None = None
        self._reader: DocumentReader | None = None
        self._work: WatchedWork | None = None
        self._queue: list[tuple[Path | Pasted, ...]] = []
        self._sheet: VisitSheet | None = None
        self._keys = 0
        self._people: People | None = None
        self._first_taken: EncounterId | None = None
        self._arrived: list[Arrival] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_arrived)
        self.chooser = VisitChooser(page.parentWidget() or page, self)
        page.files_chosen.connect(self.receive)
        page.take_in_wanted.connect(self._take_in)
        page.doubts_wanted.connect(lambda arrival: self._compare((arrival,)))
        page.visit_wanted.connect(self._choose_visit)
        page.new_visit_wanted.connect(self._want_new_visit)
        page.new_visit_entered.connect(self._enter_visit)
        page.cancelled.connect(self._cancel)
        page.left.connect(self.left)
        page.left_out.connect(lambda gone: self._remember(gone, FileAnswer.LEFT_OUT))
        self.watched_folder: Callable[[], str] = str
        self.chooser.visit_chosen.connect(page.choose_visit)
        self.chooser.patient_chosen.connect(self._start_new_visit)

    # the session comes and goes with the vault -----------------------------------------------------------------

    def start(self, session: Session) -> None:
        self._session = session
        self._lane = Lane("intake", self)
        session.operations.changed.connect(self._forget_people)

    def stop(self) -> None:
        """Reading stops, and nothing of a patient stays on the page."""
        self._cancel()
        lane, self._lane, self._session = self._lane, None, None
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
        if lane is not None:
            lane.close()
            lane.deleteLater()
        self._queue.clear()
        self._pause.stop()
        self._arrived.clear()
        self._sheet = self._people = None
        self._end(self._work)
        self.page.clear()
        self.chooser.forget()

    @property
    def is_idle(self) -> bool:
        return self._work is None and (self._lane is None or self._lane.is_idle)

    @property
    def has_pasted(self) -> bool:
        """Whether a pasted text waits on the page that is in no vault and in no file."""
        return any(row.name == pasted_name() for row in self.page.model.rows)

    def _forget_people(self, changes: Changes) -> None:
        """Somebody or some visit may be new: who is compared next is read again."""
        if any(changes.touches(kind) for kind in (Kind.PATIENT, Kind.COVERAGE, Kind.ENCOUNTER)):
            self._people = None

    def show_visit(self, sheet: "VisitSheet | None") -> None:
        """The visit that is open: a single document is proposed for it."""
        self._sheet = sheet

    # what comes in ---------------------------------------------------------------------------------------------

    def sort_out(self, files: Sequence[Path]) -> None:
        """Files dropped together: documents are read here; code sets are left to the book, answers of payers to the claims."""
        session, lane = self._session, self._lane
        if session is None or lane is None:
            return

        def work() -> "FilesApart":
            from coderdesk.services.dropped_files import files_apart

            return files_apart(paths=session.desk.paths, files=files)

        lane.run(work, done=self._sorted_out, failed=session.operations.fail)

    def _sorted_out(self, apart: "FilesApart") -> None:
        if apart.answers:
            self.answers_found.emit(apart.answers)
        if apart.documents:
            self.receive(apart.documents)
            self._say_left_out(apart.code_sets)
        elif apart.code_sets:
            self.code_set_found.emit(apart.code_sets[0])

    def _say_left_out(self, code_sets: Sequence[Path]) -> None:
        why = tr("It is a code set and no document: nothing of it was stored. Drop it alone to import it.")
        self.page.add([Arrival(key=self._next_key(), name=path.name, refusal=why) for path in code_sets])

    def receive(self, sources: Sequence[Path | Pasted]) -> None:
        """Read files or pasted texts one after the other; each shows as soon as it is read."""
        if self._session is None or not sources:
            return
        self.shown.emit()
        self._queue.append(tuple(sources))
        if self._work is None:
            self._next()

    def _next(self) -> None:
        session = self._session
        if session is None or not self._queue:
            return
        sources = self._queue.pop(0)
        work = self._begin(tr_count("Reading {count} file", "Reading {count} files", len(sources)))

        reader = self._reader

        def ready() -> "tuple[People, DocumentReader]":
            from coderdesk.services.intake_aside import DocumentReader
            from coderdesk.services.visit_match import read_people

            return read_people(desk=session.desk), reader or DocumentReader()

        session.lane.run(ready, done=lambda both: self._read(session, work, sources, *both), failed=self._fail)

    def _read(
        self,
        session: Session,
        work: WatchedWork,
        sources: tuple[Path | Pasted, ...],
        people: "People",
        reader: "DocumentReader",
    ) -> None:
        if self._lane is None:
            return
        self._people, self._reader = people, reader
        is_single = len(sources) == 1
        for number, source in enumerate(sources):
            self._lane.run(
                partial(look_at, session, reader, source, people, work=work, number=number, count=len(sources)),
                done=partial(self._arrive, for_open_visit=is_single),
                failed=self._fail,
            )
        self._lane.run(lambda: None, done=lambda _: self._all_read(work), failed=self._fail)

    def _all_read(self, work: WatchedWork) -> None:
        self._show_arrived()
        self._end(work)

    def _arrive(self, looked: Sequence[Looked], *, for_open_visit: bool) -> None:
        if not looked:
            return
        here = self._open_visit(looked[0].matches) if for_open_visit and len(looked) == 1 else None
        arrivals = [
            Arrival(
                key=self._next_key(),
                name=one.name,
                path=one.path,
                sha256=one.sha256,
                received=one.received,
                details=one.details,
                matches=one.matches,
                visit=(here or proposed(one.matches)) if one.received else None,
                refusal=one.refusal,
            )
            for one in looked
        ]
        self._arrived.extend(arrivals)
        if not self._pause.isActive():
            self._pause.start()

    def _show_arrived(self) -> None:
        """One change of the list for all that arrived since the last."""
        self._pause.stop()
        arrivals, self._arrived = self._arrived, []
        if arrivals:
            self.page.add(arrivals)
            self._compare(arrivals)

    def _open_visit(self, matches: "Sequence[VisitMatch]") -> ChosenVisit | None:
        if self._sheet is None:
            return None
        visit = self._sheet.visit
        match = next((one for one in matches if one.encounter_id == visit.encounter.id), None)
        return ChosenVisit(
            encounter_id=visit.encounter.id,
            patient_id=visit.encounter.patient_id,
            patient=visit.patient.name.sorted,
            day=day_words(visit.date_of_service),
            account=visit.encounter.account,
            confidence=match.confidence if match else 0.0,
            reasons=(tr("the visit that is open"), *(match.reasons if match else ())),
        )

    def _next_key(self) -> int:
        self._keys += 1
        return self._keys

    # comparing with the visit ----------------------------------------------------------------------------------

    def _compare(self, arrivals: Sequence[Arrival]) -> None:
        """Look up what speaks against the visits that are chosen now."""
        session, people = self._session, self._people
        chosen = [one for one in arrivals if one.visit is not None and one.received is not None]
        if session is None or not chosen:
            return

        def work() -> list[Compared]:
            return [compared_with_visit(session, arrival, people) for arrival in chosen]

        session.lane.run(work, done=partial(self._show_compared, chosen), failed=self._fail)

    def _show_compared(self, asked: Sequence[Arrival], answers: Sequence[Compared]) -> None:
        shown = []
        for before, compared in zip(asked, answers, strict=True):
            arrival = self.page.model.by_key(before.key)
            if arrival is not None and arrival.visit == before.visit:
                # a refusal that was about doubts gives way to the doubts themselves
                refusal = compared.refusal or ("" if compared.doubts - arrival.confirmed else arrival.refusal)
                shown.append(replace(arrival, doubts=compared.doubts, refusal=refusal))
        self.page.put(*shown)

    # another visit ---------------------------------------------------------------------------------------------

    def _choose_visit(self, arrival: Arrival) -> None:
        if self._session is not None:
            self.chooser.open(self._session, arrival)

    def _want_new_visit(self, arrival: Arrival, match: "VisitMatch") -> None:
        self._start_new_visit(arrival.key, KnownPatient(match.patient_id, match.patient_name))

    def _start_new_visit(self, key: int, patient: KnownPatient) -> None:
        session, arrival = self._session, self.page.model.by_key(key)
        if session is None or arrival is None:
            return
        author = arrival.details.author if arrival.details else ""
        day = new_visit_day(arrival, session.desk.clock.today())
        line = self.page.detail.visit.new_visit
        session.lane.run_newest(
            "intake providers",
            lambda: list_records(desk=session.desk).providers,
            done=lambda providers: line.start(patient, day, author, providers),
            failed=self._fail,
        )

    def _enter_visit(self, key: int, entered: EnteredVisit) -> None:
        if self._session is not None:
            line = self.page.detail.visit.new_visit
            self._session.operations.add_visit(
                visit=entered, done=partial(self._visit_added, key, entered), failed=line.show_trouble
            )

    def _visit_added(self, key: int, entered: EnteredVisit, encounter_id: EncounterId) -> None:
        """The new visit is chosen for this document, and proposed for others that wait for one."""
        session = self._session
        self.page.detail.visit.new_visit.hide()
        if session is None:
            return

        def known() -> "People":
            from coderdesk.services.visit_match import read_people

            return read_people(desk=session.desk)

        def choose(people: "People") -> None:
            self._people = people
            patient = next(one for one in people.patients if one.id == entered.patient_id)
            visit = next(one for one in people.visits[patient.id] if one.id == encounter_id)
            chosen = ChosenVisit(
                encounter_id=encounter_id,
                patient_id=patient.id,
                patient=patient.name.sorted,
                day=day_words(visit.date_of_service),
                account=visit.account,
            )
            self.page.choose_visit(key, chosen)
            self._match_again(session, people)

        session.lane.run(known, done=choose, failed=self._fail)

    def _match_again(self, session: Session, people: "People") -> None:
        waiting = [row for row in self.page.model.rows if row.visit is None and row.received is not None]

        def work() -> "list[tuple[VisitMatch, ...]]":
            from coderdesk.services.visit_match import match_received

            return [
                match_received(desk=session.desk, received=row.received, people=people)
                for row in waiting
                if row.received is not None
            ]

        def show(found: "list[tuple[VisitMatch, ...]]") -> None:
            matched: list[Arrival] = []
            for row, matches in zip(waiting, found, strict=True):
                now = self.page.model.by_key(row.key)
                if now is not None and now.visit is None:
                    matched.append(replace(now, matches=matches, visit=proposed(matches)))
            self.page.put(*matched)
            self._compare(matched)

        if self._lane is not None and waiting:
            self._lane.run(work, done=show, failed=self._fail)

    # taking in -------------------------------------------------------------------------------------------------

    def _take_in(self, arrivals: Sequence[Arrival]) -> None:
        session = self._session
        if session is None or self._work is not None:
            return
        work = self._begin(tr_count("Taking in {count} document", "Taking in {count} documents", len(arrivals)))
        here = self._sheet.visit.encounter.id if self._sheet else None
        is_all, before = len(arrivals) == len(self.page.model.rows), self._first_taken

        def write() -> "tuple[Outcome, ...]":
            from coderdesk.services.intake import ToTakeIn, take_in_all
            from coderdesk.services.watched_files import look_at_new_documents

            items = [
                ToTakeIn(
                    received=one.received,
                    encounter_id=one.visit.encounter_id,
                    details=one.details,
                    confirmed=one.confirmed,
                    is_open=one.visit.encounter_id == here,
                )
                for one in arrivals
                if one.received is not None and one.visit is not None
            ]
            outcomes = take_in_all(desk=session.desk, items=items, progress=work)
            if is_all and items and all(one.taken for one in outcomes):
                # that visit is opened next, by whoever takes this in: nothing in it is news
                look_at_new_documents(desk=session.desk, encounter_id=before or items[0].encounter_id)
            return outcomes

        session.lane.run(write, done=partial(self._taken, session, arrivals), failed=self._fail)

    def _taken(self, session: Session, arrivals: Sequence[Arrival], outcomes: "Sequence[Outcome]") -> None:
        """Those taken in leave the list; a refused one stays with its sentence, one not reached as it was."""
        self._end(self._work)
        done = [(one, outcome) for one, outcome in zip(arrivals, outcomes, strict=False) if outcome.taken is not None]
        refused: list[Arrival] = []
        for arrival, outcome in zip(arrivals, outcomes, strict=False):
            if outcome.taken is None:
                refused.append(replace(arrival, refusal=outcome.refusal))
        self.page.put(*refused)
        self._compare(refused)
        self.page.take_away([one.key for one, _ in done])
        if not done:
            return
        self._remember([one for one, _ in done], FileAnswer.TAKEN_IN)
        visits = tuple(dict.fromkeys(outcome.asked.encounter_id for _, outcome in done))
        session.operations.changed.emit(
            Changes.of(_taken_words(done), Kind.DOCUMENT, Kind.ASSIGNMENT, Kind.ENCOUNTER, ids=visits)
        )
        self._first_taken = self._first_taken or visits[0]
        if not self.page.model.rows:
            self.visit_wanted.emit(self._first_taken)
            self._first_taken = None

    def _remember(self, gone: Sequence[Arrival], answer: FileAnswer) -> None:
        """The watched folder tells of none of these again."""
        if self._session is not None:
            hashes = answered_hashes(gone, self.page.model.rows, folder=self.watched_folder())
            remember(self._session, hashes, answer, failed=self._fail)

    # work ------------------------------------------------------------------------------------------------------

    def _begin(self, words: str) -> WatchedWork:
        work = self._work = WatchedWork(self)
        work.told.connect(self.page.work.show_progress)
        self.page.begin_work(words)
        return work

    def _end(self, work: WatchedWork | None) -> None:
        if work is None or work is not self._work:
            return
        self._work = None
        work.told.disconnect(self.page.work.show_progress)
        work.deleteLater()
        self.page.end_work()
        self._next()

    def _cancel(self) -> None:
        self._queue.clear()
        if self._work is not None:
            self._work.cancel()

    def _fail(self, trouble: Exception) -> None:
        session = self._session
        self._end(self._work)
        if session is not None:
            session.operations.fail(trouble)


def _taken_words(done: "Sequence[tuple[Arrival, Outcome]]") -> str:
    first = done[0][0]
    if len(done) == 1 and first.details is not None and first.visit is not None:
        return tr("Took in {title} for {visit}", title=first.details.title, visit=first.visit.words)
    return tr("Took in {count} documents", count=len(done))
