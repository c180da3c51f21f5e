"""The claim edits: one rule per file, each a pure function from one claim and today's date to findings."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.accident_told import accident_told
from coderdesk.domain.billing.claim_edits.account_number import account_number
from coderdesk.domain.billing.claim_edits.admission_order import admission_order
from coderdesk.domain.billing.claim_edits.admission_told import admission_told
from coderdesk.domain.billing.claim_edits.ambulance_trip import ambulance_trip
from coderdesk.domain.billing.claim_edits.anesthesia_minutes import anesthesia_minutes
from coderdesk.domain.billing.claim_edits.attending_provider import attending_provider
from coderdesk.domain.billing.claim_edits.authorization_left import authorization_left
from coderdesk.domain.billing.claim_edits.bill_codes_repeated import bill_codes_repeated
from coderdesk.domain.billing.claim_edits.bill_type import bill_type
from coderdesk.domain.billing.claim_edits.billing_address import billing_address
from coderdesk.domain.billing.claim_edits.billing_tax_id import billing_tax_id
from coderdesk.domain.billing.claim_edits.birth_date_possible import birth_date_possible
from coderdesk.domain.billing.claim_edits.certificate_of_need import certificate_of_need
from coderdesk.domain.billing.claim_edits.charge_positive import charge_positive
from coderdesk.domain.billing.claim_edits.claim_days import claim_days
from coderdesk.domain.billing.claim_edits.code_set_of_day import code_set_of_day
from coderdesk.domain.billing.claim_edits.coverage_on_date import coverage_on_date
from coderdesk.domain.billing.claim_edits.covered_days import covered_days
from coderdesk.domain.billing.claim_edits.details_documented import details_documented
from coderdesk.domain.billing.claim_edits.diagnosis_count import diagnosis_count
from coderdesk.domain.billing.claim_edits.diagnosis_form import diagnosis_form
from coderdesk.domain.billing.claim_edits.diagnosis_repeated import diagnosis_repeated
from coderdesk.domain.billing.claim_edits.discharge_fits import discharge_fits
from coderdesk.domain.billing.claim_edits.drug_code import drug_code
from coderdesk.domain.billing.claim_edits.duplicate_of_earlier import duplicate_of_earlier
from coderdesk.domain.billing.claim_edits.facility_address import facility_address
from coderdesk.domain.billing.claim_edits.first_listed import first_listed
from coderdesk.domain.billing.claim_edits.frequency_original import frequency_original
from coderdesk.domain.billing.claim_edits.hospital_admission_day import hospital_admission_day
from coderdesk.domain.billing.claim_edits.laboratory_certificate import laboratory_certificate
from coderdesk.domain.billing.claim_edits.line_count import line_count
from coderdesk.domain.billing.claim_edits.line_pointers import line_pointers
from coderdesk.domain.billing.claim_edits.medicare_own_policy import medicare_own_policy
from coderdesk.domain.billing.claim_edits.member_id import member_id
from coderdesk.domain.billing.claim_edits.member_id_pattern import member_id_pattern
from coderdesk.domain.billing.claim_edits.modifier_form import modifier_form
from coderdesk.domain.billing.claim_edits.npi_check_digit import npi_check_digit
from coderdesk.domain.billing.claim_edits.occurrence_days import occurrence_days
from coderdesk.domain.billing.claim_edits.operating_provider import operating_provider
from coderdesk.domain.billing.claim_edits.ordering_provider import ordering_provider
from coderdesk.domain.billing.claim_edits.other_providers import other_providers
from coderdesk.domain.billing.claim_edits.patient_address import patient_address
from coderdesk.domain.billing.claim_edits.payer_identified import payer_identified
from coderdesk.domain.billing.claim_edits.person_names import person_names
from coderdesk.domain.billing.claim_edits.place_of_service import place_of_service
from coderdesk.domain.billing.claim_edits.prior_balances import prior_balances
from coderdesk.domain.billing.claim_edits.prior_insurance import prior_insurance
from coderdesk.domain.billing.claim_edits.prior_possible import prior_possible
from coderdesk.domain.billing.claim_edits.procedure_day import procedure_day
from coderdesk.domain.billing.claim_edits.procedure_form import procedure_form
from coderdesk.domain.billing.claim_edits.referring_provider import referring_provider
from coderdesk.domain.billing.claim_edits.rendering_person import rendering_person
from coderdesk.domain.billing.claim_edits.replacement_told import replacement_told
from coderdesk.domain.billing.claim_edits.revenue_code import revenue_code
from coderdesk.domain.billing.claim_edits.service_date_possible import service_date_possible
from coderdesk.domain.billing.claim_edits.spinal_treatment import spinal_treatment
from coderdesk.domain.billing.claim_edits.statement_period import statement_period
from coderdesk.domain.billing.claim_edits.submitter_contact import submitter_contact
from coderdesk.domain.billing.claim_edits.subscriber_is_patient import subscriber_is_patient
from coderdesk.domain.billing.claim_edits.subscriber_named import subscriber_named
from coderdesk.domain.billing.claim_edits.taxonomy_form import taxonomy_form
from coderdesk.domain.billing.claim_edits.timely_filing import timely_filing
from coderdesk.domain.billing.claim_edits.tooth_named import tooth_named
from coderdesk.domain.billing.claim_edits.units_positive import units_positive
from coderdesk.domain.billing.claim_edits.unlisted_service import unlisted_service
from coderdesk.domain.billing.claim_edits.written_values import written_values
from coderdesk.domain.values.finding import Finding

ClaimEdit = Callable[[Claim, date], Iterator[Finding]]
HistoryEdit = Callable[[Claim, Iterable[Claim]], Iterator[Finding]]

CLAIM_EDITS: tuple[ClaimEdit, ...] = (
    billing_address,
    billing_tax_id,
    npi_check_digit,
    taxonomy_form,
    rendering_person,
    attending_provider,
    operating_provider,
    other_providers,
    submitter_contact,
    facility_address,
    payer_identified,
    member_id,
    member_id_pattern,
    medicare_own_policy,
    subscriber_named,
    coverage_on_date,
    subscriber_is_patient,
    person_names,
    patient_address,
    birth_date_possible,
    service_date_possible,
    code_set_of_day,
    timely_filing,
    claim_days,
    hospital_admission_day,
    spinal_treatment,
    account_number,
    frequency_original,
    bill_type,
    statement_period,
    admission_told,
    admission_order,
    discharge_fits,
    covered_days,
    bill_codes_repeated,
    occurrence_days,
    procedure_day,
    authorization_left,
    details_documented,
    place_of_service,
    diagnosis_count,
    diagnosis_form,
    diagnosis_repeated,
    first_listed,
    accident_told,
    line_count,
    line_pointers,
    revenue_code,
    procedure_form,
    modifier_form,
    unlisted_service,
    anesthesia_minutes,
    ambulance_trip,
    ordering_provider,
    referring_provider,
    laboratory_certificate,
    drug_code,
    certificate_of_need,
    tooth_named,
    replacement_told,
    units_positive,
    charge_positive,
    prior_balances,
    prior_possible,
    prior_insurance,
    written_values,
)


def claim_findings(claim: Claim, on: date) -> tuple[Finding, ...]:
    """All that the rules say of a claim on the day it would leave, in the order of the rules."""
    return tuple(finding for edit in CLAIM_EDITS for finding in edit(claim, on))


HISTORY_EDITS: tuple[HistoryEdit, ...] = (duplicate_of_earlier,)


def history_findings(claim: Claim, earlier: tuple[Claim, ...]) -> tuple[Finding, ...]:
    """What a claim looks like beside `earlier`, claims of the same patient that have left the house."""
    return tuple(finding for edit in HISTORY_EDITS for finding in edit(claim, earlier))
