"""Claims: a file that a payer's front end accepts, each claim once, and refusals that say which field to mend."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.envelope import Usage
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Finding, Place
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import Money
from coderdesk.edi.validate import structural_errors
from coderdesk.services import coding
from coderdesk.services.claims import (
    ClaimAlreadySent,
    DifferentPayers,
    ExportedFile,
    FileNotWritten,
    NoPayer,
    NothingChosen,
    check_claim,
    export_claims,
    list_claims,
)
from coderdesk.services.desk import Desk
from coderdesk.services.invoices import NotCodedYet, issue_invoice
from coderdesk.services.records import list_records, save_record
from coderdesk.services.refused import Refused
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.demo_visits import (
    AFTER_COVERAGE,
    ASKED,
    CHILD,
    IN_PROGRESS,
    OTHER_PAYER,
    SELF_PAYER,
    SISTER,
    WITHOUT_ADDRESS,
    WITHOUT_MEMBER_ID,
    code_main_visit,
    sheet_of,
)
from tests.helpers.segments import named


def export(desk: Desk, folder: Path, *encounter_ids: EncounterId, usage: Usage = Usage.PRODUCTION) -> ExportedFile:
    return export_claims(desk=desk, encounter_ids=encounter_ids, folder=folder, usage=usage)


def status_of(desk: Desk, encounter_id: EncounterId) -> EncounterStatus:
    return sheet_of(desk, encounter_id).visit.encounter.status


def places(findings: Iterable[Finding]) -> set[tuple[Place, str]]:
    return {(finding.location.place, finding.location.field) for finding in findings}


def control_numbers(file: ExportedFile) -> tuple[int, int, int]:
    """Interchange, group and transaction (ISA13, GS06, ST02), each the same at its end."""
    text = file.path.read_text("ascii")
    numbers = [int(named(text, name)[0][place]) for name, place in (("ISA", 13), ("GS", 6), ("ST", 2))]
    ends = [int(named(text, name)[0][2]) for name in ("IEA", "GE", "SE")]
    assert numbers == ends
    return numbers[0], numbers[1], numbers[2]


def test_the_file_is_accepted_and_the_visit_billed(demo: Desk, tmp_path: Path) -> None:
    """The main visit: two diagnoses, four services with units, modifiers and pointers."""
    sheet = code_main_visit(demo)
    assert check_claim(desk=demo, encounter_id=MAIN_VISIT) == ()
    file = export(demo, tmp_path, MAIN_VISIT)
    text = file.path.read_text("ascii")
    assert structural_errors(text) == ()
    assert [segment[1] for segment in named(text, "CLM")] == [sheet.visit.encounter.account]
    assert len(named(text, "LX")) == len(sheet.visit.services) == 4
    assert named(text, "HI")[0][1:] == ["ABK:N390", "ABF:R112"]
    assert status_of(demo, MAIN_VISIT) is EncounterStatus.BILLED
    assert [(row.state, row.total) for row in list_claims(desk=demo)] == [(ClaimState.EXPORTED, sheet.total)]


def test_the_answer_names_the_file(demo: Desk, tmp_path: Path) -> None:
    total = sheet_of(demo, CHILD).total
    file = export(demo, tmp_path / "claims", CHILD)
    assert file.sha256 == hashlib.sha256(file.path.read_bytes()).hexdigest()
    assert (file.claims, file.total) == (1, total)
    assert file.changes.touches(Kind.CLAIM, CHILD)
    name = "837P_HWB61_20261122_000000001.edi"
    assert sorted(one.name for one in (tmp_path / "claims").iterdir()) == [name, f"{name}.manifest.json"]


def test_a_test_file_says_so(demo: Desk, tmp_path: Path) -> None:
    """ISA15 is T, and so does the file's name."""
    file = export(demo, tmp_path, CHILD, usage=Usage.TEST)
    assert named(file.path.read_text("ascii"), "ISA")[0][15] == "T"
    assert file.path.stem.endswith("_TEST")


def test_a_claim_leaves_once(demo: Desk, tmp_path: Path) -> None:
    first = export(demo, tmp_path, CHILD)
    with pytest.raises(ClaimAlreadySent):
        export(demo, tmp_path, CHILD)
    assert list(tmp_path.glob("*.edi")) == [first.path]
    assert len(list_claims(desk=demo)) == 1


