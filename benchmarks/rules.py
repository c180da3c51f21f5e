"""The coding rules: time for a visit of 4, 12 and 25 diagnoses, with and without the claim edits, their size and loading.

`python -m benchmarks.rules`. The edit tables are generated: 1.4 million pairs, 15,000 limits and 4,000 add-on codes of
numbers that mean nothing, in the layout in which an import keeps them. Times are the best and the median of many runs on a
book whose pages are read; "cold" is the first visit of a fresh process's book.
"""

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks._report import print_table, write_json
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.checked_visit import CheckedDiagnosis, CheckedLine, CheckedVisit
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import AddOnPair, CodeSet, EditPair, FileKind, ReleaseHeader, UnitsLimit
from coderdesk.domain.coding.edits.engine import check_visit
from coderdesk.domain.coding.edits.table import RULES
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.dates import Period
from coderdesk.services.code_sets import open_code_sets
from coderdesk.services.edit_tables import open_edit_tables
from coderdesk.services.rule_book import LibraryRuleBook
from coderdesk.services.rule_tables import RememberedTables
from coderdesk.services.shelf_sources import shelf_file
from coderdesk.shared.paths import Paths, user_paths
from coderdesk.storage.shelf import writing_shelf
from coderdesk.storage.shelf_rows import kept

PAIRS, LIMITS, ADD_ONS = 1_400_000, 15_000, 4_000
ROUNDS = 200
AIM = 5.0
DAY = date(2026, 5, 4)
DIAGNOSES = (
    "I13.0 I50.22 N18.31 E11.22 Z79.4 E78.5 I25.10 I48.20 Z79.01 J44.9 E66.811 Z68.35 "
    "G47.33 M17.11 F41.1 K21.9 N40.0 D63.1 H40.9 L40.0 J30.9 M81.0 R26.89 Z87.891 Z95.5"
).split()


def visit_of(diagnoses: int, lines: int) -> CheckedVisit:
    numbers = random.Random(7).sample(range(10000, 25000), lines)
    return CheckedVisit(
        setting=Setting.OUTPATIENT,
        date_of_service=DAY,
        diagnoses=tuple(
            CheckedDiagnosis(key=str(place), code=code) for place, code in enumerate(DIAGNOSES[:diagnoses])
        ),
        lines=tuple(
            CheckedLine(
                key=f"line {number}",
                system=CodeSystem.CPT,
                code=f"{number:05}",
                modifiers=("59",) if number % 3 else (),
                units=Decimal(1),
                pointers=(1, 2),
            )
            for number in numbers
        ),
        birth_date=date(1951, 2, 3),
        sex=Sex.MALE,
        payer="Medicare",
        place_of_service="11",
    )


def pairs() -> Iterator[EditPair]:
    """Pairs of made-up numbers as dense as the national ones: about ninety for each code of column 1."""
    chosen = random.Random(11)
    period = Period(date(2020, 1, 1), None)
    for number in range(PAIRS):
        one, two = f"{10000 + number % 15000:05}", f"{10000 + chosen.randrange(15000):05}"
        yield EditPair(column1=one, column2=two, in_force=period, modifier_indicator="1" if number % 5 else "0")


def limits() -> Iterator[UnitsLimit]:
    for number in range(LIMITS):
        yield UnitsLimit(code=f"{10000 + number:05}", units=1 + number % 4, adjudication=1 + number % 3)


def add_ons() -> Iterator[AddOnPair]:
    for number in range(ADD_ONS):
        add_on, primary = f"{10000 + number * 3:05}", f"{10001 + number * 3:05}"
        yield AddOnPair(add_on=add_on, primary=primary, kind=1, in_force=Period(date(2020, 1, 1), None))


TABLES: tuple[tuple[CodeSet, FileKind, str, Callable[[], Iterator[EditPair | UnitsLimit | AddOnPair]]], ...] = (
    (CodeSet.NCCI_PTP, FileKind.NCCI_PTP, "practitioner", pairs),
    (CodeSet.MUE, FileKind.MUE, "practitioner", limits),
    (CodeSet.ADD_ON, FileKind.ADD_ON, "", add_ons),
)


def write_tables(paths: Paths) -> None:
    for code_set, kind, setting, rows in TABLES:
        header = ReleaseHeader(
            code_set=code_set,
            kind=kind,
            release="2026 Q2 (invented)",
            in_force=Period(date(2026, 1, 1), None),
            publisher="nobody",
            licence="none",
            source="benchmarks/rules.py",
            setting=setting,
        )
        with writing_shelf(shelf_file(paths)) as shelf:
            release = shelf.begin_release(header, part="", at=datetime(2026, 5, 4, tzinfo=UTC))
            whole = [kept(row) for row in rows()]
            release.add(whole, "")
            release.finish(rows=len(whole), sha256="")


def milliseconds(visit: CheckedVisit, book: LibraryRuleBook) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        check_visit(visit, book, RULES)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def memory() -> float:
    """Resident memory of this process now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * resource.getpagesize() / 2**20


def measured(name: str, book: LibraryRuleBook) -> list[dict[str, float | str | int]]:
    rows: list[dict[str, float | str | int]] = []
    for diagnoses, lines in ((4, 4), (12, 20), (25, 20)):
        visit = visit_of(diagnoses, lines)
        began = time.perf_counter()
        findings = len(check_visit(visit, book, RULES))
        cold = (time.perf_counter() - began) * 1000
        taken = milliseconds(visit, book)
        rows.append(
            {
                "tables": name,
                "diagnoses": diagnoses,
                "lines": lines,
                "findings": findings,
                "cold_ms": round(cold, 1),
                "median_ms": round(statistics.median(taken), 2),
                "best_ms": round(min(taken), 2),
            }
        )
    return rows


def main() -> None:
    library = open_code_sets(paths=user_paths())
    before = memory()
    rows = measured("none", LibraryRuleBook(library))
    book_memory = memory() - before
    with tempfile.TemporaryDirectory(prefix="coderdesk-rules-") as folder:
        paths = Paths.under(Path(folder)).made()
        began = time.perf_counter()
        write_tables(paths)
        written = time.perf_counter() - began
        before, began = memory(), time.perf_counter()
        tables = RememberedTables(open_edit_tables(paths))
        opened = (time.perf_counter() - began) * 1000
        rows += measured("1.4 million pairs", LibraryRuleBook(library, tables))
        tables_memory = memory() - before
        size = shelf_file(paths).stat().st_size / 2**20
        tables.close()
    library.close()
    heads = ("tables", "diagnoses", "lines", "findings", "cold ms", "median ms", "best ms")
    print_table(
        f"Coding rules: {len(RULES)} rules, aim under {AIM:.0f} ms for 12 and 20",
        heads,
        [list(row.values()) for row in rows],
    )
    print(
        f"\npages of the book read: {book_memory:.0f} MiB; edit tables: {size:.0f} MiB on disk, written in {written:.1f} s,"
    )
    print(f"opened in {opened:.1f} ms, {tables_memory:.0f} MiB in memory while asked")
    figures = {
        "rules": len(RULES),
        "visits": rows,
        "book_mib": round(book_memory, 1),
        "tables_disk_mib": round(size, 1),
        "tables_write_s": round(written, 1),
        "tables_open_ms": round(opened, 1),
        "tables_mib": round(tables_memory, 1),
    }
    write_json("rules", figures)


if __name__ == "__main__":
    main()
