"""What can be done with a visit next: mark it coded, print its invoice, export its claim; or why not yet."""

from dataclasses import dataclass

from coderdesk.domain.billing.billing_places import CODERS_PLACES
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Finding, blocking
from coderdesk.services.unfinished import unfinished
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.text import tr, tr_count
