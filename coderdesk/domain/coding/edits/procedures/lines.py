"""Service lines as such: known codes, whole units, pointers that point at something, and no more than a claim holds."""

import re
from collections.abc import Iterator

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import Remove
from coderdesk.domain.values.finding import Severity

_FORMS = {
    CodeSystem.CPT: re.compile(r"\d{4}[0-9FTUMA]"),
    CodeSystem.HCPCS: re.compile(r"[A-CE-V]\d{4}"),
    CodeSystem.CDT: re.compile(r"D\d{4}"),
    CodeSystem.ICD10PCS: re.compile(r"[0-9A-HJ-NP-Z]{7}"),
    CodeSystem.NDC: re.compile(r"[\d-]{10,13}"),
}
# "Same again" in its several forms: the line is meant to stand twice.
_AGAIN = frozenset({"76", "77", "78", "79", "91", "59", "XE", "XS", "XP", "XU"})
_NEW_AND_KNOWN = (
    (re.compile(r"9920[2-5]"), re.compile(r"9921[1-5]")),
    (re.compile(r"9200[24]"), re.compile(r"9201[24]")),
    (re.compile(r"9938[1-7]"), re.compile(r"9939[1-7]")),
    (re.compile(r"9934[1-5]"), re.compile(r"99(?:34[7-9]|350)")),
)
_MOST = {Setting.OUTPATIENT: (12, 50), Setting.FACILITY: (25, 450), Setting.INPATIENT: (25, 999)}


