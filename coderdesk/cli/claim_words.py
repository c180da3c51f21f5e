"""What the claim commands print: JSON for programs, lines for people."""

import dataclasses
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coderdesk.domain.billing.answers.claim_answer import ClaimsAnswer
from coderdesk.domain.billing.answers.group_answer import GroupAnswer
from coderdesk.domain.billing.submitted.held_claim import HeldClaimSummary, ReceivedFile
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError

if TYPE_CHECKING:  # every command's parser is built for any of them, and these load the vault's engine
    from coderdesk.services.claim_answers import Answer
    from coderdesk.services.claim_file_check import CheckedFile
    from coderdesk.services.claim_files import ImportedClaims, RoundTrip
    from coderdesk.services.sent_claims import SentClaim


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


def plain(value: Any) -> Any:
    """A value as JSON has it: amounts as text with their digits, verdicts beside what they follow from."""
    if isinstance(value, Money):
        return value.plain
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return fields | ({"verdict": value.verdict.value} if hasattr(value, "verdict") else {})
    return value


def of_refusal(trouble: AppError) -> dict[str, Any]:
    """Line, segment and element, where the file has them."""
    place = {name: getattr(trouble, name, default) for name, default in (("line", 0), ("segment", ""), ("element", ""))}
    return {**place, "sentence": getattr(trouble, "sentence", str(trouble))}


def of_round_trip(path: Path, trip: "RoundTrip") -> dict[str, Any]:
    return {
        "file": str(path),
        "same": trip.is_same,
        "claims": trip.claims,
        "segments_compared": trip.segments,
        "differing": plain(tuple(row for row in trip.differences if not row.is_same_value)),
        "written_otherwise": plain(tuple(row for row in trip.differences if row.is_same_value)),
        "remarks": plain(trip.remarks),
    }


def print_round_trip(trip: "RoundTrip") -> None:
    for row in trip.differences:
        mark = "same value" if row.is_same_value else "differs"
        print(
            f"{row.line:>6}  {row.element or row.segment:<8} {mark:<10}  {row.original}  ->  {row.written}  [{row.reason}]"
        )
    for remark in trip.remarks:
        print(f"{remark.line:>6}  {remark.segment:<8} remark      {remark.sentence}")
    differing = sum(not row.is_same_value for row in trip.differences)
    print(f"{trip.claims} claims, {trip.segments} segments compared, {differing} differ.")


def of_check(path: Path, checked: "CheckedFile") -> dict[str, Any]:
    return {"file": str(path), "sound": checked.is_sound, "claims": checked.claims, "troubles": plain(checked.troubles)}


def print_check(path: Path, checked: "CheckedFile") -> None:
    for row in checked.troubles:
        where = f"claim {row.claim}" if row.claim else f"segment {row.line} {row.element or row.segment}"
        mark = "" if row.severity.blocks else "warning: "
        print(f"{path.name}: {where}: {mark}{row.sentence}")
    if not checked.troubles:
        print(f"{path.name}: {checked.claims} claims, nothing wrong.")


def of_status(
    files: Iterable[tuple[ReceivedFile, int]], claims: Sequence[HeldClaimSummary], sent: "Sequence[SentClaim]"
) -> dict[str, Any]:
    return {
        "files": [{**plain(file), "claims": count} for file, count in files],
        "claims": [plain(claim) for claim in claims],
        "sent": [plain(claim) for claim in sent],
    }


def print_status(
    files: Iterable[tuple[ReceivedFile, int]], claims: Sequence[HeldClaimSummary], sent: "Sequence[SentClaim]"
) -> None:
    for one in sent:
        day = f"{one.date_of_service:%Y-%m-%d}"
        print(f"{one.control:<20} {day}  {one.total!s:>12}  {one.standing.value:<9} {one.payer_name}")
    for file, count in files:
        print(f"{file.id}  {file.received_at:%Y-%m-%d %H:%M}  {count:>6} claims  {file.name}")
    for claim in claims:
        day = f"{claim.first_day:%Y-%m-%d}" if claim.first_day else " " * 10
        print(f"{claim.control:<20} {day}  {claim.total!s:>12}  {claim.state.value:<9} {claim.payer_name}")


def of_import(imported: "ImportedClaims") -> dict[str, Any]:
    return {
        "file": plain(imported.file),
        "claims": imported.claims,
        "total": imported.total.plain,
        "kinds": plain(imported.kinds),
        "remarks": plain(imported.remarks),
    }


def of_answers(path: Path, answers: "Sequence[Answer]") -> dict[str, Any]:
    return {"file": str(path), "answers": [{"kind": type(answer).__name__, **plain(answer)} for answer in answers]}


def print_answers(path: Path, answers: "Sequence[Answer]") -> None:
    for answer in answers:
        if isinstance(answer, ClaimsAnswer):
            print(f"{path.name}: batch {answer.batch}: {answer.verdict.value}")
            for claim in answer.claims:
                codes = " ".join(
                    ":".join(part for part in (code.category, code.code, code.entity) if part)
                    for status in claim.statuses
                    for code in status.codes
                )
                print(f"  claim {claim.control}: {claim.verdict.value} ({codes})")
        elif isinstance(answer, GroupAnswer):
            print(f"{path.name}: group {answer.control}: {answer.verdict.value}")
            for one in answer.sets:
                print(f"  set {one.control}: {one.verdict.value}")
        else:
            print(f"{path.name}: interchange {answer.control}: {answer.verdict.value}")
