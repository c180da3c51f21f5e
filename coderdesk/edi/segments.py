"""The grain of an X12 file: segments, elements and their delimiters."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.money import Money

ELEMENT, COMPONENT, REPETITION, TERMINATOR = "*", ":", "^", "~"
LINE_END = "\n"

Element = str | tuple[str, ...]
Segment = tuple[Element, ...]


def written(segment: Segment) -> str:
    """One segment as it stands in the file, trailing empty elements dropped; "" when nothing but its name is left.

    Every value passes `x12_text`, so that no value can end an element or a segment. A tuple is a composite.
    """
    name, *elements = (_element(element) for element in segment)
    while elements and not elements[-1]:
        elements.pop()
    return ELEMENT.join((name, *elements)) + TERMINATOR + LINE_END if elements else ""


def _element(element: Element) -> str:
    if isinstance(element, str):
        return x12_text(element)
    return COMPONENT.join(x12_text(component) for component in element).rstrip(COMPONENT)


def transaction_set(*, control: str, version: str, body: Iterable[Segment]) -> Iterator[str]:
    """An 837 between its ST and SE, counted."""
    count = 0
    for segment in (("ST", "837", control, version), *body):
        line = written(segment)
        if line:
            count += 1
            yield line
    yield written(("SE", str(count + 1), control))


def plain_number(value: Decimal) -> str:
    """Without exponent and without zeros after the point: "1.50" -> "1.5", "100.00" -> "100"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_money(amount: Money) -> str:
    return plain_number(Decimal(amount.cents).scaleb(-2))


def plain_date(day: date) -> str:
    return f"{day:%Y%m%d}"
