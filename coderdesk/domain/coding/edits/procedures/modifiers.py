"""Modifiers: known, legal for the kind of code, and not against one another or against the diagnosis."""

import re
from collections.abc import Iterator

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.checked_visit import CheckedLine
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.values.finding import Severity

_FORM = re.compile(r"[0-9A-Z]{2}")
# Visits and consultations, eye examinations, and the G codes that stand for them (numbers only).
_VISIT = re.compile(
    r"99(?:0[5-9]|[1-4])\d\d|9920[2-9]|9200[24]|9201[24]|9938\d|9939\d|G0(?:101|402|438|439|463)|G2211|T1015|S061[0-3]"
)
_VISIT_ONLY = frozenset({"24", "25", "27", "57"})
_NOT_FOR_VISITS = frozenset(
    {"26", "50", "51", "58", "59", "62", "66", "78", "79", "80", "81", "82", "AS", "TC", "RT", "LT"}
)
_PAIRS = (
    (frozenset({"RT"}), frozenset({"LT"}), "the two sides on one line: modifier 50 or two lines tell both"),
    (frozenset({"50"}), frozenset({"RT", "LT"}), "both sides and one side"),
    (frozenset({"26"}), frozenset({"TC"}), "the professional and the technical part: the whole service has neither"),
    (frozenset({"59"}), frozenset({"XE", "XS", "XP", "XU"}), "59 and one of its more exact forms"),
    (frozenset({"76"}), frozenset({"77"}), "the same and another provider"),
    (frozenset({"52"}), frozenset({"53"}), "reduced on purpose and stopped for risk"),
    (frozenset({"54"}), frozenset({"55", "56"}), "parts of surgical care that one surgeon bills as the whole"),
    (frozenset({"80"}), frozenset({"81", "82", "AS"}), "several forms of assistance"),
)
_ABN = (
    (frozenset({"GA"}), frozenset({"GZ"}), "a notice signed, and none signed"),
    (frozenset({"GA"}), frozenset({"GX"}), "a required and a voluntary notice"),
    (frozenset({"GY"}), frozenset({"GA", "GZ"}), "excluded by law, and expected to be denied as not necessary"),
)
_SIDES = {
    "RT": "right",
    "LT": "left",
    "E1": "left",
    "E2": "left",
    "E3": "right",
    "E4": "right",
    "FA": "left",
    "F5": "right",
    "TA": "left",
    "T5": "right",
    "LC": "",
    "RC": "",
}


