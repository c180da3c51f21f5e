"""Invented claims of all three kinds across the whole model, as hypothesis strategies; codes are such as pyx12 accepts."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from coderdesk.domain.billing.submitted.adjudication import (
    AdjustmentGroup,
    LineAdjudication,
    OtherPayer,
    OutpatientRemarks,
    ReasonAmount,
)
from coderdesk.domain.billing.submitted.claim_file import (
    ClaimPlace,
    FunctionalGroup,
    Interchange,
    PlacedClaim,
    TransactionHeader,
)
from coderdesk.domain.billing.submitted.dental import Orthodontics, Tooth, ToothState
from coderdesk.domain.billing.submitted.health_code import HealthCode, HealthCodeGroup
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import (
    Contact,
    ContactNumber,
    Party,
    PartyKind,
    PostalAddress,
    Reference,
    Specialty,
)
from coderdesk.domain.billing.submitted.policy import (
    PatientState,
    SubmittedDependent,
    SubmittedPayer,
    SubmittedPerson,
    SubmittedPolicy,
)
from coderdesk.domain.billing.submitted.pricing import Contract, KindAmount, KindQuantity, Repricing
from coderdesk.domain.billing.submitted.procedure import Procedure
from coderdesk.domain.billing.submitted.provider import BillingProvider, PayTo, ProviderRole, SubmittedProvider
from coderdesk.domain.billing.submitted.service_line import (
    DentalService,
    InstitutionalService,
    ProfessionalService,
    SubmittedLine,
)
from coderdesk.domain.billing.submitted.submitted_claim import Admission, SubmittedClaim
from coderdesk.domain.billing.submitted.supplements import (
    Attachment,
    ConditionAnswer,
    FixedFormatNote,
    FormAnswer,
    FormAnswers,
    Measurement,
    Note,
)
from coderdesk.domain.billing.submitted.treatment import (
    AmbulanceTransport,
    Drug,
    EquipmentCertification,
    PurchasedService,
    SpinalManipulation,
)
from coderdesk.domain.billing.submitted.when import Dated, DateForm, When
from coderdesk.edi.guides import VERSION_OF

INVENTED = Path(__file__).parents[1] / "data" / "x12"
PUBLIC = Path(__file__).parents[3] / "shared" / "x12"
NPIS = ("1992799993", "1881018208", "1538296785", "1760526784")
P, I, D = ClaimKind.PROFESSIONAL, ClaimKind.INSTITUTIONAL, ClaimKind.DENTAL  # noqa: E741

words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -'./", min_size=1, max_size=24).map(
    lambda text: " ".join(text.split()) or "X"
)
short = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", min_size=2, max_size=12)
money = st.integers(0, 99_999_99).map(lambda cents: Decimal(cents).scaleb(-2))
counts = st.integers(1, 999).map(Decimal)
days = st.dates(date(2024, 1, 1), date(2026, 6, 30))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def few(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def by_kind(*kinds: str, of: Any, value: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of these kinds, each at most once."""
    if not kinds:
        return st.just(())
    return st.lists(st.sampled_from(kinds), unique=True, max_size=len(kinds)).flatmap(
        lambda chosen: st.tuples(*(st.builds(of, kind=st.just(kind), **value) for kind in chosen))
    )


whens = st.builds(When.on, days)
spans = st.tuples(days, days).map(lambda pair: When.between(min(pair), max(pair)))
addresses = st.builds(
    PostalAddress,
    line1=words,
    line2=st.just("") | words,
    city=words.map(lambda text: text.ljust(2, "X")),
    state=st.sampled_from(("OR", "WA", "CA")),
    zip_code=st.sampled_from(("97401", "974010001")),
)
numbers = st.lists(
    st.sampled_from((ContactNumber(kind="TE", number="5555550100"), ContactNumber(kind="FX", number="5555550101"))),
    unique=True,
    min_size=1,
    max_size=2,
).map(tuple)
contacts = st.builds(Contact, name=words, numbers=numbers)


def people(number_kind: str = "", number: str = "") -> st.SearchStrategy[Party]:
    return st.builds(
        Party,
        kind=st.just(PartyKind.PERSON),
        name=words,
        first=words,
        middle=st.just("") | words,
        suffix=st.sampled_from(("", "JR")),
        number_kind=st.just(number_kind),
        number=st.just(number),
    )


def organisations(number_kind: str, number: st.SearchStrategy[str]) -> st.SearchStrategy[Party]:
    return st.builds(
        Party, kind=st.just(PartyKind.ORGANISATION), name=words, number_kind=st.just(number_kind), number=number
    )


