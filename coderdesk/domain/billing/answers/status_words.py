"""What the codes of an answer mean, in the desk's own words, and which field of the claim they send a person to.

The payer's codes stand beside these words wherever they are shown. Codes that are not listed are shown alone.
"""

from dataclasses import dataclass

from coderdesk.domain.billing.answers.claim_answer import StatusCode
from coderdesk.domain.values.finding import Place

CATEGORIES = {
    "A0": "passed on to the payer",
    "A1": "arrived, not yet looked at",
    "A2": "taken for a decision",
    "A3": "sent back unread: not taken",
    "A4": "not found by the payer",
    "A5": "split into several claims",
    "A6": "refused: something is missing",
    "A7": "refused: something is wrong",
    "A8": "refused: two values do not fit together",
}
# clauses that follow the category: what is wrong, or which value it is about
_STATUSES = {
    "16": "passed on to another",
    "17": "passed on to another",
    "19": "it arrived",
    "20": "taken for processing",
    "21": "something is missing or wrong",
    "23": "returned to who sent it",
    "24": "the sender is not approved to send electronically",
    "25": "not approved",
    "26": "not known here",
    "27": "the policy was cancelled",
    "29": "the policy number does not belong to the subscriber",
    "30": "the id does not belong to the subscriber",
    "31": "the names of subscriber and policy holder differ",
    "32": "no such subscriber under that policy number",
    "33": "no such subscriber under that id",
    "35": "the claim was not found",
    "54": "the same claim or line was decided before",
    "65": "the claim or line was paid",
    "78": "the same claim or line is waiting already",
    "84": "the service was not authorized",
    "85": "another payer comes first",
    "86": "the diagnosis does not fit the patient's sex",
    "88": "not insured on the date of service",
    "90": "no medical benefits on the date of service",
    "91": "not eligible on the date of service",
    "96": "there is no agreement with the receiver",
    "97": "the patient is not known as insured",
    "109": "not eligible",
    "116": "sent to the wrong payer",
    "121": "more service lines than the payer takes",
    "122": "something missing or wrong keeps the payer from working on it",
    "124": "name, address, telephone or number",
    "125": "the name",
    "126": "the address",
    "127": "the telephone number",
    "128": "the tax number",
    "132": "the Medicaid provider number",
    "142": "the license or certificate",
    "145": "the specialty (taxonomy)",
    "153": "the identifying number",
    "156": "the patient's relation to the subscriber",
    "157": "the sex",
    "158": "the date of birth",
    "159": "the date of death",
    "164": "the contract or member number",
    "171": "other insurance of the patient",
    "178": "the amount billed",
    "187": "the date of service",
    "188": "the statement's dates",
    "189": "the date of admission",
    "190": "the date of discharge",
    "216": "the drug",
    "218": "the drug code (NDC)",
    "228": "the type of bill",
    "247": "a service line",
    "249": "the place of service",
    "252": "the authorization number",
    "254": "the first diagnosis",
    "255": "a diagnosis",
    "258": "days or units of a service",
    "286": "what the other payer paid or explained",
    "306": "a description of the service",
    "400": "the sums do not come out",
    "448": "codes that may not be billed together",
    "453": "a modifier of the service",
    "454": "the procedure code",
    "455": "the revenue code",
    "464": "the payer's own claim number",
    "475": "the procedure does not fit the patient's age",
    "476": "the units are missing or wrong",
    "477": "a diagnosis pointer is missing or wrong",
    "481": "the form of the claim or file is wrong",
    "488": "a diagnosis of a service",
    "496": "the sender is not approved to send for this provider",
    "500": "the ZIP code",
    "501": "the state",
    "502": "the city",
    "503": "the street",
    "504": "the last name",
    "505": "the first name",
    "507": "the HCPCS code",
    "511": "a character that is not allowed",
    "516": "the day on which the other payer decided",
    "521": "the adjustment reason",
    "535": "the claim frequency",
    "562": "the NPI",
    "746": "the same file or claim was sent before",
}
_ENTITIES = {
    "1P": "the provider",
    "36": "the employer",
    "40": "the receiver",
    "41": "the submitter",
    "71": "the attending provider",
    "72": "the operating provider",
    "77": "the place of service",
    "82": "the rendering provider",
    "85": "the billing provider",
    "87": "the pay-to address",
    "DK": "the ordering provider",
    "DN": "the referring provider",
    "DQ": "the supervising provider",
    "IL": "the subscriber",
    "PR": "the payer",
    "QC": "the patient",
    "TTP": "the third party",
}
_BY_ENTITY = {
    "85": (Place.PRACTICE, ""),
    "87": (Place.PRACTICE, ""),
    "41": (Place.PRACTICE, "submitter_id"),
    "82": (Place.PROVIDER, ""),
    "IL": (Place.COVERAGE, ""),
    "QC": (Place.PATIENT, ""),
    "PR": (Place.PAYER, "payer_id"),
}
_BY_STATUS = {
    "33": (Place.COVERAGE, "member_id"),
    "29": (Place.COVERAGE, "member_id"),
    "30": (Place.COVERAGE, "member_id"),
    "31": (Place.COVERAGE, "subscriber"),
    "32": (Place.COVERAGE, "member_id"),
    "88": (Place.COVERAGE, "member_id"),
    "90": (Place.COVERAGE, "member_id"),
    "91": (Place.COVERAGE, "member_id"),
    "97": (Place.COVERAGE, "member_id"),
    "24": (Place.PRACTICE, "submitter_id"),
    "116": (Place.PAYER, "payer_id"),
    "156": (Place.COVERAGE, "relationship"),
    "164": (Place.COVERAGE, "member_id"),
    "187": (Place.ENCOUNTER, "date_of_service"),
    "249": (Place.ENCOUNTER, "place_of_service"),
    "254": (Place.ENCOUNTER, "diagnoses"),
    "255": (Place.ENCOUNTER, "diagnoses"),
    "258": (Place.ENCOUNTER, "services"),
    "453": (Place.ENCOUNTER, "services"),
    "454": (Place.ENCOUNTER, "services"),
    "476": (Place.ENCOUNTER, "services"),
    "477": (Place.ENCOUNTER, "services"),
    "488": (Place.ENCOUNTER, "diagnoses"),
    "496": (Place.PRACTICE, "submitter_id"),
}
_FIELDS = {
    "124": "address.line1",
    "126": "address.line1",
    "500": "address.zip_code",
    "501": "address.state",
    "503": "address.line1",
    "504": "name.last",
    "505": "name.first",
    "562": "npi",
    "128": "tax_id",
    "157": "sex",
    "158": "birth_date",
    "164": "member_id",
    "502": "address.city",
    "145": "taxonomy",
    "153": "member_id",
}
# where a thing has not the field of the status, the thing as a whole is opened
_HAVE = {
    Place.PRACTICE: {"tax_id", "address.city", "address.line1", "address.zip_code", "address.state", "npi", "taxonomy"},
    Place.PROVIDER: {"npi", "taxonomy", "name.last", "name.first"},
    Place.PATIENT: {
        "sex",
        "birth_date",
        "address.city",
        "address.line1",
        "address.zip_code",
        "address.state",
        "name.last",
        "name.first",
    },
    Place.COVERAGE: {"member_id"},
}


