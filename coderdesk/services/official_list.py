"""The official ICD-10-CM code list of a release, by which the 7th characters of its tabular list are checked."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.code_release import FileKind, ImportedCode, ImportRow, ReleaseHeader
from coderdesk.services.shelf_releases import shipped_releases
from coderdesk.storage.shelf import Shelf

if TYPE_CHECKING:
    from coderdesk.services.code_sets import CodeLibrary

LISTS = frozenset((FileKind.ICD10CM_ORDER, FileKind.ICD10CM_CODES))


def valid_codes(rows: Iterable[ImportRow]) -> frozenset[str]:
    return frozenset(undotted(row.value) for row in rows if isinstance(row, ImportedCode) and row.is_billable)


def official_codes(
    header: ReleaseHeader,
    *,
    shelf: Shelf | None,
    library: "CodeLibrary | None",
    beside: Mapping[str, frozenset[str]],
) -> frozenset[str] | None:
    """The valid codes of that release, bare: from a list read beside it, from the shelf, or from the shipped release.

    None when no list of it is known. Only a release of the same name counts: a list of another would refuse good codes.
    """
    if header.release in beside:
        return beside[header.release]
    for one in shelf.releases() if shelf else ():
        if one.header.kind in LISTS and one.header.release == header.release:
            assert shelf is not None
            return valid_codes(shelf.rows(one.id))
    start = header.in_force.start
    if library is None or start is None or not _is_shipped(header):
        return None
    return frozenset(undotted(one.value) for one in library.codes_on(CodeSystem.ICD10CM, start) if one.is_billable)


def _is_shipped(header: ReleaseHeader) -> bool:
    return any(
        one.header.code_set is header.code_set and one.header.release == header.release for one in shipped_releases()
    )


def remark_on(release: str, codes: frozenset[str] | None) -> str:
    """What the preview says about 7th characters. In April 2026 the tables allowed 76 combinations that were no codes."""
    if codes is None:
        return (
            f"No official code list of {release} is on this computer, so every combination that the 7th-character tables "
            "allow is taken for a code; in April 2026 76 of them were none (S06 with 7 or 8 and D or S). "
            "Import the order file of the same release first to have them left out."
        )
    return (
        f"7th characters are checked against the official code list of {release}; combinations that are not in it "
        "(76 in April 2026) are left out."
    )
