"""The middle of an evidence packet: what was entered for the claim, the level of the office visit, and advance notices."""

from collections.abc import Iterator
from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.advance_notice import AdvanceNotice, NoticeChoice
from coderdesk.domain.coding.em_elements import CITATION, MEANINGS, Column, Mdm
from coderdesk.domain.coding.em_level import EmResult, Tick, Weighed
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.forms.packet_parts import body, code, heading, quoted, remark, strong, table
from coderdesk.forms.packet_values import EvidencePacket, PacketWorksheet

_ROOM_FOR_A_SECTION = 80.0
_COLUMNS = {
    Column.PROBLEMS: "Problems dealt with",
    Column.DATA: "Data reviewed and weighed",
    Column.RISK: "Risk of the care",
}
_CHOICES = {
    NoticeChoice.NONE: "not chosen yet",
    NoticeChoice.BILL_PAYER: "the service, and the payer decides first",
    NoticeChoice.PAY_WITHOUT_BILLING: "the service, paid by the patient without a bill to the payer",
    NoticeChoice.DECLINE: "not to have the service",
}


def papers_story(packet: EvidencePacket) -> Iterator[Flowable]:
    """Each section only where there is something of it."""
    if packet.details:
        yield CondPageBreak(_ROOM_FOR_A_SECTION)
        yield from _details(packet)
    if packet.worksheet is not None:
        yield CondPageBreak(_ROOM_FOR_A_SECTION)
        yield from _level(packet.worksheet, packet.visit)
    if packet.notices:
        yield CondPageBreak(_ROOM_FOR_A_SECTION)
        yield from _notices(packet.notices)


def _details(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("What was entered for the claim")
    rows: list[list[Flowable]] = [
        [remark(section if place == 0 else ""), body(one.words), body(one.value)]
        for section, details in groupby(packet.details, key=lambda one: one.section)
        for place, one in enumerate(details)
    ]
    yield table(("Section", "Field", "Entered"), rows, (110.0, 150.0, 0.0))


def _level(sheet: PacketWorksheet, visit: CodedVisit) -> Iterator[Flowable]:
    result = sheet.result
    yield heading("Level of the office visit")
    supported = result.code or "no level"
    yield strong(f"The worksheet supports {supported} for a patient who is {result.status.value}.")
    attached = ", ".join(sheet.attached) or "no office visit code"
    yield remark(
        f"On the visit: {attached}. Version {sheet.version}, by {sheet.written_by}, "
        f"{sheet.written_at:%m/%d/%Y %H:%M %Z}. {CITATION}.",
        spaceAfter=4,
    )
    yield table(
        ("Element", "Level", "What counts"),
        [_weighed(result.column(column)) for column in Column],
        (128.0, 84.0, 0.0),
    )
    for column in Column:
        for tick in result.column(column).counted:
            yield strong(_named(tick), spaceBefore=5, leftIndent=8)
            yield from _passages(tick.evidence, visit)
    yield from _time(sheet, result, visit)
    for tick in result.unsupported:
        yield remark(f"Ticked, but not counted, because no passage supports it now: {_named(tick)}.", spaceBefore=4)


def _weighed(weighed: Weighed) -> list[Flowable]:
    level = "nothing counted" if weighed.level is Mdm.NONE else weighed.level.words
    counted = "; ".join(_named(tick) for tick in weighed.counted) or "Nothing ticked that stands on a passage."
    return [body(_COLUMNS[weighed.column]), body(level), body(counted)]


def _named(tick: Tick) -> str:
    words = MEANINGS[tick.element].words
    return f"{words}: {tick.subject}" if tick.subject else words


def _time(sheet: PacketWorksheet, result: EmResult, visit: CodedVisit) -> Iterator[Flowable]:
    time = sheet.worksheet.time
    if time is None:
        return
    level = "no level" if result.by_time is Mdm.NONE else result.by_time.words
    stands = "" if result.minutes else ", which no passage states"
    yield strong(f"Total time on the day: {time.minutes} minutes{stands}: {level}", spaceBefore=5, leftIndent=8)
    yield from _passages(time.evidence, visit)


def _passages(evidence: tuple[Evidence, ...], visit: CodedVisit) -> Iterator[Flowable]:
    for passage in evidence:
        document = visit.documents_by_id.get(passage.document_id)
        source = (
            f"{document.title}, {document.author}, {document.written_on:%m/%d/%Y}" if document else "not of this visit"
        )
        yield quoted(passage.quotation, source)


def _notices(notices: tuple[AdvanceNotice, ...]) -> Iterator[Flowable]:
    yield heading("Advance notices to the patient")
    for notice in notices:
        kind = "voluntary" if notice.is_voluntary else "required"
        yield strong(f"Notice of {notice.issued_on:%m/%d/%Y}, {kind}: {notice.reason}")
        rows: list[list[Flowable]] = [
            [code(service.code), body(service.words), code(str(service.cost), alignment=2)]
            for service in notice.services
        ]
        yield table(("Code", "Service", "Estimate"), rows, (78.0, 0.0, 70.0), right=(2,))
        yield body(_signature(notice), spaceBefore=3, spaceAfter=8)


def _signature(notice: AdvanceNotice) -> str:
    chosen = f"The patient chose: {_CHOICES[notice.choice]}."
    if notice.signed_on is None:
        return "Not signed."
    remarks = f" {notice.remarks}" if notice.remarks else ""
    return f"{chosen} Signed by {notice.signed_by} on {notice.signed_on:%m/%d/%Y}.{remarks}"
