"""The lock of the one window that writes to a vault, held through the operating system, which frees it when its process ends."""

import os
import sys
from pathlib import Path


class WindowLock:
    """Held from `taken_lock` until `release`. The file beside the vault stays: to delete it would let two windows in."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Others may write from now on. May be called twice."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)  # with its last handle the system frees the lock


def taken_lock(path: Path) -> WindowLock | None:
    """The lock of this file, which is made when it is missing, or None when somebody has it. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        is_ours = _is_locked_by_us(handle)
    except BaseException:
        os.close(handle)
        raise
    if is_ours:
        return WindowLock(handle)
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _is_locked_by_us(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _is_locked_by_us(handle: int) -> bool:
        """flock and not lockf: that one would be lost as soon as any other handle of this process on the file is closed."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
