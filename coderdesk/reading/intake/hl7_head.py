"""Who, whose and when by the segments of an HL7 v2 message."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import StatedIdentifier, StatedPatient, StatedVisit
from coderdesk.domain.people.name import PersonName
from coderdesk.reading.intake.dates import date_of_stamp
from coderdesk.reading.intake.hl7_segments import Message, Segment
from coderdesk.reading.intake.kinds import shipped_kinds
from coderdesk.reading.intake.people import role_of, sex_of

_NOT_OURS = frozenset({"SS", "SSN", "USSSA", "DL"})
_CLINICAL = frozenset({"MDM", "ORU"})
_SIGNED = frozenset({"AU", "LA"})
_UNSIGNED = frozenset({"DI", "DO", "IN", "IP", "PA"})
_FINAL = frozenset({"F", "C", "A"})
_OPEN = frozenset({"P", "R", "S", "I", "O"})


def patient_of(message: Message) -> StatedPatient:
    pid = message.first("PID")
    if pid is None:
        return StatedPatient()
    return StatedPatient(
        identifiers=tuple(dict.fromkeys(one for place in (3, 2, 4) for one in _identifiers(pid, place))),
        name=_patient_name(pid),
        birth_date=date_of_stamp(pid.part(7)),
        sex=sex_of(pid.part(8)),
    )


def visit_of(message: Message) -> StatedVisit:
    pid, pv1 = message.first("PID"), message.first("PV1")
    numbers = [*(_identifiers(pv1, 19) if pv1 else ()), *(_identifiers(pid, 18) if pid else ())]
    starts = date_of_stamp(pv1.part(44)) if pv1 else None
    ends = date_of_stamp(pv1.part(45)) if pv1 else None
    return StatedVisit(identifiers=tuple(dict.fromkeys(numbers)), starts_on=starts, ends_on=ends or starts)


def written_on_of(message: Message) -> date | None:
    """The activity, the observation or the service; else admission, event, and last the message itself."""
    for name, places in (
        ("TXA", (4, 6, 7)),
        ("OBR", (7, 22)),
        ("FT1", (4,)),
        ("PV1", (44,)),
        ("EVN", (6, 2)),
        ("MSH", (7,)),
    ):
        segment = message.first(name)
        for place in places if segment else ():
            day = date_of_stamp(segment.part(place)) if segment else None
            if day is not None:
                return day
    return None


def author_of(message: Message) -> tuple[str, AuthorRole | None]:
    """Originator or authenticator of a document, interpreter of a result; else the laboratory that sends it, by name."""
    txa = message.first("TXA")
    if txa is not None:
        for place in (9, 10, 22):
            name = person_in(txa, place)
            if name:
                return name, role_of(name) or AuthorRole.PROVIDER
    if message.kind == "DFT":
        performers = [person_in(one, place) for one in message.all("FT1") for place in (20, 21)]
        named = next((one for one in performers if one), "")
        if named:
            return named, role_of(named) or AuthorRole.PROVIDER
    for obr in message.all("OBR"):
        name = _interpreter(obr)
        if name:
            return name, role_of(name) or AuthorRole.PROVIDER
    if message.kind == "ORU":
        found = [one.part(23) for one in message.all("OBX") if one.part(23)] + [
            message.head.part(4),
            message.head.part(3),
        ]
        named = next((one for one in found if one), "")
        return named, AuthorRole.LABORATORY if kind_of(message) is DocumentKind.LAB_RESULT else role_of(named)
    pv1 = message.first("PV1")
    return (person_in(pv1, 7) if pv1 else ""), None


def kind_of(message: Message) -> DocumentKind:
    kinds = shipped_kinds()
    txa, obr = message.first("TXA"), message.first("OBR")
    title = obr.part(4, 2) if obr else ""
    if txa is not None and message.kind != "ORU":
        known = kinds.document_type.get(txa.part(2)) or kinds.loinc.get(txa.part(2))
        return known or kinds.of_title(txa.part(2, 2) or title) or DocumentKind.OTHER
    if message.kind == "ORU" and obr is not None:
        by_code = kinds.service_section.get(obr.part(24)) or kinds.loinc.get(obr.part(4))
        return by_code or kinds.of_title(title) or DocumentKind.LAB_RESULT
    return DocumentKind.LAB_RESULT if message.kind == "ORU" else DocumentKind.OTHER


def title_of(message: Message) -> str:
    txa, obr = message.first("TXA"), message.first("OBR")
    if message.kind not in _CLINICAL:
        return f"{message.kind} {message.event}".strip()
    obx = next((one.part(3, 2) for one in message.all("OBX") if one.part(3, 2)), "")
    named = (txa.part(2, 2) if txa else "") or (obr.part(4, 2) or obr.part(4) if obr else "")
    return named or obx or f"{message.kind} {message.event}".strip()


def is_signed_of(message: Message) -> bool | None:
    txa = message.first("TXA")
    if txa is not None:
        status = txa.part(17)
        return True if status in _SIGNED else False if status in _UNSIGNED else None
    if message.kind not in _CLINICAL:
        return None
    states = {one.part(25) or one.part(11) for one in message.all("OBR")} - {""}
    states = states or {one.part(11) for one in message.all("OBX")} - {""}
    if not states:
        return None
    return False if states & _OPEN else True if states <= _FINAL else None


def person_in(segment: Segment, place: int) -> str:
    """An XCN field: "Marisol J. Tenenbrook, MD"."""
    for one in segment.repeats(place):
        family, given, middle, suffix, prefix, degree = (
            segment.part(place, number, one) for number in (2, 3, 4, 5, 6, 7)
        )
        plain = " ".join(part for part in (prefix, given, middle, family, suffix) if part)
        if plain:
            return f"{plain}, {degree}" if degree else plain
    return ""


def _interpreter(obr: Segment) -> str:
    """OBR-32 packs a name with subcomponents: id & family & given & middle & suffix & prefix & degree."""
    for one in obr.repeats(32):
        first = one.split(obr.marks.component)[0].split(obr.marks.subcomponent)
        parts = [obr.unescaped(first[number]) if number < len(first) else "" for number in range(7)]
        if len(first) < 2:
            return person_in(obr, 32)
        plain = " ".join(part for part in (parts[5], parts[2], parts[3], parts[1], parts[4]) if part)
        if plain:
            return f"{plain}, {parts[6]}" if parts[6] else plain
    return ""


def _patient_name(pid: Segment) -> PersonName | None:
    names = pid.repeats(5)
    read = [(one, *(pid.part(5, number, one) for number in (1, 2, 3, 4))) for one in names]
    named = [row for row in read if row[1] or row[2]]
    # a whole name before half of one, the legal name before others
    named.sort(key=lambda row: (not (row[1] and row[2]), pid.part(5, 7, row[0]) != "L"))
    if not named:
        return None
    _, last, first, middle, suffix = named[0]
    return PersonName(last=last, first=first, middle=middle, suffix=suffix)


def _identifiers(segment: Segment, place: int) -> Iterator[StatedIdentifier]:
    for one in segment.repeats(place):
        kind = segment.part(place, 5, one)
        authority = segment.part(place, 4, one)
        value = segment.part(place, 1, one)
        if value and _NOT_OURS.isdisjoint((kind, authority, segment.part(place, 6, one))):
            yield StatedIdentifier(value, kind or authority)
