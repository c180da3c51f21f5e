"""Which field of the desk stands behind an element of a claim file, and how a person calls it."""

from dataclasses import dataclass

from coderdesk.domain.values.finding import DETAILS, Place
from coderdesk.edi.error_places import SegmentPlace
from coderdesk.edi.validate import StructuralError


@dataclass(frozen=True, slots=True)
class FileField:
    """`words` begin in lower case, as within a sentence."""

    place: Place
    field: str
    words: str


def _detail(key: str, words: str) -> FileField:
    return FileField(Place.ENCOUNTER, DETAILS + key, words)


def _of_line(key: str, words: str) -> FileField:
    return FileField(Place.ASSIGNMENT, DETAILS + key, words)


_ADDRESS = {
    "N301": ("address.line1", "street"),
    "N302": ("address.line2", "second address line"),
    "N401": ("address.city", "city"),
    "N402": ("address.state", "state"),
    "N403": ("address.zip_code", "ZIP code"),
}
_NAMES = {
    "NM103": ("name.last", "last name"),
    "NM104": ("name.first", "first name"),
    "NM105": ("name.middle", "middle name"),
    "NM107": ("name.suffix", "name suffix"),
    "DMG02": ("birth_date", "date of birth"),
    "DMG03": ("sex", "sex"),
}


def _record(place: Place, whose: str, more: dict[str, tuple[str, str]]) -> dict[str, FileField]:
    return {element: FileField(place, key, f"{whose} {words}") for element, (key, words) in (_ADDRESS | more).items()}


