"""The conditions that a document names, each judged, and the few codes worth suggesting for its visit."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion, Mention, SectionKind, SentenceSpan
from coderdesk.domain.coding.code import Code
from coderdesk.reading.abbreviations import meanings_in, spelled_out
from coderdesk.reading.document import ReadDocument
from coderdesk.reading.fixed_phrases import fixed_phrases_in
from coderdesk.reading.items import Item, are_numbered, items_of, names_of
from coderdesk.reading.phrases import WordRun, runs_of, spans_of
from coderdesk.reading.status import beside_of
from coderdesk.reading.words import words_between
from coderdesk.services.adverse_effects import adverse_effects, drug_behind
from coderdesk.services.code_combinations import combined
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.document_side import SidesTold
from coderdesk.services.name_agreement import title_stems
from coderdesk.services.named_mention import CONCLUDING, NamedMention
from coderdesk.services.phrase_codes import NamedCode, PhraseCodes
from coderdesk.services.status_mentions import history_mentions, status_mentions, weeks_of_gestation
from coderdesk.services.suggestion import Suggestion as Suggestion
from coderdesk.services.suggestion_assembly import put_together

T = TypeVar("T")
_COMPLAINT = frozenset({SectionKind.CHIEF_COMPLAINT})
_NARRATIVE = frozenset({SectionKind.PRESENT_ILLNESS, SectionKind.HOSPITAL_COURSE, SectionKind.NONE})
_UNREAD = frozenset({SectionKind.MEDICATIONS, SectionKind.ALLERGIES, SectionKind.OTHER, SectionKind.PROCEDURES})
_LEFT_OPEN = frozenset({Assertion.UNCERTAIN, Assertion.HISTORICAL})
_KEPT_APART = re.compile(r"\b(?:not (?:due|related|secondary) to|unrelated to)\b", re.IGNORECASE)
_OTHERS_AND_DENIALS = re.compile(
    r"\b(?:mother|father|mom|dad|brother|sister|son|daughter|aunt|uncle|cousin|grand\w+|maternal|paternal|family|husband|wife"
    r"|had|was|were|previously|prior|past|history|ago|last|resolved|cleared|treated"
    r"|neg|negative|denies|denied|without|if|risk|possible|likely|screen\w*|vaccin\w*|prevent\w*)\b",
    re.IGNORECASE,
)
# Behind the name of a diagnosis, before anything else is named: it is not held.
_DENIED_LATER = re.compile(
    r"\b(?:ruled out|excluded|not (?:present|found|confirmed|supported|met|evident|likely|the cause)|unlikely|doubtful|doubted"
    r"|no (?:evidence|longer present|sign)|work-?up (?:was )?negative|does not have|not felt|less likely)\b",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"[\s,-]*(?:\w+, )?(?:is |are |likely |probably )*(?:explained by|part of|attributed to|due to|secondary to)\b"
)
_MOST_BESIDE = 16
_WITH_MANIFESTATION = ("E08", "E09", "E10", "E11", "E13", "I11", "I12", "I13")
# Signs and states of diabetes that its own code says.
_SAID_WITH_DIABETES = ("R", "E08", "E09", "E10", "E11", "E13", "E16", "H36", "G63", "G62", "I10", "I79", "E87")
_ADJECTIVE = re.compile(r"\b(?:diabetic|hypertensive)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:with|due to|and|w/)\s*", re.IGNORECASE)
_FEW_SYMPTOMS = 3
_FEW_WORDS = 2
_SAYS_NOT_OF_WHAT = frozenset({"Z85.9", "Z87.898"})  # the disease behind "history of" tells which it was
_FEW_BLANKS = 3
_SAME_PLACE = 120
_JOINERS = frozenset({"and", "or", "&"})
_ORDERS = re.compile(
    r"(?:continue|start|stop|treat|given|for|discussed|refer|add|check|order|if|no|monitor|return|recheck|he|she|i|we|the|her|his)\b",
    re.IGNORECASE,
)
_SECTION_WEIGHT = {SectionKind.ASSESSMENT: 1.0, SectionKind.ASSESSMENT_PLAN: 1.0, SectionKind.CHIEF_COMPLAINT: 0.8}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCodes:
    """What a document names, in the order of the text, and what of it is worth suggesting, the surest first."""

    mentions: tuple[NamedMention, ...]
    suggestions: tuple[Suggestion, ...]


def codes_in(
    *, library: CodeLibrary, document: ReadDocument, on: date, setting: Setting, limit: int = 12
) -> DocumentCodes:
    """Mentions and suggestions in one go. A few hundred milliseconds a page the first time: not for the screen's thread."""
    codes = PhraseCodes(library, on)
    mentions = mentions_of(document=document, codes=codes)
    chosen = suggestions_in(mentions, document=document, codes=codes, setting=setting, limit=limit)
    return DocumentCodes(mentions=mentions, suggestions=chosen)


