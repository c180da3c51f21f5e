"""Codes that tell of the past and of what stays of it: history of a disease, an organ removed, an implant, a drug for long."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.domain.clinical.reading import Assertion, Mention, SectionKind, SentenceSpan
from coderdesk.domain.coding.code import undotted
from coderdesk.reading.document import ReadDocument
from coderdesk.reading.status import StatusKind, ToldStatus, history_rule, statuses_in
from coderdesk.reading.words import words_between
from coderdesk.services.named_mention import CONCLUDING, NamedMention
from coderdesk.services.phrase_codes import NamedCode, PhraseCodes
from coderdesk.services.phrase_words import side_of

_DRUG_SCORE, _STATUS_SCORE, _HISTORY_SCORE, _REASON_SCORE = 0.4, 0.45, 0.5, 0.9
_SILENT = frozenset({SectionKind.FAMILY_HISTORY, SectionKind.INSTRUCTIONS, SectionKind.ALLERGIES, SectionKind.OTHER})
_LISTING = frozenset({SectionKind.PAST_HISTORY, SectionKind.SURGICAL_HISTORY, *CONCLUDING})
_PLANNED = frozenset({SectionKind.PLAN, SectionKind.CHIEF_COMPLAINT, SectionKind.PROCEDURES, *_SILENT})
_DONE = re.compile(
    r"\b(?:had|underwent|has had|s/p|status post|after|prior(?! to)|previous|hx|history of)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:start|begin|add|consider|will|would|prescribe|switch|stop|discontinue|hold|scheduled|plan|planned|recommend|need|needs"
    r"|refer|if|for|off|declines?|candidate|prior to|before|awaiting|pending|risk of)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(
    r"[^.;]{0,25}\b(?:scheduled|planned|pending|next|tomorrow|discussed|recommended|offered)\b", re.IGNORECASE
)
# Whoever has it instead, and what was before something else came: neither is there now.
_ANOTHER_HAS_IT = re.compile(
    r"\b(?:mother|father|mom|dad|brother|sister|son|daughter|aunt|uncle|cousin|grand\w+|husband|wife|spouse|partner|parent|child"
    r"|boyfriend|girlfriend|friend|neighbou?r|roommate|coworker|colleague|twin|donor|niece|nephew|sibling)s?\b"
    r"(?! (?:reports?|states?|says|notes|brings|brought|gives|administers|helps|noticed|confirms|thinks))[^.;:]{0,40}$",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:(?:was|were|had been|has been|used to be|while)"
    r"(?: (?:previously|once|briefly|formerly|initially|temporarily))? (?:on\b|taking|using|receiving|dependent)"
    r"|previously|formerly|used to|came off|weaned|no longer|until|in the past)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"[^.;]{0,30}\b(?:before (?:\w+ )?transplant|prior to (?:\w+ )?transplant|until|discontinued|stopped|in the past"
    r"|years? ago|no longer|was removed|removed|explanted|weaned)\b",
    re.IGNORECASE,
)
_HAD_BEEN = re.compile(r"\b(?:on|taking|using|receiving|dependent)\b", re.IGNORECASE)
_PREGNANT = r"\b(?:iup|pregnan\w+|gestation\w*|ega|ga|gravid\w*|intrauterine)\b"
_SPAN = r"(?:\s*w(?:ee)?k?s?\b|w\d?d?\b)"
_WEEKS = re.compile(
    rf"{_PREGNANT}[^.;\n]{{0,25}}?\b(?P<before>\d{{1,2}}){_SPAN}|\b(?P<after>\d{{1,2}}){_SPAN}[^.;\n]{{0,20}}?{_PREGNANT}",
    re.IGNORECASE,
)
_FEWEST_WEEKS = 8
_GOING_ON = frozenset({StatusKind.PRESENT, StatusKind.TAKEN})
_HEARSAY = re.compile(
    r"\b(?:told|reportedly|apparently|allegedly|possible|possibly|questionable|may have)\b[^.]*$", re.IGNORECASE
)
_AS_HISTORY = re.compile(r"\b(?:history|hx|h/o|remote|prior|previous|old|s/p|status post|sp)\b", re.IGNORECASE)


def status_mentions(document: ReadDocument, codes: PhraseCodes) -> Iterator[NamedMention]:
    """What the phrases of the table tell of this patient, in the order of the text."""
    for sentence in document.reading.sentences:
        section = document.section_at(sentence.start)
        if section.kind not in _SILENT:
            for told in statuses_in(words_between(document.text, sentence.start, sentence.end)):
                score = _weight(document, told, section.kind, sentence)
                named = _named(document, told, sentence, codes, score) if score else None
                if named is not None:
                    yield _mention(document, told.start, told.end, section.kind, named)


def weeks_of_gestation(document: ReadDocument, codes: PhraseCodes) -> Iterator[NamedMention]:
    """How far a pregnancy is when the conclusion says so (Guidelines I.C.21.c.11): "IUP at 24 weeks 2 days" is Z3A.24."""
    for section in document.reading.sections:
        for found in _WEEKS.finditer(document.text, section.body, section.end) if section.kind in CONCLUDING else ():
            weeks = int(found["before"] or found["after"])
            code = codes.reportable(f"Z3A.{weeks:02}") if weeks >= _FEWEST_WEEKS else codes.reportable("Z3A.01")
            if code is not None:
                named = NamedCode(code=code, score=_STATUS_SCORE, why=f"{weeks} weeks are said")
                yield _mention(document, found.start(), found.end(), section.kind, named)
                return


def _weight(document: ReadDocument, told: ToldStatus, kind: SectionKind, sentence: SentenceSpan) -> float:
    """How much it counts; 0 when what the passage says is no ground for the code."""
    assertion = _assertion(document, told)
    before = document.text[max(sentence.start, told.start - 60) : told.start]
    if _STILL_TO_COME.match(document.text, told.end, sentence.end) or _ANOTHER_HAS_IT.search(before):
        return 0.0
    if told.status.kind in _GOING_ON and _is_over(document, told, sentence, assertion):
        return 0.0
    match told.status.kind:
        case StatusKind.REASON:
            is_asked = kind in CONCLUDING and assertion in {Assertion.AFFIRMED, Assertion.HYPOTHETICAL}
            return _REASON_SCORE if is_asked and not _AHEAD.search(before) else 0.0
        case StatusKind.TAKEN:
            is_taken = assertion is Assertion.AFFIRMED and kind not in _PLANNED and not _AHEAD.search(before)
            return _DRUG_SCORE if is_taken else 0.0
        case StatusKind.PRESENT:
            is_there = assertion in {Assertion.AFFIRMED, Assertion.HISTORICAL} and not _AHEAD.search(before)
            return _STATUS_SCORE if is_there else 0.0
        case StatusKind.PAST:
            is_over = assertion is Assertion.HISTORICAL or (
                assertion is Assertion.AFFIRMED and bool(_DONE.search(before))
            )
            return _STATUS_SCORE if is_over and kind not in _PLANNED and not _AHEAD.search(before) else 0.0


def _is_over(document: ReadDocument, told: ToldStatus, sentence: SentenceSpan, assertion: Assertion) -> bool:
    """A drug, dialysis or oxygen of the past is no ground; an implant that was put in long ago is there."""
    low = max(sentence.start, told.start - 60)
    lead = document.text[low : told.start]
    own = _HAD_BEEN.match(document.text, told.start, told.end)
    before = document.text[low : own.end()] if own else lead
    is_implant = told.status.code.startswith("Z95")
    ended = _ENDED.match(document.text, told.end, sentence.end)
    return bool(_NO_LONGER.search(before)) or (not is_implant and (bool(ended) or assertion is Assertion.HISTORICAL))


def _assertion(document: ReadDocument, told: ToldStatus) -> Assertion:
    """What is said of the passage's last word, from which cues inside the passage are left out: "quit smoking" is affirmed."""
    words = document.text[told.start : told.end]
    whole = document.judgement_of(told.start, told.end)
    last = document.judgement_of(told.end - len(words.split()[-1]), told.end)
    is_own = bool(last.scope) and last.cue != "" and last.cue in words
    return whole.assertion if is_own or last.assertion is Assertion.AFFIRMED else last.assertion


