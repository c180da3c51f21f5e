"""The forms of the records a claim is built from, as tables of fields."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.billing.fees import PricedService
from coderdesk.domain.billing.payer import Coverage, Payer, Relationship, Subscriber
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Guarantor, Patient, Sex
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.identifiers import digits_of
from coderdesk.domain.values.money import Money
from coderdesk.services.rule_lists import read_rule_lists
from coderdesk.ui.text import tr
from coderdesk.ui.views.records import checks
from coderdesk.ui.views.records.fields import FieldSpec, FormSpec, Section, Texts

_YES_NO = {"yes": True, "no": False}


def day_text(value: date | None) -> str:
    """The day as it is typed; `date.min` stands for one that was never entered."""
    return f"{value:%m/%d/%Y}" if value and value != date.min else ""


def zip_text(value: str | None) -> str:
    return f"{value[:5]}-{value[5:]}" if value and len(value) == 9 else value or ""


def tax_id_text(value: str) -> str:
    return f"{value[:2]}-{value[2:]}" if len(value) == 9 else value


def upper(text: str) -> str:
    return text.strip().upper()


def _sexes() -> tuple[tuple[str, str], ...]:
    return ((Sex.FEMALE.value, tr("Female")), (Sex.MALE.value, tr("Male")), (Sex.UNKNOWN.value, tr("Unknown")))


def _date_field(path: str, label: str, columns: int, *, is_required: bool = False) -> FieldSpec:
    check = checks.day if is_required else checks.optional(checks.day)
    return FieldSpec(
        path=path,
        label=label,
        check=check,
        read=day_text,
        write=checks.day_in,
        hint=tr("mm/dd/yyyy"),
        columns=columns,
    )


def _name_fields(path: str = "name") -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            path=f"{path}.last",
            label=tr("Last name"),
            columns=4,
            check=checks.required(tr("A claim needs the last name.")),
        ),
        FieldSpec(
            path=f"{path}.first",
            label=tr("First name"),
            columns=4,
            check=checks.required(tr("A claim needs the first name.")),
        ),
        FieldSpec(path=f"{path}.middle", label=tr("Middle name"), columns=2),
        FieldSpec(path=f"{path}.suffix", label=tr("Suffix"), columns=2, hint=tr("Jr")),
    )


def _address_fields(path: str = "address", *, is_billing: bool = False) -> tuple[FieldSpec, ...]:
    zip_check = checks.full_zip_code if is_billing else checks.optional(checks.zip_code)
    return (
        FieldSpec(path=f"{path}.line1", label=tr("Street"), columns=8),
        FieldSpec(path=f"{path}.line2", label=tr("Suite, unit"), columns=4),
        FieldSpec(path=f"{path}.city", label=tr("City"), columns=6),
        FieldSpec(
            path=f"{path}.state",
            label=tr("State"),
            columns=2,
            check=checks.optional(checks.state),
            write=upper,
        ),
        FieldSpec(
            path=f"{path}.zip_code",
            label=tr("ZIP code"),
            columns=4,
            check=zip_check,
            read=zip_text,
            write=digits_of,
        ),
    )


def _reach_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(path="phone", label=tr("Telephone"), columns=4, check=checks.optional(checks.phone)),
        FieldSpec(path="email", label=tr("E-mail"), columns=8, check=checks.optional(checks.mail)),
    )


def _npi_field(columns: int) -> FieldSpec:
    return FieldSpec(
        path="npi",
        label=tr("NPI"),
        columns=columns,
        check=checks.npi,
        write=digits_of,
        hint=tr("ten digits"),
    )


def _taxonomy_field(columns: int) -> FieldSpec:
    return FieldSpec(
        path="taxonomy",
        label=tr("Taxonomy code"),
        columns=columns,
        check=checks.optional(checks.taxonomy),
        write=upper,
        hint=tr("207Q00000X"),
    )


def practice_form() -> FormSpec:
    bills = (
        FieldSpec(
            path="name", label=tr("Name of the practice"), check=checks.required(tr("The practice needs a name."))
        ),
        _npi_field(4),
        FieldSpec(
            path="tax_id",
            label=tr("Tax id"),
            columns=4,
            check=checks.tax_id,
            read=tax_id_text,
            write=digits_of,
            hint=tr("12-3456789"),
        ),
        _taxonomy_field(4),
    )
    sends = (
        FieldSpec(
            path="contact",
            label=tr("Contact for claim questions"),
            columns=7,
            check=checks.required(tr("A claim file names a person to ask.")),
        ),
        FieldSpec(path="submitter_id", label=tr("Submitter id"), columns=5, hint=tr("given by the clearinghouse")),
    )
    invoices = (
        FieldSpec(
            path="terms_days",
            label=tr("Days until due"),
            columns=3,
            check=checks.whole_days,
            write=int,
        ),
        FieldSpec(path="invoice_note", label=tr("Note at the foot of an invoice"), lines=3),
    )
    return FormSpec(
        kind=tr("Practice"),
        sections=(
            Section(tr("Who bills"), bills),
            Section(tr("Street address, as claims print it"), _address_fields(is_billing=True)),
            Section(tr("Reach"), _reach_fields()),
            Section(tr("Claim files"), sends),
            Section(tr("Invoices"), invoices),
        ),
    )


def provider_form() -> FormSpec:
    works = FieldSpec(
        path="is_active",
        label=tr("Works here"),
        columns=4,
        choices=(("yes", tr("Yes")), ("no", tr("No longer"))),
        read=lambda value: "yes" if value else "no",
        write=_YES_NO.__getitem__,
    )
    return FormSpec(
        kind=tr("Provider"),
        sections=(
            Section(
                tr("Name"),
                (*_name_fields(), FieldSpec(path="credentials", label=tr("Letters after the name"), columns=4)),
            ),
            Section(
                tr("On claims"),
                (
                    _npi_field(4),
                    _taxonomy_field(4),
                    works,
                    FieldSpec(path="specialty", label=tr("Specialty, in words")),
                ),
            ),
        ),
    )


def payer_form() -> FormSpec:
    bills = (
        FieldSpec(path="name", label=tr("Name of the payer"), check=checks.required(tr("The payer needs a name."))),
        FieldSpec(
            path="payer_id",
            label=tr("Electronic payer id"),
            columns=6,
            check=checks.required(
                tr("Without the payer's electronic id no claim file reaches it: it stands on the insurance card.")
            ),
            write=upper,
        ),
        FieldSpec(path="filing_indicator", label=tr("Kind of plan"), columns=6, choices=filing_choices()),
    )
    return FormSpec(
        kind=tr("Payer"),
        sections=(
            Section(tr("Who is billed"), bills),
            Section(tr("Address for paper claims"), _address_fields()),
            Section(tr("Reach"), _reach_fields()[:1]),
            Section(tr("What it asks for"), _payer_rules()),
        ),
    )


def _payer_kinds() -> tuple[tuple[str, str], ...]:
    kinds = tuple((one.kind, one.kind.capitalize()) for one in read_rule_lists().payers)
    return (("", tr("By its plan and name")), *kinds)


def _payer_rules() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(path="kind", label=tr("Coding rules of"), columns=12, choices=_payer_kinds()),
        FieldSpec(
            path="filing_days",
            label=tr("Takes claims for, in days"),
            columns=4,
            check=checks.optional(checks.whole_days),
            read=lambda days: str(days) if days else "",
            write=lambda text: int(text) if text.strip() else 0,
            hint=tr("after the service"),
        ),
        FieldSpec(
            path="member_pattern",
            label=tr("Form of its member ids"),
            columns=8,
            write=upper,
            hint=tr("AAA999999: A a letter, 9 a digit, ? either"),
        ),
    )


def filing_choices() -> tuple[tuple[str, str], ...]:
    """The claim filing indicators that a practice meets (005010X222A1 2000B SBR09), in our words."""
    return (
        ("CI", tr("CI: commercial insurance")),
        ("BL", tr("BL: Blue Cross, Blue Shield")),
        ("HM", tr("HM: health maintenance organisation")),
        ("12", tr("12: preferred provider organisation")),
        ("MB", tr("MB: Medicare part B")),
        ("16", tr("16: Medicare Advantage")),
        ("MC", tr("MC: Medicaid")),
        ("CH", tr("CH: TRICARE")),
        ("WC", tr("WC: workers' compensation")),
        ("AM", tr("AM: automobile medical")),
        ("ZZ", tr("ZZ: not known")),
    )


def patient_form(guarantors: tuple[Guarantor, ...]) -> FormSpec:
    payer_choice = FieldSpec(
        path="guarantor_id",
        label=tr("Answers for the bill"),
        choices=(("", tr("The patient")), *((row.id, row.name.sorted) for row in guarantors)),
        write=lambda text: text or None,
    )
    born = (
        _date_field("birth_date", tr("Born on"), 4, is_required=True),
        FieldSpec(path="sex", label=tr("Sex on file with the payer"), columns=4, choices=_sexes(), write=Sex),
        FieldSpec(path="record_number", label=tr("Record number"), columns=4),
    )
    return FormSpec(
        kind=tr("Patient"),
        sections=(
            Section(tr("Who"), (*_name_fields(), *born)),
            Section(tr("Address"), _address_fields()),
            Section(tr("Reach"), _reach_fields()),
            Section(tr("The bill"), (payer_choice,)),
        ),
    )


def guarantor_form() -> FormSpec:
    return FormSpec(
        kind=tr("Guarantor"),
        sections=(
            Section(tr("Who answers for the bill"), _name_fields()),
            Section(tr("Address, where invoices go"), _address_fields()),
            Section(tr("Reach"), _reach_fields()),
        ),
    )


def coverage_form(payers: tuple[Payer, ...], payer: Payer | None) -> FormSpec:
    """The form of a policy; a Medicare policy's member number is checked against the pattern of the card."""
    missing = tr("A claim needs the member id: it stands on the insurance card.")
    member = checks.both(
        checks.required(missing), checks.medicare_number if payer and payer.is_medicare else lambda _: ""
    )
    policy = (
        FieldSpec(
            path="payer_id",
            label=tr("Payer"),
            columns=8,
            choices=tuple((row.id, row.name) for row in payers),
        ),
        FieldSpec(
            path="priority",
            label=tr("Billed"),
            columns=4,
            choices=(("1", tr("first")), ("2", tr("second")), ("3", tr("third"))),
            write=int,
        ),
        FieldSpec(path="member_id", label=tr("Member id"), columns=6, check=member, write=upper),
        FieldSpec(path="group_number", label=tr("Group number"), columns=6),
        FieldSpec(path="plan_name", label=tr("Name of the plan")),
        _date_field("in_force.start", tr("In force from"), 4),
        _date_field("in_force.end", tr("to, the last day"), 4),
    )
    relation = FieldSpec(
        path="relationship",
        label=tr("The patient is the policy holder's"),
        columns=6,
        choices=tuple(_relationships().items()),
        write=Relationship,
    )
    holder = (
        *_name_fields("subscriber.name"),
        _date_field("subscriber.birth_date", tr("Born on"), 4, is_required=True),
        FieldSpec(path="subscriber.sex", label=tr("Sex"), columns=4, choices=_sexes(), write=Sex),
        *_address_fields("subscriber.address"),
    )
    return FormSpec(
        kind=tr("Coverage"),
        sections=(
            Section(tr("Policy"), policy),
            Section(tr("Policy holder"), (relation,)),
            Section(tr("The holder of the policy"), holder, _somebody_else),
        ),
        prepare=_with_subscriber,
        finish=_without_own_subscriber,
    )


