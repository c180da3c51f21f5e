"""What a person has answered on the intake page is remembered in the vault, so that the watched folder tells of no file twice."""

from collections.abc import Callable, Iterable
from pathlib import Path

from coderdesk.domain.clinical.received_document import FileAnswer
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.changes import Changes
from coderdesk.ui.models.arrivals import Arrival
from coderdesk.ui.session import Session


def answered_hashes(gone: Iterable[Arrival], left: Iterable[Arrival], *, folder: str) -> frozenset[str]:
    """Files of the watched folder of which no document waits on the page any more."""
    watched = Path(folder).expanduser() if folder.strip() else None
    waiting = {one.sha256 for one in left}
    return frozenset(
        one.sha256 for one in gone if one.sha256 and one.sha256 not in waiting and Path(one.path).parent == watched
    )


def remember(
    session: Session, hashes: frozenset[str], answer: FileAnswer, *, failed: Callable[[Exception], None]
) -> None:
    """In the lane of the database; nothing for no file."""
    if not hashes or session.desk.vault.is_read_only:
        return

    def work() -> None:
        from coderdesk.services.watched_files import remember_answer

        remember_answer(desk=session.desk, sha256s=hashes, answer=answer)

    session.lane.run(work, done=lambda _: None, failed=failed)


def look_at_new(session: Session, encounter_id: EncounterId) -> None:
    """The visit is open: what came in meanwhile is told once, and the worklist says no more that it is new."""

    def work() -> Changes | None:
        from coderdesk.services.watched_files import look_at_new_documents

        return look_at_new_documents(desk=session.desk, encounter_id=encounter_id)

    def tell(changes: Changes | None) -> None:
        if changes is not None:
            session.operations.changed.emit(changes)

    session.lane.run_newest("new documents", work, done=tell, failed=session.operations.fail)
