"""Which findings refuse an action, and which only speak."""

from coderdesk.domain.values.finding import Finding, Location, Place, Severity, blocking


def test_only_stops_refuse() -> None:
    """stop and stop-override block / warn, ask and info do not"""
    found = tuple(Finding("rule", severity, "A sentence.", Location(Place.CLAIM), "source") for severity in Severity)
    assert [finding.severity for finding in blocking(found)] == [Severity.STOP, Severity.STOP_OVERRIDE]
