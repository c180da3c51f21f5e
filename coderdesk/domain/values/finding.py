"""A problem in data: returned by a rule, never raised."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Severity(StrEnum):
    """How hard a finding blocks; the order of definition is the order of display."""

    STOP = "stop"
    STOP_OVERRIDE = "stop-override"
    WARN = "warn"
    ASK = "ask"
    INFO = "info"

    @property
    def blocks(self) -> bool:
        return self in (Severity.STOP, Severity.STOP_OVERRIDE)


class Place(StrEnum):
    """The kind of thing a finding points at; the screen knows how to open each."""

    PRACTICE = "practice"
    PROVIDER = "provider"
    PATIENT = "patient"
    GUARANTOR = "guarantor"
    COVERAGE = "coverage"
    PAYER = "payer"
    ENCOUNTER = "encounter"
    DOCUMENT = "document"
    ASSIGNMENT = "assignment"
    CHARGE = "charge"
    CLAIM = "claim"
    FEES = "fees"


# fields of the claim's details, of a visit or of a service, begin so
DETAILS = "details."


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is mended: a thing, its row id, and the field of it ("" for the thing as a whole)."""

    place: Place
    id: str = ""
    field: str = ""


class Offer(Protocol):
    """A mend that a finding offers, in words for the person; what it does is its own matter."""

    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say. `rule_id` names the rule, `citation` its source; `message` is a whole sentence; `fixes` mend it."""

    rule_id: str
    severity: Severity
    message: str
    location: Location
    citation: str
    fixes: tuple[Offer, ...] = ()

    @property
    def subject(self) -> str:
        """What the finding is about, the same at each run of its rule: an override is remembered by it."""
        return " ".join((self.location.place.value, self.location.id, self.location.field)).strip()


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those findings that refuse what was asked."""
    return tuple(finding for finding in findings if finding.severity.blocks)
