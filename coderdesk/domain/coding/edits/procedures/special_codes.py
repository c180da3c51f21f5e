"""Codes that ask for something of their own: a report for what is unlisted, QW for waived tests, the age of a check-up."""

import re
from collections.abc import Iterator

from coderdesk.domain.coding.checked_visit import CheckedLine
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.finding import Severity

_LABORATORY = re.compile(r"8\d{4}|0\d{3}U|[GPQ]\d{4}")
_OFFICES = ("11", "17", "20", "50", "72")
# Check-ups by the patient's age in years, new and established: the last digit, the youngest, the oldest.
_CHECK_UP = re.compile(r"99(?:38|39)([1-7])")
_AGES = {"1": (0, 0), "2": (1, 4), "3": (5, 11), "4": (12, 17), "5": (18, 39), "6": (40, 64), "7": (65, 130)}
_BY_SEX = {Sex.FEMALE: (("male", 54000, 55899),), Sex.MALE: (("female", 56405, 59899),)}


def _lines(chart: Chart) -> tuple[CheckedLine, ...]:
    return tuple(line for line in chart.visit.lines if line.system in (CodeSystem.CPT, CodeSystem.HCPCS))


def _unlisted(chart: Chart) -> Iterator[Hit]:
    unlisted = chart.book.lists.services["unlisted services"]
    for line in _lines(chart):
        if unlisted.holds(line.code):
            yield Hit(at=line, codes=(line.code,))


def _waived(chart: Chart) -> Iterator[Hit]:
    plain = chart.book.lists.services["waived tests without QW"]
    for line in _lines(chart):
        if "QW" not in line.modifiers:
            continue
        if plain.holds(line.code):
            yield Hit(at=line, codes=(line.code,), words={"why": "this test is waived as it stands"})
        elif not _LABORATORY.fullmatch(line.code):
            yield Hit(at=line, codes=(line.code,), words={"why": "it is for laboratory tests"})


def _waiver_untold(chart: Chart) -> Iterator[Hit]:
    waived = chart.book.lists.services["waived tests with QW"]
    for line in _lines(chart) if chart.visit.place_of_service in _OFFICES else ():
        if waived.holds(line.code) and "QW" not in line.modifiers:
            yield Hit(at=line, codes=(line.code,))


def _check_up_age(chart: Chart) -> Iterator[Hit]:
    age = chart.age
    for line in _lines(chart) if age is not None else ():
        found = _CHECK_UP.fullmatch(line.code)
        if found and age is not None:
            youngest, oldest = _AGES[found[1]]
            if not youngest <= age <= oldest:
                ages = f"{youngest} years and more" if oldest > 99 else f"{youngest} to {oldest} years"
                yield Hit(at=line, codes=(line.code,), words={"ages": ages, "age": str(age)})


def _other_sex(chart: Chart) -> Iterator[Hit]:
    ranges = _BY_SEX.get(chart.visit.sex, ()) if chart.visit.sex else ()
    for line in _lines(chart):
        for sex, first, last in ranges:
            if line.system is CodeSystem.CPT and line.code.isdigit() and first <= int(line.code) <= last:
                yield Hit(at=line, codes=(line.code,), words={"sex": sex})


UNLISTED = Rule(
    id="unlisted-service",
    reference=(),
    severity=Severity.ASK,
    citation="005010X222A1 2400 SV101-7; CMS NCCI policy manual ch. 1: unlisted services are reported with a description",
    sentence="{code} is for a service that has no code: the claim says in words what was done, and the report goes with it. Is "
    "there no code that tells it?",
    example="line CPT 64999",
    check=_unlisted,
)
WAIVED = Rule(
    id="waiver-modifier-unfit",
    reference=(60,),
    severity=Severity.WARN,
    citation="CMS Medicare Claims Processing Manual ch. 16 § 70.8: tests under a CLIA certificate of waiver",
    sentence="{code}: modifier QW does not fit, {why}.",
    example="line CPT 81002-QW",
    check=_waived,
    field="modifiers",
)
WAIVER_UNTOLD = Rule(
    id="waiver-modifier-untold",
    reference=(60,),
    severity=Severity.INFO,
    citation="CMS Medicare Claims Processing Manual ch. 16 § 70.8: tests under a CLIA certificate of waiver",
    sentence="{code}: a laboratory with a certificate of waiver only adds QW.",
    example="line CPT 87880 at place 11",
    check=_waiver_untold,
    field="modifiers",
)
CHECK_UP_AGE = Rule(
    id="check-up-of-another-age",
    reference=(56,),
    severity=Severity.WARN,
    citation="AMA CPT preventive medicine services, by age; IOCE edit 2",
    sentence="{code} is the check-up of {ages}, and the patient is {age}.",
    example="line CPT 99396 for a patient of 30 years",
    check=_check_up_age,
)
SERVICE_SEX = Rule(
    id="service-sex-conflict",
    reference=(57,),
    severity=Severity.WARN,
    citation="IOCE edit 8: procedure and sex; a warning only (condition code 45 bypasses it)",
    sentence="{code} is usual for {sex} patients. Check the code and the sex on file; nothing is blocked by it.",
    example="line CPT 58150 for a patient on file as male",
    check=_other_sex,
)
