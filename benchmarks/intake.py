"""Taking in documents: what is read of each published file beside the checkout, and how fast, against bare PDFium.

`python -m benchmarks.intake`. The files lie in `../shared/documents`; without them only the chart made here is measured.
"""

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from benchmarks._report import print_table, write_json
from coderdesk.domain.clinical.received_document import MediaKind, ReceivedDocument
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.intake import read_document

DOCUMENTS = Path(__file__).resolve().parent.parent.parent / "shared" / "documents"
CHART_PAGES = 200
LINES = 42
WORDS = "the patient reports mild intermittent pain in the left knee after walking and denies fever or swelling today".split()
HEADS = ("file", "form", "docs", "patient", "born", "date", "kind", "author", "role", "signed", "chars", "ms")


def milliseconds(action: Callable[[], object], times: int = 3) -> float:
    """The median of some runs."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def row_of(path: Path) -> tuple[list[object], tuple[ReceivedDocument, ...]]:
    try:
        found = read_document(file=path)
    except AppError as refusal:
        why = str(refusal).partition("not taken in: ")[2].partition(". Nothing")[0]
        return [path.name[:38], "-", 0, f"refused: {why[:60]}", *[""] * 8], ()
    first = found[0]
    name = first.patient.name.sorted if first.patient.name else "-"
    spent = milliseconds(lambda: read_document(file=path))
    cells: list[object] = [
        path.name[:38],
        first.file.media.value,
        len(found),
        name[:24],
        first.patient.birth_date or "-",
        first.written_on or "-",
        first.kind.value,
        first.author[:24] or "-",
        first.author_role.value if first.author_role else "ask",
        {True: "yes", False: "no", None: "ask"}[first.is_signed],
        sum(len(one.text) for one in found),
        f"{spent:.1f}",
    ]
    return cells, found


def report_documents() -> dict[str, Any]:
    rows, summary = [], []
    for folder in sorted(path for path in DOCUMENTS.iterdir() if path.is_dir()):
        read = [row_of(path) for path in sorted(folder.iterdir())]
        rows += [row for row, _ in read]
        taken = [found[0] for _, found in read if found]
        spent = [float(str(row[-1])) for row, found in read if found]
        summary.append(
            [
                folder.name,
                len(read),
                len(taken),
                sum(one.patient.name is not None for one in taken),
                sum(one.patient.birth_date is not None for one in taken),
                sum(one.written_on is not None for one in taken),
                sum(bool(one.author) for one in taken),
                sum(one.author_role is not None for one in taken),
                f"{statistics.median(spent):.1f}",
            ]
        )
    print_table("What each published file says of itself", HEADS, rows)
    heads = ("", "files", "taken in", "name", "birth date", "date", "author", "role", "median ms")
    print_table("Taken in, or refused with a sentence", heads, summary)
    return {str(row[0]): dict(zip(heads[1:], row[1:], strict=True)) for row in summary}


def chart() -> bytes:
    """Two hundred pages of running words."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(CHART_PAGES):
        canvas.setFont("Helvetica", 10)
        for line in range(LINES):
            start = (page + line) % len(WORDS)
            canvas.drawString(60, 780 - 16 * line, " ".join((WORDS[start:] + WORDS)[:14]))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def bare(content: bytes) -> int:
    """What PDFium gives without boxes, order, tables or identity."""
    document = pypdfium2.PdfDocument(content)
    count = sum(len(page.get_textpage().get_text_bounded()) for page in document)
    document.close()
    return count


def report_pdf() -> dict[str, Any]:
    charts = {f"chart of {CHART_PAGES} pages": chart()}
    if DOCUMENTS.is_dir():
        charts |= {path.name: path.read_bytes() for path in sorted((DOCUMENTS / "pdf").glob("*.pdf"))}
    rows, figures = [], {}
    for name, content in charts.items():
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
        document.close()
        own = milliseconds(lambda content=content: read_document(file=content))  # type: ignore[misc]
        plain = milliseconds(lambda content=content: bare(content))  # type: ignore[misc]
        (found,) = read_document(file=content)
        figures[name] = {"pages_per_second": round(pages / own * 1000), "bare": round(pages / plain * 1000)}
        rows.append(
            [
                name,
                pages,
                len(found.text),
                len(found.places.places),
                f"{pages / own * 1000:.0f}",
                f"{pages / plain * 1000:.0f}",
            ]
        )
        assert found.file.media is MediaKind.PDF
    print_table("PDF", ("", "pages", "characters", "places", "pages/s", "bare PDFium pages/s"), rows)
    return figures


def main() -> None:
    documents = report_documents() if DOCUMENTS.is_dir() else {}
    if not documents:
        print("The published documents are not beside this checkout; only a chart made here is measured.")
    write_json("intake", {"documents": documents, "pdf": report_pdf()})


if __name__ == "__main__":
    main()
