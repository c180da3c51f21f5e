"""The print grid of a claim form: where each field stands on the sheet, read from resources/forms/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from coderdesk.shared.resources import resource_path

CHARACTER = 7.2
POINTS_AN_INCH = 72.0


@dataclass(frozen=True, slots=True)
class GridField:
    """`left` of the first character and `baseline` in points from the upper left corner; `length` in characters."""

    left: float
    baseline: float
    length: int
    is_right: bool = False

    def lowered(self, points: float) -> "GridField":
        return GridField(self.left, self.baseline + points, self.length, self.is_right)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridBox:
    """A box of a proof: its number and words, and its edges in points from the upper left corner. The words stand at its upper
    edge, or at the lower one at its "left" or "right" end where values fill the first row (`below`)."""

    number: str
    words: str
    left: float
    top: float
    width: float
    height: float
    below: str = ""


@dataclass(frozen=True, slots=True)
class GridHeading:
    """Words above a group of boxes; `left` and `baseline` in points from the upper left corner."""

    words: str
    left: float
    baseline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGrid:
    """`line` holds the fields of the first service line; the following stand `line_step` points below one another. `pitch` is the
    width of a character in points. `marks` say what a crossed square means; `title` is what a sheet of our own is headed with,
    `footer` what stands at its foot."""

    name: str
    pitch: float
    fields: Mapping[str, GridField]
    line: Mapping[str, GridField] = field(default_factory=dict)
    line_count: int = 0
    line_step: float = 0.0
    boxes: tuple[GridBox, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[GridHeading, ...] = ()
    title: str = ""
    footer: str = ""

    def place_of(self, key: str) -> GridField:
        """The field of a key: "28", or "line.3.charge" for the third line. Raises KeyError."""
        if key in self.fields or not key.startswith("line."):
            return self.fields[key]
        _, number, name = key.split(".", 2)
        return self.line[name].lowered((int(number) - 1) * self.line_step)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every field of a sheet, those of all its lines too."""
        lines = (f"line.{number}.{name}" for number in range(1, self.line_count + 1) for name in self.line)
        return (*self.fields, *lines)


@cache
def form_grid(form: str) -> FormGrid:
    """By the name of its file: "cms1500", "ub04" or "dental"."""
    read = tomllib.loads(resource_path("forms", f"{form}.toml").read_text("utf-8"))
    return FormGrid(
        name=read["name"],
        pitch=read.get("pitch", CHARACTER),
        fields={key: _field(read, value) for key, value in read["fields"].items()},
        line={key: _field(read, value) for key, value in read["line"].items()},
        line_count=read["line_count"],
        line_step=read["line_step"] * read["down"],
        boxes=tuple(_box(read, value) for value in read["proof"]["boxes"]),
        marks=dict(read["proof"].get("marks", ())),
        headings=tuple(_heading(read, value) for value in read["proof"].get("headings", ())),
        title=read.get("title", ""),
        footer=read.get("footer", f"Proof of {read['name']} on plain paper: not to be sent to a payer"),
    )


def _field(read: Mapping[str, Any], value: list[Any]) -> GridField:
    """`across` and `down` are the units in points, `left` and `top` where their zero lies."""
    down, across, length, *align = value
    return GridField(
        left=round(read["left"] + across * read["across"], 2),
        baseline=round(read["top"] + down * read["down"], 2),
        length=length,
        is_right=align == ["right"],
    )


def _heading(read: Mapping[str, Any], value: list[Any]) -> GridHeading:
    words, down, across = value
    return GridHeading(words, read["left"] + across * read["across"], read["top"] + down * read["down"])


def _box(read: Mapping[str, Any], value: list[Any]) -> GridBox:
    number, words, down, across, rows, columns, *below = value
    return GridBox(
        number=number,
        words=words,
        left=read["left"] + across * read["across"] - read.get("box_left", 0.0),
        top=read["top"] + down * read["down"] - read.get("box_rise", 0.0),
        width=columns * read["across"],
        height=rows * read["down"],
        below=below[0] if below else "",
    )
