"""The doors for trouble in a headless command: a sentence for what a person can act on, a crash report for a bug."""

import contextlib
import os
import sys
from collections.abc import Callable

from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.crash import write_crash_report
from coderdesk.shared.paths import user_paths

INTERRUPTED = 130  # what shells use for a command ended by Ctrl+C
NOBODY_READS = 141  # and for one whose reader has gone


def reporting_faults(action: Callable[[], int]) -> int:
    """The action's exit status, or the status of its trouble once that has been told on stderr."""
    try:
        status = action()
        if sys.stdout is not None:  # a windowed build has none
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        _write_to_nobody()
        return NOBODY_READS
    except AppError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept.", file=sys.stderr)
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 -- the outermost door: whatever else comes here is a bug
        print(_told(fault), file=sys.stderr)
        return 1


def _write_to_nobody() -> None:
    """The reader (`| head`) has gone, which is no fault; what the interpreter still holds back must not fail either."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _told(fault: Exception) -> str:
    try:
        report = write_crash_report(fault, folder=user_paths().state, at=SystemClock().now())
    except OSError as trouble:
        return (
            f"CoderDesk failed ({type(fault).__qualname__}), and no crash report could be written "
            f"({trouble.strerror or 'the disk gave no reason'}). Check the disk and the folder that CODERDESK_HOME names."
        )
    return f"CoderDesk failed. What was saved before is kept. The fault is described, without patient data, in {report}"
