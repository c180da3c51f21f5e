"""Taking in documents: what is read of each published file beside the checkout, and how fast, against bare PDFium.

`python -m benchmarks.intake`. The files lie in `../shared/documents`; without them only the chart made here is measured.
"""

import io
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from benchmarks._report import print_table, write_json
from benchmarks._scanned_pages import SCANNED, letters_right, scanned
from coderdesk.domain.clinical.received_document import MediaKind, ReceivedDocument
from coderdesk.domain.values.trouble import AppError
from coderdesk.reading.intake.ocr import installed_engine
from coderdesk.services.intake import read_document
from coderdesk.services.intake_aside import DocumentReader

DOCUMENTS = Path(__file__).resolve().parent.parent.parent / "shared" / "documents"
CHART_PAGES = 200
LINES = 42
WORDS = "the patient reports mild intermittent pain in the left knee after walking and denies fever or swelling today".split()
HEADS = ("file", "form", "docs", "patient", "born", "date", "kind", "author", "role", "signed", "chars", "ms")
MANY = 60
BEAT = 0.001  # seconds
FRAME = 0.05
SCANS = ((150, 0.0), (150, 2.0), (300, 0.0), (300, 2.0))


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
        return [path.name[:38], "refused", 0, *[""] * 9, str(refusal)], ()
    first = found[0]
    numbers = ", ".join(one.value for one in first.patient.identifiers)
    name = first.patient.name.sorted if first.patient.name else f"no. {numbers}" if numbers else "-"
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
        " ".join(first.notices) + (" Speaks of several patients." if first.holds_several else ""),
    ]
    return cells, found


def report_documents() -> dict[str, Any]:
    rows, summary = [], []
    for folder in sorted(path for path in DOCUMENTS.iterdir() if path.is_dir()):
        read = [row_of(path) for path in sorted(folder.iterdir())]
        rows += [row for row, _ in read]
        taken = [found[0] for _, found in read if found]
        spent = [float(str(row[-2])) for row, found in read if found]
        summary.append(
            [
                folder.name,
                len(read),
                len(taken),
                sum(one.patient.is_stated for one in taken),
                sum(one.patient.name is not None for one in taken),
                sum(one.patient.birth_date is not None for one in taken),
                sum(one.written_on is not None for one in taken),
                sum(bool(one.author) for one in taken),
                sum(one.author_role is not None for one in taken),
                f"{statistics.median(spent):.1f}",
            ]
        )
    print_table("What each published file says of itself", HEADS, [row[:-1] for row in rows])
    print("\nRefused, or read with a word of warning")
    for row in rows:
        if row[-1]:
            print(f"  {row[-1] if row[1] == 'refused' else f'{row[0]}: {row[-1]}'}")
    heads = ("", "files", "taken in", "patient", "by name", "birth date", "date", "author", "role", "median ms")
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


def longest_gap(action: Callable[[], object]) -> tuple[float, int, float]:
    """While the action runs in another thread: the longest wait of this one in ms, how many are over a frame, and seconds."""
    worker = threading.Thread(target=action)
    gaps = []
    began = last = time.perf_counter()
    worker.start()
    while worker.is_alive():
        time.sleep(BEAT)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
    return max(gaps) * 1000, sum(gap > FRAME for gap in gaps), last - began


def report_aside() -> dict[str, Any]:
    """How long a window would stand still while many PDFs are read: by a thread, and by a process of its own."""
    files = [short_pdf(number) for number in range(MANY)] + [chart()]
    reader = DocumentReader()
    reader.read(file=files[0], name="a.pdf")
    ways: dict[str, Callable[[bytes], object]] = {
        "in a thread": lambda content: read_document(file=content),
        "in a process": lambda content: reader.read(file=content, name="a.pdf"),
    }
    rows, figures = [], {}
    for name, read in ways.items():
        longest, over, spent = longest_gap(lambda read=read: [read(one) for one in files])  # type: ignore[misc]
        rows.append([name, f"{longest:.0f}", over, f"{spent:.1f}"])
        figures[name] = {"longest_gap_ms": round(longest), "gaps_over_50_ms": over, "seconds": round(spent, 1)}
    reader.close()
    heads = ("", "longest gap, ms", "gaps over 50 ms", "seconds")
    print_table(
        f"{MANY} short PDFs and a chart of {CHART_PAGES} pages, while another thread wants to go on", heads, rows
    )
    return figures


def short_pdf(number: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for line in range(LINES):
        canvas.drawString(60, 780 - 16 * line, " ".join((WORDS[(number + line) % len(WORDS) :] + WORDS)[:14]))
    canvas.save()
    return out.getvalue()


def report_ocr() -> dict[str, Any]:
    engine = installed_engine()
    if engine is None:
        print(
            "\nNo engine for OCR is installed (the extra `ocr`, or `tesseract` on the path); scanned pages were not measured."
        )
        return {}
    rows, figures = [], {}
    for dots, angle in SCANS:
        content = scanned(SCANNED, dots=dots, angle=angle)
        began = time.perf_counter()
        (found,) = read_document(file=content, name="scan.pdf")
        spent = time.perf_counter() - began
        right = letters_right(found.text, "\n".join(SCANNED))
        sure = found.notices[0].partition("confidence ")[2].partition(" of")[0]
        rows.append([f"{dots} dots an inch, {angle:.0f}° askew", f"{right:.4f}", sure, f"{spent:.1f}"])
        figures[f"{dots} dpi, {angle:.0f} degrees"] = {"letters_right": round(right, 4), "seconds": round(spent, 1)}
    print_table(f"A scanned page by {engine.name}", ("", "letters right", "confidence", "seconds"), rows)
    return {"engine": engine.name, **figures}


def main() -> None:
    documents = report_documents() if DOCUMENTS.is_dir() else {}
    if not documents:
        print("The published documents are not beside this checkout; only a chart made here is measured.")
    write_json("intake", {"documents": documents, "pdf": report_pdf(), "aside": report_aside(), "ocr": report_ocr()})


if __name__ == "__main__":
    main()
