"""Queries that are codes: with or without a dot, the beginning of one, or a range."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.build import SYSTEMS
from coderdesk.search.index import SearchIndex

_CODE = r"[A-Z]\d[0-9A-Z]?[. ]?[0-9A-Z]{0,4}|\d{4,5}[A-Z]?|[A-Z]{2}\d[. ]?[0-9A-Z]{0,4}"
# ICD-10-PCS knows no O and no I (ICD-10-PCS Guidelines A4).
_PROCEDURE = re.compile(r"(?=.*\d)[0-9B-DF-HX][0-9A-HJ-NP-Z]{2,6}")
_ONE = re.compile(rf"({_CODE})[.-]?")
_RANGE = re.compile(rf"({_CODE})\s*(?:-|–|to|TO)\s*({_CODE})")
# The parts of a national drug code are filled to these lengths with zeros (45 CFR 162.1002, 5-4-2).
_DRUG = re.compile(r"(\d{4,5})-(\d{3,4})(?:-(\d{0,2}))?")
_DRUG_DIGITS = re.compile(r"\d{6,11}")
_LABELER, _PRODUCT, _PACKAGE = 5, 4, 2
_CATEGORY = 3
# Without a dot a letter and four digits are a code of HCPCS or CDT.
_DIAGNOSIS = re.compile(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4}|[0-9A-Z]{3,4})")


def _bare(written: str) -> str:
    return written.replace(".", "").replace(" ", "")


class _Bares(Sequence[str]):
    """The codes without dots in alphabetical order, read from the index as they are asked for."""

    def __init__(self, index: SearchIndex) -> None:
        self._entries = index.entries

    def __len__(self) -> int:
        return len(self._entries.by_bare)

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return self._entries.bare[int(self._entries.by_bare[place])]


def coded_query(index: SearchIndex, typed: str, most: int) -> list[int]:
    """The entries that the query names as codes, in book order, an exact one first; empty when it is not a code."""
    written = typed.strip().upper()
    drugs = _drug_codes(written)
    if drugs:
        return _beginning(index, drugs, most)
    between = _RANGE.fullmatch(written)
    one = _ONE.fullmatch(written)
    bares = _Bares(index)
    if between:
        first, last = _bare(between[1]), _bare(between[2])
        found = _places(index, bisect_left(bares, first), bisect_left(bares, last + "\x7f"))
        shortest, longest = sorted((len(first), len(last)))
        headings = [entry for entry in found if shortest <= len(index.entries.bare[entry]) <= longest]
        return sorted(headings)[:most]
    if one:
        found = _beginning(index, [_bare(one[1])], most)
        return found if not _is_word(index, written) or _is_of_a_short_code(index, found) else []
    if _PROCEDURE.fullmatch(written) and not _is_word(index, written):
        return _beginning(index, [written], most)
    return []


def nearest_above(index: SearchIndex, typed: str, most: int) -> list[int]:
    """For what is written as a diagnosis code and is none: the entries that share most of its beginning, in book order."""
    written = typed.strip().upper()
    if not _DIAGNOSIS.fullmatch(written) or _is_word(index, written):
        return []
    bare = _bare(written)
    for length in range(len(bare) - 1, _CATEGORY - 1, -1):
        found = _beginning(index, [bare[:length]], most)
        diagnoses = [entry for entry in found if SYSTEMS[int(index.entries.system[entry])] is CodeSystem.ICD10CM]
        if diagnoses:
            return diagnoses
    return []


def is_drug_code(typed: str) -> bool:
    """Whether it is written with the hyphens of a national drug code, so that its parts are no words."""
    return _DRUG.fullmatch(typed.strip()) is not None


def _is_word(index: SearchIndex, written: str) -> bool:
    """ "DM2" is diabetes, though a few codes of ICD-10-PCS begin so."""
    return written.lower() in index.words.places


def _is_of_a_short_code(index: SearchIndex, found: Sequence[int]) -> bool:
    return any(SYSTEMS[int(index.entries.system[entry])] is not CodeSystem.ICD10PCS for entry in found)


def _beginning(index: SearchIndex, written: Sequence[str], most: int) -> list[int]:
    """Entries whose code begins with one of the texts, an exact one first."""
    bares = _Bares(index)
    found: list[int] = []
    for bare in written:
        start = bisect_left(bares, bare)
        places = _places(index, start, min(bisect_left(bares, bare + "\x7f"), start + 4 * most))
        codes = [entry for entry in places if "-" not in index.entries.bare[entry]]
        found += sorted(codes, key=lambda entry: _order(index, entry, bare))
    return list(dict.fromkeys(found))[:most]


def _drug_codes(written: str) -> list[str]:
    """The beginnings of 11-digit drug codes that were meant: "0002-0800-01", "0002-0800" and "00002080001" are one drug.

    Ten digits without hyphens may be any of the three forms of the FDA (21 CFR 207.33), so all three are tried.
    """
    parts = _DRUG.fullmatch(written)
    if parts and not (len(parts[1]) == _LABELER == len(parts[2])):
        package = (parts[3] or "").zfill(_PACKAGE) if parts[3] else ""
        return [parts[1].zfill(_LABELER) + parts[2].zfill(_PRODUCT) + package]
    if not _DRUG_DIGITS.fullmatch(written):
        return []
    if len(written) < _LABELER + _PRODUCT + _PACKAGE - 1:
        return [written, f"0{written}"]
    if len(written) == _LABELER + _PRODUCT + _PACKAGE:
        return [written]
    return [f"0{written}", f"{written[:5]}0{written[5:]}", f"{written[:9]}0{written[9:]}"]


def _order(index: SearchIndex, entry: int, bare: str) -> tuple[bool, int, int]:
    """The code itself, then diagnoses before other systems, each in book order."""
    return index.entries.bare[entry] != bare, int(index.entries.system[entry]), entry


def _places(index: SearchIndex, start: int, end: int) -> list[int]:
    return [int(entry) for entry in index.entries.by_bare[start:end]]
