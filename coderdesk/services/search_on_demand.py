"""The search index, read when the first search asks for it: opening the desk needs neither numpy nor the index."""

import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.tabular import TabularEntry

if TYPE_CHECKING:
    from coderdesk.search.index import SearchIndex
    from coderdesk.search.names import Names

# Loading what searches takes longer than opening a vault, so it happens inside the functions below.


@dataclass(slots=True)
class LazyIndex:
    """The index of the national sets; several threads may ask at once. `mark` goes when it turns out to be damaged."""

    file: Path
    mark: Path
    lexicon_folder: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _loaded: "SearchIndex | None" = None
    _names: "Names | None" = None

    def names(self) -> "Names":
        """The names of diagnoses, sorted out of the index when first asked for. Raises SearchIndexDamaged."""
        from coderdesk.search.names import names_of

        index = self.get()
        with self._guard:
            if self._names is None:
                self._names = names_of(index)
            return self._names

    def get(self) -> "SearchIndex":
        """Raises SearchIndexDamaged; the next start then builds it anew."""
        with self._guard:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _read(self) -> "SearchIndex":
        from coderdesk.search.files import SearchIndexDamaged
        from coderdesk.search.index import open_index
        from coderdesk.search.lexicon import read_lexicon

        try:
            return open_index(self.file, read_lexicon(self.lexicon_folder))
        except SearchIndexDamaged:
            # Without its mark the folder counts as not built, so that the next start builds it anew.
            self.mark.unlink(missing_ok=True)
            raise


@dataclass(frozen=True, kw_only=True)
class ChargeOverlay:
    """The practice's charge list, searched together with the national sets."""

    codes: dict[tuple[CodeSystem, str], Code] = field(default_factory=dict)
    entries: tuple[TabularEntry, ...] = ()
    lexicon_folder: Path = Path()

    @cached_property
    def index(self) -> "SearchIndex | None":
        """None for an empty list. A small index, so that two threads building it at once do no harm."""
        if not self.entries:
            return None
        from coderdesk.search.build import build_arrays
        from coderdesk.search.index import index_from
        from coderdesk.search.lexicon import read_lexicon

        lexicon = read_lexicon(self.lexicon_folder)
        return index_from(build_arrays(list(self.entries), lexicon), lexicon)
