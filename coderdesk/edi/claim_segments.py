"""The segments of the 837 and what each of their elements is called in a claim: one table, read and written by.

Element numbers are those of 005010X222A1, X223A2 and X224A2; an element that none of the three uses has no name here.
"""

from coderdesk.domain.billing.submitted import (
    adjudication,
    dental,
    health_code,
    party,
    pricing,
    procedure,
    supplements,
    treatment,
)
from coderdesk.domain.billing.submitted import service_line as service
from coderdesk.domain.billing.submitted.policy import PatientState
from coderdesk.domain.billing.submitted.provider import ProviderRole
from coderdesk.domain.billing.submitted.submitted_claim import Admission
from coderdesk.domain.billing.submitted.when import Dated
from coderdesk.edi.elements import (
    Fixed,
    Ignored,
    Item,
    Listed,
    Moment,
    Qualified,
    Run,
    as_count,
    day,
    needed,
    number,
    text,
    word,
)
from coderdesk.edi.layout import Composite, Each, Groups, Inner, Layout

# -- levels and lines: what is counted and derived by whoever writes, and looked at by whoever reads

LEVEL = Layout("HL", None, Ignored(1), Ignored(2), Ignored(3), Ignored(4))
LINE_NUMBER = Layout("LX", None, Ignored(1))
# dates and numbers of the set are read and written with its envelope
BEGIN = Layout("BHT", None, *(Ignored(place) for place in range(1, 7)))

# -- who

_PARTY = Layout(
    "NM1",
    party.Party,
    needed(word(2, "kind", party.PartyKind)),
    text(3, "name"),
    text(4, "first"),
    text(5, "middle"),
    text(6, "prefix"),
    text(7, "suffix"),
    text(8, "number_kind"),
    text(9, "number"),
)
PROVIDER_NAME = Layout("NM1", None, needed(word(1, "role", ProviderRole)), Inner(_PARTY, "party"))


def named(role: str) -> Layout:
    """NM1 for a party whose role goes without saying."""
    return Layout("NM1", None, Fixed(1, role), Inner(_PARTY, "party"))


def named_party(role: str) -> Layout:
    """The same, as a value."""
    return Layout("NM1", party.Party, Fixed(1, role), *_PARTY.items)


STREET = Layout("N3", party.PostalAddress, needed(text(1, "line1")), text(2, "line2"))
CITY = Layout(
    "N4",
    party.PostalAddress,
    text(1, "city"),
    text(2, "state"),
    text(3, "zip_code"),
    text(4, "country"),
    text(7, "subdivision"),
)
_CONTACT_NUMBER = Layout("", party.ContactNumber, needed(text(1, "kind")), text(2, "number"))
CONTACT = Layout(
    "PER", party.Contact, needed(text(1, "function")), text(2, "name"), Groups(3, 2, 3, _CONTACT_NUMBER, "numbers")
)
_WHOSE = Layout("", None, text(1, "payer_kind"), text(2, "payer"))
REFERENCE = Layout(
    "REF", party.Reference, needed(text(1, "kind")), text(2, "value"), text(3, "text"), Composite(4, _WHOSE)
)
SPECIALTY = Layout("PRV", party.Specialty, needed(text(1, "function")), text(2, "code_kind"), text(3, "code"))
CURRENCY = Layout("CUR", party.ForeignCurrency, needed(text(1, "entity")), text(2, "currency"), number(3, "rate"))

# -- under whose policy

_POLICY: tuple[Item, ...] = (
    needed(text(1, "responsibility")),
    text(2, "relationship"),
    text(3, "group_number"),
    text(4, "group_name"),
    text(5, "insurance_type"),
    text(6, "coordination"),
    text(7, "condition"),
    text(8, "employment"),
    text(9, "filing_indicator"),
)
POLICY = Layout("SBR", None, *_POLICY)
PATIENT = Layout(
    "PAT",
    PatientState,
    text(1, "relationship"),
    Qualified(5, "D8", day(6, "died_on")),
    text(7, "weight_unit"),
    number(8, "weight"),
    text(9, "pregnant"),
)
DEMOGRAPHICS = Layout("DMG", None, Qualified(1, "D8", day(2, "birth_date")), text(3, "sex"))

# -- what all levels have

