"""The risk categories of a visit's diagnoses: CMS-HCC V28 after its hierarchy, with the weight of each for a kind of member."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from coderdesk.domain.coding.code import dotted
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.shared.resources import resource_path

SCHEME = "CMS-HCC V28"
WEIGHTS_OF = "payment year 2026"


class MemberKind(StrEnum):
    """Who is insured: the weights differ. The value is the column of the table."""

    AGED = "cna"
    DISABLED = "cnd"
    AGED_FULL_DUAL = "cfa"
    DISABLED_FULL_DUAL = "cfd"
    AGED_PARTIAL_DUAL = "cpa"
    DISABLED_PARTIAL_DUAL = "cpd"
    INSTITUTION = "ins"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCategory:
    """`codes` lead to it. `weight` is None where the table has none; `replaced_by` is the category above it that is on the
    visit too, "" when it counts."""

    hcc: str
    title: str
    codes: tuple[str, ...]
    weight: Decimal | None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRisk:
    """`total` adds what counts, without age, sex and interactions; it is no forecast of a payment."""

    categories: tuple[RiskCategory, ...]
    total: Decimal
    weights_of: str = WEIGHTS_OF


@dataclass(frozen=True, slots=True)
class _Row:
    weights: Mapping[str, Decimal]
    replaces: frozenset[str]


@cache
def _table() -> Mapping[str, _Row]:
    """Read once: the file travels with the program."""
    path = resource_path("risk", "cms_hcc_v28_2026.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            row["hcc"]: _Row(
                {kind.value: Decimal(row[kind.value]) for kind in MemberKind if row[kind.value]},
                frozenset(row["replaces"].split()),
            )
            for row in csv.DictReader(stream)
        }


def weight_of(hcc: str, member: MemberKind = MemberKind.AGED) -> Decimal | None:
    """The weight of one category of CMS-HCC V28, for the code browser; None where the table has none."""
    row = _table().get(hcc)
    return row.weights.get(member.value) if row else None


def risk_of(*, library: CodeLibrary, codes: Iterable[str], on: date, member: MemberKind = MemberKind.AGED) -> VisitRisk:
    """The categories of these diagnosis codes, those that count first; codes without a category are left out."""
    leading: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for code in dict.fromkeys(codes):
        for group in library.groups_of(code, on):
            if group.scheme == SCHEME:
                leading.setdefault(group.group, []).append(dotted(code))
                titles[group.group] = group.title
    categories = [_category(hcc, titles[hcc], tuple(leading[hcc]), frozenset(leading), member) for hcc in leading]
    counted = [one.weight for one in categories if not one.replaced_by and one.weight is not None]
    ordered = sorted(categories, key=lambda one: (bool(one.replaced_by), int(one.hcc)))
    return VisitRisk(categories=tuple(ordered), total=sum(counted, Decimal(0)))


def _category(
    hcc: str, title: str, codes: tuple[str, ...], present: frozenset[str], member: MemberKind
) -> RiskCategory:
    table = _table()
    above = sorted((one for one in present if one in table and hcc in table[one].replaces), key=int)
    return RiskCategory(
        hcc=hcc,
        title=title,
        codes=codes,
        weight=weight_of(hcc, member),
        replaced_by=above[0] if above else "",
    )
