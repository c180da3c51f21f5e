"""The demo practice holds together: its people, prices, notes and codings fit each other and the official code lists."""

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.encounter import EncounterStatus, Setting
from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.identifiers import is_mbi, is_npi, is_tax_id, is_taxonomy, is_zip
from coderdesk.domain.values.money import Money
from coderdesk.shared.resources import codesets_path, resource_path

Row = dict[str, Any]
EXPECTED = Path(__file__).parents[2] / "data" / "demo_expected_coding.toml"
NEW_CODE_YEAR = date(2026, 10, 1)


@cache
def table(name: str) -> Row:
    with resource_path("demo", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def expected() -> dict[str, Row]:
    with EXPECTED.open("rb") as file:
        return {row["id"]: row for row in tomllib.load(file)["visits"]}


@cache
def visits() -> dict[str, Row]:
    return {visit["id"]: visit for visit in table("visits")["visits"]}


def coding_of(visit: Row) -> Row:
    """What the demo vault starts with, or what a coder would attach where nothing is attached yet."""
    found: Row = visit["coding"] if "coding" in visit else expected()[visit["id"]]
    return found


@cache
def text_of(file: str) -> str:
    return resource_path("demo", file).read_text(encoding="utf-8")


def documents_of(visit: Row) -> dict[str, Row]:
    return {document["id"]: document for document in visit["documents"]}


def quotes_of(visit: Row) -> Iterator[tuple[str, str]]:
    """Each quotation of a visit's coding with the id of the document it comes from."""
    coding = coding_of(visit)
    for row in [*coding["diagnoses"], *coding["services"]]:
        yield row["document_id"], row["quote"]
        if "units_quote" in row:
            yield row.get("units_document_id", row["document_id"]), row["units_quote"]
        for quote in row.get("modifier_quotes", []):
            yield row["document_id"], quote


@cache
def official_icd10cm() -> frozenset[str]:
    spec = find_spec("simple_icd_10_cm")
    assert spec is not None
    assert spec.submodule_search_locations
    listing = Path(spec.submodule_search_locations[0]) / "data" / "code-list-April-2026.txt"
    return frozenset(undotted(line) for line in listing.read_text(encoding="utf-8").splitlines() if "-" not in line)


@cache
def official_hcpcs() -> frozenset[str]:
    (listing,) = codesets_path("hcpcs").rglob("*.csv")
    with listing.open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


def every_string(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from every_string(part)
    elif isinstance(value, list):
        for part in value:
            yield from every_string(part)


each_visit = pytest.mark.parametrize("visit_id", list(visits()))


def test_counts() -> None:
    """4 providers, 5 payers, 15 patients, 30 visits; 18 of them wait and have an expected coding."""
    waiting = [visit["id"] for visit in visits().values() if "coding" not in visit]
    assert len(table("practice")["providers"]) == 4
    assert len(table("practice")["payers"]) == 5
    assert len(table("people")["patients"]) == 15
    assert len(visits()) == len(table("visits")["visits"]) == 30
    assert len(waiting) == 18
    assert sorted(waiting) == sorted(expected())


def test_practice_and_providers_may_bill() -> None:
    """NPIs pass the check digit, the tax id has nine digits, taxonomy and ZIP+4 have their form."""
    practice = table("practice")["practice"]
    billers = [practice, *table("practice")["providers"]]
    assert all(is_npi(biller["npi"]) for biller in billers)
    assert len({biller["npi"] for biller in billers}) == len(billers)
    assert all(is_taxonomy(biller["taxonomy"]) for biller in billers)
    assert is_tax_id(practice["tax_id"])
    assert is_zip(practice["address"]["zip_code"])
    assert len(practice["address"]["zip_code"]) == 9


def test_payers_have_five_characters_and_a_known_filing_indicator() -> None:
    payers = table("practice")["payers"]
    assert all(re.fullmatch(r"[A-Z0-9]{5}", payer["payer_id"]) for payer in payers)
    assert {payer["filing_indicator"] for payer in payers} == {"CI", "BL", "MB", "MC", "HM"}
    assert all(len(payer["address"]["zip_code"]) == 9 for payer in payers)


def test_medicare_members_have_an_mbi() -> None:
    medicare = {payer["id"] for payer in table("practice")["payers"] if payer["filing_indicator"] == "MB"}
    members = [row["member_id"] for row in table("people")["coverages"] if row["payer_id"] in medicare]
    assert len(members) == 2
    assert all(is_mbi(member) for member in members)


def test_nobody_can_be_reached() -> None:
    """Every telephone number lies in 555-0100..0199, every e-mail under example.com or example.org, notes included."""
    strings = [s for name in ("practice", "people", "visits") for s in every_string(table(name))]
    strings += [text_of(document["file"]) for visit in visits().values() for document in visit["documents"]]
    phones = [phone for s in strings for phone in re.findall(r"\b\d{3}-\d{4}\b", s)]
    emails = [email for s in strings for email in re.findall(r"\S+@\S+", s)]
    assert len(phones) > 15
    assert all(phone.startswith("555-01") for phone in phones)
    assert all(re.search(r"@(\w+\.)?example\.(com|org)$", email) for email in emails)


def test_people_point_at_people() -> None:
    people = table("people")
    patients = {row["id"] for row in people["patients"]}
    guarantors = {row["id"] for row in people["guarantors"]}
    payers = {row["id"] for row in table("practice")["payers"]}
    assert {row["guarantor_id"] for row in people["patients"] if "guarantor_id" in row} == guarantors
    assert all(Sex(row["sex"]) for row in people["patients"])
    assert len({row["record_number"] for row in people["patients"]}) == len(patients)
    assert all(row["patient_id"] in patients and row["payer_id"] in payers for row in people["coverages"])
    assert all(("subscriber" in row) == (row["relationship"] != "self") for row in people["coverages"])
    assert {row["relationship"] for row in people["coverages"]} == {"self", "spouse", "child"}


def test_what_export_must_refuse_is_there() -> None:
    """One patient without street and ZIP, one policy without member id, both with a coded visit."""
    coded = {visit["patient_id"] for visit in visits().values() if visit.get("coding", {}).get("status") == "coded"}
    without_zip = {row["id"] for row in table("people")["patients"] if not row["address"]["zip_code"]}
    without_member_id = {row["patient_id"] for row in table("people")["coverages"] if not row["member_id"]}
    assert without_zip == {"patient-delacroix"}
    assert without_member_id == {"patient-zielinska"}
    assert without_zip | without_member_id <= coded


def test_one_visit_lies_after_its_coverage_and_one_patient_never_had_any() -> None:
    people = table("people")
    insured = {row["patient_id"] for row in people["coverages"]}
    ended = {row["patient_id"]: row["end"] for row in people["coverages"] if "end" in row}
    too_late = [v["id"] for v in visits().values() if v["date_of_service"] > ended.get(v["patient_id"], date.max)]
    assert too_late == ["visit-20261014-01"]
    assert [row["id"] for row in people["patients"] if row["id"] not in insured] == ["patient-vandersloot"]
    assert [row["patient_id"] for row in people["coverages"] if row["priority"] == 2] == ["patient-thornquist"]


def test_visits_stand_on_both_sides_of_the_new_code_year() -> None:
    days = [visit["date_of_service"] for visit in visits().values()]
    assert min(days) >= date(2026, 5, 1)
    assert max(days) <= date(2026, 11, 20)
    assert sum(day >= NEW_CODE_YEAR for day in days) >= 8
    assert sum(day < NEW_CODE_YEAR for day in days) >= 8


@each_visit
def test_visit_fits_people_and_places(visit_id: str) -> None:
    visit = visits()[visit_id]
    patients = {row["id"]: row for row in table("people")["patients"]}
    assert visit["patient_id"] in patients
    assert visit["provider_id"] in {row["id"] for row in table("practice")["providers"]}
    assert patients[visit["patient_id"]]["birth_date"] < visit["date_of_service"]
    assert len(visit["account"]) <= 20
    assert visit["date_of_service"].strftime("CH-%Y%m%d-") in visit["account"]
    assert visit["place_of_service"] in {"10", "11"}
    assert Setting(visit["setting"])
    assert EncounterStatus(visit.get("coding", {"status": "to_code"})["status"]) is not EncounterStatus.BILLED


@each_visit
def test_documents_name_kind_author_and_file(visit_id: str) -> None:
    visit = visits()[visit_id]
    documents = documents_of(visit)
    patients = {row["id"]: row["name"]["last"] for row in table("people")["patients"]}
    assert len(documents) == len(visit["documents"]) >= 1
    for document in documents.values():
        assert DocumentKind(document["kind"])
        assert AuthorRole(document["author_role"])
        assert (document["kind"] == "addendum") == ("addendum_to" in document)
        assert document.get("addendum_to", document["id"]) in documents
        assert patients[visit["patient_id"]].upper() in text_of(document["file"]).upper()


def test_every_note_is_used_once_and_one_is_an_unsigned_draft() -> None:
    documents = [document for visit in visits().values() for document in visit["documents"]]
    files = [document["file"] for document in documents]
    assert sorted(files) == sorted(f"notes/{path.name}" for path in resource_path("demo", "notes").iterdir())
    assert [document["id"] for document in documents if not document["signed"]] == ["document-20261112-01-draft"]
    assert len({document["id"] for document in documents}) == len(documents)


@each_visit
def test_every_quote_stands_exactly_once_in_its_document(visit_id: str) -> None:
    visit = visits()[visit_id]
    documents = documents_of(visit)
    counts = {quote: text_of(documents[where]["file"]).count(quote) for where, quote in quotes_of(visit)}
    assert counts
    assert {quote: count for quote, count in counts.items() if count != 1} == {}


@each_visit
def test_diagnoses_rest_on_the_provider_and_on_signed_documents(visit_id: str) -> None:
    """ICD-10-CM Guidelines I.A.19; an unsigned draft may support a coding in progress, never a finished one."""
    visit = visits()[visit_id]
    documents = documents_of(visit)
    sources = [documents[row["document_id"]] for row in coding_of(visit)["diagnoses"]]
    assert all(document["author_role"] == "provider" for document in sources)
    unfinished = visit.get("coding", {}).get("status") == "in_progress"
    assert unfinished or all(document["signed"] for document in sources)


@each_visit
def test_diagnosis_codes_are_billable_in_the_official_list(visit_id: str) -> None:
    codes = [undotted(row["code"]) for row in coding_of(visits()[visit_id])["diagnoses"]]
    assert codes
    assert len(codes) == len(set(codes)) <= 12
    for code in codes:
        assert code in official_icd10cm()
        assert not any(longer.startswith(code) for longer in official_icd10cm() if len(longer) > len(code))


@each_visit
def test_services_are_charge_items_with_pointers_and_modifier_evidence(visit_id: str) -> None:
    coding = coding_of(visits()[visit_id])
    items = {(item["system"], item["code"]) for item in table("fees")["charge_items"]}
    for service in coding["services"]:
        assert (service["system"], service["code"]) in items
        assert service["units"] >= 1
        assert service["units"] == 1 or re.search(r"\d", service["units_quote"])
        assert len(service["modifiers"]) == len(service.get("modifier_quotes", []))
        assert 1 <= len(service["pointers"]) <= 4
        assert all(1 <= pointer <= len(coding["diagnoses"]) for pointer in service["pointers"])


@each_visit
def test_every_service_has_a_price_on_its_day(visit_id: str) -> None:
    """The last fallback, neither modifier nor payer, is there and is the only one in force on the date of service."""
    visit = visits()[visit_id]
    for service in coding_of(visit)["services"]:
        prices = [
            Money.parse(fee["price"])
            for fee in table("fees")["fees"]
            if fee["code"] == service["code"]
            and not {"modifier", "payer_id"} & fee.keys()
            and Period(fee["from"], fee.get("to")).covers(visit["date_of_service"])
        ]
        assert len(prices) == 1
        assert prices[0].cents > 0


def test_charge_list_names_each_code_once_and_prices_it() -> None:
    items = table("fees")["charge_items"]
    fees = table("fees")["fees"]
    assert len(items) >= 40
    assert len({item["code"] for item in items}) == len({item["words"] for item in items}) == len(items)
    assert {fee["code"] for fee in fees} == {item["code"] for item in items}
    assert {fee["payer_id"] for fee in fees if "payer_id" in fee} <= {row["id"] for row in table("practice")["payers"]}
    assert any("modifier" in fee for fee in fees)
    assert {fee["code"] for fee in fees if "to" in fee} == {"99213", "99214"}


def test_hcpcs_items_are_in_the_official_list_and_the_others_are_bare_numbers() -> None:
    for item in table("fees")["charge_items"]:
        if CodeSystem(item["system"]) is CodeSystem.HCPCS:
            assert item["code"] in official_hcpcs()
        else:
            assert re.fullmatch(r"\d{5}", item["code"])


def test_queries_wait_for_the_provider_and_are_not_coded_yet() -> None:
    asked = [visit for visit in visits().values() if visit.get("coding", {}).get("status") == "query"]
    assert len(asked) == 2
    for visit in asked:
        coded = {row["code"] for row in [*visit["coding"]["diagnoses"], *visit["coding"]["services"]]}
        for query in visit["coding"]["queries"]:
            assert query["note"].endswith((".", "?"))
            assert query["code"] not in coded


def test_traps_stand_in_the_notes_and_are_not_coded() -> None:
    """Denied, ruled out, probable, of the past or of the family: quoted, and never among the expected diagnoses."""
    reasons = set()
    for visit_id, coding in expected().items():
        documents = documents_of(visits()[visit_id])
        for trap in coding["traps"]:
            assert trap["quote"] in text_of(documents[trap["document_id"]]["file"])
            assert undotted(trap["code"]) in official_icd10cm()
            assert trap["code"] not in {row["code"] for row in coding["diagnoses"]}
            reasons.add(trap["because"])
    assert reasons == {"negated", "uncertain", "historical", "family"}


def test_the_main_job_is_where_the_demonstration_looks_for_it() -> None:
    """2026-05-04 / Rivera, own policy / N39.0 on "Urinary tract infection" / two units of 250 mg ceftriaxone."""
    visit = visits()["visit-20260504-01"]
    (coverage,) = [row for row in table("people")["coverages"] if row["patient_id"] == visit["patient_id"]]
    first, *_ = coding_of(visit)["diagnoses"]
    (drug,) = [row for row in coding_of(visit)["services"] if row["code"] == "J0696"]
    assert (first["code"], first["quote"]) == ("N39.0", "Urinary tract infection")
    assert (drug["units"], drug["units_quote"]) == (2, "(2 units of 250 mg)")
    assert coverage["relationship"] == "self"
    assert "Denies fever" in text_of(visit["documents"][0]["file"])
