"""Applying the fix of a finding: at once when there is one, or after a choice in one line under the strip."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.coding.fixes import Add
from coderdesk.domain.values.finding import Finding, Offer
from coderdesk.services.rule_lookups import LookUp
from coderdesk.ui.models.findings_model import mends_of
from coderdesk.ui.models.notice_draft import NoticeOffer
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.choice_line import ChoiceLine
from coderdesk.ui.views.desk.findings_strip import FindingsStrip

_MOST_OFFERED = 20


class Operate(Protocol):
    def __call__(self, name: str, **words: object) -> None: ...


Additions = Callable[[Add], tuple[Offer, ...]]


class FixLine(ChoiceLine):
    """The fixes of one finding; `chosen` with the offer."""

    def ask(self, fixes: tuple[Offer, ...]) -> None:
        """Show these fixes, the first one in focus."""
        self.offer(tr("Which fix?"), tuple((fix.words, fix) for fix in fixes[:_MOST_OFFERED]))


class Mending(QObject):
    """`mend` takes the chosen finding of the strip, or the first with a fix. `line` asks where there are several.

    `additions` tells what stands behind a code to be added; one that no document affirms is looked for among the codes.
    `notice_wanted(assignment id)` for a service that is not covered.
    """

    said = Signal(str)
    search_wanted = Signal(str)
    notice_wanted = Signal(object)

    def __init__(
        self, strip: FindingsStrip, operate: Operate, additions: Additions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._strip, self._operate, self._additions = strip, operate, additions
        self.line = FixLine()
        self.line.chosen.connect(self._apply)
        strip.fix_wanted.connect(self._offer)

    def mend(self) -> None:
        finding = self._strip.finding_to_mend()
        if finding is None:
            self.said.emit(tr("No finding of this visit offers a fix."))
        else:
            self._offer(finding)

    def _offer(self, finding: Finding) -> None:
        fixes = tuple(
            offer for fix in mends_of(finding) for offer in (self._additions(fix) if isinstance(fix, Add) else (fix,))
        )
        if len(fixes) == 1:
            self._apply(fixes[0])
        elif fixes:
            self.line.ask(fixes)

    def _apply(self, fix: Offer) -> None:
        if isinstance(fix, LookUp):
            self.said.emit(tr("No passage read so far affirms {code}: select the words that do.", code=fix.candidate))
            self.search_wanted.emit(fix.query)
        elif isinstance(fix, NoticeOffer):
            self.notice_wanted.emit(fix.assignment_id)
        else:
            self._operate("apply_fix", fix=fix)
