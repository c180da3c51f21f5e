"""Several releases of one code system as one book: which release says what is in force on a day, and each entry's spans."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coderdesk.domain.coding.code_release import ReleaseHeader
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.domain.values.dates import Period

_ONE_DAY = timedelta(days=1)
_MOST_RELEASES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One release as the list of all that it knows; each entry has the dates that the list gives it.

    `history` are the first days of earlier releases that this list knows too; it speaks for them where no release of its
    own begins on that day.
    """

    header: ReleaseHeader
    entries: Sequence[TabularEntry]
    history: tuple[date, ...] = ()

    @property
    def begins(self) -> date:
        return self.header.in_force.start or date.min


@dataclass(frozen=True, slots=True)
class Window:
    """The days for which an edition is the one that counts."""

    in_force: Period
    edition: Edition


def known_days(entries: Iterable[TabularEntry], begins: date) -> tuple[date, ...]:
    """The days before `begins` on which entries start; of a list with a date for each code only the first of them."""
    days = sorted(
        {entry.in_force.start or date.min for entry in entries if (entry.in_force.start or date.min) < begins}
    )
    return tuple(days if len(days) <= _MOST_RELEASES else days[:1])


def windows_of(editions: Iterable[Edition]) -> tuple[Window, ...]:
    """From the oldest to the newest, without a gap. Of two editions that begin on one day the later in the order counts."""
    ordered = sorted(editions, key=lambda edition: edition.begins)
    days = {edition.begins: edition for edition in ordered}
    for edition in ordered:
        for day in edition.history:
            days.setdefault(day, edition)
    turns: list[tuple[date, Edition]] = []
    for day in sorted(days):
        if not turns or turns[-1][1] is not days[day]:
            turns.append((day, days[day]))
    starts = [None if day == date.min else day for day, _ in turns]
    ends = [following - _ONE_DAY for following, _ in turns[1:]]
    return tuple(
        Window(Period(start, end), edition)
        for start, end, (_, edition) in zip(starts, [*ends, None], turns, strict=True)
    )


def merged(editions: Iterable[Edition]) -> dict[str, tuple[TabularEntry, ...]]:
    """For each value its entries in the order of time: one for each span in which title, notes and standing stay the same.

    On every day the entries in force are those of the edition whose window covers the day. An entry without a title
    takes that of the nearest later edition which has one, else of the nearest earlier one, and with it its release.
    """
    found: dict[str, list[_Span]] = {}
    for window in windows_of(editions):
        for entry in window.edition.entries:
            span = _within(entry, window.in_force)
            if span is not None:
                found.setdefault(entry.value, []).append(span)
    return {value: tuple(_entries(spans)) for value, spans in found.items()}


@dataclass(frozen=True, slots=True)
class _Span:
    start: date
    end: date
    entry: TabularEntry


def _within(entry: TabularEntry, window: Period) -> _Span | None:
    start = max(entry.in_force.start or date.min, window.start or date.min)
    end = min(entry.in_force.end or date.max, window.end or date.max)
    return _Span(start, end, entry) if start <= end else None


def _entries(spans: list[_Span]) -> Iterator[TabularEntry]:
    """Neighbours that say the same become one; the newer one's release and place stand for both."""
    if len(spans) > 1:
        spans = _titled(sorted(spans, key=lambda span: span.start))
    joined: list[_Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and before.end + _ONE_DAY == span.start and _says_the_same(before.entry, span.entry):
            joined[-1] = _Span(before.start, span.end, span.entry)
        else:
            joined.append(span)
    for span in joined:
        in_force = Period(None if span.start == date.min else span.start, None if span.end == date.max else span.end)
        yield span.entry if in_force == span.entry.in_force else replace(span.entry, in_force=in_force)


def _titled(spans: list[_Span]) -> list[_Span]:
    if all(span.entry.title for span in spans):
        return spans
    for order in (reversed(range(len(spans))), iter(range(len(spans)))):
        named: TabularEntry | None = None
        for place in order:
            span = spans[place]
            if span.entry.title:
                named = span.entry
            elif named is not None:
                titled = replace(span.entry, title=named.title, release=named.release)
                spans[place] = _Span(span.start, span.end, titled)
    return spans


def _says_the_same(one: TabularEntry, other: TabularEntry) -> bool:
    return one is other or (
        one.title == other.title
        and one.is_billable == other.is_billable
        and one.level is other.level
        and one.notes == other.notes
        and one.seventh_characters == other.seventh_characters
    )


def in_book_order(spans: Mapping[str, Sequence[TabularEntry]], editions: Sequence[Edition]) -> Iterator[TabularEntry]:
    """Each heading before what hangs below it, siblings as the newest edition prints them.

    What only older editions know stands among its siblings by its value; a value that hangs below nothing known stands
    at the top.
    """
    newest_first = sorted(editions, key=lambda edition: edition.begins, reverse=True)
    below: dict[str, list[str]] = {}
    placed: set[str] = set()
    for edition in newest_first:
        by_value = bool(placed)
        for entry in edition.entries:
            value = entry.value
            if value in placed or value not in spans:
                continue
            placed.add(value)
            parent = spans[value][-1].parent
            siblings = below.setdefault(parent if parent in spans else "", [])
            place = _place_among(siblings, value) if by_value else len(siblings)
            siblings.insert(place, value)
    return _down(below, spans)


def _place_among(siblings: list[str], value: str) -> int:
    """Before the first greater one; siblings are not always in the order of their values (C4A follows C43)."""
    if not siblings or siblings[-1] < value:
        return len(siblings)
    return next(place for place, sibling in enumerate(siblings) if sibling > value)


def _down(below: Mapping[str, list[str]], spans: Mapping[str, Sequence[TabularEntry]]) -> Iterator[TabularEntry]:
    waiting = list(reversed(below.get("", ())))
    while waiting:
        value = waiting.pop()
        yield from spans[value]
        waiting.extend(reversed(below.get(value, ())))
