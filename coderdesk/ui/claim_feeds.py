"""Fills the claims page and carries out what is wanted there: check, export, follow, answers, receivers, lists."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.billing_list import BillingRow, list_billing
from coderdesk.services.changes import Changes
from coderdesk.services.claim_list_file import write_claim_list
from coderdesk.services.claim_timeline import claim_timeline
from coderdesk.services.first_checks import clean_claims
from coderdesk.services.receivers import receiver_book, route_payer, save_receiver
from coderdesk.services.refused import Refused
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.views.claims.claims_page import ClaimsPage
from coderdesk.ui.views.claims.receivers_page import ReceiversPage
from coderdesk.ui.watched_work import WatchedWork

if TYPE_CHECKING:
    from datetime import date

    from coderdesk.domain.billing.payer import Payer
    from coderdesk.domain.billing.receiver import Receiver
    from coderdesk.domain.billing.typed_decision import TypedLine
    from coderdesk.services.answer_folder import AnswersTaken
    from coderdesk.services.claim_checks import CheckedClaim
    from coderdesk.services.claim_following import FollowedClaim
    from coderdesk.services.claims import ExportedFile

T = TypeVar("T")


class ClaimFeeds(QObject):
    """`said(words)`; `finding_wanted(encounter_id, Finding or None)` to be mended; `receivers_wanted()` and `claims_wanted()`
    when one of the two pages is to be seen."""

    said = Signal(str)
    finding_wanted = Signal(object, object)
    receivers_wanted = Signal()
    claims_wanted = Signal()

    def __init__(self, page: ClaimsPage, receivers: ReceiversPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page, self.receivers_page = page, receivers
        self.claims_folder: Callable[[], Path] = Path.cwd
        self._session: Session | None = None
        self._work: WatchedWork | None = None
        page.timeline_wanted.connect(self._show_timeline)
        page.list_wanted.connect(self._write_list)
        page.check_wanted.connect(self.check)
        page.export_wanted.connect(self.export)
        page.checked.export_wanted.connect(self.export)
        page.checked.finding_wanted.connect(self.finding_wanted)
        page.again_wanted.connect(self._write_again)
        page.follow_wanted.connect(self._show_follow)
        page.follow.follow_wanted.connect(self._follow)
        page.follow.next_payer_wanted.connect(self._bill_next)
        page.answers_wanted.connect(self.show_answers)
        page.answers.read_wanted.connect(self.choose_answers)
        page.receivers_wanted.connect(self.show_receivers)
        page.work.cancelled.connect(self._cancel)
        receivers.save_wanted.connect(self._save_receiver)
        receivers.route_wanted.connect(self._route)
        receivers.left.connect(self.claims_wanted)

    def start(self, session: Session) -> None:
        self._session = session
        self.page.set_writable(writable=not session.desk.is_read_only)

    def stop(self) -> None:
        """Nothing of the practice stays on the page."""
        self._cancel()
        self._session = None
        self.page.show_rows(())
        self.page.timeline.clear()
        self.page.leave_panel()

    def refresh(self) -> None:
        session = self._session
        if session is None:
            return
        lane, fail = session.lane, session.operations.fail
        lane.run_newest("billing", lambda: list_billing(desk=session.desk), done=self.page.show_rows, failed=fail)
        lane.run_newest("clean", lambda: clean_claims(desk=session.desk), done=self.page.show_rate, failed=fail)

    def _run(self, work: Callable[[Session], T], done: Callable[[T], None]) -> None:
        session = self._session
        if session is not None:
            session.lane.run(lambda: work(session), done=done, failed=session.operations.fail)

    def _changed(self, changes: Changes) -> None:
        if self._session is not None:
            self._session.operations.changed.emit(changes)

    # check and export ------------------------------------------------------------------------------------------

    def check(self, encounter_ids: Sequence[EncounterId]) -> None:
        def work(session: Session, watched: WatchedWork) -> "tuple[CheckedClaim, ...]":
            from coderdesk.services.claim_checks import check_claims  # pyx12, with the first claim that is looked at

            return check_claims(desk=session.desk, encounter_ids=encounter_ids, progress=watched)

        self._watch(tr("Checking claims"), work, self._show_checked)

    def _show_checked(self, checked: "tuple[CheckedClaim, ...]") -> None:
        self.page.checked.show_checked(checked)
        self.page.show_panel(self.page.checked)
        self.refresh()

    def export(self, encounter_ids: Sequence[EncounterId]) -> None:
        """A file for each receiver; a claim that is kept at home shows why, and then none leaves."""
        folder, is_test = self.claims_folder(), self.page.is_test

        def work(session: Session, watched: WatchedWork) -> "tuple[ExportedFile, ...]":
            from coderdesk.domain.billing.envelope import Usage
            from coderdesk.services.claims import export_by_receiver

            usage = Usage.TEST if is_test else Usage.PRODUCTION
            return export_by_receiver(
                desk=session.desk, encounter_ids=tuple(encounter_ids), folder=folder, usage=usage, progress=watched
            )

        self._watch(tr("Exporting claims"), work, self._show_exported, refused=partial(self.check, encounter_ids))

    def _show_exported(self, files: "tuple[ExportedFile, ...]") -> None:
        session = self._session
        if session is None:
            return
        self.page.leave_panel()
        for file in files:
            session.operations.changed.emit(file.changes)
        session.operations.exported.emit(files[-1])
        if len(files) > 1:
            count = sum(file.claims for file in files)
            words = tr_count(
                "{count} claim in {files} files", "{count} claims in {files} files", count, files=str(len(files))
            )
            self.said.emit(tr("{words}: {folder}", words=words, folder=str(files[0].path.parent)))

    def _watch(
        self,
        words: str,
        work: Callable[[Session, WatchedWork], T],
        done: Callable[[T], None],
        refused: Callable[[], None] | None = None,
    ) -> None:
        """Long work with its line, one at a time."""
        session = self._session
        if session is None or self._work is not None:
            return
        watched = self._work = WatchedWork(self)
        watched.told.connect(self.page.work.show_progress)
        self.page.work.begin(words)

        def finished(result: T) -> None:
            self._end()
            done(result)

        def failed(trouble: Exception) -> None:
            self._end()
            if isinstance(trouble, Refused) and refused is not None:
                refused()
            else:
                session.operations.fail(trouble)

        session.lane.run(lambda: work(session, watched), done=finished, failed=failed)

    def _end(self) -> None:
        watched, self._work = self._work, None
        if watched is not None:
            watched.deleteLater()
        self.page.work.end()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _write_again(self, claim_id: ClaimId) -> None:
        folder = self.claims_folder()

        def work(session: Session) -> "ExportedFile":
            from coderdesk.services.claim_file_again import write_file_again

            return write_file_again(desk=session.desk, claim_id=claim_id, folder=folder)

        self._run(work, self._say_again)

    def _say_again(self, file: "ExportedFile") -> None:
        words = tr(
            "{name} was written again, byte for byte, in {folder}", name=file.path.name, folder=str(file.path.parent)
        )
        self.said.emit(words)

    # what follows ----------------------------------------------------------------------------------------------

    def _show_timeline(self, encounter_id: EncounterId) -> None:
        session = self._session
        if session is not None:
            session.lane.run_newest(
                "timeline",
                lambda: claim_timeline(desk=session.desk, encounter_id=encounter_id),
                done=self.page.show_timeline,
                failed=session.operations.fail,
            )

    def _show_follow(self, encounter_id: EncounterId) -> None:
        def work(session: Session) -> "FollowedClaim":
            from coderdesk.services.claim_following import claim_to_follow

            return claim_to_follow(desk=session.desk, encounter_id=encounter_id)

        def show(followed: "FollowedClaim") -> None:
            self.page.follow.show_claim(followed)
            self.page.show_panel(self.page.follow)

        self._run(work, show)

    def _follow(self, claim_id: ClaimId, kind: SequelKind, number: str, delay: str, why: str) -> None:
        def work(session: Session) -> Changes:
            from coderdesk.services.claim_sequels import follow_claim

            return follow_claim(
                desk=session.desk, claim_id=claim_id, kind=kind, payer_claim_number=number, delay_reason=delay, why=why
            )

        self._decide(work)

    def _bill_next(
        self, claim_id: ClaimId, decided_on: "date", number: str, lines: "tuple[TypedLine, ...]", insurance: str
    ) -> None:
        def work(session: Session) -> Changes:
            from coderdesk.services.claim_following import bill_next_from_remittance

            return bill_next_from_remittance(
                desk=session.desk,
                claim_id=claim_id,
                decided_on=decided_on,
                claim_number=number,
                lines=lines,
                insurance_type=insurance,
            )

        self._decide(work)

    def _decide(self, work: Callable[[Session], Changes]) -> None:
        """Done, the panel closes; not done, it says why and keeps what was typed."""
        session = self._session
        if session is None:
            return

        def decided(changes: Changes) -> None:
            self.page.leave_panel()
            self._changed(changes)

        def failed(trouble: Exception) -> None:
            if isinstance(trouble, AppError):
                self.page.follow.show_message(str(trouble))
            else:
                session.operations.fail(trouble)

        session.lane.run(lambda: work(session), done=decided, failed=failed)

    # answers ---------------------------------------------------------------------------------------------------

    def choose_answers(self) -> None:
        """The platform's file chooser for files of answers."""
        kinds = tr("Answers (*.edi *.x12 *.txt *.999 *.997 *.277 *.277ca *.ta1 *.ack);;All files (*)")
        paths, _ = QFileDialog.getOpenFileNames(self.page, tr("Read answers"), "", kinds)
        if paths:
            self.take_answers([Path(path) for path in paths])

    def take_answers(self, files: Sequence[Path]) -> None:
        """Read files of answers that were dropped or chosen."""

        def work(session: Session) -> "AnswersTaken":
            from coderdesk.services.answer_folder import take_files

            return take_files(desk=session.desk, files=files)

        self._run(work, self.tell_answers)

    def tell_answers(self, taken: "AnswersTaken") -> None:
        """The sentence about what came in; what is kept aside is listed."""
        from coderdesk.ui.models.answer_words import taken_words

        if taken.changes is not None:
            self._changed(taken.changes)
        self.said.emit(taken_words(taken))
        self.refresh()
        if not self.page.answers.isHidden():
            self.show_answers()

    def show_answers(self) -> None:
        def work(session: Session) -> "tuple[object, ...]":
            from coderdesk.services.answer_folder import answer_files

            return answer_files(desk=session.desk)

        def show(files: object) -> None:
            self.page.answers.show_files(files)  # type: ignore[arg-type]
            self.page.show_panel(self.page.answers)

        self._run(work, show)

    # receivers -------------------------------------------------------------------------------------------------

    def show_receivers(self) -> None:
        self.receivers_wanted.emit()
        self._run(lambda session: receiver_book(desk=session.desk), self.receivers_page.show_book)

    def _save_receiver(self, receiver: "Receiver") -> None:
        session = self._session
        if session is None:
            return

        def saved(changes: Changes) -> None:
            self.receivers_page.show_saved(receiver.key)
            self._changed(changes)
            self.show_receivers()

        def failed(trouble: Exception) -> None:
            if isinstance(trouble, AppError):
                self.receivers_page.show_message(str(trouble))
            else:
                session.operations.fail(trouble)

        session.lane.run(lambda: save_receiver(desk=session.desk, receiver=receiver), done=saved, failed=failed)

    def _route(self, payer: "Payer", key: str) -> None:
        self._run(lambda session: route_payer(desk=session.desk, payer=payer, key=key), self._changed)

    def _write_list(self, path: str, rows: tuple[BillingRow, ...]) -> None:
        def said(written: Path) -> None:
            self.said.emit(tr("Saved {name} in {folder}", name=written.name, folder=str(written.parent)))

        self._run(lambda _: write_claim_list(rows=rows, path=Path(path)), said)
