"""A voice that reads words out: Qt's own where it is installed with the desk, else the speech command of the platform.

The words go to the command through a pipe, never on its command line.
"""

import importlib
import shutil
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

_WINDOWS = (
    "Add-Type -AssemblyName System.Speech;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)
_COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "darwin": (("say", "-f", "-"),),
    "win32": (("powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS),),
    "linux": (("espeak-ng", "--stdin"), ("espeak", "--stdin"), ("spd-say", "--wait", "--pipe-mode")),
}


class Voice(QObject):
    """`finished` when what it was told to `say` has been said, never after `stop`; `failed` when it cannot."""

    finished = Signal()
    failed = Signal()

    def say(self, words: str) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError


class CommandVoice(Voice):
    """A command that reads words from its input, speaks them and ends."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._running: QProcess | None = None

    def say(self, words: str) -> None:
        self.stop()
        running = self._running = QProcess(self)
        running.finished.connect(self._ended)
        running.errorOccurred.connect(self._refused)
        running.setStandardOutputFile(QProcess.nullDevice())
        running.setStandardErrorFile(QProcess.nullDevice())
        running.start(self._command[0], list(self._command[1:]))
        running.write(words.encode())
        running.closeWriteChannel()

    def stop(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.finished.disconnect(self._ended)
            running.errorOccurred.disconnect(self._refused)
            running.finished.connect(running.deleteLater)
            running.kill()

    def _ended(self, status: int, _how: QProcess.ExitStatus) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.deleteLater()
        (self.failed if status else self.finished).emit()

    def _refused(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._running = None
            self.failed.emit()


class QtVoice(Voice):
    """Qt's text to speech, a part that not every installation has."""

    def __init__(self, speech: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states = speech.State
        self._speech = speech(self)
        self._is_saying = False
        self._speech.stateChanged.connect(self._follow)

    @property
    def is_able(self) -> bool:
        return self._speech.state() is not self._states.Error

    def say(self, words: str) -> None:
        self._is_saying = True
        self._speech.say(words)

    def stop(self) -> None:
        self._is_saying = False
        self._speech.stop()

    def _follow(self, state: object) -> None:
        if self._is_saying and state is self._states.Ready:
            self._is_saying = False
            self.finished.emit()
        elif state is self._states.Error:
            self._is_saying = False
            self.failed.emit()


def find_voice(parent: QObject | None = None) -> Voice | None:
    """The voice of this computer; None when it has none."""
    return _of_qt(parent) or _of_platform(parent)


def _of_qt(parent: QObject | None) -> Voice | None:
    try:
        speech = importlib.import_module("PySide6.QtTextToSpeech").QTextToSpeech
    except ImportError:
        return None
    if not [one for one in speech.availableEngines() if one != "mock"]:
        return None
    voice = QtVoice(speech, parent)
    return voice if voice.is_able else None


def _of_platform(parent: QObject | None) -> Voice | None:
    for command in _COMMANDS.get(sys.platform, ()):
        found = shutil.which(command[0])
        if found is not None:
            return CommandVoice((found, *command[1:]), parent)
    return None
