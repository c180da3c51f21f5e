"""Building the code index in a process of its own."""

from collections.abc import Callable

import pytest

from coderdesk.services.build_aside import BuildFailed, build_aside
from coderdesk.services.code_build import BuildCancelled
from coderdesk.services.code_sets import is_built
from coderdesk.shared.paths import Paths


class Watched:
    """Progress that wants to stop as soon as `stops` says so."""

    def __init__(self, stops: Callable[[int], bool] = lambda _: False) -> None:
        self.told: list[str] = []
        self._stops = stops

    def report(self, *, done: int, total: int, what: str) -> None:
        assert total == 100
        self.told.append(what)
        self._is_over = self._stops(done)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.told) and self._is_over


def test_what_is_built_already_is_left_as_it_is(library_paths: Paths) -> None:
    before = {path: path.stat().st_mtime_ns for path in library_paths.cache.glob("codes-*/codes.db")}
    build_aside(paths=library_paths, progress=Watched())
    assert is_built(library_paths)
    assert {path: path.stat().st_mtime_ns for path in library_paths.cache.glob("codes-*/codes.db")} == before


def test_a_stopped_build_leaves_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    paths = Paths.under(tmp_path_factory.mktemp("home")).made()
    watched = Watched(lambda done: done >= 1)
    with pytest.raises(BuildCancelled):
        build_aside(paths=paths, progress=watched)
    assert watched.told
    assert list(paths.cache.glob("codes-*")) == []


def test_what_stood_in_its_way_is_told_in_its_own_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    """the folder of the index is a file"""
    paths = Paths.under(tmp_path_factory.mktemp("home")).made()
    paths.cache.rmdir()
    paths.cache.write_text("in the way")
    with pytest.raises(BuildFailed, match="could not be written"):
        build_aside(paths=paths, progress=Watched())
