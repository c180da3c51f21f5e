"""The demo practice: a vault filled from resources/demo through the same services and the same gate as a person's work."""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services import demo_rows
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.coding import (
    Passage,
    ask_provider,
    attach_code,
    attach_evidence,
    mark_coded,
    set_modifiers,
    set_pointers,
    set_units,
)
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.services.demo_rows import Table
from coderdesk.services.desk import Desk, with_charge_list
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Clock, Progress
from coderdesk.shared.resources import resource_path
from coderdesk.storage.keys import TRIAL_COST
from coderdesk.storage.vault import create_vault, open_vault
from coderdesk.storage.window_lock import taken_lock

ACTOR = "demo"


class DemoInTheMaking(AppError):
    """Another window of this computer is making the demo practice."""

    def __init__(self) -> None:
        super().__init__(
            "Another window is making the demo practice just now, and nothing was changed here. Open it again in a moment."
        )


@dataclass(frozen=True, slots=True)
class DemoSources:
    """The parsed files of resources/demo."""

    practice: Table
    people: Table
    fees: Table
    visits: Table
    own_codes: Table
    folder: Path

    @classmethod
    def read(cls) -> "DemoSources":
        folder = resource_path("demo")
        names = ("practice", "people", "fees", "visits", "own_codes")
        tables = {name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in names}
        return cls(**tables, folder=folder)


def ensure_demo_vault(*, paths: Paths, library: CodeLibrary, clock: Clock, progress: Progress) -> Path:
    """Make the demo vault unless it exists; an interrupted making leaves nothing behind under its name.

    Raises DemoInTheMaking while another window makes it: two makers would mix one's keys with the other's vault.
    """
    target = demo_vault_path(paths)
    if target.exists():
        return target
    paths.state.mkdir(parents=True, exist_ok=True)
    lock = taken_lock(paths.state / "demo.lock")
    if lock is None:
        raise DemoInTheMaking
    try:
        if not target.exists():
            _make(target, paths=paths, library=library, clock=clock, progress=progress)
    finally:
        lock.release()
    return target


def _make(target: Path, *, paths: Paths, library: CodeLibrary, clock: Clock, progress: Progress) -> None:
    making = target.with_name(f".making-{target.name}")
    for leftover in making.parent.glob(f"{making.name}*"):
        leftover.unlink()
    created = create_vault(making, passphrase=PASSPHRASE, clock=clock, state_folder=paths.state, cost=TRIAL_COST)
    desk = Desk(vault=created.vault, library=library, clock=clock, paths=paths, actor=ACTOR)
    try:
        fill_demo_vault(desk=desk, progress=progress)
    finally:
        created.vault.close()
    _put_in_place(making, target)


def _put_in_place(making: Path, target: Path) -> None:
    """The key envelope first, so that a vault under its final name can always be opened."""
    Path(f"{making}.keys").replace(f"{target}.keys")
    making.replace(target)
    for leftover in making.parent.glob(f"{making.name}*"):
        leftover.unlink()


def open_demo_desk(*, paths: Paths, library: CodeLibrary, clock: Clock) -> Desk:
    """The demo vault opened with its published passphrase."""
    vault = open_vault(demo_vault_path(paths), secret=PASSPHRASE, clock=clock, state_folder=paths.state)
    return with_charge_list(desk=Desk(vault=vault, library=library, clock=clock, paths=paths, actor=ACTOR))


def fill_demo_vault(*, desk: Desk, progress: Progress) -> None:
    """Records, fees, thirty visits with their documents, and the coding that some of them start with."""
    sources = DemoSources.read()
    _write_records(desk, sources)
    desk = with_charge_list(desk=desk)
    visits = sources.visits["visits"]
    for place, visit in enumerate(visits, start=1):
        _write_visit(desk, visit, sources.folder)
        progress.report(done=place, total=len(visits), what="demo visits")
    for visit in visits:
        if "coding" in visit:
            apply_coding(desk=_on_day_of(desk, visit), encounter_id=EncounterId(visit["id"]), coding=visit["coding"])


def _on_day_of(desk: Desk, visit: Table) -> Desk:
    """The demo's past was coded at noon of the day of the visit."""
    day = visit["date_of_service"]
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=desk.clock.now().tzinfo)
    return replace(desk, clock=FixedClock(noon))


