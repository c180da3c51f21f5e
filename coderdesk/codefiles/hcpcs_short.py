"""HCPCS Level II from a list of codes and official short descriptors; numeric codes are refused, dental codes left out."""

import csv
import re
from collections.abc import Iterator

from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, TabularEntry

_SHIPPABLE = re.compile(r"[A-CE-V]\d{4}")

# The first letter says what a code is about; the words are ours.
LETTERS = {
    "A": "Transport, supplies, radiopharmaceuticals and administrative items",
    "B": "Feeding through a tube or vein",
    "C": "Hospital outpatient items: devices, drugs, procedures",
    "E": "Durable medical equipment",
    "G": "Procedures and professional services, temporary",
    "H": "Behavioral health and substance use services",
    "J": "Drugs that are not swallowed, chemotherapy",
    "K": "Equipment and supplies, temporary",
    "L": "Orthotics and prosthetics",
    "M": "Other medical services and quality measures",
    "P": "Laboratory and pathology services, blood products",
    "Q": "Drugs, casts and services, temporary",
    "R": "Transport of diagnostic equipment",
    "S": "Items for private payers, temporary",
    "T": "Items for Medicaid agencies",
    "U": "Laboratory tests for new infections",
    "V": "Vision, hearing and speech",
}


def _entry(release: Manifest, *, value: str, title: str, level: Level, parent: str) -> TabularEntry:
    return TabularEntry(
        system=CodeSystem.HCPCS,
        value=value,
        title=title,
        level=level,
        parent=parent,
        in_force=release.in_force,
        is_billable=level is Level.CODE,
        release=release.release,
    )


def read_hcpcs_short(release: Manifest) -> Iterator[TabularEntry]:
    """The letter groups, then the codes of each. Raises CodeFileUnfit when the file carries codes that may not ship."""
    with release.file("codes").open(encoding="utf-8", newline="") as stream:
        rows = [(row["code"].strip(), " ".join(row["short"].split())) for row in csv.DictReader(stream)]
    foreign = [value for value, _ in rows if not _SHIPPABLE.fullmatch(value)]
    if foreign or not rows:
        what = foreign[0] if foreign else "no code"
        raise CodeFileUnfit("HCPCS list", f"it carries {what} where a HCPCS Level II code should stand")
    letter = ""
    for value, title in sorted(rows):
        if value[0] != letter:
            letter = value[0]
            yield _entry(release, value=letter, title=LETTERS[letter], level=Level.CHAPTER, parent="")
        yield _entry(release, value=value, title=title, level=Level.CODE, parent=letter)