def _named(
    document: ReadDocument, told: ToldStatus, sentence: SentenceSpan, codes: PhraseCodes, score: float
) -> NamedCode | None:
    words = document.text[told.start : told.end]
    side = side_of(words) or side_of(
        document.text[max(sentence.start, told.start - 25) : min(sentence.end, told.end + 20)]
    )
    code = codes.reportable(told.status.on_side(side))
    return NamedCode(code=code, score=score, why=f"“{words}” tells of it") if code is not None else None


def history_mentions(
    mentions: Sequence[NamedMention], document: ReadDocument, codes: PhraseCodes, *, current: Sequence[NamedMention]
) -> Iterator[NamedMention]:
    """A condition that is over proposes the code of its history (Guidelines I.C.21.c.4, IV.J), unless it is `current` too."""
    going_on = {history_rule(undotted(one.named.code.value)) for one in current}
    for one in mentions:
        mention = one.mention
        rule = history_rule(undotted(one.named.code.value))
        if (
            rule in going_on
            or mention.assertion is not Assertion.HISTORICAL
            or mention.section in _SILENT
            or rule is None
        ):
            continue
        is_named = mention.cue != document.section_at(mention.start).heading and bool(_AS_HISTORY.search(mention.cue))
        is_listed = rule.from_lists and mention.section in _LISTING
        is_hearsay = _HEARSAY.search(document.text[max(0, mention.start - 80) : mention.start])
        if is_hearsay or not (is_named or is_listed):
            continue
        code = next(filter(None, map(codes.reportable, rule.codes)), None)
        if code is not None:
            named = NamedCode(code=code, score=_HISTORY_SCORE, why=f"{one.named.code.value} is over: {one.named.why}")
            yield NamedMention(mention=mention, named=named, is_leading=True)


def _mention(document: ReadDocument, start: int, end: int, kind: SectionKind, named: NamedCode) -> NamedMention:
    judgement = document.judgement_of(start, end)
    mention = Mention(
        start=start,
        end=end,
        text=document.text[start:end],
        assertion=judgement.assertion,
        cue=judgement.cue,
        section=kind,
    )
    return NamedMention(mention=mention, named=named, is_leading=True)
