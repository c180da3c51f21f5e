"""Every form in every kind of trouble, through the process that reads for the window: a sentence for each, and nothing stored."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coderdesk.services.intake_aside import DocumentReader
from coderdesk.storage.vault import Vault
from tests.helpers.hostile_files import CELLS, DEADLY, FORMS, TROUBLES, Cell
from tests.helpers.vaults import clone, fill, make_template, opened

# A text file, RTF, and messages have no password of their own; what lies locked inside a message or record has its own cell.
WITHOUT_LOCKS = {("text", "locked"), ("rtf", "locked")}
ALL = [
    pytest.param(form, trouble, place, id=f"{form}-{trouble}-{place + 1}")
    for (form, trouble), cells in CELLS.items()
    for place in range(len(cells))
]


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    made = DocumentReader()
    yield made
    made.close()


def test_every_form_stands_in_every_trouble() -> None:
    assert set(CELLS) == {(form, trouble) for form in FORMS for trouble in TROUBLES}
    assert {place for place, cells in CELLS.items() if not cells} == WITHOUT_LOCKS


@pytest.mark.parametrize(("form", "trouble", "place"), ALL)
def test_each_cell_has_its_sentence(reader: DocumentReader, form: str, trouble: str, place: int) -> None:
    cell = CELLS[form, trouble][place]
    found = reader.read(file=cell.content, name="letter")
    if not cell.says:
        assert found.refusal == ""
        assert cell.notice in {"", *(notice for one in found.documents for notice in one.notices)}
        return
    assert found.documents == ()
    assert cell.says in found.refusal
    assert found.refusal.startswith("letter was not taken in: ")
    assert "Nothing of it was stored." in found.refusal
    assert found.refusal.endswith(".")


@pytest.mark.parametrize("case", DEADLY)
def test_a_file_that_ends_its_reader_ends_nothing_else(case: str) -> None:
    frail = DocumentReader()
    found = frail.read(file=DEADLY[case], name="letter")
    after = frail.read(file=b"ASSESSMENT: Gout.\n", name="note")
    frail.close()
    assert found.documents == ()
    assert "its reading was given up, because " in found.refusal
    assert [one.text for one in after.documents] == ["ASSESSMENT: Gout.\n"]


def rows(vault: Vault) -> dict[str, int]:
    with vault.looking() as look:
        tables = [name for (name,) in look.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        return {name: look.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def test_the_vault_holds_after_all_of_them_what_it_held_before(reader: DocumentReader, tmp_path: Path) -> None:
    """with the vault open beside the reader, as in the window; small files only, the large ones differ in nothing here"""
    vault = opened(clone(make_template(tmp_path / "template"), tmp_path / "a.vault"))
    fill(vault)
    before, files_before = rows(vault), sorted(path.name for path in tmp_path.iterdir())
    small: list[Cell] = [cell for cells in CELLS.values() for cell in cells if len(cell.content) < 1024**2]
    assert len(small) > 40
    for number, cell in enumerate(small):
        (tmp_path / "drop").mkdir(exist_ok=True)
        path = tmp_path / "drop" / f"{number}.bin"
        path.write_bytes(cell.content)
        reader.read(file=path)
        assert path.read_bytes() == cell.content
    assert rows(vault) == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "drop") == files_before
    vault.close()
