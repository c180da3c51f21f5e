"""Which rule speaks where two see one cause: the other keeps quiet, and its numbers and fixes pass to the one that speaks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coderdesk.domain.coding.edits.engine import RuleFinding
from coderdesk.domain.values.finding import Severity

# A finding of the rule on the left makes those on the right superfluous, as far as they are about the same codes.
SPEAKS_FOR: Mapping[str, tuple[str, ...]] = {
    "not-a-whole-code": ("chronic-disease-again", "unspecified-code"),
    "manifestation-first": ("unacceptable-principal", "code-first-absent"),
    "manifestation-without-etiology": ("code-first-absent",),
    "code-first-order": (
        "manifestation-first",
        "severe-sepsis-first",
        "secondary-observation-first",
        "unacceptable-principal",
        "malignancy-of-transplant",
        "covid-after-manifestation",
        "poisoning-not-first",
        "status-code-first",
        "additional-code-before",
    ),
    "combination-code": ("excludes1", "acute-before-chronic"),
    "normal-supervision-with-complication": ("excludes1",),
    "incidental-pregnancy-with-complication": ("excludes1",),
    "hiv-in-two-stages": ("excludes1",),
    "hypertension-combined": ("excludes1", "code-first-absent", "use-additional"),
    "hypertension-told-twice": ("excludes1",),
    "excludes1": ("excludes2", "symptom-of-the-disease"),
    "secondary-observation-first": ("unacceptable-principal", "status-code-first"),
    "external-cause-first": ("unacceptable-principal", "status-code-first"),
    "underdosing-first": ("unacceptable-principal", "status-code-first"),
    "severe-sepsis-first": ("unacceptable-principal", "code-first-absent"),
    "severe-sepsis-without-infection": ("code-first-absent",),
    "unacceptable-principal": ("status-code-first", "additional-code-before"),
    "stroke-scale-without-stroke": ("code-first-absent",),
    "bmi-without-diagnosis": ("secondary-observation-first", "status-code-first"),
    "weeks-without-pregnancy": ("code-first-absent",),
    "birth-not-first": ("first-listed-only",),
    "newborn-code-on-mother": ("age-conflict",),
    "examination-finding-missing": ("use-additional",),
    "side-unspecified": ("unspecified-code",),
    "dominant-side": ("unspecified-code",),
    "additional-code-before": ("status-code-first",),
}
_HARDNESS = {severity: place for place, severity in enumerate(Severity)}
Said = list[RuleFinding | None]


def spoken(findings: Sequence[RuleFinding]) -> tuple[RuleFinding, ...]:
    """One finding for one cause, in the order that they had. A softer finding never silences a harder one."""
    said: Said = list(findings)
    at: dict[str, list[int]] = {}
    for place, finding in enumerate(findings):
        at.setdefault(finding.rule.id, []).append(place)
    for speaker, silent in SPEAKS_FOR.items():
        if speaker in at:
            others = [place for rule_id in silent for place in at.get(rule_id, ())]
            for place in at[speaker] if others else ():
                _silence(said, place, others)
    return tuple(finding for finding in said if finding is not None)


def _silence(said: Said, place: int, others: Sequence[int]) -> None:
    for other_place in others:
        speaker, other = said[place], said[other_place]
        if speaker is None or other is None or not other.codes:
            continue
        is_softer = _HARDNESS[other.severity] < _HARDNESS[speaker.severity]
        if not is_softer and set(other.codes) <= set(speaker.codes):
            said[place] = replace(
                speaker,
                reference=tuple(dict.fromkeys((*speaker.reference, *other.reference))),
                fixes=speaker.fixes or other.fixes,
            )
            said[other_place] = None