def _relationships() -> dict[str, str]:
    return {
        Relationship.SELF.value: tr("self: the patient holds the policy"),
        Relationship.SPOUSE.value: tr("spouse"),
        Relationship.CHILD.value: tr("child"),
        Relationship.OTHER.value: tr("other relation"),
    }


def _somebody_else(texts: Texts) -> bool:
    return texts.get("relationship") != Relationship.SELF.value


def _with_subscriber(coverage: Coverage) -> Coverage:
    """Room for a policy holder; every part of it is overwritten by a field, the date of birth by a checked one."""
    if coverage.subscriber is not None:
        return coverage
    nobody = Subscriber(name=PersonName(last="", first=""), birth_date=date.min, sex=Sex.UNKNOWN, address=Address())
    return replace(coverage, subscriber=nobody)


def _without_own_subscriber(coverage: Coverage) -> Coverage:
    return replace(coverage, subscriber=None) if coverage.relationship is Relationship.SELF else coverage


def service_form() -> FormSpec:
    """A service in the practice's own words, with its standard price."""
    systems = (
        (CodeSystem.CPT.value, tr("CPT number")),
        (CodeSystem.HCPCS.value, tr("HCPCS Level II")),
    )
    service = (
        FieldSpec(path="item.code", label=tr("Code"), columns=4, check=checks.service_code, write=upper),
        FieldSpec(path="item.system", label=tr("Kind of code"), columns=8, choices=systems, write=CodeSystem),
        FieldSpec(
            path="item.words",
            label=tr("Words, as the practice and its patients say it"),
            check=checks.required(tr("The service needs words of your own: they stand on the invoice.")),
        ),
        FieldSpec(path="item.unit_words", label=tr("One unit is"), columns=4, hint=tr("visit, 15 minutes, mL")),
        FieldSpec(path="item.category", label=tr("Group in reports"), columns=8),
    )
    price = (
        FieldSpec(
            path="price",
            label=tr("Standard price of one unit, from today on"),
            columns=6,
            check=checks.optional(checks.money),
            write=lambda text: Money.parse(text) if text else None,
        ),
    )
    return FormSpec(kind=tr("Service"), sections=(Section(tr("Service"), service), Section(tr("Price"), price)))


Record = Practice | Provider | Payer | Patient | Guarantor | Coverage | PricedService