npis = st.sampled_from(NPIS)
taxonomies = st.sampled_from(("207Q00000X", "1223G0001X", "282N00000X"))
billing_providers = st.builds(
    BillingProvider,
    party=organisations("XX", npis),
    specialty=maybe(st.builds(Specialty, function=st.just("BI"), code_kind=st.just("PXC"), code=taxonomies)),
    address=st.builds(
        PostalAddress, line1=words, city=st.just("BIRCHTON"), state=st.just("OR"), zip_code=st.just("974010001")
    ),
    references=st.just((Reference(kind="EI", value="930000001"),)),
    contacts=few(contacts, 2),
    pay_to=maybe(st.builds(PayTo, party=st.just(Party(kind=PartyKind.ORGANISATION)), address=addresses)),
)
persons = st.builds(
    SubmittedPerson,
    party=people("MI", "CMH004417"),
    address=addresses,
    birth_date=st.dates(date(1930, 1, 1), date(2023, 12, 31)),
    sex=st.sampled_from("FMU"),
)
payers = st.builds(
    SubmittedPayer,
    party=organisations("PI", short),
    address=maybe(addresses),
    references=by_kind("FY", "G2", of=Reference, value={"value": short}),
)
policies = st.builds(
    SubmittedPolicy,
    responsibility=st.sampled_from("PST"),
    relationship=st.just("18"),
    group_number=st.just("") | short,
    filing_indicator=st.sampled_from(("CI", "MB", "BL")),
    subscriber=persons,
    payer=payers,
)
dependents = st.builds(
    SubmittedDependent,
    patient=st.builds(PatientState, relationship=st.sampled_from(("01", "19", "G8"))),
    person=st.builds(
        SubmittedPerson,
        party=people(),
        address=addresses,
        birth_date=st.dates(date(1930, 1, 1), date(2023, 12, 31)),
        sex=st.sampled_from("FMU"),
    ),
)
attachments = st.builds(
    Attachment, kind=st.sampled_from(("OZ", "B4", "RB")), sent_by=st.sampled_from(("FX", "EL")), control_number=short
)
adjustments = st.lists(st.sampled_from(("CO", "PR", "OA")), unique=True, max_size=3).flatmap(
    lambda groups: st.tuples(
        *(
            st.builds(
                AdjustmentGroup,
                group=st.just(group),
                reasons=st.lists(
                    st.builds(
                        ReasonAmount,
                        reason=st.sampled_from(("1", "2", "45", "97")),
                        amount=money,
                        quantity=maybe(counts),
                    ),
                    min_size=1,
                    max_size=6,
                ).map(tuple),
            )
            for group in groups
        )
    )
)
other_payers = st.builds(
    OtherPayer,
    responsibility=st.sampled_from("ST"),
    relationship=st.sampled_from(("18", "01")),
    group_number=st.just("") | short,
    filing_indicator=st.sampled_from(("CI", "MB")),
    adjustments=adjustments,
    amounts=by_kind("D", "A8", "EAF", of=KindAmount, value={"amount": money}),
    benefits_assigned=st.sampled_from("YN"),
    release=st.sampled_from("YI"),
    outpatient=maybe(st.builds(OutpatientRemarks, rate=money, remarks=st.just(("MA01", "N1")))),
    subscriber=st.builds(SubmittedPerson, party=people("MI", "FIR221"), address=addresses),
    payer=st.builds(SubmittedPayer, party=organisations("PI", short), address=maybe(addresses)),
)


def providers(*roles: ProviderRole) -> st.SearchStrategy[tuple[SubmittedProvider, ...]]:
    """Some of these roles in the guide's order."""
    return st.sets(st.sampled_from(roles), max_size=len(roles)).flatmap(
        lambda chosen: st.tuples(*(_provider(role) for role in roles if role in chosen))
    )


def _provider(role: ProviderRole) -> st.SearchStrategy[SubmittedProvider]:
    if role in (ProviderRole.FACILITY, ProviderRole.PICK_UP, ProviderRole.DROP_OFF):
        party = (
            organisations("XX", npis) if role is ProviderRole.FACILITY else st.just(Party(kind=PartyKind.ORGANISATION))
        )
        return st.builds(SubmittedProvider, role=st.just(role), party=party, address=addresses)
    return st.builds(
        SubmittedProvider,
        role=st.just(role),
        party=npis.flatmap(lambda npi: people("XX", npi)),
        references=by_kind("0B", "G2", of=Reference, value={"value": short}),
    )


