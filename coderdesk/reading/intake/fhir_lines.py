"""FHIR resources in words: what a record states of conditions, results, procedures and medicines, one line for each."""

import re
from collections.abc import Iterator, Mapping

from coderdesk.reading.intake.attachment import html_text
from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.fhir_tree import Resource, at, concept, date_at, many, maps, words_at
from coderdesk.reading.intake.narrative import write_narrative
from coderdesk.reading.intake.safe_xml import Node

RESULT_COLUMNS = ("Test", "Result", "Reference", "Flag")
WRONG = "entered-in-error"
Row = list[tuple[str, str]]
# Words before a condition that say what its codes say, so that it is read as what it is.
_DOUBT = {"unconfirmed": "Possible", "provisional": "Possible", "differential": "Possible", "refuted": "Ruled out:"}
_PAST = frozenset({"inactive", "resolved", "remission"})
_TITLES: Mapping[str, str] = {
    "Procedure": "Procedure",
    "MedicationRequest": "Medication",
    "MedicationStatement": "Medication",
    "MedicationAdministration": "Medication given",
    "AllergyIntolerance": "Allergy",
    "Immunization": "Immunization",
    "ServiceRequest": "Ordered",
    "FamilyMemberHistory": "Family history",
    "CarePlan": "Care plan",
    "Encounter": "Visit",
}
_KIND_OF_CONCEPT = re.compile(r" \((?:disorder|finding|procedure|situation|regime/therapy|event)\)$")
_NAMED_BY = ("code", "medicationCodeableConcept", "vaccineCode", "type", "category", "relationship")
_DATED_BY = ("performedDateTime", "occurrenceDateTime", "authoredOn", "effectiveDateTime", "recordedDate", "date")
_DONE_NOT = frozenset({"not-done", "cancelled", "stopped", "revoked"})


def is_said(resource: Resource) -> bool:
    kind = str(resource.get("resourceType"))
    return kind in _TITLES or kind in {"Condition", "Observation"}


def line_of(resource: Resource) -> str:
    """ "" for what was entered in error, and for what is a result and stands in a table."""
    status = words_at(resource, "status")
    checked = next(iter(_codes(resource.get("verificationStatus"))), "")
    kind = str(resource.get("resourceType"))
    if WRONG in {status, checked} or kind == "Observation":
        return ""
    if kind == "Condition":
        return _condition(resource, checked)
    name = next((concept(resource.get(field)) for field in _NAMED_BY if concept(resource.get(field))), "")
    name = name or words_at(resource, "medicationReference", "display") or words_at(resource, "description")
    if not name:
        return ""
    is_done = kind == "Procedure" and status not in _DONE_NOT
    coded = _coded_as(resource.get("code"), name) if is_done else ()
    more = _visit(resource) if kind == "Encounter" else _details(resource)
    return f"{_title_of(kind, status)}: {'; '.join((name, *coded, *more))}"


def _title_of(kind: str, status: str) -> str:
    return (
        f"{_TITLES[kind]} not done" if status in _DONE_NOT and kind in {"Procedure", "Immunization"} else _TITLES[kind]
    )


def _condition(resource: Resource, checked: str) -> str:
    name = concept(resource.get("code"))
    if not name:
        return ""
    state = next(iter(_codes(resource.get("clinicalStatus"))), "")
    words = f"{_DOUBT[checked]} {name}" if checked in _DOUBT else f"History of {name}" if state in _PAST else name
    site = ", ".join(concept(one) for one in many(resource.get("bodySite")))
    stage = concept(at(resource, "stage", "summary"))
    onset = date_at(resource, "onsetDateTime")
    since, past = f"onset {onset}" if onset else "", state if state in _PAST else ""
    # what is doubted or past must not stand a second time without that word
    coded = _coded_as(resource.get("code"), name) if words == name else ()
    parts = [words, *coded, site, stage, since, past, *_notes(resource)]
    return f"Condition: {'; '.join(part for part in parts if part)}"


def _coded_as(code: object, name: str) -> Iterator[str]:
    """The names of its codes where they say more than its own words: "Burnt ear" is coded as a burn of the second degree."""
    shown = (words_at(row, "display") for one in maps(code) for row in maps(one.get("coding")))
    plain = (_KIND_OF_CONCEPT.sub("", words) for words in shown)
    other = dict.fromkeys(words for words in plain if words and words.casefold() not in name.casefold())
    if other:
        yield f"coded as {' / '.join(other)}"


