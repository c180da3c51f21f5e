"""What breaks on a date as rows of a table: the code, what becomes of it, what takes its place, and where it is used."""

from dataclasses import dataclass

from coderdesk.services.breaking_codes import Breakage, BrokenUse, ReleaseBreaks, UsedIn
from coderdesk.ui.models.arrivals import TwoLines
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.words import day_words

_MOST_SUCCESSORS = 4


@dataclass(frozen=True, slots=True)
class BreakRow:
    """One use of a broken code, with a cell for each column."""

    use: BrokenUse
    cells: tuple[TwoLines, ...]

    @property
    def words(self) -> str:
        return ", ".join(part for cell in self.cells for part in (cell.first, cell.second) if part)


def break_columns() -> tuple[str, ...]:
    return (tr("Code"), tr("What becomes of it"), tr("In its place"), tr("Used in"))


def break_rows(breaks: ReleaseBreaks) -> tuple[BreakRow, ...]:
    """What is to be changed first, as the comparison orders it."""
    return tuple(BreakRow(use, _cells(use)) for use in breaks.uses)


def _cells(use: BrokenUse) -> tuple[TwoLines, ...]:
    code = use.code
    return (TwoLines(code.value, code.title), _fate(use), _successors(use), _place(use))


def _fate(use: BrokenUse) -> TwoLines:
    code = use.code
    until = tr("until {day}", day=day_words(code.ends_on)) if code.ends_on else ""
    words = {
        Breakage.ENDS: tr("ends"),
        Breakage.SPLITS: tr("splits into finer codes"),
        Breakage.RETITLED: tr("says something else"),
    }[code.breakage]
    return TwoLines(words, until, "amber" if use.needs_change else "text")


def _successors(use: BrokenUse) -> TwoLines:
    code = use.code
    if code.breakage is Breakage.RETITLED:
        return TwoLines(code.value, code.new_title)
    if not code.successors:
        return TwoLines(tr("no successor is known"), tr("search for what the document says"), "muted")
    shown = code.successors[:_MOST_SUCCESSORS]
    more = "" if len(code.successors) <= len(shown) else " …"
    return TwoLines(", ".join(one.value for one in shown) + more, shown[0].title)


def _place(use: BrokenUse) -> TwoLines:
    kind = {
        UsedIn.VISIT: tr("visit"),
        UsedIn.FAVOURITE: tr("favourite"),
        UsedIn.CHARGE_ITEM: tr("charge item"),
        UsedIn.FEE: tr("fee"),
        UsedIn.NOTE: tr("my note"),
    }[use.used_in]
    first = f"{kind} {use.where}".strip()
    if use.used_in is UsedIn.VISIT and not use.needs_change:
        return TwoLines(first, tr("{day}: the old code is still right", day=day_words(use.date_of_service)))
    return TwoLines(first, day_words(use.date_of_service) or tr("to be changed"))


def summary_words(breaks: ReleaseBreaks) -> str:
    """ "3 to change, 1 may stay"; and when there is nothing, that the practice is ready."""
    due = sum(use.needs_change for use in breaks.uses)
    stays = len(breaks.uses) - due
    if not breaks.uses:
        return tr("Nothing that the practice uses breaks on {day}.", day=day_words(breaks.last))
    told = tr_count("{count} use of a code is to be changed", "{count} uses of codes are to be changed", due)
    if stays:
        told += "; " + tr_count("{count} may stay", "{count} may stay", stays)
    return told + "."


def unknown_words(breaks: ReleaseBreaks) -> str:
    """Which code systems were not compared, "" when all were."""
    if not breaks.unknown:
        return ""
    names = ", ".join(system.value for system in breaks.unknown)
    return tr(
        "Not compared: no release for {day} is installed of {names}. Import it first (Ctrl+O).",
        day=day_words(breaks.last),
        names=names,
    )
