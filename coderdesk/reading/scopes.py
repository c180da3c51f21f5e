"""The cues of one sentence and the stretch of words that each governs: direction, clause ends, lists and brackets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.reading.lexicon import CueKind, Lexicon, Side
from coderdesk.reading.words import Word, words_between

_STOPS = frozenset({";", ".", "!", "\n\n"})
_JOINERS = frozenset({"and", "or", "nor", "&", "/"})
_DENYING_ON = frozenset({"or", "nor"})
_SUBJECTS = frozenset("he she it they there this these those the his her i we you patient pt patient's".split())
_SOON = 5
_OPENERS = frozenset({*_STOPS, ",", ":", "-", "*", "(", "and", "but", "with"})
# A finding with its degree behind a comma stands for itself, unless it is one more of the things denied ("or severe pain").
_DEGREES = frozenset("trace mild moderate severe minimal stable".split())
_REGIONS = frozenset("cervical thoracic lumbar lumbosacral cervicothoracic thoracolumbar sacral occipital".split())
_CARRIES_ON = frozenset(
    "treated managed completed resolved excised removed repaired diagnosed now which since fully completely status s/p".split()
)
_PREDICATES = frozenset(
    "is are was were has had have does did clear normal intact supple soft regular unremarkable stable good warm dry alert "
    "oriented nontender nondistended benign symmetric equal round reactive moist present positive negative".split()
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the tables in a sentence: words `first` up to but not including `after`."""

    first: int
    after: int
    kind: CueKind


