"""Values survive being written as JSON, exactly or not at all."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.values.money import Money
from coderdesk.storage.codec import as_plain, from_json, from_plain, to_json
from tests.helpers.claims import a_claim, a_dependent_claim
from tests.helpers.vaults import stored_invoice

Tag = NewType("Tag", str)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Inner:
    amount: Money
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    tag: Tag
    day: date | None
    colour: Colour
    inner: Inner | None
    many: tuple[Inner, ...]
    pair: tuple[str, int]
    nested: tuple[tuple[str, str], ...]
    is_so: bool
    note: str = "none"


inners = st.builds(Inner, st.builds(Money, st.integers()), st.decimals(allow_nan=False, allow_infinity=False, places=3))
outers = st.builds(
    Outer,
    tag=st.text().map(Tag),
    day=st.none() | st.dates(),
    colour=st.sampled_from(Colour),
    inner=st.none() | inners,
    many=st.lists(inners, max_size=3).map(tuple),
    pair=st.tuples(st.text(), st.integers()),
    nested=st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
    is_so=st.booleans(),
    note=st.text(),
)


@given(outers)
def test_what_was_written_is_read(value: Outer) -> None:
    again = from_json(Outer, to_json(value))
    assert again == value
    assert repr(again) == repr(value)


@pytest.mark.parametrize("value", [a_claim(), a_dependent_claim(), stored_invoice(3)])
def test_claims_and_invoices_survive(value) -> None:
    assert from_json(type(value), to_json(value)) == value


def test_a_field_that_came_later_takes_its_default() -> None:
    plain = as_plain(_example())
    del plain["note"]
    assert from_plain(Outer, plain) == _example()
    assert from_plain(Outer, plain | {"unknown": 1}) == _example()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("tag", 1),
        ("tag", None),
        ("day", "2026-13-01"),
        ("colour", "green"),
        ("inner", {"amount": 1.5, "quantity": "1"}),
        ("inner", {"amount": 1, "quantity": 1.0}),
        ("inner", {"amount": True, "quantity": "1"}),
        ("inner", {"amount": 1}),
        ("inner", {"amount": 1, "quantity": "one"}),
        ("pair", ["a"]),
        ("many", 7),
        ("is_so", 1),
    ],
)
def test_what_does_not_fit_is_refused(name: str, wrong: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_json(Outer, json.dumps(as_plain(_example()) | {name: wrong}))


def test_a_float_is_never_written() -> None:
    with pytest.raises(TypeError):
        as_plain((1.5,))


def _example() -> Outer:
    inner = Inner(Money(1), Decimal("1.000"))
    return Outer(
        tag=Tag("t"),
        day=date(2026, 3, 2),
        colour=Colour.RED,
        inner=inner,
        many=(),
        pair=("a", 1),
        nested=(),
        is_so=True,
    )
