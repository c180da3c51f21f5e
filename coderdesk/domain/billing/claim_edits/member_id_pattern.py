"""The member id has the form that its payer prints on the card."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "member-id-pattern"
CITATION = "The payer's card, as its record describes it; claim status 164, entity's contract or member number"
LETTER, DIGIT, EITHER = "A", "9", "?"


def fits_pattern(value: str, pattern: str) -> bool:
    """`A` stands for a letter, `9` for a digit, `?` for either; other characters, and what follows a backslash, for themselves.

    >>> fits_pattern("CMH-004417", "AAA-999999"), fits_pattern("CMH004417", "AAA-999999")
    (True, False)
    """
    wanted = _cells(pattern)
    return len(value) == len(wanted) and all(_fits(*pair) for pair in zip(value, wanted, strict=True))


def member_id_pattern(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Hyphens and blanks of the card are not counted; nothing is said of a payer without a pattern or a missing id."""
    bare = _bare(claim.member_id)
    patterns = [_bare(pattern) for pattern in claim.payer.member_pattern.split(",") if pattern.strip()]
    if not bare or not patterns or any(fits_pattern(bare, pattern) for pattern in patterns):
        return
    message = (
        f"The member id {claim.member_id} has not the form that {claim.payer.name} prints on its card "
        f"({claim.payer.member_pattern}): compare it with the card."
    )
    place = Location(Place.COVERAGE, claim.coverage_id, "member_id")
    yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)


def _bare(text: str) -> str:
    return x12_text(text).replace("-", "").replace(" ", "")


def _cells(pattern: str) -> list[tuple[str, bool]]:
    """Each character with whether it stands for itself."""
    cells, is_escaped = [], False
    for character in pattern:
        if character == "\\" and not is_escaped:
            is_escaped = True
            continue
        cells.append((character, is_escaped or character not in (LETTER, DIGIT, EITHER)))
        is_escaped = False
    return cells


def _fits(character: str, cell: tuple[str, bool]) -> bool:
    wanted, is_itself = cell
    if is_itself:
        return character == wanted
    kinds = {LETTER: character.isalpha(), DIGIT: character.isdigit(), EITHER: character.isalnum()}
    return kinds[wanted]
