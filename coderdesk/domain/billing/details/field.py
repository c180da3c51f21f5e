"""One particular of a claim: what it is called, how it is written, and on which claims it is asked for."""

from dataclasses import dataclass
from typing import Any

from coderdesk.domain.billing.details.entries import Form
from coderdesk.domain.billing.submitted.kind import ClaimKind

P, I, D = ClaimKind.PROFESSIONAL, ClaimKind.INSTITUTIONAL, ClaimKind.DENTAL  # noqa: E741 - the guides' letters
ALL = (P, I, D)
YES = (("", "not said"), ("Y", "yes"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailField:
    """`key` runs through the details ("ride.pick_up.npi"); `choices` are stored text and words; `fits` is a pattern for each
    value or code, `fault` the sentence where it is not met; `columns` of twelve is its width on screen."""

    key: str
    words: str
    form: Form = Form.TEXT
    kinds: tuple[ClaimKind, ...] = ALL
    choices: tuple[tuple[str, str], ...] = ()
    longest: int = 80
    fits: str = ""
    fault: str = ""
    hint: str = ""
    columns: int = 6

    @property
    def lines(self) -> int:
        """How many are shown at once."""
        if self.form is Form.REVENUE_LINES:
            return 3
        return 2 if self.form in (Form.DATED_CODES, Form.SPAN_CODES, Form.VALUE_CODES, Form.ATTACHMENTS) else 1


@dataclass(frozen=True, slots=True)
class DetailSection:
    """`trigger` says when it stands open though nothing of it is filled in; see `services/claim_details.py`."""

    title: str
    fields: tuple[DetailField, ...]
    trigger: str = ""


def field(key: str, words: str, form: Form = Form.TEXT, **more: Any) -> DetailField:
    return DetailField(key=key, words=words, form=form, **more)