DATE = Layout("DTP", Dated, needed(text(1, "kind")), Moment(2, "when", is_required=True))
ATTACHMENT = Layout(
    "PWK",
    supplements.Attachment,
    needed(text(1, "kind")),
    text(2, "sent_by"),
    Qualified(5, "AC", text(6, "control_number")),
)
CONTRACT = Layout(
    "CN1",
    pricing.Contract,
    needed(text(1, "kind")),
    number(2, "amount"),
    number(3, "percent"),
    text(4, "code"),
    number(5, "discount_percent"),
    text(6, "version"),
)
AMOUNT = Layout("AMT", pricing.KindAmount, needed(text(1, "kind")), needed(number(2, "amount")))
QUANTITY = Layout("QTY", pricing.KindQuantity, needed(text(1, "kind")), needed(number(2, "quantity")))
FIXED_NOTE = Layout("K3", supplements.FixedFormatNote, needed(text(1, "text")))
NOTE = Layout("NTE", supplements.Note, needed(text(1, "kind")), text(2, "text"))
CONDITION = Layout(
    "CRC", supplements.ConditionAnswer, needed(text(1, "category")), text(2, "answer"), Run(3, 7, "conditions")
)
TRANSPORT = Layout(
    "CR1",
    treatment.AmbulanceTransport,
    text(1, "weight_unit"),
    number(2, "weight"),
    text(4, "reason"),
    text(5, "distance_unit"),
    number(6, "distance"),
    text(9, "round_trip_purpose"),
    text(10, "stretcher_purpose"),
)
REPRICING = Layout(
    "HCP",
    pricing.Repricing,
    needed(text(1, "method")),
    number(2, "allowed"),
    number(3, "saved"),
    text(4, "organisation"),
    number(5, "rate"),
    text(6, "group_code"),
    number(7, "group_amount"),
    text(8, "revenue_code"),
    text(9, "procedure_kind"),
    text(10, "procedure"),
    text(11, "unit"),
    number(12, "quantity"),
    text(13, "refusal"),
    text(14, "compliance"),
    text(15, "exception"),
)

# -- the claim

_FACILITY = Layout("", None, text(1, "facility"), text(2, "facility_kind"), text(3, "frequency"))
_ACCIDENT = Layout("", None, Run(1, 3, "causes"), text(4, "accident_state"), text(5, "accident_country"))
CLAIM = Layout(
    "CLM",
    None,
    needed(text(1, "control")),
    needed(number(2, "charge")),
    Composite(5, _FACILITY, is_required=True),
    text(6, "provider_signature"),
    text(7, "accepts_assignment"),
    text(8, "benefits_assigned"),
    text(9, "release"),
    text(10, "patient_signature"),
    Composite(11, _ACCIDENT),
    text(12, "special_program"),
    text(16, "participation"),
    text(19, "submission_reason"),
    text(20, "delay_reason"),
)
ADMISSION = Layout("CL1", Admission, text(1, "kind"), text(2, "source"), text(3, "patient_status"))
ORTHODONTICS = Layout(
    "DN1",
    dental.Orthodontics,
    number(1, "total_months"),
    number(2, "months_left"),
    text(3, "is_orthodontic"),
    text(4, "description"),
)
TOOTH_STATE = Layout("DN2", dental.ToothState, needed(text(1, "tooth")), text(2, "state"), text(6, "numbering"))
SPINAL = Layout(
    "CR2", treatment.SpinalManipulation, text(8, "condition"), text(10, "description"), text(11, "more_description")
)
_HEALTH_CODE = Layout(
    "",
    health_code.HealthCode,
    needed(text(1, "kind")),
    text(2, "code"),
    Moment(3, "when"),
    number(5, "amount"),
    number(6, "quantity"),
    text(7, "version"),
    text(8, "other_code"),
    text(9, "present_on_admission"),
)
HEALTH_CODES = Layout("HI", health_code.HealthCodeGroup, Each(1, 12, _HEALTH_CODE, "codes"))

# -- the service line