_PARTIES: dict[str, dict[str, FileField]] = {
    "85": _record(
        Place.PRACTICE,
        "the practice's",
        {
            "NM103": ("name", "name"),
            "NM109": ("npi", "NPI"),
            "REF02": ("tax_id", "tax id"),
            "PER04": ("phone", "telephone"),
        },
    ),
    "41": _record(
        Place.PRACTICE,
        "the practice's",
        {
            "NM103": ("name", "name"),
            "NM109": ("submitter_id", "submitter id"),
            "PER02": ("contact", "contact"),
            "PER04": ("phone", "telephone"),
            "PER06": ("email", "e-mail address"),
        },
    ),
    "40": _record(Place.PAYER, "the receiver's", {"NM103": ("name", "name"), "NM109": ("payer_id", "payer id")}),
    "IL": _record(Place.PATIENT, "the subscriber's", _NAMES)
    | {"NM109": FileField(Place.COVERAGE, "member_id", "the member id")},
    "QC": _record(Place.PATIENT, "the patient's", _NAMES),
    "PR": _record(Place.PAYER, "the payer's", {"NM103": ("name", "name"), "NM109": ("payer_id", "payer id")}),
    "82": _record(
        Place.PROVIDER,
        "the rendering provider's",
        _NAMES | {"NM109": ("npi", "NPI"), "PRV03": ("taxonomy", "taxonomy")},
    ),
}
_ROLES = {
    "DN": ("referring", "the referring provider's"),
    "DK": ("ordering", "the ordering provider's"),
    "DQ": ("supervising", "the supervising provider's"),
    "71": ("attending", "the attending provider's"),
    "72": ("operating", "the operating provider's"),
    "ZZ": ("other_operating", "the other operating provider's"),
    "DD": ("assistant", "the assistant surgeon's"),
}
_SITES = {
    "77": ("facility", "the service facility's"),
    "PW": ("ride.pick_up", "the place of the pick-up: its"),
    "45": ("ride.drop_off", "the place of the drop-off: its"),
}
_PERSONS = {"NM103": ("last", "last name"), "NM104": ("first", "first name"), "NM109": ("npi", "NPI")}
_LEVEL = {
    "SBR03": FileField(Place.COVERAGE, "group_number", "the group number"),
    "SBR04": FileField(Place.COVERAGE, "plan_name", "the plan's name"),
    "SBR09": FileField(Place.PAYER, "filing_indicator", "the payer's claim filing indicator"),
    "PRV03": FileField(Place.PRACTICE, "taxonomy", "the practice's taxonomy"),
    "PAT06": _detail("died_on", "the day of death"),
    "PAT08": _detail("weight", "the patient's weight"),
}
_CLAIM = {
    "CLM01": FileField(Place.ENCOUNTER, "account", "the account number"),
    "CLM02": FileField(Place.ENCOUNTER, "services", "the total charge"),
    "CLM05-1": FileField(Place.ENCOUNTER, "place_of_service", "the place of service"),
    "CLM05-3": FileField(Place.CLAIM, "frequency", "the claim's frequency"),
    "CLM11-1": _detail("causes", "the cause of the accident"),
    "CLM11-4": _detail("accident_state", "the state of the accident"),
    "CLM12": _detail("special_program", "the special program"),
    "CLM20": _detail("delay_reason", "the delay reason"),
    "CL101": _detail("stay.admission_type", "the admission type"),
    "CL102": _detail("stay.admission_source", "the admission source"),
    "CL103": _detail("stay.patient_status", "the discharge status"),
    "CR101": _detail("ride.weight", "the patient's weight"),
    "CR104": _detail("ride.reason", "the reason of the ride"),
    "CR106": _detail("ride.miles", "the miles of the ride"),
    "CR2": _detail("spinal_condition", "the condition of the spinal manipulation"),
    "NTE": _detail("note", "the note"),
    "PWK": _detail("attachments", "an attachment"),
    "AMT": _detail("patient_paid", "what the patient paid"),
    "DN1": _detail("dental.total_months", "the months of orthodontic treatment"),
    "DN2": _detail("dental.tooth_states", "the state of a tooth"),
}
_QUALIFIED = {
    ("REF", "G1"): _detail("authorization", "the prior authorization number"),
    ("REF", "9F"): _detail("referral", "the referral number"),
    ("REF", "X4"): _detail("clia", "the CLIA number"),
    ("REF", "F8"): FileField(Place.CLAIM, "frequency", "the payer's claim number"),
    ("DTP", "431"): _detail("days.onset", "the day of the onset"),
    ("DTP", "454"): _detail("days.initial_treatment", "the day of the initial treatment"),
    ("DTP", "304"): _detail("days.last_seen", "the day last seen"),
    ("DTP", "453"): _detail("days.acute", "the day of the acute manifestation"),
    ("DTP", "439"): _detail("accident_on", "the day of the accident"),
    ("DTP", "484"): _detail("days.last_period", "the last menstrual period"),
    ("DTP", "455"): _detail("days.last_xray", "the day of the last X-ray"),
    ("DTP", "435"): _detail("days.hospital_from", "the day of admission"),
    ("DTP", "096"): _detail("days.hospital_until", "the day of discharge"),
    ("DTP", "434"): _detail("stay.statement_from", "the statement period"),
    ("CRC", "07"): _detail("ride.conditions", "the conditions of the ride"),
    ("CRC", "ZZ"): _detail("epsdt", "the EPSDT referral"),
    ("CRC", "75"): _detail("homebound", "whether the patient is homebound"),
}
_LISTS = {
    "ABJ": ("stay.admitting_diagnosis", "the admitting diagnosis"),
    "APR": ("stay.visit_reasons", "a reason for the visit"),
    "DR": ("stay.drg", "the DRG"),
    "BG": ("stay.conditions", "a condition code"),
    "BH": ("stay.occurrences", "an occurrence"),
    "BI": ("stay.spans", "an occurrence span"),
    "BE": ("stay.values", "a value code"),
}
_HOSPITAL_DAYS = {
    "435": _detail("stay.admitted_on", "day or hour of the admission"),
    "096": _detail("stay.discharge_hour", "the discharge hour"),
}
_MODIFIERS = tuple(f"SV{part}-{place}" for part in ("101", "202", "301") for place in "3456")
_LINE = {
    "SV101-2": FileField(Place.ASSIGNMENT, "code", "the procedure"),
    "SV101-7": _of_line("description", "the description"),
    "SV102": FileField(Place.ASSIGNMENT, "unit_price", "the charge"),
    "SV103": FileField(Place.ASSIGNMENT, "units", "the unit of the quantity"),
    "SV104": FileField(Place.ASSIGNMENT, "units", "the units"),
    "SV105": _of_line("place_of_service", "the place of service"),
    "SV107": FileField(Place.ASSIGNMENT, "pointers", "the diagnosis pointers"),
    "SV201": _of_line("revenue_code", "the revenue code"),
    "SV202-2": FileField(Place.ASSIGNMENT, "code", "the procedure"),
    "SV203": FileField(Place.ASSIGNMENT, "unit_price", "the charge"),
    "SV204": FileField(Place.ASSIGNMENT, "units", "the unit of the quantity"),
    "SV205": FileField(Place.ASSIGNMENT, "units", "the units"),
    "SV207": _of_line("not_covered", "what is not covered"),
    "SV301-2": FileField(Place.ASSIGNMENT, "code", "the procedure"),
    "SV302": FileField(Place.ASSIGNMENT, "unit_price", "the charge"),
    "SV304": _of_line("areas", "the area of the oral cavity"),
    "SV305": _of_line("prosthesis", "the prosthesis"),
    "SV306": FileField(Place.ASSIGNMENT, "units", "the units"),
    "TOO": _of_line("teeth", "the tooth"),
    "SV5": _of_line("equipment_days", "the equipment"),
    "CR3": _of_line("need_kind", "the certificate of need"),
    "CRC": _of_line("hospice", "who of the hospice rendered"),
    "PWK": _of_line("attachments", "an attachment"),
    "NTE": _of_line("note", "the note"),
    "LIN": _of_line("drug_code", "the national drug code"),
    "CTP04": _of_line("drug_quantity", "the drug's quantity"),
    "CTP05": _of_line("drug_unit", "the drug's unit"),
    "DTP": _of_line("until", "the date of service"),
    **dict.fromkeys(_MODIFIERS, FileField(Place.ASSIGNMENT, "modifiers", "a modifier")),
}