def mentions_of(
    *, document: ReadDocument, codes: PhraseCodes, between: Callable[[float], None] | None = None
) -> tuple[NamedMention, ...]:
    """Every condition that the document names, in the order of the text, whatever it says of it.

    `between` is called after each sentence with the share of the text that is read, 0 to 1: it may wait, or raise to stop.
    """
    found: list[NamedMention] = []
    meanings = meanings_in(document.text)
    for section in document.reading.sections:
        if section.kind not in _UNREAD:
            begin, after = (bisect_left(document.sentence_starts, place) for place in (section.start, section.end))
            sentences = document.reading.sentences[begin:after]
            items = items_of(document.text, section, sentences) if section.kind in CONCLUDING else []
            is_loose = bool(items) and not are_numbered(document.text, items)
            whole = sorted(_in_items(document, items, codes, section.kind, meanings), key=lambda one: one.mention.start)
            found.extend(whole)
            for sentence in sentences:
                words = words_between(document.text, sentence.start, sentence.end)
                fixed = fixed_phrases_in(words)
                known = _begun_within(whole, sentence, lambda one: one.mention.start)
                begun = _begun_within(items, sentence, lambda item: item.start)
                for run in runs_of(document.text, sentence):
                    named = _in_run(document, run, codes, section.kind, known, begun, meanings, is_loose=is_loose)
                    found.extend(one for one in named if not _lies_in(one.mention, fixed))
                if between is not None:
                    between(sentence.end / len(document.text))
    return tuple(sorted(found, key=lambda one: (one.mention.start, one.mention.end)))


def _begun_within(those: Sequence[T], sentence: SentenceSpan, start_of: Callable[[T], int]) -> Sequence[T]:
    """Those that begin in the sentence, of some in the order of the text."""
    low, high = (bisect_left(those, place, key=start_of) for place in (sentence.start, sentence.end))
    return those[low:high]


def _in_items(
    document: ReadDocument, items: Sequence[Item], codes: PhraseCodes, kind: SectionKind, meanings: Mapping[str, str]
) -> Iterator[NamedMention]:
    """What whole items are called: "Major depressive disorder, recurrent, moderate"."""
    for item in items:
        for start, end in names_of(document.text, item):
            words = spelled_out(_spaced(document.text[start:end]), meanings)
            named = codes.named_by(words, beside=spelled_out(_spaced(document.text[item.start : item.end]), meanings))
            if named is not None and len(words.split()) > 1 and named.code.value not in _SAYS_NOT_OF_WHAT:
                yield _mention(document, start, end, kind, named, is_leading=True)
                yield from _manifestation(document, item.start, item.end, codes, kind, named)
                break


