"""What tells a code from its siblings: type, stage, grade, course, severity, trimester, as titles and as clinicians write them.

The words of a passage are held against those of a title axis by axis, so that "CKD 3b" speaks against N18.31 and for N18.32.
Sides are another module's matter (`laterality`): they change with the passage and not with the disease.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Said = Mapping[str, frozenset[str]]

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_NUMBER = r"(?P<value>[1-5]|iv|i{1,3}|v)"


@dataclass(frozen=True, slots=True)
class _Axis:
    """`pattern` finds a value in any text; `values` are the words that name one, None when the value is a number."""

    name: str
    pattern: "re.Pattern[str]"
    values: Mapping[str, str] | None = None


def _words(**values: str) -> "tuple[re.Pattern[str], Mapping[str, str]]":
    """A pattern over all spellings, and which value each means."""
    spellings = {spelling: value for value, listed in values.items() for spelling in listed.split("|")}
    joined = "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?P<value>{joined})(?![a-z0-9])", re.IGNORECASE), spellings


def _number(*around: str) -> "re.Pattern[str]":
    """A number after one of the words: "type 2", "type II", "T2DM"."""
    return re.compile("|".join(around), re.IGNORECASE)


_COURSE, _COURSES = _words(
    acute_on_chronic="acute on chronic|acute-on-chronic", acute="acute|acutely", chronic="chronic", subacute="subacute"
)
_SEVERITY, _SEVERITIES = _words(mild="mild", moderate="moderate", severe="severe", profound="profound")
_TRIMESTER, _TRIMESTERS = _words(
    first="first trimester|1st trimester",
    second="second trimester|2nd trimester",
    third="third trimester|3rd trimester",
)
_EPISODE, _EPISODES = _words(single="single episode", recurrent="recurrent")

_AXES = (
    _Axis(
        "type", _number(r"\btype\s*(?P<value>[12]|i{1,2})\b", r"\bt(?P<value2>[12])dm\b", r"\bdm\s?(?P<value3>[12])\b")
    ),
    _Axis(
        "stage",
        _number(rf"\bstage\s*{_NUMBER}(?P<letter>[ab]?)\b", r"\b(?:ckd|g)\s?(?P<value2>[1-5])(?P<letter2>[ab]?)\b"),
    ),
    _Axis(
        "grade", _number(rf"\b(?:grade|degree)\s*{_NUMBER}\b", r"\b(?P<value2>first|second|third|fourth)[- ]degree\b")
    ),
    _Axis("course", _COURSE, _COURSES),
    _Axis("severity", _SEVERITY, _SEVERITIES),
    _Axis("trimester", _TRIMESTER, _TRIMESTERS),
    _Axis("episode", _EPISODE, _EPISODES),
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_WEEKS = re.compile(
    r"\b(?P<weeks>\d{1,2})(?:\s*(?:\+\s*\d|\d/7|and \d))?\s*(?:weeks?|wks?|w)(?:\b|(?=\d))", re.IGNORECASE
)
_PARENTHESES = re.compile(r"\([^)]*\)")
_GESTATION = re.compile(r"gestation|pregnan|\biup\b|\bega?\b|\bga\b", re.IGNORECASE)


def said_in(text: str) -> Said:
    """The values that a text names, by axis; an axis of which it says nothing is left out."""
    found: dict[str, set[str]] = {}
    for axis in _AXES:
        for match in axis.pattern.finditer(text):
            found.setdefault(axis.name, set()).add(_value(axis, match))
    trimester = _trimester_by_weeks(text)
    if trimester:
        found.setdefault("trimester", set()).add(trimester)
    return {name: frozenset(values) for name, values in found.items()}


def _value(axis: _Axis, match: "re.Match[str]") -> str:
    groups = {name: value for name, value in match.groupdict().items() if value}
    written = next(value for name, value in groups.items() if name.startswith("value")).lower()
    if axis.values is not None:
        return axis.values[written].replace("_", " ")
    letter = next((value for name, value in groups.items() if name.startswith("letter")), "")
    return (_ROMAN.get(written) or _ORDINALS.get(written) or written) + letter.lower()


def _trimester_by_weeks(text: str) -> str:
    """First below 14 weeks, second below 28, third from then on (ICD-10-CM Guidelines I.C.15.a.3)."""
    weeks = _WEEKS.search(text)
    if weeks is None or not _GESTATION.search(text):
        return ""
    count = int(weeks["weeks"])
    return "first" if count < 14 else "second" if count < 28 else "third"


@dataclass(frozen=True, slots=True)
class Difference:
    """An axis on which a title says `title` and its siblings other things. `said` is what the passages say: "" when nothing."""

    axis: str
    title: str
    said: str


def differences(title: str, siblings: Iterable[str], text: str) -> tuple[Difference, ...]:
    """Where the text says another value than the title, or none; only on axes that tell the title from a sibling.

    Words in parentheses change nothing (Guidelines I.A.7). A title that leaves the axis open ("unspecified") differs when
    the text names a sibling's value.
    """
    own, spoken = said_in(_PARENTHESES.sub("", title)), said_in(text)
    others: dict[str, set[str]] = {}
    for sibling in siblings:
        for axis, values in said_in(_PARENTHESES.sub("", sibling)).items():
            if len(values) == 1:
                others.setdefault(axis, set()).update(values)
    return tuple(
        difference
        for axis, known in others.items()
        for difference in _difference(axis, own.get(axis, frozenset()), spoken.get(axis, frozenset()), known)
    )


def _difference(axis: str, own: frozenset[str], spoken: frozenset[str], known: set[str]) -> tuple[Difference, ...]:
    if len(own) > 1 or known <= own or _agree(own, spoken, known):
        return ()
    title = next(iter(own), "")
    # "3b" where the siblings say just "3", below which a code says it
    told = sorted({value if value in known else value[:1] for value in spoken if known & {value, value[:1]}})
    if told and not (own & spoken):
        return (Difference(axis, title, told[0]),) if len(told) == 1 else ()
    return (Difference(axis, title, ""),) if title and not spoken else ()


def _agree(own: frozenset[str], spoken: frozenset[str], known: set[str]) -> bool:
    """ "3" does not speak against "3a" where no code says just "3"; "acute on chronic" says acute and says chronic."""
    if own & spoken:
        return True
    said = " ".join(spoken).split()
    return any(value in said or (value[:1] in spoken and value[:1] not in known) for value in own)