repricing = st.builds(Repricing, method=st.sampled_from(("02", "03")), allowed=money, saved=maybe(money))
drugs = st.builds(
    Drug,
    code_kind=st.just("N4"),
    code=st.just("00002143481"),
    quantity=counts,
    unit=st.sampled_from(("ML", "UN", "GR")),
    references=by_kind("XZ", of=Reference, value={"value": short}),
)


def adjudications(revenue_code: str = "") -> st.SearchStrategy[LineAdjudication]:
    """A hospital's lines are adjudicated by their revenue code too."""
    return st.builds(
        LineAdjudication,
        payer_id=short,
        paid=money,
        procedure=st.just(Procedure(kind="HC", code="99213")),
        revenue_code=st.just(revenue_code),
        units=counts,
        adjustments=adjustments,
        dates=whens.map(lambda when: (Dated(kind="573", when=when),)),
    )


forms = st.builds(
    FormAnswers,
    list_kind=st.just("UT"),
    form=st.just("484.3"),
    answers=st.lists(
        st.builds(FormAnswer, question=st.sampled_from(("1A", "5")), words=words)
        | st.builds(FormAnswer, question=st.just("4"), choice=st.sampled_from("YN"))
        | st.builds(FormAnswer, question=st.just("1C"), on=days),
        min_size=1,
        max_size=4,
    ).map(tuple),
)
_modifiers = few(st.sampled_from(("25", "59", "RT", "QM")), 4)


def _dates(service: st.SearchStrategy[When], *kinds: str) -> st.SearchStrategy[tuple[Dated, ...]]:
    return st.tuples(
        st.builds(Dated, kind=st.just("472"), when=service), by_kind(*kinds, of=Dated, value={"when": whens})
    ).map(lambda pair: (pair[0], *pair[1]))


professional_lines = st.builds(
    SubmittedLine,
    professional=st.builds(
        ProfessionalService,
        procedure=st.builds(
            Procedure,
            kind=st.just("HC"),
            code=st.sampled_from(("99213", "J0696", "A0427")),
            modifiers=_modifiers,
            description=st.just("") | words,
        ),
        charge=money,
        unit=st.sampled_from(("UN", "MJ")),
        quantity=counts,
        place_of_service=st.sampled_from(("", "11", "41")),
        pointers=st.just((1,)),
        emergency=st.sampled_from(("", "Y")),
    ),
    attachments=few(attachments, 2),
    certification=maybe(
        st.builds(EquipmentCertification, kind=st.sampled_from("IRS"), unit=st.just("MO"), duration=counts)
    ),
    dates=_dates(whens | spans, "471", "463", "304", "454"),
    quantities=by_kind("PT", "FL", of=KindQuantity, value={"quantity": counts}),
    measurements=few(st.builds(Measurement, role=st.just("TR"), kind=st.sampled_from(("HT", "R1")), value=counts), 2),
    contract=maybe(st.builds(Contract, kind=st.just("02"), amount=money, code=short)),
    references=by_kind("9B", "6R", "F4", of=Reference, value={"value": short}),
    amounts=by_kind("T", "F4", of=KindAmount, value={"amount": money}),
    fixed_notes=few(st.builds(FixedFormatNote, text=words), 2),
    notes=by_kind("ADD", "TPO", of=Note, value={"text": words}),
    purchased=maybe(st.builds(PurchasedService, provider_number=short, amount=money)),
    repricing=maybe(repricing),
    drugs=few(drugs, 1),
    providers=providers(ProviderRole.RENDERING, ProviderRole.SUPERVISING, ProviderRole.ORDERING),
    adjudications=few(adjudications(), 2),
    forms=few(forms, 2),
)
institutional_lines = st.builds(
    SubmittedLine,
    institutional=st.builds(
        InstitutionalService,
        revenue_code=st.sampled_from(("0300", "0636", "0450")),
        charge=money,
        procedure=maybe(st.builds(Procedure, kind=st.just("HC"), code=st.just("85025"), modifiers=_modifiers)),
        unit=st.sampled_from(("UN", "DA")),
        quantity=counts,
        not_covered=maybe(money),
    ),
    dates=_dates(whens | spans),
    references=by_kind("6R", "9B", of=Reference, value={"value": short}),
    amounts=by_kind("GT", "N8", of=KindAmount, value={"amount": money}),
    repricing=maybe(repricing),
    drugs=few(drugs, 1),
    adjudications=few(adjudications("0300"), 2),
)
dental_lines = st.builds(
    SubmittedLine,
    dental=st.builds(
        DentalService,
        procedure=st.builds(Procedure, kind=st.just("AD"), code=st.just("D2150")),
        charge=money,
        areas=st.sampled_from(((), ("10",), ("10", "20"))),
        prosthesis=st.sampled_from(("", "I", "R")),
        quantity=counts,
        pointers=st.sampled_from(((), (1,), (1, 2))),
    ),
    teeth=few(
        st.builds(
            Tooth,
            numbering=st.just("JP"),
            tooth=st.sampled_from(("8", "31")),
            surfaces=st.sampled_from(((), ("M", "O"))),
        )
    ),
    dates=_dates(whens),
    references=by_kind("6R", "G3", of=Reference, value={"value": short}),
    providers=providers(ProviderRole.RENDERING, ProviderRole.ASSISTANT_SURGEON),
    adjudications=few(adjudications(), 1),
)


