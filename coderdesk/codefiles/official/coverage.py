"""Coverage lists: which diagnoses a contractor accepts for a procedure, as tables made from LCD and NCD billing articles.

No publisher's layout is fixed: the headings that exports and hand-made tables use are known, in any order.
"""

import re
from collections.abc import Iterator, Sequence

from coderdesk.codefiles.official.fields import ICD10CM, PROCEDURE, NotADate, date_in, five_places
from coderdesk.codefiles.official.layout import AMA_NUMBERS, CMS, Layout, Reading, Truncation
from coderdesk.codefiles.official.releases import year_in_name
from coderdesk.codefiles.official.tables import cell, headed_rows
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.coding.code_release import CodeSet, CoveredDiagnosis, FileKind
from coderdesk.domain.values.dates import Period

_PROCEDURE = (
    "hcpcs code",
    "hcpc code",
    "hcpc code id",
    "hcpcs cpt code",
    "cpt hcpcs code",
    "cpt code",
    "procedure code",
    "procedure",
    "cpt hcpcs",
    "hcpcs",
    "cpt",
)
_DIAGNOSIS = (
    "icd10 code",
    "icd 10 code",
    "icd10 code id",
    "icd 10 cm code",
    "icd10cm code",
    "covered diagnosis",
    "covered icd 10 code",
    "diagnosis code",
    "diagnosis",
    "icd 10",
    "dx code",
    "dx",
)
_FROM = ("from", "effective date", "article effective date", "start date", "start", "eff date", "effective from")
_TO = (
    "to",
    "end date",
    "ending date",
    "article end date",
    "termination date",
    "retirement date",
    "effective to",
    "until",
)
_CONTRACTOR = ("contractor", "contractor name", "contractor id", "mac", "contractor number", "jurisdiction")
_ARTICLE = (
    "article",
    "article id",
    "lcd",
    "lcd id",
    "ncd",
    "ncd id",
    "lcd article",
    "document id",
    "policy",
    "article number",
)
_COVERED = ("covered", "is covered", "coverage", "covered y n", "covered noncovered")
_NO = frozenset({"n", "no", "0", "false", "noncovered", "non covered", "not covered", "excluded"})
_FAMILY = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z]{0,3}-")


def _is_header(names: Sequence[str]) -> bool:
    return bool(set(_PROCEDURE) & set(names)) and bool(set(_DIAGNOSIS) & set(names))


def _read(reading: Reading) -> Iterator[CoveredDiagnosis]:
    """One pair a row; rows that say "not covered" are left out, for what no list covers is not covered anyway."""
    columns, _, rows = headed_rows(reading.rows(), _is_header, reading.source.name)
    procedure, diagnosis = columns.place(*_PROCEDURE), columns.place(*_DIAGNOSIS)
    starts, ends = columns.find(*_FROM), columns.find(*_TO)
    contractor, article, covered = columns.find(*_CONTRACTOR), columns.find(*_ARTICLE), columns.find(*_COVERED)
    for line, cells in rows:
        if cell(cells, covered).lower().replace("-", " ").strip() in _NO:
            continue
        value, code = five_places(cell(cells, procedure)), undotted(cell(cells, diagnosis))
        if not PROCEDURE.fullmatch(value) or not (ICD10CM.fullmatch(code) or _FAMILY.fullmatch(code)):
            raise reading.fault(line, "the row is not a procedure with a covered diagnosis")
        try:
            in_force = Period(date_in(cell(cells, starts)), date_in(cell(cells, ends)))
        except NotADate as error:
            raise reading.fault(line, str(error)) from error
        yield CoveredDiagnosis(
            procedure=value,
            diagnosis=code,
            in_force=in_force,
            contractor=cell(cells, contractor),
            article=cell(cells, article),
        )


COVERAGE = Layout(
    kind=FileKind.COVERAGE,
    code_set=CodeSet.COVERAGE,
    publisher=CMS,
    licence=AMA_NUMBERS,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=lambda look: any(map(_is_header, look.names)),
    read=_read,
    release=year_in_name,
)
