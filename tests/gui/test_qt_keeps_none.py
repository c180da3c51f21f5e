"""The installed PySide6 does not give away references that it does not own (docs/decisions/0008)."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

CALLS = 500


def calls(application: QApplication) -> dict[str, Callable[[], object]]:
    return {
        "processEvents": application.processEvents,
        "sendPostedEvents": lambda: application.sendPostedEvents(None, QEvent.Type.DeferredDelete),
    }


@pytest.mark.parametrize("name", ["processEvents", "sendPostedEvents"])
def test_a_call_that_returns_nothing_takes_no_reference_to_none(qapp: QApplication, name: str) -> None:
    call = calls(qapp)[name]
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    assert sys.getrefcount(None) > before - CALLS // 2
