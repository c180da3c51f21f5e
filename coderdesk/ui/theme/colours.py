"""A theme as a frozen value: colours by the name of what they mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QColor

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Severity
from coderdesk.shared.resources import resource_path

LETTERS = "ABCDEFGHIJKL"
THEME_NAMES = ("light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Hexadecimal colours under the names of resources/themes/*.toml; the methods give them as QColor."""

    name: str
    is_dark: bool
    colours: Mapping[str, str]
    tints: Mapping[str, str]
    strongs: Mapping[str, str]
    states: Mapping[str, str]
    severities: Mapping[str, str]

    def colour(self, token: str) -> QColor:
        """Raises KeyError for a name that no theme has."""
        return QColor(self.colours[token])

    def tint(self, letter: str) -> QColor:
        """The quiet ground of a letter's passages; service line numbers share a neutral one."""
        return QColor(self.tints.get(letter, self.colours["query_tint" if letter == "?" else "line_tint"]))

    def strong(self, letter: str) -> QColor:
        """The letter itself, readable on its tint and on paper."""
        return QColor(self.strongs.get(letter, self.colours["amber" if letter == "?" else "line_strong"]))

    def state(self, status: EncounterStatus) -> QColor:
        return self.colour(self.states[status.value])

    def severity(self, severity: Severity) -> QColor:
        return self.colour(self.severities[severity.value])


def load_theme(name: str) -> Theme:
    """Read resources/themes/NAME.toml."""
    with resource_path("themes", f"{name}.toml").open("rb") as file:
        read = tomllib.load(file)
    tables = {key: MappingProxyType(read[key]) for key in ("colours", "tints", "strongs", "states", "severities")}
    return Theme(name=read["name"], is_dark=read["is_dark"], **tables)
