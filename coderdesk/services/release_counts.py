"""How many codes a shipped release holds: its rows were never imported one by one, so they are counted in the code store."""

from collections.abc import Iterable
from datetime import date

from coderdesk.domain.coding.code_release import CodeSet, ReleaseHeader
from coderdesk.domain.coding.editions import CODE_KINDS
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.shelf_releases import InstalledRelease


def shipped_counts(*, library: CodeLibrary, releases: Iterable[InstalledRelease]) -> dict[str, int]:
    """By the id of the release: codes that may be reported on its first day, or lines of a list; nothing for other tables."""
    counted = {one.id: _count(library, one.header) for one in releases if one.is_shipped}
    return {release_id: count for release_id, count in counted.items() if count}


def _count(library: CodeLibrary, header: ReleaseHeader) -> int:
    on = header.in_force.start or date.max
    system = header.code_set.code_system
    if system is not None:
        return sum(1 for _ in library.store.codes_on(system, on)) if header.kind in CODE_KINDS else 0
    if header.code_set is CodeSet.MSDRG:
        return len(library.drg_weights(on))
    return len(library.listed_codes(header.code_set, on))
