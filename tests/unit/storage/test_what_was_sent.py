"""What left for a patient on a day, what the trail knows of a thing, and what a payer asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.values.ids import PatientId
from coderdesk.storage.vault import Vault
from tests.helpers.claims import PATIENT, PAYER, VISIT_DAY
from tests.helpers.vaults import ASSIGNMENTS, CHARGES, ENCOUNTER, fill, make_template, opened, stored_claim, writing


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """With a coded visit and its claim, which has not left yet."""
    made = opened(make_template(tmp_path))
    fill(made, assignments=ASSIGNMENTS)
    with writing(made, "make claim") as unit:
        for charge in CHARGES:
            unit.charges.put(charge)
        unit.claims.add(stored_claim())
    yield made
    made.close()


def test_only_what_has_left_counts_as_sent_and_only_on_its_day(vault: Vault) -> None:
    with vault.reading() as unit:
        assert unit.claims.sent_for(PATIENT.id, VISIT_DAY) == ()
    with writing(vault) as unit:
        unit.claims.set_state(stored_claim().id, ClaimState.EXPORTED)
    with vault.reading() as unit:
        assert unit.claims.sent_for(PATIENT.id, VISIT_DAY) == (stored_claim(),)
        assert unit.claims.sent_for(PATIENT.id, VISIT_DAY + timedelta(days=1)) == ()
        assert unit.claims.sent_for(PatientId("another"), VISIT_DAY) == ()


def test_the_trail_of_a_thing_is_every_write_that_touched_it_the_oldest_first(vault: Vault) -> None:
    with writing(vault, "settings") as unit:
        unit.settings.put("n", 1)
    with writing(vault, "send") as unit:
        unit.claims.set_state(stored_claim().id, ClaimState.EXPORTED)
    with vault.reading() as unit:
        about = unit.audit.about({stored_claim().id})
        assert [entry.action for entry in about] == ["make claim", "send"]
        assert {thing.id for thing in about[0].touched} > {stored_claim().id}
        assert unit.audit.about({"nothing"}) == ()


def test_parts_of_a_thing_belong_to_its_trail(vault: Vault) -> None:
    """an override is kept as a part of its visit"""
    with writing(vault, "parts") as unit:
        unit.settings.put(f"{ENCOUNTER.id}/1", "part")
        unit.settings.put(f"{ENCOUNTER.id}1", "another visit")
    with vault.reading() as unit:
        assert "parts" in [entry.action for entry in unit.audit.about({ENCOUNTER.id})]
        assert "parts" not in [entry.action for entry in unit.audit.about({ENCOUNTER.id[:-1]})]


def test_what_a_payer_asks_for_is_kept(vault: Vault) -> None:
    asking = replace(PAYER, filing_days=90, member_pattern="AAA-999999")
    with writing(vault) as unit:
        unit.payers.save(asking)
    with vault.reading() as unit:
        assert unit.payers.get(PAYER.id) == asking
