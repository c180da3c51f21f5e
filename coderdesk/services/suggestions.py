"""The conditions that a document names, each judged, and the few codes worth suggesting for its visit."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion, Mention, SectionKind
from coderdesk.domain.coding.code import Code
from coderdesk.reading.document import ReadDocument
from coderdesk.reading.items import Item, items_of, names_of
from coderdesk.reading.phrases import WordRun, runs_of, spans_of
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.phrase_codes import NamedCode, PhraseCodes

_CONCLUDING = frozenset({SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_PLAN})
_COMPLAINT = frozenset({SectionKind.CHIEF_COMPLAINT})
_NARRATIVE = frozenset({SectionKind.PRESENT_ILLNESS, SectionKind.HOSPITAL_COURSE, SectionKind.NONE})
_UNREAD = frozenset({SectionKind.MEDICATIONS, SectionKind.ALLERGIES, SectionKind.OTHER, SectionKind.PROCEDURES})
_LEFT_OPEN = frozenset({Assertion.UNCERTAIN, Assertion.HISTORICAL})
_EXPLAINED = re.compile(
    r"[\s,-]*(?:\w+, )?(?:is |are |likely |probably )*(?:explained by|part of|attributed to|due to|secondary to)\b"
)
_SECTION_WEIGHT = {SectionKind.ASSESSMENT: 1.0, SectionKind.ASSESSMENT_PLAN: 1.0, SectionKind.CHIEF_COMPLAINT: 0.8}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMention:
    """A mention with the code that its words name; `is_leading` when it names an item of the assessment."""

    mention: Mention
    named: NamedCode
    is_leading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A code for the visit with the passage `text[start:end]` that supports it; `why` is a sentence for the coder."""

    code: Code
    start: int
    end: int
    text: str
    assertion: Assertion
    billable: bool
    score: float
    why: str
    section: SectionKind


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
    for section in document.reading.sections:
        if section.kind not in _UNREAD:
            begin, after = (bisect_left(document.sentence_starts, place) for place in (section.start, section.end))
            sentences = document.reading.sentences[begin:after]
            items = items_of(document.text, section, sentences) if section.kind in _CONCLUDING else []
            first = len(found)
            found.extend(_in_items(document, items, codes, section.kind))
            for sentence in sentences:
                for run in runs_of(document.text, sentence):
                    found.extend(_in_run(document, run, codes, section.kind, found[first:], items))
                if between is not None:
                    between(sentence.end / len(document.text))
    return tuple(sorted(found, key=lambda one: (one.mention.start, one.mention.end)))


def _in_items(
    document: ReadDocument, items: Sequence[Item], codes: PhraseCodes, kind: SectionKind
) -> Iterator[NamedMention]:
    """What whole items are called: "Major depressive disorder, recurrent, moderate"."""
    for item in items:
        for start, end in names_of(document.text, item):
            words = _spaced(document.text[start:end])
            named = codes.named_by(words, beside=_spaced(document.text[item.start : item.end]))
            if named is not None and len(words.split()) > 1:
                yield _mention(document, start, end, kind, named, is_leading=True)
                yield from _manifestation(document, start, end, codes, kind, named)
                break


def _in_run(
    document: ReadDocument,
    run: WordRun,
    codes: PhraseCodes,
    kind: SectionKind,
    known: Sequence[NamedMention],
    items: Sequence[Item],
) -> Iterator[NamedMention]:
    text = document.text
    begin, finish = run.words[0].start, run.words[-1].end
    whole = _spaced(text[begin:finish])
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
        named = codes.named_by(_spaced(text[start:end]), beside=whole)
        if named is not None:
            taken.update(range(first, after))
            is_leading = any(item.start <= start < item.end for item in items)
            yield _mention(document, start, end, kind, named, is_leading=is_leading)
            yield from _manifestation(document, begin, finish, codes, kind, named)


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
    complication = re.sub(r"\bdiabetic ", "", whole, flags=re.IGNORECASE)
    if complication == whole or not named.code.value.startswith(("E08", "E09", "E10", "E11", "E13")):
        return
    beside = codes.named_by(complication, beside=complication)
    if beside is not None and beside.code.value[:3] != named.code.value[:3]:
        yield _mention(document, start, end, kind, beside, is_leading=True)