def _in_run(
    document: ReadDocument,
    run: WordRun,
    codes: PhraseCodes,
    kind: SectionKind,
    known: Sequence[NamedMention],
    items: Sequence[Item],
    meanings: Mapping[str, str],
    *,
    is_loose: bool,
) -> Iterator[NamedMention]:
    text = document.text
    begin, finish = run.words[0].start, run.words[-1].end
    whole = spelled_out(_spaced(text[begin:finish]), meanings)
    if not codes.may_name(whole):
        return
    near = [
        (one.mention.start, one.mention.end) for one in known if one.mention.start < finish and one.mention.end > begin
    ]
    taken = {
        place for place, word in enumerate(run.words) if any(low < word.end and word.start < high for low, high in near)
    }
    for first, after in spans_of(run):
        if not taken.isdisjoint(range(first, after)):
            continue
        start, end = run.words[first].start, run.words[after - 1].end
        item = next((item for item in items if item.start <= start < item.end), None)
        around = spelled_out(_spaced(text[item.start : item.end]), meanings) if item else whole
        named = codes.named_by(
            spelled_out(_spaced(text[start:end]), meanings),
            beside=around if len(around.split()) <= _MOST_BESIDE else whole,
        )
        if named is not None:
            taken.update(range(first, after))
            is_leading = (
                item is not None or (is_loose and _opens(document, start)) or _follows_semicolon(document, start)
            )
            yield _mention(document, start, end, kind, named, is_leading=is_leading)
            yield from _manifestation(document, begin, finish, codes, kind, named)


def _part_around(run: WordRun, first: int, after: int, text: str) -> str:
    """The words of the run between the nearest "and"s: in "right otitis and left conjunctivitis" each has its own side."""
    joiners = [place for place, word in enumerate(run.words) if word.spelling in _JOINERS]
    low = max((place + 1 for place in joiners if place < first), default=0)
    high = min((place for place in joiners if place >= after), default=len(run.words))
    return _spaced(text[run.words[low].start : run.words[high - 1].end])


def _opens(document: ReadDocument, place: int) -> bool:
    """Whether a name stands at the beginning of its sentence, or behind a semicolon: it is concluded, not told besides."""
    sentence = document.sentence_at(place)
    if sentence is None:
        return False
    before = document.text[sentence.start : place].rpartition(";")[2]
    return len(before.split()) <= _FEW_WORDS and not _ORDERS.match(before.strip())


def _follows_semicolon(document: ReadDocument, place: int) -> bool:
    """ "BPH; microhematuria": one more diagnosis of its item."""
    return document.text[max(0, place - _FEW_BLANKS) : place].rstrip().endswith(";")


def _lies_in(mention: Mention, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in stretches)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _mention(
    document: ReadDocument, start: int, end: int, kind: SectionKind, named: NamedCode, *, is_leading: bool
) -> NamedMention:
    judgement = document.judgement_of(start, end)
    mention = Mention(
        start=start,
        end=end,
        text=document.text[start:end],
        assertion=judgement.assertion,
        cue=judgement.cue,
        section=kind,
    )
    return NamedMention(mention=mention, named=named, is_leading=is_leading)


def _manifestation(
    document: ReadDocument, start: int, end: int, codes: PhraseCodes, kind: SectionKind, named: NamedCode
) -> Iterator[NamedMention]:
    """ "Diabetic foot ulcer" is coded twice: the diabetes with its complication, and the ulcer with its site (I.A.13)."""
    whole = _spaced(document.text[start:end])
    if not named.code.value.startswith(_WITH_MANIFESTATION):
        return
    parts = [_ADJECTIVE.sub("", part).strip(" ,") for part in (whole, *_JOINED.split(whole)[1:])]
    for complication in dict.fromkeys(part for part in parts if part and part != whole):
        beside = codes.named_by(complication, beside=complication)
        is_new = beside is not None and beside.code.value[:3] != named.code.value[:3]
        if beside is not None and is_new and not beside.code.value.startswith(_SAID_WITH_DIABETES):
            yield _mention(document, start, end, kind, beside, is_leading=True)
            return


