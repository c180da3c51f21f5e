"""Opening, building, damaging and rebuilding the code sets; the library as a code book."""

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.search.files import SearchIndexDamaged
from coderdesk.services.code_browser import search_codes
from coderdesk.services.code_build import BuildCancelled, IndexNotWritten
from coderdesk.services.code_sets import (
    ChargeEntry,
    CodeLibrary,
    CodeSetsNotBuilt,
    imports_left_out,
    is_built,
    open_code_sets,
)
from coderdesk.services.shelf_releases import remove_release
from coderdesk.services.shelf_sources import shelf_file
from coderdesk.shared.paths import Paths
from coderdesk.storage.code_store import CodeStoreDamaged
from coderdesk.storage.shelf_trouble import ShelfDamaged
from tests.helpers import official_files as files
from tests.helpers.imports import at, put

ON = date(2026, 9, 1)


class CancelledAt:
    """A person who presses cancel as soon as some part of the work is reached."""

    def __init__(self, share: int) -> None:
        self.share = share
        self.is_cancelled = False

    def report(self, *, done: int, total: int, what: str) -> None:
        del what
        self.is_cancelled = done * 100 >= self.share * total


@pytest.fixture
def paths(tmp_path: Path, library_paths: Paths) -> Paths:
    """A home of its own with a copy of a whole build."""
    own = Paths.under(tmp_path).made()
    shutil.copytree(library_paths.cache, own.cache, dirs_exist_ok=True)
    return own


@pytest.fixture
def built(paths: Paths) -> Path:
    (folder,) = paths.cache.iterdir()
    return folder


def test_nothing_is_built_on_a_fresh_machine(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path).made()
    assert not is_built(paths)
    with pytest.raises(CodeSetsNotBuilt):
        open_code_sets(paths=paths, build=False)


def test_a_whole_build_is_opened_without_building(paths: Paths) -> None:
    assert is_built(paths)
    open_code_sets(paths=paths, build=False).close()


@pytest.mark.parametrize("name", ["codes.db", "beside.db", "search.index", "built.json"])
def test_a_file_that_was_cut_off_is_noticed(paths: Paths, built: Path, name: str) -> None:
    damaged = built / name
    damaged.write_bytes(damaged.read_bytes()[:-10])
    assert not is_built(paths)
    with pytest.raises(CodeSetsNotBuilt):
        open_code_sets(paths=paths, build=False)


