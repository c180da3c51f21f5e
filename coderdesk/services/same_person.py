"""Whether the patient that a document names is a patient of the practice: by name, birth date, sex and numbers."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from coderdesk.domain.clinical.received_document import StatedIdentifier, StatedPatient
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Patient, Sex
from coderdesk.shared.resources import resource_path

SAME_NAME = 0.97
LIKE_NAME = 0.85
_PARTLY = 0.93  # one of two last names, or a short form of the first name
_INITIAL = 0.9
# How far each agreement carries towards certainty, and how much a disagreement leaves of it.
_BY_NUMBER, _BY_NAME, _BY_BIRTH, _BY_SEX = 0.9, 0.75, 0.75, 0.1
_OTHER_NAME, _OTHER_BIRTH, _OTHER_SEX = 0.15, 0.2, 0.5
_NAMELESS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What agrees and what does not; None where the document says nothing. `name` runs from 0 to 1."""

    confidence: float
    name: float | None
    birth_date: bool | None
    sex: bool | None
    has_number: bool
    reasons: tuple[str, ...]

    @property
    def name_agrees(self) -> bool | None:
        """A name that is only alike counts as the same when a birth date or a number agrees as well."""
        if self.name is None:
            return None
        return self.name >= SAME_NAME or (self.name >= LIKE_NAME and (bool(self.birth_date) or self.has_number))


def likeness(stated: StatedPatient, patient: Patient, numbers: Iterable[str] = ()) -> Likeness:
    """`numbers` are the patient's other numbers, such as member ids; the record number is among them by itself."""
    name = name_likeness(stated.name, patient.name) if stated.name else None
    born = stated.birth_date == patient.birth_date if stated.birth_date else None
    known = {Sex.FEMALE, Sex.MALE}
    sex = stated.sex is patient.sex if stated.sex in known and patient.sex in known else None
    has_number = shares_number(stated.identifiers, (patient.record_number, *numbers))
    reasons = []
    if has_number:
        reasons.append("a number of the patient")
    if name is not None and name >= LIKE_NAME:
        reasons.append("the name" if name >= SAME_NAME else "a name that is alike")
    if born:
        reasons.append(f"born {patient.birth_date}")
    confidence = _confidence(name=name, born=born, sex=sex, has_number=has_number)
    return Likeness(
        confidence=confidence, name=name, birth_date=born, sex=sex, has_number=has_number, reasons=tuple(reasons)
    )


def _confidence(*, name: float | None, born: bool | None, sex: bool | None, has_number: bool) -> float:
    doubt = 1.0
    if has_number:
        doubt *= 1 - _BY_NUMBER
    if name is not None and name >= LIKE_NAME:
        doubt *= 1 - _BY_NAME * name
    if born:
        doubt *= 1 - _BY_BIRTH
    if sex:
        doubt *= 1 - _BY_SEX
    sure = 1 - doubt
    if name is not None and name < LIKE_NAME:
        sure *= _OTHER_NAME
    elif name is None and not has_number:
        sure *= _NAMELESS
    if born is False:
        sure *= _OTHER_BIRTH
    if sex is False:
        sure *= _OTHER_SEX
    return round(sure, 3)


def shares_number(stated: Iterable[StatedIdentifier], known: Iterable[str]) -> bool:
    """Hyphens, blanks and leading zeros do not count; a number has at least three characters, one of them a digit."""
    own = {plain for one in known if _is_number(plain := plain_number(one))}
    return any(plain_number(one.value) in own for one in stated)


def plain_number(value: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", value.upper()).lstrip("0")


def _is_number(plain: str) -> bool:
    return len(plain) >= 3 and any(character.isdigit() for character in plain)


def name_likeness(one: PersonName, other: PersonName) -> float:
    """0 to 1, forgiving accents, hyphens, second last names, short forms, initials, typing errors and turned names."""
    straight = _mean(_last(one.last, other.last), _first(one, other))
    turned = 0.97 * _mean(_last(one.last, other.first), _last(one.first, other.last))
    return round(max(straight, turned), 3)


def _mean(last: float, first: float) -> float:
    """Two halves that each are alike: a common last name does not make up for another first name."""
    return (last + first) / 2 if min(last, first) >= 0.6 else min(last, first) / 2


def _last(one: str, other: str) -> float:
    mine, theirs = _parts(one), _parts(other)
    if not mine or not theirs:
        return 0.0
    if mine == theirs or "".join(mine) == "".join(theirs):
        return 1.0
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return _PARTLY
    return _ratio("".join(mine), "".join(theirs))


def _first(one: PersonName, other: PersonName) -> float:
    mine, theirs = _parts(one.first), _parts(other.first)
    if not mine or not theirs:
        return 0.0
    a, b = mine[0], theirs[0]
    if a == b:
        return 1.0
    if 1 in (len(a), len(b)):
        return _INITIAL if a[0] == b[0] else 0.0
    if _families().get(a, set()) & _families().get(b, set()):
        return _PARTLY
    middle = _parts(one.middle)[:1] == [b] or _parts(other.middle)[:1] == [a]
    return max(_ratio(a, b), _INITIAL if middle else 0.0)


def _ratio(one: str, other: str) -> float:
    return float(DamerauLevenshtein.normalized_similarity(one, other))


def _parts(name: str) -> list[str]:
    """ "O'Brien-Núñez" is obrien and nunez."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return re.findall(r"[a-z]+", plain.casefold().replace("'", "").replace("’", ""))


@cache
def _families() -> Mapping[str, set[int]]:
    families: dict[str, set[int]] = {}
    lines = resource_path("reading", "short_names.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        for name in line.split():
            families.setdefault(name, set()).add(number)
    return families
