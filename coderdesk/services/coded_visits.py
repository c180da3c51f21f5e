"""Coded visits from outside: a line of JSON read into what the rules check, and the findings written as JSON again."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.checked_visit import CheckedDiagnosis, CheckedLine, CheckedVisit
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import RuleFinding, check_visit
from coderdesk.domain.coding.edits.precedence import spoken
from coderdesk.domain.coding.edits.table import RULES
from coderdesk.domain.coding.fixes import Add, Fix, MoveBefore, Remove
from coderdesk.domain.coding.rule_book import RuleBook
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.trouble import AppError

_ORDER = {severity: place for place, severity in enumerate(Severity)}
_SYSTEMS = {one.value.upper(): one for one in CodeSystem} | {one.name: one for one in CodeSystem}
_SEXES = {
    "F": Sex.FEMALE,
    "FEMALE": Sex.FEMALE,
    "M": Sex.MALE,
    "MALE": Sex.MALE,
    "U": Sex.UNKNOWN,
    "UNKNOWN": Sex.UNKNOWN,
}
_LONGEST_CODE = 20
_MOST_DIGITS = 9


class VisitUnreadable(AppError):
    """A line that is no coded visit; `visit_id` is what it says of itself, None when it says nothing."""

    def __init__(self, why: str, visit_id: object = None) -> None:
        self.visit_id = visit_id
        super().__init__(f"The visit was not checked: {why}.")


@dataclass(frozen=True, slots=True)
class CodedForm:
    """A visit as it was sent. `unknown_systems` are code systems of its lines that no rule knows; those are left out."""

    id: object
    visit: CheckedVisit
    unknown_systems: tuple[str, ...] = ()


def read_form(line: str) -> CodedForm:
    """Raises VisitUnreadable with what is wrong and where."""
    sent = _object(line)
    visit_id = sent.get("id")
    try:
        return _form(sent, visit_id)
    except VisitUnreadable as trouble:
        trouble.visit_id = visit_id
        raise


def _object(line: str) -> Mapping[str, Any]:
    try:
        sent = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise VisitUnreadable("the line is not JSON") from None
    if not isinstance(sent, dict):
        raise VisitUnreadable("the line is not a JSON object")
    return sent


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _form(sent: Mapping[str, Any], visit_id: object) -> CodedForm:
    if isinstance(visit_id, bool) or not isinstance(visit_id, str | int) or visit_id == "":
        raise VisitUnreadable("it has no id")
    patient = sent.get("patient") or {}
    if not isinstance(patient, dict):
        raise VisitUnreadable("patient is not an object")
    systems: list[str] = []
    visit = CheckedVisit(
        setting=_setting(sent.get("setting")),
        date_of_service=_day(sent.get("date_of_service"), "date_of_service"),
        diagnoses=tuple(_diagnosis(one, place) for place, one in enumerate(_list(sent, "diagnoses", required=True), 1)),
        lines=tuple(_lines(_list(sent, "lines"), systems)),
        birth_date=_day(patient["birth_date"], "patient.birth_date") if patient.get("birth_date") else None,
        sex=_sex(patient.get("sex")),
        payer=_text(sent.get("payer"), "payer"),
        place_of_service=_text(sent.get("place_of_service"), "place_of_service"),
    )
    return CodedForm(visit_id, visit, tuple(dict.fromkeys(systems)))


def _setting(sent: object) -> Setting:
    if isinstance(sent, str) and sent in list(Setting):
        return Setting(sent)
    raise VisitUnreadable('setting is none of "outpatient", "inpatient" and "facility"')


def _day(sent: object, name: str) -> date:
    if isinstance(sent, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", sent):
        try:
            return date.fromisoformat(sent)
        except ValueError:
            pass
    raise VisitUnreadable(f"{name} is not a date like 2026-10-01")


def _list(sent: Mapping[str, Any], name: str, *, required: bool = False) -> list[Any]:
    found = sent.get(name)
    if found is None and not required:
        return []
    if not isinstance(found, list):
        raise VisitUnreadable(f"{name} is not a list")
    return found


def _text(sent: object, name: str) -> str:
    if sent is None:
        return ""
    if isinstance(sent, dict):
        sent = sent.get("name") or sent.get("id") or ""
    if not isinstance(sent, str):
        raise VisitUnreadable(f"{name} is not text")
    return sent


def _code(sent: object, name: str) -> str:
    if not isinstance(sent, str) or len(sent) > _LONGEST_CODE or not any(map(str.isalnum, sent)):
        raise VisitUnreadable(f"{name} is not a code of 1 to {_LONGEST_CODE} characters")
    return "".join(sent.split()).upper()


def _diagnosis(sent: object, place: int) -> CheckedDiagnosis:
    name = f"diagnosis {place}"
    if isinstance(sent, dict):
        poa = sent.get("poa")
        if poa is not None and not isinstance(poa, str):
            raise VisitUnreadable(f"poa of {name} is not text")
        return CheckedDiagnosis(key=f"diagnosis {place}", code=_code(sent.get("code"), name), poa=poa)
    return CheckedDiagnosis(key=f"diagnosis {place}", code=_code(sent, name))


def _sex(sent: object) -> Sex | None:
    if sent is None or sent == "":
        return None
    found = _SEXES.get(sent.upper()) if isinstance(sent, str) else None
    if found is None:
        raise VisitUnreadable('patient.sex is none of "F", "M" and "U"')
    return found


def _lines(sent: list[Any], unknown: list[str]) -> list[CheckedLine]:
    found = []
    for place, one in enumerate(sent, start=1):
        if not isinstance(one, dict):
            raise VisitUnreadable(f"line {place} is not an object")
        name = _text(one.get("system"), f"system of line {place}")
        system = _SYSTEMS.get(name.strip().upper())
        code = _code(one.get("code"), f"the code of line {place}")
        if system is None:
            unknown.append(name or "none")
        else:
            found.append(_line(one, place, system, code))
    return found


def _line(sent: Mapping[str, Any], place: int, system: CodeSystem, code: str) -> CheckedLine:
    modifiers = sent.get("modifiers") or []
    if not isinstance(modifiers, list) or not all(isinstance(one, str) for one in modifiers):
        raise VisitUnreadable(f"modifiers of line {place} are not a list of texts")
    pointers = sent.get("pointers")
    if pointers is not None and not isinstance(pointers, list):
        raise VisitUnreadable(f"pointers of line {place} are not a list")
    return CheckedLine(
        key=f"line {place}",
        system=system,
        code=code,
        modifiers=tuple(one.strip().upper() for one in modifiers if one.strip()),
        units=_units(sent.get("units"), place),
        pointers=None if pointers is None else tuple(_pointer(one, place) for one in pointers),
    )


def _units(sent: object, place: int) -> Decimal | None:
    if sent is None:
        return None
    if isinstance(sent, int | float | str) and not isinstance(sent, bool):
        try:
            units = Decimal(str(sent))
        except InvalidOperation:
            units = Decimal("NaN")
        if units.is_finite() and -_MOST_DIGITS < units.adjusted() < _MOST_DIGITS:
            return units
    raise VisitUnreadable(f"units of line {place} are not a number")


def _pointer(sent: object, place: int) -> int:
    """A number from 1, or the letter of the claim form."""
    if isinstance(sent, int) and not isinstance(sent, bool) and abs(sent) < 10**_MOST_DIGITS:
        return sent
    if isinstance(sent, str) and re.fullmatch(r"[A-La-l]", sent):
        return ord(sent.upper()) - ord("A") + 1
    if isinstance(sent, str) and re.fullmatch(r"[0-9]{1,4}", sent):
        return int(sent)
    raise VisitUnreadable(f"a pointer of line {place} is neither a number nor a letter from A to L")


def answer(form: CodedForm, *, book: RuleBook, today: date) -> dict[str, Any]:
    """The findings of a visit in the form of docs/check.schema.json, those that stop first."""
    found = [_as_json(finding) for finding in spoken(check_visit(form.visit, book, RULES))]
    found += [_outside(*told) for told in _circumstances(form, today)]
    return {"id": form.id, "findings": sorted(found, key=lambda one: _ORDER[Severity(one["severity"])])}


def _circumstances(form: CodedForm, today: date) -> list[tuple[str, int, str, str]]:
    """What no rule can know: today's date, and systems that the program does not have."""
    told = []
    day = form.visit.date_of_service
    if day > today:
        message = f"The date of service {day:%m/%d/%Y} lies ahead of today."
        told.append(("date-ahead", 67, message, "005010X222A1 2400 DTP"))
    for system in form.unknown_systems:
        message = f'Lines of the code system "{system[:40]}" were not checked: it is none of {", ".join(CodeSystem)}.'
        told.append(("unknown-system", 4, message, "45 CFR 162.1002"))
    return told


def _outside(rule: str, number: int, message: str, citation: str) -> dict[str, Any]:
    return {
        "rule": rule,
        "reference": [number],
        "severity": Severity.WARN.value,
        "codes": [],
        "message": message,
        "citation": citation,
        "fixes": [],
    }


def _as_json(finding: RuleFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "reference": list(finding.reference),
        "severity": finding.severity.value,
        "codes": list(finding.codes),
        "message": finding.message,
        "citation": finding.rule.citation,
        "fixes": [fix_as_json(fix) for fix in finding.fixes],
    }


def fix_as_json(fix: Fix) -> dict[str, Any]:
    told: dict[str, Any] = {"words": fix.words}
    match fix:
        case MoveBefore(code, other):
            return told | {"kind": "move", "code": code, "before": other}
        case Add(candidates, after, before):
            return told | {"kind": "add", "candidates": list(candidates), "after": after, "before": before}
        case Remove(code):
            return told | {"kind": "remove", "code": code}
    return told | {"kind": "replace", "codes": list(fix.codes), "by": list(fix.by)}
