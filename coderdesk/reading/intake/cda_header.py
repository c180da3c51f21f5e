"""Who, whose and when by the header of a CDA document: patient, author, signature, encounter, kind."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import StatedIdentifier, StatedPatient, StatedVisit
from coderdesk.domain.people.name import PersonName
from coderdesk.reading.intake.dates import date_of_stamp
from coderdesk.reading.intake.kinds import shipped_kinds
from coderdesk.reading.intake.people import role_of, sex_of
from coderdesk.reading.intake.safe_xml import Node

_SSN = "2.16.840.1.113883.4.1"
_NPI = "2.16.840.1.113883.4.6"
_TAXONOMY = "2.16.840.1.113883.6.101"
# The first figures of a provider taxonomy code tell the profession: nurses; and those who treat by their own licence.
_NURSING = ("163", "164", "374", "376")
_LICENSED = ("10", "11", "12", "13", "15", "18", "20", "21", "22", "23", "36")
_LABORATORIES = ("29",)
_LONGEST_STAY = 31  # days
_PERSONAL = ("SELF", "PATIENT")
_ACTS = ("PHYSICIAN", "PRACTITIONER", "SURGE", "MEDICINE")


def patient_of(document: Node) -> StatedPatient:
    role = document.first("recordTarget", "patientRole")
    if role is None:
        return StatedPatient()
    patient = role.first("patient")
    return StatedPatient(
        identifiers=tuple(_identifiers(role.all("id"))),
        name=name_of(patient.all("name")) if patient else None,
        birth_date=_value_date(patient.first("birthTime")) if patient else None,
        sex=sex_of(_code(patient.first("administrativeGenderCode"))) if patient else None,
    )


def visit_of(document: Node) -> StatedVisit:
    """The encounter that the document belongs to, or the service event that it describes when that is no longer than a stay."""
    encounter = document.first("componentOf", "encompassingEncounter")
    if encounter is None:
        starts, ends = _period(document.first("documentationOf", "serviceEvent", "effectiveTime"))
        is_stay = starts is not None and ends is not None and 0 <= (ends - starts).days <= _LONGEST_STAY
        return StatedVisit(starts_on=starts, ends_on=ends) if is_stay else StatedVisit()
    starts, ends = _period(encounter.first("effectiveTime"))
    return StatedVisit(identifiers=tuple(_identifiers(encounter.all("id"))), starts_on=starts, ends_on=ends or starts)


def written_on_of(document: Node, visit: StatedVisit) -> date | None:
    """The time of the author's work, else the document's own time, else the visit's."""
    authored = [_value_date(time) for time in document.all("author", "time")]
    return (
        next((day for day in authored if day), None) or _value_date(document.first("effectiveTime")) or visit.starts_on
    )


def author_of(document: Node) -> tuple[str, AuthorRole | None]:
    """The first author who is a person, by name with credentials; else the device or organisation, without a role."""
    authors = document.all("author", "assignedAuthor")
    for author in authors:
        names = author.all("assignedPerson", "name") or author.all("name")
        if names and (words := full_name(names[0])):
            return words, _role(author, words) or _role_of_signer(document, words)
    signer = document.first("legalAuthenticator", "assignedEntity", "assignedPerson", "name")
    if signer is not None and (words := full_name(signer)):
        return words, role_of(words) or AuthorRole.PROVIDER
    for steps in (("representedOrganization", "name"), ("assignedAuthoringDevice", "softwareName")):
        found = [_plain(node.words) for author in authors for node in author.all(*steps)]
        if found and found[0]:
            return found[0], role_of(found[0])
    return "", None


def _role_of_signer(document: Node, words: str) -> AuthorRole | None:
    """Who answers for a document by law, or for the visit, is a provider; a guardian speaks for the patient."""
    guardians = document.all("recordTarget", "patientRole", "patient", "guardian", "guardianPerson", "name")
    if words in map(full_name, guardians):
        return AuthorRole.PATIENT
    steps = (
        ("legalAuthenticator", "assignedEntity"),
        ("componentOf", "encompassingEncounter", "responsibleParty", "assignedEntity"),
    )
    names = [name for one in steps for name in document.all(*one, "assignedPerson", "name")]
    return AuthorRole.PROVIDER if words in map(full_name, names) else None


