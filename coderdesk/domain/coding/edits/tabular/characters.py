"""A code that is in no book because its characters are wrong: a placeholder is missing, or the 7th character is not legal."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Replace
from coderdesk.domain.coding.rule_book import BookEntry
from coderdesk.domain.values.finding import Severity

_WHOLE_LENGTH = 7
# characters after a complete code: what is written is no code
_BEYOND = (1, 2, 4)


def unknown_rows(chart: Chart) -> Iterator[Row]:
    """Codes that no release has, each once."""
    seen: set[str] = set()
    for row in chart.rows:
        if row.entry is None and row.bare not in seen:
            seen.add(row.bare)
            yield row


def heading_of(chart: Chart, bare: str) -> BookEntry | None:
    """The nearest heading or code that the characters begin with, without placeholders at its end."""
    for length in range(min(len(bare) - 1, 6), 2, -1):
        stem = bare[:length].rstrip("X")
        entry = chart.book.entry_on(stem, chart.visit.date_of_service) if len(stem) > 2 else None
        if entry is not None:
            return entry
    return None


def lacking_placeholder(chart: Chart, bare: str) -> str:
    """The code as it should be written when only its placeholders are missing or misplaced; "" otherwise."""
    if not 4 <= len(bare) <= _WHOLE_LENGTH:
        return ""
    plain = bare[:3] + bare[3:].replace("X", "")
    missing = _WHOLE_LENGTH - len(plain)
    for place in range(len(plain) - 1, 2, -1) if missing else ():
        entry = chart.book.entry_on(plain[:place] + "X" * missing + plain[place:], chart.visit.date_of_service)
        if entry is not None and entry.is_billable:
            return entry.value
    return ""


def _placeholder(chart: Chart) -> Iterator[Hit]:
    for row in unknown_rows(chart):
        whole = lacking_placeholder(chart, row.bare)
        if whole:
            yield Hit(at=row, codes=(row.code,), words={"whole": whole}, fixes=(Replace((row.code,), (whole,)),))


def _illegal_seventh(chart: Chart) -> Iterator[Hit]:
    for row in unknown_rows(chart):
        entry = heading_of(chart, row.bare)
        if entry is None or lacking_placeholder(chart, row.bare):
            continue
        rest = row.bare[len(entry.bare) :].strip("X")
        if entry.endings and len(rest) == 1:
            yield _not_legal(row, entry)
        elif entry.is_billable and rest:
            words = {"why": f"{entry.value} is complete without further characters"}
            fixes = (Replace((row.code,), (entry.value,)),)
            yield Hit(at=row, codes=(row.code,), words=words, fixes=fixes, reference=_BEYOND)


def _not_legal(row: Row, entry: BookEntry) -> Hit:
    legal = ", ".join(one.character for one in entry.endings)
    stem = entry.bare.ljust(6, "X")
    fixes = tuple(Replace((row.code,), (f"{stem[:3]}.{stem[3:]}{one.character}",)) for one in entry.endings)
    return Hit(at=row, codes=(row.code,), words={"why": f"{entry.value} takes {legal}"}, fixes=fixes)


PLACEHOLDER = Rule(
    id="placeholder-missing",
    reference=(3, 2),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.A.4 and I.A.5",
    sentence="{code} lacks its placeholder X, so that its last character does not stand in the seventh place: {whole} is meant.",
    example="T81.40A",
    check=_placeholder,
)
SEVENTH_ILLEGAL = Rule(
    id="seventh-character-illegal",
    reference=(2,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.A.5",
    sentence="{code} ends in a character that the book does not give it: {why}.",
    example="S72.001Z",
    check=_illegal_seventh,
)
