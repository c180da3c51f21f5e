"""A coder who never stops: the child process of the test that kills it.

Started with the folders, the vault and a seed, it works through the services like the screen does. Before each action it writes
a line naming what the action may change, and after the services have returned a line with what must be in the vault from then
on. Both are JSON; a line that has arrived was written with one call.
"""

import contextlib
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services import coding, documents, invoices
from coderdesk.services.code_sets import open_code_sets
from coderdesk.services.coding import Passage
from coderdesk.services.demo_practice import open_demo_desk
from coderdesk.services.desk import Desk
from coderdesk.services.visits import load_visit
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from tests.helpers.demo import NOW

DIAGNOSES = ("N39.0", "I10", "E78.5", "K21.9", "J06.9", "F41.1", "R05.9", "M54.50", "D64.9", "E03.9", "L20.9", "H10.9")
SERVICES = ("99212", "99213", "99214", "81003", "93000", "36415", "96372", "94640")
WORDS = ("stable", "improving", "worse", "resolved", "unchanged", "follow up", "as needed", "tolerated well")


@dataclass
class Coder:
    desk: Desk
    chance: random.Random

    def visit(self) -> CodedVisit | None:
        """One that may still be coded and has a document."""
        with self.desk.vault.reading() as unit:
            open_ids = [row.id for row in unit.encounters.all() if row.status is not EncounterStatus.BILLED]
            visit = load_visit(unit, self.chance.choice(open_ids)) if open_ids else None
        return visit if visit is not None and visit.documents else None

    def passage(self, visit: CodedVisit) -> Passage:
        document = self.chance.choice(visit.documents)
        start = self.chance.randrange(max(1, len(document.text) - 60))
        while not document.text[start : start + 40].strip():
            start = self.chance.randrange(max(1, len(document.text) - 60))
        return Passage(document.id, start, min(start + 40, len(document.text)))

    def chosen(self, visit: CodedVisit, *, services_only: bool = False) -> CodeAssignment | None:
        rows = [row for row in visit.assignments if not (services_only and row.is_diagnosis)]
        return self.chance.choice(rows) if rows else None

    def draft(self, visit: CodedVisit) -> Document | None:
        drafts = [row for row in visit.documents if not row.is_signed]
        return self.chance.choice(drafts) if drafts else None


def facts_of(desk: Desk, encounter_id: EncounterId) -> dict[str, Any]:
    """Everything stored of one visit, by what it is called."""
    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        charges = {row.assignment_id: row for row in unit.charges.of_encounter(encounter_id)}
        numbers = [row.number for row in unit.invoices.of_encounter(encounter_id)]
    facts: dict[str, Any] = {"status": visit.encounter.status, "invoices": numbers}
    for document in visit.documents:
        facts[f"document {document.id}"] = [document.version, content_hash(document.text), document.is_signed]
    for row in visit.assignments:
        facts[f"code {row.id}"] = [
            row.code,
            row.position,
            row.state,
            sorted(passage.quotation for passage in row.evidence),
        ]
        if row.service is not None:
            charge = charges.get(row.id)
            facts[f"service {row.id}"] = [
                str(row.service.units),
                list(row.service.pointers),
                charge and charge.amount.plain,
            ]
    return facts


def writes_of(desk: Desk) -> int:
    """How many writes the trail of the vault holds."""
    with desk.vault.reading() as unit:
        return max((row.number for row in unit.audit.tail(limit=1)), default=0)


Step = Callable[[Coder, CodedVisit, dict[str, Any]], object]


def attach_diagnosis(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    code = coder.chance.choice(DIAGNOSES)
    return coding.attach_code(**here, system=CodeSystem.ICD10CM, code=code, passages=(coder.passage(visit),))


def attach_service(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    code = coder.chance.choice(SERVICES)
    return coding.attach_code(**here, system=CodeSystem.CPT, code=code, passages=(coder.passage(visit),))


def ask(coder: Coder, _: CodedVisit, here: dict[str, Any]) -> object:
    return coding.ask_provider(**here, system=CodeSystem.ICD10CM, code="N39.0", note=coder.chance.choice(WORDS))


def attach_further(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    row = coder.chosen(visit)
    return row and coding.attach_evidence(**here, assignment_id=row.id, passages=(coder.passage(visit),))


def detach(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    row = coder.chosen(visit)
    return row and row.evidence and coding.remove_evidence(**here, assignment_id=row.id, index=0)


def count_units(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    row, units = coder.chosen(visit, services_only=True), Decimal(coder.chance.randint(1, 9))
    return row and coding.set_units(**here, assignment_id=row.id, units=units, passage=coder.passage(visit))


def move(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    row = coder.chosen(visit)
    return row and coding.move_code(**here, assignment_id=row.id, step=coder.chance.choice((-1, 1)))


def remove(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    row = coder.chosen(visit)
    return row and coding.remove_code(**here, assignment_id=row.id)


def write_note(coder: Coder, _: CodedVisit, here: dict[str, Any]) -> object:
    return documents.add_document(
        **here,
        kind=DocumentKind.PROGRESS_NOTE,
        title="Further note",
        author="Invented Author",
        author_role=AuthorRole.PROVIDER,
        written_on=date(2026, 5, 4),
        text=" ".join(coder.chance.choices(WORDS, k=30)),
    )


def revise(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    draft = coder.draft(visit)
    text = draft and f"{draft.text[:80]} {coder.chance.choice(WORDS)} {draft.text[80:]}"
    return draft and documents.revise_draft(**here, document_id=draft.id, text=text, based_on=draft.hash)


def sign(coder: Coder, visit: CodedVisit, here: dict[str, Any]) -> object:
    draft = coder.draft(visit)
    return draft and documents.sign_document(**here, document_id=draft.id, seen=draft.hash)


def bill(_: Coder, __: CodedVisit, here: dict[str, Any]) -> object:
    coding.mark_coded(**here)
    return invoices.issue_invoice(**here)


STEPS: tuple[tuple[Step, int], ...] = (
    (attach_diagnosis, 8),
    (attach_service, 6),
    (attach_further, 4),
    (count_units, 4),
    (move, 3),
    (write_note, 2),
    (revise, 3),
    (detach, 1),
    (remove, 1),
    (ask, 1),
    (sign, 1),
    (bill, 1),
)


def work(coder: Coder) -> Iterator[dict[str, Any]]:
    """What is about to be touched, and after the action what is there; refused actions change nothing and say so."""
    steps, weights = zip(*STEPS, strict=True)
    while True:
        visit = coder.visit()
        if visit is None:
            continue
        here = {"desk": coder.desk, "encounter_id": visit.encounter.id}
        (step,) = coder.chance.choices(steps, weights)
        yield {"begins": visit.encounter.id, "step": step.__name__}
        with contextlib.suppress(AppError):
            step(coder, visit, here)
        facts = facts_of(coder.desk, visit.encounter.id)
        yield {"done": visit.encounter.id, "facts": facts, "writes": writes_of(coder.desk)}


def main(vaults: str, cache: str, state: str, seed: str) -> None:
    codesets = Path(cache).parent / "codesets"
    paths = Paths(vaults=Path(vaults), codesets=codesets, cache=Path(cache), state=Path(state))
    desk = open_demo_desk(paths=paths, library=open_code_sets(paths=paths, build=False), clock=FixedClock(NOW))
    assert not desk.is_read_only
    for line in work(Coder(desk, random.Random(seed))):
        os.write(1, json.dumps(line).encode() + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
