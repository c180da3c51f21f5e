"""The doors for trouble in a headless command: a sentence for what a person can act on, a crash report for a bug."""

import sys
from collections.abc import Callable

from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.crash import write_crash_report
from coderdesk.shared.paths import user_paths

INTERRUPTED = 130  # what shells use for a command ended by Ctrl+C


def reporting_faults(action: Callable[[], int]) -> int:
    """The action's exit status, or the status of its trouble once that has been told on stderr."""
    try:
        return action()
    except AppError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept.", file=sys.stderr)
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 -- the outermost door: whatever else comes here is a bug
        print(_told(fault), file=sys.stderr)
        return 1


def _told(fault: Exception) -> str:
    try:
        report = write_crash_report(fault, folder=user_paths().state, at=SystemClock().now())
    except OSError:
        return f"CoderDesk failed ({type(fault).__qualname__}), and no crash report could be written: see the disk."
    return f"CoderDesk failed. What was saved before is kept. The fault is described, without patient data, in {report}"
