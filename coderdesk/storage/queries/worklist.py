"""The worklist: every visit and how far its coding has come, in one statement.

The statement is written out, because it is the first that a window asks: the driver answers it before SQLAlchemy is loaded.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.practice import Provider
from coderdesk.domain.values.ids import EncounterId, ProviderId

if TYPE_CHECKING:
    from sqlalchemy import Connection

_STATUSES = {status.value: status for status in EncounterStatus}

# Per visit, `counts`: what is coded, what has lost its passage, what waits for the provider; `asked` are the written queries
# that no draft code stands for. The payer is chosen as `primary_on` chooses among a patient's coverages. The columns stand
# as `_row_of` takes them.
_VISITS = """\
SELECT
    visit.id, visit.patient_id, visit.account,
    patient.name_last, patient.name_first, patient.name_middle, patient.birth_date, visit.date_of_service,
    provider.name_last, provider.name_first, provider.name_middle, provider.name_suffix, provider.credentials,
    (
        SELECT payer.name FROM payer JOIN coverage ON coverage.payer_id = payer.id
        WHERE coverage.patient_id = visit.patient_id
            AND (coverage.starts_on IS NULL OR coverage.starts_on <= visit.date_of_service)
            AND (coverage.ends_on IS NULL OR coverage.ends_on >= visit.date_of_service)
        ORDER BY coverage.priority, coverage.id LIMIT 1
    ),
    visit.reason, visit.status, visit.place_of_service,
    coalesce(counts.diagnoses, 0), coalesce(counts.services, 0), coalesce(counts.unproven, 0),
    coalesce(counts.queries, 0) + coalesce(asked.queries, 0),
    min(coalesce(counts.oldest_query, asked.oldest_query), coalesce(asked.oldest_query, counts.oldest_query)),
    coalesce(unread.documents, 0)
FROM encounter AS visit
JOIN patient ON patient.id = visit.patient_id
JOIN provider ON provider.id = visit.provider_id
LEFT JOIN (
    SELECT encounter_id,
        sum(CASE WHEN is_diagnosis AND state <> 'query' THEN 1 ELSE 0 END) AS diagnoses,
        sum(CASE WHEN NOT is_diagnosis AND state <> 'query' THEN 1 ELSE 0 END) AS services,
        sum(CASE WHEN state = 'unproven' THEN 1 ELSE 0 END) AS unproven,
        sum(CASE WHEN state = 'query' THEN 1 ELSE 0 END) AS queries,
        min(queried_on) AS oldest_query
    FROM code_assignment GROUP BY encounter_id
) AS counts ON counts.encounter_id = visit.id
LEFT JOIN (
    SELECT encounter_id, count(*) AS queries, min(asked_on) AS oldest_query
    FROM provider_query AS query
    WHERE state = 'open'
        AND version = (SELECT max(later.version) FROM provider_query AS later WHERE later.id = query.id)
        AND NOT EXISTS (SELECT 1 FROM code_assignment AS draft WHERE draft.id = query.assignment_id AND draft.state = 'query')
    GROUP BY encounter_id
) AS asked ON asked.encounter_id = visit.id
LEFT JOIN (
    SELECT document.encounter_id, count(*) AS documents
    FROM unread_document JOIN document ON document.id = unread_document.document_id
    GROUP BY document.encounter_id
) AS unread ON unread.encounter_id = visit.id
"""
_SOME = "WHERE visit.id IN :encounter_ids\n"
_IN_ORDER = "ORDER BY visit.date_of_service, visit.account, visit.id"


class Transaction(Protocol):
    """A unit of work, of which a query needs no more than this."""

    @property
    def connection(self) -> "Connection": ...


def worklist_rows(unit: Transaction, encounter_ids: Collection[EncounterId] | None = None) -> tuple[WorklistRow, ...]:
    """The rows of these visits, or of all, by date of service, then account."""
    from sqlalchemy import bindparam, text  # whoever has a unit of work has loaded it

    if encounter_ids is None:
        return _rows_of(unit.connection.execute(text(_VISITS + _IN_ORDER)))
    some = text(_VISITS + _SOME + _IN_ORDER).bindparams(bindparam("encounter_ids", expanding=True))
    return _rows_of(unit.connection.execute(some, {"encounter_ids": list(encounter_ids)}))


def whole_worklist(look: Any) -> tuple[WorklistRow, ...]:
    """As `worklist_rows`, over the driver connection of `Vault.looking`."""
    return _rows_of(look.execute(_VISITS + _IN_ORDER))


def _rows_of(found: Iterable[Iterable[Any]]) -> tuple[WorklistRow, ...]:
    """Dates, provider and status are equal in most rows, and are read once."""
    day, shown = cache(date.fromisoformat), cache(_display)
    return tuple(_row_of(tuple(row), day, shown) for row in found)


def _row_of(columns: tuple[Any, ...], day: Callable[[str], date], shown: Callable[..., str]) -> WorklistRow:
    (visit_id, patient_id, account, last, first, middle, born, served, *provider_columns, payer_name) = columns[:14]
    (reason, status, place, diagnoses, services, unproven, queries, oldest, unread) = columns[14:]
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
        unread=unread,
    )


def _display(last: str, first: str, middle: str, suffix: str, credentials: str) -> str:
    name = PersonName(last=last, first=first, middle=middle, suffix=suffix)
    return Provider(id=ProviderId(""), name=name, credentials=credentials, npi="", taxonomy="").display
