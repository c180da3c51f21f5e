"""Run as a program of its own: what an open index holds in memory, before and after some searches."""

import resource
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

_ON = date(2026, 9, 1)
_TYPED = (
    "type 2 diabetes",
    "laparoscopic appendectomy",
    "fractrue of wrist",
    "carcinoma in situ o",
    "e11",
    "heart attack",
)


def _held() -> int:
    """Megabytes held now; where the system does not tell, the most that were held."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    from coderdesk.search.find import find_codes
    from coderdesk.search.index import open_index
    from coderdesk.search.lexicon import read_lexicon
    from coderdesk.shared.resources import resource_path

    bare = _held()
    index = open_index(Path(sys.argv[1]), read_lexicon(resource_path("search")))
    opened = _held()
    for typed in _TYPED:
        find_codes(index, typed, on=_ON)
    print(bare, opened, _held())


if __name__ == "__main__":
    main()
