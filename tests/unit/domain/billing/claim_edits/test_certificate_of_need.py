"""Cases of the claim edit "certificate of need"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.certificate_of_need import certificate_of_need
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, places


def test_medicare() -> None:
    """a certificate for Medicare"""
    assert places(
        certificate_of_need(
            an_office_claim(lines={"svc-1 need_kind": "I"}, payer=replace(PAYER, filing_indicator="MB")), TODAY
        )
    ) == {(Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "details.need_kind")}


def test_other() -> None:
    """for another payer"""
    assert places(certificate_of_need(an_office_claim(lines={"svc-1 need_kind": "I"}), TODAY)) == set()
