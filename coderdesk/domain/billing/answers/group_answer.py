"""999 and 997: which functional groups and transaction sets were accepted, and which segments and elements were not."""

from dataclasses import dataclass

from coderdesk.domain.billing.answers.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementError:
    """`value` is the receiver's copy of what stood there; it may be a patient's."""

    position: int
    component: int = 0
    repetition: int = 0
    code: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentError:
    """`position` counts the segments of the set from ST; `context` are the receiver's pointers ("CLM01:123456789")."""

    segment: str
    position: int
    loop: str = ""
    code: str = ""
    context: tuple[str, ...] = ()
    elements: tuple[ElementError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnswer:
    """`control` is our ST02."""

    kind: str
    control: str
    version: str
    verdict: Verdict
    codes: tuple[str, ...] = ()
    segments: tuple[SegmentError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAnswer:
    """`control` is our GS06. The counts are of transaction sets: those we announced, those received, those accepted."""

    kind: str
    control: str
    version: str
    verdict: Verdict
    announced: int
    received: int
    accepted: int
    codes: tuple[str, ...] = ()
    sets: tuple[SetAnswer, ...] = ()
