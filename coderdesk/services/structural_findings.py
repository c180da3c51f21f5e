"""What is against the structure of a claim file, in the words of the desk: which claim, which line, which field mends it."""

from collections.abc import Sequence

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import DETAILS, Finding, Location, Place, Severity
from coderdesk.edi.error_places import SegmentPlace, claim_controls, segment_places
from coderdesk.edi.validate import StructuralError
from coderdesk.services.structural_fields import FileField, field_of

RULE = "file-structure"
_INSTITUTIONAL = "005010X223"


def structural_findings(errors: Sequence[StructuralError], text: str, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Each error at the field that mends it; `claims` are those of the file, in any order, and at least one."""
    places, controls = segment_places(text), claim_controls(text)
    by_control = {claim.control: claim for claim in reversed(claims)}
    found = []
    for error in errors:
        place = _place(error, places)
        named = controls[min(max(place.claim, 1), len(controls)) - 1] if controls else ""
        found.append(_finding(error, place, by_control.get(named) or claims[0]))
    return tuple(dict.fromkeys(found))


def told(errors: Sequence[StructuralError], text: str) -> tuple[tuple[str, str], ...]:
    """For files that the desk did not write: the patient control number ("" for the envelope) and the sentence of each."""
    places, controls = segment_places(text), claim_controls(text)
    is_institutional = _INSTITUTIONAL in text[:2000]
    found = []
    for error in errors:
        place = _place(error, places)
        named = controls[place.claim - 1] if 1 <= place.claim <= len(controls) else ""
        field = field_of(error, place, is_institutional=is_institutional)
        found.append((named, _sentence(error, place, field)))
    return tuple(found)


def _place(error: StructuralError, places: Sequence[SegmentPlace]) -> SegmentPlace:
    return places[error.line - 1] if 1 <= error.line <= len(places) else SegmentPlace()


def _sentence(error: StructuralError, place: SegmentPlace, field: FileField | None) -> str:
    where = f"Line {place.line}: " if place.line else ""
    if field is None or not error.trouble:
        return f"{where}{error.sentence}"
    words = field.words if where else field.words[:1].upper() + field.words[1:]
    return f"{where}{words} ({error.element or error.segment}) {error.trouble}."


def _finding(error: StructuralError, place: SegmentPlace, claim: Claim) -> Finding:
    field = field_of(error, place, is_institutional=claim.is_institutional)
    sentence = f"Claim {claim.control}: {_sentence(error, place, field)}"
    citation = f"{error.segment} in line {error.line} of the file, which was checked against its guide and not written"
    return Finding(RULE, Severity.STOP, sentence, _location(field, place, claim), citation)


def _location(field: FileField | None, place: SegmentPlace, claim: Claim) -> Location:
    """Where the person mends it; the visit as a whole when no field of the desk stands behind it."""
    if field is None:
        return Location(Place.ENCOUNTER, claim.encounter_id)
    ids: dict[Place, str] = {
        Place.PRACTICE: claim.billing.id,
        Place.PROVIDER: claim.rendering.id,
        Place.PATIENT: claim.patient_id,
        Place.COVERAGE: claim.coverage_id,
        Place.PAYER: claim.payer.id,
        Place.ENCOUNTER: claim.encounter_id,
        Place.CLAIM: claim.id,
    }
    if field.place is not Place.ASSIGNMENT:
        return Location(field.place, ids[field.place], field.field)
    at = place.line - 1 - len(claim.revenue_lines)
    if 0 <= at < len(claim.lines):
        return Location(Place.ASSIGNMENT, claim.lines[at].assignment_id, field.field)
    return Location(Place.ENCOUNTER, claim.encounter_id, f"{DETAILS}stay.revenue_lines")
