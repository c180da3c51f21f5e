"""From process start to a usable worklist, beside a bare PySide6 window in the same run: time, work of the processor, memory.

"Usable" is the first paint after the demo practice was unlocked with its passphrase and its worklist was filled. The vault
and the code index exist already, as at every start but the first. Both programs start as fresh processes, in turns and each
turn in the other order, so that both meet the same machine. Other programs can only make a start slower, so beside the median
of the pairs stands the quickest start of each; processor time (of the whole process, its end included) hardly feels them.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks._report import print_table, write_json

ROUNDS = 11
AIM = 2.5

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
application.processEvents()
print("usable", flush=True)
"""
BARE_WINDOW = ("-c", BARE)
DESK = ("-m", "coderdesk", "--demo", "--quit-after-start")


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from process start to the word "usable", seconds of the processor, and peak resident memory in MiB."""

    wall: float
    processor: float
    memory: float


def start_once(program: Sequence[str], home: Path) -> Start:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CODERDESK_HOME": str(home)}
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    )
    if child.stdout is None:
        raise RuntimeError("the child has no output")
    line = child.stdout.readline()
    seconds = time.perf_counter() - began
    child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    child.stdout.close()
    if status or "usable" not in line:
        raise RuntimeError("the program did not come to its window")
    return Start(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def paired_starts(home: Path) -> tuple[list[Start], list[Start]]:
    """Starts of the bare window and of the desk, pair by pair."""
    start_once(DESK, home)  # the first start builds the index and the demo practice
    start_once(DESK, home)
    bare: list[Start] = []
    desk: list[Start] = []
    for turn in range(ROUNDS):
        order = [(BARE_WINDOW, bare), (DESK, desk)]
        for program, starts in order if turn % 2 else reversed(order):
            starts.append(start_once(program, home))
    return bare, desk


def ratios(bare: Sequence[Start], desk: Sequence[Start], figure: Callable[[Start], float]) -> tuple[float, float]:
    """How many times the bare window's figure: the median of the pairs, and the quickest against the quickest."""
    pairs = [figure(ours) / figure(theirs) for theirs, ours in zip(bare, desk, strict=True)]
    return statistics.median(pairs), min(map(figure, desk)) / min(map(figure, bare))


def _row(name: str, starts: Sequence[Start]) -> list[str]:
    wall, processor = [one.wall for one in starts], [one.processor for one in starts]
    figures = (statistics.median(wall), min(wall), statistics.median(processor), min(processor))
    return [name, *(f"{figure:.3f}" for figure in figures), f"{max(one.memory for one in starts):.0f}"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bare, desk = paired_starts(Path(folder))
    rows = [_row("bare PySide6 window", bare), _row("CoderDesk, worklist usable", desk)]
    heads = ["program", "wall median s", "wall min s", "processor median s", "processor min s", "peak MiB"]
    print_table(f"Start, {ROUNDS} processes each, in pairs", heads, rows)
    wall = ratios(bare, desk, lambda one: one.wall)
    processor = ratios(bare, desk, lambda one: one.processor)
    print(f"\nCoderDesk takes {wall[0]:.2f} times the bare window's time (quickest against quickest {wall[1]:.2f}),")
    print(
        f"and {processor[0]:.2f} times its processor time (least against least {processor[1]:.2f}). The aim is under {AIM}."
    )
    write_json(
        "startup",
        {
            "heads": heads,
            "rows": rows,
            "rounds": ROUNDS,
            "ratio": round(wall[0], 3),
            "ratio_of_quickest": round(wall[1], 3),
            "ratio_of_processor_time": round(processor[0], 3),
        },
    )


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
