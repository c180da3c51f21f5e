"""The tables beside the codes: written once, read back as the same values."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coderdesk.domain.coding.code_release import CodeGroup, CodeMap, CodeSet, DrgWeight, ImportedCode, PcsLabel
from coderdesk.domain.values.dates import Period
from coderdesk.storage.beside_store import BesideRows, BesideStore, open_beside_store, write_beside_store
from coderdesk.storage.code_store import CodeStoreDamaged, CodeStoreNotWritten

OFFICE = ImportedCode(value="11", title="Office", in_force=Period(date(2026, 1, 1), None), extra=(("rate", "low"),))
GROUP = CodeGroup(value="E11.9", scheme="CCSR", group="END002", role="1")
MAP = CodeMap(
    source="E119", target="25000", is_approximate=True, is_combination=False, scenario=1, choice=2, is_from_icd9=False
)
WEIGHT = DrgWeight(
    drg="001",
    mdc="PRE",
    kind="SURG",
    title="Heart",
    is_post_acute=False,
    is_special_pay=True,
    weight=Decimal("28.0239"),
    capped_weight=None,
    geometric_days=Decimal("25.8"),
    arithmetic_days=None,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BesideStore]:
    rows = BesideRows(
        listed=[(0, CodeSet.PLACE_OF_SERVICE, OFFICE)],
        groups=[(1, GROUP)],
        maps=[(2, MAP)],
        weights=[(3, WEIGHT)],
        pcs_labels=[("001", 4, PcsLabel("6", "Cerebral Ventricle"))],
    )
    write_beside_store(tmp_path / "beside.db", rows)
    opened = open_beside_store(tmp_path / "beside.db")
    yield opened
    opened.close()


def test_everything_is_read_back_with_the_place_of_its_release(store: BesideStore) -> None:
    assert store.listed(CodeSet.PLACE_OF_SERVICE) == ((0, OFFICE),)
    assert store.listed(CodeSet.PLACE_OF_SERVICE, "11") == ((0, OFFICE),)
    assert store.listed(CodeSet.CARC, "11") == ()
    assert store.groups_of("e119") == ((1, GROUP),)
    assert store.weights_of("001") == ((3, WEIGHT),)
    assert store.pcs_labels("001") == ((4, PcsLabel("6", "Cerebral Ventricle")),)


@pytest.mark.parametrize("value", ["E11.9", "250.00"])
def test_a_map_is_found_from_both_sides(store: BesideStore, value: str) -> None:
    assert store.maps_of(value) == ((2, MAP),)


def test_a_damaged_file_says_so_at_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "beside.db").write_bytes(b"not a database, but as long as the header of one is")
    store = open_beside_store(tmp_path / "beside.db")
    with pytest.raises(CodeStoreDamaged):
        store.groups_of("E11.9")
    store.close()


def test_a_disk_that_refuses_the_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CodeStoreNotWritten):
        write_beside_store(tmp_path / "no such folder" / "beside.db", BesideRows())