@dataclass(frozen=True, slots=True)
class Scope:
    """A cue with the words that it judges: from `low` up to but not including `high`, or those in brackets left out."""

    cue: Hit
    low: int
    high: int
    skipped: tuple[tuple[int, int], ...]

    @property
    def assertion(self) -> Assertion:
        if self.cue.kind.assertion is None:
            raise ValueError("a pseudo-cue has no scope")
        return self.cue.kind.assertion

    def holds(self, first: int, after: int) -> bool:
        if any(low <= first < high for low, high in self.skipped):
            return False
        if self.cue.kind.side is Side.AFTER:
            return self.low <= first < self.high
        return self.low < after <= self.high


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence in words with its phrases, and the places at which a clause ends: `ends` before the word, sorted."""

    words: list[Word]
    hits: list[Hit]
    ends: list[int]
    brackets: list[tuple[int, int]]


def clauses_of(text: str, start: int, end: int, lexicon: Lexicon) -> Clauses:
    words = words_between(text, start, end)
    spellings = [word.spelling for word in words]
    hits = list(_hits(spellings, lexicon))
    return Clauses(words, hits, sorted(_ends(spellings, hits)), _brackets(spellings))


def _hits(spellings: Sequence[str], lexicon: Lexicon) -> Iterator[Hit]:
    place = 0
    while place < len(spellings):
        length, matched = lexicon.match(spellings, place)
        # "Fever: no" answers what stands before it; in "Eyes: no discharge" the "no" is a cue of its own
        kinds = [kind for kind in matched if _may_stand(kind, spellings, place, place + length)]
        length = length if kinds or not matched else 0
        yield from (Hit(place, place + length, kind) for kind in kinds)
        place += (
            1 if length == 0 or any(kind.ends for kind in kinds) else length
        )  # "and denies": a cue behind a boundary


def _may_stand(kind: CueKind, spellings: Sequence[str], first: int, after: int) -> bool:
    if (kind.at_end and not _is_at_end(spellings, after)) or (kind.opens and not _opens(spellings, first)):
        return False
    return not kind.then or not kind.then.isdisjoint(spellings[after : after + _SOON])


def _opens(spellings: Sequence[str], place: int) -> bool:
    return place == 0 or spellings[place - 1] in _OPENERS


def _ends(spellings: Sequence[str], hits: Sequence[Hit]) -> set[int]:
    ends = {place for place, spelling in enumerate(spellings) if spelling in _STOPS}
    ends.update(hit.first for hit in hits if hit.kind.ends)
    judging_back = {place for hit in hits if hit.kind.side is Side.BEFORE for place in range(hit.first, hit.after)}
    predicates = {place for place, word in enumerate(spellings) if word in _PREDICATES} - judging_back
    for place, spelling in enumerate(spellings):
        opens = spelling == "," and _opens_a_clause(spellings, place + 1, predicates)
        if opens or _is_dash_between_clauses(spellings, place, hits):
            ends.add(place)
    return ends


def _opens_a_clause(spellings: Sequence[str], place: int, predicates: set[int]) -> bool:
    """After a comma: a subject with its verb, or a predicate ("lungs clear"), and not one more item of a list."""
    if place >= len(spellings) or spellings[place] in _JOINERS:
        return False
    if spellings[place] in _REGIONS and "region" in spellings[place + 1 : place + 3]:
        return True  # "without myelopathy, cervical region"
    if spellings[place] in _SUBJECTS or (spellings[place] in _DEGREES and _DENYING_ON.isdisjoint(spellings[place:])):
        return True
    stop = next(
        (at for at in range(place, len(spellings)) if spellings[at] in _STOPS or spellings[at] == ","), len(spellings)
    )
    return any(at in predicates for at in range(place, min(stop, place + 5)))


def _is_dash_between_clauses(spellings: Sequence[str], place: int, hits: Sequence[Hit]) -> bool:
    """A dash ends a reach unless a cue stands right before it ("Denies - fever") or behind it ("Allergies - none")."""
    if spellings[place] != "-":
        return False
    return not any(hit.after in (place, place + 1) or hit.first in (place, place + 1) for hit in hits)


def _brackets(spellings: Sequence[str]) -> list[tuple[int, int]]:
    """Words between brackets, both bracket words included."""
    found, opened = [], -1
    for place, spelling in enumerate(spellings):
        if spelling in "([":
            opened = place
        elif spelling in ")]" and opened >= 0:
            found.append((opened, place + 1))
            opened = -1
    return found


def scopes_of(clauses: Clauses) -> Iterator[Scope]:
    """The scopes of all cues of a sentence, in the order in which the cues stand."""
    spellings = [word.spelling for word in clauses.words]
    for hit in clauses.hits:
        if hit.kind.assertion is None:
            continue
        bracket = next((pair for pair in clauses.brackets if pair[0] < hit.first < pair[1]), None)
        skipped = tuple(pair for pair in clauses.brackets if pair != bracket and _stands_apart(spellings, pair))
        reach = _reach_after if hit.kind.side is Side.AFTER else _reach_before
        low, high = reach(clauses, hit, bracket)
        around = _clause_around(clauses, hit)
        if hit.kind.unless.isdisjoint(around) and not (hit.kind.needs and hit.kind.needs.isdisjoint(around)):
            yield Scope(hit, low, high, skipped)


def _is_at_end(spellings: Sequence[str], place: int) -> bool:
    return place >= len(spellings) or spellings[place] in _STOPS or spellings[place] in {",", ")", "and", "but"}


def _stands_apart(spellings: Sequence[str], bracket: tuple[int, int]) -> bool:
    """A bracket that says something of its own: "no joint swelling (ongoing back pain)"."""
    inside = spellings[bracket[0] + 1 : bracket[1]]
    return not {"ongoing", "has", "chronic", "known", "had", "positive", "+", "reports", "is", "was", "but"}.isdisjoint(
        inside
    )


def _reach_after(clauses: Clauses, hit: Hit, bracket: tuple[int, int] | None) -> tuple[int, int]:
    first_end = hit.after + _subject_of_condition(clauses, hit)
    high = next((end for end in clauses.ends if end >= first_end), len(clauses.words))
    for later in clauses.hits:
        if hit.after <= later.first < high and _takes_over(clauses, hit, later):
            high = later.first
    if bracket is not None:
        high = min(high, bracket[1])
    if hit.kind.to_comma:
        commas = (place for place in range(hit.after, high) if clauses.words[place].spelling == ",")
        high = next(commas, high)
    if hit.kind.limit:
        high = min(high, hit.after + hit.kind.limit)
    return hit.after, high


def _subject_of_condition(clauses: Clauses, hit: Hit) -> int:
    """How many words of "she develops" stand behind a condition ("return if"): they begin no clause of their own."""
    following = [word.spelling for word in clauses.words[hit.after : hit.after + 2]]
    is_subject = hit.kind.assertion is Assertion.HYPOTHETICAL and len(following) == 2 and following[0] in _SUBJECTS
    return 2 if is_subject and _STOPS.isdisjoint(following) else 0


def _takes_over(clauses: Clauses, hit: Hit, later: Hit) -> bool:
    """A cue that judges something else ends the reach of the one before it when a comma or a joiner parts them."""
    if later.kind.assertion is None or later.kind.assertion is hit.kind.assertion or later.kind.side is Side.BEFORE:
        return False
    before = clauses.words[later.first - 1].spelling
    if before in _DENYING_ON and (hit.kind.assertion, later.kind.assertion) == (
        Assertion.NEGATED,
        Assertion.HISTORICAL,
    ):
        return False  # "no asthma or history of stroke" denies both
    return before == "," or before in _JOINERS


def _reach_before(clauses: Clauses, hit: Hit, bracket: tuple[int, int] | None) -> tuple[int, int]:
    low = max((end for end in clauses.ends if end < hit.first and not _carries_on(clauses.words, end)), default=0)
    if not hit.kind.is_list:
        low = max([low, *(place + 1 for place in range(low, hit.first - 1) if _parts_a_list(clauses.words, place))])
    if bracket is not None and bracket[0] > 0 and hit.first > bracket[0] + 1:
        low = max(low, bracket[0])
    if hit.kind.limit:
        low = max(low, hit.first - hit.kind.limit)
    return low, hit.first


def _carries_on(words: Sequence[Word], place: int) -> bool:
    """A participle behind a comma says more of what stands before it: "otitis, treated with drops, cleared"."""
    return place > 0 and words[place].spelling in _CARRIES_ON and words[place - 1].spelling == ","


def _parts_a_list(words: Sequence[Word], place: int) -> bool:
    """A comma behind which another thing is named: not "otitis, treated in May and resolved"."""
    return words[place].spelling == "," and words[place + 1].spelling not in _CARRIES_ON


def _clause_around(clauses: Clauses, hit: Hit) -> set[str]:
    low = max((end for end in clauses.ends if end < hit.first), default=0)
    high = next((end for end in clauses.ends if end >= hit.after), len(clauses.words))
    return {word.spelling for word in clauses.words[low:high]}
