"""What a visit's claim says beyond its codes: shown where it applies, entered field by field, each change a version."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coderdesk.domain.billing.build_claim import kind_of_claim
from coderdesk.domain.billing.details.claim_details import ClaimDetails, LineDetails, VisitDetails
from coderdesk.domain.billing.details.claim_fields import SECTIONS
from coderdesk.domain.billing.details.field import DetailField, DetailSection
from coderdesk.domain.billing.details.line_fields import LINE_FIELDS
from coderdesk.domain.billing.details.typed import (
    PROVED,
    REVENUE_KEY,
    claim_field,
    is_filled,
    line_field,
    with_claim_entry,
    with_line_entry,
)
from coderdesk.domain.billing.details.wanted import triggers_of
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.versions import Version
from coderdesk.services.changes import Changes
from coderdesk.services.coding import Passage, VisitAlreadyBilled, assignment_of, is_billed, quoted
from coderdesk.services.desk import Desk
from coderdesk.services.present_on_admission import set_poa
from coderdesk.services.visits import VisitSheet, load_visit

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

SETTING_KEY = "setting"
POA_KEY = "poa"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """`is_open` where something is filled in or the visit asks for it; the others are offered by their title."""

    section: DetailSection
    fields: tuple[DetailField, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A service with its fields; `title` is code and words, `details` what was entered for it."""

    assignment_id: AssignmentId
    title: str
    fields: tuple[DetailField, ...]
    details: LineDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDiagnosis:
    """A diagnosis of an inpatient, which says whether it was present on admission; `poa` is "" where nobody said."""

    assignment_id: AssignmentId
    title: str
    poa: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailSheet:
    """The details of a visit's claim as the screen shows them."""

    kind: ClaimKind
    setting: Setting
    details: ClaimDetails
    sections: tuple[ShownSection, ...]
    lines: tuple[ShownLine, ...]
    diagnoses: tuple[ShownDiagnosis, ...] = ()


def detail_sheet(sheet: VisitSheet) -> DetailSheet:
    """Which sections and fields apply to the visit; the rest of its kind of claim is offered closed."""
    visit, details = sheet.visit, sheet.details
    kind = kind_of_claim(visit, details)
    triggers = triggers_of(visit, sheet.payer, kind)
    sections = (_shown(section, kind, details.claim, triggers) for section in SECTIONS)
    return DetailSheet(
        kind=kind,
        setting=visit.encounter.setting,
        details=details.claim,
        sections=tuple(row for row in sections if row.fields),
        lines=tuple(
            ShownLine(
                assignment_id=row.id,
                title=f"{row.code}  {row.words}",
                fields=tuple(field for field in LINE_FIELDS if kind in field.kinds),
                details=details.line(row.id),
            )
            for row in visit.services
        ),
        diagnoses=tuple(
            ShownDiagnosis(assignment_id=row.id, title=f"{row.code}  {row.words}", poa=row.poa)
            for row in visit.diagnoses
            if visit.encounter.setting is Setting.INPATIENT
        ),
    )


def _shown(section: DetailSection, kind: ClaimKind, details: ClaimDetails, triggers: frozenset[str]) -> ShownSection:
    fields = tuple(field for field in section.fields if kind in field.kinds)
    filled = any(is_filled(details, field.key) for field in fields)
    return ShownSection(section=section, fields=fields, is_open=filled or section.trigger in triggers)


def enter_detail(
    *, desk: Desk, encounter_id: EncounterId, key: str, text: str, passages: tuple[Passage, ...] = ()
) -> Changes:
    """Put what was typed into a field of the claim; "" empties it. The selected `passages` prove lines without a procedure.

    Raises DetailUnfit, VisitAlreadyBilled, ForeignEvidence, PassageWithoutWords.
    """
    if key == SETTING_KEY:
        return _set_setting(desk, encounter_id, Setting(text))
    with _changing(desk, encounter_id) as (unit, visit):
        proof = quoted(visit, passages, Supports.UNITS) if key == REVENUE_KEY else ()
        _keep(unit, desk, visit, with_claim_entry(unit.papers.details_of(encounter_id), key, text, proof))
    return _changed(f"{claim_field(key).words}: {' '.join(text.split()) or 'taken away'}", encounter_id)


def enter_line_detail(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    assignment_id: AssignmentId,
    key: str,
    text: str,
    passages: tuple[Passage, ...] = (),
) -> Changes:
    """The same for a service; minutes and drug quantities count with the `passages` that state them. For a diagnosis of an
    inpatient, whether it was present on admission. Raises PoaUnfit besides."""
    if key == POA_KEY:
        return set_poa(desk=desk, encounter_id=encounter_id, assignment_id=assignment_id, poa=text)
    with _changing(desk, encounter_id) as (unit, visit):
        code = assignment_of(visit, assignment_id).code
        proof: tuple[Evidence, ...] = quoted(visit, passages, Supports.UNITS) if key in PROVED else ()
        before = unit.papers.details_of(encounter_id)
        _keep(unit, desk, visit, with_line_entry(before, assignment_id, key, text, proof))
    return _changed(f"{code}, {line_field(key).words}: {' '.join(text.split()) or 'taken away'}", encounter_id)


def details_history(*, desk: Desk, encounter_id: EncounterId) -> tuple[Version[VisitDetails], ...]:
    """Every version with who wrote it and when, the newest first."""
    with desk.vault.reading() as unit:
        return unit.papers.details_versions(encounter_id)


def _set_setting(desk: Desk, encounter_id: EncounterId, setting: Setting) -> Changes:
    with _changing(desk, encounter_id) as (unit, visit):
        if visit.encounter.setting is not setting:
            unit.encounters.save(replace(visit.encounter, setting=setting))
    return _changed(f"The visit is {setting.value}", encounter_id)


@contextmanager
def _changing(desk: Desk, encounter_id: EncounterId) -> Iterator[tuple["UnitOfWork", CodedVisit]]:
    """What a claim says beside the codes may change as long as it has not left; how far the coding came stays."""
    with desk.vault.writing(actor=desk.actor, action="enter_claim_detail", now=desk.clock.now()) as unit:
        visit = load_visit(unit, encounter_id)
        if is_billed(unit, visit):
            raise VisitAlreadyBilled(visit.encounter.account)
        yield unit, visit


def _keep(unit: "UnitOfWork", desk: Desk, visit: CodedVisit, after: VisitDetails) -> None:
    if after != unit.papers.details_of(visit.encounter.id):
        unit.papers.add_details(visit.encounter.id, after, by=desk.actor)


def _changed(label: str, encounter_id: EncounterId) -> Changes:
    return Changes.of(label, Kind.CLAIM_DETAILS, Kind.ENCOUNTER, ids=(encounter_id,))
