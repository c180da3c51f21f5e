"""The order files and the code lists of ICD-10-CM and ICD-10-PCS: fixed places, one code a line."""

import re
from collections.abc import Iterator

from coderdesk.codefiles.official.fields import ICD10CM, ICD10PCS
from coderdesk.codefiles.official.layout import CMS, FEDERAL, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import fiscal_year
from coderdesk.domain.coding.code import dotted
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode

# Places 1-5 order number, 7-13 code, 15 whether it may be reported, 17-76 short title, 78 on long title.
_ORDER = re.compile(r"(\d{5}) ([0-9A-Z ]{7}) ([01]) (.{60}) (\S.*)")
# Places 1-7 code, 9 on title.
_LISTED = re.compile(r"([0-9A-Z]{3,7}) {1,5}(?<=.{8})(\S.*)")
# Five digits end a line of the general equivalence mappings and no title.
_FLAGS = re.compile(r".*\d{5}\s*")
_PCS_TABLE = re.compile(r"[0-9A-HJ-NP-Z]{3}")
_CDC = "CDC National Center for Health Statistics and CMS"


def _order_matches(look: Look) -> "list[re.Match[str]]":
    matches = [_ORDER.fullmatch(line) for line in look.lines]
    return [match for match in matches if match] if matches and all(matches) else []


def _listed_matches(look: Look) -> "list[re.Match[str]]":
    matches = [_LISTED.fullmatch(line) for line in look.lines if not _FLAGS.fullmatch(line)]
    if len(matches) < len(look.lines):
        return []
    return [match for match in matches if match] if matches and all(matches) else []


def _is_pcs(value: str) -> bool:
    return bool(ICD10PCS.fullmatch(value)) and not ICD10CM.fullmatch(value)


def _is_cm_order(look: Look) -> bool:
    matches = _order_matches(look)
    return bool(matches) and all(ICD10CM.fullmatch(match[2].rstrip()) for match in matches)


def _is_pcs_order(look: Look) -> bool:
    matches = _order_matches(look)
    return bool(matches) and all(_is_pcs_order_code(match[2].rstrip()) for match in matches) and not _is_cm_order(look)


def _is_pcs_order_code(value: str) -> bool:
    return bool(ICD10PCS.fullmatch(value) or _PCS_TABLE.fullmatch(value))


def _is_cm_list(look: Look) -> bool:
    matches = _listed_matches(look)
    return bool(matches) and all(ICD10CM.fullmatch(match[1]) for match in matches)


def _is_pcs_list(look: Look) -> bool:
    matches = _listed_matches(look)
    return bool(matches) and all(ICD10PCS.fullmatch(match[1]) for match in matches) and not _is_cm_list(look)


def _read_order(reading: Reading) -> Iterator[ImportedCode]:
    is_cm = reading.file.header.code_set is CodeSet.ICD10CM
    fits = ICD10CM.fullmatch if is_cm else _is_pcs_order_code
    last = 0
    for line, text in reading.lines():
        match = _ORDER.fullmatch(text)
        if match is None or not fits(match[2].rstrip()):
            raise reading.fault(line, "it is not a line of an order file of this code system")
        if int(match[1]) != last + 1:
            raise reading.fault(line, f"its order number is {match[1]} where {last + 1:05d} follows")
        last = int(match[1])
        value = match[2].rstrip()
        yield ImportedCode(
            value=dotted(value) if is_cm else value,
            title=match[5].rstrip(),
            short_title=match[4].rstrip(),
            is_billable=match[3] == "1",
            in_force=reading.in_force,
        )


def _read_list(reading: Reading) -> Iterator[ImportedCode]:
    is_cm = reading.file.header.code_set is CodeSet.ICD10CM
    fits = ICD10CM.fullmatch if is_cm else ICD10PCS.fullmatch
    for line, text in reading.lines():
        match = _LISTED.fullmatch(text)
        if match is None or not fits(match[1]):
            raise reading.fault(line, "it is not a line of a code list of this code system")
        value = dotted(match[1]) if is_cm else match[1]
        yield ImportedCode(value=value, title=match[2].rstrip(), in_force=reading.in_force)


ICD10CM_ORDER = Layout(
    kind=FileKind.ICD10CM_ORDER,
    code_set=CodeSet.ICD10CM,
    publisher=_CDC,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=_is_cm_order,
    read=_read_order,
    release=fiscal_year,
)
ICD10PCS_ORDER = Layout(
    kind=FileKind.ICD10PCS_ORDER,
    code_set=CodeSet.ICD10PCS,
    publisher=CMS,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=_is_pcs_order,
    read=_read_order,
    release=fiscal_year,
)
ICD10CM_CODES = Layout(
    kind=FileKind.ICD10CM_CODES,
    code_set=CodeSet.ICD10CM,
    publisher=_CDC,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=_is_cm_list,
    read=_read_list,
    release=fiscal_year,
)
ICD10PCS_CODES = Layout(
    kind=FileKind.ICD10PCS_CODES,
    code_set=CodeSet.ICD10PCS,
    publisher=CMS,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=_is_pcs_list,
    read=_read_list,
    release=fiscal_year,
)
