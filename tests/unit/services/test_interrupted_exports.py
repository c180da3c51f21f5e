"""An export that a crash cuts in two is finished at the next opening: the same bytes, the same numbers, nothing twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.ids import EncounterId
from coderdesk.edi.validate import structural_errors
from coderdesk.services import claims
from coderdesk.services.billing_list import BillingState, list_billing
from coderdesk.services.claims import ExportUnfinished, export_claims, finish_interrupted_exports, list_claims
from coderdesk.services.coding import VisitAlreadyBilled, remove_evidence, reopen_visit
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.demo_practice import ACTOR
from coderdesk.services.desk import Desk
from coderdesk.services.practices import open_practice
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.files import write_atomically
from tests.helpers.demo import NOW
from tests.helpers.demo_visits import CHILD, OTHER_PAYER, SISTER, sheet_of


class Killed(BaseException):
    """Stands for the end of the process, at the moment at which the file would be written."""


class Interruption:
    """Keeps what was about to be written, then ends the process: before the file appears, or after."""

    def __init__(self, *, file_appears: bool = False) -> None:
        self.file_appears = file_appears
        self.files: dict[Path, bytes] = {}

    def __call__(self, path: Path, content: bytes) -> None:
        self.files[path] = content
        if self.file_appears:
            write_atomically(path, content)
        raise Killed

    @property
    def only_file(self) -> tuple[Path, bytes]:
        ((path, content),) = self.files.items()
        return path, content


Kill = Callable[..., Interruption]


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch, demo: Desk) -> Kill:
    """Export the visits and die while writing; the machinery is whole again afterwards."""

    def killed(
        folder: Path, *encounter_ids: EncounterId, desk: Desk = demo, file_appears: bool = False
    ) -> Interruption:
        interruption = Interruption(file_appears=file_appears)
        with monkeypatch.context() as patched:
            patched.setattr(claims, "write_atomically", interruption)
            with pytest.raises(Killed):
                export_claims(desk=desk, encounter_ids=encounter_ids, folder=folder)
        return interruption

    return killed


def open_again(desk: Desk) -> Desk:
    """The next start of the program."""
    desk.vault.close()
    return open_practice(
        path=desk.vault.path,
        secret=PASSPHRASE,
        library=desk.library,
        clock=FixedClock(NOW + timedelta(days=3)),
        paths=desk.paths,
        actor=ACTOR,
    )


def status_of(desk: Desk, encounter_id: EncounterId) -> EncounterStatus:
    return sheet_of(desk, encounter_id).visit.encounter.status


@pytest.mark.parametrize("file_appears", [False, True])
def test_the_same_bytes_at_the_next_opening(demo: Desk, tmp_path: Path, kill: Kill, *, file_appears: bool) -> None:
    """killed before the file appeared / killed after it appeared and before it was recorded"""
    path, content = kill(tmp_path / "claims", CHILD, SISTER, file_appears=file_appears).only_file
    assert path.exists() is file_appears
    assert status_of(demo, CHILD) is EncounterStatus.CODED
    desk = open_again(demo)
    try:
        assert path.read_bytes() == content
        assert sorted(one.name for one in path.parent.iterdir()) == [path.name, f"{path.name}.manifest.json"]
        assert structural_errors(content.decode("ascii")) == ()
        assert {row.state for row in list_claims(desk=desk)} == {ClaimState.EXPORTED}
        assert {status_of(desk, row) for row in (CHILD, SISTER)} == {EncounterStatus.BILLED}
        assert finish_interrupted_exports(desk=desk) == ()
    finally:
        desk.vault.close()


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=-7)), ZoneInfo("Asia/Kathmandu")])
def test_the_envelope_keeps_the_wall_clock_of_the_export(
    demo: Desk, tmp_path: Path, kill: Kill, zone: timezone
) -> None:
    """Exported west or east of Greenwich; ISA09 and ISA10 are local time, finished or not."""
    here = replace(demo, clock=FixedClock(NOW.astimezone(zone)))
    path, content = kill(tmp_path, CHILD, desk=here).only_file
    finish_interrupted_exports(desk=demo)
    assert path.read_bytes() == content
    assert f"*{here.clock.now():%H%M}*".encode() in content


def test_killed_again_while_finishing(demo: Desk, tmp_path: Path, kill: Kill, monkeypatch: pytest.MonkeyPatch) -> None:
    path, content = kill(tmp_path, CHILD).only_file
    with monkeypatch.context() as patched:
        patched.setattr(claims, "write_atomically", Interruption())
        with pytest.raises(Killed):
            finish_interrupted_exports(desk=demo)
    assert finish_interrupted_exports(desk=demo) == (path,)
    assert path.read_bytes() == content


def test_two_interrupted_exports_are_both_finished(demo: Desk, tmp_path: Path, kill: Kill) -> None:
    first = kill(tmp_path, CHILD).only_file
    second = kill(tmp_path, OTHER_PAYER).only_file
    assert set(finish_interrupted_exports(desk=demo)) == {first[0], second[0]}
    assert [path.read_bytes() == content for path, content in (first, second)] == [True, True]


def test_meanwhile_it_is_neither_ready_nor_sent(demo: Desk, tmp_path: Path, kill: Kill) -> None:
    """Listed once, as interrupted; a second export of it is refused."""
    kill(tmp_path, CHILD)
    states = [row.state for row in list_billing(desk=demo) if row.encounter_id == CHILD]
    assert states == [BillingState.INTERRUPTED]
    with pytest.raises(ExportUnfinished):
        export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)
    assert list(tmp_path.glob("*.edi")) == []


def test_meanwhile_its_coding_stays_as_it_is_in_the_file(demo: Desk, tmp_path: Path, kill: Kill) -> None:
    """The file may stand in the folder already: what is written of the visit must not move away from it."""
    kill(tmp_path, CHILD, file_appears=True)
    before = sheet_of(demo, CHILD)
    with pytest.raises(VisitAlreadyBilled):
        reopen_visit(desk=demo, encounter_id=CHILD)
    with pytest.raises(VisitAlreadyBilled):
        remove_evidence(desk=demo, encounter_id=CHILD, assignment_id=before.visit.diagnoses[0].id, index=0)
    assert sheet_of(demo, CHILD) == before


def test_a_folder_that_is_gone_does_not_keep_the_practice_shut(demo: Desk, tmp_path: Path, kill: Kill) -> None:
    """The stick on which one file was to lie is gone; the other file is finished, the visit is ready to bill again."""
    stick = tmp_path / "stick"
    kill(stick / "claims", CHILD)
    path, content = kill(tmp_path / "claims", OTHER_PAYER).only_file
    stick.write_bytes(b"no folder any more")
    desk = open_again(demo)
    try:
        assert path.read_bytes() == content
        assert status_of(desk, OTHER_PAYER) is EncounterStatus.BILLED
        assert [row.state for row in list_billing(desk=desk) if row.encounter_id == CHILD] == [BillingState.READY]
        export_claims(desk=desk, encounter_ids=(CHILD,), folder=tmp_path / "claims")
        assert status_of(desk, CHILD) is EncounterStatus.BILLED
    finally:
        desk.vault.close()


def test_the_folder_is_found_from_elsewhere(
    demo: Desk, tmp_path: Path, kill: Kill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that was named from where the program stood then."""
    (tmp_path / "then").mkdir()
    (tmp_path / "now").mkdir()
    monkeypatch.chdir(tmp_path / "then")
    _, content = kill(Path("claims"), CHILD).only_file
    monkeypatch.chdir(tmp_path / "now")
    (path,) = finish_interrupted_exports(desk=demo)
    assert path.parent == tmp_path / "then" / "claims"
    assert path.read_bytes() == content


def test_a_second_window_finishes_nothing(demo: Desk, tmp_path: Path, kill: Kill) -> None:
    """It opens for reading only; the first one will finish it."""
    path, _ = kill(tmp_path, CHILD).only_file
    second = open_practice(
        path=demo.vault.path,
        secret=PASSPHRASE,
        library=demo.library,
        clock=demo.clock,
        paths=demo.paths,
        actor=ACTOR,
    )
    try:
        assert second.is_read_only
        assert not path.exists()
    finally:
        second.vault.close()
