"""A provider taxonomy code has ten characters and ends in X."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.identifiers import is_taxonomy

RULE = "taxonomy-form"
CITATION = "005010X222A1 2000A and 2310B PRV03; NUCC provider taxonomy"


def taxonomy_form(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """A wrong code stops; a missing one warns, since only some payers ask for it."""
    billing, rendering = claim.billing, claim.rendering
    yield from _taxonomy(billing.taxonomy, "The practice", Location(Place.PRACTICE, billing.id, "taxonomy"))
    yield from _taxonomy(rendering.taxonomy, rendering.display, Location(Place.PROVIDER, rendering.id, "taxonomy"))


def _taxonomy(code: str, owner: str, place: Location) -> Iterator[Finding]:
    if not code:
        message = f"{owner} has no taxonomy code: many payers need it to find the right contract."
        yield Finding(RULE, Severity.WARN, message, place, CITATION)
    elif not is_taxonomy(code):
        message = f"{owner} has the taxonomy code {code}, which is not ten characters ending in X."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
