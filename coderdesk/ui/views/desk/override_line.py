"""Overriding a finding: one line under the strip that asks for the reason in writing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.services.overrides import LEAST_REASON
from coderdesk.ui.dialogs.field_prompt import FieldPrompt
from coderdesk.ui.text import tr

Retry = Callable[[str], None]


class OverrideLine(QObject):
    """What was just refused is tried again with the reason; a finding that stands on the visit is overridden by it."""

    said = Signal(str)
    override_wanted = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.prompt = FieldPrompt()
        self.prompt.accepted.connect(self._answer)
        self._finding: Finding | None = None
        self._retry: Retry | None = None

    def offer(self, finding: Finding | None, refused: tuple[Finding, ...], retry: Retry | None) -> None:
        """Ask for the reason, when the finding, or everything that was refused, may be overridden."""
        chosen = refused or ((finding,) if finding is not None else ())
        if not chosen:
            self.said.emit(tr("Choose the finding to override first (F8)."))
        elif any(one.severity is not Severity.STOP_OVERRIDE for one in chosen):
            self.said.emit(tr("This finding cannot be overridden: mend what it points at."))
        else:
            self._finding, self._retry = chosen[0], retry if refused else None
            hint = tr("Enter keeps the reason for the auditor; Esc leaves everything as it is.")
            self.prompt.ask(tr("Override, because"), "", hint=hint, check=_check)

    def _answer(self, reason: str) -> None:
        retry, finding = self._retry, self._finding
        self._retry = self._finding = None
        if retry is not None:
            retry(reason)
        elif finding is not None:
            self.override_wanted.emit(finding, reason)


def _check(reason: str) -> str:
    if sum(character.isalnum() for character in reason) >= LEAST_REASON:
        return ""
    return tr("Write the reason in words that an auditor understands.")
