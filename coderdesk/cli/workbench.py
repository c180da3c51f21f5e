"""A desk on the demo practice in a scratch folder, made as far as a check needs it and gone afterwards."""

from functools import cached_property
from pathlib import Path

from coderdesk.services.code_sets import CodeLibrary, is_built, open_code_sets
from coderdesk.services.demo_practice import ensure_demo_vault, open_demo_desk
from coderdesk.services.desk import Desk
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.paths import Paths, user_paths
from coderdesk.shared.ports import NoProgress


class Workbench:
    """Nothing is written outside `folder`: the person's own index is read when there is one, else one is built here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = Paths.under(folder).made()

    @cached_property
    def library(self) -> CodeLibrary:
        own = user_paths()
        return open_code_sets(paths=own if is_built(own) else self.paths)

    @cached_property
    def desk(self) -> Desk:
        """On a vault that was made, closed, and opened again with its passphrase."""
        ensure_demo_vault(paths=self.paths, library=self.library, clock=SystemClock(), progress=NoProgress())
        return open_demo_desk(paths=self.paths, library=self.library, clock=SystemClock())

    def close(self) -> None:
        if "desk" in self.__dict__:
            self.desk.vault.close()
        if "library" in self.__dict__:
            self.library.close()
