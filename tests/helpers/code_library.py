"""One built code library for all tests of a machine: kept in the temporary folder, rebuilt when its sources change."""

import getpass
import tempfile
from pathlib import Path

from filelock import FileLock

from coderdesk.services.code_sets import CodeLibrary, open_code_sets
from coderdesk.shared.paths import Paths


def shared_paths() -> Paths:
    root = Path(tempfile.gettempdir()) / f"coderdesk-tests-{getpass.getuser()}"
    return Paths.under(root).made()


def shared_library() -> CodeLibrary:
    """The real code sets, opened; the caller closes it. Parallel test processes build only once."""
    paths = shared_paths()
    with FileLock(paths.state / "code-sets.lock"):
        return open_code_sets(paths=paths)
