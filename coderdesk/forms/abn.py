"""The advance notice before a service that Medicare may not pay: lettered blanks A to J in the order of form CMS-R-131.

The words are ours. A practice that must hand out the government's own form fills it from this one, blank by blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coderdesk.domain.coding.advance_notice import AdvanceNotice, NoticeChoice
from coderdesk.domain.people.patient import Patient
from coderdesk.domain.people.practice import Practice
from coderdesk.forms.written_page import (
    PageHead,
    body,
    grid,
    heading,
    render_written_page,
    signature,
    space,
    strong,
    ticked_line,
)

_OPTIONS = (
    (
        NoticeChoice.BILL_PAYER,
        "Option 1. I want the service, and I want {payer} asked for a decision first. I may have to pay now. If {payer} pays, "
        "what I paid is returned, less what is mine to pay. If it refuses, I pay, and I may appeal.",
    ),
    (
        NoticeChoice.PAY_WITHOUT_BILLING,
        "Option 2. I want the service and do not want {payer} billed. I pay now; as {payer} decides nothing, I cannot appeal.",
    ),
    (
        NoticeChoice.DECLINE,
        "Option 3. I do not want the service. I pay nothing for it, and there is nothing to appeal.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbnPage:
    practice: Practice
    patient: Patient
    identification: str
    notice: AdvanceNotice
    payer: str = "Medicare"


def render_abn(page: AbnPage) -> bytes:
    """US Letter; the same bytes for the same notice. The patient's name is in the text, not in the PDF's properties."""
    head = PageHead(
        title="Advance notice of what may not be covered",
        practice_name=page.practice.name,
        facts=(
            ("A  From", page.practice.name),
            ("", page.practice.phone),
            ("B  Patient", page.patient.name.full),
            ("C  Number", page.identification),
        ),
        foot=f"{page.practice.name}  ·  {', '.join(page.practice.address.lines)}",
    )
    return render_written_page(head, _story(page))


def _story(page: AbnPage) -> Iterator[Any]:
    notice, payer = page.notice, page.payer
    kind = " (given voluntarily)" if notice.is_voluntary else ""
    yield strong(f"If {payer} does not pay for the service under D, you may have to pay for it.{kind}")
    yield body(
        f"{payer} does not pay for everything, not even for care that your provider has good reason to advise. "
        f"We expect that {payer} may not pay for the following."
    )
    rows = [(f"{one.words} ({one.code})", notice.reason, str(one.cost)) for one in notice.services]
    yield grid(("D  Service", f"E  Why {payer} may not pay", "F  Estimated cost"), rows, (3, 3, 1.2))
    yield space(4)
    yield body(f"Estimated cost together: {notice.total}")
    yield heading("What to do now")
    yield body(
        "Read this notice before you decide about your care. Ask us whatever is not clear. Then choose one option. "
        "If you choose option 1 or 2, we may help you use other insurance that you have."
    )
    yield heading("G  Options: tick one. We cannot choose for you.")
    for choice, words in _OPTIONS:
        yield ticked_line(words.format(payer=payer), is_ticked=notice.choice is choice)
    yield heading("H  More information")
    yield body(notice.remarks or "-")
    yield body(
        f"This is our opinion and no decision of {payer}. Your signature says that you received this notice and understand it. "
        "You get a copy."
    )
    if notice.signed_on is not None:
        yield body(
            f"Signed by {notice.signed_by} on {notice.signed_on:%m/%d/%Y}; the signed paper is kept by the practice."
        )
    yield signature("I  Signature", "J  Date")
