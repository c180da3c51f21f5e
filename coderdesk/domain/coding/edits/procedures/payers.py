"""What the payer of the visit wants told otherwise: consultations, modifiers, both sides, telehealth, codes of its own."""

from collections.abc import Iterator

from coderdesk.domain.coding.checked_visit import CheckedLine
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.payer_switches import BothSides
from coderdesk.domain.values.finding import Severity

_CONSULTATIONS = ("9924", "9925")
_EXACT = frozenset({"XE", "XP", "XS", "XU"})
_NOTICES = frozenset({"GA", "GX", "GY", "GZ"})
_TELEHEALTH = frozenset({"93", "95", "GT", "GQ"})


def _lines(chart: Chart) -> tuple[CheckedLine, ...]:
    return tuple(line for line in chart.visit.lines if line.system in (CodeSystem.CPT, CodeSystem.HCPCS))


def _consultation(chart: Chart) -> Iterator[Hit]:
    payer = chart.payer
    if payer is not None and not payer.consultations:
        for line in _lines(chart):
            if line.code.startswith(_CONSULTATIONS) and len(line.code) == 5:
                yield Hit(at=line, codes=(line.code,), words={"payer": payer.kind})


def _other_code(chart: Chart) -> Iterator[Hit]:
    payer = chart.payer
    for line in _lines(chart) if payer else ():
        for row in payer.other_codes if payer else ():
            if line.code.startswith(row.begins) and payer:
                words = {"payer": payer.kind, "what": row.words, "instead": " or ".join(row.instead)}
                yield Hit(at=line, codes=(line.code,), words=words)


def _modifier(chart: Chart) -> Iterator[Hit]:
    payer = chart.payer
    if payer is None:
        return
    for line in _lines(chart):
        stand = set(line.modifiers)
        if not payer.exact_distinct_modifiers:
            yield from _unwanted(line, payer.kind, stand & _EXACT, "59")
        yield from _unwanted(line, payer.kind, (stand & _TELEHEALTH) - set(payer.telehealth), _or(payer.telehealth))
        if payer.both_sides is BothSides.TWO_LINES:
            yield from _unwanted(line, payer.kind, stand & {"50"}, "two lines with RT and LT")


def _unwanted(line: CheckedLine, kind: str, modifiers: set[str], instead: str) -> Iterator[Hit]:
    for modifier in sorted(modifiers):
        words = {"payer": kind, "modifier": modifier, "instead": instead}
        yield Hit(at=line, codes=(line.code,), words=words)


def _or(modifiers: tuple[str, ...]) -> str:
    return " or ".join(modifiers) or "the place of service alone"


def _two_lines(chart: Chart) -> Iterator[Hit]:
    """RT and LT on two lines of one code, for a payer that takes modifier 50 on one."""
    payer = chart.payer
    if payer is None or payer.both_sides is not BothSides.ONE_LINE:
        return
    right = {line.code for line in _lines(chart) if "RT" in line.modifiers}
    for line in _lines(chart):
        if "LT" in line.modifiers and line.code in right:
            yield Hit(at=line, codes=(line.code,), words={"payer": payer.kind})


def _notice(chart: Chart) -> Iterator[Hit]:
    payer = chart.payer
    if payer is None or payer.advance_notices:
        return
    for line in _lines(chart):
        for modifier in sorted(_NOTICES & set(line.modifiers)):
            yield Hit(at=line, codes=(line.code,), words={"payer": payer.kind, "modifier": modifier})


_CITATION = "Payer kinds of resources/rules/payers.toml; for Medicare the Claims Processing Manual ch. 12"
CONSULTATION = Rule(
    id="consultation-not-paid",
    reference=(60,),
    severity=Severity.WARN,
    citation="CMS Medicare Claims Processing Manual ch. 12 § 30.6.10, for the kinds of payers that follow it",
    sentence="{code} is a consultation, and payers of the kind “{payer}” pay none: the visit is billed by its place and level.",
    example="line CPT 99243, payer Medicare",
    check=_consultation,
)
OTHER_CODE = Rule(
    id="payer-has-another-code",
    reference=(60,),
    severity=Severity.WARN,
    citation=_CITATION,
    sentence="{code}: payers of the kind “{payer}” take {instead} for {what}.",
    example="line CPT 99417, payer Medicare",
    check=_other_code,
)
MODIFIER = Rule(
    id="payer-wants-another-modifier",
    reference=(60,),
    severity=Severity.WARN,
    citation=_CITATION,
    sentence="{code}: payers of the kind “{payer}” do not take modifier {modifier}, but {instead}.",
    example="line CPT 99213-GT, payer Medicare",
    check=_modifier,
    field="modifiers",
)
TWO_LINES = Rule(
    id="both-sides-on-two-lines",
    reference=(60,),
    severity=Severity.WARN,
    citation=_CITATION,
    sentence="{code} stands once with RT and once with LT, and payers of the kind “{payer}” take one line with modifier 50.",
    example="lines CPT 20610-RT / CPT 20610-LT, payer Medicare",
    check=_two_lines,
    field="modifiers",
)
NOTICE = Rule(
    id="notice-of-another-payer",
    reference=(64,),
    severity=Severity.WARN,
    citation="CMS Medicare Claims Processing Manual ch. 30 § 50: the advance notice is for original Medicare",
    sentence="{code}: modifier {modifier} tells of Medicare's advance notice, and the payer is of the kind “{payer}”.",
    example="line CPT 97110-GA, payer Aetna",
    check=_notice,
    field="modifiers",
)