def field_of(error: StructuralError, place: SegmentPlace, *, is_institutional: bool = False) -> FileField | None:
    """None where no single field of the desk stands behind it: counts, levels, what an earlier payer decided."""
    at = error.element or error.segment
    if place.is_other_payer:
        return FileField(Place.CLAIM, "prior", "what the earlier payer decided")
    if place.party and error.segment in ("NM1", "N3", "N4", "DMG", "PER", "REF", "PRV"):
        return _of_party(at, place)
    if place.line:
        return _longest(_LINE, at)
    if error.segment in ("SBR", "PAT", "PRV"):
        return _longest(_LEVEL, at)
    if is_institutional and error.segment == "DTP" and place.qualifier in _HOSPITAL_DAYS:
        return _HOSPITAL_DAYS[place.qualifier]
    if is_institutional and at == "CLM05-1":
        return _detail("stay.bill_type", "the type of bill")
    return _of_claim(error, at, place)


def _of_party(at: str, place: SegmentPlace) -> FileField | None:
    party = place.party
    if party in _PARTIES:
        return _longest(_PARTIES[party], at)
    for roles, elements in (
        (_ROLES, _PERSONS),
        (_SITES, _ADDRESS | {"NM103": ("name", "name"), "NM109": ("npi", "NPI")}),
    ):
        if party in roles:
            key, whose = roles[party]
            known = {
                element: _detail(f"{key}.{name}", f"{whose} {words}") for element, (name, words) in elements.items()
            }
            return _longest(known, at)
    return None


def _of_claim(error: StructuralError, at: str, place: SegmentPlace) -> FileField | None:
    if error.segment == "HI":
        known = _LISTS.get(place.qualifier.split(":")[0])
        return _detail(*known) if known else FileField(Place.ENCOUNTER, "diagnoses", "a diagnosis")
    return _QUALIFIED.get((error.segment, place.qualifier)) or _longest(_CLAIM, at)


def _longest(known: dict[str, FileField], at: str) -> FileField | None:
    """By the component, else its element, else the segment as a whole."""
    segment = at.split("-")[0].rstrip("0123456789") if at not in known else at
    for key in (at, at.split("-")[0], at[:3], segment):
        if key in known:
            return known[key]
    return None
