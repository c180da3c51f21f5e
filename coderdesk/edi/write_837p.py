"""Write the desk's claims as an 837 file of their kind: who stands under whom, and under which envelope."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_sets import sets_of
from coderdesk.domain.billing.envelope import Envelope
from coderdesk.domain.billing.receiver import DIRECT, CharacterSet, Receiver, as_wanted, basic_line
from coderdesk.domain.billing.submit_claim import submit_claim
from coderdesk.domain.billing.submit_details import patient_state
from coderdesk.domain.billing.submitted.claim_file import (
    ClaimPlace,
    FunctionalGroup,
    Interchange,
    PlacedClaim,
    TransactionHeader,
)
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Contact, ContactNumber, Party, PartyKind
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.edi.claim_writer import written_claims
from coderdesk.edi.guides import VERSION_OF

# loop 2300 stands at most this often under one subscriber or patient level
MAX_CLAIMS_OF_A_LEVEL = 100


def render_837p(claims: Sequence[Claim], *, envelope: Envelope, receiver: Receiver = DIRECT) -> str:
    """One interchange, one group, and as many transaction sets as the receiver wants, of claims of one kind (837P, 837I or
    837D); ASCII, the same bytes for the same values.

    Claims of one billing provider, then of one subscriber, stand together, in order of first appearance. Whether a claim may
    leave is not asked here; what the receiver does not want is left out. Raises ValueError when there is none.
    """
    kinds = {claim.kind for claim in claims}
    if len(kinds) > 1:
        raise ValueError("a claim file holds claims of one kind")
    placed = (
        PlacedClaim(header=header, place=place, claim=as_wanted(submit_claim(claim), receiver.leave_out))
        for header, number, rows in _sets(claims, envelope, receiver)
        for place, claim in _places(rows, number)
    )
    lines = written_claims(placed)
    return "".join(map(basic_line, lines) if receiver.characters is CharacterSet.BASIC else lines)


def _sets(
    claims: Sequence[Claim], envelope: Envelope, receiver: Receiver
) -> Iterator[tuple[TransactionHeader, int, tuple[Claim, ...]]]:
    """Each transaction set with its header and its number in the file, from 1; their control numbers count up."""
    for number, rows in enumerate(sets_of(claims, receiver), start=1):
        control = envelope.transaction_control + number - 1
        yield header_of(replace(envelope, transaction_control=control), rows[0].kind), number, rows


def header_of(envelope: Envelope, kind: ClaimKind = ClaimKind.PROFESSIONAL) -> TransactionHeader:
    """Who sends the file and who receives it, under its control numbers."""
    created = envelope.created
    sender, receiver = x12_text(envelope.submitter_id), x12_text(envelope.receiver_id)
    version = VERSION_OF[kind]
    return TransactionHeader(
        interchange=Interchange(
            sender_kind=envelope.submitter_qualifier,
            sender=sender,
            receiver_kind=envelope.receiver_qualifier,
            receiver=receiver,
            made_on=created.date(),
            time=f"{created:%H%M}",
            control=f"{envelope.interchange_control:09d}",
            usage=envelope.usage.value,
            acknowledgement=envelope.acknowledgement,
        ),
        group=FunctionalGroup(
            sender=x12_text(envelope.group_sender) or sender,
            receiver=x12_text(envelope.group_receiver) or receiver,
            made_on=created.date(),
            time=f"{created:%H%M}",
            control=str(envelope.group_control),
            version=version,
        ),
        control=f"{envelope.transaction_control:04d}",
        version=version,
        structure="0019",
        purpose="00",
        reference=envelope.reference,
        made_on=created.date(),
        time=f"{created:%H%M%S}",
        use="CH",
        submitter=_organisation(envelope.submitter_name, sender),
        contacts=(_contact(envelope),),
        receiver=_organisation(envelope.receiver_name, receiver),
    )


def _organisation(name: str, number: str) -> Party:
    return Party(kind=PartyKind.ORGANISATION, name=x12_text(name), number_kind="46", number=number)


def _contact(envelope: Envelope) -> Contact:
    numbers = (("TE", envelope.phone), ("EM", envelope.email))
    held = tuple(ContactNumber(kind=kind, number=x12_text(number)) for kind, number in numbers if number)
    return Contact(name=x12_text(envelope.contact), numbers=held)


def _places(claims: Sequence[Claim], transaction: int) -> Iterator[tuple[ClaimPlace, Claim]]:
    """Each claim with the levels it stands under, in the order in which the file has them."""
    levels = count(1)

    def placed(claim: Claim, billing: int, subscriber: int, patient: int = 0) -> tuple[ClaimPlace, Claim]:
        place = ClaimPlace(
            interchange=1, group=1, transaction=transaction, billing=billing, subscriber=subscriber, patient=patient
        )
        return place, claim

    for of_practice in _grouped(claims, lambda claim: claim.billing):
        billing = next(levels)
        for of_policy in _grouped(of_practice, _policy):
            if of_policy[0].patient is None:
                for portion in _portions(of_policy):
                    subscriber = next(levels)
                    yield from (placed(claim, billing, subscriber) for claim in portion)
                continue
            subscriber = next(levels)
            for of_patient in _grouped(
                of_policy, lambda claim: (claim.patient, claim.relationship, patient_state(claim))
            ):
                for portion in _portions(of_patient):
                    patient = next(levels)
                    yield from (placed(claim, billing, subscriber, patient) for claim in portion)


def _policy(claim: Claim) -> object:
    """What has to be equal for two claims to share a subscriber level, whose segments say all of it.

    SBR02 says there whether the subscriber is the patient, so own claims and those of dependents stand apart.
    """
    is_own = claim.patient is None
    said = (len(claim.prior), claim.insurance_type, patient_state(claim) if is_own else None)
    return claim.payer, claim.member_id, claim.group_number, claim.plan_name, claim.subscriber, is_own, said


def _grouped(claims: Sequence[Claim], key: Callable[[Claim], object]) -> list[list[Claim]]:
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return list(groups.values())


def _portions(claims: list[Claim]) -> list[list[Claim]]:
    return [claims[at : at + MAX_CLAIMS_OF_A_LEVEL] for at in range(0, len(claims), MAX_CLAIMS_OF_A_LEVEL)]
