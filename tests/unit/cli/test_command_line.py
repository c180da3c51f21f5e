"""The words after `coderdesk`, and what is done with them."""

import subprocess
import sys
from pathlib import Path

import pytest

from coderdesk import __version__
from coderdesk.cli import parsed_command


def test_no_words_open_the_window() -> None:
    command = parsed_command([])
    assert (command.name, command.run) == (None, None)


def test_demo_option_opens_the_window_on_the_demo_practice() -> None:
    command = parsed_command(["--demo"])
    assert command.run is None
    assert command.arguments.demo


def test_demo_command_is_left_to_the_composition_root() -> None:
    command = parsed_command(["demo", "--out", "here"])
    assert (command.name, command.run, command.arguments.out) == ("demo", None, Path("here"))


def test_check_is_headless() -> None:
    assert parsed_command(["--check"]).run is not None


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed_command(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"CoderDesk {__version__}\n"


@pytest.mark.parametrize("words", [["--dem"], ["nonsense"], ["--demo", "extra"]])
def test_other_words_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed_command(words)
    assert ended.value.code == 2
    assert "usage: coderdesk" in capsys.readouterr().err


def test_the_window_start_loads_no_command() -> None:
    """The modules of the commands bring numpy and the readers along, which the first frame does not need."""
    program = (
        "import sys; from coderdesk.cli import parsed_command; parsed_command(['--demo']);"
        "print([name for name in ('numpy', 'sqlalchemy', 'coderdesk.services', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
