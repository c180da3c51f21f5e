"""What a person may set, in one schema: the settings page and the stored file come from it. No patient data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coderdesk.shared.files import write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """`choices` are the values allowed, in order; empty for a free text. `help` is one sentence."""

    key: str
    label: str
    help: str
    default: str | int
    choices: tuple[str | int, ...] = ()
    needs_restart: bool = False


PREFERENCES: tuple[Preference, ...] = (
    Preference(
        key="appearance",
        label="Appearance",
        help="Light, dark, or as the system has it.",
        default="system",
        choices=("system", "light", "dark"),
    ),
    Preference(
        key="font_size",
        label="Text size of the desk",
        help="In pixels, before scaling.",
        default=13,
        choices=(11, 12, 13, 14, 15, 16, 18),
    ),
    Preference(
        key="document_font_size",
        label="Text size of documents",
        help="In pixels, before scaling.",
        default=15,
        choices=(13, 14, 15, 16, 17, 18, 20, 22),
    ),
    Preference(
        key="scale",
        label="Scale of everything",
        help="In per cent; takes effect at the next start.",
        default=100,
        choices=(100, 125, 150, 175, 200),
        needs_restart=True,
    ),
    Preference(
        key="coder",
        label="Your name",
        help="Stands in the audit trail beside what you do.",
        default="",
    ),
    Preference(
        key="claims_folder",
        label="Outgoing claim files",
        help="Where claim files are written, each whole or not at all: a program may watch it. Empty means the folder shown.",
        default="",
    ),
    Preference(
        key="answers_folder",
        label="Incoming answers",
        help="TA1, 999, 997 and 277CA files that arrive there are read by themselves and stay there. Empty means none.",
        default="",
    ),
    Preference(
        key="invoices_folder",
        label="Folder for invoices",
        help="Where invoice pages are written; empty means the folder shown.",
        default="",
    ),
    Preference(
        key="incoming_folder",
        label="Folder that is watched",
        help="Documents that arrive there are offered to be taken in; they stay where they are. Empty means none.",
        default="",
    ),
)
_BY_KEY = {preference.key: preference for preference in PREFERENCES}


@dataclass(frozen=True, slots=True)
class Preferences:
    """The values chosen, and `layout`: opaque strings in which the window remembers its splitters."""

    values: Mapping[str, str | int] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str | int:
        """The value chosen, or the default where none or no allowed one is."""
        preference = _BY_KEY[key]
        value = self.values.get(key, preference.default)
        fits = type(value) is type(preference.default) and (not preference.choices or value in preference.choices)
        return value if fits else preference.default

    def number(self, key: str) -> int:
        return int(self.get(key))

    def words(self, key: str) -> str:
        return str(self.get(key))

    def with_value(self, key: str, value: str | int) -> "Preferences":
        return Preferences({**self.values, key: value}, self.layout)

    def with_layout(self, layout: Mapping[str, str]) -> "Preferences":
        return Preferences(self.values, {**self.layout, **layout})


def load_preferences(folder: Path) -> Preferences:
    """What was saved; a missing or unreadable file means the defaults, for nothing here is worth stopping for."""
    try:
        stored: dict[str, Any] = json.loads((folder / "preferences.json").read_text("utf-8"))
        return Preferences(dict(stored["values"]), dict(stored["layout"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Preferences()


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Raises OSError when the disk refuses."""
    stored = {"values": dict(preferences.values), "layout": dict(preferences.layout)}
    write_atomically(folder / "preferences.json", json.dumps(stored, indent=1).encode("utf-8"))