@dataclass(frozen=True, slots=True)
class Mend:
    """Which thing of the claim is mended, and which field of it ("" for the thing as a whole)."""

    place: Place
    field: str = ""


def words_of(code: StatusCode) -> str:
    """A clause like "refused: something is wrong - the NPI is wrong (the billing provider)"."""
    category = CATEGORIES.get(code.category, f"status {code.category}")
    about = _STATUSES.get(code.code, f"code {code.code}" if code.code else "")
    whom = _ENTITIES.get(code.entity, code.entity)
    clause = f"{category} - {about}" if about else category
    return f"{clause} ({whom})" if whom else clause


def mend_of(code: StatusCode, *, subscriber_is_patient: bool) -> Mend:
    """Where to begin. A status that names no field opens whom it is about, and without that the visit."""
    if code.code in _BY_STATUS:
        return Mend(*_BY_STATUS[code.code])
    field = _FIELDS.get(code.code, "")
    entity = code.entity
    if entity == "IL" and subscriber_is_patient and field in _HAVE[Place.PATIENT]:
        entity = "QC"
    if entity not in _BY_ENTITY:
        return Mend(Place.ENCOUNTER, "account")
    place, usual = _BY_ENTITY[entity]
    return Mend(place, field if field in _HAVE.get(place, set()) else usual)


_ENVELOPE_NOTES = {
    "001": "the control numbers at its two ends differ",
    "002": "an older standard was announced than is spoken",
    "003": "the version of the standard is not taken",
    "004": "the segment terminator is wrong",
    "005": "the sender's kind of id is wrong",
    "006": "the sender is not known",
    "007": "the receiver's kind of id is wrong",
    "008": "the receiver is not known",
    "009": "the receiver is not served here",
    "010": "the authorization kind is wrong",
    "011": "the authorization is wrong",
    "012": "the security kind is wrong",
    "013": "the security information is wrong",
    "014": "the date is wrong",
    "015": "the time is wrong",
    "016": "the standard's name is wrong",
    "017": "the version is wrong",
    "018": "the control number is wrong",
    "019": "the wish for an acknowledgement is wrong",
    "020": "neither test nor production was said",
    "021": "the number of groups is wrong",
    "022": "a control structure is wrong",
    "023": "the file ends too early",
    "024": "the content is not what was announced",
    "025": "the same control number came before",
    "026": "a data element separator is wrong",
    "027": "a component separator is wrong",
    "028": "the receiver is closed to this kind of file",
}
_SEGMENT_FAULTS = {
    "1": "is not known",
    "2": "is not expected here",
    "3": "is missing",
    "4": "stands too often in its loop",
    "5": "stands too often",
    "6": "belongs to no loop of this file",
    "7": "is out of order",
    "8": "has a wrong element",
    "I4": "is not used by the guide",
    "I6": "is missing though its condition is met",
    "I7": "stands less often than asked",
    "I8": "has a wrong value",
    "I9": "stands although its condition is not met",
}


def envelope_words(note: str) -> str:
    """What TA105 complains of."""
    return _ENVELOPE_NOTES.get(note, f"code {note}")


def segment_words(segment: str, code: str) -> str:
    """What a 999 says of a segment: "NM1 is missing"."""
    return f"{segment} {_SEGMENT_FAULTS.get(code, f'has fault {code}' if code else 'is at fault')}"
