"""The set-up step that looks for Qt's system libraries."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "system_libraries.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system_libraries", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for Linux libraries")
def test_a_library_is_known_by_loading_it(script: ModuleType) -> None:
    assert script.loads("libc.so.6")
    assert not script.loads("libno-such-library.so.0")


def test_without_a_display_no_display_library_is_wanted(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert script.wanted_libraries() == script.ALWAYS


def test_a_display_asks_for_its_own_libraries(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert script.wanted_libraries()["libxcb-cursor.so.0"] == "libxcb-cursor0"


def test_without_rights_the_one_line_to_run_is_printed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """missing: libEGL / user: no root, no sudo / a line to copy, status 1"""
    monkeypatch.setattr(script.sys, "platform", "linux")
    monkeypatch.setattr(script.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(script.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(script, "missing_packages", lambda: ["libegl1"])
    assert script.main() == 1
    assert "sudo apt-get install -y --no-install-recommends libegl1" in capsys.readouterr().out


def test_where_there_is_no_apt_nothing_is_asked(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script.shutil, "which", lambda _: None)
    assert script.main() == 0
    assert capsys.readouterr().out == ""
