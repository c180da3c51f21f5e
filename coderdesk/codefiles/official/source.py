"""A file, or a member of a zip, as a watched stream: read errors, progress and the wish to stop in one place."""

import io
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from coderdesk.codefiles.official.trouble import FileRefused, ImportCancelled
from coderdesk.shared.ports import NoProgress, Progress

_BUFFER = 256 * 1024
# What is copied to be read at any place: workbooks and zips inside a zip. The largest official one has 60 MB.
_LARGEST_COPY = 512 * 1024 * 1024
_IN_MEMORY = 32 * 1024 * 1024
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Source:
    """`inside` leads from the file through zips to the member: () for the file itself. `size` is in bytes, unpacked."""

    path: Path
    size: int
    inside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As the person knows it: "order.zip: icd10cm-order-2027.txt"."""
        return ": ".join((self.path.name, *self.inside))

    @property
    def own_name(self) -> str:
        """The name of the file or member alone, which often says the release."""
        return (self.inside[-1] if self.inside else self.path.name).rpartition("/")[2]

    @contextmanager
    def opened(self, progress: Progress | None = None) -> Iterator[BinaryIO]:
        """The bytes in order, through a buffer. Raises FileRefused for a damaged one and ImportCancelled."""
        with ExitStack() as stack:
            inner = _open(self, stack)
            watched = _Watched(inner, self, progress or NoProgress())
            yield cast(BinaryIO, stack.enter_context(io.BufferedReader(watched, _BUFFER)))

    @contextmanager
    def opened_anywhere(self) -> Iterator[IO[bytes]]:
        """The bytes at any place, for files that are zips themselves; a member is copied to a temporary file."""
        with ExitStack() as stack:
            inner = _open(self, stack)
            yield inner if not self.inside else stack.enter_context(_copied(inner, self))


class _Watched(io.RawIOBase):
    """Counts what is read, tells it, and stops when the person wants to."""

    def __init__(self, inner: IO[bytes], source: Source, progress: Progress) -> None:
        self._inner = inner
        self._source = source
        self._progress = progress
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._progress.is_cancelled:
            raise ImportCancelled
        try:
            chunk = self._inner.read(len(buffer))
        except DAMAGED as error:
            raise FileRefused(self._source.name, f"it is damaged ({error})") from error
        buffer[: len(chunk)] = chunk
        self._done += len(chunk)
        self._progress.report(done=self._done, total=max(self._source.size, self._done), what=self._source.own_name)
        return len(chunk)


def _open(source: Source, stack: ExitStack) -> IO[bytes]:
    try:
        stream: IO[bytes] = stack.enter_context(source.path.open("rb"))
        for place, member in enumerate(source.inside):
            archive = stack.enter_context(ZipFile(stream))
            stream = stack.enter_context(archive.open(member))
            if place + 1 < len(source.inside):
                stream = stack.enter_context(_copied(stream, source))
    except OSError as error:
        raise FileRefused(source.name, f"it cannot be opened ({error.strerror or error})") from error
    except (*DAMAGED, KeyError) as error:
        raise FileRefused(source.name, f"it is damaged ({error})") from error
    return stream


@contextmanager
def _copied(stream: IO[bytes], source: Source) -> Iterator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        try:
            shutil.copyfileobj(_Limited(stream, source), copy, _BUFFER)
        except DAMAGED as error:
            raise FileRefused(source.name, f"it is damaged ({error})") from error
        copy.seek(0)
        yield cast(IO[bytes], copy)


@dataclass(slots=True)
class _Limited:
    stream: IO[bytes]
    source: Source
    read_so_far: int = 0

    def read(self, size: int = _BUFFER) -> bytes:
        chunk = self.stream.read(size)
        self.read_so_far += len(chunk)
        if self.read_so_far > _LARGEST_COPY:
            raise FileRefused(self.source.name, "it unpacks to more than any official file")
        return chunk
