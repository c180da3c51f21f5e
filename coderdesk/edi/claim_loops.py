"""The loops of the 837, professional, institutional and dental, from the submitter down to the forms of a line.

The order of segments is that of the 837 itself, of which the three guides each use a part.
"""

from coderdesk.domain.billing.submitted.adjudication import LineAdjudication, OtherPayer
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.policy import (
    SubmittedDependent,
    SubmittedPayer,
    SubmittedPerson,
    SubmittedPolicy,
)
from coderdesk.domain.billing.submitted.provider import BillingProvider, PayTo, SubmittedProvider
from coderdesk.domain.billing.submitted.service_line import SubmittedLine
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.supplements import FormAnswers
from coderdesk.domain.billing.submitted.treatment import Drug
from coderdesk.edi import claim_segments as seg
from coderdesk.edi.loops import ALL, NONE, UNLIMITED, Child, D, I, Loop, P, Slot, for_all, many, one, own

_ONLY_P, _ONLY_I, _ONLY_D = frozenset((P,)), frozenset((I,)), frozenset((D,))


def _address(required: frozenset[ClaimKind] = NONE) -> tuple[Slot, Slot]:
    """N3 and N4, one value together."""
    return one("address", seg.STREET, required=required), one("address", seg.CITY, required=required)


_SUBMITTER = Loop(
    "1000A", None, one("submitter", seg.named_party("41"), required=ALL), many("contacts", seg.CONTACT, 2, required=ALL)
)
_RECEIVER = Loop("1000B", None, one("receiver", seg.named_party("40"), required=ALL))
HEADER = Loop(
    "BHT",
    None,
    own(seg.BEGIN),
    children=(
        Child(loop=_SUBMITTER, required=ALL, qualifiers=for_all("41"), rank=1),
        Child(loop=_RECEIVER, required=ALL, qualifiers=for_all("40"), rank=2),
    ),
)

# -- 2000A

_BILLING_NAME = Loop(
    "2010AA",
    None,
    own(seg.named("85")),
    *_address(ALL),
    many("references", seg.REFERENCE, 8, required=ALL),
    many("contacts", seg.CONTACT, 2),
    unique="REF",
)
_PAY_TO = Loop("2010AB", PayTo, own(seg.named("87")), *_address(ALL))
_PAY_TO_PLAN = Loop("2010AC", PayTo, own(seg.named("PE")), *_address(ALL), many("references", seg.REFERENCE, 3))
BILLING = Loop(
    "2000A",
    BillingProvider,
    own(seg.LEVEL),
    one("specialty", seg.SPECIALTY),
    one("currency", seg.CURRENCY),
    children=(
        Child(loop=_BILLING_NAME, required=ALL, qualifiers=for_all("85"), rank=1),
        Child(loop=_PAY_TO, name="pay_to", qualifiers=for_all("87"), rank=2),
        Child(loop=_PAY_TO_PLAN, name="pay_to_plan", qualifiers=for_all("PE"), rank=3),
    ),
)

# -- 2000B and 2000C


def _person(number: str, role: str, needs: frozenset[ClaimKind] = NONE) -> Loop:
    return Loop(
        number,
        SubmittedPerson,
        own(seg.named(role)),
        *_address(needs),
        own(seg.DEMOGRAPHICS, required=needs),
        many("references", seg.REFERENCE, 3),
        many("contacts", seg.CONTACT, 1),
    )


def _payer(number: str) -> Loop:
    return Loop(
        number,
        SubmittedPayer,
        own(seg.named("PR")),
        *_address(),
        many("contacts", seg.CONTACT, 2),
        many("dates", seg.DATE, 1),
        many("references", seg.REFERENCE, 8),
    )


POLICY = Loop(
    "2000B",
    SubmittedPolicy,
    own(seg.LEVEL),
    own(seg.POLICY, required=ALL),
    one("patient", seg.PATIENT),
    children=(
        Child(loop=_person("2010BA", "IL"), name="subscriber", required=ALL, qualifiers=for_all("IL"), rank=1),
        Child(loop=_payer("2010BB"), name="payer", required=ALL, qualifiers=for_all("PR"), rank=2),
    ),
)
DEPENDENT = Loop(
    "2000C",
    SubmittedDependent,
    own(seg.LEVEL),
    one("patient", seg.PATIENT, required=ALL),
    children=(Child(loop=_person("2010CA", "QC", ALL), name="person", required=ALL, qualifiers=for_all("QC")),),
)

# -- providers, on the claim, on a line, and as another payer knows them

_PROVIDER = Loop(
    "NM1",
    SubmittedProvider,
    own(seg.PROVIDER_NAME),
    one("specialty", seg.SPECIALTY),
    *_address(),
    many("references", seg.REFERENCE, 20),
    many("contacts", seg.CONTACT, 1),
)


def _providers(rank: int, most: int, roles: dict[ClaimKind, str]) -> Child:
    qualifiers = {kind: frozenset(words.split()) for kind, words in roles.items()}
    return Child(loop=_PROVIDER, name="providers", most=most, qualifiers=qualifiers, rank=rank)


