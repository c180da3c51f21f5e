"""What keeps a visit from being called coded, beyond the findings on its codes."""

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "unfinished"
CITATION = "ICD-10-CM Guidelines IV: every encounter has a diagnosis and a service before it is billed"


def unfinished(visit: CodedVisit) -> tuple[Finding, ...]:
    """Stops for a visit without a diagnosis, without a service (a hospital stay may have none), or with a question still open."""
    account = visit.encounter.account
    sentences = []
    if not visit.diagnoses:
        sentences.append(f"Visit {account} has no diagnosis yet: select the words that state one and press Ctrl+K.")
    if not visit.services and visit.encounter.setting is not Setting.INPATIENT:
        sentences.append(f"Visit {account} has no service yet: select the words that describe one and press Ctrl+K.")
    if visit.queries or visit.open_queries:
        sentences.append(f"Visit {account} waits for the provider: attach the answer or take the query back.")
    place = Location(Place.ENCOUNTER, visit.encounter.id)
    return tuple(Finding(RULE, Severity.STOP, sentence, place, CITATION) for sentence in sentences)
