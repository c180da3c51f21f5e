"""The national claim edits for the rules: opened once and again after an import; none where nothing is imported."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from coderdesk.domain.coding.code_release import AddOnPair, CodeSet, CoveredDiagnosis, EditPair, UnitsLimit
from coderdesk.domain.coding.rule_book import EditTables
from coderdesk.shared.paths import Paths

Answer = TypeVar("Answer")
MOST_REMEMBERED = 50_000


class NoEditTables:
    """Nothing is imported; the form is that of `EditTables`."""

    def is_imported(self, code_set: CodeSet, on: date, setting: str = "") -> bool:  # noqa: ARG002
        return False

    def pairs_between(self, codes: Collection[str], on: date, setting: str) -> tuple[EditPair, ...]:  # noqa: ARG002
        return ()

    def units_limit(self, code: str, on: date, setting: str) -> UnitsLimit | None:  # noqa: ARG002
        return None

    def add_on_primaries(self, code: str, on: date) -> tuple[AddOnPair, ...]:  # noqa: ARG002
        return ()

    def coverage_of(self, procedure: str, on: date) -> tuple[CoveredDiagnosis, ...]:  # noqa: ARG002
        return ()

    def global_days(self, code: str, on: date) -> str:  # noqa: ARG002
        return ""

    def close(self) -> None:
        """Nothing is open."""


@dataclass(eq=False)
class RememberedTables:
    """The same tables, which answer what they were asked before from memory: a visit is checked at every change."""

    tables: EditTables
    _known: dict[tuple[object, ...], object] = field(default_factory=dict)

    def is_imported(self, code_set: CodeSet, on: date, setting: str = "") -> bool:
        return self._asked(("is", code_set, on, setting), lambda: self.tables.is_imported(code_set, on, setting))

    def pairs_between(self, codes: Collection[str], on: date, setting: str) -> tuple[EditPair, ...]:
        key = ("pairs", tuple(sorted(set(codes))), on, setting)
        return self._asked(key, lambda: self.tables.pairs_between(codes, on, setting))

    def units_limit(self, code: str, on: date, setting: str) -> UnitsLimit | None:
        return self._asked(("limit", code, on, setting), lambda: self.tables.units_limit(code, on, setting))

    def add_on_primaries(self, code: str, on: date) -> tuple[AddOnPair, ...]:
        return self._asked(("add-on", code, on), lambda: self.tables.add_on_primaries(code, on))

    def coverage_of(self, procedure: str, on: date) -> tuple[CoveredDiagnosis, ...]:
        return self._asked(("coverage", procedure, on), lambda: self.tables.coverage_of(procedure, on))

    def global_days(self, code: str, on: date) -> str:
        return self._asked(("global", code, on), lambda: self.tables.global_days(code, on))

    def close(self) -> None:
        self.tables.close()

    def _asked(self, key: tuple[object, ...], ask: Callable[[], Answer]) -> Answer:
        known = self._known
        if key not in known:
            if len(known) >= MOST_REMEMBERED:
                known = self._known = {}
            known[key] = ask()
        return known[key]  # type: ignore[return-value]  # each kind of key has its kind of answer


@dataclass(eq=False)
class KeptTables:
    """The tables as they were opened last. Safe to share between threads."""

    _stamp: tuple[int, int] | None = None
    _opened: EditTables = field(default_factory=NoEditTables)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def of(self, paths: Paths) -> EditTables:
        """Opened anew when the shelf's file has changed. Raises ShelfTrouble."""
        from coderdesk.services.edit_tables import open_edit_tables  # SQLAlchemy, with the first visit

        stamp = _stamp_of(paths)
        with self._guard:
            if stamp != self._stamp:
                self._opened.close()
                self._opened, self._stamp = NoEditTables(), None
                if stamp is not None:
                    self._opened, self._stamp = RememberedTables(open_edit_tables(paths)), stamp
            return self._opened

    def close(self) -> None:
        with self._guard:
            self._opened.close()
            self._opened, self._stamp = NoEditTables(), None


def _stamp_of(paths: Paths) -> tuple[int, int] | None:
    from coderdesk.services.shelf_sources import shelf_file

    try:
        found = shelf_file(paths).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