def _write_records(desk: Desk, sources: DemoSources) -> None:
    with desk.vault.writing(actor=desk.actor, action="fill_demo", now=desk.clock.now()) as unit:
        unit.practice.save(demo_rows.practice(sources.practice["practice"]))
        for row in sources.practice["providers"]:
            unit.providers.save(demo_rows.provider(row))
        for row in sources.practice["payers"]:
            unit.payers.save(demo_rows.payer(row))
        for row in sources.people["guarantors"]:
            unit.guarantors.save(demo_rows.guarantor(row))
        for row in sources.people["patients"]:
            unit.patients.save(demo_rows.patient(row))
        for row in sources.people["coverages"]:
            unit.coverages.save(demo_rows.coverage(row))
        unit.fees.save_charge_items(tuple(demo_rows.charge_item(row) for row in sources.fees["charge_items"]))
        unit.fees.save_fees(tuple(demo_rows.fee(row) for row in sources.fees["fees"]))
    _write_own_codes(desk, sources.own_codes)


def _write_own_codes(desk: Desk, table: Table) -> None:
    """Favourites by specialty, and notes beside codes."""
    now = desk.clock.now()
    with desk.vault.writing(actor=desk.actor, action="fill_demo", now=now) as unit:
        for row in table["favourites"]:
            for value in row["codes"]:
                unit.own_codes.add_favourite((CodeSystem(row["system"]), value), row["group"])
        for row in table["notes"]:
            unit.own_codes.add_note(demo_rows.code_note(row, written_by=desk.actor, written_at=now))


def _write_visit(desk: Desk, row: Table, folder: Path) -> None:
    with desk.vault.writing(actor=desk.actor, action="fill_demo", now=desk.clock.now()) as unit:
        unit.encounters.save(demo_rows.encounter(row))
        for document in row["documents"]:
            unit.documents.add(demo_rows.document(document, EncounterId(row["id"]), folder))


def apply_coding(*, desk: Desk, encounter_id: EncounterId, coding: Table) -> None:
    """Attach what a table names, each code to the place where its quotation stands."""
    diagnoses = []
    for row in coding.get("diagnoses", ()):
        attached = attach_code(
            desk=desk,
            encounter_id=encounter_id,
            system=CodeSystem.ICD10CM,
            code=row["code"],
            passages=(passage_of(desk=desk, row=row, encounter_id=encounter_id),),
        )
        diagnoses.append(attached.assignment_id)
    for row in coding.get("services", ()):
        _apply_service(desk, encounter_id, row, diagnoses)
    for row in coding.get("queries", ()):
        system = CodeSystem(row.get("system", CodeSystem.ICD10CM))
        ask_provider(desk=desk, encounter_id=encounter_id, system=system, code=row["code"], note=row["note"])
    if coding["status"] == EncounterStatus.CODED:
        mark_coded(desk=desk, encounter_id=encounter_id)


def _apply_service(desk: Desk, encounter_id: EncounterId, row: Table, diagnoses: list[AssignmentId]) -> None:
    attached = attach_code(
        desk=desk,
        encounter_id=encounter_id,
        system=CodeSystem(row["system"]),
        code=row["code"],
        passages=(passage_of(desk=desk, row=row, encounter_id=encounter_id),),
    )
    here: dict[str, Any] = {"desk": desk, "encounter_id": encounter_id, "assignment_id": attached.assignment_id}
    if row.get("modifiers"):
        set_modifiers(**here, modifiers=tuple(row["modifiers"]))
    for quote in row.get("modifier_quotes", ()):
        passage = passage_of(desk=desk, row=row, encounter_id=encounter_id, quote=quote, prefix="modifier_")
        attach_evidence(**here, passages=(passage,), supports=Supports.MODIFIER)
    if row.get("units", 1) != 1 or "units_quote" in row:
        passage = passage_of(desk=desk, row=row, encounter_id=encounter_id, quote=row["units_quote"], prefix="units_")
        set_units(**here, units=Decimal(str(row["units"])), passage=passage)
    set_pointers(**here, pointers=tuple(diagnoses[number - 1] for number in row["pointers"]))


def passage_of(*, desk: Desk, row: Table, encounter_id: EncounterId, quote: str = "", prefix: str = "") -> Passage:
    """Where the words of a table's row stand in the stored document. Raises ValueError when they do not stand there."""
    words = quote or row["quote"]
    wanted = row.get(f"{prefix}document_id", row["document_id"])
    with desk.vault.reading() as unit:
        document = next(found for found in unit.documents.of_encounter(encounter_id) if found.id == wanted)
    start = document.text.index(words)
    return Passage(document.id, start, start + len(words))
