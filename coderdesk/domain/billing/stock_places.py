"""Where the boxes of pre-printed stock stand, as somebody measured them in millimetres, and what is wrong with a list of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SHEET_WIDTH, SHEET_HEIGHT = 215.9, 279.4
_LONGEST_LIST = 20
_COLUMNS = {"item": "item", "x": "x", "x mm": "x", "y": "y", "y mm": "y", "width": "width", "width mm": "width"}


@dataclass(frozen=True, slots=True)
class StockPlace:
    """In millimetres from the upper left corner of the sheet: `across` to the first letter, `down` to the line that the letters
    stand on; `width` is the room for them. A width of 0 says that the stock has no such box."""

    across: float
    down: float
    width: float

    @property
    def is_left_out(self) -> bool:
        return self.width == 0


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """`troubles` are sentences, each naming its row; a list with troubles is not used."""

    places: Mapping[str, StockPlace]
    troubles: tuple[str, ...]


def read_places(rows: Iterable[Sequence[str]], *, items: Sequence[str]) -> PlacesRead:
    """The rows of a table, the first with its titles item, x mm, y mm, width mm. A row with an item alone is not yet measured."""
    table = [[cell.strip() for cell in row] for row in rows]
    titles = [_COLUMNS.get(cell.lower(), "") for cell in table[0]] if table else []
    absent = [name for name in ("item", "x", "y", "width") if name not in titles]
    if absent:
        return PlacesRead({}, (f"The first row has no column {', '.join(absent)}.",))
    places: dict[str, StockPlace] = {}
    troubles: list[str] = []
    for number, row in enumerate(table[1:], start=2):
        cells = {title: cell for title, cell in zip(titles, row, strict=False) if title}
        item = cells.get("item", "")
        measures = [cells.get(name, "") for name in ("x", "y", "width")]
        if not any((item, *measures)) or (item in items and not any(measures)):
            continue
        found = _place(measures)
        trouble = _trouble(item, found, is_known=item in items, is_second=item in places)
        if trouble:
            troubles.append(f"Row {number}: {trouble}")
        elif isinstance(found, StockPlace):
            places[item] = found
    if not places and not troubles:
        troubles.append("No item has been measured.")
    return PlacesRead(places, tuple(troubles))


def _place(measures: Sequence[str]) -> StockPlace | str:
    """Or the sentence that says which measure is none."""
    numbers: list[float] = []
    for name, words in zip(("x", "y", "width"), measures, strict=True):
        try:
            numbers.append(float(words.replace(",", ".")))
        except ValueError:
            return f"{name} is {words!r}, not a number of millimetres." if words else f"{name} is missing."
    return StockPlace(*numbers)


def _trouble(item: str, found: StockPlace | str, *, is_known: bool, is_second: bool) -> str:
    if not item:
        return "it names no item."
    if not is_known:
        return f"there is no item {item}."
    if is_second:
        return f"item {item} stands in the list twice."
    if isinstance(found, str):
        return f"item {item}, {found}"
    return f"item {item} {off}" if (off := _off_the_sheet(found)) else ""


def _off_the_sheet(place: StockPlace) -> str:
    if not all(-1e9 < number < 1e9 for number in (place.across, place.down, place.width)):
        return "has a measure that is not a length."
    if place.width < 0:
        return "is less than nothing wide."
    end = place.across + place.width
    if place.across < 0 or end > SHEET_WIDTH:
        return f"reaches from {place.across:g} to {end:g} mm, beyond the {SHEET_WIDTH:g} mm of the sheet."
    if not 0 <= place.down <= SHEET_HEIGHT:
        return f"stands {place.down:g} mm down a sheet of {SHEET_HEIGHT:g} mm."
    return ""


def with_series(places: Mapping[str, StockPlace], series: Iterable[Sequence[str]]) -> dict[str, StockPlace]:
    """The places, and evenly between the first and last of a series those of it that were not measured."""
    full = dict(places)
    for names in series:
        first, last = places.get(names[0]), places.get(names[-1])
        if first is None or last is None or first.is_left_out or last.is_left_out:
            continue
        for name, place in zip(names, _between(first, last, len(names)), strict=True):
            full.setdefault(name, place)
    return full


def _between(first: StockPlace, last: StockPlace, count: int) -> Iterator[StockPlace]:
    for number in range(count):
        share = number / (count - 1)
        yield StockPlace(
            first.across + (last.across - first.across) * share,
            first.down + (last.down - first.down) * share,
            first.width,
        )


def items_listed(items: Sequence[str]) -> str:
    """For a sentence: the first ones, and how many more."""
    words = ", ".join(items[:_LONGEST_LIST])
    return words if len(items) <= _LONGEST_LIST else f"{words} and {len(items) - _LONGEST_LIST} more"
