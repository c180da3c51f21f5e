"""The FDA's drug directory: product.txt and package.txt joined, with the 11-digit form that claims want."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.codefiles.official.fields import NotADate, compact_date
from coderdesk.codefiles.official.layout import FEDERAL, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.tables import Columns, TablePlace, cell, headed_rows
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode, RefusedLine
from coderdesk.domain.values.dates import Period

_WRITTEN = re.compile(r"(\d{4,5})-(\d{3,4})-(\d{1,2})")
_PRODUCT = ("productid", "productndc", "proprietaryname", "nonproprietaryname")
_PACKAGE = ("productid", "ndcpackagecode", "packagedescription")
_KEPT = {
    "proprietary name": "proprietaryname",
    "suffix": "proprietarynamesuffix",
    "nonproprietary name": "nonproprietaryname",
    "dosage form": "dosageformname",
    "route": "routename",
    "labeler": "labelername",
    "substance": "substancename",
    "strength": "active numerator strength",
    "unit": "active ingred unit",
    "DEA schedule": "deaschedule",
}


def eleven_digits(written: str) -> str:
    """ "0002-0800-01" -> "00002080001": each part is filled to five, four and two digits. Raises ValueError.

    Only 4-4-2, 5-3-2 and 5-4-1 are FDA forms (21 CFR 207.33); a whole 5-4-2 number is taken as it is.
    """
    bare = written.strip()
    if re.fullmatch(r"\d{11}", bare):
        return bare
    match = _WRITTEN.fullmatch(bare)
    lengths = tuple(map(len, match.groups())) if match else ()
    if match is None or lengths not in {(4, 4, 2), (5, 3, 2), (5, 4, 1), (5, 4, 2)}:
        raise ValueError(f"{bare[:20]!r} is not a national drug code")
    return match[1].zfill(5) + match[2].zfill(4) + match[3].zfill(2)


def hyphenated(eleven: str) -> str:
    """ "00002080001" -> "00002-0800-01"."""
    return f"{eleven[:5]}-{eleven[5:9]}-{eleven[9:]}"


def is_product(look: Look) -> bool:
    return look.has_header(*_PRODUCT)


def is_package(look: Look) -> bool:
    return look.has_header(*_PACKAGE)


def sources_together(packages: Source, products: Source | None) -> tuple[Source, Source]:
    """Both files of the directory. A package file alone is joined with product.txt beside it. Raises FileRefused."""
    if products is None and not packages.inside:
        beside = [path for path in packages.path.parent.iterdir() if path.name.lower() == "product.txt"]
        products = Source(beside[0], beside[0].stat().st_size) if beside else None
    if products is None:
        advice = "Choose the FDA's zip, or put product.txt beside package.txt."
        raise FileRefused(packages.name, "the names of its drugs are in product.txt, which is not there", advice=advice)
    return packages, products


def _table(
    source: Source, reading: Reading, wanted: tuple[str, ...]
) -> tuple[Columns, Iterator[tuple[int, list[str]]]]:
    place = TablePlace(source=source, delimiter="\t", is_quoted=False)

    def is_header(names: Sequence[str]) -> bool:
        return set(wanted) <= set(names)

    columns, _, rows = headed_rows(place.rows(reading.progress), is_header, source.name)
    return columns, rows


def _products(reading: Reading, source: Source) -> dict[str, tuple[tuple[str, str], ...]]:
    columns, rows = _table(source, reading, _PRODUCT)
    identity = columns.place("productid")
    kept = [(name, columns.place(heading)) for name, heading in _KEPT.items()]
    seen: dict[str, str] = {}
    found = {}
    for line, cells in rows:
        if len(cells) < len(columns.names) - 1:
            raise FileRefused(source.name, "the row has too few columns", line=line)
        # Thousands of products share their labeler, form and route: one text for all of them.
        values = ((name, cell(cells, place).strip()) for name, place in kept)
        found[cells[identity]] = tuple((name, seen.setdefault(text, text)) for name, text in values if text)
    return found


def _read(reading: Reading) -> Iterator[ImportedCode]:
    packages, product_source = reading.file.sources
    products = _products(reading, product_source)
    columns, rows = _table(packages, reading, _PACKAGE)
    identity, written, words = (columns.place(name) for name in _PACKAGE)
    starts, ends = columns.place("startmarketingdate"), columns.place("endmarketingdate")
    sample = columns.find("sample package")
    for line, cells in rows:
        if len(cells) < len(columns.names) - 1:
            raise reading.fault(line, "the row has too few columns")
        product = products.get(cells[identity])
        if product is None:
            reading.refuse(RefusedLine(line, "its product is not in product.txt"))
            continue
        try:
            value = hyphenated(eleven_digits(cells[written]))
            in_force = Period(compact_date(cells[starts].strip()), compact_date(cells[ends].strip()))
        except NotADate as error:
            raise reading.fault(line, str(error)) from error
        except ValueError as error:
            reading.refuse(RefusedLine(line, str(error)))
            continue
        details = [("as written", cells[written].strip()), ("package", cells[words].strip())]
        if cell(cells, sample) == "Y":
            details.append(("sample", "yes"))
        yield ImportedCode(value=value, title=_title(dict(product)), in_force=in_force, extra=(*details, *product))


def _title(product: dict[str, str]) -> str:
    """Name, suffix, substance where it differs, strength and form: "Zepbound (tirzepatide) 2.5 mg/.5mL injection"."""
    name = " ".join(filter(None, (product.get("proprietary name", ""), product.get("suffix", ""))))
    generic = product.get("nonproprietary name", "")
    shown = f"{name} ({generic})" if name and generic and generic.lower() != name.lower() else name or generic
    strength = "" if ";" in product.get("strength", "") else product.get("strength", "")
    amount = f"{strength} {product.get('unit', '')}".strip() if strength else ""
    return " ".join(filter(None, (shown, amount, product.get("dosage form", "").lower())))


NDC_DIRECTORY = Layout(
    kind=FileKind.NDC_DIRECTORY,
    code_set=CodeSet.NDC,
    publisher="U.S. Food and Drug Administration",
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=is_package,
    read=_read,
    is_quoted=False,
)
