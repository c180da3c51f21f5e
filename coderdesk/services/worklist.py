"""The worklist, which is all that a window needs before a visit is opened."""

from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.services.desk import Desk
from coderdesk.storage.queries.worklist import whole_worklist


def list_worklist(*, desk: Desk) -> tuple[WorklistRow, ...]:
    """Every visit with what is missing, oldest first."""
    with desk.vault.looking() as look:
        return whole_worklist(look)
