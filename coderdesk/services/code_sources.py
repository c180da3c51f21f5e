"""What the code store is built from: one release after another, shipped or imported, each read when its turn comes."""

from collections.abc import Iterator
from functools import partial

from coderdesk.codefiles.manifest import shipped_manifests
from coderdesk.domain.coding.code_release import ImportRow
from coderdesk.services.code_source import CodeSource
from coderdesk.shared.paths import Paths
from coderdesk.shared.resources import codesets_path

__all__ = ["SHELF", "CodeSource", "installed_sources", "shipped_sources"]
SHELF = "shelf.sqlite"


def shipped_sources() -> tuple[CodeSource, ...]:
    """What travels with the application; reads the manifests only. Raises CodeFileUnfit when there is none."""
    return tuple(
        CodeSource(header=one.header, sha256=one.sha256, is_shipped=True, rows=partial(_rows, one.folder))
        for one in shipped_manifests(codesets_path())
    )


def _rows(folder: str) -> Iterator[ImportRow]:
    from coderdesk.codefiles.manifest import read_manifest
    from coderdesk.codefiles.shipped import shipped_rows  # the readers, at a build only

    return shipped_rows(read_manifest(codesets_path(folder, "manifest.toml"), codesets_path()))


def installed_sources(paths: Paths) -> tuple[CodeSource, ...]:
    """Shipped and imported, for the code store; in an order that is the same as long as nothing is imported."""
    return (*shipped_sources(), *_imported(paths))


def _imported(paths: Paths) -> tuple[CodeSource, ...]:
    if not (paths.codesets / SHELF).exists():
        return ()
    from coderdesk.services.shelf_sources import shelf_sources  # SQLAlchemy, where something was imported only

    return shelf_sources(paths)
