"""The inpatient tables of the yearly rule: weights (Table 5), MCC and CC lists (6I, 6J), CC exclusions (6K)."""

import re
from collections.abc import Callable, Iterator, Sequence

from coderdesk.codefiles.official.fields import number_in
from coderdesk.codefiles.official.layout import CMS, FEDERAL, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import rule_year
from coderdesk.codefiles.official.tables import headed_rows
from coderdesk.domain.coding.code import dotted
from coderdesk.domain.coding.code_release import (
    CodeSet,
    DrgSeverity,
    DrgWeight,
    ExclusionList,
    FileKind,
    ImportRow,
)

_DRG = re.compile(r"\d{3}")
_COLUMNS = 10
_LISTED = re.compile(r"([A-Z][0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?)\t.*")
_EXCLUDED = re.compile(r" ([0-9A-Z]{3,7}) +(CC|MCC) +(?:(\d{4}): *([\d,]+) codes?|No Excl)\b.*")
_COLLECTION = re.compile(r"PDX collection (\d{4})\s*")
# Part 2 of Table 6K: codes that count only for patients who leave alive.
DISCHARGED_ALIVE = "discharged alive"
_PRINCIPAL = re.compile(r"  ([0-9A-Z]{3,7}) +\S.*")


def _is_weights_header(names: Sequence[str]) -> bool:
    return "ms drg" in names and "ms drg title" in names


def _read_weights(reading: Reading) -> Iterator[DrgWeight]:
    _, _, rows = headed_rows(reading.rows(), _is_weights_header, reading.source.name)
    for line, cells in rows:
        if not _DRG.fullmatch(cells[0].zfill(3)) or len(cells) < _COLUMNS:
            raise reading.fault(line, "the row is not a DRG with its weight")
        try:
            weight, capped, geometric, arithmetic = (number_in(text) for text in cells[6:_COLUMNS])
        except ValueError as error:
            raise reading.fault(line, str(error)) from error
        yield DrgWeight(
            drg=cells[0].zfill(3),
            mdc=cells[3],
            kind=cells[4],
            title=cells[5],
            is_post_acute=cells[1].lower() == "yes",
            is_special_pay=cells[2].lower() == "yes",
            weight=weight,
            capped_weight=capped,
            geometric_days=geometric,
            arithmetic_days=arithmetic,
        )


def _read_list(level: str) -> Callable[[Reading], Iterator[DrgSeverity]]:
    def read(reading: Reading) -> Iterator[DrgSeverity]:
        begun = False
        for line, text in reading.lines():
            match = _LISTED.fullmatch(text)
            begun = begun or match is not None
            if match:
                yield DrgSeverity(value=match[1], level=level)
            elif text.strip() and begun and not text.startswith("\t"):
                raise reading.fault(line, "it is not a line of this list")

    return read


def _read_exclusions(reading: Reading) -> Iterator[ImportRow]:
    """Part 1 with its collections, each of the size that it announces; then the lists of parts 2 and 3 by their title."""
    sizes: dict[str, int] = {}
    name, members, line = "", list[str](), 0
    for line, text in reading.lines():
        if code := _EXCLUDED.fullmatch(text):
            if code[3]:
                sizes[code[3]] = int(code[4].replace(",", ""))
            yield DrgSeverity(value=dotted(code[1]), level=code[2], exclusions=code[3] or "")
        elif (heading := _heading(text)) is not None:
            yield from _collected(reading, line, name, members, sizes)
            name, members = heading, []
        elif name and (principal := _PRINCIPAL.fullmatch(text)):
            members.append(dotted(principal[1]))
        elif name and text.strip():
            raise reading.fault(line, "it is not a line of this list")
    yield from _collected(reading, line, name, members, sizes)
    if sizes:
        raise reading.fault(line, f"it ends before the collection {min(sizes)} that it announces")


def _heading(text: str) -> str | None:
    """The name of the list that begins with this line; "" for a title that is followed by others."""
    if collection := _COLLECTION.fullmatch(text):
        return collection[1]
    if text.startswith("K Part 2"):
        return DISCHARGED_ALIVE
    if text.startswith("K Part 3"):
        return ""
    return text.strip() if text.startswith("MDC ") else None


def _collected(
    reading: Reading, line: int, name: str, members: Sequence[str], sizes: dict[str, int]
) -> Iterator[ExclusionList]:
    if not name:
        return
    announced = sizes.pop(name, None if name.isdigit() else len(members))
    if not members:
        raise reading.fault(line, f"the list {name} holds no code")
    if announced != len(members):
        raise reading.fault(line, f"the collection {name} has {len(members)} codes and not {announced}")
    yield ExclusionList(name, tuple(members))


def _layout(kind: FileKind, title: str, read: Callable[[Reading], Iterator[ImportRow]], told: Truncation) -> Layout:
    def fits(look: Look) -> bool:
        return bool(look.lines) and look.lines[0].strip('" ').upper().startswith(title)

    return Layout(
        kind=kind,
        code_set=CodeSet.MSDRG,
        publisher=CMS,
        licence=FEDERAL,
        truncation=told,
        fits=fits,
        read=read,
        release=rule_year,
    )


DRG_WEIGHTS = Layout(
    kind=FileKind.DRG_WEIGHTS,
    code_set=CodeSet.MSDRG,
    publisher=CMS,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=lambda look: any(map(_is_weights_header, look.names)),
    read=_read_weights,
    release=rule_year,
)
DRG_MCC = _layout(FileKind.DRG_MCC, "TABLE 6I ", _read_list("MCC"), Truncation.TOLD_WITHIN_A_LINE)
DRG_CC = _layout(FileKind.DRG_CC, "TABLE 6J ", _read_list("CC"), Truncation.TOLD_WITHIN_A_LINE)
DRG_EXCLUSIONS = _layout(FileKind.DRG_EXCLUSIONS, "TABLE 6K ", _read_exclusions, Truncation.TOLD_WITHIN_A_LINE_OF_MANY)
