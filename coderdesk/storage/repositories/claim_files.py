"""Claims that came in files: kept whole, listed by their columns, given back in their order, streamed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Row, func, insert, select

from coderdesk.domain.billing.submitted.claim_file import ClaimPlace, PlacedClaim, TransactionHeader
from coderdesk.domain.billing.submitted.held_claim import HeldClaimSummary, HeldState, ReceivedFile
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.codec import from_json
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.short_json import to_short_json
from coderdesk.storage.tables.claim_files import claim_file, claim_file_set, held_claim
from coderdesk.storage.trouble import NotInVault

# raised when a value's fields change their meaning; fields that are added take their defaults and need no new form
BODY_FORM = 1
SetPlace = tuple[int, int, int]
_AT_ONCE = 200
_LISTED = tuple(HeldClaimSummary.__dataclass_fields__)


class ClaimFileRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, file: ReceivedFile, claims: Iterable[PlacedClaim], *, new_id: Callable[[], str]) -> int:
        """Keep a file and all its claims; returns how many. A few hundred claims are in memory at a time."""
        values = {"id": file.id, "name": file.name, "sha256": file.sha256, "received_at": file.received_at}
        self._rows.connection.execute(insert(claim_file), values)
        source = iter(claims)
        count, last_set = 0, (0, 0, 0)
        while portion := list(islice(source, _AT_ONCE)):
            rows = []
            for placed in portion:
                count += 1
                if set_of(placed.place) != last_set:
                    last_set = set_of(placed.place)
                    self._add_set(file.id, placed)
                rows.append(_row_of(placed, file.id, count, new_id()))
            self._rows.connection.execute(insert(held_claim), rows)
        self._rows.note(Kind.CLAIM_FILE, file.id)
        return count

    def _add_set(self, file_id: str, placed: PlacedClaim) -> None:
        values = {
            "file_id": file_id,
            "interchange": placed.place.interchange,
            "functional_group": placed.place.group,
            "transaction_set": placed.place.transaction,
            "body_form": BODY_FORM,
            "body": to_short_json(placed.header),
        }
        self._rows.connection.execute(insert(claim_file_set), values)

    def files(self) -> tuple[ReceivedFile, ...]:
        """The newest first."""
        ordered = select(claim_file).order_by(claim_file.c.received_at.desc(), claim_file.c.id.desc())
        return tuple(ReceivedFile(**row._mapping) for row in self._rows.all(ordered))

    def file_with(self, sha256: str) -> ReceivedFile | None:
        """The file of that content, if it was read in before."""
        found = self._rows.all(select(claim_file).where(claim_file.c.sha256 == sha256))
        return ReceivedFile(**found[0]._mapping) if found else None

    def count(self, file_id: str) -> int:
        statement = select(func.count()).select_from(held_claim).where(held_claim.c.file_id == file_id)
        return int(self._rows.connection.execute(statement).scalar_one())

    def claims_of(self, file_id: str) -> Iterator[PlacedClaim]:
        """In the file's order. Raises NotInVault when there is no such file."""
        headers = self.headers_of(file_id)
        if not headers:
            raise NotInVault("claim file", file_id)
        ordered = select(held_claim).where(held_claim.c.file_id == file_id).order_by(held_claim.c.place)
        for row in self._rows.connection.execute(ordered.execution_options(yield_per=_AT_ONCE)):
            place = _place_of(row)
            claim = from_json(SubmittedClaim, row.body)
            yield PlacedClaim(header=headers[set_of(place)], place=place, claim=claim)

    def headers_of(self, file_id: str) -> dict[SetPlace, TransactionHeader]:
        """The envelope of each transaction set."""
        return {
            (row.interchange, row.functional_group, row.transaction_set): from_json(TransactionHeader, row.body)
            for row in self._rows.all(select(claim_file_set).where(claim_file_set.c.file_id == file_id))
        }

    def claim(self, claim_id: str) -> SubmittedClaim:
        """Raises NotInVault."""
        row = self._rows.one(select(held_claim.c.body).where(held_claim.c.id == claim_id), "claim", claim_id)
        return from_json(SubmittedClaim, row.body)

    def summaries(self, *, control: str = "") -> tuple[HeldClaimSummary, ...]:
        """All, or those with that patient control number; by the first day of service, the newest first, then as in the file."""
        columns = [held_claim.c[name] for name in _LISTED]
        by_day = (held_claim.c.first_day.desc(), held_claim.c.file_id.desc(), held_claim.c.place)
        ordered = select(*columns).order_by(*by_day)
        wanted = ordered.where(held_claim.c.control == control) if control else ordered
        return tuple(HeldClaimSummary(**row._mapping) for row in self._rows.all(wanted))

    def set_state(self, claim_id: str, state: HeldState) -> None:
        """Raises NotInVault."""
        if not self._rows.change(held_claim, Kind.CLAIM_FILE, {"id": claim_id, "state": state}):
            raise NotInVault("claim", claim_id)


def set_of(place: ClaimPlace) -> SetPlace:
    return place.interchange, place.group, place.transaction


def _place_of(row: Row[Any]) -> ClaimPlace:
    return ClaimPlace(
        interchange=row.interchange,
        group=row.functional_group,
        transaction=row.transaction_set,
        billing=row.billing_level,
        subscriber=row.subscriber_level,
        patient=row.patient_level,
    )


def _row_of(placed: PlacedClaim, file_id: str, number: int, claim_id: str) -> dict[str, Any]:
    place, claim = placed.place, placed.claim
    person, payer, subscriber = claim.treated, claim.policy.payer, claim.policy.subscriber
    return {
        "id": claim_id,
        "file_id": file_id,
        "place": number,
        "interchange": place.interchange,
        "functional_group": place.group,
        "transaction_set": place.transaction,
        "billing_level": place.billing,
        "subscriber_level": place.subscriber,
        "patient_level": place.patient,
        "kind": claim.kind,
        "control": claim.control,
        "frequency": claim.frequency,
        "payer_claim_number": claim.payer_claim_number,
        "patient_name": person.party.listed if person else "",
        "member_id": subscriber.party.number if subscriber else "",
        "payer_name": payer.party.name if payer else "",
        "payer_number": payer.party.number if payer else "",
        "billing_npi": claim.billing.party.number,
        "first_day": claim.first_day,
        "last_day": claim.last_day,
        "total": claim.total,
        "line_count": len(claim.lines),
        "state": HeldState.HELD,
        "body_form": BODY_FORM,
        "body": to_short_json(claim),
    }
