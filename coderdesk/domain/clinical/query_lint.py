"""The compliant query: refuses what would lead the provider, speak of money, or offer answers that nothing documents.

After the AHIMA and ACDIS practice brief "Guidelines for Achieving a Compliant Query Practice" (2022 update). The word lists are
ours: they catch what is said often, and a person still reads the query before it goes out.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, state_of
from coderdesk.domain.clinical.provider_query import OptionKind, ProviderQuery, QueryKind
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import DocumentId

CITATION = "AHIMA/ACDIS Guidelines for Achieving a Compliant Query Practice, 2022 update"
LONGEST = 2000

# "cc", "ROM", "PSI" and "profile" mean other things in a chart, and are left alone by themselves.
_MONEY = re.compile(
    r"\b(?:reimburse\w*|payments?|pay(?:ors?|ers?)|revenue|money|dollars?|bill(?:ed|ing|able)|denials?|insurers?|insurance|"
    r"financ\w*|cost(?:s|ly)?|(?:ms-|apr-)?drgs?|cc/mcc|mccs?|hccs?|raf|risk adjust\w*|case[- ]mix|cmi|severity of illness|"
    r"risk of mortality|quality (?:measures?|metrics?|indicators?|reports?|reporting)|star ratings?|report cards?|bonus\w*|"
    r"productivity|rvus?|soi|penalt(?:y|ies)|profit\w*|ccs?/mccs?|an? cc|(?:get|be|is|are) paid|pays? (?:more|less|for|us)|"
    r"(?:severity|risk|mortality|quality) (?:scores?|index|ratings?|rates?)|hospital[- ]acquired condition program)\b|\$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:please (?:add|change|amend|confirm|agree)\b|"
    r"please (?:document|include|write)\b(?! (?:your|the|if|whether|any|what|which)\b)|"
    r"(?:do|don['’]t|would|wouldn['’]t|could|couldn['’]t|can|can['’]t) you (?:not )?(?:agree|document|add|confirm|change)|"
    r"(?:do|don['’]t) you (?:not )?(?:think|believe)|you (?:must|should|need to|have to) (?:document|add|write|change)|"
    r"(?:should|must|ought to|needs? to) (?:be )?(?:documented|coded|added|changed|written|diagnosed)|"
    r"(?:is|are|was|were)n['’]t (?:it|this|that|the|he|she)|"
    r"clearly|obviously|undoubtedly|of course|surely|as you know|we (?:believe|think|feel|need|would like)|"
    r"(?:i|coding|the coder) (?:believes?|thinks?|feels?|needs?)|meets? (?:the )?(?:definition|criteria) (?:of|for)|"
    r"in order to (?:code|capture|bill)|so (?:that )?(?:we|i) can (?:code|capture|bill)|appears? to (?:have|be)|"
    r"(?:is|are) (?:indicative|diagnostic) of|supports? (?:a|the) diagnosis)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[^.:;?!\n]*\?")
# How a clause begins decides; "could you describe ...?" asks openly, whatever its grammar says.
_BEGINS = re.compile(
    r"(?:^|,|\b(?:and|so|then)\b)\s*(?:(?P<open>what|which|who|whom|whose|why|how|when|where|(?:can|could|would|will) you)|"
    r"(?P<closed>is|are|was|were|does|do|did|has|have|had|should|can|could|would|will))\b",
    re.IGNORECASE,
)
_YES, _NO = re.compile(r"\s*yes\b", re.IGNORECASE), re.compile(r"\s*no\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_COMMON = frozenset(
    "with without other unspecified disease disorder disorders condition due acute chronic type stage severe moderate mild "
    "left right bilateral following this that these those findings finding clinical clarification documentation query diagnosis "
    "initial encounter after before from likely possible probable patient patients treatment treated not and the documented "
    # where it is, not what it is
    "kidney renal heart cardiac lung lungs pulmonary respiratory liver hepatic blood brain skin bone joint muscle nerve wound "
    "stomach bowel urinary tract chest back neck head foot hand knee hip shoulder eye ear breast function site status".split()
)
_HEAD = 6
_SHORTEST = 4
# Short words that name a disease by themselves.
_DISEASES = frozenset(
    "gout flu copd chf aki ckd cad mi pe dvt tia cva uti ards sirs hiv als ms ra sle osa gerd".split()
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A query with the text of the passages that it cites and that still stand."""

    query: ProviderQuery
    standing: tuple[Evidence | None, ...]

    @property
    def cited(self) -> str:
        return " ".join(one.quotation for one in self.standing if one is not None)

    @property
    def stated(self) -> tuple[str, ...]:
        return tuple(one.words for one in self.query.options if one.kind is OptionKind.STATED)

    @property
    def is_yes_no(self) -> bool:
        answers = any(_YES.match(words) for words in self.stated) and any(_NO.match(words) for words in self.stated)
        return answers or any(_is_closed(asked) for asked in _ASKED.findall(self.query.question))


def _is_closed(sentence: str) -> bool:
    """By the first clause that asks: "What, if any, does it show?" is open, "Given this, is it sepsis?" is closed."""
    begins = _BEGINS.search(sentence)
    return begins is not None and begins["closed"] is not None


_Check = Callable[[_Read], Iterator[str]]