def _by_taxonomy(author: Node) -> AuthorRole | None:
    code = author.first("code")
    if code is None or code.get("codeSystem") != _TAXONOMY:
        return None
    if _code(code).startswith(_NURSING):
        return AuthorRole.NURSE
    if _code(code).startswith(_LABORATORIES):
        return AuthorRole.LABORATORY
    return AuthorRole.PROVIDER if _code(code).startswith(_LICENSED) else None


def _role(author: Node, words: str) -> AuthorRole | None:
    code = author.first("code")
    says = f"{_code(code)} {code.get('displayName') if code else ''}".upper()
    if any(word in says for word in _PERSONAL):
        return AuthorRole.PATIENT
    if "NURS" in says and "PRACTITIONER" not in says:
        return AuthorRole.NURSE
    by_taxonomy = _by_taxonomy(author)
    has_npi = any(one.get("root") == _NPI and one.get("extension") for one in author.all("id"))
    return (
        role_of(words)
        or by_taxonomy
        or (AuthorRole.PROVIDER if has_npi or any(word in says for word in _ACTS) else None)
    )


def is_signed_of(document: Node) -> bool | None:
    """By a legal authenticator's signature (signatureCode S); one that only intends to sign (I) or is missing leaves it open."""
    authenticators = document.all("legalAuthenticator")
    codes = {_code(one.first("signatureCode")).upper() for one in authenticators}
    if codes & {"S", ""} and authenticators and "I" not in codes and "X" not in codes:
        return True
    return False if codes & {"I", "X"} else None


def kind_of(document: Node, title: str) -> DocumentKind:
    kinds = shipped_kinds()
    code = document.first("code")
    codes = [code, *code.all("translation")] if code else []
    known = [kinds.loinc[_code(one)] for one in codes if _code(one) in kinds.loinc]
    return known[0] if known else kinds.of_title(title) or DocumentKind.OTHER


def title_of(document: Node) -> str:
    title = document.first("title")
    code = document.first("code")
    return (_plain(title.words) if title else "") or (code.get("displayName") if code else "")


def name_of(names: list[Node]) -> PersonName | None:
    """The legal name (use L) or the first; an academic prefix and qualifiers stay out of it."""
    legal = [one for one in names if "L" in one.get("use").split()] or names
    for name in legal:
        given = [_plain(part.words) for part in name.all("given") if _plain(part.words)]
        family = [_plain(part.words) for part in name.all("family") if _plain(part.words)]
        suffix = [_plain(part.words) for part in name.all("suffix")]
        if family or given:
            return PersonName(
                last=" ".join(family[:1]),
                first=" ".join(given[:1]),
                middle=" ".join(given[1:]),
                suffix=" ".join(suffix),
            )
    return None


def full_name(name: Node) -> str:
    """As written: "Dr. Henry Seven", with the letters behind it after a comma."""
    parts = [_plain(part.words) for part in name.children if part.tag in {"prefix", "given", "family"}]
    suffix = [_plain(part.words) for part in name.all("suffix")]
    plain = " ".join(part for part in parts if part) or _plain(name.words)
    return ", ".join(part for part in (plain, " ".join(suffix)) if part)


def _identifiers(nodes: list[Node]) -> Iterator[StatedIdentifier]:
    for node in nodes:
        if node.get("extension") and node.get("root") != _SSN:
            yield StatedIdentifier(node.get("extension"), node.get("assigningAuthorityName") or node.get("root"))


def _period(time: Node | None) -> tuple[date | None, date | None]:
    if time is None:
        return None, None
    own = _value_date(time)
    return own or _value_date(time.first("low")), own or _value_date(time.first("high"))


def time_of(time: Node) -> date | None:
    """The day of a point in time, or of the end or the start of a span."""
    starts, ends = _period(time)
    return ends or starts


def _value_date(node: Node | None) -> date | None:
    return date_of_stamp(node.get("value")) if node else None


def _code(node: Node | None) -> str:
    return node.get("code") if node else ""


def _plain(words: str) -> str:
    return " ".join(words.split())
