"""The tables of a vault as SQLAlchemy Core knows them. The gate's views and triggers stand in `storage/gate.py`."""

from coderdesk.storage.tables import (
    billing,
    claim_answers,
    claim_files,
    clinical,
    coding,
    own_codes,
    people,
    practice,
    visit_papers,
)
from coderdesk.storage.tables.base import metadata

__all__ = [
    "billing",
    "claim_answers",
    "claim_files",
    "clinical",
    "coding",
    "metadata",
    "own_codes",
    "people",
    "practice",
    "visit_papers",
]
