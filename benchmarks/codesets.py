"""What the first start and every later one spend on the code sets: building, opening, the first search, single look-ups."""

import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks._report import print_table, write_json
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_browser import search_codes
from coderdesk.services.code_sets import open_code_sets
from coderdesk.shared.paths import Paths

ON = date(2026, 10, 1)
ROUNDS = 5
LOOK_UPS = ("N39.0", "E11.9", "S85.511A", "D69.11", "I10")


def one_start(paths: Paths) -> dict[str, float]:
    """Seconds of opening, of reading the search index, of one look-up, of the first search."""
    began = time.perf_counter()
    library = open_code_sets(paths=paths)
    opened = time.perf_counter()
    for value in LOOK_UPS:
        library.code_on(CodeSystem.ICD10CM, value, ON)
    looked_up = time.perf_counter()
    library.warm_up()
    warm = time.perf_counter()
    search_codes(library=library, query="urinary tract infection", on=ON)
    searched = time.perf_counter()
    library.close()
    return {
        "open ms": opened - began,
        "one look-up ms": (looked_up - opened) / len(LOOK_UPS),
        "search index ms": warm - looked_up,
        "first search ms": searched - warm,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.under(Path(folder)).made()
        began = time.perf_counter()
        open_code_sets(paths=paths).close()
        figures = {"first build s": round(time.perf_counter() - began, 2)}
        starts = [one_start(paths) for _ in range(ROUNDS)]
    figures |= {name: round(statistics.median(start[name] for start in starts) * 1000, 2) for name in starts[0]}
    print_table("code sets", list(figures), [list(figures.values())])
    print(f"\nwritten to {write_json('codesets', figures)}")


if __name__ == "__main__":
    main()
