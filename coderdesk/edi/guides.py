"""The implementation guides by which claims are written, and their names in a file."""

from coderdesk.domain.billing.submitted.kind import ClaimKind

VERSION_OF = {
    ClaimKind.PROFESSIONAL: "005010X222A1",
    ClaimKind.INSTITUTIONAL: "005010X223A2",
    ClaimKind.DENTAL: "005010X224A2",
}
# with or without an addendum, earlier or later than the one that is written
_GUIDES = {
    "005010X222": ClaimKind.PROFESSIONAL,
    "005010X223": ClaimKind.INSTITUTIONAL,
    "005010X224": ClaimKind.DENTAL,
}


def kind_of_version(version: str) -> ClaimKind | None:
    return _GUIDES.get(version[:10])
