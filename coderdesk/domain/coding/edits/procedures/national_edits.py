"""The national claim edits, where their tables are imported: pairs, units limits, add-on codes; never silent without them."""

from collections.abc import Iterator
from decimal import Decimal

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.checked_visit import CheckedLine
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.edits.procedures.history import after_surgery
from coderdesk.domain.coding.fixes import Remove
from coderdesk.domain.values.finding import Severity

# The modifiers that the policy manual lets bypass a pair with indicator 1.
BYPASS = frozenset(
    "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD LM RC RI "
    "24 25 57 58 78 79 27 59 91 XE XS XP XU".split()
)
_LINE_BY_LINE = 1


def _setting(chart: Chart) -> str:
    return "practitioner" if chart.visit.setting is Setting.OUTPATIENT else "outpatient hospital"


def _billed(chart: Chart) -> tuple[CheckedLine, ...]:
    if chart.visit.setting is Setting.INPATIENT:
        return ()  # the edits are for professional and outpatient claims
    return tuple(line for line in chart.visit.lines if line.system in (CodeSystem.CPT, CodeSystem.HCPCS))


def _pairs(chart: Chart) -> Iterator[Hit]:
    lines = _billed(chart)
    tables, on, setting = chart.book.tables, chart.visit.date_of_service, _setting(chart)
    if len({line.code for line in lines}) < 2 or not tables.is_imported(CodeSet.NCCI_PTP, on, setting):
        return
    by_code: dict[str, list[CheckedLine]] = {}
    for line in lines:
        by_code.setdefault(line.code, []).append(line)
    for pair in tables.pairs_between(tuple(by_code), on, setting):
        if pair.modifier_indicator == "9":
            continue
        one, two = by_code[pair.column1], by_code[pair.column2]
        is_lifted = any(BYPASS & set(line.modifiers) for line in (*one, *two))
        if pair.modifier_indicator == "1" and is_lifted:
            continue
        never = pair.modifier_indicator == "0"
        yield Hit(
            at=two[0],
            codes=(pair.column1, pair.column2),
            words={
                "other": pair.column2,
                "how": "no modifier lifts that"
                if never
                else "an NCCI modifier lifts it where the documentation supports it",
            },
            fixes=(Remove(pair.column2),),
            severity=Severity.STOP if never else None,
        )


def _limits(chart: Chart) -> Iterator[Hit]:
    tables, on, setting = chart.book.tables, chart.visit.date_of_service, _setting(chart)
    lines = [line for line in _billed(chart) if line.units is not None]
    if not lines or not tables.is_imported(CodeSet.MUE, on, setting):
        return
    days: dict[str, Decimal] = {}
    for line in lines:
        days[line.code] = days.get(line.code, Decimal(0)) + (line.units or Decimal(0))
    told: set[str] = set()
    for line in lines:
        limit = tables.units_limit(line.code, on, setting)
        if limit is None or line.code in told:
            continue
        by_line = limit.adjudication == _LINE_BY_LINE
        units = line.units if by_line else days[line.code]
        if units is not None and units > limit.units:
            if not by_line:
                told.add(line.code)
            words = {
                "units": f"{units.normalize():f}",
                "most": str(limit.units),
                "per": "a line" if by_line else "a day",
            }
            yield Hit(
                at=line, codes=(line.code,), words=words, severity=Severity.STOP if limit.adjudication == 2 else None
            )


def _add_ons(chart: Chart) -> Iterator[Hit]:
    tables, on = chart.book.tables, chart.visit.date_of_service
    lines = _billed(chart)
    if not lines or not tables.is_imported(CodeSet.ADD_ON, on):
        return
    stand = {line.code for line in lines}
    for line in lines:
        primaries = {pair.primary for pair in tables.add_on_primaries(line.code, on)}
        if primaries and "" not in primaries and not primaries & (stand - {line.code}):
            some = sorted(primaries)
            shown = ", ".join(some[:6]) + (" …" if len(some) > 6 else "")
            yield Hit(at=line, codes=(line.code,), words={"primaries": shown})


def _is_medicares(chart: Chart) -> bool:
    return not chart.visit.payer or "medicare" in chart.visit.payer.lower()


def _not_imported(chart: Chart) -> Iterator[Hit]:
    lines = _billed(chart)
    on, setting = chart.visit.date_of_service, _setting(chart)
    wanted = [(CodeSet.MUE, 61, bool(lines)), (CodeSet.ADD_ON, 62, bool(lines))]
    wanted.insert(0, (CodeSet.NCCI_PTP, 60, len({line.code for line in lines}) > 1))
    wanted.append((CodeSet.COVERAGE, 63, _is_medicares(chart) and any(line.pointers for line in lines)))
    wanted.append((CodeSet.RELATIVE_VALUE, 60, bool(lines and after_surgery(chart))))
    for table, number, is_needed in wanted:
        where = setting if table in (CodeSet.NCCI_PTP, CodeSet.MUE) else ""
        if is_needed and not chart.book.tables.is_imported(table, on, where):
            yield Hit(at=None, codes=(), words={"table": table.value}, reference=(number,))


PAIR = Rule(
    id="ncci-pair",
    reference=(60,),
    severity=Severity.STOP_OVERRIDE,
    citation="CMS NCCI procedure-to-procedure edits, in force on the date of service",
    sentence="{other} is not paid with {code} on one day: {how}.",
    example="lines of a pair of the imported table",
    check=_pairs,
    field="modifiers",
)
UNITS_LIMIT = Rule(
    id="medically-unlikely-units",
    reference=(61,),
    severity=Severity.WARN,
    citation="CMS NCCI medically unlikely edits (MAI 1 line, 2 and 3 day)",
    sentence="{code}: {units} units are more than the {most} that are expected for {per}.",
    example="a line above the imported limit",
    check=_limits,
    field="units",
)
ADD_ON = Rule(
    id="add-on-without-primary",
    reference=(62,),
    severity=Severity.STOP,
    citation="CMS NCCI add-on code edits",
    sentence="{code} is an add-on code, and none of its primary codes is billed with it: {primaries}.",
    example="an add-on code of the imported table alone",
    check=_add_ons,
)
NOT_IMPORTED = Rule(
    id="not-checked",
    reference=(60, 61, 62, 63),
    severity=Severity.INFO,
    citation="CMS NCCI edit files, coverage articles and fee schedule, which the practice imports",
    sentence="Not checked: the table {table} is not imported for that day.",
    example="line CPT 99213 without imported tables",
    check=_not_imported,
)
