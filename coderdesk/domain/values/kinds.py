"""The kinds of things a vault holds, and which of them a write touched."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PRACTICE = "practice"
    PROVIDER = "provider"
    PATIENT = "patient"
    GUARANTOR = "guarantor"
    PAYER = "payer"
    COVERAGE = "coverage"
    FEES = "fees"
    ENCOUNTER = "encounter"
    DOCUMENT = "document"
    ASSIGNMENT = "assignment"
    CHARGE = "charge"
    CLAIM = "claim"
    EXPORT = "export"
    CLAIM_FILE = "claim file"
    CLAIM_ANSWER = "claim answer"
    CLAIM_CHECK = "claim check"
    INVOICE = "invoice"
    SETTING = "setting"
    OVERRIDE = "override"
    DISMISSAL = "dismissal"
    FAVOURITE = "favourite"
    RECENT_CODE = "recent code"
    CODE_NOTE = "code note"
    EM_WORKSHEET = "visit level worksheet"
    PROVIDER_QUERY = "provider query"
    ADVANCE_NOTICE = "advance notice"
    CLAIM_DETAILS = "claim details"


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that a write inserted, changed or removed."""

    kind: Kind
    id: str
