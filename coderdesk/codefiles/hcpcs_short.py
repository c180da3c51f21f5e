"""HCPCS Level II from a list of codes and official short descriptors; numeric codes are refused, dental codes left out."""

import csv
import re
from collections.abc import Iterator

from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest
from coderdesk.domain.coding.code_release import ImportedCode

_SHIPPABLE = re.compile(r"[A-CE-V]\d{4}")


def read_hcpcs_short(release: Manifest) -> Iterator[ImportedCode]:
    """The codes in order. Raises CodeFileUnfit when the file carries codes that may not ship."""
    with release.file("codes").open(encoding="utf-8", newline="") as stream:
        rows = [(row["code"].strip(), " ".join(row["short"].split())) for row in csv.DictReader(stream)]
    foreign = [value for value, _ in rows if not _SHIPPABLE.fullmatch(value)]
    if foreign or not rows:
        what = foreign[0] if foreign else "no code"
        raise CodeFileUnfit("HCPCS list", f"it carries {what} where a HCPCS Level II code should stand")
    for value, title in sorted(rows):
        yield ImportedCode(value=value, title=title, short_title=title, in_force=release.codes_in_force)