def suggestions_in(
    mentions: Sequence[NamedMention], *, document: ReadDocument, codes: PhraseCodes, setting: Setting, limit: int = 12
) -> tuple[Suggestion, ...]:
    """Codes that affirmed mentions support, the surest first; nothing uncertain for outpatients (Guidelines IV.H).

    The conclusion of the document counts first. The complaint counts while the conclusion names no disease, and the
    narrative only when neither names anything: a symptom that belongs to a disease is not coded beside it (I.B.5).
    """
    told = [one for one in mentions if not _is_explained(document, one)]
    has_conclusion = any(section.kind in CONCLUDING for section in document.reading.sections)
    starts = sorted({one.mention.start for one in told})
    safe = [one for one in told if _is_safe(one, starts, document)]
    sides = SidesTold(document)
    safe = [_sided(one, sides, codes) for one in safe]
    chosen = _combined(current_mentions(safe, setting=setting, has_conclusion=has_conclusion), document, codes)
    past = [
        *history_mentions(told, document, codes, current=chosen),
        *status_mentions(document, codes),
        *weeks_of_gestation(document, codes),
        *adverse_effects(chosen, document, codes),
    ]
    values = {one.named.code.value for one in (*chosen, *past)}
    beside = [one for one in past if _says_something(one, values)]
    chosen = [one for one in chosen if " " in one.mention.text or _says_something(one, values)]
    ranked = tuple(_ranked(_without_repeats([*chosen, *beside])))
    return put_together(ranked, document=document, codes=codes)[:limit]


def _sided(one: NamedMention, sides: SidesTold, codes: PhraseCodes) -> NamedMention:
    """A diagnosis without a side takes the only side on which the document tells of that part of the body."""
    part = codes.open_part(one.named.code)
    side = sides.of(part) if part else None
    return replace(one, named=codes.on_side(one.named, side)) if side else one


def _is_safe(one: NamedMention, starts: Sequence[int], document: ReadDocument) -> bool:
    """Whether nothing around the mention speaks against it; `starts` are the places at which others begin."""
    if one.mention.section not in CONCLUDING:
        return not _stands_among_doubts(document, one)
    sentence = document.sentence_at(one.mention.start)
    end = sentence.end if sentence else one.mention.end
    after = bisect_left(starts, one.mention.end)
    following = starts[after] if after < len(starts) else end
    return not _DENIED_LATER.search(document.text, one.mention.end, min(end, following))


def _stands_among_doubts(document: ReadDocument, one: NamedMention) -> bool:
    """A sentence of the narrative that tells of others, or of what is not, is no ground for a code by itself."""
    sentence = document.sentence_at(one.mention.start)
    if sentence is None or one.mention.section in _COMPLAINT:
        return False
    return bool(_OTHERS_AND_DENIALS.search(document.text, sentence.start, sentence.end))


def _combined(chosen: Sequence[NamedMention], document: ReadDocument, codes: PhraseCodes) -> list[NamedMention]:
    """Hypertension beside kidney disease is I12 (Guidelines I.C.9.a), unless the document keeps them apart."""
    if _KEPT_APART.search(document.text):
        return list(chosen)
    values = [one.named.code.value for one in chosen]
    return [_instead(one, values, codes) for one in chosen]


def _instead(one: NamedMention, values: Sequence[str], codes: PhraseCodes) -> NamedMention:
    value = combined(one.named.code.value, values)
    code = codes.reportable(value) if value else None
    if code is None:
        return one
    why = f"{one.named.why} · with what is named beside it: {code.title.lower()}"
    return replace(one, named=replace(one.named, code=code, why=why))


def _says_something(one: NamedMention, values: Collection[str]) -> bool:
    """Long use of a drug is told beside the condition it is for; a history not beside the disease itself."""
    needed = beside_of(one.named.code.value)
    return not needed or any(other.startswith(needed) for other in values)


def _is_explained(document: ReadDocument, one: NamedMention) -> bool:
    """A symptom that its own sentence lays to a disease: "fatigue explained by 1" (Guidelines I.B.5)."""
    if not _is_symptom(one.named.code) or not _EXPLAINED.match(document.text, one.mention.end):
        return False
    return drug_behind(document, one.mention.start, one.mention.end) is None


