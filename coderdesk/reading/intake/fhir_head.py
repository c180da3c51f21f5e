"""Who, whose and when by the fields and references of FHIR resources."""

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import StatedIdentifier, StatedPatient, StatedVisit
from coderdesk.domain.people.name import PersonName
from coderdesk.reading.intake.fhir_tree import Library, Resource, at, codes, concept, date_at, many, maps, words_at
from coderdesk.reading.intake.kinds import shipped_kinds
from coderdesk.reading.intake.people import name_in, role_of, sex_of

_SSN = "http://hl7.org/fhir/sid/us-ssn"
_NOT_OURS = frozenset({"SS", "DL", "PPN"})
_FINAL = frozenset({"final", "amended", "corrected", "appended"})
_OPEN = frozenset({"preliminary", "partial", "registered"})
_DEEPEST = 4
_NPI = "http://hl7.org/fhir/sid/us-npi"


def patient_of(resource: Resource, library: Library) -> StatedPatient:
    """The subject; one that lies outside of the file is known by the name and id of the reference."""
    reference = at(resource, "subject") or at(resource, "patient")
    found = resource if resource.get("resourceType") == "Patient" else library.find(reference, resource)
    if found is None:
        return _referred(reference, resource)
    return StatedPatient(
        identifiers=tuple(_identifiers(found)),
        name=_name_of(found),
        birth_date=date_at(found, "birthDate"),
        sex=sex_of(words_at(found, "gender")),
    )


def _referred(reference: object, resource: Resource) -> StatedPatient:
    name = words_at(reference, "reference")
    shown = words_at(reference, "display") or _display_of(name, resource)
    known = StatedIdentifier(words_at(reference, "identifier", "value") or name.rpartition("/")[2], "FHIR id")
    return StatedPatient(identifiers=(known,) if known.value else (), name=name_in(shown))


def _display_of(name: str, within: object) -> str:
    """The name under which a resource mentions somebody elsewhere: the subject may stand among its authors or attesters."""
    waiting: list[object] = [within] if name else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if one.get("reference") == name and words_at(one, "display"):
                return words_at(one, "display")
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return ""


def _identifiers(found: Resource) -> list[StatedIdentifier]:
    rows = []
    for one in maps(found.get("identifier")):
        kinds = set(codes(one.get("type")))
        value = words_at(one, "value")
        if value and one.get("system") != _SSN and kinds.isdisjoint(_NOT_OURS):
            rows.append(StatedIdentifier(value, next(iter(sorted(kinds)), "") or words_at(one, "system")))
    return rows


def _name_of(person: Resource) -> PersonName | None:
    names = maps(person.get("name"))
    names.sort(key=lambda one: {"official": 0, "usual": 1, "": 2}.get(words_at(one, "use"), 3))
    for one in names:
        given = [str(part) for part in many(one.get("given"))]
        family = words_at(one, "family")
        if family or given:
            return PersonName(
                last=family, first=" ".join(given[:1]), middle=" ".join(given[1:]), suffix=words_at(one, "suffix")
            )
        if plain := name_in(words_at(one, "text")):
            return plain
    return None


def encounter_of(resource: Resource, library: Library) -> Resource | None:
    if resource.get("resourceType") == "Encounter":
        return resource
    reference = at(resource, "encounter") or at(resource, "context", "encounter")
    return library.find(reference, resource)


def visit_of(resource: Resource, library: Library) -> StatedVisit:
    encounter = encounter_of(resource, library)
    if encounter is None:
        name = words_at(resource, "encounter", "reference") or words_at(resource, "context", "encounter", "reference")
        starts, ends = date_at(resource, "context", "period", "start"), date_at(resource, "context", "period", "end")
        known = (StatedIdentifier(name.rpartition("/")[2], "FHIR id"),) if name else ()
        return StatedVisit(identifiers=known, starts_on=starts, ends_on=ends or starts)
    starts = date_at(encounter, "period", "start")
    rows = [words_at(one, "value") for one in maps(encounter.get("identifier"))] + [words_at(encounter, "id")]
    return StatedVisit(
        identifiers=tuple(StatedIdentifier(value, "visit") for value in rows if value),
        starts_on=starts,
        ends_on=date_at(encounter, "period", "end") or starts,
    )


def author_of(reference: object, resource: Resource, library: Library, depth: int = 0) -> tuple[str, AuthorRole | None]:
    """Of one Reference: the name of whom it points at, else its display. A role that leads back to itself names nobody."""
    found = library.find(reference, resource)
    kind = str(found.get("resourceType")) if found else words_at(reference, "reference").split("/")[0]
    if found is not None and kind == "PractitionerRole" and depth < _DEEPEST:
        return author_of(at(found, "practitioner"), found, library, depth + 1)
    words = _shown(found) if found else ""
    words = words or words_at(reference, "display")
    if kind == "Patient":
        return words or _display_of(words_at(reference, "reference"), resource), AuthorRole.PATIENT
    has_npi = found is not None and any(one.get("system") == _NPI for one in maps(found.get("identifier")))
    return words, role_of(words) or (AuthorRole.PROVIDER if has_npi and kind == "Practitioner" else None)


def _shown(person: Resource) -> str:
    if isinstance(person.get("name"), str):
        return words_at(person, "name")
    one = at(person, "name")
    if not isinstance(one, dict):
        return ""
    parts = [*many(one.get("prefix")), *many(one.get("given")), *many(one.get("family"))]
    plain = " ".join(str(part) for part in parts) or words_at(one, "text")
    suffix = " ".join(str(part) for part in many(one.get("suffix")))
    letters = suffix or next((next(codes(row.get("code")), "") for row in maps(person.get("qualification"))), "")
    return f"{plain}, {letters}" if letters and plain else plain


def first_author(resource: Resource, library: Library, *names: str) -> tuple[str, AuthorRole | None]:
    """The first of these fields that names somebody."""
    for name in names:
        for reference in maps(resource.get(name)):
            words, role = author_of(
                reference.get("individual") or reference.get("actor") or reference, resource, library
            )
            if words or role is AuthorRole.PATIENT:
                return words, role
    return "", None


def kind_of(resource: Resource, title: str) -> DocumentKind | None:
    kinds = shipped_kinds()
    listed = [resource.get("type"), resource.get("code"), *many(resource.get("category"))]
    for one in listed:
        for code in codes(one):
            if code in kinds.loinc or code in kinds.service_section:
                return kinds.loinc.get(code) or kinds.service_section.get(code)
    return kinds.of_title(title) or next(
        (kinds.of_title(concept(one)) for one in listed if kinds.of_title(concept(one))), None
    )


def is_signed_of(resource: Resource) -> bool | None:
    """By the status of the document; a document that names who attested it is signed."""
    status = words_at(resource, "docStatus") or (
        words_at(resource, "status") if resource.get("resourceType") != "DocumentReference" else ""
    )
    if status in _OPEN:
        return False
    attested = bool(maps(resource.get("attester")) or maps(resource.get("authenticator")))
    attested = attested or any("attester" in str(one.get("url")) for one in maps(resource.get("extension")))
    return True if status in _FINAL or attested else None
