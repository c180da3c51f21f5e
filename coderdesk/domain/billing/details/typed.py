"""What was typed, put into the details of a visit; and how the details read in their fields."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from coderdesk.domain.billing.details.claim_details import ClaimDetails, LineDetails, RevenueLine, VisitDetails
from coderdesk.domain.billing.details.claim_fields import SECTIONS
from coderdesk.domain.billing.details.entries import DetailUnfit, read_entry, write_entry
from coderdesk.domain.billing.details.field import DetailField
from coderdesk.domain.billing.details.line_fields import LINE_FIELDS
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.values.ids import AssignmentId

# what counts only with the words that state it, and where those stand
PROVED = {"minutes": "minutes_evidence", "drug_quantity": "drug_evidence"}
REVENUE_KEY = "stay.revenue_lines"
_BY_KEY = {one.key: one for section in SECTIONS for one in section.fields}
_LINE_BY_KEY = {one.key: one for one in LINE_FIELDS}


def claim_field(key: str) -> DetailField:
    """Raises KeyError."""
    return _BY_KEY[key]


def line_field(key: str) -> DetailField:
    return _LINE_BY_KEY[key]


def value_at(details: Any, key: str) -> Any:
    """What stands at a key of the details."""
    for name in key.split("."):
        details = getattr(details, name)
    return details


def text_at(details: Any, field: DetailField) -> str:
    """As a person would type it."""
    return write_entry(field.form, value_at(details, field.key))


def is_filled(details: Any, key: str) -> bool:
    return bool(value_at(details, key))


def _with(details: Any, names: list[str], value: Any) -> Any:
    name, *deeper = names
    return replace(details, **{name: _with(getattr(details, name), deeper, value) if deeper else value})


def read_field(field: DetailField, text: str) -> Any:
    """What the text means in this field. Raises DetailUnfit."""
    value = read_entry(field.form, text)
    if field.choices and value not in dict(field.choices):
        raise DetailUnfit(f"{field.words} is not one of the choices.")
    for part in _codes_in(value):
        if field.fits and not re.fullmatch(field.fits, part):
            raise DetailUnfit(field.fault)
        if len(part) > field.longest:
            raise DetailUnfit(f"{field.words} has {len(part)} characters, and a claim holds {field.longest}.")
    return value


def _codes_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (value,) if value else ()
    elif isinstance(value, tuple):
        for part in value:
            yield part if isinstance(part, str) else _code_of(part)


def _code_of(part: Any) -> str:
    names = {one.name for one in fields(part)} if is_dataclass(part) else set()
    return next((str(getattr(part, name)) for name in ("code", "revenue_code", "kind", "tooth") if name in names), "")


def with_claim_entry(details: VisitDetails, key: str, text: str, evidence: tuple[Evidence, ...] = ()) -> VisitDetails:
    """The details with what was typed for the claim. `evidence` proves revenue lines that are new or changed.

    Raises DetailUnfit; KeyError for a key that is none.
    """
    value = read_field(claim_field(key), text)
    if key == "kind":
        value = ClaimKind(value) if value else None
    if key == REVENUE_KEY:
        value = _proved_lines(value, details.claim, evidence)
    return replace(details, claim=_with(details.claim, key.split("."), value))


def _proved_lines(
    lines: tuple[RevenueLine, ...], before: ClaimDetails, evidence: tuple[Evidence, ...]
) -> tuple[RevenueLine, ...]:
    """Lines that stood already keep their passages."""
    known = {replace(row, evidence=()): row.evidence for row in before.stay.revenue_lines}
    proved = tuple(replace(row, evidence=known.get(row) or evidence) for row in lines)
    if any(not row.evidence for row in proved):
        raise DetailUnfit("Select the words that state the days or units in the document first.")
    return proved


def with_line_entry(
    details: VisitDetails, assignment_id: AssignmentId, key: str, text: str, evidence: tuple[Evidence, ...] = ()
) -> VisitDetails:
    """The same for a line. Minutes and the quantity of a drug need the words that state them. Raises DetailUnfit, KeyError."""
    value = read_field(line_field(key), text)
    before = details.line(assignment_id)
    after: LineDetails = _with(before, [key], value)
    if key in PROVED:
        proof = evidence or (getattr(before, PROVED[key]) if value == value_at(before, key) else ())
        if value and not proof:
            raise DetailUnfit("Select the words that state it in the document first.")
        after = _with(after, [PROVED[key]], proof if value else ())
    others = tuple(row for row in details.lines if row.assignment_id != assignment_id)
    is_empty = after == LineDetails(assignment_id=assignment_id)
    return replace(details, lines=others if is_empty else (*others, after))
