"""After a claim has left the house nothing of the visit's coding can be written, by any door."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.money import Money
from coderdesk.services import coding, documents
from coderdesk.services.claims import export_claims
from coderdesk.services.coding import VisitAlreadyBilled
from coderdesk.services.desk import Desk
from coderdesk.services.undo import restore_coding, take_snapshot
from coderdesk.services.visits import VisitSheet
from tests.helpers.demo import MAIN_VISIT, document_of, passage
from tests.helpers.demo_visits import code_main_visit, sheet_of


def writes_of(desk: Desk, sheet: VisitSheet) -> dict[str, Callable[[], object]]:
    """Every action of coding, on the first diagnosis and the first service."""
    diagnosis, service = sheet.visit.diagnoses[0].id, sheet.visit.services[0].id
    here = {"desk": desk, "encounter_id": MAIN_VISIT}
    words = passage(desk, "suprapubic pressure")
    snapshot = take_snapshot(**here)
    icd = CodeSystem.ICD10CM
    return {
        "attach": lambda: coding.attach_code(**here, system=icd, code="R35.0", passages=(words,)),
        "prove": lambda: coding.attach_evidence(**here, assignment_id=diagnosis, passages=(words,)),
        "take passage": lambda: coding.remove_evidence(**here, assignment_id=diagnosis, index=0),
        "confirm": lambda: documents.confirm_passages(**here, assignment_id=diagnosis),
        "ask": lambda: coding.ask_provider(**here, system=icd, code="N30.00", note=""),
        "move": lambda: coding.move_code(**here, assignment_id=diagnosis, step=1),
        "units": lambda: coding.set_units(**here, assignment_id=service, units=Decimal(3), passage=None),
        "modifiers": lambda: coding.set_modifiers(**here, assignment_id=service, modifiers=()),
        "pointers": lambda: coding.set_pointers(**here, assignment_id=service, pointers=()),
        "price": lambda: coding.set_price(**here, assignment_id=service, unit_price=Money(1)),
        "coded": lambda: coding.mark_coded(**here),
        "reopen": lambda: coding.reopen_visit(**here),
        "remove": lambda: coding.remove_code(**here, assignment_id=diagnosis),
        "undo": lambda: restore_coding(desk=desk, snapshot=snapshot),
    }


def is_refused(write: Callable[[], object]) -> bool:
    try:
        write()
    except VisitAlreadyBilled:
        return True
    return False


def test_every_write_is_refused_and_nothing_moves(demo: Desk, tmp_path: Path) -> None:
    writes = writes_of(demo, code_main_visit(demo))
    export_claims(desk=demo, encounter_ids=(MAIN_VISIT,), folder=tmp_path)
    billed = sheet_of(demo)
    assert billed.visit.encounter.status is EncounterStatus.BILLED
    assert [name for name, write in writes.items() if not is_refused(write)] == []
    assert sheet_of(demo) == billed


def test_before_it_left_the_same_writes_are_taken(demo: Desk) -> None:
    """So that the refusals above are refusals of the claim and not of anything else."""
    writes = writes_of(demo, code_main_visit(demo))
    assert [name for name, write in writes.items() if name != "coded" and is_refused(write)] == []


def test_an_addendum_may_still_be_filed(demo: Desk, tmp_path: Path) -> None:
    """Documentation goes on after billing; what was sent does not change."""
    code_main_visit(demo)
    export_claims(desk=demo, encounter_ids=(MAIN_VISIT,), folder=tmp_path)
    before = sheet_of(demo).visit
    note = document_of(demo)
    documents.add_document(
        desk=demo,
        encounter_id=MAIN_VISIT,
        kind=documents.DocumentKind.ADDENDUM,
        title="Addendum",
        author=note.author,
        author_role=note.author_role,
        written_on=note.written_on,
        text="Culture grew E. coli.",
        is_signed=True,
        addendum_to=note.id,
    )
    after = sheet_of(demo).visit
    assert (after.assignments, after.encounter) == (before.assignments, before.encounter)
    assert len(after.documents) == len(before.documents) + 1
