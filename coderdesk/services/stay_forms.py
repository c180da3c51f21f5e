"""Inpatient stays from outside: a line of JSON read into a stay, and its group written as JSON again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.inpatient import (
    DocumentedCondition,
    GroupedDiagnosis,
    InpatientStay,
    StayDiagnosis,
    StayGroup,
)
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.dates import age_in_years
from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.ids import DocumentId
from coderdesk.services.coded_visits import CodedForm, VisitUnreadable, read_form
from coderdesk.services.ms_drg import Grouper

MOST_CODES = 100
_MOST_AGE = 124


@dataclass(frozen=True, slots=True)
class StayForm:
    id: object
    stay: InpatientStay
    documented: tuple[DocumentedCondition, ...] = ()


def read_stay(line: str) -> StayForm:
    """The form of `coderdesk check`, with "discharge_status", "patient": {"age"}, and "documented": [{"code", "text"}].

    Raises VisitUnreadable with what is wrong and where.
    """
    form = read_form(line)
    sent = json.loads(line)
    try:
        return _stay(form, sent)
    except VisitUnreadable as trouble:
        trouble.visit_id = form.id
        raise


def _stay(form: CodedForm, sent: Mapping[str, Any]) -> StayForm:
    visit = form.visit
    if visit.setting is not Setting.INPATIENT:
        raise VisitUnreadable("only inpatient stays have a group")
    if not visit.diagnoses:
        raise VisitUnreadable("it has no principal diagnosis")
    procedures = tuple(line.code for line in visit.lines if line.system is CodeSystem.ICD10PCS)
    if len(visit.diagnoses) > MOST_CODES or len(procedures) > MOST_CODES:
        raise VisitUnreadable(f"a stay has at most {MOST_CODES} diagnoses and {MOST_CODES} procedures")
    age = _number((sent.get("patient") or {}).get("age"), "patient.age", _MOST_AGE)
    if age is None and visit.birth_date is not None:
        if visit.birth_date > visit.date_of_service:
            raise VisitUnreadable("the patient is born after the discharge")
        age = age_in_years(visit.birth_date, visit.date_of_service)
    stay = InpatientStay(
        discharged_on=visit.date_of_service,
        diagnoses=tuple(StayDiagnosis(code=row.code, poa=(row.poa or "").upper()) for row in visit.diagnoses),
        procedures=procedures,
        age=age,
        sex=visit.sex or Sex.UNKNOWN,
        discharge_status=_number(sent.get("discharge_status"), "discharge_status", 99),
    )
    return StayForm(form.id, stay, _documented(sent.get("documented")))


def _number(sent: object, name: str, most: int) -> int | None:
    if sent is None:
        return None
    if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) <= 3:
        sent = int(sent)
    if isinstance(sent, bool) or not isinstance(sent, int) or not 0 <= sent <= most:
        raise VisitUnreadable(f"{name} is not a number from 0 to {most}")
    return sent


def _documented(sent: object) -> tuple[DocumentedCondition, ...]:
    """Conditions without words of the record are refused: nothing is shown without its passage."""
    if sent is None:
        return ()
    if not isinstance(sent, list) or len(sent) > MOST_CODES:
        raise VisitUnreadable(f"documented is not a list of at most {MOST_CODES} conditions")
    found = []
    for place, one in enumerate(sent, start=1):
        code, text = (one.get("code"), one.get("text")) if isinstance(one, dict) else (None, None)
        if (
            not isinstance(code, str)
            or not 3 <= len(code.strip()) <= 8
            or not isinstance(text, str)
            or not text.strip()
        ):
            raise VisitUnreadable(f'documented {place} is not {{"code", "text"}} with the words of the record')
        found.append(
            DocumentedCondition(
                code=code.strip().upper(), title="", document_id=DocumentId(""), start=0, end=len(text), quotation=text
            )
        )
    return tuple(found)


def answer_stay(form: StayForm, grouper: Grouper) -> dict[str, Any]:
    """Raises NoGrouperVersion, StayUnfit."""
    group = grouper.group(form.stay)
    return {
        "id": form.id,
        **_group_as_json(group),
        "principal": _as_json(group.principal),
        "secondary": [_as_json(row) for row in group.secondary],
        "edits": [_edit_as_json(one) for one in grouper.edits(form.stay)],
        "what_if": [
            {
                "code": other.condition.code,
                "text": other.condition.quotation,
                "complication": other.complication.value,
                **_group_as_json(other.group),
            }
            for other in grouper.what_if(form.stay, form.documented)
        ],
        "assumed": list(group.assumed),
    }


def _group_as_json(group: StayGroup) -> dict[str, Any]:
    return {
        "drg": group.drg,
        "title": group.title,
        "mdc": group.mdc,
        "mdc_title": group.mdc_title,
        "weight": None if group.weight is None else str(group.weight),
        "version": group.version,
        "not_grouped": group.why or None,
    }


def _as_json(row: GroupedDiagnosis | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"code": row.code, "complication": row.complication.value, "counts": row.counts, "valid": row.is_valid}


def _edit_as_json(finding: Finding) -> dict[str, Any]:
    code = finding.location.field.removeprefix("code").strip()
    return {
        "rule": finding.rule_id,
        "severity": finding.severity.value,
        "codes": [code] if code else [],
        "message": finding.message,
        "citation": finding.citation,
    }
