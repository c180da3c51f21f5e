"""Applying what a rule offers: one user action that moves, replaces or removes codes of the open visit."""

from dataclasses import replace

from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.assignment import CodeAssignment, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.fixes import Add, Fix, MoveBefore, Remove, Replace, applied, with_added
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.coding import Passage, attach_code, changed, coding, remove_code
from coderdesk.services.desk import Desk
from coderdesk.services.rule_additions import AddDocumented
from coderdesk.services.visits import load_visit


class FixNeedsPassage(AppError):
    """A rule offers a code that nothing in the visit proves yet."""

    def __init__(self, fix: Add) -> None:
        super().__init__(
            f"To {fix.words} needs a passage of its own. Nothing was changed: select the words that document it and attach one "
            "of these codes."
        )


class FixOutdated(AppError):
    """The codes that the fix names no longer stand as they did."""

    def __init__(self, fix: Fix) -> None:
        super().__init__(f"The visit has changed since: there is nothing left to {fix.words}. Nothing was changed.")


def apply_fix(*, desk: Desk, encounter_id: EncounterId, fix: Fix | AddDocumented) -> Changes:
    """A code that replaces others takes over their passages and the place of the first of them.

    Raises FixNeedsPassage for an addition without one, FixOutdated, and Refused when the new code cannot stand on its
    passages.
    """
    match fix:
        case AddDocumented():
            return _added(desk, encounter_id, fix)
        case Add():
            raise FixNeedsPassage(fix)
        case MoveBefore():
            return _moved(desk, encounter_id, fix)
        case Remove(code):
            return remove_code(
                desk=desk, encounter_id=encounter_id, assignment_id=_last(desk, encounter_id, code, fix).id
            )
    return _replaced(desk, encounter_id, fix)


def _added(desk: Desk, encounter_id: EncounterId, fix: AddDocumented) -> Changes:
    """Attached on its passage, then put behind the code that asks for it."""
    attach_code(desk=desk, encounter_id=encounter_id, system=CodeSystem.ICD10CM, code=fix.code, passages=(fix.passage,))
    with coding(desk, encounter_id, "apply_fix") as (unit, visit):
        rows = _listed(visit)
        left = tuple(row.code for row in rows if undotted(row.code) != undotted(fix.code))
        ordered = with_added(left, fix.code, after=fix.after, before=fix.before)
        unit.assignments.reorder(encounter_id, _ids_in(ordered, rows))
    return changed(fix.words.capitalize(), encounter_id)


def _visit(desk: Desk, encounter_id: EncounterId) -> CodedVisit:
    with desk.vault.reading() as unit:
        return load_visit(unit, encounter_id)


def _last(desk: Desk, encounter_id: EncounterId, code: str, fix: Fix) -> CodeAssignment:
    rows = [row for row in _visit(desk, encounter_id).assignments if undotted(row.code) == undotted(code)]
    if not rows:
        raise FixOutdated(fix)
    return rows[-1]


def _listed(visit: CodedVisit) -> list[CodeAssignment]:
    return [row for row in visit.assignments if row.is_diagnosis]


def _moved(desk: Desk, encounter_id: EncounterId, fix: MoveBefore) -> Changes:
    with coding(desk, encounter_id, "apply_fix") as (unit, visit):
        rows = _listed(visit)
        codes = tuple(row.code for row in rows)
        after = applied(fix, codes)
        if after == codes:
            raise FixOutdated(fix)
        unit.assignments.reorder(encounter_id, _ids_in(after, rows))
    return changed(fix.words.capitalize(), encounter_id)


def _ids_in(codes: tuple[str, ...], rows: list[CodeAssignment]) -> tuple[AssignmentId, ...]:
    """A code that stands twice keeps the order of its rows."""
    left = list(rows)
    ordered: list[AssignmentId] = []
    for code in codes:
        row = next(row for row in left if undotted(row.code) == undotted(code))
        left.remove(row)
        ordered.append(row.id)
    return tuple(ordered)


def _replaced(desk: Desk, encounter_id: EncounterId, fix: Replace) -> Changes:
    rows = _listed(_visit(desk, encounter_id))
    codes = tuple(row.code for row in rows)
    after = applied(fix, codes)
    if after == codes:
        raise FixOutdated(fix)
    gone = [row for row in rows if undotted(row.code) in {undotted(code) for code in fix.codes}]
    stay = {undotted(code) for code in fix.by}
    passages = tuple(
        dict.fromkeys(
            Passage(one.document_id, one.start, one.end) for row in gone for one in row.passages(Supports.CODE)
        )
    )
    for code in fix.by:
        if undotted(code) not in {undotted(known) for known in codes}:
            attach_code(desk=desk, encounter_id=encounter_id, system=CodeSystem.ICD10CM, code=code, passages=passages)
    with coding(desk, encounter_id, "apply_fix") as (unit, visit):
        taken = {row.id for row in gone if undotted(row.code) not in stay}
        for row in visit.services:
            if row.service is not None and taken & set(row.service.pointers):
                unit.assignments.set_service(row.id, _repointed(row.service, visit, taken, fix))
        for assignment_id in taken:
            unit.assignments.remove(assignment_id)
        left = [row for row in _listed(visit) if row.id not in taken]
        unit.assignments.reorder(encounter_id, _ids_in(after, left))
    return changed(fix.words.capitalize(), encounter_id)


def _repointed(service: ServiceDetails, visit: CodedVisit, taken: set[AssignmentId], fix: Replace) -> ServiceDetails:
    """What pointed at a replaced code points at the first of those that replace it."""
    first = next(row.id for row in _listed(visit) if undotted(row.code) == undotted(fix.by[0]))
    pointers = dict.fromkeys(first if pointer in taken else pointer for pointer in service.pointers)
    return replace(service, pointers=tuple(pointers))
