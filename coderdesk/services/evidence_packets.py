"""The evidence packet of a visit: everything that defends its codes and claim, gathered and written as one PDF."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from coderdesk.domain.billing.claim import ServiceLine
from coderdesk.domain.billing.claim_record import ClaimRecord, ClaimState
from coderdesk.domain.billing.details.claim_details import ClaimDetails, LineDetails, VisitDetails
from coderdesk.domain.billing.details.claim_fields import SECTIONS
from coderdesk.domain.billing.details.field import DetailField
from coderdesk.domain.billing.details.line_fields import LINE_FIELDS
from coderdesk.domain.billing.details.typed import is_filled, text_at
from coderdesk.domain.billing.export_batch import BatchState, ExportBatch
from coderdesk.domain.coding.em_elements import level_of_code
from coderdesk.domain.coding.em_level import EmWorksheet, weigh
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.domain.values.versions import Version
from coderdesk.forms.evidence_packet import render_evidence_packet
from coderdesk.forms.packet_values import (
    EvidencePacket,
    PacketClaim,
    PacketDetail,
    PacketEvent,
    PacketRelease,
    PacketWorksheet,
)
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.desk import Desk
from coderdesk.services.pages import write_page
from coderdesk.services.visits import open_visit
from coderdesk.storage.repositories.audit import AuditEntry
from coderdesk.storage.unit_of_work import UnitOfWork

_STATES = {
    ClaimState.READY: "its file is not finished",
    ClaimState.EXPORTED: "exported",
    ClaimState.WITHDRAWN: "withdrawn, it never left",
    ClaimState.REOPENED: "exported, and to be followed by another",
}


class NothingToDefend(AppError):
    """A visit without a code."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Visit {account} has no code yet, so there is nothing that an evidence packet could defend and none was made. "
            "Attach a code to the words that prove it, then print again."
        )


def evidence_packet(*, desk: Desk, encounter_id: EncounterId) -> EvidencePacket:
    """What the vault holds of the visit at this moment. Raises NotInVault, NothingToDefend."""
    sheet = open_visit(desk=desk, encounter_id=encounter_id)
    visit = sheet.visit
    if not visit.assignments:
        raise NothingToDefend(visit.encounter.account)
    with desk.vault.reading() as unit:
        claims = unit.claims.of_encounter(encounter_id)
        batches = {record.claim.id: unit.exports.of_claim(record.claim.id) for record in claims}
        queries = unit.papers.queries_of(encounter_id)
        notices = unit.papers.notices_of(encounter_id)
        worksheets = unit.papers.worksheet_versions(encounter_id)
        details = unit.papers.details_of(encounter_id)
        trail = unit.audit.about(_things(visit, unit))
    return EvidencePacket(
        visit=visit,
        practice=sheet.practice,
        provider=sheet.provider,
        made_at=desk.clock.now(),
        made_by=desk.actor,
        payer_name=sheet.payer.name if sheet.payer else "",
        member_id=sheet.coverage.member_id if sheet.coverage else "",
        charges=sheet.charges,
        claims=tuple(_claim(record, batches[record.claim.id]) for record in claims),
        findings=sheet.findings,
        releases=_releases(desk.library, visit),
        queries=queries,
        trail=tuple(_event(entry, visit) for entry in trail),
        details=tuple(_details(details, visit)),
        worksheet=_worksheet(worksheets[0], visit) if worksheets else None,
        notices=notices,
    )


def write_evidence_packet(*, desk: Desk, encounter_id: EncounterId, folder: Path) -> Path:
    """The PDF's path. Raises NotInVault, NothingToDefend, PageNotWritten."""
    packet = evidence_packet(desk=desk, encounter_id=encounter_id)
    account = "".join(letter for letter in packet.visit.encounter.account if letter.isalnum() or letter in "-_")
    return write_page(folder / f"Evidence {account}.pdf", render_evidence_packet(packet))


