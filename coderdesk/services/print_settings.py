"""The offsets of printers, kept with the practice."""

from typing import TYPE_CHECKING, Any

from coderdesk.domain.billing.print_settings import PrintSettings, SheetShift
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

_NAME = "print offsets"


class OffsetRefused(AppError):
    """A printer without a name, or an offset beyond half an inch."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} The offsets are as they were.")


def print_settings(*, desk: Desk) -> PrintSettings:
    with desk.vault.reading() as unit:
        return read_print_settings(unit)


def read_print_settings(unit: "UnitOfWork") -> PrintSettings:
    stored: dict[str, Any] = unit.settings.get(_NAME, {})
    shifts = {
        (printer, form): SheetShift(right, down)
        for printer, forms in stored.get("printers", {}).items()
        for form, (right, down) in forms.items()
    }
    return PrintSettings(printer=stored.get("printer", ""), shifts=shifts)


def save_print_offset(*, desk: Desk, printer: str, form: str, right: float, down: float) -> Changes:
    """From now on forms are printed for this printer, moved by so many inches. Raises OffsetRefused."""
    name = " ".join(printer.split())
    if not name:
        raise OffsetRefused("The offsets belong to a printer: give it a name.")
    try:
        shift = SheetShift(round(right, 3), round(down, 3))
    except ValueError:
        raise OffsetRefused("An offset of more than half an inch means that the sheet was fed wrongly.") from None
    with desk.vault.writing(actor=desk.actor, action="save_print_offset", now=desk.clock.now()) as unit:
        settings = read_print_settings(unit).with_shift(name, form, shift)
        printers: dict[str, dict[str, list[float]]] = {}
        for (one, sheet), moved in sorted(settings.shifts.items()):
            printers.setdefault(one, {})[sheet] = [moved.right, moved.down]
        unit.settings.put(_NAME, {"printer": name, "printers": printers})
    return Changes.of(f"Offsets of {name} saved", Kind.SETTING, ids=(_NAME,))
