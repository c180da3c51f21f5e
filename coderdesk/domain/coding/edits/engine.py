"""The engine: a rule as a value, a visit laid out for the rules, and the run of all rules over it."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.checked_visit import CheckedDiagnosis, CheckedLine, CheckedVisit
from coderdesk.domain.coding.code import dotted, undotted
from coderdesk.domain.coding.conditions import Spot, Target
from coderdesk.domain.coding.fixes import Fix
from coderdesk.domain.coding.payer_switches import PayerSwitches, switches_for
from coderdesk.domain.coding.rule_book import BookEntry, CodeList, RuleBook
from coderdesk.domain.values.dates import age_in_years
from coderdesk.domain.values.finding import Severity

# A visit of ten thousand codes is answered too: what one rule says of it ends here, and the answer says so.
MOST_FINDINGS_OF_A_RULE = 200
# A dot alone is no code, and still a row with a first character.
_NO_CODE = "?"


@dataclass(frozen=True, slots=True)
class Row:
    """A diagnosis in its place, from 0, with its entry in the book; None when the book does not know it."""

    place: int
    diagnosis: CheckedDiagnosis
    bare: str
    entry: BookEntry | None

    @property
    def key(self) -> str:
        return self.diagnosis.key

    @property
    def code(self) -> str:
        return self.entry.value if self.entry else dotted(self.diagnosis.code)

    @property
    def title(self) -> str:
        return self.entry.title if self.entry else ""


@dataclass(frozen=True)
class Chart:
    """A visit laid out: its rows in order, each code once at its first place, and the book to look things up."""

    visit: CheckedVisit
    book: RuleBook

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        on = self.visit.date_of_service
        return tuple(
            Row(place, one, undotted(one.code) or _NO_CODE, self.book.entry_on(one.code, on))
            for place, one in enumerate(self.visit.diagnoses)
        )

    @cached_property
    def codes(self) -> tuple[Row, ...]:
        """Each known code once, at its first place."""
        first: dict[str, Row] = {}
        for row in self.rows:
            if row.entry is not None:
                first.setdefault(row.bare, row)
        return tuple(first.values())

    @property
    def first(self) -> Row | None:
        return self.rows[0] if self.rows else None

    @cached_property
    def _by_spot(self) -> tuple[list[Spot], list[Row]]:
        rows = sorted((row for row in self.codes if row.entry), key=lambda row: row.entry.spot)  # type: ignore[union-attr]
        return [row.entry.spot for row in rows if row.entry], rows

    def named_by(self, target: Target) -> Iterator[Row]:
        """The codes of the visit that a note's code or range means."""
        spots, rows = self._by_spot
        for place in range(bisect_left(spots, target.first), len(rows)):
            if not target.covers(spots[place]) and spots[place] > target.last:
                break
            if target.covers(spots[place]):
                yield rows[place]

    def begins(self, *prefixes: str) -> tuple[Row, ...]:
        """The codes of the visit that begin like one of these, undotted."""
        return tuple(row for row in self.codes if row.bare.startswith(prefixes))

    def in_list(self, codes: CodeList) -> tuple[Row, ...]:
        return tuple(row for row in self.codes if codes.holds(row.bare))

    def has(self, *prefixes: str) -> bool:
        return any(row.bare.startswith(prefixes) for row in self.codes)

    def list_of(self, name: str) -> CodeList:
        return self.book.lists.codes[name]

    @cached_property
    def payer(self) -> PayerSwitches | None:
        """What the visit's payer wants; None when no payer is named, or one of no known kind."""
        return switches_for(self.visit.payer, self.book.lists.payers)

    @property
    def is_inpatient(self) -> bool:
        return self.visit.setting is Setting.INPATIENT

    @property
    def age(self) -> int | None:
        born = self.visit.birth_date
        if born is None or born > self.visit.date_of_service:
            return None
        return age_in_years(born, self.visit.date_of_service)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule found: the row or line it points at, all codes concerned, and the words of its sentence.

    `severity` and `reference` replace the rule's own in a case that weighs otherwise.
    """

    at: Row | CheckedLine | None
    codes: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    severity: Severity | None = None
    reference: tuple[int, ...] = ()


Check = Callable[[Chart], Iterator[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `reference` are its numbers in the list of coding rules, `sentence` the finding's words with {names}.

    `example` breaks it, as codes in order. `field` is what is mended on the screen. `on_desk` is False where another
    check of the desk says the same with more to go by.
    """

    id: str
    reference: tuple[int, ...]
    severity: Severity
    citation: str
    sentence: str
    example: str
    check: Check
    field: str = "code"
    on_desk: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """A finding of one rule, before it is shown: `key` is that of the diagnosis or line, "" for the visit."""

    rule: Rule
    severity: Severity
    reference: tuple[int, ...]
    codes: tuple[str, ...]
    message: str
    key: str = ""
    fixes: tuple[Fix, ...] = ()


def check_visit(visit: CheckedVisit, book: RuleBook, rules: Sequence[Rule]) -> tuple[RuleFinding, ...]:
    """What the rules say, in their order; each rule at most MOST_FINDINGS_OF_A_RULE times."""
    chart = Chart(visit, book)
    return tuple(finding for rule in rules for finding in _of_rule(rule, chart))


def _of_rule(rule: Rule, chart: Chart) -> Iterator[RuleFinding]:
    hits = rule.check(chart)
    for hit in islice(hits, MOST_FINDINGS_OF_A_RULE):
        yield _finding(rule, hit)
    if next(hits, None) is not None:
        message = f"There is more of this than is listed: the first {MOST_FINDINGS_OF_A_RULE} stand above."
        yield RuleFinding(rule=rule, severity=Severity.INFO, reference=rule.reference, codes=(), message=message)


def _finding(rule: Rule, hit: Hit) -> RuleFinding:
    return RuleFinding(
        rule=rule,
        severity=hit.severity or rule.severity,
        reference=hit.reference or rule.reference,
        codes=hit.codes,
        message=rule.sentence.format_map({"code": hit.codes[0] if hit.codes else "", **hit.words}),
        key="" if hit.at is None else hit.at.key,
        fixes=hit.fixes,
    )
