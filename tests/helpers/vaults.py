"""Vaults for tests: made once, cloned for each test, filled with the invented practice of `tests.helpers.claims`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coderdesk.domain.billing.build_claim import build_claim
from coderdesk.domain.billing.build_invoice import build_invoice
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.encounter import Encounter, EncounterStatus
from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.values.ids import ClaimId, DocumentId, EncounterId, InvoiceId
from coderdesk.shared.clock import FixedClock
from coderdesk.storage.keys import TRIAL_COST, keys_path
from coderdesk.storage.unit_of_work import UnitOfWork
from coderdesk.storage.vault import Vault, create_vault, open_vault
from tests.helpers.claims import (
    CHARGES,
    COVERAGE,
    DIABETES,
    DIPSTICK,
    DOCUMENT,
    GUARANTOR,
    PATIENT,
    PAYER,
    PRACTICE,
    PROVIDER,
    TODAY,
    UTI,
    VISIT_SERVICE,
    a_visit,
)

PASSPHRASE = "alder creek at noon"
NOW = datetime(2026, 3, 9, 14, 30, tzinfo=UTC)
CLOCK = FixedClock(NOW)
DRAFT = replace(DOCUMENT, is_signed=False)
ENCOUNTER = replace(a_visit().encounter, status=EncounterStatus.IN_PROGRESS)
OTHER_ENCOUNTER = replace(ENCOUNTER, id=EncounterId("encounter-2"), account="V-2026-0043")
OTHER_DOCUMENT = replace(DRAFT, id=DocumentId("document-2"), encounter_id=OTHER_ENCOUNTER.id)


def counted(assignment: CodeAssignment, words: str) -> CodeAssignment:
    """The same service with a passage that states its units."""
    return replace(assignment, evidence=(*assignment.evidence, passage(words, Supports.UNITS)))


def passage(words: str, supports: Supports = Supports.CODE, document: Document = DRAFT) -> Evidence:
    start = document.text.index(words)
    return Evidence.quote(document, start, start + len(words), supports)


STRIPS = counted(DIPSTICK, "2 strips")
ASSIGNMENTS = (UTI, DIABETES, VISIT_SERVICE, STRIPS)


def make_template(folder: Path) -> Path:
    """An empty vault, closed."""
    path = folder / "template.vault"
    create_vault(path, passphrase=PASSPHRASE, clock=CLOCK, state_folder=folder, cost=TRIAL_COST).vault.close()
    return path


def clone(template: Path, path: Path) -> Path:
    shutil.copyfile(template, path)
    shutil.copyfile(keys_path(template), keys_path(path))
    return path


def opened(path: Path, secret: str = PASSPHRASE, clock: Any = CLOCK) -> Vault:
    return open_vault(path, secret=secret, clock=clock, state_folder=path.parent / "state")


@contextmanager
def writing(vault: Vault, action: str = "test") -> Iterator[UnitOfWork]:
    with vault.writing(actor="tester", action=action, now=NOW) as unit:
        yield unit


def fill(vault: Vault, *, assignments: tuple[CodeAssignment, ...] = (), encounter: Encounter = ENCOUNTER) -> None:
    """The practice with two visits of one patient, each with the same draft note, and codes on the first."""
    with writing(vault) as unit:
        unit.practice.save(PRACTICE)
        unit.providers.save(PROVIDER)
        unit.payers.save(PAYER)
        unit.guarantors.save(GUARANTOR)
        unit.patients.save(PATIENT)
        unit.coverages.save(COVERAGE)
        unit.encounters.save(encounter)
        unit.encounters.save(OTHER_ENCOUNTER)
        unit.documents.add(DRAFT)
        unit.documents.add(OTHER_DOCUMENT)
        for assignment in assignments:
            unit.assignments.add(assignment)


def state_of(vault: Vault, assignment: CodeAssignment) -> AssignmentState:
    with vault.reading() as unit:
        return unit.assignments.get(assignment.id).state


def stored_claim() -> Claim:
    """A claim for the codes of the first visit."""
    return build_claim(
        claim_id=ClaimId("claim-1"),
        visit=a_visit(*ASSIGNMENTS),
        charges=CHARGES,
        practice=PRACTICE,
        provider=PROVIDER,
        payer=PAYER,
        coverage=COVERAGE,
    )


def stored_invoice(number: int) -> Invoice:
    """An invoice for the services of the first visit."""
    return build_invoice(
        invoice_id=InvoiceId("invoice-1"),
        number=number,
        visit=a_visit(*ASSIGNMENTS),
        charges=CHARGES,
        practice=PRACTICE,
        provider=PROVIDER,
        guarantor=GUARANTOR,
        pending_payer="",
        issued_on=TODAY,
    )
