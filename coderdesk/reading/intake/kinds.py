"""Which kind of document a code or a title names, by the table `resources/reading/document_kinds.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coderdesk.domain.clinical.document import DocumentKind
from coderdesk.shared.resources import resource_path


@dataclass(frozen=True, slots=True)
class KindTable:
    loinc: Mapping[str, DocumentKind]
    document_type: Mapping[str, DocumentKind]
    service_section: Mapping[str, DocumentKind]
    titles: tuple[tuple["re.Pattern[str]", DocumentKind], ...]

    def of_title(self, title: str) -> DocumentKind | None:
        return next((kind for pattern, kind in self.titles if pattern.search(title)), None)


@cache
def shipped_kinds() -> KindTable:
    with resource_path("reading", "document_kinds.toml").open("rb") as stream:
        table = tomllib.load(stream)
    titles = tuple(
        (re.compile(rf"(?<![a-z])(?:{row['words']})", re.IGNORECASE), DocumentKind(row["kind"]))
        for row in table["title"]
    )
    loinc, types, sections = (_by_code(table[name]) for name in ("loinc", "document_type", "service_section"))
    return KindTable(loinc, types, sections, titles)


def _by_code(rows: Mapping[str, list[str]]) -> dict[str, DocumentKind]:
    return {code: DocumentKind(kind) for kind, codes in rows.items() for code in codes}
