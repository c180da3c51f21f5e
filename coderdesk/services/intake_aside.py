"""Reading documents in a process of its own: the window stays free, and a hostile file brings down nothing but its reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.trouble import GivenUp, IntakeCancelled
from coderdesk.services.intake import FileRead, read_document
from coderdesk.services.worker import Limits, Task, Worker, WorkLost, WorkRefused, WorkStopped
from coderdesk.shared.ports import Progress

READING_LIMITS = Limits(silence=60.0, memory=3 * 1024**3)


@dataclass(frozen=True, slots=True)
class _Asked:
    file: Path | bytes
    name: str


class DocumentReader:
    """Reads one file after the other; the process begins with the first file and stays until `close`."""

    def __init__(self, *, limits: Limits = READING_LIMITS) -> None:
        self._worker = Worker(make_reader, name="document reader", limits=limits)

    def read(self, *, file: Path | bytes, name: str = "", progress: Progress | None = None) -> FileRead:
        """The documents of a file or of pasted bytes, or the sentence of their refusal. Raises IntakeCancelled."""
        path = file if isinstance(file, Path) else Path(name)
        try:
            return FileRead(path, *self._worker.ask(_Asked(file, name), progress=progress))
        except WorkStopped as stopped:
            raise IntakeCancelled from stopped
        except WorkRefused as refusal:
            return FileRead(path, refusal=str(refusal))
        except WorkLost as lost:
            return FileRead(path, refusal=str(GivenUp(path.name, lost.why)))

    def close(self) -> None:
        """The process ends, and with it all that it has read."""
        self._worker.close()


def make_reader() -> Task:
    """In the process."""
    return _read


def _read(asked: _Asked, progress: Progress) -> Iterator[tuple[ReceivedDocument, ...]]:
    """In one piece, so that the documents of a file share its bytes."""
    yield read_document(file=asked.file, name=asked.name, progress=progress)
