"""The rows of the demo practice's tables as domain values."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coderdesk.domain.billing.fees import ChargeItem, Fee
from coderdesk.domain.billing.payer import Coverage, Payer, Relationship, Subscriber
from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.clinical.encounter import Encounter, EncounterStatus, Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.own_codes import CodeNote
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Guarantor, Patient, Sex
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import (
    CoverageId,
    DocumentId,
    EncounterId,
    GuarantorId,
    PatientId,
    PayerId,
    PracticeId,
    ProviderId,
)
from coderdesk.domain.values.money import Money

Table = Mapping[str, Any]


def person_name(row: Table) -> PersonName:
    return PersonName(last=row["last"], first=row["first"], middle=row.get("middle", ""), suffix=row.get("suffix", ""))


def postal_address(row: Table) -> Address:
    return Address(**row)


def period(row: Table, start: str = "start", end: str = "end") -> Period:
    return Period(row.get(start), row.get(end))


def practice(row: Table) -> Practice:
    return Practice(**{**row, "id": PracticeId(row["id"]), "address": postal_address(row["address"])})


def provider(row: Table) -> Provider:
    return Provider(**{**row, "id": ProviderId(row["id"]), "name": person_name(row["name"])})


def payer(row: Table) -> Payer:
    return Payer(**{**row, "id": PayerId(row["id"]), "address": postal_address(row["address"])})


def guarantor(row: Table) -> Guarantor:
    return Guarantor(
        **{
            **row,
            "id": GuarantorId(row["id"]),
            "name": person_name(row["name"]),
            "address": postal_address(row["address"]),
        }
    )


def patient(row: Table) -> Patient:
    guarantor = row.get("guarantor_id")
    return Patient(
        id=PatientId(row["id"]),
        record_number=row["record_number"],
        name=person_name(row["name"]),
        birth_date=row["birth_date"],
        sex=Sex(row["sex"]),
        address=postal_address(row["address"]),
        phone=row.get("phone", ""),
        email=row.get("email", ""),
        guarantor_id=GuarantorId(guarantor) if guarantor else None,
    )


def subscriber(row: Table | None) -> Subscriber | None:
    if row is None:
        return None
    return Subscriber(
        name=person_name(row["name"]),
        birth_date=row["birth_date"],
        sex=Sex(row["sex"]),
        address=postal_address(row["address"]),
    )


def coverage(row: Table) -> Coverage:
    return Coverage(
        id=CoverageId(row["id"]),
        patient_id=PatientId(row["patient_id"]),
        payer_id=PayerId(row["payer_id"]),
        priority=row["priority"],
        relationship=Relationship(row["relationship"]),
        member_id=row.get("member_id", ""),
        group_number=row.get("group_number", ""),
        plan_name=row.get("plan_name", ""),
        subscriber=subscriber(row.get("subscriber")),
        in_force=period(row),
    )


def charge_item(row: Table) -> ChargeItem:
    return ChargeItem(
        system=CodeSystem(row["system"]),
        code=row["code"],
        words=row["words"],
        unit_words=row.get("unit_words", ""),
        category=row.get("revenue", ""),
        in_force=period(row, "from", "to"),
    )


def fee(row: Table) -> Fee:
    payer = row.get("payer_id")
    return Fee(
        code=row["code"],
        price=Money.parse(row["price"]),
        modifier=row.get("modifier", ""),
        payer_id=PayerId(payer) if payer else None,
        in_force=period(row, "from", "to"),
    )


def encounter(row: Table) -> Encounter:
    return Encounter(
        id=EncounterId(row["id"]),
        account=row["account"],
        patient_id=PatientId(row["patient_id"]),
        provider_id=ProviderId(row["provider_id"]),
        date_of_service=row["date_of_service"],
        place_of_service=row["place_of_service"],
        setting=Setting(row["setting"]),
        status=EncounterStatus.TO_CODE,
        reason=row.get("reason", ""),
    )


def code_note(row: Table, *, written_by: str, written_at: datetime) -> CodeNote:
    return CodeNote(
        system=CodeSystem(row["system"]),
        value=row["code"],
        version=1,
        text=row["text"],
        written_by=written_by,
        written_at=written_at,
    )


def document(row: Table, encounter_id: EncounterId, folder: Path) -> Document:
    text = (folder / row["file"]).read_text("utf-8")
    written_on: date = row["written_on"]
    addendum_to = row.get("addendum_to")
    return Document(
        id=DocumentId(row["id"]),
        encounter_id=encounter_id,
        kind=DocumentKind(row["kind"]),
        title=row["title"],
        author=row["author"],
        author_role=AuthorRole(row["author_role"]),
        written_on=written_on,
        is_signed=row["signed"],
        version=1,
        text=text,
        hash=content_hash(text),
        addendum_to=DocumentId(addendum_to) if addendum_to else None,
    )
