"""The worklist: every visit and how far its coding has come, in one statement."""

from collections.abc import Collection
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    case,
    func,
    not_,
    or_,
    select,
)

from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.practice import Provider
from coderdesk.domain.values.ids import EncounterId
from coderdesk.storage.column_types import IsoDate
from coderdesk.storage.tables.billing import coverage, payer
from coderdesk.storage.tables.clinical import encounter
from coderdesk.storage.tables.coding import code_assignment
from coderdesk.storage.tables.people import patient, provider


class Transaction(Protocol):
    """A unit of work, of which a query needs no more than this."""

    @property
    def connection(self) -> Connection: ...


def worklist_rows(unit: Transaction, encounter_ids: Collection[EncounterId] | None = None) -> tuple[WorklistRow, ...]:
    """The rows of these visits, or of all, by date of service, then account."""
    statement = _statement()
    if encounter_ids is not None:
        statement = statement.where(encounter.c.id.in_(encounter_ids))
    rows = unit.connection.execute(statement).all()
    providers: dict[str, str] = {}
    return tuple(_row_of(row, providers) for row in rows)


def _statement() -> Select[Any]:
    counts = _counts()
    visit = encounter.c
    return (
        select(
            visit.id,
            visit.patient_id,
            visit.provider_id,
            visit.account,
            visit.date_of_service,
            visit.reason,
            visit.status,
            visit.place_of_service,
            patient.c.name_last,
            patient.c.name_first,
            patient.c.name_middle,
            patient.c.birth_date,
            _primary_payer().label("payer"),
            func.coalesce(counts.c.diagnoses, 0).label("diagnoses"),
            func.coalesce(counts.c.services, 0).label("services"),
            func.coalesce(counts.c.unproven, 0).label("unproven"),
            func.coalesce(counts.c.queries, 0).label("queries"),
            counts.c.oldest_query,
            provider.c.name_last.label("provider_last"),
            provider.c.name_first.label("provider_first"),
            provider.c.name_middle.label("provider_middle"),
            provider.c.name_suffix.label("provider_suffix"),
            provider.c.credentials,
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
            func.min(row.queried_on, type_=IsoDate).label("oldest_query"),
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


def _row_of(row: Row[Any], providers: dict[str, str]) -> WorklistRow:
    if row.provider_id not in providers:
        providers[row.provider_id] = _display(row)
    return WorklistRow(
        encounter_id=row.id,
        patient_id=row.patient_id,
        account=row.account,
        patient_last=row.name_last,
        patient_first=row.name_first,
        patient_middle=row.name_middle,
        birth_date=row.birth_date,
        date_of_service=row.date_of_service,
        provider=providers[row.provider_id],
        payer=row.payer or "",
        reason=row.reason,
        status=row.status,
        place_of_service=row.place_of_service,
        diagnoses=row.diagnoses,
        services=row.services,
        unproven=row.unproven,
        queries=row.queries,
        oldest_query=row.oldest_query,
    )


def _display(row: Row[Any]) -> str:
    name = PersonName(
        last=row.provider_last, first=row.provider_first, middle=row.provider_middle, suffix=row.provider_suffix
    )
    return Provider(id=row.provider_id, name=name, credentials=row.credentials, npi="", taxonomy="").display