def suggestions_in(
    mentions: Sequence[NamedMention], *, document: ReadDocument, codes: PhraseCodes, setting: Setting, limit: int = 12
) -> tuple[Suggestion, ...]:
    """Codes that affirmed mentions support, the surest first; nothing uncertain for outpatients (Guidelines IV.H).

    The conclusion of the document counts first. The complaint counts while the conclusion names no disease, and the
    narrative only when neither names anything: a symptom that belongs to a disease is not coded beside it (I.B.5).
    """
    told = [one for one in mentions if not _is_explained(document, one)]
    past = [one for mention in told for one in _history_codes(mention, codes)]
    has_conclusion = any(section.kind in _CONCLUDING for section in document.reading.sections)
    return suggestions_from([*told, *past], setting=setting, limit=limit, has_conclusion=has_conclusion)


def _is_explained(document: ReadDocument, one: NamedMention) -> bool:
    """A symptom that its own sentence lays to a disease: "fatigue explained by 1" (Guidelines I.B.5)."""
    return _is_symptom(one.named.code) and bool(_EXPLAINED.match(document.text, one.mention.end))


def _history_codes(one: NamedMention, codes: PhraseCodes) -> Iterator[NamedMention]:
    """A cancer that the assessment puts into the past proposes its history code (Guidelines I.C.2.m)."""
    is_past = one.mention.assertion is Assertion.HISTORICAL and one.mention.section in _CONCLUDING
    if not is_past or not one.named.code.value.startswith("C"):
        return
    words = one.mention.text.split()
    for first in range(len(words)):
        named = codes.named_by(" ".join(["history of", *words[first:]]))
        if named is not None and named.code.value.startswith("Z85"):
            yield NamedMention(mention=one.mention, named=named, is_leading=True)
            return


def suggestions_from(
    mentions: Sequence[NamedMention], *, setting: Setting, limit: int = 12, has_conclusion: bool = False
) -> tuple[Suggestion, ...]:
    """The choice among mentions; `has_conclusion` when the document has an assessment, whether it names anything or not."""
    current = [one for one in mentions if _is_current(one, setting)]
    concluding = [one for one in current if one.mention.section in _CONCLUDING]
    chosen = [one for one in concluding if one.is_leading] or concluding
    if all(_is_symptom(one.named.code) for one in chosen):
        chosen += [one for one in current if one.mention.section in _COMPLAINT]
    doubts = any(one.mention.section in _CONCLUDING and one.mention.assertion in _LEFT_OPEN for one in mentions)
    if not chosen and (doubts or not has_conclusion):
        narrated = [one for one in current if one.mention.section in _NARRATIVE]
        chosen = [one for one in narrated if not one.named.code.value.startswith("Z")]
    return tuple(_ranked(_without_repeats(chosen)))[:limit]


def _is_current(one: NamedMention, setting: Setting) -> bool:
    is_sure = one.mention.assertion is Assertion.AFFIRMED or one.named.code.value.startswith("Z85")
    is_coded_as_if_sure = setting is Setting.INPATIENT and one.mention.assertion is Assertion.UNCERTAIN
    return is_sure or is_coded_as_if_sure


def _is_symptom(code: Code) -> bool:
    return code.value.startswith(("R", "M25.5", "M54.5", "M54.2", "M54.6", "M79.6", "G47.0"))


def _without_repeats(chosen: Iterable[NamedMention]) -> list[NamedMention]:
    """Each code once, and no unspecified code beside a specific one of its category."""
    first: dict[str, NamedMention] = {}
    for one in chosen:
        first.setdefault(one.named.code.value, one)
    return [
        one for one in first.values() if not _says_less(one.named.code, [other.named.code for other in first.values()])
    ]


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
