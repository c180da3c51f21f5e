"""Nobody on a claim is born in the future or 150 years ago."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.persons import named_persons
from coderdesk.domain.values.dates import age_in_years
from coderdesk.domain.values.finding import Finding, Severity

RULE = "birth-date-possible"
CITATION = "005010X222A1 2010BA and 2010CA DMG02"
MAX_AGE = 150


def birth_date_possible(claim: Claim, on: date) -> Iterator[Finding]:
    for named in named_persons(claim):
        born = named.person.birth_date
        if born > on:
            message = f"{named.role} is born on {born:%m/%d/%Y}, which is in the future."
            yield Finding(RULE, Severity.STOP, message, named.at("birth_date"), CITATION)
        elif age_in_years(born, on) >= MAX_AGE:
            message = f"{named.role} is born on {born:%m/%d/%Y}, {age_in_years(born, on)} years ago."
            yield Finding(RULE, Severity.STOP, message, named.at("birth_date"), CITATION)
