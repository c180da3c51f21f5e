"""What every test stands on: a folder of its own, the offscreen platform, and an alarm for what it leaves behind."""

import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from filelock import FileLock

from coderdesk.services.code_sets import CodeLibrary, open_code_sets
from coderdesk.services.demo_practice import ensure_demo_vault, open_demo_desk
from coderdesk.services.desk import Desk
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress
from tests.helpers.demo import NOW, copy_vault

KEPT = Path(__file__).parent.parent / "build" / "test-home"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Windows that a test leaves are taken down by Qt, whole: the collector would do it later, piece by piece, and may crash."""
    result = yield
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return result


@pytest.fixture(scope="session")
def library_paths() -> Paths:
    """Where the full code index lies between runs: keyed by the manifests, built once, shared by the workers."""
    paths = Paths.under(KEPT).made()
    with FileLock(KEPT / "building.lock"):
        open_code_sets(paths=paths, progress=NoProgress()).close()
    return paths


@pytest.fixture(scope="session")
def library(library_paths: Paths) -> Iterator[CodeLibrary]:
    """All shipped code sets."""
    opened = open_code_sets(paths=library_paths, progress=NoProgress())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo_original(library: CodeLibrary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo vault, made once; tests work on copies."""
    paths = Paths.under(tmp_path_factory.mktemp("demo")).made()
    return ensure_demo_vault(paths=paths, library=library, clock=FixedClock(NOW), progress=NoProgress())


@pytest.fixture
def demo_paths(demo_original: Path, library_paths: Paths, tmp_path: Path) -> Paths:
    """Folders with a copy of the demo vault, and the shared code index."""
    own = Paths.under(tmp_path / "home").made()
    copy_vault(demo_original, own.vaults / demo_original.name)
    return Paths(vaults=own.vaults, codesets=library_paths.codesets, cache=library_paths.cache, state=own.state)


@pytest.fixture
def demo(demo_paths: Paths, library: CodeLibrary) -> Iterator[Desk]:
    """The demo practice, open and writable, on a clock that stands still."""
    desk = open_demo_desk(paths=demo_paths, library=library, clock=FixedClock(NOW))
    yield desk
    desk.vault.close()


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """A thread that a test started must end with it."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not _is_of_the_machinery(thread)]
    for thread in left:
        thread.join(timeout=5)
    assert not [thread.name for thread in left if thread.is_alive()]


def _is_of_the_machinery(thread: threading.Thread) -> bool:
    return thread.name.startswith(("execnet", "pytest", "Dummy"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """CoderDesk uses no network: a test that opens a socket fails."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "bind", refuse)


@pytest.fixture(autouse=True)
def no_unexpected_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log line at WARNING or above that no test asked for is a defect."""
    yield
    ours = [record for record in caplog.get_records("call") if record.name.startswith("coderdesk")]
    assert not [record.getMessage() for record in ours if record.levelno >= logging.WARNING]
