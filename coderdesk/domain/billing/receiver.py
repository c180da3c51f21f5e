"""To whom claim files are addressed, and what that receiver wants otherwise than the guide: data, never code."""

from dataclasses import dataclass, replace
from enum import StrEnum

from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim

MOST_CLAIMS_OF_A_SET = 5000


class CharacterSet(StrEnum):
    """Which characters of X12 the receiver reads; capital letters in both."""

    BASIC = "basic"
    EXTENDED = "extended"


class Leave(StrEnum):
    """A part that the guide allows and a receiver does not want."""

    SUBMITTER_EMAIL = "submitter_email"
    PAYER_ADDRESS = "payer_address"
    BILLING_TAXONOMY = "billing_taxonomy"
    RENDERING_TAXONOMY = "rendering_taxonomy"
    LINE_CONTROL = "line_control"
    GROUP_NAME = "group_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """`key` names it in the data. An empty id or name is filled in from the practice or the payer. `usage` is "production" or
    "test", which an export may still make a test. A transaction set holds the claims of one billing provider, and at most
    `claims_per_set` of them."""

    key: str
    name: str = ""
    sender_kind: str = "ZZ"
    sender: str = ""
    receiver_kind: str = "ZZ"
    receiver: str = ""
    group_sender: str = ""
    group_receiver: str = ""
    acknowledgement: str = "0"
    characters: CharacterSet = CharacterSet.EXTENDED
    usage: str = "production"
    leave_out: tuple[Leave, ...] = ()
    claims_per_set: int = MOST_CLAIMS_OF_A_SET

    @property
    def is_shared(self) -> bool:
        """Claims to several payers may travel in one file."""
        return bool(self.receiver)


DIRECT = Receiver(key="direct")
_LINE_CONTROL = "6R"


def as_wanted(claim: SubmittedClaim, leave_out: tuple[Leave, ...]) -> SubmittedClaim:
    """The claim without the parts that its receiver does not want."""
    payer = claim.policy.payer
    if Leave.PAYER_ADDRESS in leave_out and payer is not None:
        claim = replace(claim, policy=replace(claim.policy, payer=replace(payer, address=None)))
    if Leave.GROUP_NAME in leave_out:
        claim = replace(claim, policy=replace(claim.policy, group_name=""))
    if Leave.BILLING_TAXONOMY in leave_out:
        claim = replace(claim, billing=replace(claim.billing, specialty=None))
    if Leave.RENDERING_TAXONOMY in leave_out:
        claim = replace(claim, providers=tuple(replace(row, specialty=None) for row in claim.providers))
    if Leave.LINE_CONTROL in leave_out:
        lines = (
            replace(line, references=tuple(row for row in line.references if row.kind != _LINE_CONTROL))
            for line in claim.lines
        )
        claim = replace(claim, lines=tuple(lines))
    return claim


_BASIC = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"&'()+,-./;?=*:~^\n\r")
_INSTEAD = {"[": "(", "]": ")", "{": "(", "}": ")", "<": "(", ">": ")", "\\": "/", "|": "/", "_": "-", "@": " AT "}


def basic_line(line: str) -> str:
    """A segment in the basic character set; what it has no form for is left out, and no element keeps blanks at its ends."""
    if line.startswith("ISA") or not set(line) - _BASIC:
        return line
    written = "".join(mark if mark in _BASIC else _INSTEAD.get(mark, "") for mark in line)
    return "*".join(" ".join(part.split()) for part in written.removesuffix("\n").split("*")).replace(" ~", "~") + "\n"