def _visit(encounter: Resource) -> Iterator[str]:
    """Class, days, place, who took part, what for, with which diagnoses, and where to in the end."""
    yield from (
        words for words in (words_at(encounter, "class", "display"), concept(encounter.get("serviceType"))) if words
    )
    starts, ends = (date_at(encounter, "period", edge) for edge in ("start", "end"))
    if starts is not None:
        yield f"from {starts} to {ends}" if ends and ends != starts else f"on {starts}"
    if place := words_at(encounter, "location", "location", "display"):
        yield f"at {place}"
    seen_by = [words_at(one, "individual", "display") for one in maps(encounter.get("participant"))]
    if any(seen_by):
        yield f"with {', '.join(dict.fromkeys(one for one in seen_by if one))}"
    reasons = [concept(one) for one in many(encounter.get("reasonCode"))]
    reasons += [words_at(one, "display") for one in maps(encounter.get("reasonReference"))]
    if any(reasons):
        yield f"for {', '.join(one for one in reasons if one)}"
    for one in maps(encounter.get("diagnosis")):
        if named := words_at(one, "condition", "display"):
            yield f"{concept(one.get('use')) or 'diagnosis'}: {named}"
    if sent := concept(at(encounter, "hospitalization", "dischargeDisposition")):
        yield f"discharged to {sent}"


def _details(resource: Resource) -> Iterator[str]:
    reasons = [concept(one) for one in many(resource.get("reasonCode"))]
    if any(reasons):
        yield f"for {', '.join(reason for reason in reasons if reason)}"
    for field in ("dosageInstruction", "dosage"):
        yield from (words_at(one, "text") for one in maps(resource.get(field)) if words_at(one, "text"))
    day = next((date_at(resource, field) for field in _DATED_BY if date_at(resource, field)), None)
    day = day or date_at(resource, "performedPeriod", "start")
    site = ", ".join(words for one in many(resource.get("bodySite")) if (words := concept(one)))
    if site:
        yield site
    if outcome := concept(resource.get("outcome")):
        yield f"outcome: {outcome}"
    if day is not None:
        yield f"on {day}"
    for one in maps(resource.get("condition")):  # of a family member
        if named := concept(one.get("code")):
            yield named
    yield from _notes(resource)


def _notes(resource: Resource) -> Iterator[str]:
    yield from (words_at(one, "text") for one in maps(resource.get("note")) if words_at(one, "text"))


def result_rows(observation: Resource, path: str) -> Iterator[Row]:
    """One row, and one for each component: name, value with unit, reference, flag."""
    if words_at(observation, "status") in {WRONG, "cancelled"}:
        return
    name = concept(observation.get("code"))
    for one, where in [(observation, path)] + [
        (part, f"{path}.component[{place}]") for place, part in enumerate(maps(observation.get("component")))
    ]:
        value = value_of(one)
        own = concept(one.get("code")) or name
        if value and own:
            flag = ", ".join(concept(row) for row in many(one.get("interpretation")))
            cells = ((own, "code"), (value, "value"), (_reference(one), "referenceRange"), (flag, "interpretation"))
            yield [(words, f"{where}.{field}") for words, field in cells]


def _reference(one: Resource) -> str:
    low, high = words_at(one, "referenceRange", "low", "value"), words_at(one, "referenceRange", "high", "value")
    span = f"{low}-{high}" if low and high else f">{low}" if low else f"<{high}" if high else ""
    return words_at(one, "referenceRange", "text") or span


def value_of(one: Resource) -> str:
    """value[x] in words."""
    quantity = at(one, "valueQuantity")
    if isinstance(quantity, dict):
        unit = words_at(quantity, "unit") or words_at(quantity, "code")
        return " ".join(
            part for part in (f"{words_at(quantity, 'comparator')}{words_at(quantity, 'value')}", unit) if part
        )
    for field in ("valueString", "valueInteger", "valueDateTime", "valueTime"):
        if words := words_at(one, field):
            return words
    if isinstance(one.get("valueBoolean"), bool):
        return "yes" if one["valueBoolean"] else "no"
    return concept(one.get("valueCodeableConcept"))


def write_div(div: object, out: DerivedText, path: str) -> None:
    """The narrative of a resource or section."""
    if isinstance(div, Node):
        write_narrative(div, out)
    elif isinstance(div, str):
        for line in html_text(div, out.name).text.splitlines():
            out.write_line(line.strip(), path=path)


def _codes(value: object) -> list[str]:
    return [words_at(row, "code") for one in maps(value) for row in maps(one.get("coding"))]
