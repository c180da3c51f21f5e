"""The code store, opened when the first code is looked up: its engine takes longer to load than a worklist to appear."""

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.services.code_files import crc32_of

if TYPE_CHECKING:
    from coderdesk.storage.beside_store import BesideStore
    from coderdesk.storage.code_store import CodeStore


@dataclass(slots=True)
class LazyStore:
    """Several threads may ask at once. `mark` goes when the file turns out to be damaged."""

    file: Path
    mark: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _opened: "CodeStore | None" = None

    def get(self) -> "CodeStore":
        """Raises CodeStoreDamaged; the next start then builds it anew."""
        with self._guard:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def close(self) -> None:
        with self._guard:
            if self._opened is not None:
                self._opened.close()

    def _open(self) -> "CodeStore":
        from coderdesk.storage.code_store import CodeStoreDamaged, open_code_store

        try:
            return open_code_store(self.file)
        except CodeStoreDamaged:
            # Without its mark the folder counts as not built, so that the next start builds it anew.
            self.mark.unlink(missing_ok=True)
            raise


@dataclass(slots=True)
class LazyBeside:
    """The tables beside the codes, checked and opened at the first question about a group, a map, a weight or a list.

    `mark` goes when the file turns out to be damaged.
    """

    file: Path
    mark: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _opened: "BesideStore | None" = None

    def get(self) -> "BesideStore":
        """Raises CodeStoreDamaged; the next start then builds it anew."""
        with self._guard:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def close(self) -> None:
        with self._guard:
            if self._opened is not None:
                self._opened.close()

    def _open(self) -> "BesideStore":
        from coderdesk.storage.beside_store import open_beside_store
        from coderdesk.storage.code_store import CodeStoreDamaged

        try:
            written = json.loads(self.mark.read_text(encoding="utf-8"))["beside_crc32"]
            if crc32_of(self.file) != written:
                raise CodeStoreDamaged
        except (OSError, ValueError, KeyError) as error:
            raise CodeStoreDamaged from error
        except CodeStoreDamaged:
            self.mark.unlink(missing_ok=True)
            raise
        return open_beside_store(self.file)