def _groups(*codes: tuple[HealthCode, ...]) -> tuple[HealthCodeGroup, ...]:
    return tuple(HealthCodeGroup(codes=group) for group in codes if group)


def _coded(kind: str, *values: str) -> tuple[HealthCode, ...]:
    return tuple(HealthCode(kind=kind, code=value) for value in values)


_stay = st.builds(
    lambda occurrence, span, value, extra: _groups(
        (HealthCode(kind="ABK", code="I5023", present_on_admission="Y"),),
        _coded("ABJ", "I509"),
        (HealthCode(kind="DR", code="291"),) if extra else (),
        (HealthCode(kind="ABF", code="E119", present_on_admission="N"),),
        (HealthCode(kind="BBR", code="0DB68ZX", when=When.on(occurrence)),),
        (HealthCode(kind="BI", code="71", when=span),),
        (HealthCode(kind="BH", code="11", when=When.on(occurrence)),),
        (HealthCode(kind="BE", code="80", amount=value),),
        _coded("BG", "C1", "17"),
    ),
    days,
    spans,
    money,
    st.booleans(),
)
_common = {
    "billing": billing_providers,
    "control": short,
    "charge": money,
    "frequency": st.sampled_from("178"),
    "release": st.just("Y"),
    "benefits_assigned": st.sampled_from("YNW"),
    "attachments": few(attachments, 2),
    "contract": maybe(st.builds(Contract, kind=st.just("02"), amount=money, percent=maybe(counts), version=short)),
    "references": by_kind("G1", "9F", "F8", "D9", of=Reference, value={"value": short}),
    "fixed_notes": few(st.builds(FixedFormatNote, text=words), 2),
    "repricing": maybe(repricing),
    "other_payers": few(other_payers, 2),
}


def claims(kind: ClaimKind) -> st.SearchStrategy[SubmittedClaim]:
    """Of one kind; own policies and those of others alternate."""
    own = {P: _professional, I: _institutional, D: _dental}[kind]
    with_policy = st.builds(SubmittedClaim, kind=st.just(kind), policy=policies, **_common, **own)
    under_another = st.builds(
        SubmittedClaim,
        kind=st.just(kind),
        policy=st.builds(
            SubmittedPolicy,
            responsibility=st.just("P"),
            filing_indicator=st.just("CI"),
            subscriber=st.builds(SubmittedPerson, party=people("MI", "CMH1")),
            payer=payers,
        ),
        dependent=dependents,
        **_common,
        **own,
    )
    return with_policy | under_another


