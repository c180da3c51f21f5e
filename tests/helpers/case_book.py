"""The book of cases: a test's docstring lists visits that break its rule, that are clean, and that look alike but are allowed.

A line of the book is `breaks:`, `clean:` or `allowed:` and a visit; words after " -- " say why. A visit is diagnoses in order,
then parts in brackets: `E11.9, I10:Y [inpatient] [on 2026-10-02] [F 1990-01-01] [CPT 99213-25 x2 ->1,2] [payer Medicare]
[place 11] [supports 99213] [noticed G0439]`. A quotation stands behind its code: `M17.11 "left knee"`.
Earlier visits stand as `[seen 2025-05-01 27447]`, those of another specialty as `[elsewhere 2025-05-01]`, and the first day
of the books as `[books 2015-01-01]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.checked_visit import CheckedDiagnosis, CheckedLine, CheckedVisit
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.em_elements import Mdm, PatientStatus, level_of_code
from coderdesk.domain.coding.em_level import EmResult
from coderdesk.domain.coding.practice_history import EarlierVisit, PracticeHistory
from coderdesk.domain.people.patient import Sex

LABELS = ("breaks", "clean", "allowed")
DAY = date(2026, 3, 16)
_CASE = re.compile(r"^\s*(breaks|clean|allowed):\s*(.*?)(?:\s+--\s.*)?$", re.M)
_PART = re.compile(r"\[([^\]]*)\]")
_DIAGNOSIS = re.compile(r'^(\S+?)(?::(\S*))?(?:\s+"([^"]*)")?$')
_LINE = re.compile(r"^(\S+) ([^\s-]+)((?:-[^\s-]+)*)(?: x(-?[\d.]+))?(?: ->([\d,]*))?$")
_SYSTEMS = {"CPT": CodeSystem.CPT, "HCPCS": CodeSystem.HCPCS, "PCS": CodeSystem.ICD10PCS, "CDT": CodeSystem.CDT}


@dataclass(frozen=True, slots=True)
class Case:
    label: str
    text: str
    visit: CheckedVisit


def cases_in(docstring: str) -> Iterator[Case]:
    for label, text in _CASE.findall(docstring):
        yield Case(label, text, visit_of(text))


def visit_of(text: str) -> CheckedVisit:
    codes = _PART.sub("", text).strip()
    visit = CheckedVisit(
        setting=Setting.OUTPATIENT,
        date_of_service=DAY,
        diagnoses=tuple(_diagnosis(one, place) for place, one in enumerate(re.split(r",\s*", codes), 1) if one),
    )
    for part in _PART.findall(text):
        visit = _with_part(visit, part)
    return visit


def _diagnosis(text: str, place: int) -> CheckedDiagnosis:
    found = _DIAGNOSIS.match(text.strip())
    assert found, text
    quotations = (found[3],) if found[3] else ()
    return CheckedDiagnosis(key=str(place), code=found[1], poa=found[2], quotations=quotations)


def _with_part(visit: CheckedVisit, part: str) -> CheckedVisit:
    if part in list(Setting):
        return replace(visit, setting=Setting(part))
    word, _, rest = part.partition(" ")
    match word:
        case "on":
            return replace(visit, date_of_service=date.fromisoformat(rest))
        case "F" | "M":
            return replace(visit, sex=Sex(word), birth_date=date.fromisoformat(rest) if rest else None)
        case "born":
            return replace(visit, birth_date=date.fromisoformat(rest))
        case "payer":
            return replace(visit, payer=rest)
        case "place":
            return replace(visit, place_of_service=rest)
        case "supports":
            return replace(visit, worksheet=_worksheet(rest))
        case "noticed":
            return replace(visit, noticed=frozenset(rest.split()))
        case "seen" | "elsewhere" | "books":
            return replace(visit, history=_history(visit.history or PracticeHistory(visits=()), word, rest))
    return replace(visit, lines=(*visit.lines, _line(part, len(visit.lines) + 1)))


def _line(part: str, place: int) -> CheckedLine:
    found = _LINE.match(part)
    assert found, part
    return CheckedLine(
        key=f"line {place}",
        system=_SYSTEMS[found[1]],
        code=found[2],
        modifiers=tuple(found[3].split("-")[1:]),
        units=Decimal(found[4]) if found[4] else None,
        pointers=None if found[5] is None else tuple(int(one) for one in found[5].split(",") if one),
    )


def _history(history: PracticeHistory, word: str, rest: str) -> PracticeHistory:
    day, *services = rest.split()
    if word == "books":
        return replace(history, begins=date.fromisoformat(day))
    seen = EarlierVisit(
        date_of_service=date.fromisoformat(day),
        account="V1",
        is_same_specialty=word == "seen",
        services=tuple(services),
    )
    return replace(history, visits=(*history.visits, seen))


def _worksheet(code: str) -> EmResult:
    """What a worksheet supports: an office visit code, or `99210` for an established patient and nothing that stands."""
    claimed = level_of_code(code)
    status, level = claimed if claimed else (PatientStatus.ESTABLISHED, Mdm.NONE)
    return EmResult(
        status=status, level=level, by_decision=level, by_time=Mdm.NONE, columns=(), limiting=(), unsupported=()
    )
