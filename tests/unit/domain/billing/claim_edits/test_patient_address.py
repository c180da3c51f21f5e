"""Cases of the claim edit "patient address"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.patient_address import patient_address
from coderdesk.domain.people.address import Address
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PATIENT, TODAY, a_claim, a_dependent_claim, places


def test_empty() -> None:
    """patient without an address"""
    assert places(patient_address(a_claim(subscriber=replace(a_claim().subscriber, address=Address())), TODAY)) == {
        (Severity.STOP, Place.PATIENT, "address.line1"),
        (Severity.STOP, Place.PATIENT, "address.city"),
        (Severity.STOP, Place.PATIENT, "address.state"),
        (Severity.STOP, Place.PATIENT, "address.zip_code"),
    }


def test_four_digit_zip() -> None:
    """patient ZIP 9720"""
    assert places(
        patient_address(
            a_claim(subscriber=replace(a_claim().subscriber, address=replace(PATIENT.address, zip_code="9720"))), TODAY
        )
    ) == {(Severity.STOP, Place.PATIENT, "address.zip_code")}


def test_dependent() -> None:
    """spouse's policy / patient without a city"""
    assert places(
        patient_address(
            a_dependent_claim(patient=replace(a_dependent_claim().patient, address=replace(PATIENT.address, city=""))),
            TODAY,
        )
    ) == {(Severity.STOP, Place.PATIENT, "address.city")}


def test_complete() -> None:
    """77 Fir Lane, Portland OR 97206"""
    assert places(patient_address(a_claim(), TODAY)) == set()


def test_box() -> None:
    """looks like the billing rule, is allowed: a patient may live at PO Box 12"""
    assert (
        places(
            patient_address(
                a_claim(subscriber=replace(a_claim().subscriber, address=replace(PATIENT.address, line1="PO Box 12"))),
                TODAY,
            )
        )
        == set()
    )


def test_subscriber_elsewhere() -> None:
    """looks incomplete, is allowed: the guide asks for no address of a subscriber who is not the patient"""
    assert (
        places(
            patient_address(
                a_dependent_claim(subscriber=replace(a_dependent_claim().subscriber, address=Address())), TODAY
            )
        )
        == set()
    )
