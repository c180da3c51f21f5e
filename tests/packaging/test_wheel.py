"""The wheel, installed alone in a fresh environment, carries all that the headless part needs."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def run(*words: str | Path, cwd: Path, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CODERDESK"))}
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env=clean | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("coderdesk-*.whl"))


@pytest.fixture(scope="module")
def fresh_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with CoderDesk from the wheel; its locked dependencies are those already installed beside the tests.

    They come by a path file, whose folder's own path files are not read: the checkout that is installed there for
    editing stays out of sight.
    """
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = next(scripts.glob("python*"))
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "locked.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    return python


def test_the_wheel_holds_every_data_file(wheel: Path) -> None:
    expected = {
        f"coderdesk/_data/{file.relative_to(ROOT).as_posix()}"
        for folder in ("resources", "codesets")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    }
    assert expected
    assert expected - set(ZipFile(wheel).namelist()) == set()


def test_the_installed_package_is_the_wheels(fresh_python: Path, tmp_path: Path) -> None:
    place = run(fresh_python, "-c", "import coderdesk; print(coderdesk.__file__)", cwd=tmp_path).strip()
    assert Path(place).is_relative_to(fresh_python.parents[1])


def test_check_passes_from_the_wheel(fresh_python: Path, tmp_path: Path) -> None:
    program = fresh_python.with_name("coderdesk.exe" if os.name == "nt" else "coderdesk")
    words = run(program, "--check", cwd=tmp_path, CODERDESK_HOME=str(tmp_path / "home"))
    assert "Everything but the window works." in words
