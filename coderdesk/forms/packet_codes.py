"""The first half of an evidence packet: the claim, and every code with the passages that prove it."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, Supports, reanchored, state_of
from coderdesk.domain.clinical.passage_context import PassageContext, context_of
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.forms.letter_tints import colours_of
from coderdesk.forms.packet_parts import body, chip, code, heading, remark, strong, table
from coderdesk.forms.packet_values import EvidencePacket, PacketClaim, letter_on_paper
from coderdesk.forms.page import HAIR, INK, MUTED, style
from coderdesk.forms.typeface import paragraph_text

_ROOM_FOR_A_CODE = 96.0
_INDENT = 26.0
_SUPPORTS = {Supports.CODE: "", Supports.UNITS: "proves the units", Supports.MODIFIER: "proves the modifier"}
_STATES = {
    EvidenceState.MATCHES: "stands in this version of the document",
    EvidenceState.MOVED: "stands in the document, but not in the version or at the place where it was attached",
    EvidenceState.VANISHED: "no longer stands in the document",
    EvidenceState.FOREIGN: "its document does not belong to this visit",
}


def coded_story(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("The claim")
    yield from _claims(packet)
    yield _overview(packet)
    yield heading("Codes and their passages")
    for row in packet.visit.assignments:
        yield from _coded(row, packet.visit)


def _claims(packet: EvidencePacket) -> Iterator[Flowable]:
    if not packet.claims:
        yield remark("No claim of this visit has been made yet; the codes are those of the visit.", spaceAfter=6)
    for claim in packet.claims:
        yield body(_claim_words(claim))
        if claim.sha256:
            yield code(f"SHA-256 {claim.sha256}", fontSize=7.5, leading=10, spaceAfter=3)
        if claim.diagnoses:
            yield remark(f"Diagnoses {', '.join(claim.diagnoses)}")
        for line in claim.lines:
            yield remark(line, leftIndent=8)
        yield Spacer(0, 5)


def _claim_words(claim: PacketClaim) -> str:
    kind = {"7": ", replacement", "8": ", void"}.get(claim.frequency, "")
    words = f"Claim {claim.control}{kind} to {claim.payer_name}, {claim.total}, {claim.state}"
    words += f", made {claim.created_at:%m/%d/%Y %H:%M %Z}".rstrip()
    if claim.file_name:
        words += f", in the file {claim.file_name} under interchange {claim.interchange_control:09d}"
    return f"{words}."


def _overview(packet: EvidencePacket) -> Table:
    visit = packet.visit
    rows: list[list[Flowable]] = [
        [
            chip(letter_on_paper(row, visit)),
            code(_code_words(row)),
            body(row.words),
            body(_line_words(row, visit)),
            code(_charge_words(row, packet), alignment=2),
            body(str(len(row.evidence)), alignment=2),
        ]
        for row in visit.assignments
    ]
    titles = ("", "Code", "Words", "Line", "Charge", "Passages")
    return table(titles, rows, (30.0, 78.0, 0.0, 96.0, 62.0, 52.0), right=(4, 5))


def _code_words(row: CodeAssignment) -> str:
    return "-".join((row.code, *(row.service.modifiers if row.service else ())))


def _line_words(row: CodeAssignment, visit: CodedVisit) -> str:
    if row.service is None:
        return "first listed" if row.position == 1 else ""
    letters = ", ".join(visit.lettering.pointer_letters(row.service.pointers)) or "no diagnosis"
    units = f"{row.service.units.normalize():f}"
    return f"{units} unit{'' if units == '1' else 's'} for {letters}"


def _charge_words(row: CodeAssignment, packet: EvidencePacket) -> str:
    charge = packet.charges.get(row.id)
    return str(charge.amount) if charge else ""


def _coded(row: CodeAssignment, visit: CodedVisit) -> Iterator[Flowable]:
    yield CondPageBreak(_ROOM_FOR_A_CODE)
    yield _title(row, visit)
    if not row.evidence:
        yield remark("No passage is attached to this code.", leftIndent=_INDENT, spaceAfter=8)
    for passage in row.evidence:
        yield from _passage(passage, row, visit)


def _title(row: CodeAssignment, visit: CodedVisit) -> Table:
    words = f"{_code_words(row)}  {row.words}"
    detail = f"{row.system.value} {row.release}, {row.state.value}"
    made = Table(
        [[chip(letter_on_paper(row, visit)), [strong(words, fontSize=9.5, leading=12), remark(detail)]]],
        colWidths=[_INDENT, None],
        hAlign="LEFT",
        spaceBefore=8,
        spaceAfter=2,
    )
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding()]))
    return made


def _no_padding() -> list[tuple[object, ...]]:
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [(side, (0, 0), (-1, -1), 0) for side in sides]


def _passage(passage: Evidence, row: CodeAssignment, visit: CodedVisit) -> Iterator[Flowable]:
    document = visit.documents_by_id.get(passage.document_id)
    state = state_of(passage, visit.documents_by_id, visit.encounter.id)
    yield remark(_source_words(passage, document, state), leftIndent=_INDENT, spaceBefore=4, keepWithNext=1)
    place = _standing(passage, document, state)
    if document is None or place is None:
        yield _quotation(PassageContext(before="", quotation=passage.quotation, after="", line=0), row, visit)
    else:
        yield _quotation(context_of(document.text, place.start, place.end), row, visit)


def _standing(passage: Evidence, document: Document | None, state: EvidenceState) -> Evidence | None:
    if document is None or state in (EvidenceState.VANISHED, EvidenceState.FOREIGN):
        return None
    return passage if state is EvidenceState.MATCHES else reanchored(passage, document)


def _source_words(passage: Evidence, document: Document | None, state: EvidenceState) -> str:
    if document is None:
        return f"From a document that is not part of this visit; {_STATES[state]}."
    line = document.text.count("\n", 0, passage.start) + 1
    parts = (
        f"{document.title}, {document.author}, {document.written_on:%m/%d/%Y}",
        f"line {line}, characters {passage.start} to {passage.end}",
        _SUPPORTS[passage.supports],
        _STATES[state],
        f"SHA-256 {passage.document_hash[:12]}…",
    )
    return "; ".join(part for part in parts if part)


def _quotation(context: PassageContext, row: CodeAssignment, visit: CodedVisit) -> Paragraph:
    colours = colours_of(letter_on_paper(row, visit))
    before = ("… " if context.is_cut_before else "") + context.before
    after = context.after + (" …" if context.is_cut_after else "")
    marked = "<br/>".join(
        f'<font backColor="{colours.tint}" color="{INK.hexval().replace("0x", "#")}">{_lines(part)}</font>'
        for part in context.quotation.split("\n")
    )
    return Paragraph(
        f"{_lines(before.lstrip(chr(10)))}{marked}{_lines(after.rstrip())}",
        style(
            fontSize=8.5,
            leading=12,
            textColor=MUTED,
            leftIndent=_INDENT + 8,
            rightIndent=8,
            borderPadding=(4, 8, 5, 8),
            borderWidth=0.5,
            borderColor=HAIR,
            spaceBefore=6,
            spaceAfter=9,
        ),
    )


def _lines(words: str) -> str:
    """Markup in which line ends and the columns of a laboratory report stay."""
    return "<br/>".join(paragraph_text(line).replace("  ", "\u00a0\u00a0") for line in words.split("\n"))
