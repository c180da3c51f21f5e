"""Level worksheets, queries to the provider, advance notices and claim details; a change is a further version of the value."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, func, insert, select

from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.clinical.provider_query import ProviderQuery, QueryState
from coderdesk.domain.coding.advance_notice import AdvanceNotice
from coderdesk.domain.coding.em_level import EmWorksheet
from coderdesk.domain.values.ids import EncounterId, NoticeId, ProviderQueryId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.versions import Version
from coderdesk.storage.codec import from_json, to_json
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.short_json import to_short_json
from coderdesk.storage.tables.visit_papers import advance_notice, claim_details, em_worksheet, provider_query
from coderdesk.storage.trouble import NotInVault

T = TypeVar("T")


class VisitPaperRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    # -- level worksheets, one for a visit

    def worksheet_of(self, encounter_id: EncounterId) -> EmWorksheet | None:
        """The newest version."""
        versions = self.worksheet_versions(encounter_id)
        return versions[0].value if versions else None

    def worksheet_versions(self, encounter_id: EncounterId) -> tuple[Version[EmWorksheet], ...]:
        """The newest first."""
        return self._versions(EmWorksheet, em_worksheet, em_worksheet.c.encounter_id == encounter_id)

    def add_worksheet(self, encounter_id: EncounterId, worksheet: EmWorksheet, *, by: str) -> None:
        key = em_worksheet.c.encounter_id == encounter_id
        self._add(em_worksheet, key, {"encounter_id": encounter_id}, worksheet, by)
        self._rows.note(Kind.EM_WORKSHEET, encounter_id)

    # -- queries to the provider

    def queries_of(self, encounter_id: EncounterId) -> tuple[ProviderQuery, ...]:
        """The newest version of each, in the order in which they were asked."""
        ids = select(provider_query.c.id).where(
            provider_query.c.encounter_id == encounter_id, provider_query.c.version == 1
        )
        found = (self.query(ProviderQueryId(row.id)) for row in self._rows.all(ids))
        return tuple(sorted(found, key=lambda query: (query.asked_on, query.id)))

    def all_open_queries(self) -> tuple[ProviderQuery, ...]:
        """Of all visits, the longest-waiting first."""
        newest = select(provider_query.c.id, func.max(provider_query.c.version).label("version"))
        last = newest.group_by(provider_query.c.id).subquery()
        same = (provider_query.c.id == last.c.id) & (provider_query.c.version == last.c.version)
        waiting = select(provider_query.c.body).join(last, same).where(provider_query.c.state == QueryState.OPEN)
        ordered = waiting.order_by(provider_query.c.asked_on, provider_query.c.id)
        return tuple(from_json(ProviderQuery, row.body) for row in self._rows.all(ordered))

    def query(self, query_id: ProviderQueryId) -> ProviderQuery:
        """Raises NotInVault."""
        return self._newest(self.query_versions(query_id), "query", query_id)

    def query_versions(self, query_id: ProviderQueryId) -> tuple[Version[ProviderQuery], ...]:
        return self._versions(ProviderQuery, provider_query, provider_query.c.id == query_id)

    def add_query(self, query: ProviderQuery, *, by: str) -> None:
        columns = {
            "id": query.id,
            "encounter_id": query.encounter_id,
            "state": query.state,
            "asked_on": query.asked_on,
            "assignment_id": query.assignment_id,
        }
        self._add(provider_query, provider_query.c.id == query.id, columns, query, by)
        self._rows.note(Kind.PROVIDER_QUERY, query.id)

    # -- advance notices

    def notices_of(self, encounter_id: EncounterId) -> tuple[AdvanceNotice, ...]:
        """The newest version of each, in the order in which they were issued."""
        ids = select(advance_notice.c.id).where(
            advance_notice.c.encounter_id == encounter_id, advance_notice.c.version == 1
        )
        found = (self.notice(NoticeId(row.id)) for row in self._rows.all(ids))
        return tuple(sorted(found, key=lambda notice: (notice.issued_on, notice.id)))

    def notice(self, notice_id: NoticeId) -> AdvanceNotice:
        """Raises NotInVault."""
        return self._newest(self.notice_versions(notice_id), "notice", notice_id)

    def notice_versions(self, notice_id: NoticeId) -> tuple[Version[AdvanceNotice], ...]:
        return self._versions(AdvanceNotice, advance_notice, advance_notice.c.id == notice_id)

    def add_notice(self, notice: AdvanceNotice, *, by: str) -> None:
        columns = {"id": notice.id, "encounter_id": notice.encounter_id}
        self._add(advance_notice, advance_notice.c.id == notice.id, columns, notice, by)
        self._rows.note(Kind.ADVANCE_NOTICE, notice.id)

    # -- what the claim says beyond the codes, one for a visit

    def details_of(self, encounter_id: EncounterId) -> VisitDetails:
        """The newest version; empty details where nothing was entered."""
        versions = self.details_versions(encounter_id)
        return versions[0].value if versions else VisitDetails()

    def details_versions(self, encounter_id: EncounterId) -> tuple[Version[VisitDetails], ...]:
        """The newest first."""
        return self._versions(VisitDetails, claim_details, claim_details.c.encounter_id == encounter_id)

    def add_details(self, encounter_id: EncounterId, details: VisitDetails, *, by: str) -> None:
        key = claim_details.c.encounter_id == encounter_id
        self._add(claim_details, key, {"encounter_id": encounter_id}, details, by, body=to_short_json(details))
        self._rows.note(Kind.CLAIM_DETAILS, encounter_id)

    # -- what they share

    def _versions(self, kind: type[T], table: Table, key: ColumnElement[bool]) -> tuple[Version[T], ...]:
        rows = self._rows.all(select(table).where(key).order_by(table.c.version.desc()))
        return tuple(
            Version(
                value=from_json(kind, row.body),
                number=row.version,
                written_by=row.written_by,
                written_at=row.written_at,
            )
            for row in rows
        )

    @staticmethod
    def _newest(versions: Iterable[Version[T]], what: str, row_id: str) -> T:
        for version in versions:
            return version.value
        raise NotInVault(what, row_id)

    def _add(
        self,
        table: Table,
        key: ColumnElement[bool],
        columns: dict[str, Any],
        value: object,
        by: str,
        *,
        body: str = "",
    ) -> None:
        last = select(func.coalesce(func.max(table.c.version), 0)).where(key)
        version = self._rows.connection.execute(last).scalar_one() + 1
        written = {"version": version, "body": body or to_json(value), "written_by": by, "written_at": self._rows.now}
        self._rows.connection.execute(insert(table), columns | written)