_ON_CLAIM = _providers(1, 12, {P: "DN P3 82 77 DQ PW 45", I: "71 72 ZZ 82 77 DN", D: "DN P3 82 77 DD DQ"})
_ON_LINE = _providers(2, 12, {P: "82 QB 77 DQ DK DN P3 PW 45", I: "72 ZZ 82 DN", D: "82 DD DQ 77"})
_AT_OTHER_PAYER = _providers(3, 12, {P: "DN P3 82 77 DQ 85", I: "71 72 ZZ 77 82 DN 85", D: "DN P3 82 DQ 85 77 DD"})

# -- 2320 and 2430

_OTHER_PAYER = Loop(
    "2320",
    OtherPayer,
    own(seg.POLICY),
    many("adjustments", seg.ADJUSTMENTS, 5),
    many("amounts", seg.AMOUNT, 15),
    own(seg.DEMOGRAPHICS),
    own(seg.INSURANCE, required=ALL),
    one("inpatient", seg.INPATIENT),
    one("outpatient", seg.OUTPATIENT),
    children=(
        Child(loop=_person("2330A", "IL"), name="subscriber", required=ALL, qualifiers=for_all("IL"), rank=1),
        Child(loop=_payer("2330B"), name="payer", required=ALL, qualifiers=for_all("PR"), rank=2),
        _AT_OTHER_PAYER,
    ),
    unique="AMT",
)
_LINE_ADJUDICATION = Loop(
    "2430",
    LineAdjudication,
    own(seg.LINE_ADJUDICATION),
    many("adjustments", seg.ADJUSTMENTS, 5),
    many("dates", seg.DATE, 1),
    many("amounts", seg.AMOUNT, 2),
    unique="AMT",
)

# -- 2400

_DRUG = Loop("2410", Drug, own(seg.DRUG), own(seg.DRUG_QUANTITY), many("references", seg.REFERENCE, 2))
_FORM = Loop("2440", FormAnswers, own(seg.FORM), many("answers", seg.FORM_ANSWER, 99))
LINE = Loop(
    "2400",
    SubmittedLine,
    own(seg.LINE_NUMBER),
    one("professional", seg.PROFESSIONAL, required=_ONLY_P, kinds=_ONLY_P),
    one("institutional", seg.INSTITUTIONAL, required=_ONLY_I, kinds=_ONLY_I),
    one("dental", seg.DENTAL, required=_ONLY_D, kinds=_ONLY_D),
    many("teeth", seg.TOOTH, 32, kinds=_ONLY_D),
    one("equipment", seg.EQUIPMENT, kinds=_ONLY_P),
    many("attachments", seg.ATTACHMENT, 11),
    one("transport", seg.TRANSPORT, kinds=_ONLY_P),
    one("certification", seg.CERTIFICATION, kinds=_ONLY_P),
    many("conditions", seg.CONDITION, 5),
    many("dates", seg.DATE, 15),
    many("quantities", seg.QUANTITY, 5),
    many("measurements", seg.MEASUREMENT, 20),
    one("contract", seg.CONTRACT),
    many("references", seg.REFERENCE, 30),
    many("amounts", seg.AMOUNT, 15),
    many("fixed_notes", seg.FIXED_NOTE, 10),
    many("notes", seg.NOTE, 10),
    one("purchased", seg.PURCHASED, kinds=_ONLY_P),
    one("repricing", seg.REPRICING),
    children=(
        Child(loop=_DRUG, name="drugs", most=25, kinds=frozenset((P, I)), rank=1),
        _ON_LINE,
        Child(loop=_LINE_ADJUDICATION, name="adjudications", most=25, rank=3),
        Child(loop=_FORM, name="forms", most=UNLIMITED, kinds=_ONLY_P, rank=4),
    ),
    unique="DTP QTY AMT",
)

# -- 2300

CLAIM = Loop(
    "2300",
    SubmittedClaim,
    own(seg.CLAIM),
    many("dates", seg.DATE, 150),
    one("admission", seg.ADMISSION, required=_ONLY_I, kinds=_ONLY_I),
    one("orthodontics", seg.ORTHODONTICS, kinds=_ONLY_D),
    many("tooth_states", seg.TOOTH_STATE, 35, kinds=_ONLY_D),
    many("attachments", seg.ATTACHMENT, 10),
    one("contract", seg.CONTRACT),
    many("amounts", seg.AMOUNT, 40),
    many("references", seg.REFERENCE, 30),
    many("fixed_notes", seg.FIXED_NOTE, 10),
    many("notes", seg.NOTE, 20),
    one("transport", seg.TRANSPORT, kinds=_ONLY_P),
    one("spinal", seg.SPINAL, kinds=_ONLY_P),
    many("conditions", seg.CONDITION, 100),
    many("health_codes", seg.HEALTH_CODES, 25, required=frozenset((P, I))),
    many("quantities", seg.QUANTITY, 10),
    one("repricing", seg.REPRICING),
    children=(
        _ON_CLAIM,
        Child(loop=_OTHER_PAYER, name="other_payers", most=10, rank=2),
        Child(loop=LINE, name="lines", most=999, required=ALL, rank=3),
    ),
    unique="DTP AMT",
)
