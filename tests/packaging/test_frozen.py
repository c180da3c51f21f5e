"""The one-folder application that build.spec makes runs where no Python is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frozen")
    places = ("--distpath", folder / "dist", "--workpath", folder / "work")
    words = (sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, ROOT / "build.spec")
    done = subprocess.run(list(map(str, words)), cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "coderdesk" / ("coderdesk.exe" if os.name == "nt" else "coderdesk")


def run(program: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Without PATH or Python's own variables, so that nothing of the build machine helps."""
    kept = {name: value for name, value in os.environ.items() if name in {"SYSTEMROOT", "TEMP", "TMP", "LANG"}}
    environment = kept | {"CODERDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    return subprocess.run(
        [str(program), *words], cwd=home, env=environment, capture_output=True, text=True, check=False
    )


def test_check_passes_in_the_frozen_folder(program: Path, tmp_path: Path) -> None:
    done = run(program, "--check", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Everything but the window works." in done.stdout


def test_the_frozen_desk_starts_on_the_demo_practice(program: Path, tmp_path: Path) -> None:
    done = run(program, "--demo", "--quit-after-start", home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
