"""MS-DRG titles and weights: Table 5 of the FY2026 final rule as drg 1.0.0 carries it, read by our own reader."""

from collections.abc import Iterator
from decimal import Decimal

from coderdesk.codefiles.derive.packages import package_file
from coderdesk.codefiles.derive.table_text import DerivedTable, table_text
from coderdesk.codefiles.official import recognise, rows
from coderdesk.domain.coding.code_release import DrgWeight

_HEADINGS = (
    "drg",
    "mdc",
    "kind",
    "post_acute",
    "special_pay",
    "weight",
    "capped_weight",
    "geometric_days",
    "arithmetic_days",
    "title",
)


def derive() -> Iterator[DerivedTable]:
    (file,) = recognise(package_file("drg", "data", "cms", "drg_weights.txt"))
    lines = [_line(row) for row in rows(file) if isinstance(row, DrgWeight)]
    yield DerivedTable("msdrg/2026/weights.csv", table_text(_HEADINGS, lines))


def _line(row: DrgWeight) -> tuple[str, ...]:
    return (
        row.drg,
        row.mdc,
        row.kind,
        "yes" if row.is_post_acute else "no",
        "yes" if row.is_special_pay else "no",
        *(map(_number, (row.weight, row.capped_weight, row.geometric_days, row.arithmetic_days))),
        row.title,
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value)
