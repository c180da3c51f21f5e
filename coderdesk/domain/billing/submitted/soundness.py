"""What can be said against a claim of any origin without the desk's own rows: identifiers, totals, pointers, dates, forms."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.party import Party, Specialty
from coderdesk.domain.billing.submitted.service_line import DentalService, ProfessionalService
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.identifiers import has_npi_check_digit, is_npi, is_taxonomy

_ICD10 = re.compile(r"[A-Z][0-9][0-9AB][0-9A-Z]{0,4}")
_ICD9 = re.compile(r"[0-9]{3,5}|V[0-9]{2,4}|E[0-9]{3,4}")
_HCPCS = re.compile(r"[A-Z][0-9]{4}|[0-9]{4}[0-9AFMTU]")
_DENTAL = re.compile(r"D[0-9]{4}")
_FORMS = {
    **dict.fromkeys(("ABK", "ABF", "ABJ", "APR", "ABN"), _ICD10),
    **dict.fromkeys(("BK", "BF", "BJ", "PR", "BN"), _ICD9),
}
_NPI, _TAXONOMY = "XX", "PXC"
_TAXONOMY_LENGTH = 10
_REPLACING = frozenset({"7", "8"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """`rule` names what was looked at; `sentence` says what is wrong and quotes no name. A warning refuses nothing."""

    rule: str
    sentence: str
    severity: Severity = Severity.STOP


Check = Callable[[SubmittedClaim, date], Iterator[Doubt]]


def doubts_of(claim: SubmittedClaim, on: date) -> tuple[Doubt, ...]:
    """All there are, each once. `on` is today."""
    return tuple(dict.fromkeys(doubt for check in CHECKS for doubt in check(claim, on)))


def _parties(claim: SubmittedClaim) -> Iterator[Party]:
    yield claim.billing.party
    yield from (provider.party for provider in claim.providers)
    yield from (provider.party for line in claim.lines for provider in line.providers)


def _specialties(claim: SubmittedClaim) -> Iterator[Specialty | None]:
    yield claim.billing.specialty
    yield from (provider.specialty for provider in claim.providers)
    yield from (provider.specialty for line in claim.lines for provider in line.providers)


def npi_fails_its_check(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    """CMS NPI check digit note"""
    del on
    for party in _parties(claim):
        if party.number_kind != _NPI or is_npi(party.number):
            continue
        if has_npi_check_digit(party.number):
            sentence = f"The NPI {party.number} begins with neither 1 nor 2, as those in use do."
            yield Doubt("npi_first_digit", sentence, Severity.WARN)
        else:
            yield Doubt("npi_check_digit", f"The NPI {party.number} does not pass its check digit.")


def taxonomy_has_another_form(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    """NUCC health care provider taxonomy"""
    del on
    for specialty in _specialties(claim):
        if specialty is None or specialty.code_kind != _TAXONOMY or is_taxonomy(specialty.code):
            continue
        if len(specialty.code) == _TAXONOMY_LENGTH and specialty.code.isalnum():
            sentence = f"The taxonomy code {specialty.code} does not end in X, as those in use do."
            yield Doubt("taxonomy_end", sentence, Severity.WARN)
        else:
            yield Doubt("taxonomy_form", f"The taxonomy code {specialty.code} has not ten letters and digits.")


def total_is_not_that_of_the_lines(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    """005010X222A1 2300 CLM02"""
    del on
    lines = sum((line.charge for line in claim.lines), Decimal(0))
    if lines != claim.charge:
        yield Doubt("total", f"The claim's charge is {claim.charge:f}, that of its lines {lines:f}.")


def pointer_points_at_nothing(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    """005010X222A1 2400 SV107"""
    del on
    there = len(claim.diagnoses)
    for number, line in enumerate(claim.lines, start=1):
        service = line.service
        if isinstance(service, ProfessionalService | DentalService):
            for pointer in service.pointers:
                if not 1 <= pointer <= there:
                    sentence = f"Line {number} points at diagnosis {pointer}, and the claim has {there}."
                    yield Doubt("diagnosis_pointer", sentence)


def diagnosis_has_another_form(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    """ICD-10-CM and ICD-9-CM, written without a dot"""
    del on
    for code in claim.codes:
        form = _FORMS.get(code.kind)
        if form is not None and form.fullmatch(code.code) is None:
            yield Doubt("diagnosis_form", f"{code.code or 'Nothing'} is no diagnosis code of list {code.kind}.")


def procedure_has_another_form(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    """HCPCS, CPT and CDT: five characters"""
    del on
    for number, line in enumerate(claim.lines, start=1):
        procedure = line.procedure
        form = {"HC": _HCPCS, "AD": _DENTAL}.get(procedure.kind) if procedure else None
        if procedure and form and form.fullmatch(procedure.code) is None:
            yield Doubt(
                "procedure_form", f"The procedure {procedure.code} of line {number} has not the form of its list."
            )


def birth_is_not_past(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    born = claim.treated.birth_date if claim.treated else None
    if born and born > on:
        yield Doubt("birth_date", "The patient's date of birth lies in the future.")
    elif born and claim.first_day and claim.first_day < born:
        yield Doubt("birth_date", "The service was given before the patient was born.")


def service_is_to_come(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    if claim.last_day and claim.last_day > on:
        yield Doubt("service_date", "A service date lies in the future.")


def correction_names_no_original(claim: SubmittedClaim, on: date) -> Iterator[Doubt]:
    """005010X222A1 2300 REF*F8"""
    del on
    if claim.frequency in _REPLACING and not claim.payer_claim_number:
        sentence = (
            f"Frequency {claim.frequency} changes an earlier claim, and no payer's claim number (REF F8) names it."
        )
        yield Doubt("frequency", sentence)


CHECKS: tuple[Check, ...] = (
    npi_fails_its_check,
    taxonomy_has_another_form,
    total_is_not_that_of_the_lines,
    pointer_points_at_nothing,
    diagnosis_has_another_form,
    procedure_has_another_form,
    birth_is_not_past,
    service_is_to_come,
    correction_names_no_original,
)
