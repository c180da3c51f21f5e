"""One window writes; the system gives its lock back whatever becomes of it."""

import subprocess
import sys
from pathlib import Path

from coderdesk.storage.window_lock import taken_lock

TAKES_AND_WAITS = """
import sys
from pathlib import Path
from coderdesk.storage.window_lock import taken_lock
lock = taken_lock(Path(sys.argv[1]))
print("taken" if lock else "refused", flush=True)
sys.stdin.read()
"""


def test_the_second_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "a.vault.lock"
    first = taken_lock(path)
    assert first is not None
    assert taken_lock(path) is None
    assert taken_lock(path) is None, "a refused try must not loosen the lock that stands"
    first.release()
    first.release()
    again = taken_lock(path)
    assert again is not None
    again.release()


def test_two_vaults_do_not_hinder_each_other(tmp_path: Path) -> None:
    locks = [taken_lock(tmp_path / name) for name in ("a.lock", "b.lock")]
    assert all(locks)
    for lock in locks:
        if lock is not None:
            lock.release()


def test_a_killed_window_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.vault.lock"
    other = subprocess.Popen(
        [sys.executable, "-c", TAKES_AND_WAITS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "taken\n"
        assert taken_lock(path) is None
        other.kill()
        other.wait()
    ours = taken_lock(path)
    assert ours is not None
    ours.release()


def test_the_file_is_left_where_it_is(tmp_path: Path) -> None:
    """were it deleted on release, a third window could lock a new file while a second holds the old one"""
    path = tmp_path / "a.vault.lock"
    lock = taken_lock(path)
    assert lock is not None
    lock.release()
    assert path.exists()
