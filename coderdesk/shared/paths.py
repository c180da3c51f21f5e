"""Where CoderDesk keeps what it makes: vaults, the rebuildable code index, logs, settings."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs


@dataclass(frozen=True, slots=True)
class Paths:
    """`vaults` hold patient data and are backed up; `codesets` the code sets that a person imported; `cache` can be deleted
    at any time; `state` holds logs and settings."""

    vaults: Path
    codesets: Path
    cache: Path
    state: Path

    @classmethod
    def under(cls, root: Path) -> "Paths":
        """Everything below one folder: for tests, demonstrations and a portable installation."""
        return cls(vaults=root / "vaults", codesets=root / "codesets", cache=root / "cache", state=root / "state")

    def made(self) -> "Paths":
        for folder in (self.vaults, self.codesets, self.cache, self.state):
            folder.mkdir(parents=True, exist_ok=True)
        return self


def user_paths() -> Paths:
    """The folders of the platform, or those under CODERDESK_HOME when it is set."""
    home = os.environ.get("CODERDESK_HOME")
    if home:
        return Paths.under(Path(home)).made()
    dirs = PlatformDirs("CoderDesk", appauthor=False)
    return Paths(
        vaults=Path(dirs.user_data_dir) / "vaults",
        codesets=Path(dirs.user_data_dir) / "codesets",
        cache=Path(dirs.user_cache_dir),
        state=Path(dirs.user_state_dir),
    ).made()