def test_an_altered_store_is_not_opened(paths: Paths, built: Path) -> None:
    content = bytearray((built / "codes.db").read_bytes())
    content[len(content) // 2] ^= 0xFF
    (built / "codes.db").write_bytes(content)
    with pytest.raises(CodeSetsNotBuilt):
        open_code_sets(paths=paths, build=False)


def test_altered_tables_beside_the_codes_are_refused_and_built_anew_next_time(paths: Paths, built: Path) -> None:
    content = bytearray((built / "beside.db").read_bytes())
    content[len(content) // 2] ^= 0xFF
    (built / "beside.db").write_bytes(content)
    library = open_code_sets(paths=paths, build=False)
    with pytest.raises(CodeStoreDamaged):
        library.maps_of("E11.9")
    assert library.code_on(CodeSystem.ICD10CM, "N39.0", ON) is not None
    library.close()
    assert not is_built(paths)


def test_an_altered_index_is_refused_and_built_anew_next_time(paths: Paths, built: Path) -> None:
    content = bytearray((built / "search.index").read_bytes())
    content[len(content) // 2] ^= 0xFF
    (built / "search.index").write_bytes(content)
    library = open_code_sets(paths=paths, build=False)
    with pytest.raises(SearchIndexDamaged):
        library.warm_up()
    assert library.code_on(CodeSystem.ICD10CM, "N39.0", ON) is not None
    library.close()
    assert not is_built(paths)


def test_a_cancelled_build_leaves_nothing(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path).made()
    with pytest.raises(BuildCancelled):
        open_code_sets(paths=paths, progress=CancelledAt(5))
    assert list(paths.cache.iterdir()) == []


def test_the_library_is_a_dated_code_book(library: CodeLibrary) -> None:
    """
    on 2026-09-30 / D69.1: a code
    on 2026-10-01 / D69.1: a heading; D69.11: a code without a title
    """
    before = library.code_on(CodeSystem.ICD10CM, "D69.1", date(2026, 9, 30))
    heading = library.code_on(CodeSystem.ICD10CM, "D69.1", date(2026, 10, 1))
    newcomer = library.code_on(CodeSystem.ICD10CM, "d6911", date(2026, 10, 1))
    assert before is not None
    assert before.is_billable
    assert heading is not None
    assert not heading.is_billable
    assert newcomer is not None
    assert (newcomer.is_billable, newcomer.title) == (True, "")


def test_releases_on_a_date(library: CodeLibrary) -> None:
    names = {(one.system, one.release) for one in library.releases_on(date(2026, 10, 1))}
    assert (CodeSystem.ICD10CM, "FY2027") in names
    assert (CodeSystem.ICD10CM, "FY2027") not in {
        (one.system, one.release) for one in library.releases_on(date(2026, 9, 30))
    }


def test_the_charge_list_is_looked_up_and_searched_with_the_national_sets(library: CodeLibrary) -> None:
    """charge list: 99213 "Office visit, established patient, 20 minutes"; G0463 "Clinic visit"."""
    own = library.with_charge_items(
        [
            ChargeEntry(CodeSystem.CPT, "99213", "Office visit, established patient, 20 minutes"),
            ChargeEntry(CodeSystem.HCPCS, "G0463", "Clinic visit for walk-ins"),
        ]
    )
    assert own.code_on(CodeSystem.CPT, "99213", ON) is not None
    assert library.code_on(CodeSystem.CPT, "99213", ON) is None
    by_words = search_codes(library=own, query="ofice visit established", on=ON)
    assert by_words[0].code.value == "99213"
    by_number = search_codes(library=own, query="99213", on=ON)
    assert [hit.code.value for hit in by_number] == ["99213"]
    (national,) = [
        hit for hit in search_codes(library=own, query="clinic walk-ins", on=ON) if hit.code.value == "G0463"
    ]
    assert national.code.title == "Hospital outpt clinic visit"
    assert "walk-ins" in national.why


def test_several_threads_may_ask_at_once(library_paths: Paths) -> None:
    """Eight threads look up and search while the index is not yet read."""
    library = open_code_sets(paths=library_paths, build=False)
    found: list[Code | None] = []
    hits: list[str] = []

    def ask() -> None:
        found.extend(library.code_on(CodeSystem.ICD10CM, value, ON) for value in ("N39.0", "E11.9", "I10"))
        hits.append(search_codes(library=library, query="hypertension", on=ON)[0].code.value)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library.close()
    assert len(found) == 24
    assert None not in found
    assert hits == ["I10"] * 8


def test_a_disk_that_refuses_the_build_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A file stands where the cache folder should be."""
    paths = Paths.under(tmp_path).made()
    paths.cache.rmdir()
    paths.cache.write_bytes(b"")
    with pytest.raises(IndexNotWritten, match="could not be written"):
        open_code_sets(paths=paths)


def _with_a_damaged_release(paths: Paths, tmp_path: Path) -> None:
    """The list of releases is whole, the rows of one are not."""
    put(paths, at(tmp_path, "CMS-table-5.txt", files.TABLE_5))
    with closing(sqlite3.connect(shelf_file(paths), isolation_level=None)) as connection:
        connection.execute("UPDATE page SET packed = x'0011'")


def test_shipped_sets_stay_in_use_when_the_rows_of_an_imported_release_are_damaged(
    paths: Paths, tmp_path: Path
) -> None:
    """Said once at the build, and as long as it lasts; the window does not try again at every start."""
    _with_a_damaged_release(paths, tmp_path)
    assert not is_built(paths)
    library = open_code_sets(paths=paths)
    assert library.code_on(CodeSystem.ICD10CM, "N39.0", ON) is not None
    library.close()
    assert is_built(paths)
    open_code_sets(paths=paths, build=False).close()
    assert isinstance(imports_left_out(paths), ShelfDamaged)


def test_damage_that_is_removed_is_forgotten(paths: Paths, tmp_path: Path) -> None:
    _with_a_damaged_release(paths, tmp_path)
    open_code_sets(paths=paths).close()
    remove_release(paths=paths, release_id="1")
    assert is_built(paths)
    assert imports_left_out(paths) is None
