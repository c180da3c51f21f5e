"""An invented dental claim that fills every item of the form, and stock that somebody measured."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.adjudication import OtherPayer
from coderdesk.domain.billing.submitted.dental import ToothState
from coderdesk.domain.billing.submitted.party import (
    Contact,
    ContactNumber,
    Party,
    PartyKind,
    PostalAddress,
    Reference,
)
from coderdesk.domain.billing.submitted.policy import (
    PatientState,
    SubmittedDependent,
    SubmittedPayer,
    SubmittedPerson,
)
from coderdesk.domain.billing.submitted.pricing import KindAmount
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.x12_text_file import opened_text
from tests.helpers.submitted_claims import INVENTED

HOME = PostalAddress(line1="6 Fir Road, #2", city="Birchton", state="OR", zip_code="974010002")


def a_dental_claim() -> SubmittedClaim:
    with opened_text(INVENTED / "dental.edi") as text:
        return next(iter(ClaimReader().claims(text))).claim


def a_full_dental_claim() -> SubmittedClaim:
    """A child under its mother's policy, to a second payer, after the first one paid."""
    claim = a_dental_claim()
    mother = SubmittedPerson(
        party=Party(kind=PartyKind.PERSON, name="LIND", first="MARA", number_kind="MI", number="D100"),
        address=HOME,
        birth_date=date(1984, 5, 6),
        sex="F",
    )
    child = SubmittedPerson(
        party=Party(kind=PartyKind.PERSON, name="LIND", first="OSCAR", middle="TED"),
        address=HOME,
        birth_date=date(2011, 1, 1),
        sex="M",
    )
    phone = Contact(numbers=(ContactNumber(kind="TE", number="5415550142"),))
    first = OtherPayer(
        responsibility="P",
        relationship="19",
        group_number="FG-5",
        amounts=(KindAmount(kind="D", amount=Decimal("700.00")),),
        subscriber=SubmittedPerson(
            party=Party(kind=PartyKind.PERSON, name="LIND", first="BO", number_kind="MI", number="F-1"),
            birth_date=date(1982, 3, 4),
            sex="M",
        ),
        payer=SubmittedPayer(
            party=Party(kind=PartyKind.ORGANISATION, name="FIR DENTAL"),
            address=PostalAddress(line1="PO Box 5", city="Salem", state="OR", zip_code="97301"),
        ),
    )
    assert claim.policy.payer is not None
    payer = replace(
        claim.policy.payer,
        address=PostalAddress(line1="PO Box 9", city="Bend", state="OR", zip_code="97701"),
        references=(Reference(kind="G2", value="CD-77"),),
    )
    licence = Reference(kind="0B", value="OR55")
    treating = tuple(
        replace(row, references=(licence, Reference(kind="G2", value="LK-1"))) if row.role.value == "82" else row
        for row in claim.providers
    )
    return replace(
        claim,
        policy=replace(
            claim.policy,
            responsibility="S",
            relationship="",
            subscriber=mother,
            payer=payer,
            group_name="CEDAR GOLD",
        ),
        dependent=SubmittedDependent(patient=PatientState(relationship="19"), person=child),
        billing=replace(
            claim.billing,
            contacts=(phone,),
            references=(*claim.billing.references, Reference(kind="0B", value="OR99")),
        ),
        causes=("AA",),
        accident_state="WA",
        frequency="7",
        references=(*claim.references, Reference(kind="F8", value="PCN9")),
        tooth_states=(*claim.tooth_states, ToothState(tooth="A", state="M", numbering="JP")),
        other_payers=(first,),
        providers=treating,
    )
