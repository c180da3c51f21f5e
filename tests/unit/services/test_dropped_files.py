"""Files that come in together, told apart by what is in them."""

from pathlib import Path

import pytest

from coderdesk.services.dropped_files import files_apart
from coderdesk.shared.paths import Paths
from tests.helpers.official_files import CPT_LONG, MUE
from tests.helpers.received_files import IN_EVERY_FORM, NOTE


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home").made()


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("form", sorted(IN_EVERY_FORM))
def test_a_note_in_any_form_is_a_document_whatever_its_name(form: str, paths: Paths, tmp_path: Path) -> None:
    file = written(tmp_path, "from the sender.txt", IN_EVERY_FORM[form])
    assert files_apart(paths=paths, files=[file]).documents == (file,)


@pytest.mark.parametrize(
    ("name", "content"), [("CPT 2027 LONGULT.txt", CPT_LONG), ("MUE.csv", MUE), ("any.zip", b"PK")]
)
def test_a_publishers_file_is_a_code_set(name: str, content: str | bytes, paths: Paths, tmp_path: Path) -> None:
    file = written(tmp_path, name, content)
    assert files_apart(paths=paths, files=[file]).code_sets == (file,)


def test_each_is_in_one_of_the_two_and_in_the_order_given(paths: Paths, tmp_path: Path) -> None:
    """What cannot be read at all counts as a document: its reader says why."""
    gone, note = tmp_path / "gone.txt", written(tmp_path, "note.txt", NOTE)
    cpt = written(tmp_path, "CPT 2027 LONGULT.txt", CPT_LONG)
    apart = files_apart(paths=paths, files=[note, cpt, gone])
    assert (apart.code_sets, apart.documents) == ((cpt,), (note, gone))


def test_a_folder_stands_for_its_files_and_each_file_comes_once(paths: Paths, tmp_path: Path) -> None:
    """those of folders in it too; hidden ones and links not; a folder without files is left to the reader, who says so"""
    inner = tmp_path / "sent" / "inner"
    inner.mkdir(parents=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    note, deep = written(inner.parent, "b.txt", "Gout."), written(inner, "c.txt", "Gout.")
    written(inner, ".hidden", "no")
    (inner.parent / "a link.txt").symlink_to(note)
    apart = files_apart(paths=paths, files=[note, inner.parent, empty, note])
    assert apart.documents == (note, deep, empty)
