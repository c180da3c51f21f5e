"""Claim files through the services: in and out of a vault, whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coderdesk.domain.billing.submitted.held_claim import HeldState
from coderdesk.edi.malformed import MalformedX12
from coderdesk.services.claim_file_check import check_claim_file
from coderdesk.services.claim_files import (
    AlreadyImported,
    ClaimFileNotWritten,
    ImportStopped,
    NothingHeld,
    export_held_claims,
    import_claims,
    list_held_claims,
    list_received_files,
    round_trip,
)
from coderdesk.storage.trouble import NeverChanged
from coderdesk.storage.vault import Vault
from tests.helpers.segments import named
from tests.helpers.submitted_claims import INVENTED, PUBLIC
from tests.helpers.vaults import CLOCK, NOW, clone, make_template, opened

CONFORMANT = sorted(path for folder in ("837p", "837i", "837d") for path in (PUBLIC / folder).glob("*.edi"))
OWN = [INVENTED / f"{name}.edi" for name in ("professional", "institutional", "dental")]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def vault(template: Path, tmp_path: Path) -> Iterator[Vault]:
    open_one = opened(clone(template, tmp_path / "practice.vault"))
    yield open_one
    open_one.close()


def take_in(vault: Vault, path: Path, **options: bool) -> int:
    return import_claims(vault=vault, clock=CLOCK, actor="test", path=path, **options).claims


@pytest.mark.parametrize("path", [*OWN, *CONFORMANT], ids=lambda path: f"{path.parent.name}-{path.stem[:60]}")
def test_a_claim_is_built_again_from_the_database_alone(path: Path, tmp_path: Path) -> None:
    """file -> claims -> vault -> claims -> file: no segment differs"""
    trip = round_trip(path=path, out=tmp_path / "out.edi", clock=CLOCK)
    assert trip.is_same
    assert trip.differences == ()
    assert trip.segments > 20
    assert (tmp_path / "out.edi").exists()


def test_what_is_looked_for_stands_in_columns(vault: Vault) -> None:
    take_in(vault, INVENTED / "professional.edi")
    newest, *_, oldest = list_held_claims(vault=vault)
    assert [row.control for row in list_held_claims(vault=vault)] == ["W2", "W3", "W1", "V-2026-0042"]
    assert (oldest.patient_name, oldest.payer_number, oldest.member_id) == ("RIVERA, ANA", "CMH77", "CMH004417")
    assert (str(oldest.total), oldest.line_count, oldest.frequency) == ("$475.30", 2, "7")
    assert oldest.payer_claim_number == "PAYER998"
    assert (str(oldest.first_day), str(oldest.last_day)) == ("2026-02-14", "2026-02-15")
    assert newest.state is HeldState.HELD
    assert [row.control for row in list_held_claims(vault=vault, control="W1")] == ["W1"]


def test_the_same_file_is_kept_once(vault: Vault) -> None:
    take_in(vault, INVENTED / "dental.edi")
    with pytest.raises(AlreadyImported):
        take_in(vault, INVENTED / "dental.edi")
    assert [count for _, count in list_received_files(vault=vault)] == [1]


def test_nothing_of_a_malformed_file_is_stored_half(vault: Vault, tmp_path: Path) -> None:
    """the third of four claims has a date that is none"""
    broken = (INVENTED / "professional.edi").read_text().replace("D8*20260222", "D8*20260232", 1)
    file = tmp_path / "broken.edi"
    file.write_text(broken)
    with pytest.raises(MalformedX12) as refusal:
        take_in(vault, file)
    assert refusal.value.element == "DTP03"
    assert list_held_claims(vault=vault) == ()
    assert list_received_files(vault=vault) == ()


def test_counts_that_disagree_are_accepted_on_request(vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "miscounted.edi"
    file.write_text((INVENTED / "dental.edi").read_text().replace("GE*1*", "GE*4*"))
    with pytest.raises(MalformedX12):
        take_in(vault, file)
    assert take_in(vault, file, lenient=True) == 1


def test_reading_can_be_stopped(vault: Vault, tmp_path: Path) -> None:
    """260 claims in one file; asked after the first 250"""

    @dataclass
    class Impatient:
        is_cancelled: bool = False

        def report(self, *, done: int, total: int, what: str) -> None:  # noqa: ARG002
            self.is_cancelled = done >= 250

    file = tmp_path / "many.edi"
    file.write_text(many(260))
    with pytest.raises(ImportStopped):
        import_claims(vault=vault, clock=CLOCK, actor="test", path=file, progress=Impatient())
    assert list_received_files(vault=vault) == ()
    assert take_in(vault, file) == 260


def many(claims: int) -> str:
    """The dental claim over and over, under one subscriber."""
    text = (INVENTED / "dental.edi").read_text()
    start, end = text.index("CLM*"), text.index("SE*")
    return (text[:start] + text[start:end] * claims + text[end:]).replace("SE*64*", f"SE*{20 + 44 * claims}*")


def test_claims_go_out_under_numbers_that_were_never_used(vault: Vault, tmp_path: Path) -> None:
    take_in(vault, INVENTED / "professional.edi")
    controls = []
    for name in ("first.edi", "second.edi"):
        out = tmp_path / name
        assert export_held_claims(vault=vault, clock=CLOCK, actor="test", path=out) == 4
        text = out.read_text()
        controls.append((named(text, "ISA")[0][13], named(text, "GS")[0][6], *(row[2] for row in named(text, "ST"))))
        assert named(text, "GS")[0][4] == f"{NOW:%Y%m%d}"
        assert check_claim_file(path=out, on=NOW.date()).is_sound
    assert controls == [("000000001", "1", "0001", "0002"), ("000000002", "2", "0003", "0004")]


def test_there_is_nothing_to_write_of_nothing(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(NothingHeld):
        export_held_claims(vault=vault, clock=CLOCK, actor="test", path=tmp_path / "out.edi")
    take_in(vault, INVENTED / "dental.edi")
    with pytest.raises(NothingHeld):
        export_held_claims(vault=vault, clock=CLOCK, actor="test", path=tmp_path / "out.edi", file_id="another")
    assert not (tmp_path / "out.edi").exists()


def test_a_folder_in_the_way_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    take_in(vault, INVENTED / "dental.edi")
    (tmp_path / "out.edi").mkdir()
    with pytest.raises(ClaimFileNotWritten):
        export_held_claims(vault=vault, clock=CLOCK, actor="test", path=tmp_path / "out.edi")
    assert list((tmp_path / "out.edi").iterdir()) == []
    assert not list(tmp_path.glob("*.part"))


def test_only_the_state_of_a_held_claim_moves(vault: Vault) -> None:
    take_in(vault, INVENTED / "dental.edi")
    (claim,) = list_held_claims(vault=vault)
    with vault.writing(actor="test", action="answer", now=NOW) as unit:
        unit.claim_files.set_state(claim.id, HeldState.ACCEPTED)
    assert list_held_claims(vault=vault)[0].state is HeldState.ACCEPTED
    for change in ("UPDATE held_claim SET body = ''", "DELETE FROM held_claim", "UPDATE claim_file_set SET body = ''"):
        with pytest.raises(NeverChanged), vault.writing(actor="test", action="meddle", now=NOW) as unit:
            unit.connection.exec_driver_sql(change)


def test_the_good_files_are_sound_and_each_broken_one_is_not() -> None:
    files = sorted((PUBLIC / "broken").glob("*.edi"))
    if not files:
        pytest.skip("the public sample files are not beside this checkout")
    sound = [path.stem for path in files if check_claim_file(path=path, on=NOW.date()).is_sound]
    assert sound == ["m00a_good_dependent", "m00b_good_subscriber"]
