"""Diagnoses have the form of ICD-10-CM, for services from 1 October 2015."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "diagnosis-form"
CITATION = "45 CFR 162.1002(c)(2); 005010X222A1 2300 HI: qualifiers ABK and ABF, codes without their point"
ICD10_FROM = date(2015, 10, 1)

_FORM = re.compile(r"[A-Z][0-9][0-9AB][0-9A-Z]{0,4}")


def diagnosis_form(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for diagnosis in claim.diagnoses:
        if not _FORM.fullmatch(undotted(diagnosis.code)):
            message = f"{diagnosis.code} has not the form of an ICD-10-CM code."
            place = Location(Place.ASSIGNMENT, diagnosis.assignment_id, "code")
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
    if claim.lines and claim.service_date < ICD10_FROM:
        message = f"On {claim.service_date:%m/%d/%Y} ICD-9-CM was in force: this claim can carry ICD-10-CM only."
        place = Location(Place.ENCOUNTER, claim.encounter_id, "date_of_service")
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
