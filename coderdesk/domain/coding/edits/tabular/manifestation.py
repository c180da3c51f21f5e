"""A manifestation is never listed first: its underlying disease stands before it."""

import re
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Add
from coderdesk.domain.coding.tabular import NoteKind
from coderdesk.domain.values.finding import Severity

_TITLE = re.compile(
    r"\b(?:in|due to|presenting with) (?:\w+ ){0,4}(?:diseases?|conditions|disorders|reactions) classified elsewhere",
    re.I,
)


def is_manifestation(row: Row) -> bool:
    return bool(row.entry and _TITLE.search(row.entry.title))


def _is_never_first(chart: Chart, row: Row) -> bool:
    """Those of the title, and for inpatients what the code editor takes for a manifestation besides."""
    is_edited = chart.is_inpatient and chart.list_of("manifestations of the code editor").holds(row.bare)
    return is_manifestation(row) or is_edited


def _first(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    if row is not None and _is_never_first(chart, row):
        yield Hit(at=row, codes=(row.code,), fixes=_etiologies(row))


def _etiologies(row: Row) -> tuple[Add, ...]:
    conditions = row.entry.conditions if row.entry else ()
    named = tuple(target.printed for one in conditions if one.kind is NoteKind.CODE_FIRST for target in one.targets)
    return (Add(named, before=row.code),) if named else ()


def _is_no_etiology(chart: Chart, row: Row, before: Row) -> bool:
    """Symptoms, circumstances, and the everyday conditions that no other organ's disease is laid to."""
    is_elsewhere = {before.bare[0], row.bare[0]} != {"J"} and chart.list_of("never an etiology").holds(before.bare)
    return before.bare[0] in "RVWXYZ" or is_manifestation(before) or is_elsewhere


def _without_etiology(chart: Chart) -> Iterator[Hit]:
    for row in chart.codes:
        if row.place and is_manifestation(row) and row.entry:
            before = [one for one in chart.codes if one.place < row.place]
            notes = [one for one in row.entry.conditions if one.kind is NoteKind.CODE_FIRST]
            named = any(note.names(one.entry.spot) for note in notes for one in before if one.entry)
            if notes and not named and all(_is_no_etiology(chart, row, one) for one in before):
                yield Hit(at=row, codes=(row.code,), words={"text": notes[0].text}, fixes=_etiologies(row))


MANIFESTATION_FIRST = Rule(
    id="manifestation-first",
    reference=(8, 9),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.A.13",
    sentence='{code} is a manifestation ("in diseases classified elsewhere") and is never listed first: '
    "list the underlying disease before it.",
    example="F02.80 / G30.9",
    check=_first,
)
ETIOLOGY_MISSING = Rule(
    id="manifestation-without-etiology",
    reference=(8, 9),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.A.13",
    sentence="{code} is a manifestation, and no code before it names the underlying disease ({text}).",
    example="R41.3 / F02.80",
    check=_without_etiology,
)
