"""What a write touched: each view asks whether it is concerned."""

from coderdesk.domain.values.kinds import Kind
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from tests.helpers.demo import MAIN_VISIT, attach

CHANGES = Changes.of("Attached N39.0", Kind.ENCOUNTER, Kind.ASSIGNMENT, ids=("visit-1",))


def test_a_kind_is_touched_or_not() -> None:
    assert CHANGES.touches(Kind.ASSIGNMENT)
    assert not CHANGES.touches(Kind.CLAIM)


def test_a_row_is_touched_when_its_kind_and_its_id_are() -> None:
    """the visit itself / another visit / the right id of a kind that was not touched"""
    assert CHANGES.touches(Kind.ENCOUNTER, "visit-1")
    assert not CHANGES.touches(Kind.ENCOUNTER, "visit-2")
    assert not CHANGES.touches(Kind.CLAIM, "visit-1")


def test_every_write_is_in_the_trail(demo: Desk) -> None:
    """who, what and which things, and nothing of a patient"""
    attached = attach(demo, "N39.0", "Urinary tract infection")
    with demo.vault.reading() as unit:
        entry = unit.audit.tail()[0]
    assert (entry.actor, entry.action, entry.at) == (demo.actor, "attach_code", demo.clock.now())
    assert {(one.kind, one.id) for one in entry.touched} >= {(Kind.ASSIGNMENT, attached), (Kind.ENCOUNTER, MAIN_VISIT)}
