"""The colours of the diagnosis letters on paper: those of the desk by day."""

import tomllib
from dataclasses import dataclass
from functools import cache

from coderdesk.shared.resources import resource_path


@dataclass(frozen=True, slots=True)
class LetterColours:
    """Hexadecimal: `tint` is the ground of a passage, `strong` the letter itself."""

    tint: str
    strong: str


def colours_of(letter: str) -> LetterColours:
    """A to L have their own; "?" is a draft query's; every line number has the neutral one."""
    return _colours().get(letter, _colours()[""])


@cache
def _colours() -> dict[str, LetterColours]:
    theme = tomllib.loads(resource_path("themes", "light.toml").read_text("utf-8"))
    words = theme["colours"]
    lettered = {letter: LetterColours(tint, theme["strongs"][letter]) for letter, tint in theme["tints"].items()}
    return lettered | {
        "?": LetterColours(words["query_tint"], words["amber"]),
        "": LetterColours(words["line_tint"], words["line_strong"]),
    }
