"""`python -m coderdesk` and the `coderdesk` command: to the window, or to a headless command that never loads Qt."""

import sys
from collections.abc import Sequence

from coderdesk.cli import Command, parsed_command, reporting_faults


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 done, 1 refused or failed with a sentence on stderr, 2 not a command."""
    words = list(sys.argv[1:] if argv is None else argv)
    return reporting_faults(lambda: _run(parsed_command(words), words))


def _run(command: Command, words: list[str]) -> int:
    if command.run is not None:
        return command.run(command.arguments)
    # Qt is loaded here and nowhere before, so that headless commands start fast and need no display libraries
    from coderdesk.bootstrap import run_demo, run_desk

    return run_demo(words) if command.name == "demo" else run_desk(words)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support  # the index is built in a process of its own

        freeze_support()
    sys.exit(main())
