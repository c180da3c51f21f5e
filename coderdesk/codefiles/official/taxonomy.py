"""The NUCC provider taxonomy, for those who hold its licence: codes with grouping, classification and display name."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.codefiles.official.layout import Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import taxonomy_release
from coderdesk.codefiles.official.tables import cell, headed_rows
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode

_CODE = re.compile(r"[0-9A-Z]{9}X")
_WANTED = {"code", "grouping", "classification", "specialization"}
_KEPT = ("grouping", "classification", "specialization", "definition", "notes", "section")


def _is_header(names: Sequence[str]) -> bool:
    return set(names) >= _WANTED


def _read(reading: Reading) -> Iterator[ImportedCode]:
    columns, _, rows = headed_rows(reading.rows(), _is_header, reading.source.name)
    code, shown = columns.place("code"), columns.find("display name")
    kept = [(name, columns.find(name)) for name in _KEPT]
    width = max(place for _, place in kept if place is not None)
    for line, cells in rows:
        value = cell(cells, code)
        if not _CODE.fullmatch(value) or len(cells) <= width:
            raise reading.fault(line, "the row is not a taxonomy code with its columns")
        fields = {name: cell(cells, place) for name, place in kept}
        name = cell(cells, shown) or " - ".join(filter(None, (fields["classification"], fields["specialization"])))
        yield ImportedCode(
            value=value,
            title=name,
            in_force=reading.in_force,
            extra=tuple((field, text) for field, text in fields.items() if text),
        )


def _fits(look: Look) -> bool:
    return any(map(_is_header, look.names))


TAXONOMY = Layout(
    kind=FileKind.TAXONOMY,
    code_set=CodeSet.NUCC,
    publisher="National Uniform Claim Committee",
    licence="Copyright of the American Medical Association for the NUCC; a licence is needed to pass it on",
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=_fits,
    read=_read,
    release=taxonomy_release,
)
