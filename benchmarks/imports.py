"""Importing the largest official files: 1.4 million NCCI pairs and 250,000 NDC packages, beside bare reading of their lines.

The files are made up in the official layouts. A plan reads the file once and compares it, an import reads it again and
writes it down; a second quarter is planned against the first.
"""

import csv
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks._report import print_table, write_json
from coderdesk.services.code_imports import GivenRelease, import_planned, plan_import
from coderdesk.services.edit_tables import PRACTITIONER, open_edit_tables
from coderdesk.services.shelf_sources import shelf_sources
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress

PAIRS, PRODUCTS, PACKAGES = 1_400_000, 128_000, 250_000
_FIRST_COLUMN = 15_000
_LOOK_UPS = 200
_CLOCK = FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
_ON = date(2026, 11, 22)
_PRODUCT_HEAD = (
    "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\t"
    "ROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tMARKETINGCATEGORYNAME\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME\t"
    "ACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\tNDC_EXCLUDE_FLAG\t"
    "LISTING_RECORD_CERTIFIED_THROUGH"
)
_PACKAGE_HEAD = (
    "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\t"
    "SAMPLE_PACKAGE"
)
_FORMS = ("TABLET", "TABLET, FILM COATED", "CAPSULE", "INJECTION, SOLUTION", "CREAM", "LIQUID")
T = TypeVar("T")


def pair_lines(*, shifted: int = 0) -> Iterator[str]:
    """Pairs in the order of the official file. `shifted` leaves out and adds as many column 1 codes, as a quarter does."""
    yield "CPT only copyright 2026 American Medical Association. All rights reserved.\r\n"
    yield "Column 1\tColumn 2\tprior to 1996\tEffective\tDeletion\tModifier\tRationale\r\n"
    each = PAIRS // _FIRST_COLUMN
    for first in range(shifted, _FIRST_COLUMN + shifted):
        for second in range(each + (1 if first - shifted < PAIRS % _FIRST_COLUMN else 0)):
            code = 10_000 + (first * 7 + second * 613) % 89_000
            effective = f"{2000 + (first + second) % 26}{1 + 3 * (second % 4):02d}01"
            deleted = "20251231" if second % 9 == 0 else "*"
            yield f"{10_000 + first * 5:05d}\t{code:05d}\t\t{effective}\t{deleted}\t{second % 2}\tInvented rationale\r\n"


def product_lines() -> Iterator[str]:
    yield _PRODUCT_HEAD + "\r\n"
    for number in range(PRODUCTS):
        code = _product_code(number)
        name, form = f"Inventol{number % 40_000}", _FORMS[number % len(_FORMS)]
        yield (
            f"{code}_{number:032x}\t{code}\tHUMAN PRESCRIPTION DRUG\t{name}\t\tinventolol {number % 9_000}\t{form}\tORAL\t"
            f"20{number % 26:02d}0110\t\tANDA\tANDA{number:06d}\tInvented Laboratories {number % 3_000}\t"
            f"INVENTOLOL {number % 9_000}\t{5 + number % 500}\tmg/1\t\t\tN\t20261231\r\n"
        )


def package_lines() -> Iterator[str]:
    yield _PACKAGE_HEAD + "\r\n"
    for number in range(PACKAGES):
        product = number % PRODUCTS
        code = _product_code(product)
        yield (
            f"{code}_{product:032x}\t{code}\t{code}-{number // PRODUCTS:02d}\t{30 + number % 60} {_FORMS[number % len(_FORMS)]} "
            f"in 1 BOTTLE ({code}-{number // PRODUCTS:02d})\t20{number % 26:02d}0110\t\tN\tN\r\n"
        )


def _product_code(number: int) -> str:
    return f"{10_000 + number // 1_000:05d}-{number % 1_000:03d}"


def timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def bare_csv(path: Path) -> int:
    with path.open(encoding="cp1252", newline="") as stream:
        return sum(1 for _ in csv.reader(stream, delimiter="\t"))


def peak_megabytes() -> int:
    """Of this program so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 if sys.platform != "darwin" else 1024 * 1024))


def imported(paths: Paths, source: Path, given: GivenRelease | None = None) -> dict[str, float]:
    before = _shelf_bytes(paths)
    planning, plans = timed(
        lambda: plan_import(paths=paths, library=None, source=source, progress=NoProgress(), given=given)
    )
    writing, outcome = timed(lambda: import_planned(paths=paths, clock=_CLOCK, plans=plans, progress=NoProgress()))
    return {
        "rows": sum(one.rows for one in outcome.releases),
        "plan s": planning,
        "import s": writing,
        "shelf MB": (_shelf_bytes(paths) - before) / 1e6,
        "peak MB": peak_megabytes(),
    }


def _shelf_bytes(paths: Paths) -> int:
    return sum(path.stat().st_size for path in paths.codesets.iterdir())


def drugs(folder: Path, paths: Paths) -> dict[str, float]:
    source = folder / "ndctext.zip"
    for name, lines in (("product.txt", product_lines()), ("package.txt", package_lines())):
        (folder / name).write_text("".join(lines), encoding="cp1252", newline="")
    with ZipFile(source, "w", ZIP_DEFLATED) as archive:
        for name in ("product.txt", "package.txt"):
            archive.write(folder / name, name)
    bare, _ = timed(lambda: bare_csv(folder / "product.txt") + bare_csv(folder / "package.txt"))
    size = sum((folder / name).stat().st_size for name in ("product.txt", "package.txt")) / 1e6
    figures = imported(paths, source, GivenRelease(start=_ON))
    again, _ = timed(lambda: sum(1 for one in shelf_sources(paths) for _row in one.rows()))
    return {"file MB": size, "bare csv s": bare, **figures, "read back s": again}


def pairs(folder: Path, paths: Paths, *, version: str, shifted: int) -> dict[str, float]:
    source = folder / f"ccipra-{version}r0-f1.txt"
    with source.open("w", encoding="cp1252", newline="") as stream:
        stream.writelines(pair_lines(shifted=shifted))
    bare, _ = timed(lambda: bare_csv(source))
    return {"file MB": source.stat().st_size / 1e6, "bare csv s": bare, **imported(paths, source)}


def look_up_ms(paths: Paths) -> float:
    """One visit with twelve procedures, asked for its pairs."""
    with closing(open_edit_tables(paths)) as tables:
        visits = [[f"{10_000 + 5 * (one * 71 + step):05d}" for step in range(12)] for one in range(_LOOK_UPS)]
        took, _ = timed(lambda: [tables.pairs_between(codes, _ON, PRACTITIONER) for codes in visits])
    return took / _LOOK_UPS * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, paths = Path(name), Paths.under(Path(name) / "home").made()
        rows = {
            "NDC directory": drugs(folder, paths),
            "NCCI pairs": pairs(folder, paths, version="v322", shifted=0),
            "NCCI pairs, next quarter": pairs(folder, paths, version="v323", shifted=25),
        }
        question = look_up_ms(paths)
    heads = ["file MB", "bare csv s", "rows", "plan s", "import s", "shelf MB", "peak MB", "read back s"]
    shown = [[name, *(_shown(figures.get(head)) for head in heads)] for name, figures in rows.items()]
    print_table("importing large files", ["", *heads], shown)
    print(f"\npairs of a visit with 12 procedures: {question:.2f} ms")
    kept = {name: {head: round(number, 2) for head, number in figures.items()} for name, figures in rows.items()}
    print(f"written to {write_json('imports', {**kept, 'pairs of a visit ms': round(question, 2)})}")


def _shown(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f}" if figure >= 1000 else f"{figure:.1f}"


if __name__ == "__main__":
    main()
