"""What a note says of its patient, author and date in its own words: labels at its head, the signature at its end."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.reading import SectionKind
from coderdesk.domain.clinical.received_document import StatedIdentifier, StatedPatient, StatedVisit
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex
from coderdesk.reading.intake import labels
from coderdesk.reading.intake.dates import DATE, date_in
from coderdesk.reading.intake.kinds import shipped_kinds
from coderdesk.reading.intake.people import name_in, role_of, sex_of
from coderdesk.reading.sections import sections_of, shipped_headings

T = TypeVar("T")

_HEAD = 6_000
_LONG_GAP = re.compile(r"[ \t]{9,}")
_TAIL = 3_000
_HISTORY = frozenset({SectionKind.CHIEF_COMPLAINT, SectionKind.PRESENT_ILLNESS})
_VERDICT = frozenset({SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_PLAN, SectionKind.PLAN})
_HAS_VALUE = re.compile(r"[ ]*[:#][ ]*\S")
_SEX_WORDS = dict.fromkeys(("female", "woman", "girl", "lady"), Sex.FEMALE) | dict.fromkeys(
    ("male", "man", "boy", "gentleman"), Sex.MALE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What was found; the fields are those of a received document."""

    kind: DocumentKind
    title: str
    author: str
    author_role: AuthorRole | None
    written_on: date | None
    is_signed: bool | None
    patient: StatedPatient
    visit: StatedVisit
    holds_several: bool


def stated_in(text: str) -> Stated:
    """Read the head and the end of a note. What is not there is None or ""."""
    # a gap of a million blanks says no more than one of eight, and takes the patterns forever
    text = _LONG_GAP.sub(" " * 8, text)
    head, tail = text[:_HEAD], text[-_TAIL:] if len(text) > _HEAD else text
    title = _title_of(head)
    signed_by, signed_on = _signature(tail)
    kind = _kind_of(title, head)
    author, role = _author_of(head, tail, signed_by)
    if kind is DocumentKind.LAB_RESULT:
        # a provider named on a result has ordered it
        author, role = author if role is AuthorRole.LABORATORY else _laboratory_in(head), AuthorRole.LABORATORY
    served = _date_after(labels.SERVED, head) or next(_beneath(labels.COLLECTED_HEAD, head, date_in), None)
    return Stated(
        kind=kind,
        title=title,
        author=author,
        author_role=role,
        written_on=served or _date_after(labels.DATED, head) or _date_after(labels.DATED, tail) or signed_on,
        is_signed=_is_signed(text, signed_by),
        patient=_patient_in(head),
        visit=StatedVisit(identifiers=_identifiers(labels.VISIT, head, "visit"), starts_on=served, ends_on=served),
        holds_several=holds_several_patients(text),
    )


def _laboratory_in(head: str) -> str:
    """The name that a laboratory prints at the top of its result."""
    cells = (
        cell.strip() for line in head.splitlines()[:6] if ":" not in line for cell in labels.CELL_BREAK.split(line)
    )
    return next((cell for cell in cells if len(cell) < 60 and role_of(cell) is AuthorRole.LABORATORY), "")


def _kind_of(title: str, head: str) -> DocumentKind:
    kinds = shipped_kinds()
    first_lines = "\n".join(line for line in head.splitlines()[:12] if ":" not in line and len(line) < 80)
    named = kinds.of_title(title) or kinds.of_title(first_lines)
    if named is None and labels.REFERENCE_HEAD.search(head):
        return DocumentKind.LAB_RESULT
    return named or (DocumentKind.PROGRESS_NOTE if _has_sections_of_a_note(head) else DocumentKind.OTHER)


def _has_sections_of_a_note(head: str) -> bool:
    """A complaint or history and an assessment or plan under their headings: a note of a visit, whatever it calls itself."""
    kinds = {section.kind for section in sections_of(head)}
    return bool(kinds & _HISTORY) and bool(kinds & _VERDICT)


def _title_of(head: str) -> str:
    """The first line that a table of titles knows, or the first short line without a label."""
    lines = [line.strip() for line in head.splitlines()[:12]]
    plain = [line for line in lines if 3 < len(line) < 80 and ":" not in line and not DATE.search(line)]
    plain = [line for line in plain if line.lower() not in shipped_headings()]
    known = next((line for line in plain if shipped_kinds().of_title(line)), "")
    return " ".join((known or (plain[0] if plain and not plain[0].endswith(".") else "")).split())


def _patient_in(head: str) -> StatedPatient:
    born = next(_birth_dates(head), None)
    labelled, told = labels.SEX.search(head), labels.IN_A_SENTENCE.search(head)
    sex = sex_of(labelled["value"]) if labelled else _SEX_WORDS.get(told["sex"] or "") if told else None
    return StatedPatient(
        identifiers=_identifiers(labels.NUMBER, head, ""),
        name=_name_in(head),
        birth_date=born,
        sex=sex,
    )


