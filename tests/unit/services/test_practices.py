"""Practices on this computer: made, listed, opened with passphrase or recovery code."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.services.desk import Desk, PracticeMissing, read_practice_in
from coderdesk.services.pages import PageNotWritten
from coderdesk.services.practices import (
    NewPractice,
    UnusablePracticeName,
    create_practice,
    list_practices,
    open_practice,
    practice_name,
    wait_before_next_try,
    write_recovery_page,
)
from coderdesk.services.records import list_records
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.storage.keys import TRIAL_COST
from coderdesk.storage.trouble import DelayInForce, PassphraseTooShort, VaultExists, VaultMissing, WrongPassphrase
from coderdesk.storage.vault import create_vault
from tests.helpers.demo import NOW

WORDS = "alder creek at noon"
CLOCK = FixedClock(NOW)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home").made()


def make(paths: Paths, library: CodeLibrary, name: str, passphrase: str = WORDS) -> NewPractice:
    return create_practice(
        name=name, passphrase=passphrase, library=library, clock=CLOCK, paths=paths, actor="Dana Whitlock"
    )


def unlock(paths: Paths, library: CodeLibrary, secret: str, name: str = "Alder Creek") -> Desk:
    return open_practice(
        path=paths.vaults / f"{name}.vault", secret=secret, library=library, clock=CLOCK, paths=paths, actor="coder"
    )


@pytest.fixture
def made(paths: Paths, library: CodeLibrary) -> Iterator[NewPractice]:
    practice = make(paths, library, " Alder Creek ")
    yield practice
    practice.desk.vault.close()


def test_a_new_practice_is_open_and_has_its_name(made: NewPractice, paths: Paths) -> None:
    assert made.desk.vault.path == paths.vaults / "Alder Creek.vault"
    assert practice_name(desk=made.desk) == "Alder Creek"
    assert not made.desk.is_read_only
    assert list_records(desk=made.desk).patients == ()


def test_it_opens_with_its_passphrase_and_with_its_recovery_code(
    made: NewPractice, paths: Paths, library: CodeLibrary
) -> None:
    made.desk.vault.close()
    for secret in (WORDS, made.recovery_code):
        desk = unlock(paths, library, secret)
        assert practice_name(desk=desk) == "Alder Creek"
        desk.vault.close()


def test_a_wrong_passphrase_waits_and_then_opens(made: NewPractice, paths: Paths, library: CodeLibrary) -> None:
    made.desk.vault.close()
    with pytest.raises(WrongPassphrase) as refusal:
        unlock(paths, library, "alder creek at night")
    path = made.desk.vault.path
    assert wait_before_next_try(path=path, clock=CLOCK, paths=paths) == refusal.value.seconds > 0
    with pytest.raises(DelayInForce):
        unlock(paths, library, WORDS)
    later = FixedClock(NOW.replace(hour=23))
    assert wait_before_next_try(path=path, clock=later, paths=paths) == 0
    open_practice(path=path, secret=WORDS, library=library, clock=later, paths=paths, actor="").vault.close()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "a/b",
        "a\\b",
        "..",
        ".hidden",
        "Cedar Hill (Demo)",
        " .hidden",
        "what?",
        "line\nbreak",
        "nul\0",
        "x" * 101,
        "診療所" * 30,
    ],
)
def test_names_that_are_no_file(paths: Paths, library: CodeLibrary, name: str) -> None:
    """empty / a way into another folder / hidden from the list / signs that no file may have / too long for the disk"""
    with pytest.raises(UnusablePracticeName):
        make(paths, library, name)
    assert list(paths.vaults.iterdir()) == []


@pytest.mark.parametrize("name", ["Praxis Dr. Müller & Söhne", "診療所", "Alder Creek, P.C."])
def test_names_as_practices_have_them(paths: Paths, library: CodeLibrary, name: str) -> None:
    practice = make(paths, library, name)
    practice.desk.vault.close()
    assert [vault.name for vault in list_practices(paths=paths)] == [name]


def test_a_name_that_is_taken_keeps_the_older_practice(made: NewPractice, paths: Paths, library: CodeLibrary) -> None:
    with pytest.raises(VaultExists):
        make(paths, library, "Alder Creek")
    assert practice_name(desk=made.desk) == "Alder Creek"


def test_a_short_passphrase_makes_nothing(paths: Paths, library: CodeLibrary) -> None:
    with pytest.raises(PassphraseTooShort):
        make(paths, library, "Alder Creek", passphrase="1234567")
    assert list(paths.vaults.iterdir()) == []


def test_a_vault_that_is_not_there(paths: Paths, library: CodeLibrary) -> None:
    with pytest.raises(VaultMissing):
        unlock(paths, library, WORDS)
    with pytest.raises(VaultMissing):
        wait_before_next_try(path=paths.vaults / "gone.vault", clock=CLOCK, paths=paths)


def test_the_list_names_vaults_and_only_the_demo_tells_its_passphrase(demo_paths: Paths, tmp_path: Path) -> None:
    """the folder's vaults by name / a vault from elsewhere in front / no key files, drafts or hidden files"""
    for name in ("Birch.vault", "Alder.vault", "Alder.vault.keys", ".making-Oak.vault", "notes.txt"):
        (demo_paths.vaults / name).write_bytes(b"")
    elsewhere = tmp_path / "stick" / "Maple.vault"
    listed = list_practices(paths=demo_paths, extra=elsewhere)
    assert [vault.name for vault in listed] == ["Maple", "Alder", "Birch", "Cedar Hill (demo)"]
    assert [vault.path for vault in listed if vault.passphrase == PASSPHRASE] == [demo_vault_path(demo_paths)]
    assert list_practices(paths=demo_paths, extra=demo_paths.vaults / "Alder.vault") == listed[1:]


