"""Tables on the terminal and the same figures as JSON."""

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """The first column is left-aligned, the others right-aligned."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[place]) for row in [list(heads), *cells]) for place in range(len(heads))]
    print(f"\n{title}")
    for row in [list(heads), ["-" * width for width in widths], *cells]:
        first, *rest = row
        print(
            "  ".join(
                [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
            )
        )


def write_json(name: str, figures: Mapping[str, Any], *, keep_others: bool = False) -> Path:
    """benchmarks/results/NAME.json, with the machine's kind beside the figures; what was not measured may stay."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    if keep_others and path.is_file():
        figures = {**json.loads(path.read_text("utf-8")), **figures}
    machine = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
    path.write_text(json.dumps({**figures, "machine": machine}, indent=1) + "\n", "utf-8")
    return path
