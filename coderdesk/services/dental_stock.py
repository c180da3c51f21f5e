"""The positions of a practice's dental stock: taken from a file, kept as a setting, written out to be measured and filled in."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coderdesk.domain.billing.stock_places import StockPlace, read_places
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.forms.dental_stock import item_words, stock_items
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.pages import write_page

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

SETTING = "dental stock"
_LONGEST_FILE = 1_000_000
_SHOWN = 5


class PlacesRefused(AppError):
    """A positions file that cannot be read, or in which something is wrong."""

    def __init__(self, name: str, troubles: tuple[str, ...]) -> None:
        shown = " ".join(troubles[:_SHOWN])
        more = f" And {len(troubles) - _SHOWN} more." if len(troubles) > _SHOWN else ""
        super().__init__(
            f"The positions in {name} were not taken over. {shown}{more} Mend the file and import it again; the positions are "
            "as they were."
        )


def read_stock_file(path: Path) -> dict[str, StockPlace]:
    """Comma, semicolon or tab between the columns; after a semicolon a decimal comma may stand. Raises PlacesRefused."""
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise PlacesRefused(path.name, ("It is too long for a list of positions.",))
        words = path.read_text("utf-8-sig")
    except OSError:
        raise PlacesRefused(path.name, ("The file cannot be opened.",)) from None
    except UnicodeDecodeError:
        raise PlacesRefused(path.name, ("It is not a text file; save it as CSV.",)) from None
    first = words.partition("\n")[0]
    mark = next((one for one in (";", "\t") if one in first), ",")
    try:
        rows = list(csv.reader(io.StringIO(words), delimiter=mark))
    except csv.Error:
        raise PlacesRefused(path.name, ("It is not a table; save it as CSV.",)) from None
    read = read_places(rows, items=stock_items())
    if read.troubles:
        raise PlacesRefused(path.name, read.troubles)
    return dict(read.places)


def read_stock_places(unit: "UnitOfWork") -> dict[str, StockPlace]:
    """Empty as long as nobody measured."""
    stored: dict[str, Any] = unit.settings.get(SETTING, {})
    return {item: StockPlace(*measures) for item, measures in stored.get("places", {}).items()}


def stock_places(*, desk: Desk) -> dict[str, StockPlace]:
    with desk.vault.reading() as unit:
        return read_stock_places(unit)


def counted_positions(*, desk: Desk) -> tuple[int, int]:
    """How many items were measured, and how many there are."""
    return len(stock_places(desk=desk)), len(stock_items())


def import_stock_places(*, desk: Desk, path: Path) -> Changes:
    """From now on dental claims are printed on stock at these positions. Raises PlacesRefused."""
    places = read_stock_file(path)
    rows = {item: [place.across, place.down, place.width] for item, place in places.items()}
    with desk.vault.writing(actor=desk.actor, action="import_stock_places", now=desk.clock.now()) as unit:
        unit.settings.put(SETTING, {"places": rows})
    return Changes.of(f"Positions of {len(places)} dental items saved", Kind.SETTING, ids=(SETTING,))


def write_positions_sheet(*, desk: Desk, folder: Path) -> Path:
    """A table of every item with what was measured so far, to be filled in and imported. Raises PageNotWritten."""
    return write_page(folder / "Dental positions.csv", positions_table(stock_places(desk=desk)).encode("utf-8"))


def positions_table(places: Mapping[str, StockPlace]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(("item", "x mm", "y mm", "width mm", "what it is"))
    for item, words in item_words().items():
        place = places.get(item)
        measures = [f"{one:g}" for one in (place.across, place.down, place.width)] if place else [""] * 3
        table.writerow((item, *measures, words))
    return out.getvalue()