_professional: dict[str, Any] = {
    "facility": st.sampled_from(("11", "22", "41")),
    "facility_kind": st.just("B"),
    "provider_signature": st.just("Y"),
    "accepts_assignment": st.sampled_from("ABC"),
    "patient_signature": st.sampled_from(("", "P")),
    "causes": st.sampled_from(((), ("EM",), ("OA", "EM"))),
    "delay_reason": st.sampled_from(("", "1", "9")),
    "dates": by_kind("431", "454", "435", "096", of=Dated, value={"when": whens}),
    "amounts": by_kind("F5", of=KindAmount, value={"amount": money}),
    "notes": by_kind("ADD", of=Note, value={"text": words}),
    "transport": maybe(
        st.builds(AmbulanceTransport, reason=st.sampled_from("ABC"), distance_unit=st.just("DH"), distance=counts)
    ),
    "spinal": maybe(st.builds(SpinalManipulation, condition=st.sampled_from("AC"), description=words)),
    "conditions": few(
        st.builds(
            ConditionAnswer, category=st.just("07"), answer=st.sampled_from("YN"), conditions=st.just(("04", "06"))
        )
    ),
    "health_codes": st.just(_groups(_coded("ABK", "J309") + _coded("ABF", "E785", "K219"), _coded("BG", "17"))),
    "providers": providers(
        ProviderRole.REFERRING,
        ProviderRole.RENDERING,
        ProviderRole.FACILITY,
        ProviderRole.SUPERVISING,
        ProviderRole.PICK_UP,
        ProviderRole.DROP_OFF,
    ),
    "lines": st.lists(professional_lines, min_size=1, max_size=3).map(tuple),
}
_institutional: dict[str, Any] = {
    "facility": st.sampled_from(("11", "13", "83")),
    "facility_kind": st.just("A"),
    "accepts_assignment": st.sampled_from("ABC"),
    "dates": st.tuples(spans, days).map(
        lambda pair: (
            Dated(kind="434", when=pair[0]),
            Dated(kind="435", when=When(form=DateForm.MINUTE, first=pair[1], time="0815")),
        )
    ),
    "admission": st.just(Admission(kind="1", source="1", patient_status="01")),
    "amounts": by_kind("F3", of=KindAmount, value={"amount": money}),
    "notes": by_kind("ADD", of=Note, value={"text": words}),
    "health_codes": _stay,
    "providers": providers(ProviderRole.ATTENDING, ProviderRole.OPERATING, ProviderRole.RENDERING),
    "lines": st.lists(institutional_lines, min_size=1, max_size=3).map(tuple),
}
_dental: dict[str, Any] = {
    "facility": st.just("11"),
    "facility_kind": st.just("B"),
    "provider_signature": st.just("Y"),
    "accepts_assignment": st.sampled_from("AC"),
    "submission_reason": st.sampled_from(("", "PB")),
    "dates": by_kind("439", "452", "472", of=Dated, value={"when": whens}),
    "orthodontics": maybe(st.builds(Orthodontics, total_months=counts, months_left=counts)),
    "tooth_states": few(
        st.builds(ToothState, tooth=st.sampled_from(("8", "9")), state=st.sampled_from("ME"), numbering=st.just("JP"))
    ),
    "amounts": by_kind("F5", of=KindAmount, value={"amount": money}),
    "health_codes": st.just(_groups(_coded("ABK", "K0381") + _coded("ABF", "S025XXA"))),
    "providers": providers(ProviderRole.RENDERING, ProviderRole.FACILITY, ProviderRole.ASSISTANT_SURGEON),
    "lines": st.lists(dental_lines, min_size=1, max_size=3).map(tuple),
}


def a_header(kind: ClaimKind) -> TransactionHeader:
    """From an invented biller to an invented payer."""
    made = date(2026, 3, 9)
    version = VERSION_OF[kind]
    return TransactionHeader(
        interchange=Interchange(
            sender_kind="ZZ",
            sender="ALDER01",
            receiver_kind="ZZ",
            receiver="CMH77",
            made_on=made,
            time="1430",
            control="000000017",
            usage="T",
        ),
        group=FunctionalGroup(
            sender="ALDER01", receiver="CMH77", made_on=made, time="1430", control="6", version=version
        ),
        control="0041",
        version=version,
        structure="0019",
        purpose="00",
        reference="REF-1",
        made_on=made,
        time="143000",
        use="CH",
        submitter=Party(kind=PartyKind.ORGANISATION, name="ALDER CREEK", number_kind="46", number="ALDER01"),
        contacts=(Contact(name="ROWAN", numbers=(ContactNumber(kind="TE", number="5555550100"),)),),
        receiver=Party(kind=PartyKind.ORGANISATION, name="CEDAR MUTUAL", number_kind="46", number="CMH77"),
    )


def placed(claims: list[SubmittedClaim]) -> list[PlacedClaim]:
    """Each claim under levels of its own, in one transaction set."""
    header = a_header(claims[0].kind)
    rows, level = [], 0
    for claim in claims:
        level += 2
        patient = level + 1 if claim.dependent else 0
        place = ClaimPlace(interchange=1, group=1, transaction=1, billing=level - 1, subscriber=level, patient=patient)
        level += 1 if claim.dependent else 0
        rows.append(PlacedClaim(header=header, place=place, claim=claim))
    return rows
