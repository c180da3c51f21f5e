"""The release that an import is compared with: the one it corrects, else the one in force on the day before it begins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coderdesk.codefiles.official import ImportCancelled
from coderdesk.domain.coding.code_release import FileKind, ImportRow, ReleaseHeader
from coderdesk.services.release_changes import Tally
from coderdesk.shared.ports import Progress
from coderdesk.storage.shelf import Shelf
from coderdesk.storage.shelf_listing import ShelvedRelease

if TYPE_CHECKING:
    from coderdesk.services.code_sets import CodeLibrary

_ASK_EVERY = 20_000
# Those whose rows are the codes themselves, as the library holds them.
_OF_CODES = frozenset(
    (
        FileKind.ICD10CM_ORDER,
        FileKind.ICD10PCS_ORDER,
        FileKind.ICD10CM_CODES,
        FileKind.ICD10PCS_CODES,
        FileKind.ICD10CM_TABULAR,
        FileKind.HCPCS_RECORDS,
        FileKind.HCPCS_WORKBOOK,
        FileKind.CPT_SHORT,
        FileKind.CPT_MEDIUM,
        FileKind.CPT_LONG,
        FileKind.CPT_CONSUMER,
        FileKind.CPT_CLINICIAN,
        FileKind.CPT_CONSOLIDATED,
        FileKind.NDC_DIRECTORY,
        FileKind.MAPPED,
    )
)


@dataclass(frozen=True, slots=True)
class ReleaseBefore:
    """`name` as the screen shows it; `tally` reads it, which takes as long as the release is large."""

    name: str
    tally: Callable[[], Tally]


def release_before(
    header: ReleaseHeader,
    part: str,
    *,
    shelf: Shelf | None,
    library: "CodeLibrary | None",
    replaced: ShelvedRelease | None,
    progress: Progress,
) -> ReleaseBefore | None:
    """None when nothing of its kind is here yet. Reading it raises ImportCancelled when the person wants to stop."""
    start = header.in_force.start
    if replaced is not None and shelf is not None:
        return _on_shelf(shelf, replaced, start, progress)
    before = start - timedelta(days=1) if start and start > date.min else None
    earlier = _earlier(header, part, shelf)
    # The oldest release here may be the very one that is imported: then that is what it is compared with.
    in_library = _in_library(header, library, before or date.max) or _in_library(header, library, start or date.max)
    if earlier is not None and shelf is not None and (in_library is None or in_library[1] <= _start(earlier.header)):
        return _on_shelf(shelf, earlier, before, progress)
    return in_library[0] if in_library else None


def _on_shelf(shelf: Shelf, one: ShelvedRelease, on: date | None, progress: Progress) -> ReleaseBefore:
    def rows() -> Iterator[ImportRow]:
        for count, row in enumerate(shelf.rows(one.id)):
            if count % _ASK_EVERY == 0:
                if progress.is_cancelled:
                    raise ImportCancelled
                progress.report(done=count, total=one.rows, what=f"Comparing with {one.header.release}")
            yield row

    return ReleaseBefore(one.header.release, lambda: Tally(on).add_all(rows()))


def _earlier(header: ReleaseHeader, part: str, shelf: Shelf | None) -> ShelvedRelease | None:
    start = header.in_force.start or date.max
    alike = [
        one
        for one in (shelf.releases() if shelf else ())
        if (one.header.code_set, one.header.kind, one.header.setting) == (header.code_set, header.kind, header.setting)
        and one.part == part
        and _start(one.header) < start
    ]
    return max(alike, key=lambda one: _start(one.header), default=None)


def _in_library(header: ReleaseHeader, library: "CodeLibrary | None", on: date) -> tuple[ReleaseBefore, date] | None:
    system = header.code_set.code_system
    if library is None or system is None or header.kind not in _OF_CODES:
        return None
    of_system = [one for one in library.releases_on(on) if one.system is system]
    if not of_system:
        return None
    latest = max(of_system, key=lambda one: one.in_force.start or date.min)

    def tally() -> Tally:
        found = Tally(on)
        for code in library.codes_on(system, on):
            found.add_code(code)
        return found

    return ReleaseBefore(latest.release, tally), latest.in_force.start or date.min


def _start(header: ReleaseHeader) -> date:
    return header.in_force.start or date.min
