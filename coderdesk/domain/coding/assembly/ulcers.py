"""A diabetic ulcer of the leg or foot takes a second code for its site, side and depth (Guidelines I.A.13, I.C.12.a)."""

import re
from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import CONCLUDING, Draft, Note
from coderdesk.domain.coding.assembly.wordings import side_told

_ULCER = re.compile(r"\bulcer(?:s|ation|ations)?\b|\bnon-?healing (?:\w+ ){0,2}wound\b", re.IGNORECASE)
_SITES = (
    (re.compile(r"\bthigh", re.IGNORECASE), "1"),
    (re.compile(r"\bcal(?:f|ves)\b", re.IGNORECASE), "2"),
    (re.compile(r"\bankle|\bmalleol", re.IGNORECASE), "3"),
    (re.compile(r"\bheel|\bmidfoot|\bplantar surface of (?:the )?midfoot|\bcalcane", re.IGNORECASE), "4"),
    (re.compile(r"\bfoot|\bfeet|\btoe|\bhallux|\bmetatars|\bforefoot|\bplantar", re.IGNORECASE), "5"),
)
_DEPTHS = (
    (re.compile(r"\bnecrosis of (?:the )?bone|\bbone necrosis", re.IGNORECASE), "4"),
    (re.compile(r"\bnecrosis of (?:the )?muscle|\bmuscle necrosis", re.IGNORECASE), "3"),
    (re.compile(r"\bbone (?:is )?(?:exposed|involve)|\bexposed bone", re.IGNORECASE), "6"),
    (re.compile(r"\bmuscle (?:is )?(?:exposed|involve)|\bexposed muscle", re.IGNORECASE), "5"),
    (
        re.compile(
            r"\bfat(?: layer)? (?:is )?exposed|\bexposed fat|\bsubcutaneous (?:fat|tissue) expos", re.IGNORECASE
        ),
        "2",
    ),
    (
        re.compile(
            r"\blimited to (?:the )?(?:breakdown of )?skin|\bskin breakdown only|\bsuperficial ulcer", re.IGNORECASE
        ),
        "1",
    ),
)
_SIDES = {"right": "1", "left": "2"}
_FOOT = frozenset("345")
_CITATION = "Guidelines I.A.13: use an additional code for the site of the ulcer"


def with_the_site_of_the_ulcer(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """ "Diabetic ulcer of left heel" is E11.621 and L97.42-; the depth may be told elsewhere in the note (I.B.14)."""
    own = next((one for one in drafts if one.value.startswith(("E08", "E09", "E10", "E11", "E13"))), None)
    if own is None or own.section not in CONCLUDING:
        return list(drafts)
    begin, end = note.words_at(own)
    ulcer = _ULCER.search(note.text, begin, end)
    site = next((digit for words, digit in _SITES if ulcer and words.search(note.text, begin, end)), "")
    if ulcer is None or not site or not note.affirms(*ulcer.span()):
        return list(drafts)
    diabetes = note.code(f"{own.value[:3]}.{'621' if site in _FOOT else '622'}")
    if diabetes is None:
        return list(drafts)
    depth = _depth(note)
    side = _SIDES.get(side_told(note.text[begin:end]), "0")
    kept = [_deeper(one, note, depth[0], depth[1]) for one in drafts]
    if not any(one.value.startswith("L97") for one in kept):
        skin = note.code(f"L97.{site}{side}{depth[0]}") or note.code(f"L97.{site}{side}9")
        if skin is not None:
            kept.append(own.become(skin, _CITATION, ulcer.span(), *depth[1]))
    new = own.become(diabetes, "diabetes with an ulcer is one code (Guidelines I.C.4.a)", ulcer.span())
    if any(one.value == new.value for one in kept):
        return kept
    return [new if one is own and own.value.endswith(".9") else one for one in kept]


def _depth(note: Note) -> tuple[str, tuple[tuple[int, int], ...]]:
    for words, digit in _DEPTHS:
        for match in words.finditer(note.text):
            if note.affirms(*match.span()):
                return digit, (match.span(),)
    return "9", ()


def _deeper(draft: Draft, note: Note, depth: str, passages: tuple[tuple[int, int], ...]) -> Draft:
    if not draft.value.startswith("L97") or not draft.value.endswith("9") or depth == "9":
        return draft
    code = note.code(draft.value[:-1] + depth)
    return draft.become(code, "the depth is told in the note (Guidelines I.B.14)", *passages) if code else draft
