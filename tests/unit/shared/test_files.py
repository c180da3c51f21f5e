"""A file is written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from coderdesk.shared.files import write_atomically


def test_writes_and_makes_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "claims" / "2026" / "file.edi"
    write_atomically(path, b"ISA*00")
    assert path.read_bytes() == b"ISA*00"
    assert [one.name for one in path.parent.iterdir()] == ["file.edi"]


def test_takes_the_place_of_an_older_file(tmp_path: Path) -> None:
    path = tmp_path / "file.edi"
    path.write_bytes(b"old and longer")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such mode")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """Claim files and invoices name patients."""
    path = tmp_path / "file.edi"
    write_atomically(path, b"")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_refused_rename_leaves_no_part_behind(tmp_path: Path) -> None:
    """A folder stands where the file should go."""
    taken = tmp_path / "file.edi"
    taken.mkdir()
    with pytest.raises(OSError, match=r".*"):
        write_atomically(taken, b"content")
    assert [one.name for one in tmp_path.iterdir()] == ["file.edi"]
    assert list(taken.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"kept")
    with pytest.raises(OSError, match=r".*"):
        write_atomically(blocked / "claims" / "file.edi", b"content")
    assert blocked.read_bytes() == b"kept"
    assert list(tmp_path.iterdir()) == [blocked]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part is opened on a device that is always full: the disk refuses the bytes, the older file stays."""
    path = tmp_path / "file.edi"
    path.write_bytes(b"old")
    opened = os.fdopen

    def on_a_full_disk(handle: int, mode: str) -> object:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, handle)
        os.close(full)
        return opened(handle, mode)

    monkeypatch.setattr(os, "fdopen", on_a_full_disk)
    with pytest.raises(OSError, match=r".*") as trouble:
        write_atomically(path, b"new")
    assert trouble.value.errno == errno.ENOSPC
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["file.edi"]


def test_a_folder_that_cannot_be_flushed_still_has_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network shares refuse to flush a folder; the file stands there whole, so nothing failed."""
    flush = os.fsync

    def as_on_a_share(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        flush(handle)

    monkeypatch.setattr(os, "fsync", as_on_a_share)
    write_atomically(tmp_path / "file.edi", b"whole")
    assert (tmp_path / "file.edi").read_bytes() == b"whole"


def test_a_kill_in_the_middle_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.edi"
    path.write_bytes(b"old")

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(Killed):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["file.edi"]