def test_nothing_is_listed_on_a_new_computer(paths: Paths) -> None:
    assert list_practices(paths=paths) == ()


def test_the_recovery_page_shows_the_code(made: NewPractice, tmp_path: Path) -> None:
    page = write_recovery_page(desk=made.desk, recovery_code=made.recovery_code, folder=tmp_path / "print")
    document = pypdfium2.PdfDocument(page)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert all(group in text for group in made.recovery_code.replace("-", " ").split())
    assert "Alder Creek" in text
    assert page.name == "Recovery code of Alder Creek.pdf"


def test_a_recovery_page_that_cannot_be_written_is_known_trouble(made: NewPractice, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(PageNotWritten):
        write_recovery_page(desk=made.desk, recovery_code=made.recovery_code, folder=tmp_path / "a file" / "print")


def test_the_charge_list_is_known_after_opening(demo_paths: Paths, library: CodeLibrary) -> None:
    desk = open_practice(
        path=demo_vault_path(demo_paths),
        secret=PASSPHRASE,
        library=library,
        clock=CLOCK,
        paths=demo_paths,
        actor="coder",
    )
    with desk.vault.reading() as unit:
        item = unit.fees.charge_items()[0]
    assert desk.library.code_on(item.system, item.code, NOW.date()) is not None
    desk.vault.close()


def test_a_vault_without_a_practice_is_empty_and_not_broken(paths: Paths, library: CodeLibrary) -> None:
    """Made by other hands, before anybody entered the practice: lists are empty, billing says what is missing."""
    path = paths.vaults / "Empty.vault"
    created = create_vault(path, passphrase=WORDS, clock=CLOCK, state_folder=paths.state, cost=TRIAL_COST)
    desk = Desk(vault=created.vault, library=library, clock=CLOCK, paths=paths, actor="coder")
    try:
        assert list_records(desk=desk).practice is None
        assert practice_name(desk=desk) == "Empty"
        with pytest.raises(PracticeMissing), desk.vault.reading() as unit:
            read_practice_in(unit)
    finally:
        desk.vault.close()


def test_the_actor_is_in_the_trail(made: NewPractice) -> None:
    with made.desk.vault.reading() as unit:
        (entry,) = unit.audit.tail()
    assert (entry.actor, entry.action, entry.at) == ("Dana Whitlock", "create_practice", NOW)
    assert replace(made.desk, actor="someone else").actor != entry.actor
