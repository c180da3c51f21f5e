"""An advance notice while it is drawn up, and the words that the screen has for one that is stored."""

from dataclasses import dataclass
from datetime import date

from coderdesk.domain.coding.advance_notice import AdvanceNotice, NoticeChoice
from coderdesk.domain.coding.edits.procedures.coverage import NOT_COVERED, NOTICE_MISSING, VOLUNTARY_MISSING
from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import ZERO, Money
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.text import tr
from coderdesk.ui.words import day_words

ASK_FOR_NOTICE = frozenset({NOT_COVERED.id, NOTICE_MISSING.id, VOLUNTARY_MISSING.id})


@dataclass(frozen=True, slots=True)
class NoticeOffer:
    """What a finding on coverage offers: to draw up the notice for its service."""

    assignment_id: AssignmentId

    @property
    def words(self) -> str:
        return tr("draw up the advance notice")


def notice_offer(finding: Finding) -> NoticeOffer | None:
    return NoticeOffer(AssignmentId(finding.location.id)) if finding.rule_id in ASK_FOR_NOTICE else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A service that may go on the notice; `is_wanted` where a finding asks for one."""

    assignment_id: AssignmentId
    code: str
    words: str
    cost: Money
    is_wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What the patient chose and signed, as it was typed."""

    choice: NoticeChoice
    signed_by: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """`services` are those that were ticked; `signature` is None for a notice that is still to be signed."""

    services: tuple[Noticed, ...]
    reason: str
    is_voluntary: bool
    signature: Signature | None = None


def noticed_services(sheet: VisitSheet, also: AssignmentId | None = None) -> tuple[Noticed, ...]:
    """Every service of the visit with its charge; wanted are those that a finding or the person names."""
    named = {row.location.id for row in sheet.findings if row.rule_id in ASK_FOR_NOTICE}
    return tuple(
        Noticed(
            assignment_id=row.id,
            code=row.code,
            words=row.words,
            cost=charge.amount if (charge := sheet.charges.get(row.id)) else ZERO,
            is_wanted=row.id in named or row.id == also,
        )
        for row in sheet.visit.services
    )


def choice_words(choice: NoticeChoice) -> str:
    return {
        NoticeChoice.NONE: tr("not chosen yet"),
        NoticeChoice.BILL_PAYER: tr("Wants it, and the payer billed"),
        NoticeChoice.PAY_WITHOUT_BILLING: tr("Wants it, without billing the payer"),
        NoticeChoice.DECLINE: tr("Declines the service"),
    }[choice]


def notice_words(notice: AdvanceNotice) -> str:
    """Where a stored notice stands: "signed by Ana Rivera on 05/04/2026: wants it, and the payer billed"."""
    if not notice.is_signed:
        return tr("Drawn up {day}, not signed yet", day=day_words(notice.issued_on))
    return tr(
        "Signed by {name} on {day}: {choice}",
        name=notice.signed_by,
        day=day_words(notice.signed_on),
        choice=choice_words(notice.choice).lower(),
    )


def modifier_of(notice: AdvanceNotice) -> str:
    """Which modifier tells of a signed notice; "" for one that is unsigned or was declined (CMS Claims Processing ch. 30)."""
    if not notice.is_signed or notice.choice is NoticeChoice.DECLINE:
        return ""
    return "GX" if notice.is_voluntary else "GA"
