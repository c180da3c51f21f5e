"""Building the code index in a process of its own: in a thread it would hold the window up for half a second at a time."""

import multiprocessing
import shutil
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_build import BuildCancelled
from coderdesk.services.code_sets import open_code_sets
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Progress

_PATIENCE = 0.1  # seconds between two looks at the wish to stop


class BuildFailed(AppError):
    """The other process ended without an index; the sentence is its own when it had one."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "Building the code index stopped unexpectedly. The old index still answers and nothing was lost; "
            "close other programs and start CoderDesk again, which builds it anew."
        )


def build_aside(*, paths: Paths, progress: Progress) -> None:
    """Build what `open_code_sets(build=False)` then opens. Raises BuildCancelled and BuildFailed."""
    context = multiprocessing.get_context("spawn")
    hears, tells = context.Pipe(duplex=False)
    child = context.Process(target=_build, args=(paths, tells), name="code index", daemon=True)
    child.start()
    tells.close()
    try:
        _listen(hears, progress)
    except BaseException:
        _end(child, paths)
        raise
    finally:
        hears.close()
    child.join()


def _listen(hears: Connection, progress: Progress) -> None:
    """Pass on what the other process tells until it is done."""
    while True:
        if progress.is_cancelled:
            raise BuildCancelled
        if not hears.poll(_PATIENCE):
            continue
        try:
            told = hears.recv()
        except EOFError:
            raise BuildFailed from None
        match told:
            case (int(done), int(total), str(what)):
                progress.report(done=done, total=total, what=what)
            case str(sentence):
                raise BuildFailed(sentence)
            case None:
                return


def _end(child: BaseProcess, paths: Paths) -> None:
    child.terminate()
    child.join()
    for left in paths.cache.glob(f"codes-*.building-{child.pid}"):
        shutil.rmtree(left, ignore_errors=True)


class _Told:
    """Progress that is sent to the process that waits; it ends this one by itself when it wants no more."""

    is_cancelled = False

    def __init__(self, tells: Connection) -> None:
        self._tells = tells

    def report(self, *, done: int, total: int, what: str) -> None:
        self._tells.send((done, total, what))


def _build(paths: Paths, tells: Connection) -> None:
    try:
        open_code_sets(paths=paths, progress=_Told(tells)).close()
    except AppError as trouble:
        tells.send(str(trouble))
    else:
        tells.send(None)
