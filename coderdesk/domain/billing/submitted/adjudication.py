"""What another payer decided: adjustments, remarks, and line by line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.policy import SubmittedPayer, SubmittedPerson
from coderdesk.domain.billing.submitted.pricing import KindAmount
from coderdesk.domain.billing.submitted.procedure import Procedure
from coderdesk.domain.billing.submitted.provider import SubmittedProvider
from coderdesk.domain.billing.submitted.when import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonAmount:
    """A claim adjustment reason code with what it took away; one that says nothing is a gap that the file left."""

    reason: str = ""
    amount: Decimal | None = None
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentGroup:
    """`group` CO contractual, PR patient, OA other, PI payer, CR correction; up to six reasons."""

    group: str
    reasons: tuple[ReasonAmount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutpatientRemarks:
    rate: Decimal | None = None
    payable: Decimal | None = None
    remarks: tuple[str, ...] = ()
    renal_payment: Decimal | None = None
    non_payable: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InpatientRemarks:
    """What a payer said of a hospital stay (MIA): days, amounts in dollars, and up to five remark codes."""

    covered_days: Decimal | None = None
    operating_outlier: Decimal | None = None
    psychiatric_days: Decimal | None = None
    drg_amount: Decimal | None = None
    remark: str = ""
    disproportionate_share: Decimal | None = None
    pass_through: Decimal | None = None
    capital_total: Decimal | None = None
    capital_share: Decimal | None = None
    capital_drg: Decimal | None = None
    capital_disproportionate: Decimal | None = None
    old_capital: Decimal | None = None
    capital_indirect_teaching: Decimal | None = None
    hospital_operating: Decimal | None = None
    cost_report_days: Decimal | None = None
    federal_operating: Decimal | None = None
    capital_outlier: Decimal | None = None
    indirect_teaching: Decimal | None = None
    non_payable: Decimal | None = None
    more_remarks: tuple[str, ...] = ()
    capital_exception: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAdjudication:
    """Loop 2430: what a payer, by its id, paid for a line, and for which procedure and how many units."""

    payer_id: str
    paid: Decimal
    procedure: Procedure | None = None
    revenue_code: str = ""
    units: Decimal | None = None
    bundled_into: str = ""
    adjustments: tuple[AdjustmentGroup, ...] = ()
    dates: tuple[Dated, ...] = ()
    amounts: tuple[KindAmount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPayer:
    """Loops 2320 and 2330: another policy of the patient and what its payer made of the claim."""

    responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    coordination: str = ""
    condition: str = ""
    employment: str = ""
    filing_indicator: str = ""
    adjustments: tuple[AdjustmentGroup, ...] = ()
    amounts: tuple[KindAmount, ...] = ()
    birth_date: date | None = None
    sex: str = ""
    benefits_assigned: str = ""
    patient_signature: str = ""
    release: str = ""
    inpatient: InpatientRemarks | None = None
    outpatient: OutpatientRemarks | None = None
    subscriber: SubmittedPerson | None = None
    payer: SubmittedPayer | None = None
    providers: tuple[SubmittedProvider, ...] = ()
