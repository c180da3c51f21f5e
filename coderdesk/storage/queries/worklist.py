"""The worklist: every visit and how far its coding has come, in one statement."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    Subquery,
    Text,
    and_,
    case,
    func,
    not_,
    or_,
    select,
    type_coerce,
)

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.practice import Provider
from coderdesk.domain.values.ids import EncounterId, ProviderId
from coderdesk.storage.tables.billing import coverage, payer
from coderdesk.storage.tables.clinical import encounter
from coderdesk.storage.tables.coding import code_assignment
from coderdesk.storage.tables.people import patient, provider

_STATUSES = {status.value: status for status in EncounterStatus}


class Transaction(Protocol):
    """A unit of work, of which a query needs no more than this."""

    @property
    def connection(self) -> Connection: ...


def worklist_rows(unit: Transaction, encounter_ids: Collection[EncounterId] | None = None) -> tuple[WorklistRow, ...]:
    """The rows of these visits, or of all, by date of service, then account."""
    statement = _statement()
    if encounter_ids is not None:
        statement = statement.where(encounter.c.id.in_(encounter_ids))
    day, shown = cache(date.fromisoformat), cache(_display)
    return tuple(_row_of(row, day, shown) for row in unit.connection.execute(statement))


def _statement() -> Select[Any]:
    """The columns stand as `_row_of` takes them. Dates and the status come as text: most are equal, and are read once."""
    counts, visit = _counts(), encounter.c
    return (
        select(
            visit.id,
            visit.patient_id,
            visit.account,
            patient.c.name_last,
            patient.c.name_first,
            patient.c.name_middle,
            type_coerce(patient.c.birth_date, Text),
            type_coerce(visit.date_of_service, Text),
            provider.c.name_last,
            provider.c.name_first,
            provider.c.name_middle,
            provider.c.name_suffix,
            provider.c.credentials,
            _primary_payer(),
            visit.reason,
            type_coerce(visit.status, Text),
            visit.place_of_service,
            func.coalesce(counts.c.diagnoses, 0),
            func.coalesce(counts.c.services, 0),
            func.coalesce(counts.c.unproven, 0),
            func.coalesce(counts.c.queries, 0),
            type_coerce(counts.c.oldest_query, Text),
        )
        .select_from(encounter)
        .join(patient, patient.c.id == visit.patient_id)
        .join(provider, provider.c.id == visit.provider_id)
        .outerjoin(counts, counts.c.encounter_id == visit.id)
        .order_by(visit.date_of_service, visit.account, visit.id)
    )


def _counts() -> Subquery:
    """Per visit: what is coded, what has lost its passage, what waits for the provider."""
    row = code_assignment.c
    is_query = row.state == AssignmentState.QUERY

    def counted(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((and_(*conditions), 1), else_=0))

    return (
        select(
            row.encounter_id,
            counted(row.is_diagnosis == True, not_(is_query)).label("diagnoses"),  # noqa: E712 - SQL
            counted(row.is_diagnosis == False, not_(is_query)).label("services"),  # noqa: E712 - SQL
            counted(row.state == AssignmentState.UNPROVEN).label("unproven"),
            counted(is_query).label("queries"),
            func.min(row.queried_on).label("oldest_query"),
        )
        .group_by(row.encounter_id)
        .subquery("counts")
    )


def _primary_payer() -> ScalarSelect[str]:
    """As `primary_on` chooses among a patient's coverages."""
    policy, day = coverage.c, encounter.c.date_of_service
    return (
        select(payer.c.name)
        .join(coverage, policy.payer_id == payer.c.id)
        .where(
            policy.patient_id == encounter.c.patient_id,
            or_(policy.starts_on.is_(None), policy.starts_on <= day),
            or_(policy.ends_on.is_(None), policy.ends_on >= day),
        )
        .order_by(policy.priority, policy.id)
        .limit(1)
        .correlate(encounter)
        .scalar_subquery()
    )


def _row_of(row: Row[Any], day: Callable[[str], date], shown: Callable[..., str]) -> WorklistRow:
    columns: tuple[Any, ...] = tuple(row)
    (visit_id, patient_id, account, last, first, middle, born, served, *provider_columns, payer_name) = columns[:14]
    (reason, status, place, diagnoses, services, unproven, queries, oldest) = columns[14:]
    return WorklistRow(
        encounter_id=visit_id,
        patient_id=patient_id,
        account=account,
        patient_last=last,
        patient_first=first,
        patient_middle=middle,
        birth_date=day(born),
        date_of_service=day(served),
        provider=shown(*provider_columns),
        payer=payer_name or "",
        reason=reason,
        status=_STATUSES[status],
        place_of_service=place,
        diagnoses=diagnoses,
        services=services,
        unproven=unproven,
        queries=queries,
        oldest_query=day(oldest) if oldest else None,
    )


def _display(last: str, first: str, middle: str, suffix: str, credentials: str) -> str:
    name = PersonName(last=last, first=first, middle=middle, suffix=suffix)
    return Provider(id=ProviderId(""), name=name, credentials=credentials, npi="", taxonomy="").display
