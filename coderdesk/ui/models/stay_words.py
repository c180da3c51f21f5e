"""A stay's group, its diagnoses, its what-ifs and the visit's risk, in the words of the screen."""

from dataclasses import dataclass
from decimal import Decimal

from coderdesk.domain.coding.inpatient import Complication, GroupedDiagnosis, OtherGroup, StayGroup
from coderdesk.services.visit_risk import SCHEME, RiskCategory, VisitRisk
from coderdesk.services.visit_stay import StaySheet
from coderdesk.ui.text import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class StayAnswer:
    """`sheet` is None where the visit has no group; `why_not` then says so in a sentence."""

    sheet: StaySheet | None
    risk: VisitRisk
    why_not: str = ""


def weight_words(weight: Decimal | None) -> str:
    return tr("weight not known") if weight is None else tr("weight {weight}", weight=f"{weight:.4f}")


def group_lines(group: StayGroup) -> tuple[str, ...]:
    """Weight and chapter, what decided, and what was taken for granted."""
    where = tr("MDC {number} {title}", number=group.mdc, title=group.mdc_title) if group.mdc else ""
    version = tr("grouper {version}", version=group.version)
    first = " · ".join(part for part in (weight_words(group.weight), where, version) if part)
    if not group.is_grouped:
        return (group.why or tr("The stay cannot be grouped."), *group.assumed)
    return (first, why_words(group), *group.assumed)


def why_words(group: StayGroup) -> str:
    """What moved the stay to its group: the principal diagnosis, and the secondary ones that count."""
    principal = group.principal.code if group.principal else ""
    counting = [f"{row.code} ({row.complication.value})" for row in group.secondary if row.counts]
    if not counting:
        return tr("Because of the principal diagnosis {code}; no CC or MCC moves it.", code=principal)
    return tr(
        "Because of the principal diagnosis {code}, moved by {others}.", code=principal, others=", ".join(counting)
    )


def effect_words(row: GroupedDiagnosis) -> str:
    """What one diagnosis does to the group: "MCC, moves the group"; "" for the many that do nothing."""
    if not row.is_valid:
        return tr("not valid for this grouper")
    if row.complication is Complication.NONE:
        return ""
    moves = tr("moves the group") if row.counts else tr("changes nothing here")
    return f"{row.complication.value}, {moves}"


def other_words(other: OtherGroup) -> str:
    """ "DRG 291, weight 1.2683 (+0.5912)"."""
    change = "" if other.weight_change is None else f" ({other.weight_change:+.4f})"
    return tr("DRG {drg}, {weight}", drg=other.group.drg, weight=weight_words(other.group.weight)) + change


def other_title(other: OtherGroup) -> str:
    kind = "" if other.complication is Complication.NONE else f" ({other.complication.value})"
    return f"{other.condition.code}{kind}  {other.condition.title}".strip()


def category_words(one: RiskCategory) -> str:
    codes = ", ".join(one.codes)
    if one.replaced_by:
        return tr(
            "HCC {hcc} {title}: {codes}, covered by HCC {above}",
            hcc=one.hcc,
            title=one.title,
            codes=codes,
            above=one.replaced_by,
        )
    weight = tr("no weight") if one.weight is None else f"{one.weight:.3f}"
    return tr("HCC {hcc} {title}: {codes}, {weight}", hcc=one.hcc, title=one.title, codes=codes, weight=weight)


def risk_words(risk: VisitRisk) -> str:
    if not risk.categories:
        return tr("No diagnosis of the visit is in a risk category of {scheme}.", scheme=SCHEME)
    return tr(
        "{scheme}, {year}: {total} in all, without age, sex and interactions.",
        scheme=SCHEME,
        year=risk.weights_of,
        total=f"{risk.total:.3f}",
    )
