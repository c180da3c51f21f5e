"""What an evidence packet says, before it is set on pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.clinical.provider_query import ProviderQuery
from coderdesk.domain.coding.advance_notice import AdvanceNotice
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.em_level import EmResult, EmWorksheet
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketClaim:
    """A claim of the visit; `file_name` and `sha256` (of the file's bytes, hexadecimal) are "" until it left. `diagnoses` and
    `lines` are what it says, which may differ from what the visit says now."""

    control: str
    frequency: str
    payer_name: str
    total: Money
    state: str
    created_at: datetime
    file_name: str = ""
    sha256: str = ""
    interchange_control: int = 0
    diagnoses: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketDetail:
    """One particular that somebody entered for the claim or one of its lines, as it was typed."""

    section: str
    words: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketWorksheet:
    """The newest worksheet of the office visit's level and what it supports; `attached` are the visit's codes of that kind."""

    worksheet: EmWorksheet
    result: EmResult
    version: int
    written_by: str
    written_at: datetime
    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRelease:
    """A code set as it was in force on the date of service; `source` says where its content comes from."""

    system: str
    release: str
    in_force: Period
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketEvent:
    """One write of the vault that touched the visit: `number` is its place in the audit trail, `what` says it in words."""

    number: int
    at: datetime
    actor: str
    what: str
    things: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePacket:
    """`findings` are those of the day on which the packet is made; `trail` is in the order of the writes."""

    visit: CodedVisit
    practice: Practice
    provider: Provider
    made_at: datetime
    made_by: str
    payer_name: str = ""
    member_id: str = ""
    charges: Mapping[AssignmentId, Charge] = field(default_factory=dict)
    claims: tuple[PacketClaim, ...] = ()
    findings: tuple[Finding, ...] = ()
    releases: tuple[PacketRelease, ...] = ()
    queries: tuple[ProviderQuery, ...] = ()
    trail: tuple[PacketEvent, ...] = ()
    details: tuple[PacketDetail, ...] = ()
    worksheet: PacketWorksheet | None = None
    notices: tuple[AdvanceNotice, ...] = ()

    @property
    def made_on(self) -> date:
        return self.made_at.date()


def letter_on_paper(row: CodeAssignment, visit: CodedVisit) -> str:
    """A to L for a diagnosis, the line number for a service, "?" for a draft query, "+" past the twelfth diagnosis."""
    if row.state is AssignmentState.QUERY:
        return "?"
    if row.is_diagnosis:
        return visit.lettering.of_code(row.id) or "+"
    return str([service.id for service in visit.services].index(row.id) + 1)