def _form(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        form = _FORMS.get(line.system)
        if form is not None and not form.fullmatch(line.code):
            yield Hit(at=line, codes=(line.code,), words={"system": line.system.value})


def _in_force(chart: Chart) -> Iterator[Hit]:
    day = chart.visit.date_of_service
    for line in chart.visit.lines:
        form = _FORMS.get(line.system)
        if form is None or not form.fullmatch(line.code) or not chart.book.is_loaded(line.system, day):
            continue
        if line.system in (CodeSystem.CPT, CodeSystem.CDT):
            continue  # only the practice's own list is known; what is not on it may exist
        code = chart.book.code_on(line.system, line.code, day)
        if code is None or not code.is_billable:
            why = "is a heading" if code else _why(chart, line.system, line.code)
            yield Hit(at=line, codes=(line.code,), words={"why": why, "day": f"{day:%m/%d/%Y}"})


def _not_checked(chart: Chart) -> Iterator[Hit]:
    """Once for each system whose codes no installed list names."""
    day = chart.visit.date_of_service
    for system in dict.fromkeys(line.system for line in chart.visit.lines):
        if system in _FORMS and not chart.book.is_loaded(system, day):
            codes = tuple(dict.fromkeys(line.code for line in chart.visit.lines if line.system is system))
            yield Hit(at=None, codes=codes, words={"system": system.value, "day": f"{day:%m/%d/%Y}"})


def _why(chart: Chart, system: CodeSystem, value: str) -> str:
    known, day = chart.book.find(system, value), chart.visit.date_of_service
    if known is None:
        return "no installed release has it"
    if known.in_force.start and day < known.in_force.start:
        return f"it begins on {known.in_force.start:%m/%d/%Y}"
    return f"it ended on {known.in_force.end:%m/%d/%Y}" if known.in_force.end else "its dates are not known"


def _twice(chart: Chart) -> Iterator[Hit]:
    seen: set[tuple[object, ...]] = set()
    for line in chart.visit.lines:
        key = (line.system, line.code, frozenset(line.modifiers))
        if key in seen and not _AGAIN & set(line.modifiers):
            yield Hit(at=line, codes=(line.code,), fixes=(Remove(line.code),))
        seen.add(key)


def _units(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if line.units is not None and line.units <= 0:
            yield Hit(at=line, codes=(line.code,), words={"units": f"{line.units:f}"})


def _pointer_outside(chart: Chart) -> Iterator[Hit]:
    count = len(chart.rows)
    for line in chart.visit.lines:
        outside = [str(one) for one in line.pointers or () if not 1 <= one <= min(count, 12)]
        if outside:
            yield Hit(at=line, codes=(line.code,), words={"pointers": ", ".join(outside[:6]), "count": str(count)})


def _pointer_count(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if line.pointers and len(line.pointers) > 4:
            yield Hit(at=line, codes=(line.code,), words={"count": str(len(line.pointers))})


def _pointer_twice(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if line.pointers and len(set(line.pointers)) < len(line.pointers):
            yield Hit(at=line, codes=(line.code,))


def _pointer_missing(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if line.pointers == () and chart.visit.setting is Setting.OUTPATIENT:
            yield Hit(at=line, codes=(line.code,))


def _too_many(chart: Chart) -> Iterator[Hit]:
    most_codes, most_lines = _MOST[chart.visit.setting]
    is_facility = chart.visit.setting is Setting.FACILITY
    for count, most, what in (
        (len(chart.rows), most_codes, "diagnoses"),
        (len(chart.visit.lines), most_lines, "service lines"),
    ):
        if count > most:
            words = {"count": str(count), "most": str(most), "what": what}
            reference = (59,) if is_facility and what == "service lines" else (66,)
            yield Hit(at=None, codes=(), words=words, reference=reference)


def _both_sides_twice(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if "50" in line.modifiers and line.units is not None and line.units > 1:
            yield Hit(at=line, codes=(line.code,), words={"units": f"{line.units.normalize():f}"})


def _new_and_known(chart: Chart) -> Iterator[Hit]:
    """One visit of an office, an examination or a check-up as of a new and of an established patient."""
    for kinds in _NEW_AND_KNOWN:
        new, known = ([line for line in chart.visit.lines if kind.fullmatch(line.code)] for kind in kinds)
        if new and known:
            yield Hit(at=known[0], codes=(new[0].code, known[0].code), words={"other": known[0].code})


def _no_diagnosis(chart: Chart) -> Iterator[Hit]:
    """Dental claims may go without; every other says what the visit was for."""
    if not chart.rows and not any(line.system is CodeSystem.CDT for line in chart.visit.lines):
        yield Hit(at=None, codes=())


_CLAIM = "005010X222A1 2300 HI and 2400 SV107"
FORM = Rule(
    id="line-code-malformed",
    reference=(4,),
    severity=Severity.STOP,
    citation="45 CFR 162.1002: the form of the code set's codes",
    sentence="{code} does not have the form of a {system} code.",
    example="line CPT 9921",
    check=_form,
)
LINE_IN_FORCE = Rule(
    id="line-code-not-in-force",
    reference=(4,),
    severity=Severity.STOP,
    citation="45 CFR 162.1000(a): the code set valid on the date of service",
    sentence="{code} cannot be reported on {day}: {why}.",
    example="line HCPCS G9999",
    check=_in_force,
    on_desk=False,
)
LINE_NOT_CHECKED = Rule(
    id="line-codes-not-checked",
    reference=(4,),
    severity=Severity.INFO,
    citation="45 CFR 162.1000(a): the code set valid on the date of service",
    sentence="Not checked: whether the {system} codes are in force on {day}, for no list of them is imported for that day.",
    example="line CPT 99213 without an imported list",
    check=_not_checked,
    on_desk=False,
)
LINE_TWICE = Rule(
    id="line-stands-twice",
    reference=(61,),
    severity=Severity.WARN,
    citation="CMS NCCI policy manual ch. 1: the same service on one day is told in units, or by a modifier (76, 77, 91, 59, X-)",
    sentence="{code} stands on a second line with the same modifiers: raise the units of one line, or say why it was done again.",
    example="lines CPT 71046 / CPT 71046",
    check=_twice,
)
NO_UNITS = Rule(
    id="no-units",
    reference=(61,),
    severity=Severity.STOP,
    citation="005010X222A1 2400 SV104",
    sentence="{code} has {units} units: a line bills more than 0.",
    example="line CPT 97110 with 0 units",
    check=_units,
    field="units",
    on_desk=False,
)
POINTER_OUTSIDE = Rule(
    id="pointer-outside",
    reference=(66,),
    severity=Severity.STOP,
    citation=_CLAIM,
    sentence="{code} points at diagnosis {pointers}, and the visit has {count}; only the first twelve can be pointed at.",
    example="line CPT 99213 pointing at 3, with two diagnoses",
    check=_pointer_outside,
    field="pointers",
)
POINTER_COUNT = Rule(
    id="too-many-pointers",
    reference=(66,),
    severity=Severity.STOP,
    citation=_CLAIM,
    sentence="{code} has {count} diagnosis pointers: a line holds four.",
    example="line CPT 99214 pointing at 1, 2, 3, 4 and 5",
    check=_pointer_count,
    field="pointers",
)
POINTER_TWICE = Rule(
    id="pointer-told-twice",
    reference=(66,),
    severity=Severity.WARN,
    citation=_CLAIM,
    sentence="{code} points at the same diagnosis twice.",
    example="line CPT 99213 pointing at 1 and 1",
    check=_pointer_twice,
    field="pointers",
)
POINTER_MISSING = Rule(
    id="no-pointer",
    reference=(66,),
    severity=Severity.STOP,
    citation=_CLAIM,
    sentence="{code} points at no diagnosis: say what it was done for.",
    example="line CPT 99213 without a pointer",
    check=_pointer_missing,
    field="pointers",
    on_desk=False,
)
BOTH_SIDES_TWICE = Rule(
    id="both-sides-with-units",
    reference=(61,),
    severity=Severity.WARN,
    citation="CMS Medicare Claims Processing Manual ch. 12 § 40.7: modifier 50 is billed with one unit",
    sentence="{code} has modifier 50 and {units} units: both sides are one unit with modifier 50.",
    example="line CPT 20610-50 with 2 units",
    check=_both_sides_twice,
    field="units",
)
NEW_AND_KNOWN = Rule(
    id="new-and-established-patient",
    reference=(65,),
    severity=Severity.WARN,
    citation="AMA CPT E/M guidelines 2023: a patient is new or established, not both on one day",
    sentence="{code} is for a new patient, and {other} on the same visit for an established one.",
    example="lines CPT 99203 / CPT 99213",
    check=_new_and_known,
)
NO_DIAGNOSIS = Rule(
    id="no-diagnosis",
    reference=(66,),
    severity=Severity.STOP,
    citation="005010X222A1 2300 HI; 005010X223A2 2300 HI",
    sentence="No diagnosis is coded: a claim tells at least one.",
    example="a visit without diagnoses",
    check=_no_diagnosis,
    on_desk=False,
)
TOO_MANY = Rule(
    id="more-than-a-claim-holds",
    reference=(66,),
    severity=Severity.STOP,
    citation="005010X222A1 2300 HI and 2400 LX; 005010X223A2 for institutional claims",
    sentence="The visit has {count} {what}, and a claim holds {most}.",
    example="thirteen diagnoses",
    check=_too_many,
    on_desk=False,
)
