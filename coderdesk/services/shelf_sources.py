"""The imported releases that the code store is built from: everything on the shelf but the edit tables."""

from collections.abc import Callable, Iterator
from pathlib import Path

from coderdesk.domain.coding.code_release import ImportRow
from coderdesk.services.code_source import CodeSource
from coderdesk.shared.paths import Paths
from coderdesk.storage.shelf_listing import EDIT_SETS, listed_releases
from coderdesk.storage.shelf_trouble import ReleaseGone, ShelfTrouble

_SHELF = "shelf.sqlite"


def shelf_file(paths: Paths) -> Path:
    """Where the shelf lies, whether it is there or not."""
    return paths.codesets / _SHELF


def shelf_sources(paths: Paths) -> tuple[CodeSource, ...]:
    """In the order of their import. None when the shelf cannot be read: the desk works on with what was shipped, and
    `shelf_trouble` says why. Reading the rows may raise ShelfTrouble."""
    path = shelf_file(paths)
    try:
        releases = listed_releases(path)
    except ShelfTrouble:
        return ()
    return tuple(
        CodeSource(header=one.header, sha256=one.sha256, is_shipped=False, rows=_rows(path, one.id))
        for one in releases
        if one.header.code_set not in EDIT_SETS
    )


def _rows(path: Path, release_id: int) -> Callable[[], Iterator[ImportRow]]:
    def read() -> Iterator[ImportRow]:
        from coderdesk.storage.shelf import open_shelf  # SQLAlchemy, for a build only

        with open_shelf(path) as shelf:
            if shelf is None:
                raise ReleaseGone(str(release_id))
            yield from shelf.rows(release_id)

    return read