def _name_in(head: str) -> PersonName | None:
    for found in labels.NAME.finditer(head):
        name = _person(found["value"])
        if name is not None:
            return name
    below = next(_beneath(labels.NAME_HEAD, head, _name_alone), None)
    told = labels.IN_A_SENTENCE.search(head)
    return below or (_person(told["value"]) if told else None)


def _birth_dates(part: str) -> Iterator[date]:
    yield from _dates_after(labels.BORN, part)
    yield from _dates_after(labels.BORN_PLAIN, part)
    yield from _beneath(labels.BORN_HEAD, part, date_in)


def holds_several_patients(text: str) -> bool:
    """Whether a text gives birth dates or patients' names that cannot be one person's: pages of two charts in one file."""
    born = {day for label in (labels.BORN, labels.BORN_PLAIN) for day in _dates_after(label, text)} | set(
        _beneath(labels.BORN_HEAD, text, date_in)
    )
    names = [_person(found["value"]) for found in labels.NAME.finditer(text)]
    words = [frozenset(f"{name.first} {name.last}".lower().split()) for name in names if name is not None]
    return len(born) > 1 or any(words[0].isdisjoint(other) for other in words[1:])


def _name_alone(cell: str) -> PersonName | None:
    """The name in a cell below its label."""
    first = re.split(r",\s*\d", cell.strip())[0]
    return None if labels.NO_NAMES & set(first.lower().split()) else _person(first)


def _person(words: str) -> PersonName | None:
    """A name whose parts are capitalised: "Patient: reports pain" is none."""
    parts = [part for part in re.split(r"[\s,]+", words.strip(" .,;")) if part.lower() not in labels.PARTICLES]
    return name_in(words) if all(part[:1].isupper() for part in parts if part[:1].isalpha()) else None


def _beneath(label: re.Pattern[str], part: str, value_in: Callable[[str], T | None]) -> Iterator[T]:
    """Forms print labels in one line and the values below them, cell under cell."""
    lines = part.splitlines()
    for number, line in enumerate(lines[:-1]):
        head = label.search(line)
        if head is None or _HAS_VALUE.match(line, head.end()):
            continue
        heads = labels.CELL_BREAK.split(line.strip())
        place = next((place for place, one in enumerate(heads) if label.search(one)), 0)
        for below in lines[number + 1 : number + 3]:
            value = value_in(_under(place, len(heads), labels.CELL_BREAK.split(below.strip())))
            if value is not None:
                yield value
                break


def _under(place: int, count: int, cells: list[str]) -> str:
    if place == count - 1 and len(cells) != count:
        return cells[-1]
    return cells[place] if place < len(cells) else ""


def _identifiers(label: re.Pattern[str], head: str, system: str) -> tuple[StatedIdentifier, ...]:
    found = []
    for match in label.finditer(head):
        value = match["value"].strip(" .,;")
        if any(character.isdigit() for character in value) and len(value.split()) == 1 and date_in(value) is None:
            found.append(StatedIdentifier(value, system or match["label"].strip().lower()))
    return tuple(dict.fromkeys(found))


def _author_of(head: str, tail: str, signed_by: str) -> tuple[str, AuthorRole | None]:
    """By a provider's label first, then other authors, the signature, and last a nurse; letters behind a name outweigh labels."""
    for label, part, role in (
        (labels.PROVIDER, head, AuthorRole.PROVIDER),
        (labels.AUTHOR, head, None),
        (labels.PROVIDER, tail, AuthorRole.PROVIDER),
        (labels.AUTHOR, tail, None),
    ):
        if author := _named_after(label, part):
            return author, role_of(author) or role
    if signed_by:
        return signed_by, role_of(signed_by)
    if told := _named_after(labels.BY_LINE, head):
        return told, role_of(told)
    nurse = _named_after(labels.NURSE, head)
    return nurse, AuthorRole.NURSE if nurse else None


def _named_after(label: re.Pattern[str], part: str) -> str:
    for found in label.finditer(part):
        words = labels.AFTER_NAME.sub("", found["value"]).strip(" .,;_")
        if len(words.split()) >= 2 and words[:1].isupper() and not any(character.isdigit() for character in words):
            return " ".join(words.split())
    return ""


def _signature(tail: str) -> tuple[str, date | None]:
    for found in labels.SIGNED.finditer(tail):
        words = labels.AFTER_NAME.sub("", found["value"]).strip(" .,;_:")
        if len(words.split()) >= 2:
            return " ".join(words.split()), date_in(found["value"])
    return "", None


def _is_signed(text: str, signed_by: str) -> bool | None:
    """A note that says nothing of a signature is neither signed nor unsigned: a person is asked."""
    if labels.UNSIGNED.search(text[:_HEAD]) or labels.UNSIGNED.search(text[-_TAIL:]):
        return False
    return True if signed_by else None


def _date_after(label: re.Pattern[str], part: str) -> date | None:
    return next(_dates_after(label, part), None)


def _dates_after(label: re.Pattern[str], part: str) -> Iterator[date]:
    for found in label.finditer(part):
        day = date_in(found["value"])
        if day is not None:
            yield day