def current_mentions(
    mentions: Sequence[NamedMention], *, setting: Setting, has_conclusion: bool = False
) -> list[NamedMention]:
    """The choice among mentions; `has_conclusion` when the document has an assessment, whether it names anything or not."""
    current = [one for one in mentions if _is_current(one, setting)]
    concluding = [one for one in current if one.mention.section in CONCLUDING]
    chosen = [one for one in concluding if one.is_leading] or concluding
    if all(_is_symptom(one.named.code) for one in chosen):
        known = {one.named.code.value[:3] for one in chosen}
        complaints = [one for one in current if one.mention.section in _COMPLAINT]
        chosen += [one for one in complaints if one.named.code.value[:3] not in known]
    doubts = any(one.mention.section in CONCLUDING and one.mention.assertion in _LEFT_OPEN for one in mentions)
    if not chosen and (doubts or not has_conclusion):
        chosen = _narrated(current, has_conclusion=has_conclusion)
    return chosen


def _narrated(current: Sequence[NamedMention], *, has_conclusion: bool) -> list[NamedMention]:
    """What the narrative names when nothing is concluded: the diseases, and symptoms only where it names no disease."""
    told = [one for one in current if one.mention.section in _NARRATIVE and not one.named.code.value.startswith("Z")]
    diseases = [one for one in told if not _is_symptom(one.named.code)]
    return told if has_conclusion else diseases or told[:_FEW_SYMPTOMS]


def _is_current(one: NamedMention, setting: Setting) -> bool:
    is_told_as_past = one.mention.assertion is Assertion.HISTORICAL and one.named.code.value.startswith(("Z8", "Z9"))
    is_sure = one.mention.assertion is Assertion.AFFIRMED or is_told_as_past
    is_coded_as_if_sure = setting is Setting.INPATIENT and one.mention.assertion is Assertion.UNCERTAIN
    return is_sure or is_coded_as_if_sure


def _is_symptom(code: Code) -> bool:
    return code.value.startswith(("R", "M25.5", "M54.5", "M54.2", "M54.6", "M79.6", "G47.0"))


def _without_repeats(chosen: Iterable[NamedMention]) -> list[NamedMention]:
    """Each code once, no unspecified code beside a specific one of its category, and none that another one says too."""
    first: dict[str, NamedMention] = {}
    for one in chosen:
        first.setdefault(one.named.code.value, one)
    every = list(first.values())
    codes = [one.named.code for one in every]
    return [one for one in every if not _says_less(one.named.code, codes) and not _is_said_by_another(one, every)]


def _is_said_by_another(one: NamedMention, every: Sequence[NamedMention]) -> bool:
    """ "Chronic cholecystitis" behind "calculus of gallbladder with chronic cholecystitis", named in the same place."""
    own = title_stems(one.named.code.title)
    return any(
        own < title_stems(other.named.code.title)
        and other is not one
        and abs(other.mention.start - one.mention.start) < _SAME_PLACE
        and other.named.code.value[0] == one.named.code.value[0] != "Z"
        for other in every
    )


def _says_less(code: Code, others: Sequence[Code]) -> bool:
    is_open = "unspecified" in code.title.lower() or "without complication" in code.title.lower()
    return is_open and any(
        other.value[:3] == code.value[:3] and other.value != code.value and "unspecified" not in other.title.lower()
        for other in others
    )


def _ranked(chosen: Sequence[NamedMention]) -> Iterator[Suggestion]:
    scored = [(one, _score(one)) for one in chosen]
    for one, score in sorted(scored, key=lambda pair: (-pair[1], pair[0].mention.start)):
        yield Suggestion(
            code=one.named.code,
            start=one.mention.start,
            end=one.mention.end,
            text=one.mention.text,
            assertion=one.mention.assertion,
            billable=True,
            score=round(score, 4),
            why=_reason(one),
            section=one.mention.section,
        )


def _score(one: NamedMention) -> float:
    weight = _SECTION_WEIGHT.get(one.mention.section, 0.6)
    return one.named.score * weight * (0.9 if _is_symptom(one.named.code) else 1.0)


def _reason(one: NamedMention) -> str:
    where = one.mention.section.value.replace("_", " ")
    return f"{one.mention.assertion.value} in {where}: {one.named.why}"
