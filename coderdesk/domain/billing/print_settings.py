"""Where a printer puts its sheets: how far each form must be moved on it, and which printer is used at this desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

FARTHEST = 0.5


@dataclass(frozen=True, slots=True)
class SheetShift:
    """In inches to the right and down; negative to the left and up. Raises ValueError beyond half an inch."""

    right: float = 0.0
    down: float = 0.0

    def __post_init__(self) -> None:
        if max(abs(self.right), abs(self.down)) > FARTHEST:
            raise ValueError("more than half an inch is a sheet fed wrongly, not an offset")


NO_SHIFT = SheetShift()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSettings:
    """`shifts` by printer and form; `printer` is the one in use, "" as long as none was named."""

    printer: str = ""
    shifts: Mapping[tuple[str, str], SheetShift] = field(default_factory=dict)

    def shift_of(self, form: str) -> SheetShift:
        """The shift of a form on the printer in use."""
        return self.shifts.get((self.printer, form), NO_SHIFT)

    @property
    def printers(self) -> tuple[str, ...]:
        return tuple(sorted({printer for printer, _ in self.shifts}))

    def with_shift(self, printer: str, form: str, shift: SheetShift) -> "PrintSettings":
        """That printer in use, with that shift."""
        return replace(self, printer=printer, shifts={**self.shifts, (printer, form): shift})
