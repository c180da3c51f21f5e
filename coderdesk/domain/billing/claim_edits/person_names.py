"""Patient and subscriber are named."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.persons import named_persons
from coderdesk.domain.values.finding import Finding, Severity

RULE = "person-names"
CITATION = "005010X222A1 2010BA and 2010CA NM103, NM104: a first name where the person has one"


def person_names(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """A person with one name only has it as the last name; a missing first name therefore warns."""
    for named in named_persons(claim):
        if not named.person.name.last.strip():
            message = f"{named.role} has no last name: enter it as on the insurance card."
            yield Finding(RULE, Severity.STOP, message, named.at("name.last"), CITATION)
        elif not named.person.name.first.strip():
            message = f"{named.role} has no first name: leave it so only when the card has none."
            yield Finding(RULE, Severity.WARN, message, named.at("name.first"), CITATION)