_PROCEDURE = Layout(
    "", procedure.Procedure, needed(text(1, "kind")), text(2, "code"), Run(3, 6, "modifiers"), text(7, "description")
)
PROFESSIONAL = Layout(
    "SV1",
    service.ProfessionalService,
    Composite(1, _PROCEDURE, "procedure", is_required=True),
    needed(number(2, "charge")),
    text(3, "unit"),
    number(4, "quantity"),
    text(5, "place_of_service"),
    Listed(7, "pointers", 4, as_count),
    text(9, "emergency"),
    text(11, "epsdt"),
    text(12, "family_planning"),
    text(15, "copay_exempt"),
)
INSTITUTIONAL = Layout(
    "SV2",
    service.InstitutionalService,
    needed(text(1, "revenue_code")),
    Composite(2, _PROCEDURE, "procedure"),
    needed(number(3, "charge")),
    text(4, "unit"),
    number(5, "quantity"),
    number(6, "rate"),
    number(7, "not_covered"),
)
DENTAL = Layout(
    "SV3",
    service.DentalService,
    Composite(1, _PROCEDURE, "procedure", is_required=True),
    needed(number(2, "charge")),
    text(3, "place_of_service"),
    Listed(4, "areas", 5),
    text(5, "prosthesis"),
    number(6, "quantity"),
    Listed(11, "pointers", 4, as_count),
)
TOOTH = Layout("TOO", dental.Tooth, needed(text(1, "numbering")), text(2, "tooth"), Listed(3, "surfaces", 5))
_EQUIPMENT_PROCEDURE = Layout("", None, needed(text(1, "procedure_kind")), needed(text(2, "procedure")))
EQUIPMENT = Layout(
    "SV5",
    treatment.EquipmentService,
    Composite(1, _EQUIPMENT_PROCEDURE, is_required=True),
    text(2, "unit"),
    number(3, "days"),
    number(4, "rental_price"),
    number(5, "purchase_price"),
    text(6, "frequency"),
)
CERTIFICATION = Layout(
    "CR3", treatment.EquipmentCertification, needed(text(1, "kind")), text(2, "unit"), number(3, "duration")
)
MEASUREMENT = Layout(
    "MEA", supplements.Measurement, needed(text(1, "role")), needed(text(2, "kind")), number(3, "value")
)
PURCHASED = Layout("PS1", treatment.PurchasedService, needed(text(1, "provider_number")), number(2, "amount"))
DRUG = Layout("LIN", None, needed(text(2, "code_kind")), text(3, "code"))
_DRUG_UNIT = Layout("", None, text(1, "unit"))
DRUG_QUANTITY = Layout("CTP", None, number(4, "quantity"), Composite(5, _DRUG_UNIT))
FORM = Layout("LQ", None, needed(text(1, "list_kind")), text(2, "form"))
FORM_ANSWER = Layout(
    "FRM",
    supplements.FormAnswer,
    needed(text(1, "question")),
    text(2, "choice"),
    text(3, "words"),
    day(4, "on"),
    number(5, "percent"),
)

# -- other payers

_REASON = Layout("", adjudication.ReasonAmount, needed(text(1, "reason")), number(2, "amount"), number(3, "quantity"))
ADJUSTMENTS = Layout("CAS", adjudication.AdjustmentGroup, needed(text(1, "group")), Groups(2, 3, 6, _REASON, "reasons"))
INSURANCE = Layout("OI", None, text(3, "benefits_assigned"), text(4, "patient_signature"), text(6, "release"))
OUTPATIENT = Layout(
    "MOA",
    adjudication.OutpatientRemarks,
    number(1, "rate"),
    number(2, "payable"),
    Run(3, 7, "remarks"),
    number(8, "renal_payment"),
    number(9, "non_payable"),
)
_STAY = (
    "covered_days",
    "operating_outlier",
    "psychiatric_days",
    "drg_amount",
    "",
    "disproportionate_share",
    "pass_through",
    "capital_total",
    "capital_share",
    "capital_drg",
    "capital_disproportionate",
    "old_capital",
    "capital_indirect_teaching",
    "hospital_operating",
    "cost_report_days",
    "federal_operating",
    "capital_outlier",
    "indirect_teaching",
    "non_payable",
)
INPATIENT = Layout(
    "MIA",
    adjudication.InpatientRemarks,
    *(number(place, name) for place, name in enumerate(_STAY, start=1) if name),
    text(5, "remark"),
    Run(20, 23, "more_remarks"),
    number(24, "capital_exception"),
)
LINE_ADJUDICATION = Layout(
    "SVD",
    None,
    needed(text(1, "payer_id")),
    needed(number(2, "paid")),
    Composite(3, _PROCEDURE, "procedure"),
    text(4, "revenue_code"),
    number(5, "units"),
    text(6, "bundled_into"),
)
