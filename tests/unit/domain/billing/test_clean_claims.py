"""The clean-claim rate: who counts, in which days, and what spoils a claim."""

from datetime import UTC, date, datetime

from coderdesk.domain.billing.clean_claims import FirstCheck, clean_rate, spoiling
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import EncounterId


def check(key: str, day: int, findings: int) -> FirstCheck:
    return FirstCheck(
        encounter_id=EncounterId(key), checked_at=datetime(2026, 11, day, 12, tzinfo=UTC), findings=findings
    )


def test_only_first_checks_of_the_period_count() -> None:
    """the day before the first / the first / the last, with a finding / the day after"""
    rows = [check("a", 1, 0), check("b", 2, 0), check("c", 9, 2), check("d", 10, 0)]
    rate = clean_rate(rows, first=date(2026, 11, 2), last=date(2026, 11, 9))
    assert (rate.checked, rate.clean, rate.percent) == (2, 1, 50)


def test_a_hundred_per_cent_means_all() -> None:
    rows = [check(str(number), 3, int(number == 0)) for number in range(200)]
    assert clean_rate(rows, first=date(2026, 11, 1), last=date(2026, 11, 30)).percent == 99
    assert clean_rate((), first=date(2026, 11, 1), last=date(2026, 11, 30)).percent is None


def test_what_spoils_a_claim() -> None:
    """stops, overridden or not, and warnings; questions and hints do not"""
    found = [Finding("r", severity, "words", Location(Place.CLAIM), "source") for severity in Severity]
    assert spoiling(found) == 3
