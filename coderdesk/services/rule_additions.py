"""Codes that a rule asks for, ranked by what the visit's documents say: each with the passage that affirms it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coderdesk.domain.clinical.document import AuthorRole
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion, SectionKind
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.coding.fixes import Add
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.services.coding import Passage
from coderdesk.services.named_mention import NamedMention
from coderdesk.services.rule_lookups import LookUp
from coderdesk.services.visit_reading import VisitReading

_CONCLUDING = frozenset({SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_PLAN})
_RANGE = re.compile(r"(?P<first>[A-Z]\w\w(?:\.\w+)?)-(?P<last>[A-Z]\w\w(?:\.\w+)?)(?:\.?-)?")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class AddDocumented:
    """Add `code` behind `after`, before `before` or at the end, on the strength of a passage of the visit's documents."""

    code: str
    passage: Passage
    quotation: str
    after: str = ""
    before: str = ""

    @property
    def words(self) -> str:
        return f"add {self.code} (“{self.quotation[:_SHOWN]}”)"


def is_meant(candidate: str, code: str) -> bool:
    """Whether a code, family or range as the book prints it means the code.

    >>> is_meant("N18.-", "N18.31"), is_meant("E08-E13", "E11.22"), is_meant("Z79.4", "Z79.84")
    (True, True, False)
    """
    bare, ends = undotted(code), _RANGE.fullmatch(candidate)
    if ends is None:
        return bare.startswith(undotted(candidate.rstrip("-")).rstrip("."))
    first, last = undotted(ends["first"]), undotted(ends["last"])
    return bare[: len(first)] >= first and bare[: len(last)] <= last


def documented_additions(fix: Add, visit: CodedVisit, reading: VisitReading) -> tuple[AddDocumented, ...]:
    """The candidates that the documents affirm, those of the conclusions first and then in the order of the text.

    Each code once, none that is coded already, and no unspecified one beside a specific one of its category.
    """
    coded = {undotted(row.code) for row in visit.assignments}
    best: dict[str, tuple[tuple[bool, bool, float, int], AddDocumented]] = {}
    for one, passage in _affirmed(visit, reading):
        code = one.named.code
        is_wanted = code.is_billable and any(is_meant(candidate, code.value) for candidate in fix.candidates)
        if not is_wanted or undotted(code.value) in coded:
            continue
        rank = (
            "unspecified" in code.title.lower(),
            one.mention.section not in _CONCLUDING,
            -one.named.score,
            one.mention.start,
        )
        if code.value not in best or rank < best[code.value][0]:
            best[code.value] = (rank, _with_passage(fix, one, passage))
    ranked = sorted(best.values(), key=lambda pair: pair[0])
    told = {found.code[:3] for (is_open, *_), found in ranked if not is_open}
    return tuple(found for (is_open, *_), found in ranked if not is_open or found.code[:3] not in told)


def _with_passage(fix: Add, one: NamedMention, passage: Passage) -> AddDocumented:
    return AddDocumented(one.named.code.value, passage, one.mention.text, after=fix.after, before=fix.before)


def _affirmed(visit: CodedVisit, reading: VisitReading) -> Iterator[tuple[NamedMention, Passage]]:
    """What providers assert; for inpatients what they leave uncertain too (Guidelines II.H)."""
    wanted = {Assertion.AFFIRMED}
    if visit.encounter.setting is Setting.INPATIENT:
        wanted.add(Assertion.UNCERTAIN)
    current = {one.id: one.hash for one in visit.documents if one.author_role is AuthorRole.PROVIDER}
    for read in reading.documents:
        if current.get(read.document_id) == read.hash:
            for one in read.mentions:
                if one.mention.assertion in wanted:
                    yield one, Passage(read.document_id, one.mention.start, one.mention.end)


def offers_of(fix: Add, visit: CodedVisit, reading: VisitReading | None) -> tuple[AddDocumented | LookUp, ...]:
    """What one key does about an addition: add what is documented, or else look for the candidates."""
    documented = documented_additions(fix, visit, reading) if reading is not None else ()
    return documented or tuple(LookUp(candidate) for candidate in fix.candidates)
