"""Row ids: UUID version 7, which sort by the moment at which they were made (RFC 9562, section 5.7)."""

import time
import uuid

from coderdesk.shared.ids import new_id


def milliseconds_of(row_id: str) -> int:
    return uuid.UUID(row_id).int >> 80


def test_version_and_variant() -> None:
    """Hundreds of them, for the bits beside the fixed ones are random."""
    made = [uuid.UUID(new_id()) for _ in range(500)]
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {uuid.RFC_4122}


def test_each_carries_its_moment() -> None:
    before = time.time_ns() // 1_000_000
    stamps = [milliseconds_of(new_id()) for _ in range(500)]
    after = time.time_ns() // 1_000_000
    assert all(before <= stamp <= after for stamp in stamps)


def test_text_order_is_time_order() -> None:
    """Enough of them to fill several milliseconds."""
    made: list[str] = []
    while len({milliseconds_of(row_id) for row_id in made[-2000:]}) < 3:
        made.append(new_id())
    assert [milliseconds_of(row_id) for row_id in sorted(made)] == [milliseconds_of(row_id) for row_id in made]
    assert {len(row_id) for row_id in made} == {36}


def test_no_two_are_alike() -> None:
    assert len({new_id() for _ in range(5000)}) == 5000


def test_every_random_bit_is_used() -> None:
    """74 bits: 12 beside the version, 62 beside the variant."""
    seen = 0
    first = uuid.UUID(new_id()).int
    for _ in range(500):
        seen |= first ^ uuid.UUID(new_id()).int
    assert (seen & (1 << 80) - 1).bit_count() == 74