def _things(visit: CodedVisit, unit: UnitOfWork) -> set[str]:
    """The ids under which the audit trail may know something of the visit."""
    found: set[str] = {visit.encounter.id}
    found.update(document.id for document in visit.documents)
    found.update(row.id for row in visit.assignments)
    found.update(record.claim.id for record in unit.claims.of_encounter(visit.encounter.id))
    found.update(invoice.id for invoice in unit.invoices.of_encounter(visit.encounter.id))
    found.update(query.id for query in unit.papers.queries_of(visit.encounter.id))
    found.update(notice.id for notice in unit.papers.notices_of(visit.encounter.id))
    return found


def _claim(record: ClaimRecord, batches: tuple[ExportBatch, ...]) -> PacketClaim:
    batch = next((one for one in reversed(batches) if one.state is not BatchState.ABANDONED), None)
    claim = record.claim
    return PacketClaim(
        control=claim.control,
        frequency=claim.frequency,
        payer_name=claim.payer.name,
        total=claim.total,
        state=_STATES[record.state],
        created_at=record.created_at,
        file_name=batch.file_name if batch else "",
        sha256=batch.sha256 if batch else "",
        interchange_control=batch.interchange_control if batch else 0,
        diagnoses=tuple(row.code for row in claim.diagnoses),
        lines=tuple(_line(number, line) for number, line in enumerate(claim.lines, start=1)),
    )


def _line(number: int, line: ServiceLine) -> str:
    """ "Line 1: 99213-25 on 05/04/2026, 1 unit, $125.00, for diagnoses 1 and 2"."""
    code = "-".join((line.code, *line.modifiers))
    units = f"{line.units.normalize():f}"
    pointers = " and ".join(map(str, line.pointers)) or "none"
    return (
        f"Line {number}: {code} on {line.service_date:%m/%d/%Y}, {units} unit{'' if units == '1' else 's'}, {line.charge}, "
        f"for diagnosis {pointers}"
    )


def _details(details: VisitDetails, visit: CodedVisit) -> Iterator[PacketDetail]:
    """Every particular that holds something, in the order of the form on which it is entered."""
    for section in SECTIONS:
        for field in section.fields:
            if typed := _typed(details.claim, field):
                yield PacketDetail(section=section.title, words=field.words, value=typed)
    for row in visit.services:
        line = details.line(row.id)
        for field in LINE_FIELDS:
            if typed := _typed(line, field):
                yield PacketDetail(section=f"Service {row.code}", words=field.words, value=typed)


def _typed(details: ClaimDetails | LineDetails, field: DetailField) -> str:
    """As it was typed; of a choice the words that were chosen; "" where nothing was."""
    text = text_at(details, field) if is_filled(details, field.key) else ""
    if not text:
        return ""
    return next((words for stored, words in field.choices if stored == text), text)


def _worksheet(newest: Version[EmWorksheet], visit: CodedVisit) -> PacketWorksheet:
    return PacketWorksheet(
        worksheet=newest.value,
        result=weigh(newest.value, visit.documents_by_id, visit.encounter.id),
        version=newest.number,
        written_by=newest.written_by,
        written_at=newest.written_at,
        attached=tuple(row.code for row in visit.services if level_of_code(row.code) is not None),
    )


def _releases(library: CodeLibrary, visit: CodedVisit) -> tuple[PacketRelease, ...]:
    sources: Mapping[tuple[object, str], str] = {
        (one.system, one.name): one.header.source for one in library.store.releases()
    }
    return tuple(
        PacketRelease(
            system=one.system.value,
            release=one.release,
            in_force=one.in_force,
            source=sources.get((one.system, one.release), ""),
        )
        for one in library.releases_on(visit.date_of_service)
    )


def _event(entry: AuditEntry, visit: CodedVisit) -> PacketEvent:
    """What was touched is named by code where it is one of this visit, else counted by kind."""
    codes = {str(row.id): row.code for row in visit.assignments}
    named = [codes[thing.id] for thing in entry.touched if thing.id in codes]
    kinds = Counter(thing.kind for thing in entry.touched if thing.id not in codes)
    words = [*dict.fromkeys(named), *(_counted(kind, count) for kind, count in kinds.items())]
    return PacketEvent(
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        what=entry.action.replace("_", " ").capitalize(),
        things=", ".join(words),
    )


def _counted(kind: Kind, count: int) -> str:
    return kind.value if count == 1 else f"{kind.value} ({count})"
