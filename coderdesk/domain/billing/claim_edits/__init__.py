"""The claim edits: one rule per file, each a pure function from one claim and today's date to findings."""

from collections.abc import Callable, Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.account_number import account_number
from coderdesk.domain.billing.claim_edits.billing_address import billing_address
from coderdesk.domain.billing.claim_edits.billing_tax_id import billing_tax_id
from coderdesk.domain.billing.claim_edits.birth_date_possible import birth_date_possible
from coderdesk.domain.billing.claim_edits.charge_positive import charge_positive
from coderdesk.domain.billing.claim_edits.diagnosis_count import diagnosis_count
from coderdesk.domain.billing.claim_edits.diagnosis_form import diagnosis_form
from coderdesk.domain.billing.claim_edits.diagnosis_repeated import diagnosis_repeated
from coderdesk.domain.billing.claim_edits.first_listed import first_listed
from coderdesk.domain.billing.claim_edits.frequency_original import frequency_original
from coderdesk.domain.billing.claim_edits.line_count import line_count
from coderdesk.domain.billing.claim_edits.line_pointers import line_pointers
from coderdesk.domain.billing.claim_edits.member_id import member_id
from coderdesk.domain.billing.claim_edits.modifier_form import modifier_form
from coderdesk.domain.billing.claim_edits.npi_check_digit import npi_check_digit
from coderdesk.domain.billing.claim_edits.patient_address import patient_address
from coderdesk.domain.billing.claim_edits.payer_identified import payer_identified
from coderdesk.domain.billing.claim_edits.person_names import person_names
from coderdesk.domain.billing.claim_edits.place_of_service import place_of_service
from coderdesk.domain.billing.claim_edits.procedure_form import procedure_form
from coderdesk.domain.billing.claim_edits.service_date_possible import service_date_possible
from coderdesk.domain.billing.claim_edits.submitter_contact import submitter_contact
from coderdesk.domain.billing.claim_edits.subscriber_named import subscriber_named
from coderdesk.domain.billing.claim_edits.taxonomy_form import taxonomy_form
from coderdesk.domain.billing.claim_edits.units_positive import units_positive
from coderdesk.domain.billing.claim_edits.written_values import written_values
from coderdesk.domain.values.finding import Finding

ClaimEdit = Callable[[Claim, date], Iterator[Finding]]

CLAIM_EDITS: tuple[ClaimEdit, ...] = (
    billing_address,
    billing_tax_id,
    npi_check_digit,
    taxonomy_form,
    submitter_contact,
    payer_identified,
    member_id,
    subscriber_named,
    person_names,
    patient_address,
    birth_date_possible,
    service_date_possible,
    account_number,
    frequency_original,
    place_of_service,
    diagnosis_count,
    diagnosis_form,
    diagnosis_repeated,
    first_listed,
    line_count,
    line_pointers,
    procedure_form,
    modifier_form,
    units_positive,
    charge_positive,
    written_values,
)


def claim_findings(claim: Claim, on: date) -> tuple[Finding, ...]:
    """All that the rules say of a claim on the day it would leave, in the order of the rules."""
    return tuple(finding for edit in CLAIM_EDITS for finding in edit(claim, on))
