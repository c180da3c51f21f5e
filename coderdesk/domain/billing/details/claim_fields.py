"""The table of particulars of a claim, section by section, in the order of the screen."""

from coderdesk.domain.billing.details.entries import Form
from coderdesk.domain.billing.details.field import ALL, YES, D, DetailField, DetailSection, I, P, field
from coderdesk.domain.billing.submitted.kind import ClaimKind

DIAGNOSIS = r"[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?"
NO_DIAGNOSIS = "That has not the form of an ICD-10-CM code: R07.9."


def _provider(key: str, kinds: tuple[ClaimKind, ...]) -> tuple[DetailField, ...]:
    return (
        field(f"{key}.last", "Last name", kinds=kinds, longest=60, columns=6),
        field(f"{key}.first", "First name", kinds=kinds, longest=35, columns=6),
        field(f"{key}.npi", "NPI", Form.NPI, kinds=kinds, columns=6),
        field(
            f"{key}.taxonomy",
            "Taxonomy",
            Form.CODE,
            kinds=kinds,
            columns=6,
            fits=r"[0-9A-Z]{9}X",
            fault="A taxonomy code has ten characters, the last an X.",
        ),
    )


def _site(key: str, kinds: tuple[ClaimKind, ...], *, is_named: bool) -> tuple[DetailField, ...]:
    named = (
        field(f"{key}.name", "Name", kinds=kinds, longest=60, columns=7),
        field(f"{key}.npi", "NPI", Form.NPI, kinds=kinds, columns=5),
    )
    return (named if is_named else ()) + (
        field(f"{key}.address.line1", "Street", kinds=kinds, longest=55, columns=12),
        field(f"{key}.address.city", "City", kinds=kinds, longest=30, columns=5),
        field(f"{key}.address.state", "State", Form.STATE, kinds=kinds, columns=3),
        field(f"{key}.address.zip_code", "ZIP", Form.ZIP, kinds=kinds, columns=4),
    )


_DELAY = (
    ("", "none"),
    ("1", "1  proof of eligibility unknown"),
    ("2", "2  litigation"),
    ("3", "3  authorization delays"),
    ("4", "4  delay in certifying the provider"),
    ("5", "5  delay in supplying forms"),
    ("6", "6  delay in custom-made appliances"),
    ("7", "7  third party was slow"),
    ("8", "8  delay in determining eligibility"),
    ("9", "9  denied for another reason at first"),
    ("10", "10  administrative delay of the prior approval"),
    ("11", "11  other"),
    ("15", "15  natural disaster"),
)
_KIND = (
    ("", "as the visit's setting and codes say"),
    ("professional", "professional (837P, CMS-1500)"),
    ("institutional", "institutional (837I, UB-04)"),
    ("dental", "dental (837D)"),
)
_TWO = r"[0-9A-Z]{2}"

