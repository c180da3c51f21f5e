"""The closed set of reasons for putting a suggestion aside, asked in one line in its place."""

from coderdesk.domain.coding.dismissal import DismissalReason
from coderdesk.ui.models.suggestion_rows import reason_of_dismissal
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.choice_line import ChoiceLine

REASONS = tuple(reason for reason in DismissalReason if reason is not DismissalReason.SHOWN_AGAIN)


class ReasonLine(ChoiceLine):
    """`chosen` with the reason."""

    def ask(self, code: str) -> None:
        """Show the reasons for this code, the first one in focus."""
        self.offer(
            tr("{code} is not coded, because", code=code),
            tuple((reason_of_dismissal(reason), reason) for reason in REASONS),
        )
