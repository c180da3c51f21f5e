"""The places of a long text in rows of numbers: a chart of 200 pages has over 100,000, too many to be objects of their own."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from coderdesk.domain.clinical.received_document import Box, Place

_ROW = 8  # start, end, page, left, bottom, right, top, number of the path
_NO_BOX = -(2**62)


class PackedPlaces(Sequence[Place]):
    """Equal to the tuple of the same places; each is made when it is asked for."""

    __slots__ = ("_numbers", "_paths")

    def __init__(self, places: Iterable[Place] = ()) -> None:
        known: dict[str, int] = {}
        numbers = array("q")
        for start, end, page, box, path in places:
            row = (start, end, page, *(box or (_NO_BOX, 0, 0, 0)), known.setdefault(path, len(known)))
            numbers.extend(row)
        self._numbers = numbers
        self._paths = tuple(known)

    def __len__(self) -> int:
        return len(self._numbers) // _ROW

    @overload
    def __getitem__(self, number: int) -> Place: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, number: int | slice) -> Place | tuple[Place, ...]:
        if isinstance(number, slice):
            return tuple(self._at(one) for one in range(*number.indices(len(self))))
        own = number + len(self) if number < 0 else number
        if not 0 <= own < len(self):
            raise IndexError(number)
        return self._at(own)

    def __iter__(self) -> Iterator[Place]:
        return (self._at(number) for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, PackedPlaces | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"PackedPlaces({len(self)} places)"

    def _at(self, number: int) -> Place:
        start, end, page, left, bottom, right, top, path = self._numbers[number * _ROW : (number + 1) * _ROW]
        box = None if left == _NO_BOX else Box(left, bottom, right, top)
        return Place(start, end, page, box, self._paths[path])
