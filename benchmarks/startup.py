"""From process start to a usable worklist, beside a bare PySide6 window in the same run: time and peak memory.

"Usable" is the first paint after the demo practice was unlocked with its passphrase and its worklist was filled. The vault
and the code index exist already, as at every start but the first. Each figure is the median of several fresh processes, taken
in turns so that both meet the same machine.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._report import print_table, write_json

ROUNDS = 9

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
application.processEvents()
print("usable", flush=True)
"""

DESK = """
from coderdesk.bootstrap import run_desk
run_desk(["--demo", "--quit-after-start"])
"""


def run_once(program: str, home: Path) -> tuple[float, int]:
    """Seconds from process start to the word "usable" on its output, and the peak resident memory in KiB."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CODERDESK_HOME": str(home)}
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment, text=True)
    if child.stdout is None:
        raise RuntimeError("the child has no output")
    line = child.stdout.readline()
    seconds = time.perf_counter() - began
    child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status or "usable" not in line:
        raise RuntimeError("the program did not come to its window")
    child.returncode = 0
    child.stdout.close()
    return seconds, usage.ru_maxrss


def main() -> None:
    figures: dict[str, list[tuple[float, int]]] = {"bare PySide6 window": [], "CoderDesk, worklist usable": []}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run_once(DESK, home)  # the first start builds the index and the demo practice
        for _ in range(ROUNDS):
            figures["bare PySide6 window"].append(run_once(BARE, home))
            figures["CoderDesk, worklist usable"].append(run_once(DESK, home))
    rows = []
    for name, runs in figures.items():
        seconds = [run[0] for run in runs]
        memory = max(run[1] for run in runs) / 1024
        rows.append([name, f"{statistics.median(seconds):.3f}", f"{min(seconds):.3f}", f"{max(seconds):.3f}", f"{memory:.0f}"])
    ratio = float(rows[1][1]) / float(rows[0][1])
    print_table(
        f"Start, median of {ROUNDS} processes each", ["program", "median s", "min s", "max s", "peak MiB"], rows
    )
    print(f"\nCoderDesk takes {ratio:.2f} times the bare window's time.")
    write_json("startup", {"rows": rows, "ratio": round(ratio, 3), "rounds": ROUNDS})


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
