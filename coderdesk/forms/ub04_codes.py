"""Fields 18 to 41, 66 to 74 and 80 of a UB-04: conditions, occurrences, values, diagnoses, procedures, remarks."""

from collections.abc import Iterator

from coderdesk.domain.billing.submitted.health_code import HealthCode
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.forms.claim_words import cents

_DAY = "%m%d%y"
_CONDITIONS = tuple(str(number) for number in range(18, 29))
_OCCURRENCES = tuple(f"{number}{row}" for row in "ab" for number in (31, 32, 33, 34))
_SPANS = tuple(f"{number}{row}" for row in "ab" for number in (35, 36))
_VALUES = tuple(f"{number}{row}" for row in "abcd" for number in (39, 40, 41))
_OTHERS = tuple(f"67{letter}" for letter in "ABCDEFGHIJKLMNOPQ")
_PROCEDURES = ("74", "74a", "74b", "74c", "74d", "74e")
_REASONS, _CAUSES = ("70a", "70b", "70c"), ("72a", "72b", "72c")
_REMARK_WIDTHS = (19, 23, 23, 23)


def code_words(claim: SubmittedClaim) -> dict[str, str]:
    return _stated(claim) | _diagnoses(claim) | _procedures(claim) | _remarks(claim)


def _of_kind(claim: SubmittedClaim, *kinds: str) -> Iterator[HealthCode]:
    return (code for code in claim.codes if code.kind in kinds)


def _stated(claim: SubmittedClaim) -> dict[str, str]:
    words = {key: code.code for key, code in zip(_CONDITIONS, _of_kind(claim, "BG"), strict=False)}
    for key, code in zip(_OCCURRENCES, _of_kind(claim, "BH"), strict=False):
        words |= {f"{key}.code": code.code, f"{key}.date": _day(code)}
    for key, code in zip(_SPANS, _of_kind(claim, "BI"), strict=False):
        words |= {f"{key}.code": code.code, f"{key}.from": _day(code), f"{key}.thru": _last_day(code)}
    for key, code in zip(_VALUES, _of_kind(claim, "BE"), strict=False):
        words |= {f"{key}.code": code.code, f"{key}.amount": cents(code.amount)}
    return words


def _day(code: HealthCode) -> str:
    return code.when.first.strftime(_DAY) if code.when and code.when.first else ""


def _last_day(code: HealthCode) -> str:
    return code.when.end.strftime(_DAY) if code.when and code.when.end else ""


def _diagnoses(claim: SubmittedClaim) -> dict[str, str]:
    words: dict[str, str] = {}
    for code in _of_kind(claim, "ABK", "BK"):
        words |= {"66": "0" if code.kind == "ABK" else "9", "67": code.code, "67.poa": code.present_on_admission}
    for key, code in zip(_OTHERS, _of_kind(claim, "ABF", "BF"), strict=False):
        words |= {key: code.code, f"{key}.poa": code.present_on_admission}
    for code in _of_kind(claim, "ABJ", "BJ"):
        words["69"] = code.code
    words |= {key: code.code for key, code in zip(_REASONS, _of_kind(claim, "APR", "PR"), strict=False)}
    for code in _of_kind(claim, "DR"):
        words["71"] = code.code
    for key, code in zip(_CAUSES, _of_kind(claim, "ABN", "BN"), strict=False):
        words |= {key: code.code, f"{key}.poa": code.present_on_admission}
    return words


def _procedures(claim: SubmittedClaim) -> dict[str, str]:
    words: dict[str, str] = {}
    ordered = (*_of_kind(claim, "BBR", "BR"), *_of_kind(claim, "BBQ", "BQ"))
    for key, code in zip(_PROCEDURES, ordered, strict=False):
        words |= {f"{key}.code": code.code, f"{key}.date": _day(code)}
    return words


def _remarks(claim: SubmittedClaim) -> dict[str, str]:
    """The claim's notes over the four lines of the field, broken between words."""
    left = " ".join(note.text for note in claim.notes).split()
    words: dict[str, str] = {}
    for number, width in enumerate(_REMARK_WIDTHS, start=1):
        line = ""
        while left and len(line) + len(left[0]) + bool(line) <= width:
            line = f"{line} {left.pop(0)}".strip()
        words[f"80.{number}"] = line
    if left:
        words["80.4"] = f"{words['80.4']} {' '.join(left)}".strip()
    return words
