"""Cases of the claim edit "other providers"."""

from coderdesk.domain.billing.claim_edits.other_providers import other_providers
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_whole() -> None:
    """name and NPI"""
    assert (
        places(other_providers(an_office_claim({"referring.last": "Sato", "referring.npi": "1760526784"}), TODAY))
        == set()
    )


def test_no_npi() -> None:
    """a name alone"""
    assert places(other_providers(an_office_claim({"supervising.last": "Sato"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.supervising.npi")
    }


def test_no_name() -> None:
    """an NPI alone"""
    assert places(other_providers(an_office_claim({"ordering.npi": "1760526784"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.ordering.last")
    }


def test_no_latin() -> None:
    """a name that no file can hold"""
    assert places(other_providers(an_office_claim({"ordering.last": "佐藤", "ordering.npi": "1760526784"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.ordering.last")
    }


def test_not_of_this_claim() -> None:
    """an operating provider of an office claim is not sent"""
    assert places(other_providers(an_office_claim({"operating.last": "Sato"}), TODAY)) == set()


def test_hospital() -> None:
    """the same of a stay"""
    assert places(other_providers(a_stay_claim({"operating.last": "Sato"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.operating.npi")
    }
