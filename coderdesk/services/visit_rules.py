"""The coding rules over a visit on the desk: their findings as the strip shows them, and the mends that they offer."""

from dataclasses import replace

from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.coding.checked_visit import checked
from coderdesk.domain.coding.edits.engine import RuleFinding, check_visit
from coderdesk.domain.coding.edits.precedence import spoken
from coderdesk.domain.coding.edits.table import RULES
from coderdesk.domain.coding.payer_switches import switches_for
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.desk import Desk
from coderdesk.services.rule_book import LibraryRuleBook
from coderdesk.services.rule_lists import read_rule_lists

DESK_RULES = tuple(rule for rule in RULES if rule.on_desk)


MEDICARE, NOBODY = "Medicare", "the patient pays"


def payer_words(payer: Payer | None) -> str:
    """Who pays, as rules ask: the kind that the practice set, Medicare by its filing indicator, else name or indicator."""
    if payer is None:
        return NOBODY
    if payer.kind:
        return payer.kind
    if payer.is_medicare:
        return MEDICARE
    kinds = read_rule_lists().payers
    if switches_for(payer.name, kinds) is not None:
        return payer.name
    filed = next((one.kind for one in kinds if payer.filing_indicator in one.filing_indicators), "")
    return filed or payer.name


def visit_rule_findings(visit: CodedVisit, desk: Desk, *, payer: str = "") -> tuple[RuleFinding, ...]:
    """What the rules say of the visit as it stands, with their fixes; `payer` "" is not known. Raises ShelfTrouble."""
    tables = desk.library.rule_pages.tables.of(desk.paths)
    book = LibraryRuleBook(desk.library, tables)
    return spoken(check_visit(replace(checked(visit), payer=payer), book, DESK_RULES))


def rule_findings(visit: CodedVisit, desk: Desk, *, payer: str = "") -> tuple[Finding, ...]:
    """The same as findings: those of a code point at it, the others at the visit."""
    return tuple(as_finding(found, visit.encounter.id) for found in visit_rule_findings(visit, desk, payer=payer))


def as_finding(found: RuleFinding, encounter_id: EncounterId) -> Finding:
    """The codes beside the first tell findings of one rule about one code apart, so that each is overridden for itself."""
    if not found.key:
        location = Location(Place.ENCOUNTER, encounter_id, found.rule.field)
    elif found.rule.field == "code":
        location = Location(Place.ASSIGNMENT, found.key, " ".join(("code", *found.codes[1:])))
    else:
        location = Location(Place.ASSIGNMENT, found.key, found.rule.field)
    return Finding(found.rule.id, found.severity, found.message, location, found.rule.citation, found.fixes)