def _malformed(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        for modifier in line.modifiers:
            if not _FORM.fullmatch(modifier):
                yield Hit(at=line, codes=(line.code,), words={"modifier": modifier[:8]})


def _unknown(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        for modifier in line.modifiers:
            if _FORM.fullmatch(modifier) and chart.book.modifiers and modifier not in chart.book.modifiers:
                yield Hit(at=line, codes=(line.code,), words={"modifier": modifier})


def _twice(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        for modifier in sorted({one for one in line.modifiers if line.modifiers.count(one) > 1}):
            yield Hit(at=line, codes=(line.code,), words={"modifier": modifier})


def _conflict(chart: Chart) -> Iterator[Hit]:
    yield from _against(chart, _PAIRS)


def _notices(chart: Chart) -> Iterator[Hit]:
    yield from _against(chart, _ABN)


def _against(chart: Chart, pairs: tuple[tuple[frozenset[str], frozenset[str], str], ...]) -> Iterator[Hit]:
    for line in chart.visit.lines:
        stand = frozenset(line.modifiers)
        for one, others, why in pairs:
            if one <= stand and others & stand:
                both = f"{min(one)} and {min(others & stand)}"
                yield Hit(at=line, codes=(line.code,), words={"both": both, "why": why})


def _unfit(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if line.system not in (CodeSystem.CPT, CodeSystem.HCPCS):
            continue
        is_visit = bool(_VISIT.fullmatch(line.code))
        for modifier in line.modifiers:
            if modifier in _VISIT_ONLY and not is_visit and not line.code.startswith("9"):
                yield Hit(at=line, codes=(line.code,), words={"modifier": modifier, "why": "it is for visits only"})
            elif modifier in _NOT_FOR_VISITS and is_visit:
                yield Hit(at=line, codes=(line.code,), words={"modifier": modifier, "why": "it is not for visits"})


def _too_many(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if len(line.modifiers) > 4:
            yield Hit(at=line, codes=(line.code,), words={"count": str(len(line.modifiers))})


def _without_code(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if line.modifiers and line.system in (CodeSystem.ICD10PCS, CodeSystem.CDT):
            yield Hit(at=line, codes=(line.code,), words={"system": line.system.value})


def _side_of_line(line: CheckedLine) -> str:
    sides = {_SIDES.get(one, "") for one in line.modifiers} - {""}
    return sides.pop() if len(sides) == 1 else ""


def _other_side(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        side = _side_of_line(line)
        named = [chart.rows[one - 1] for one in line.pointers or () if 1 <= one <= len(chart.rows)]
        sides = {row.entry.side for row in named if row.entry and row.entry.side}
        if side and sides and not sides & {side, "bilateral", "unspecified"}:
            row = next(row for row in named if row.entry and row.entry.side)
            yield Hit(at=line, codes=(line.code, row.code), words={"side": side, "other": row.code})


def _place(chart: Chart) -> Iterator[Hit]:
    place = chart.visit.place_of_service
    if not place or chart.visit.setting is not Setting.OUTPATIENT:
        return
    for line in chart.visit.lines:
        if any(codes.fullmatch(line.code) and place not in places for codes, places in _ONLY_AT) or any(
            codes.fullmatch(line.code) and place in places for codes, places in _NOT_AT
        ):
            name = chart.book.places_of_service.get(place, "")
            yield Hit(at=line, codes=(line.code,), words={"place": place, "name": f" ({name})" if name else ""})


def _no_place(chart: Chart) -> Iterator[Hit]:
    place = chart.visit.place_of_service
    if place and chart.book.places_of_service and place not in chart.book.places_of_service:
        yield Hit(at=None, codes=(), words={"place": place[:8]})


# Visits by where they are made: telehealth (02, 10) is told by the place alone and stands with each.
_HOMES = frozenset({"04", "12", "13", "14", "16", "33", "55", "02", "10"})
_ONLY_AT = (
    (re.compile(r"9928[1-5]"), frozenset({"23", "02", "10"})),
    (re.compile(r"99(?:30[4-9]|31[056])"), frozenset({"31", "32", "54", "56", "61", "02", "10"})),
    (re.compile(r"99(?:34[1-57-9]|350)"), _HOMES),
)
_NOT_AT = (
    (re.compile(r"992(?:0[2-5]|1[1-5])"), frozenset({"21", "23", "51", "61"})),
    (re.compile(r"992[23]\d"), frozenset({"11", "20", "12", "50", "72", "49", "17"})),
)
_NCCI = "CMS NCCI policy manual ch. 1; Medicare Claims Processing Manual ch. 12"
MODIFIER_FORM = Rule(
    id="modifier-malformed",
    reference=(60,),
    severity=Severity.STOP,
    citation="005010X222A1 2400 SV101-3",
    sentence='{code}: "{modifier}" is no modifier, which has two letters or digits.',
    example="line CPT 99213-2",
    check=_malformed,
    field="modifiers",
)
MODIFIER_UNKNOWN = Rule(
    id="modifier-unknown",
    reference=(),
    severity=Severity.INFO,
    citation="005010X222A1 2400 SV101-3",
    sentence="{code}: modifier {modifier} is not among the installed ones and was not checked.",
    example="line CPT 99213-ZZ",
    check=_unknown,
    field="modifiers",
)
MODIFIER_TWICE = Rule(
    id="modifier-told-twice",
    reference=(60,),
    severity=Severity.WARN,
    citation=_NCCI,
    sentence="{code} carries modifier {modifier} twice.",
    example="line CPT 99213-25-25",
    check=_twice,
    field="modifiers",
)
MODIFIER_CONFLICT = Rule(
    id="modifiers-contradict",
    reference=(60,),
    severity=Severity.WARN,
    citation=_NCCI,
    sentence="{code}: modifiers {both} contradict each other ({why}).",
    example="line CPT 20610-RT-LT",
    check=_conflict,
    field="modifiers",
)
NOTICE_CONFLICT = Rule(
    id="notice-modifiers-contradict",
    reference=(64,),
    severity=Severity.STOP,
    citation="CMS Medicare Claims Processing Manual ch. 30 and the ABN modifiers",
    sentence="{code}: modifiers {both} contradict each other ({why}).",
    example="line HCPCS G0439-GA-GZ",
    check=_notices,
    field="modifiers",
)
MODIFIER_UNFIT = Rule(
    id="modifier-unfit",
    reference=(60,),
    severity=Severity.WARN,
    citation=_NCCI,
    sentence="{code}: modifier {modifier} does not fit this kind of code, {why}.",
    example="line CPT 20610-25",
    check=_unfit,
    field="modifiers",
)
MODIFIER_COUNT = Rule(
    id="too-many-modifiers",
    reference=(66,),
    severity=Severity.STOP,
    citation="005010X222A1 2400 SV101-3 to SV101-6",
    sentence="{code} has {count} modifiers: a line holds four.",
    example="line CPT 99213-25-24-GC-95-KX",
    check=_too_many,
    field="modifiers",
)
MODIFIER_WITHOUT_USE = Rule(
    id="system-without-modifiers",
    reference=(60,),
    severity=Severity.WARN,
    citation=_NCCI,
    sentence="{code} is a {system} code, and those take no modifier.",
    example="line ICD-10-PCS 0DTJ4ZZ-59",
    check=_without_code,
    field="modifiers",
)
SIDE_OF_LINE = Rule(
    id="line-on-the-other-side",
    reference=(23,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.B.13; NCCI policy manual ch. 1",
    sentence="{code} was done on the {side} side, and {other} for which it was done speaks of the other.",
    example="M17.12 / line CPT 20610-RT pointing at 1",
    check=_other_side,
    field="modifiers",
)
PLACE = Rule(
    id="place-against-code",
    reference=(),
    severity=Severity.WARN,
    citation="CMS place of service codes; Claims Processing Manual ch. 26 § 10.5",
    sentence="{code} is not usual in place of service {place}{name}.",
    example="line CPT 99213 at place 21",
    check=_place,
    field="place_of_service",
)
NO_PLACE = Rule(
    id="place-unknown",
    reference=(),
    severity=Severity.WARN,
    citation="CMS place of service codes",
    sentence="{place} is no place of service of the national list.",
    example="a visit at place 98",
    check=_no_place,
    field="place_of_service",
)