def lint_query(query: ProviderQuery, documents: Mapping[DocumentId, Document]) -> tuple[Finding, ...]:
    """All that keeps the query from being sent, as findings that stop, and what a person should look at again."""
    standing = tuple(
        one if state_of(one, documents, query.encounter_id) is EvidenceState.MATCHES else None
        for one in query.indicators
    )
    read = _Read(query, standing)
    return tuple(
        Finding(rule, severity, sentence, Location(Place.ENCOUNTER, query.encounter_id, field), CITATION)
        for rule, severity, field, check in _CHECKS
        for sentence in check(read)
    )


def _unwritten(read: _Read) -> Iterator[str]:
    query = read.query
    if not query.title.strip() or not query.question.strip():
        yield "The query has no title or no question yet."
    if len(query.title) > LONGEST or len(query.question) > LONGEST:
        yield f"A title and a question hold at most {LONGEST} signs each: a provider reads a short query."


def _uncited(read: _Read) -> Iterator[str]:
    if not read.query.indicators:
        yield "The query cites no passage. Select the words of the record that raise the question."
    for place, one in enumerate(read.standing, start=1):
        if one is None:
            yield f"Passage {place} no longer stands in the visit's documents. Cite it again or leave it out."


def _money(read: _Read) -> Iterator[str]:
    for words in (read.query.title, read.query.question, *read.stated):
        found = _MONEY.search(words)
        if found:
            yield f"“{found[0]}” speaks of payment or scores. A query asks about the patient only."


def _leading(read: _Read) -> Iterator[str]:
    for words in (read.query.title, read.query.question, *read.stated):
        found = _LEADING.search(words)
        if found:
            yield f"“{found[0]}” leads to an answer. Show the findings and ask an open question."


def _title(read: _Read) -> Iterator[str]:
    told = _named_in(read.query.title, read)
    if told:
        yield f"The title names “{told}”, which the cited passages do not. Name what is asked about, not the answer."


def _question(read: _Read) -> Iterator[str]:
    told = _named_in(read.query.question, read)
    if told:
        yield f"The question names “{told}”, which the cited passages do not. Offer it among the answers, or ask openly."


def _named_in(words: str, read: _Read) -> str:
    """A word of the text that names the wanted code or an offered answer, and stands in none of the cited passages."""
    wanted = (read.query.wanted, *(one for one in read.stated if not (_YES.match(one) or _NO.match(one))))
    heads = {head for text in wanted for head in _heads(text)}
    initials = {found for text in wanted if len(found := _initials(text)) > 1}
    known = _heads(read.cited)
    for match in _WORD.finditer(words):
        head = match[0].casefold()[:_HEAD]
        is_named = head in heads and head not in known
        if is_named or (match[0] in initials and match[0] not in read.cited):
            return match[0]
    return ""


def _heads(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word[:_HEAD] for word in words if (len(word) >= _SHORTEST and word not in _COMMON) or word in _DISEASES}


def _initials(text: str) -> str:
    """ "Acute kidney injury" -> "AKI": what clinicians write for it."""
    return "".join(
        word[0] for word in _WORD.findall(text) if word.casefold() not in {"of", "and", "the", "with", "to"}
    ).upper()


def _yes_no(read: _Read) -> Iterator[str]:
    if read.query.kind is QueryKind.NEW_DIAGNOSIS and read.is_yes_no:
        yield "A diagnosis that nobody documented is not asked for with yes or no. Offer answers, or ask openly."


def _yes_no_detail(read: _Read) -> Iterator[str]:
    if read.query.kind is QueryKind.MORE_DETAIL and read.is_yes_no:
        yield "Yes or no adds detail only where the provider has written the detail already. Offer the details as answers."


def _missing(read: _Read) -> Iterator[str]:
    kinds = {one.kind for one in read.query.options}
    if OptionKind.OTHER not in kinds:
        yield "The answers leave no room for “other”. The provider must be able to write something else."
    if OptionKind.UNDETERMINED not in kinds:
        yield "“Unable to determine” is missing among the answers."


def _unsupported(read: _Read) -> Iterator[str]:
    for option in read.query.options:
        if option.kind is not OptionKind.STATED or _YES.match(option.words) or _NO.match(option.words):
            continue
        if not option.words.strip():
            yield "An answer has no words."
        elif not any(0 <= place < len(read.standing) and read.standing[place] for place in option.indicators):
            yield f"“{option.words}” is offered and no cited passage makes it reasonable. Cite one, or leave the answer out."


def _repeated(read: _Read) -> Iterator[str]:
    seen = [" ".join(words.split()).casefold() for words in read.stated]
    if len(set(seen)) < len(seen):
        yield "Two answers say the same."


_STOP, _WARN = Severity.STOP, Severity.WARN
_CHECKS: tuple[tuple[str, Severity, str, _Check], ...] = (
    ("query-unwritten", _STOP, "question", _unwritten),
    ("query-cites-nothing", _STOP, "indicators", _uncited),
    ("query-speaks-of-money", _STOP, "question", _money),
    ("query-leads", _STOP, "question", _leading),
    ("query-title-names-answer", _STOP, "title", _title),
    ("query-question-names-answer", _STOP, "question", _question),
    ("query-yes-no-for-new", _STOP, "question", _yes_no),
    ("query-answer-missing", _STOP, "options", _missing),
    ("query-answer-unsupported", _STOP, "options", _unsupported),
    ("query-yes-no-for-detail", _WARN, "question", _yes_no_detail),
    ("query-answer-repeated", _WARN, "options", _repeated),
)
QUERY_RULES = tuple(rule for rule, *_ in _CHECKS)
