"""What a loop is made of: its segments in their order, the loops within it, how often each, and in which claims.

One description serves reading and writing, and says when a segment stands where it does not belong.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.edi.layout import Layout

P, I, D = ClaimKind.PROFESSIONAL, ClaimKind.INSTITUTIONAL, ClaimKind.DENTAL  # noqa: E741 - as the guides are called
ALL = frozenset((P, I, D))
NONE: frozenset[ClaimKind] = frozenset()
UNLIMITED = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for one kind of segment. `name` is the field of the loop's value, "" when the segment's fields are the value's own;
    one that `is_many` fills a tuple. `required` and `kinds` name the claims."""

    layout: Layout
    name: str = ""
    most: int = 1
    required: frozenset[ClaimKind] = NONE
    kinds: frozenset[ClaimKind] = ALL
    is_many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A loop within a loop. Its first segment is known by its name and, where `qualifiers` are given, its first element."""

    loop: "Loop"
    name: str = ""
    most: int = 1
    required: frozenset[ClaimKind] = NONE
    kinds: frozenset[ClaimKind] = ALL
    qualifiers: dict[ClaimKind, frozenset[str]] = field(default_factory=dict)
    rank: int = 0

    @property
    def is_many(self) -> bool:
        return self.most > 1

    def begins(self, name: str, qualifier: str, kind: ClaimKind) -> bool:
        if kind not in self.kinds or name != self.loop.trigger:
            return False
        wanted = self.qualifiers.get(kind)
        return wanted is None or qualifier in wanted


class Loop:
    """`value` is the type built, None when the fields belong to the value of the loop around it.

    `unique` names segments of which no two in the loop may have the same first element. Children of one rank may stand in any
    order among themselves; after one of a higher rank none of a lower may follow.
    """

    def __init__(
        self, number: str, value: type[Any] | None, *slots: Slot, children: Iterable[Child] = (), unique: str = ""
    ) -> None:
        self.number = number
        self.value = value
        self.slots = slots
        self.children = tuple(children)
        self.unique = frozenset(unique.split())
        self.trigger = slots[0].layout.name
        self.places = {kind: self._places(kind) for kind in ClaimKind}

    def _places(self, kind: ClaimKind) -> dict[str, tuple[int, ...]]:
        """The slots of each segment name, by their number, for one kind of claim."""
        places: dict[str, tuple[int, ...]] = {}
        for number, slot in enumerate(self.slots):
            if kind in slot.kinds:
                places[slot.layout.name] = (*places.get(slot.layout.name, ()), number)
        return places

    @property
    def names(self) -> frozenset[str]:
        """The names of all segments that may stand in it or below."""
        own = frozenset(slot.layout.name for slot in self.slots)
        return own.union(*(child.loop.names for child in self.children)) if self.children else own


def own(layout: Layout, *, required: frozenset[ClaimKind] = NONE) -> Slot:
    """A segment whose fields are those of the loop's value."""
    return Slot(layout=layout, required=required)


def one(name: str, layout: Layout, *, required: frozenset[ClaimKind] = NONE, kinds: frozenset[ClaimKind] = ALL) -> Slot:
    return Slot(layout=layout, name=name, required=required, kinds=kinds)


def many(
    name: str, layout: Layout, most: int, *, required: frozenset[ClaimKind] = NONE, kinds: frozenset[ClaimKind] = ALL
) -> Slot:
    return Slot(layout=layout, name=name, most=most, required=required, kinds=kinds, is_many=True)


def for_all(*qualifiers: str) -> dict[ClaimKind, frozenset[str]]:
    return dict.fromkeys(ClaimKind, frozenset(qualifiers))
