"""The cheat sheet of favourites: which codes, and which words may stand beside them on paper."""

from datetime import date
from pathlib import Path

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.own_codes import FavouriteCode
from coderdesk.domain.values.trouble import AppError
from coderdesk.forms.cheat_sheet import CheatSheet, SheetGroup, SheetLine, render_cheat_sheet
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.desk import Desk
from coderdesk.services.own_codes import OwnMarks, own_marks
from coderdesk.services.pages import write_page

# Their texts are the publishers'; on paper stand the practice's own words for them.
_LICENSED = frozenset({CodeSystem.CPT, CodeSystem.CDT})


class NoFavourites(AppError):
    """A sheet with nothing on it."""

    def __init__(self) -> None:
        super().__init__(
            "There is no favourite code yet, so no sheet was made. Choose a code in the browser and press Ctrl+D, "
            "then print again."
        )


def cheat_sheet(*, desk: Desk, on: date, group: str | None = None) -> CheatSheet:
    """Favourites by group and in their order, with the words of the books in force on the date; one group or all.

    A code that is not in force on the date is left out. Raises NoFavourites when nothing is left.
    """
    marks = own_marks(desk=desk)
    names = dict.fromkeys(one.group for one in marks.favourites if group in (None, one.group))
    groups = tuple(SheetGroup(name or "General", _lines(desk.library, marks, name, on)) for name in names)
    groups = tuple(one for one in groups if one.lines)
    if not groups:
        raise NoFavourites
    with desk.vault.reading() as unit:
        practice = unit.practice.find()
    return CheatSheet(
        practice_name=practice.name if practice else "", groups=groups, releases=_releases(desk.library, on), on=on
    )


def write_cheat_sheet(*, desk: Desk, on: date, folder: Path, group: str | None = None) -> Path:
    """The page's path. Raises NoFavourites and PageNotWritten."""
    sheet = cheat_sheet(desk=desk, on=on, group=group)
    name = f"Favourite codes {group}" if group else "Favourite codes"
    plain = "".join(letter for letter in name if letter.isalnum() or letter in " -")
    return write_page(folder / f"{plain.strip()}.pdf", render_cheat_sheet(sheet))


def _lines(library: CodeLibrary, marks: OwnMarks, group: str, on: date) -> tuple[SheetLine, ...]:
    lines = []
    for one in marks.favourites:
        code = library.code_on(*one.key, on) if one.group == group else None
        if code is not None:
            note = marks.notes.get(one.key)
            lines.append(SheetLine(one.value, _words(library, one, code), note.text if note else ""))
    return tuple(lines)


def _words(library: CodeLibrary, one: FavouriteCode, code: Code) -> str:
    """The practice's own words for a service, which the national short title is hard to read beside; the book's for others."""
    own = library.charges.codes.get((one.system, undotted(one.value)))
    if own is not None and not one.system.is_diagnosis:
        return own.title
    return "" if one.system in _LICENSED else code.title


def _releases(library: CodeLibrary, on: date) -> str:
    found = {one.system: one.release for one in library.releases_on(on)}
    wanted = (CodeSystem.ICD10CM, CodeSystem.HCPCS)
    return "  ·  ".join(f"{system.value} {found[system]}" for system in wanted if system in found)
