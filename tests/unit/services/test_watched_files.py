"""The watched folder by content: nothing comes twice, nothing is skipped; and documents that came in behind somebody's back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coderdesk.domain.clinical.received_document import FileAnswer
from coderdesk.services import intake
from coderdesk.services.intake import FolderUnreadable, WaitingFile
from coderdesk.services.visit_match import Doubt
from coderdesk.services.watched_files import hash_of, look_at_new_documents, remember_answer, unanswered_files
from coderdesk.services.worklist import list_worklist
from tests.helpers import received_files as files
from tests.helpers.vaults import ENCOUNTER, clone, fill, make_template, opened

NOW = datetime(2026, 3, 9, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Any]:
    vault = opened(clone(template, tmp_path / "a.vault"))
    fill(vault)
    yield SimpleNamespace(vault=vault, actor="tester", clock=SimpleNamespace(now=lambda: NOW))
    vault.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Incoming"
    made.mkdir()
    for name, content in (("a.txt", b"one"), ("b.txt", b"two"), ("c.txt", b"one")):
        (made / name).write_bytes(content)
    return made


def names(found: tuple[WaitingFile, ...]) -> list[str]:
    return [one.path.name for one in found]


def look(desk: Any, folder: Path, **given: Any) -> tuple[WaitingFile, ...]:
    return unanswered_files(desk=desk, folder=folder, **{"hashes": {}, **given})


def test_equal_files_are_told_once_and_answered_ones_never_again(desk: Any, folder: Path) -> None:
    assert names(look(desk, folder)) == ["a.txt", "b.txt"]
    remember_answer(desk=desk, sha256s={hash_of(folder / "a.txt")}, answer=FileAnswer.LEFT_OUT)
    assert names(look(desk, folder)) == ["b.txt"]
    (folder / "b.txt").rename(folder / "later.txt")
    remember_answer(desk=desk, sha256s={hash_of(folder / "later.txt")}, answer=FileAnswer.TAKEN_IN)
    assert names(look(desk, folder)) == []


def test_what_was_shown_waits_no_more_but_is_not_answered(desk: Any, folder: Path) -> None:
    """the next session, which has seen nothing, is told again"""
    hashes: dict[WaitingFile, str] = {}
    seen = look(desk, folder, hashes=hashes)
    assert look(desk, folder, seen=seen, hashes=hashes) == ()
    assert names(look(desk, folder)) == ["a.txt", "b.txt"]


def test_a_file_with_new_content_is_a_new_file(desk: Any, folder: Path) -> None:
    remember_answer(desk=desk, sha256s={hash_of(folder / "b.txt")}, answer=FileAnswer.TAKEN_IN)
    (folder / "b.txt").write_bytes(b"two, corrected")
    assert names(look(desk, folder)) == ["a.txt", "b.txt"]


def test_each_file_is_read_once(desk: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes: dict[WaitingFile, str] = {}
    look(desk, folder, hashes=hashes)
    (folder / "b.txt").unlink()
    monkeypatch.setattr("coderdesk.services.watched_files.hash_of", lambda path: pytest.fail(f"{path} is read again"))
    assert names(look(desk, folder, hashes=hashes)) == ["a.txt"]
    assert sorted(one.path.name for one in hashes) == ["a.txt", "c.txt"]


def test_an_answer_is_kept_with_the_first_word_and_said_twice_without_trouble(desk: Any, folder: Path) -> None:
    one = {hash_of(folder / "a.txt")}
    for answer in (FileAnswer.LEFT_OUT, FileAnswer.TAKEN_IN):
        remember_answer(desk=desk, sha256s=one | {""}, answer=answer)
    with desk.vault.reading() as unit:
        assert unit.answered_files.known() == one


def test_a_file_that_cannot_be_read_is_left_for_the_next_look(desk: Any, folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("coderdesk.services.watched_files.hash_of", lambda path: "" if path.name == "a.txt" else "x")
    assert names(look(desk, folder)) == ["b.txt"]
    assert hash_of(folder / "gone.txt") == ""
    with pytest.raises(FolderUnreadable):
        look(desk, folder / "nowhere")


@pytest.mark.parametrize(("is_open", "unread"), [(True, 0), (False, 1)])
def test_the_worklist_says_what_came_in_behind_ones_back(desk: Any, is_open: bool, unread: int) -> None:  # noqa: FBT001
    (found,) = intake.read_document(file=files.NOTE.encode(), name="note.txt")
    intake.take_in(desk=desk, received=found, encounter_id=ENCOUNTER.id, confirmed=frozenset(Doubt), is_open=is_open)

    def waiting() -> int:
        return next(row.unread for row in list_worklist(desk=desk) if row.encounter_id == ENCOUNTER.id)

    assert waiting() == unread
    changes = look_at_new_documents(desk=desk, encounter_id=ENCOUNTER.id)
    assert (changes.label if changes else "") == (
        "" if is_open else "1 document came in since this visit was last open"
    )
    assert waiting() == 0
    assert look_at_new_documents(desk=desk, encounter_id=ENCOUNTER.id) is None


def test_a_file_that_is_being_written_is_told_of_when_it_is_whole(
    desk: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """the rest of it comes while its beginning is looked at"""
    growing = folder / "growing.txt"
    growing.write_text("Patient: Riv", encoding="utf-8")
    before = names(look(desk, folder))
    assert "growing.txt" in before
    growing.write_text("Patient: Rivera", encoding="utf-8")

    def meanwhile(path: Path) -> str:
        found = hash_of(path)
        with growing.open("a", encoding="utf-8") as stream:
            stream.write(", Ana\n")
        return found

    monkeypatch.setattr("coderdesk.services.watched_files.hash_of", meanwhile)
    assert "growing.txt" not in names(look(desk, folder))
    monkeypatch.undo()
    assert "growing.txt" in names(look(desk, folder))
