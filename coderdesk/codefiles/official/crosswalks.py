"""Tables from code to code and from code to category: the GEMs, the HCC mappings, the CCSR."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.codefiles.official.fields import ICD10CM, ICD10PCS
from coderdesk.codefiles.official.layout import CMS, FEDERAL, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import ccsr_release, payment_year, year_in_name
from coderdesk.codefiles.official.tables import Columns, cell, headed_rows
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.domain.coding.code import dotted, undotted
from coderdesk.domain.coding.code_release import CodeGroup, CodeMap, CodeSet, FileKind

# Places 1-7 and 9-13, or 1-5 and 7-13; then 15-19: approximate, no map, combination, scenario, choice.
_FROM_TEN = re.compile(r"([0-9A-Z]{3,7}) {1,5}(?<=.{8})([0-9A-Z]{3,5}|NoDx|NoPCS) {1,3}(?<=.{14})([01]{3}\d\d)\s*")
_FROM_NINE = re.compile(r"([0-9A-Z]{3,5}) {1,3}(?<=.{6})([0-9A-Z]{3,7}|NoDx|NoPCS) {1,5}(?<=.{14})([01]{3}\d\d)\s*")
_MODEL = re.compile(r"(.*?) model category (v\d+)(?: for (20\d\d) payment year)?$")
_CATEGORY = re.compile(r"\d{1,3}")
_CODE_HEADING = "icd 10 cm code"
# XXX000 and the like say that a code may not come first, which is no category.
_CCSR = re.compile(r"(?!XXX)[A-Z]{3}\d{3}")


def _form(look: Look) -> "re.Pattern[str] | None":
    for form, in_ten in ((_FROM_TEN, 1), (_FROM_NINE, 2)):
        matches = [form.fullmatch(line) for line in look.lines]
        if matches and all(match and _is_tenth(match[in_ten]) for match in matches):
            return form
    return None


def _is_tenth(value: str) -> bool:
    return bool(value.startswith("No") or ICD10CM.fullmatch(value) or ICD10PCS.fullmatch(value))


def _read_gem(reading: Reading) -> Iterator[CodeMap]:
    form: re.Pattern[str] | None = None
    for line, text in reading.lines():
        form = form or (_FROM_TEN if _FROM_TEN.fullmatch(text) else _FROM_NINE)
        match = form.fullmatch(text)
        if match is None:
            raise reading.fault(line, "it is not a line of the general equivalence mappings")
        yield _map(match, is_from_icd9=form is _FROM_NINE)


def _map(match: "re.Match[str]", *, is_from_icd9: bool) -> CodeMap:
    flags = match[3]
    return CodeMap(
        source=match[1],
        target="" if flags[1] == "1" else match[2],
        is_approximate=flags[0] == "1",
        is_combination=flags[2] == "1",
        scenario=int(flags[3]),
        choice=int(flags[4]),
        is_from_icd9=is_from_icd9,
    )


def _is_hcc_header(names: Sequence[str]) -> bool:
    return "diagnosis code" in names and any(_MODEL.match(name) for name in names)


def _read_hcc(reading: Reading) -> Iterator[CodeGroup]:
    """A row for each model in which the code counts in the payment year; a footer without a code ends the table."""
    columns, _, rows = headed_rows(reading.rows(), _is_hcc_header, reading.source.name)
    code = columns.place("diagnosis code")
    models = _models(columns)
    is_footer = False
    for line, cells in rows:
        value = undotted(cell(cells, code))
        is_code = bool(ICD10CM.fullmatch(value))
        if (is_footer and is_code) or any(not is_code and _CATEGORY.fullmatch(cell(cells, at)) for _, at, _ in models):
            raise reading.fault(line, "the row does not belong into the table of diagnosis codes")
        if not is_code:
            is_footer = True
            continue
        for scheme, at, paid in models:
            group = cell(cells, at)
            if _CATEGORY.fullmatch(group) and (paid is None or cell(cells, paid).lower() == "yes"):
                yield CodeGroup(value=dotted(value), scheme=scheme, group=group)


def _models(columns: Columns) -> list[tuple[str, int, int | None]]:
    """Each model with the column of its category and, where there is one, of its Yes or No for the payment year."""
    found: dict[str, int] = {}
    paid: dict[str, int] = {}
    for place, name in enumerate(columns.names):
        match = _MODEL.match(name)
        if match is None and ("model" in name or "payment year" in name):
            raise FileRefused(columns.file, f"its heading {name!r} is none that is known", line=columns.line)
        if match:
            scheme = f"{_printed(match[1])} {match[2].upper()}"
            (paid if match[3] else found)[scheme] = place
    if not set(paid) <= set(found):
        raise FileRefused(columns.file, "a model has its payment year and no category", line=columns.line)
    return [(scheme, place, paid.get(scheme)) for scheme, place in found.items()]


def _printed(model: str) -> str:
    """ "cms hcc esrd" -> "CMS-HCC ESRD", "rxhcc" -> "RxHCC"."""
    return model.upper().replace("CMS HCC", "CMS-HCC").replace("RXHCC", "RxHCC")


def _bare(text: str) -> str:
    """The publisher wraps its cells in apostrophes."""
    return text.strip().strip("'").strip()


def _is_ccsr_header(names: Sequence[str]) -> bool:
    return _CODE_HEADING in names and "ccsr category 1" in names


def _read_ccsr(reading: Reading) -> Iterator[CodeGroup]:
    columns, _, rows = headed_rows(reading.rows(), _is_ccsr_header, reading.source.name)
    code = columns.place(_CODE_HEADING)
    roles = [("default inpatient", "default ccsr category ip", "default ccsr category description ip")]
    roles += [("default outpatient", "default ccsr category op", "default ccsr category description op")]
    roles += [(str(n), f"ccsr category {n}", f"ccsr category {n} description") for n in range(1, 7)]
    places = [(role, columns.find(group), columns.find(title)) for role, group, title in roles]
    for line, cells in rows:
        value = undotted(_bare(cell(cells, code)))
        if not ICD10CM.fullmatch(value) or not _bare(cell(cells, columns.place("ccsr category 1"))):
            raise reading.fault(line, "the row is not a diagnosis code with its categories")
        for role, at, title in places:
            group = _bare(cell(cells, at))
            if _CCSR.fullmatch(group):
                words = _bare(cell(cells, title))
                yield CodeGroup(value=dotted(value), scheme="CCSR", group=group, title=words, role=role)


GEM = Layout(
    kind=FileKind.GEM,
    code_set=CodeSet.GEM,
    publisher=CMS,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=lambda look: _form(look) is not None,
    read=_read_gem,
    release=year_in_name,
)
HCC = Layout(
    kind=FileKind.HCC,
    code_set=CodeSet.HCC,
    publisher=CMS,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=lambda look: any(map(_is_hcc_header, look.names)),
    read=_read_hcc,
    release=payment_year,
)
CCSR = Layout(
    kind=FileKind.CCSR,
    code_set=CodeSet.CCSR,
    publisher="Agency for Healthcare Research and Quality",
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=lambda look: any(map(_is_ccsr_header, look.names)),
    read=_read_ccsr,
    release=ccsr_release,
)
