"""What a fiscal year of ICD-10-CM begins and ends, for a release that is known by its codes and not yet by its titles."""

import csv
from collections.abc import Iterator
from datetime import timedelta

from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest
from coderdesk.domain.coding.code_release import ImportedCode
from coderdesk.domain.values.dates import Period


def read_changes(release: Manifest) -> Iterator[ImportedCode]:
    """A code that begins has the period of the release, one that ends a period until the day before it. No titles."""
    begins = release.header.in_force.start
    if begins is None:
        raise CodeFileUnfit(f"{release.folder}/manifest.toml", "it does not say when the release begins")
    with release.file("changes").open(encoding="utf-8", newline="") as stream:
        changes = {row["code"]: row["change"] for row in csv.DictReader(stream)}
    if not changes or not set(changes.values()) <= {"new", "ended"}:
        raise CodeFileUnfit("changes.csv", "its rows are not a code and one of new, ended")
    until = Period(None, begins - timedelta(days=1))
    for value, change in changes.items():
        in_force = release.codes_in_force if change == "new" else until
        yield ImportedCode(value=value, title="", in_force=in_force)
