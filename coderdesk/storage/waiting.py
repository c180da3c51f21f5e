"""The growing delay after wrong passphrases, kept on disk so that starting again does not shorten it."""

import contextlib
import json
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from coderdesk.shared.files import write_atomically
from coderdesk.shared.ports import Clock

LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Wait:
    failures: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """The waits of all vaults of this computer, told by the clock; nothing here sleeps."""

    folder: Path
    clock: Clock

    def seconds_left(self, vault_id: str) -> int:
        """Whole seconds until the next try is taken; 0 when it may be made now."""
        waits = self._read()
        wait = waits.get(vault_id)
        if wait is None:
            return 0
        left: int = math.ceil((wait.until - self.clock.now()).total_seconds())
        if left > LONGEST:  # the clock was set back, which must not lock anyone out for a year
            left = LONGEST
            waits[vault_id] = _Wait(wait.failures, self.clock.now() + timedelta(seconds=LONGEST))
            self._write(waits)
        return max(0, left)

    def failed(self, vault_id: str) -> int:
        """Count a wrong try: 1, 2, 4 ... 60 seconds."""
        waits = self._read()
        failures = waits[vault_id].failures + 1 if vault_id in waits else 1
        seconds = min(LONGEST, 1 << min(failures - 1, 10))
        waits[vault_id] = _Wait(failures, self.clock.now() + timedelta(seconds=seconds))
        self._write(waits)
        return seconds

    def forget(self, vault_id: str) -> None:
        waits = self._read()
        if waits.pop(vault_id, None) is not None:
            self._write(waits)

    @property
    def _path(self) -> Path:
        return self.folder / "unlock-waits.json"

    def _read(self) -> dict[str, _Wait]:
        try:
            content = json.loads(self._path.read_bytes())
            return {
                vault_id: _Wait(max(0, int(row["failures"])), datetime.fromisoformat(row["until"]).astimezone())
                for vault_id, row in content.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return {}

    def _write(self, waits: dict[str, _Wait]) -> None:
        """A state folder that cannot be written must not keep the right passphrase from opening the vault."""
        content = {
            vault_id: {"failures": wait.failures, "until": wait.until.isoformat()} for vault_id, wait in waits.items()
        }
        with contextlib.suppress(OSError):
            write_atomically(self._path, json.dumps(content, indent=2).encode())
