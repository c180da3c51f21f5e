"""The claims list as CSV: what is filtered, in spreadsheets' encoding, and never a formula."""

import csv
from datetime import date
from pathlib import Path

import pytest

from coderdesk.domain.billing.answers.standing import ClaimStanding
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.money import Money
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.services.claim_list_file import ListNotWritten, write_claim_list

ROW = BillingRow(
    state=BillingState.CLAIM,
    encounter_id=EncounterId("e"),
    account="V-1",
    patient="Rivera, Ána",
    payer="Cascade, Mutual",
    date_of_service=date(2026, 3, 2),
    total=Money(14550),
    standing=ClaimStanding.ACCEPTED,
)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_values_come_back(tmp_path: Path) -> None:
    """letters with marks, a comma in a name, an amount, a claim that is late"""
    late = BillingRow(
        state=BillingState.READY,
        encounter_id=EncounterId("f"),
        account="V-2",
        patient="Doe, Jo",
        payer="",
        date_of_service=date(2025, 1, 2),
        days_left=-3,
        file_by=date(2026, 1, 2),
    )
    head, first, second = read(write_claim_list(rows=(ROW, late), path=tmp_path / "list.csv"))
    assert len(head) == len(first) == len(second) == 11
    assert first[:4] == ["claim", "accepted", "Rivera, Ána", "V-1"]
    assert first[8] == "145.50"
    assert second[-2:] == ["2026-01-02", "-3"]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """a name that begins as a formula does; a negative number is none"""
    wicked = BillingRow(
        state=BillingState.CLAIM,
        encounter_id=EncounterId("e"),
        account="=1+1",
        patient="@SUM(A1)",
        payer="-2+3",
        provider=' =HYPERLINK("x")',
        date_of_service=date(2026, 3, 2),
    )
    _, row = read(write_claim_list(rows=(wicked,), path=tmp_path / "list.csv"))
    assert row[2:4] == ["'@SUM(A1)", "'=1+1"]
    assert row[5:7] == ["'-2+3", '\' =HYPERLINK("x")']


def test_a_folder_that_refuses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ListNotWritten):
        write_claim_list(rows=(ROW,), path=tmp_path / "file" / "list.csv")


def test_a_workbook_by_its_name(tmp_path: Path) -> None:
    """our own reader finds the same values in the sheet"""
    path = write_claim_list(rows=(ROW,), path=tmp_path / "list.XLSX")
    with path.open("rb") as stream:
        assert stream.read(4) == b"PK\x03\x04"
