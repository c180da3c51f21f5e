"""Every user action that writes: one keyword-only function each, run in the database lane, one route for its outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind
from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.dismissal import DismissalReason
from coderdesk.domain.coding.fixes import Fix
from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.ids import AssignmentId, EncounterId, PatientId, ProviderId
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.services import coding, dismissals, documents, overrides, records, rule_fixes, undo
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.new_visit import NewVisit, add_visit
from coderdesk.services.refused import Refused
from coderdesk.ui.tasks import Lane

UNDO_DEPTH = 100


class NewVisitWords(Protocol):
    """A visit as it was entered."""

    @property
    def patient_id(self) -> str: ...
    @property
    def provider_id(self) -> str: ...
    @property
    def date_of_service(self) -> date: ...
    @property
    def place_of_service(self) -> str: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Coded:
    """What a coding action gives back: what changed, the coding before it, and the assignment it made or touched."""

    changes: Changes
    before: undo.CodingSnapshot
    assignment_id: AssignmentId | None


class Operations(QObject):
    """`changed` after every write; `refused` with the findings of the rules; `troubled` with a sentence; `broken` with a bug."""

    changed = Signal(object)
    attached = Signal(object)
    undone = Signal(object)
    refused = Signal(object)
    troubled = Signal(str)
    broken = Signal(object)
    exported = Signal(object)
    invoiced = Signal(object)

    def __init__(self, desk: Desk, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = lane
        self._undo: list[undo.CodingSnapshot] = []
        self._newest: Changes | None = None

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    def would_undo(self, changes: Changes) -> bool:
        """Whether these changes are what undo would take back next: texts and records are not undone, coding is."""
        return self.can_undo and self._newest is changes

    def use(self, desk: Desk) -> None:
        """Work with this desk from now on."""
        self._desk = desk

    def fail(self, trouble: Exception) -> None:
        """Send an error through its door: the rules' refusal, a sentence for the person, or a bug."""
        match trouble:
            case Refused():
                self.refused.emit(trouble.findings)
            case AppError():
                self.troubled.emit(str(trouble))
            case _:
                self.broken.emit(trouble)

    def attach_code(
        self, *, encounter_id: EncounterId, code: Code, passages: tuple[coding.Passage, ...], reason: str = ""
    ) -> None:
        def work() -> tuple[Changes, AssignmentId]:
            done = coding.attach_code(
                desk=self._desk,
                encounter_id=encounter_id,
                system=code.system,
                code=code.value,
                passages=passages,
                reason=reason,
            )
            return done.changes, done.assignment_id

        self._code(encounter_id, work)

    def attach_evidence(
        self,
        *,
        encounter_id: EncounterId,
        assignment_id: AssignmentId,
        passages: tuple[coding.Passage, ...],
        supports: Supports = Supports.CODE,
        reason: str = "",
    ) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.attach_evidence(
                    desk=self._desk,
                    encounter_id=encounter_id,
                    assignment_id=assignment_id,
                    passages=passages,
                    supports=supports,
                    reason=reason,
                ),
                assignment_id,
            ),
        )

    def apply_fix(self, *, encounter_id: EncounterId, fix: Fix) -> None:
        self._code(
            encounter_id, lambda: (rule_fixes.apply_fix(desk=self._desk, encounter_id=encounter_id, fix=fix), None)
        )

    def override_finding(self, *, encounter_id: EncounterId, finding: Finding, reason: str) -> None:
        self._write(
            lambda: overrides.override_finding(
                desk=self._desk, encounter_id=encounter_id, finding=finding, reason=reason
            )
        )

    def dismiss_suggestion(
        self, *, encounter_id: EncounterId, system: CodeSystem, code: str, reason: DismissalReason, words: str
    ) -> None:
        self._write(
            lambda: dismissals.dismiss_suggestion(
                desk=self._desk, encounter_id=encounter_id, system=system, code=code, reason=reason, words=words
            )
        )

    def show_suggestion_again(self, *, encounter_id: EncounterId, system: CodeSystem, code: str) -> None:
        self._write(lambda: dismissals.show_again(desk=self._desk, encounter_id=encounter_id, system=system, code=code))

    def ask_provider(self, *, encounter_id: EncounterId, code: Code, note: str) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.ask_provider(
                    desk=self._desk, encounter_id=encounter_id, system=code.system, code=code.value, note=note
                ),
                None,
            ),
        )

    def remove_evidence(self, *, encounter_id: EncounterId, assignment_id: AssignmentId, index: int) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.remove_evidence(
                    desk=self._desk, encounter_id=encounter_id, assignment_id=assignment_id, index=index
                ),
                assignment_id,
            ),
        )

    def confirm_passages(
        self, *, encounter_id: EncounterId, assignment_id: AssignmentId, then: Callable[[], None] | None = None
    ) -> None:
        self._code(
            encounter_id,
            lambda: (
                documents.confirm_passages(desk=self._desk, encounter_id=encounter_id, assignment_id=assignment_id),
                assignment_id,
            ),
            then,
        )

    def remove_code(self, *, encounter_id: EncounterId, assignment_id: AssignmentId) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.remove_code(desk=self._desk, encounter_id=encounter_id, assignment_id=assignment_id),
                None,
            ),
        )

    def move_code(self, *, encounter_id: EncounterId, assignment_id: AssignmentId, step: int) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.move_code(desk=self._desk, encounter_id=encounter_id, assignment_id=assignment_id, step=step),
                assignment_id,
            ),
        )

    def set_units(
        self,
        *,
        encounter_id: EncounterId,
        assignment_id: AssignmentId,
        units: Decimal,
        passage: coding.Passage | None,
    ) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.set_units(
                    desk=self._desk,
                    encounter_id=encounter_id,
                    assignment_id=assignment_id,
                    units=units,
                    passage=passage,
                ),
                assignment_id,
            ),
        )

    def set_modifiers(
        self, *, encounter_id: EncounterId, assignment_id: AssignmentId, modifiers: tuple[str, ...]
    ) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.set_modifiers(
                    desk=self._desk, encounter_id=encounter_id, assignment_id=assignment_id, modifiers=modifiers
                ),
                assignment_id,
            ),
        )

    def set_pointers(
        self, *, encounter_id: EncounterId, assignment_id: AssignmentId, pointers: tuple[AssignmentId, ...]
    ) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.set_pointers(
                    desk=self._desk, encounter_id=encounter_id, assignment_id=assignment_id, pointers=pointers
                ),
                assignment_id,
            ),
        )

    def enter_detail(
        self,
        *,
        encounter_id: EncounterId,
        key: str,
        text: str,
        assignment_id: AssignmentId | None,
        passages: tuple[coding.Passage, ...],
        failed: Callable[[Exception], None],
    ) -> None:
        """A particular of the claim, or of the service with that id; `failed` when it cannot be read."""

        def work() -> tuple[Changes, None]:
            from coderdesk.services import claim_details

            if assignment_id is None:
                return claim_details.enter_detail(
                    desk=self._desk, encounter_id=encounter_id, key=key, text=text, passages=passages
                ), None
            return claim_details.enter_line_detail(
                desk=self._desk,
                encounter_id=encounter_id,
                assignment_id=assignment_id,
                key=key,
                text=text,
                passages=passages,
            ), None

        self._code(encounter_id, work, failed=failed)

    def weigh_level(
        self,
        *,
        encounter_id: EncounterId,
        work: Callable[[], Changes],
        then: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """A change of the level worksheet, which undo takes back; `failed` when it is refused."""
        self._code(encounter_id, lambda: (work(), None), then, failed)

    def set_price(self, *, encounter_id: EncounterId, assignment_id: AssignmentId, unit_price: Money | None) -> None:
        self._code(
            encounter_id,
            lambda: (
                coding.set_price(
                    desk=self._desk, encounter_id=encounter_id, assignment_id=assignment_id, unit_price=unit_price
                ),
                assignment_id,
            ),
        )

    def mark_coded(self, *, encounter_id: EncounterId, then: Callable[[], None]) -> None:
        self._code(encounter_id, lambda: (coding.mark_coded(desk=self._desk, encounter_id=encounter_id), None), then)

    def reopen_visit(self, *, encounter_id: EncounterId) -> None:
        self._code(encounter_id, lambda: (coding.reopen_visit(desk=self._desk, encounter_id=encounter_id), None))

    def undo(self) -> None:
        """Take the last coding action back; with nothing to undo, nothing happens."""
        if not self._undo:
            return
        snapshot = self._undo.pop()

        def restored(changes: Changes) -> None:
            self.changed.emit(changes)
            self.undone.emit(snapshot.encounter_id)

        self._lane.run(lambda: undo.restore_coding(desk=self._desk, snapshot=snapshot), done=restored, failed=self.fail)

    def revise_draft(self, *, document: Document, text: str) -> None:
        self._write(
            lambda: (
                documents.revise_draft(
                    desk=self._desk,
                    encounter_id=document.encounter_id,
                    document_id=document.id,
                    text=text,
                    based_on=document.hash,
                ).changes
            )
        )

    def sign_document(self, *, document: Document) -> None:
        self._write(
            lambda: documents.sign_document(
                desk=self._desk, encounter_id=document.encounter_id, document_id=document.id, seen=document.hash
            )
        )

    def add_document(
        self,
        *,
        encounter_id: EncounterId,
        kind: DocumentKind,
        title: str,
        author: str,
        author_role: AuthorRole,
        written_on: date,
        text: str,
        done: Callable[[], None],
        failed: Callable[[str], None],
        addendum_to: Document | None = None,
    ) -> None:
        """`done` once it is stored; `failed` with the sentence when it is not."""

        def stored(changes: Changes) -> None:
            done()
            self.changed.emit(changes)

        self._lane.run(
            lambda: documents.add_document(
                desk=self._desk,
                encounter_id=encounter_id,
                kind=kind,
                title=title,
                author=author,
                author_role=author_role,
                written_on=written_on,
                text=text,
                addendum_to=addendum_to.id if addendum_to else None,
            ),
            done=stored,
            failed=partial(self._say, failed),
        )

    def save_record(self, *, record: records.Record, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """`done` once it is stored; `failed` with the sentence when it is not."""

        def stored(changes: Changes) -> None:
            done()
            self.changed.emit(changes)

        self._lane.run(
            lambda: records.save_record(desk=self._desk, record=record), done=stored, failed=partial(self._say, failed)
        )

    def add_visit(
        self, *, visit: NewVisitWords, done: Callable[[EncounterId], None], failed: Callable[[str], None]
    ) -> None:
        def added(new: NewVisit) -> None:
            self.changed.emit(new.changes)
            done(new.encounter_id)

        self._lane.run(
            lambda: add_visit(
                desk=self._desk,
                patient_id=PatientId(visit.patient_id),
                provider_id=ProviderId(visit.provider_id),
                date_of_service=visit.date_of_service,
                place_of_service=visit.place_of_service,
                reason=visit.reason,
            ),
            done=added,
            failed=partial(self._say, failed),
        )

    def export_claims(self, *, encounter_ids: tuple[EncounterId, ...], folder: Path) -> None:
        def work() -> object:
            from coderdesk.services.claims import export_claims  # pyx12 is loaded when the first claim leaves

            return export_claims(desk=self._desk, encounter_ids=encounter_ids, folder=folder)

        self._lane.run(work, done=self._announce_export, failed=self.fail)

    def issue_invoice(self, *, encounter_id: EncounterId, folder: Path) -> None:
        def work() -> tuple[Changes, Path]:
            from coderdesk.services.invoices import issue_invoice, write_invoice_pdf  # ReportLab, at the first page

            issued = issue_invoice(desk=self._desk, encounter_id=encounter_id)
            return issued.changes, write_invoice_pdf(desk=self._desk, invoice_id=issued.invoice.id, folder=folder)

        self._lane.run(work, done=self._announce_invoice, failed=self.fail)

    def _announce_export(self, exported: object) -> None:
        from coderdesk.services.claims import ExportedFile

        if isinstance(exported, ExportedFile):
            self.changed.emit(exported.changes)
            self.exported.emit(exported)

    def _announce_invoice(self, invoiced: tuple[Changes, Path]) -> None:
        self.changed.emit(invoiced[0])
        self.invoiced.emit(invoiced[1])

    def _say(self, failed: Callable[[str], None], trouble: Exception) -> None:
        """Tell the form that asked; a bug goes through its own door."""
        if isinstance(trouble, AppError):
            failed(str(trouble))
        else:
            self.fail(trouble)

    def _write(self, work: Callable[[], Changes]) -> None:
        self._lane.run(work, done=self.changed.emit, failed=self.fail)

    def _code(
        self,
        encounter_id: EncounterId,
        work: Callable[[], tuple[Changes, AssignmentId | None]],
        then: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        def in_lane() -> _Coded:
            before = undo.take_snapshot(desk=self._desk, encounter_id=encounter_id)
            changes, assignment_id = work()
            return _Coded(changes, before, assignment_id)

        def done(coded: _Coded) -> None:
            self._undo = [*self._undo[-UNDO_DEPTH + 1 :], coded.before]
            self._newest = coded.changes
            self.changed.emit(coded.changes)
            if coded.assignment_id is not None:
                self.attached.emit(coded.assignment_id)
            if then is not None:
                then()

        self._lane.run(in_lane, done=done, failed=failed or self.fail)