SECTIONS: tuple[DetailSection, ...] = (
    DetailSection(
        "Claim",
        (
            field("kind", "Kind of claim", Form.CHOICE, choices=_KIND, columns=12),
            field("delay_reason", "Delay reason", Form.CHOICE, choices=_DELAY, columns=12),
            field("note", "Note to the payer", longest=80, columns=12),
            field("patient_paid", "Paid by the patient", Form.AMOUNT, kinds=(P, D)),
            field(
                "special_program",
                "Special program",
                Form.CHOICE,
                kinds=(P, D),
                choices=(
                    ("", "none"),
                    ("02", "02  physically handicapped children"),
                    ("03", "03  special federal funding"),
                    ("05", "05  disability"),
                    ("09", "09  second opinion or surgery"),
                ),
            ),
        ),
    ),
    DetailSection(
        "Authorization and referral",
        (
            field("authorization", "Prior authorization number", longest=50),
            field("referral", "Referral number", longest=50),
            field("authorization_units", "Units left of it", Form.NUMBER, columns=4),
            field("authorization_from", "Good from", Form.DAY, columns=4),
            field("authorization_until", "Good until", Form.DAY, columns=4),
            field(
                "clia",
                "CLIA number of the laboratory",
                Form.CODE,
                kinds=(P,),
                fits=r"[0-9]{2}D[0-9]{7}",
                fault="A CLIA number is two digits, a D and seven digits.",
            ),
        ),
        "always",
    ),
    DetailSection(
        "Bill and stay",
        (
            field(
                "stay.bill_type",
                "Type of bill",
                Form.CODE,
                kinds=(I,),
                fits=r"[1-8][1-9]",
                fault="The type of bill begins with two digits for facility and care: 11 inpatient hospital, 13 outpatient.",
                hint="11",
                columns=4,
            ),
            field(
                "stay.interim",
                "One of several bills",
                Form.CHOICE,
                kinds=(I,),
                choices=(
                    ("", "no: from admission to discharge"),
                    ("2", "2  first of several"),
                    ("3", "3  one in between"),
                    ("4", "4  last of several"),
                ),
                columns=8,
            ),
            field("stay.statement_from", "Statement from", Form.DAY, kinds=(I,), columns=4),
            field("stay.statement_until", "Statement until", Form.DAY, kinds=(I,), columns=4),
            field("stay.admitted_on", "Admission day", Form.DAY, kinds=(I,), columns=4),
            field("stay.admission_hour", "Admission hour", Form.HOUR, kinds=(I,), columns=4, hint="14:30"),
            field("stay.discharge_hour", "Discharge hour", Form.HOUR, kinds=(I,), columns=4, hint="10:00"),
            field(
                "stay.admission_type",
                "Admission type",
                Form.CODE,
                kinds=(I,),
                columns=4,
                fits="[1-59]",
                fault="The admission type is 1 to 5 or 9.",
            ),
            field(
                "stay.admission_source",
                "Admission source",
                Form.CODE,
                kinds=(I,),
                columns=4,
                fits="[0-9A-Z]",
                fault="The admission source is one letter or digit.",
            ),
            field(
                "stay.patient_status",
                "Discharge status",
                Form.CODE,
                kinds=(I,),
                columns=4,
                fits="[0-9]{2}",
                fault="The discharge status has two digits: 01 home, 30 still a patient.",
            ),
            field(
                "stay.admitting_diagnosis",
                "Admitting diagnosis",
                Form.CODE,
                kinds=(I,),
                fits=DIAGNOSIS,
                fault=NO_DIAGNOSIS,
                longest=8,
                columns=6,
            ),
            field(
                "stay.drg", "DRG", Form.CODE, kinds=(I,), columns=6, fits="[0-9]{3,4}", fault="A DRG has three digits."
            ),
            field(
                "stay.visit_reasons",
                "Patient's reasons for the visit",
                Form.CODES,
                kinds=(I,),
                fits=DIAGNOSIS,
                fault=NO_DIAGNOSIS,
                columns=12,
                hint="R07.9",
            ),
        ),
        "institutional",
    ),
    DetailSection(
        "Codes of the bill",
        (
            field(
                "stay.conditions",
                "Condition codes",
                Form.CODES,
                kinds=(I,),
                fits=_TWO,
                fault="A condition code has two characters.",
                hint="17 C1",
                columns=12,
            ),
            field(
                "stay.occurrences",
                "Occurrences with their day",
                Form.DATED_CODES,
                kinds=(I,),
                fits=_TWO,
                fault="An occurrence code has two characters.",
                hint="11 05/04/2026",
                columns=12,
            ),
            field(
                "stay.spans",
                "Occurrence spans with first and last day",
                Form.SPAN_CODES,
                kinds=(I,),
                fits=_TWO,
                fault="An occurrence span code has two characters.",
                hint="71 05/01/2026 05/03/2026",
                columns=12,
            ),
            field(
                "stay.values",
                "Value codes with their amount",
                Form.VALUE_CODES,
                kinds=(I,),
                fits=_TWO,
                fault="A value code has two characters.",
                hint="80 4",
                columns=12,
            ),
            field(
                "stay.revenue_lines",
                "Lines without a procedure, proved by the selection",
                Form.REVENUE_LINES,
                kinds=(I,),
                fits="[0-3][0-9]{3}",
                fault="A revenue code has four digits and begins with 0 to 3.",
                hint="0120 DA 3 4500.00",
                columns=12,
            ),
        ),
        "institutional",
    ),
    DetailSection("Referring provider", _provider("referring", ALL), "referring"),
    DetailSection("Ordering provider", _provider("ordering", (P,)), "ordering"),
    DetailSection("Supervising provider", _provider("supervising", (P, D)), "supervising"),
    DetailSection("Attending provider", _provider("attending", (I,)), "institutional"),
    DetailSection("Operating provider", _provider("operating", (I,)), "operating"),
    DetailSection("Other operating provider", _provider("other_operating", (I,))),
    DetailSection("Assistant surgeon", _provider("assistant", (D,))),
    DetailSection("Service facility", _site("facility", ALL, is_named=True), "elsewhere"),
    DetailSection(
        "Accident",
        (
            field(
                "causes",
                "Causes",
                Form.CODES,
                kinds=(P, D),
                fits="AA|OA|EM",
                fault="Causes are AA auto accident, OA other accident, EM employment.",
                hint="AA, OA, EM",
            ),
            field("accident_on", "Day of the accident", Form.DAY, kinds=(P, D)),
            field("accident_state", "State", Form.STATE, columns=6),
        ),
        "accident",
    ),
    DetailSection(
        "Days",
        (
            field("days.onset", "Onset of the illness", Form.DAY, kinds=(P,)),
            field("days.last_period", "Last menstrual period", Form.DAY, kinds=(P,)),
            field("days.last_seen", "Last seen", Form.DAY, kinds=(P,)),
            field("days.initial_treatment", "Initial treatment", Form.DAY, kinds=(P,)),
            field("days.acute", "Acute manifestation", Form.DAY, kinds=(P,)),
            field("days.last_xray", "Last X-ray", Form.DAY, kinds=(P,)),
            field("days.prescription", "Hearing or vision prescription", Form.DAY, kinds=(P,)),
            field("days.first_contact", "First contact (property or casualty)", Form.DAY, kinds=(P,)),
            field("days.care_assumed", "Care assumed", Form.DAY, kinds=(P,)),
            field("days.care_given_up", "Care given up", Form.DAY, kinds=(P,)),
            field("days.appliance_placed", "Appliance placed", Form.DAY, kinds=(D,)),
        ),
        "days",
    ),
    DetailSection(
        "Hospital and work",
        (
            field("days.hospital_from", "In hospital from", Form.DAY, kinds=(P,)),
            field("days.hospital_until", "In hospital until", Form.DAY, kinds=(P,)),
            field("days.disabled_from", "Unable to work from", Form.DAY, kinds=(P,)),
            field("days.disabled_until", "Unable to work until", Form.DAY, kinds=(P,)),
            field("days.last_worked", "Last worked", Form.DAY, kinds=(P,)),
            field("days.back_to_work", "Back to work", Form.DAY, kinds=(P,)),
        ),
        "hospital",
    ),
    DetailSection(
        "Patient",
        (
            field("pregnant", "Pregnant", Form.CHOICE, kinds=(P,), choices=YES),
            field("homebound", "Homebound", Form.CHOICE, kinds=(P,), choices=YES),
            field("weight", "Weight in pounds", Form.NUMBER, kinds=(P,)),
            field("died_on", "Died on", Form.DAY, kinds=(P,)),
            field(
                "epsdt",
                "EPSDT referral",
                Form.CODES,
                kinds=(P, I),
                fits="AV|S2|ST|NU",
                fault="EPSDT referrals are AV refused, S2 under treatment, ST new services, NU not used.",
                hint="AV, S2, ST, NU",
            ),
            field(
                "spinal_condition",
                "Spinal manipulation: condition",
                Form.CODE,
                kinds=(P,),
                fits="[ACDEFGM]",
                fault="The condition is A acute, C chronic, M acute manifestation of a chronic one, or D, E, F, G.",
            ),
        ),
        "patient",
    ),
    DetailSection(
        "Attachments",
        (
            field(
                "attachments",
                "What is sent beside the claim",
                Form.ATTACHMENTS,
                fits="[0-9A-Z]{2}",
                hint="OZ FX A1234",
                columns=12,
            ),
        ),
    ),
    DetailSection(
        "Ambulance",
        (
            field(
                "ride.reason", "Reason", Form.CODE, kinds=(P,), columns=4, fits="[A-E]", fault="The reason is A to E."
            ),
            field("ride.miles", "Miles", Form.NUMBER, kinds=(P,), columns=4),
            field("ride.weight", "Patient's pounds", Form.NUMBER, kinds=(P,), columns=4),
            field(
                "ride.conditions",
                "Conditions",
                Form.CODES,
                kinds=(P,),
                fits="0[1-9]|12",
                fault="Conditions of a ride are 01, 04 to 09 and 12.",
                hint="04 06",
                columns=12,
            ),
            field("ride.round_trip", "Purpose of the round trip", kinds=(P,), longest=80, columns=12),
            field("ride.stretcher", "Why on a stretcher", kinds=(P,), longest=80, columns=12),
        ),
        "ambulance",
    ),
    DetailSection("Picked up at", _site("ride.pick_up", (P,), is_named=False), "ambulance"),
    DetailSection(
        "Taken to",
        _site("ride.drop_off", (P,), is_named=True)[:1] + _site("ride.drop_off", (P,), is_named=False),
        "ambulance",
    ),
    DetailSection(
        "Orthodontics and teeth",
        (
            field("dental.total_months", "Months of treatment", Form.NUMBER, kinds=(D,)),
            field("dental.months_left", "Months left", Form.NUMBER, kinds=(D,)),
            field(
                "dental.tooth_states",
                "Missing (M) or to be extracted (E)",
                Form.TOOTH_STATES,
                kinds=(D,),
                hint="8 M, 9 E",
            ),
            field(
                "dental.is_predetermination",
                "Predetermination",
                Form.CHOICE,
                kinds=(D,),
                choices=(("", "no: a claim for what was done"), ("Y", "yes: asks what would be paid")),
            ),
        ),
        "dental",
    ),
)
