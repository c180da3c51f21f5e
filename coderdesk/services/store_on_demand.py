"""The code stores, opened when first asked: their engine takes longer to load than a worklist to appear."""

import json
import threading
from abc import abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from coderdesk.services.code_files import crc32_of

if TYPE_CHECKING:
    from coderdesk.storage.beside_store import BesideStore
    from coderdesk.storage.code_store import CodeStore


class _Opened(Protocol):
    def close(self) -> None: ...


_Store = TypeVar("_Store", bound=_Opened)


@dataclass(slots=True)
class _Lazy(Generic[_Store]):
    """Several threads may ask at once. `mark` goes when the file turns out to be damaged."""

    file: Path
    mark: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _opened: _Store | None = None

    def get(self) -> _Store:
        """Raises CodeStoreDamaged; the next start then builds it anew."""
        from coderdesk.storage.code_store import CodeStoreDamaged

        with self._guard:
            if self._opened is None:
                try:
                    self._opened = self._open()
                except CodeStoreDamaged:
                    # Without its mark the folder counts as not built, so that the next start builds it anew.
                    self.mark.unlink(missing_ok=True)
                    raise
            return self._opened

    def close(self) -> None:
        with self._guard:
            if self._opened is not None:
                self._opened.close()

    @abstractmethod
    def _open(self) -> _Store:
        """Raises CodeStoreDamaged."""


@dataclass(slots=True)
class LazyStore(_Lazy["CodeStore"]):
    """The codes of all releases."""

    def _open(self) -> "CodeStore":
        from coderdesk.storage.code_store import open_code_store

        return open_code_store(self.file)


@dataclass(slots=True)
class LazyBeside(_Lazy["BesideStore"]):
    """The tables beside the codes, checked against their mark when a group, a map, a weight or a list is asked for."""

    def _open(self) -> "BesideStore":
        from coderdesk.storage.beside_store import open_beside_store
        from coderdesk.storage.code_store import CodeStoreDamaged

        try:
            written = json.loads(self.mark.read_text(encoding="utf-8"))["beside_crc32"]
            is_whole = crc32_of(self.file) == written
        except (OSError, ValueError, KeyError) as error:
            raise CodeStoreDamaged from error
        if not is_whole:
            raise CodeStoreDamaged
        return open_beside_store(self.file)
