"""The evidence packet as a PDF: what defends a claim, on as many pages as it takes."""

import io
from collections.abc import Iterator
from typing import Any

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate

from coderdesk.forms.packet_codes import coded_story
from coderdesk.forms.packet_papers import papers_story
from coderdesk.forms.packet_record import record_story
from coderdesk.forms.packet_values import EvidencePacket
from coderdesk.forms.page import (
    ACCENT,
    FOOT,
    HEIGHT,
    MARGIN,
    MEASURE,
    MUTED,
    RIGHT,
    NumberedCanvas,
    foot,
    hairline,
    text,
    text_right,
)
from coderdesk.forms.typeface import CODE, STRONG, register_all

_HEAD, _LATER_HEAD = 232.0, 84.0
_LINE = 14.0
_LABEL = 92.0


def render_evidence_packet(packet: EvidencePacket) -> bytes:
    """US Letter; the same bytes for the same packet. The patient's name is in the text, not in the PDF's properties."""
    register_all()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=LETTER,
        title=f"Evidence packet {packet.visit.encounter.account}",
        author=packet.practice.name,
        creator="CoderDesk",
        lang="en-US",
        invariant=1,
        pageTemplates=[
            _page("first", _HEAD, lambda canvas, _: _first_head(canvas, packet)),
            _page("later", _LATER_HEAD, lambda canvas, _: _later_head(canvas, packet)),
        ],
    )
    story: list[Any] = [NextPageTemplate("later"), *coded_story(packet), *papers_story(packet), *record_story(packet)]
    document.build(story, canvasmaker=NumberedCanvas)
    return out.getvalue()


def _page(name: str, head: float, draw: Any) -> PageTemplate:
    bottom = FOOT + 20
    room = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    return PageTemplate(id=name, frames=[Frame(MARGIN, bottom, MEASURE, HEIGHT - head - bottom, **room)], onPage=draw)


def _first_head(canvas: Canvas, packet: EvidencePacket) -> None:
    text(canvas, MARGIN, HEIGHT - 66, "Evidence packet", font=STRONG, size=20, colour=ACCENT)
    text_right(canvas, RIGHT, HEIGHT - 66, packet.visit.encounter.account, font=CODE, size=10)
    text(canvas, MARGIN, HEIGHT - 82, packet.practice.name, colour=MUTED)
    hairline(canvas, HEIGHT - 94)
    below = HEIGHT - 112
    for label, words in _particulars(packet):
        text(canvas, MARGIN, below, label, size=8, colour=MUTED)
        text(canvas, MARGIN + _LABEL, below, words[:88], size=9)
        below -= _LINE
    _foot(canvas, packet)


def _particulars(packet: EvidencePacket) -> Iterator[tuple[str, str]]:
    visit, encounter = packet.visit, packet.visit.encounter
    patient = visit.patient
    yield "Patient", f"{patient.name.full}, born {patient.birth_date:%m/%d/%Y}, {patient.sex.name.lower()}"
    yield "Record number", patient.record_number or "none"
    yield "Date of service", f"{encounter.date_of_service:%m/%d/%Y}, place of service {encounter.place_of_service}"
    yield "Provider", f"{packet.provider.display}, NPI {packet.provider.npi or 'not entered'}"
    yield "Payer", f"{packet.payer_name}, member {packet.member_id}" if packet.payer_name else "none, the patient pays"
    yield "Status", encounter.status.value.replace("_", " ")
    yield "Made", f"{packet.made_at:%m/%d/%Y %H:%M %Z} by {packet.made_by}".replace("  ", " ")
    passages = sum(len(row.evidence) for row in visit.assignments)
    yield "Holds", f"{len(visit.assignments)} codes, {passages} passages, {len(visit.documents)} documents"


def _later_head(canvas: Canvas, packet: EvidencePacket) -> None:
    text(canvas, MARGIN, HEIGHT - 58, "Evidence packet", font=STRONG, size=10, colour=ACCENT)
    words = f"{packet.visit.patient.name.full}  ·  {packet.visit.date_of_service:%m/%d/%Y}"
    text(canvas, MARGIN + 90, HEIGHT - 58, words[:60], colour=MUTED)
    text_right(canvas, RIGHT, HEIGHT - 58, packet.visit.encounter.account, font=CODE, size=9)
    hairline(canvas, HEIGHT - 66)
    _foot(canvas, packet)


def _foot(canvas: Canvas, packet: EvidencePacket) -> None:
    foot(canvas, f"{packet.practice.name[:50]}  ·  made {packet.made_on:%m/%d/%Y}  ·  contains health information")
