"""What a start does not load before the worklist is on the screen."""

import subprocess
import sys

import pytest

NAMES_LOADED = "import sys, coderdesk.bootstrap; print(*sys.modules)"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    return set(
        subprocess.run([sys.executable, "-c", NAMES_LOADED], capture_output=True, text=True, check=True).stdout.split()
    )


@pytest.mark.parametrize(
    "module",
    [
        "sqlalchemy",
        "numpy",
        "reportlab",
        "pyx12",
        "asyncio",
        "coderdesk.services.visits",
        "coderdesk.services.demo_practice",
        "coderdesk.ui.operations",
        "coderdesk.ui.views.desk.desk_page",
        "coderdesk.ui.views.claims.claims_page",
        "coderdesk.ui.views.records.records_page",
        "coderdesk.ui.dialogs.palette",
    ],
)
def test_the_window_starts_without(loaded: set[str], module: str) -> None:
    assert module not in loaded


def test_the_worklist_is_there_from_the_start(loaded: set[str]) -> None:
    assert {"coderdesk.ui.views.desk.worklist_panel", "coderdesk.storage.vault"} <= loaded