def test_a_visit_chosen_twice_is_one_claim(demo: Desk, tmp_path: Path) -> None:
    file = export(demo, tmp_path, CHILD, CHILD)
    assert len(named(file.path.read_text("ascii"), "CLM")) == file.claims == 1
    assert len(list_claims(desk=demo)) == 1


def test_two_visits_of_one_payer_go_in_one_file(demo: Desk, tmp_path: Path) -> None:
    """Mateo and Lucia, both with Heronwing."""
    totals = [sheet_of(demo, row).total for row in (CHILD, SISTER)]
    file = export(demo, tmp_path, CHILD, SISTER)
    text = file.path.read_text("ascii")
    assert structural_errors(text) == ()
    assert [Money.parse(segment[2]) for segment in named(text, "CLM")] == totals
    assert (file.claims, file.total) == (2, Money.sum(totals))
    assert {status_of(demo, row) for row in (CHILD, SISTER)} == {EncounterStatus.BILLED}


def test_two_payers_are_refused(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(DifferentPayers):
        export(demo, tmp_path / "claims", CHILD, OTHER_PAYER)
    assert not (tmp_path / "claims").exists()
    assert {status_of(demo, row) for row in (CHILD, OTHER_PAYER)} == {EncounterStatus.CODED}
    assert list_claims(desk=demo) == ()


@pytest.mark.parametrize("encounter_id", [SELF_PAYER, AFTER_COVERAGE])
def test_without_a_payer_there_is_no_claim(demo: Desk, tmp_path: Path, encounter_id: EncounterId) -> None:
    """never insured / visit of 10/14/2026, policy until 09/30/2026"""
    with pytest.raises(NoPayer):
        export(demo, tmp_path, encounter_id)
    assert list(tmp_path.glob("*.edi")) == []


@pytest.mark.parametrize(
    ("encounter_id", "missing"),
    [
        (WITHOUT_ADDRESS, {(Place.PATIENT, "address.line1"), (Place.PATIENT, "address.zip_code")}),
        (WITHOUT_MEMBER_ID, {(Place.COVERAGE, "member_id")}),
    ],
)
def test_what_is_missing_is_told_with_its_field(
    demo: Desk, tmp_path: Path, encounter_id: EncounterId, missing: set[tuple[Place, str]]
) -> None:
    """Simone Delacroix-Munn without street and ZIP code / Halina Zielinska without a member id"""
    with pytest.raises(Refused) as refusal:
        export(demo, tmp_path, encounter_id)
    assert places(refusal.value.findings) == missing
    assert places(check_claim(desk=demo, encounter_id=encounter_id)) == missing
    assert list(tmp_path.glob("*.edi")) == []
    assert status_of(demo, encounter_id) is EncounterStatus.CODED


def test_what_was_missing_is_mended_and_the_claim_leaves(demo: Desk, tmp_path: Path) -> None:
    coverage = next(row for row in list_records(desk=demo).coverages if row.id == "coverage-zielinska")
    save_record(desk=demo, record=replace(coverage, member_id="HWB500012345"))
    file = export(demo, tmp_path, WITHOUT_MEMBER_ID)
    assert "HWB500012345" in file.path.read_text("ascii")


def test_one_unfit_visit_keeps_the_whole_file_at_home(demo: Desk, tmp_path: Path) -> None:
    """Mateo's claim is clean, Halina's lacks the member id; both with Heronwing."""
    with pytest.raises(Refused):
        export(demo, tmp_path, CHILD, WITHOUT_MEMBER_ID)
    assert status_of(demo, CHILD) is EncounterStatus.CODED
    assert list_claims(desk=demo) == ()


@pytest.mark.parametrize("encounter_id", [MAIN_VISIT, IN_PROGRESS])
def test_what_is_not_coded_stays_at_home(demo: Desk, tmp_path: Path, encounter_id: EncounterId) -> None:
    """nothing attached: told what is missing / clean but not marked coded: told to finish"""
    with pytest.raises((Refused, NotCodedYet)):
        export(demo, tmp_path, encounter_id)
    assert list(tmp_path.glob("*.edi")) == []


def test_a_visit_with_an_open_question_is_never_clean(demo: Desk) -> None:
    assert "unfinished" in {finding.rule_id for finding in check_claim(desk=demo, encounter_id=ASKED)}


def test_claim_and_invoice_of_one_visit(demo: Desk, tmp_path: Path) -> None:
    """In either order: the patient gets a page, the payer gets the claim."""
    issue_invoice(desk=demo, encounter_id=CHILD)
    export(demo, tmp_path, CHILD)
    export(demo, tmp_path, SISTER)
    invoice = issue_invoice(desk=demo, encounter_id=SISTER).invoice
    assert invoice.pending == invoice.total
    assert [row.state for row in list_claims(desk=demo)] == [ClaimState.EXPORTED] * 2


def test_control_numbers_rise_and_are_never_used_again(demo: Desk, tmp_path: Path) -> None:
    """a file / a refusal, which uses none / a failed file, which uses one / a file"""
    (tmp_path / "a file").write_bytes(b"")
    first = export(demo, tmp_path, CHILD)
    with pytest.raises(Refused):
        export(demo, tmp_path, WITHOUT_ADDRESS)
    with pytest.raises(FileNotWritten):
        export(demo, tmp_path / "a file" / "claims", SISTER)
    second = export(demo, tmp_path, SISTER)
    assert control_numbers(first) == (1, 1, 1)
    assert all(late > early + 1 for early, late in zip(control_numbers(first), control_numbers(second), strict=True))


def test_a_folder_that_cannot_be_written(demo: Desk, tmp_path: Path) -> None:
    """The folder lies below a regular file: nothing is marked, the other folder takes the same claim."""
    (tmp_path / "a file").write_bytes(b"kept")
    before = sheet_of(demo, CHILD)
    with pytest.raises(FileNotWritten):
        export(demo, tmp_path / "a file" / "claims", CHILD)
    assert sheet_of(demo, CHILD) == before
    assert (tmp_path / "a file").read_bytes() == b"kept"
    export(demo, tmp_path / "claims", CHILD)
    assert [row.state for row in list_claims(desk=demo)] == [ClaimState.EXPORTED, ClaimState.WITHDRAWN]


def test_a_folder_stands_where_the_file_should_go(demo: Desk, tmp_path: Path) -> None:
    taken = tmp_path / "837P_HWB61_20261122_000000001.edi"
    taken.mkdir()
    with pytest.raises(FileNotWritten):
        export(demo, tmp_path, CHILD)
    assert list(tmp_path.glob(".*")) == []
    assert status_of(demo, CHILD) is EncounterStatus.CODED


def test_after_a_failed_file_the_coding_can_be_taken_back(demo: Desk, tmp_path: Path) -> None:
    """Nothing left the house, so the visit is as open as before."""
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(FileNotWritten):
        export(demo, tmp_path / "a file" / "claims", CHILD)
    gone = sheet_of(demo, CHILD).visit.diagnoses[-1]
    coding.remove_code(desk=demo, encounter_id=CHILD, assignment_id=gone.id)
    assert gone not in sheet_of(demo, CHILD).visit.diagnoses


def test_coding_that_follows_does_not_change_what_was_sent(demo: Desk, tmp_path: Path) -> None:
    """A price in the schedule changes afterwards: the stored claim keeps its own."""
    file = export(demo, tmp_path, CHILD)
    with demo.vault.writing(actor="test", action="raise_prices", now=demo.clock.now()) as unit:
        unit.fees.save_fees(tuple(replace(fee, price=fee.price + Money(100)) for fee in unit.fees.fees()))
    assert list_claims(desk=demo)[0].total == file.total


def test_an_export_of_nothing_is_refused(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(NothingChosen):
        export(demo, tmp_path)
    assert list(tmp_path.glob("*.edi")) == []


@pytest.mark.parametrize("payer_id", ["../../X1", "/etc/X1", "X:1", "X\\1"])
def test_a_payer_id_leads_no_file_out_of_its_folder(demo: Desk, tmp_path: Path, payer_id: str) -> None:
    """An identifier as somebody mistyped it: the file's name holds its letters and digits and nothing else of it."""
    payer = sheet_of(demo, CHILD).payer
    assert payer is not None
    save_record(desk=demo, record=replace(payer, payer_id=payer_id))
    file = export(demo, tmp_path / "a" / "claims", CHILD)
    assert file.path.parent == tmp_path / "a" / "claims"
    assert file.path.name.split("_")[1] in ("X1", "ETCX1")
    assert set(tmp_path.rglob("*.edi")) == {file.path}
