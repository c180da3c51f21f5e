"""What is checked: the ordered codes and service lines of one visit, with as much of its circumstances as is known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.assignment import ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.em_level import EmResult, weigh
from coderdesk.domain.coding.practice_history import PracticeHistory
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.patient import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDiagnosis:
    """`key` names it to the caller (an assignment id, or its place). `poa` is None when nothing is known of it."""

    key: str
    code: str
    poa: str | None = None
    quotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLine:
    """A service line. `pointers` count the diagnoses from 1; None for pointers or units means that they are not given."""

    key: str
    system: CodeSystem
    code: str
    modifiers: tuple[str, ...] = ()
    units: Decimal | None = None
    pointers: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedVisit:
    """None or "" stands for what is not given; rules that need it stay silent then. `noticed` are the services for which an
    advance notice was signed in time."""

    setting: Setting
    date_of_service: date
    diagnoses: tuple[CheckedDiagnosis, ...]
    lines: tuple[CheckedLine, ...] = ()
    birth_date: date | None = None
    sex: Sex | None = None
    payer: str = ""
    place_of_service: str = ""
    worksheet: EmResult | None = None
    noticed: frozenset[str] | None = None
    history: PracticeHistory | None = None


def checked(visit: CodedVisit) -> CheckedVisit:
    """The visit on the desk, as the rules see it; draft queries are left out."""
    places = {row.id: place for place, row in enumerate(visit.diagnoses, start=1)}
    return CheckedVisit(
        setting=visit.encounter.setting,
        date_of_service=visit.date_of_service,
        diagnoses=tuple(
            CheckedDiagnosis(
                key=row.id,
                code=row.code,
                poa=row.poa if visit.encounter.setting is Setting.INPATIENT else None,
                quotations=tuple(passage.quotation for passage in row.passages(Supports.CODE)),
            )
            for row in visit.diagnoses
        ),
        lines=tuple(
            CheckedLine(
                key=row.id,
                system=row.system,
                code=row.code,
                modifiers=service.modifiers,
                units=service.units,
                pointers=tuple(places.get(pointer, 0) for pointer in service.pointers),
            )
            for row in visit.services
            for service in (row.service or ServiceDetails(),)
        ),
        birth_date=visit.patient.birth_date,
        sex=visit.patient.sex,
        place_of_service=visit.encounter.place_of_service,
        worksheet=weigh(visit.worksheet, visit.documents_by_id, visit.encounter.id) if visit.worksheet else None,
        noticed=_noticed(visit),
        history=visit.history,
    )


def _noticed(visit: CodedVisit) -> frozenset[str]:
    codes = (service.code for notice in visit.notices for service in notice.services)
    return frozenset(code for code in codes if any(one.covers(code, visit.date_of_service) for one in visit.notices))
