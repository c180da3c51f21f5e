"""The small lists of a day as rows for the screen."""

from datetime import date

from coderdesk.domain.coding.code_release import CodeSet, DrgWeight, ImportedCode
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.ui.text import tr
from coderdesk.ui.views.book.listed_codes import ListedRow
from coderdesk.ui.words import day_words


def listed_rows(library: CodeLibrary, code_set: CodeSet, on: date) -> tuple[ListedRow, ...]:
    """Every code of a list on a day, in the order of the list."""
    if code_set is CodeSet.MSDRG:
        return tuple(_drg_row(weight) for weight in library.drg_weights(on))
    return tuple(_row(code, on) for code in library.listed_codes(code_set, on))


def _row(code: ImportedCode, on: date) -> ListedRow:
    start, end = code.in_force.start, code.in_force.end
    is_in_force = code.in_force.covers(on)
    if end is not None and end < on:
        note = tr("ended {date}", date=day_words(end))
    elif start is not None and on < start:
        note = tr("begins {date}", date=day_words(start))
    else:
        since = tr("from {date}", date=day_words(start)) if start else ""
        note = tr("{since} to {date}", since=since, date=day_words(end)).strip() if end else since
    return ListedRow(code=code.value, words=code.title or code.short_title, note=note, is_in_force=is_in_force)


def _drg_row(row: DrgWeight) -> ListedRow:
    days = tr("{days} days", days=row.geometric_days) if row.geometric_days is not None else ""
    parts = (f"{row.weight}" if row.weight is not None else tr("no weight"), days, row.kind)
    return ListedRow(code=row.drg, words=row.title, note=" · ".join(part for part in parts if part))
