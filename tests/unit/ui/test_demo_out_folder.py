"""The demonstration deletes what an earlier one left, and never a file of anybody else."""

from pathlib import Path

import pytest

from coderdesk.ui.demo.out_folder import FolderNotFree, cleared

OURS = (
    "01-the-vault-is-unlocked.png",
    "02-the-visit-is-open.png",
    "837P_LKM47_20261122_000000001.edi",
    "Invoice 2026-00001.pdf",
)


def filled(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"kept")
    return folder


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    assert cleared(tmp_path / "a" / "b").is_dir()


def test_what_an_earlier_demonstration_left_goes(tmp_path: Path) -> None:
    assert list(cleared(filled(tmp_path / "out", *OURS)).iterdir()) == []


@pytest.mark.parametrize(
    "names",
    [
        ("holiday.png",),
        ("tax return.pdf",),
        (*OURS, "my notes.txt"),
        ("Invoice 2026-00001.pdf", "Invoice 2026-00002.pdf"),
        ("837P_HWB61_20261122_000000007.edi",),
    ],
)
def test_what_is_somebodys_stays(tmp_path: Path, names: tuple[str, ...]) -> None:
    """pictures / papers / ours with one of somebody's / a practice's invoices / a practice's claims"""
    out = filled(tmp_path / "out", *names)
    with pytest.raises(FolderNotFree):
        cleared(out)
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_a_folder_of_ours_with_a_folder_in_it_stays(tmp_path: Path) -> None:
    out = filled(tmp_path / "out", *OURS)
    (out / "837P_old.edi").mkdir()
    with pytest.raises(FolderNotFree):
        cleared(out)
    assert (out / OURS[0]).exists()


def test_a_file_in_the_way_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(FolderNotFree):
        cleared(tmp_path / "out")
