"""Pages as a scanner gives them: pictures without a text layer, a little askew or turned, and how much was read right."""

import io
from collections.abc import Sequence

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612, 792
SCANNED = (
    "Alder Street Family Medicine",
    "Patient: Rivera, Ana M   DOB: 03/17/1984   MRN: AC-1023",
    "Date of service: 03/02/2026",
    "ASSESSMENT: 1. Acute cystitis without hematuria. 2. Type 2 diabetes mellitus.",
    "HISTORY: Mrs. Rivera reports burning with urination and frequency since Friday.",
    "She denies fever, flank pain, vomiting and vaginal discharge. She took ibuprofen",
    "400 mg twice yesterday without relief. No history of kidney stones.",
    "VITAL SIGNS: BP 128/82 mmHg, pulse 76, temperature 98.4 F, weight 71.2 kg.",
    "RESULTS: Urine dipstick shows 2+ leukocyte esterase, positive nitrites.",
    "PLAN: Nitrofurantoin 100 mg twice daily for 5 days. Urine culture sent.",
    "Total time 25 minutes. Electronically signed by Marisol Tenenbrook, MD",
)


def scanned(lines: Sequence[str], *, dots: int, angle: float = 0, turn: int = 0, size: float = 11) -> bytes:
    """A PDF of one page that is only a picture of these lines, `angle` degrees askew, at so many dots an inch."""
    plain = io.BytesIO()
    canvas = Canvas(plain, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(angle)
    canvas.translate(-WIDTH / 2, -HEIGHT / 2)
    canvas.setFont("Times-Roman", size)
    for number, line in enumerate(lines):
        canvas.drawString(60, HEIGHT - 92 - 30 * number, line)
    canvas.save()
    document = pypdfium2.PdfDocument(plain.getvalue())
    picture = document[0].render(scale=dots / 72).to_pil().convert("L").rotate(turn, expand=True)
    document.close()
    wide, tall = (WIDTH, HEIGHT) if turn % 180 == 0 else (HEIGHT, WIDTH)
    out = io.BytesIO()
    page = Canvas(out, pagesize=(wide, tall), invariant=1)
    page.drawImage(ImageReader(picture), 0, 0, wide, tall)
    page.save()
    return out.getvalue()


def letters_right(read: str, written: str) -> float:
    """One less the letters to insert, delete or change, as a share of those written; blanks count once."""
    found, wanted = " ".join(read.split()), " ".join(written.split())
    before = list(range(len(found) + 1))
    for number, letter in enumerate(wanted, start=1):
        row = [number]
        for place, other in enumerate(found, start=1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != other)))
        before = row
    return 1 - before[-1] / len(wanted)
