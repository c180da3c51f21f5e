"""PDFium as the readers use it: opened documents, the words of a page with their boxes, and pictures of pages.

PDFium may not be entered by two threads at once, so every call stands under one lock.
"""

import ctypes
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from coderdesk.reading.intake.limits import LARGEST_PICTURE, MOST_PAGES
from coderdesk.reading.intake.trouble import Damaged, EmptyFile, Locked, TooLarge

PDFIUM = threading.RLock()
_MOST_CHARACTERS = 400_000
_HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}
_RUN = re.compile(r"[^\s\0]+")
_GAP = 0.28  # of the letters' height: a wider gap is a blank, whatever the file says


_Box = tuple[float, float, float, float]


class Word(NamedTuple):
    """Letters without a blank, and their box in PDF points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@contextmanager
def opened_pdf(content: bytes, name: str) -> Iterator[Any]:
    """The document with its pages counted. Raises Damaged, EmptyFile, Locked and TooLarge."""
    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as trouble:
            # PDFium may leave the reason of the file before: a locked one says so itself
            if getattr(trouble, "err_code", None) == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in content:
                raise Locked(name) from trouble
            raise Damaged(name, "it is no PDF that can be opened") from trouble
        count = len(pdf)
    try:
        if count == 0:
            raise EmptyFile(name)
        if count > MOST_PAGES:
            raise TooLarge(name, f"{count} pages")
        yield pdf
    finally:
        with PDFIUM:
            pdf.close()


class PageContent(NamedTuple):
    words: tuple[Word, ...]
    width: float
    height: float


def page_content(pdf: Any, number: int, name: str) -> PageContent:
    """The words of a page, counted from 0, in the order of the file; filled-in form fields among them."""
    with PDFIUM:
        try:
            page = pdf[number]
            if raw.FPDFPage_GetAnnotCount(page) > 0 and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == 1:
                page.close()
                page = pdf[number]
            text = page.get_textpage()
            try:
                width, height = page.get_size()
                return PageContent(tuple(_words_of(text)), width, height)
            finally:
                text.close()
                page.close()
        except pypdfium2.PdfiumError as trouble:
            raise Damaged(name, f"page {number + 1} cannot be read") from trouble


def page_sizes(content: bytes, name: str) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    with opened_pdf(content, name) as pdf, PDFIUM:
        return tuple(pdf.get_page_size(number) for number in range(len(pdf)))


def page_picture(content: bytes, number: int, name: str, *, scale: float) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a page, counted from 0, at `scale` pixels a point, or fewer for a page beyond measure."""
    with opened_pdf(content, name) as pdf, PDFIUM:
        try:
            page = pdf[number]
            points = max(1.0, page.get_width() * page.get_height())
            bitmap = page.render(
                scale=min(scale, (LARGEST_PICTURE / points) ** 0.5), rev_byteorder=True, prefer_bgrx=False
            )
        except (pypdfium2.PdfiumError, IndexError) as trouble:
            raise Damaged(name, f"page {number + 1} cannot be drawn") from trouble
        try:
            return bitmap.width, bitmap.height, _rgb(bitmap)
        finally:
            bitmap.close()
            page.close()


def _rgb(bitmap: Any) -> bytes:
    whole = bytes(bitmap.buffer)
    used = bitmap.width * bitmap.n_channels
    rows = (whole[start : start + used] for start in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    packed = b"".join(rows)
    if bitmap.n_channels == 3:
        return packed
    if bitmap.n_channels == 1:
        return b"".join(bytes((value, value, value)) for value in packed)
    out = bytearray(bitmap.width * bitmap.height * 3)
    for channel in range(3):
        out[channel::3] = packed[channel :: bitmap.n_channels]
    return bytes(out)


def _words_of(text: Any) -> Iterator[Word]:
    """Runs of letters between PDFium's blanks; only a run that does not lie on one line is looked at letter by letter."""
    handle = text.raw
    count = min(raw.FPDFText_CountChars(handle), _MOST_CHARACTERS)
    if count <= 0:
        return
    box = _boxes_of(handle)
    letters = _letters_of(handle, count)
    for found in _RUN.finditer(letters):
        first, last = box(found.start()), box(found.end() - 1)
        whole = _around(first, last)
        if _is_one_word(found.group(), first, last, whole):
            yield Word(found.group(), *whole)
        else:
            yield from _letter_by_letter(letters, found.start(), found.end(), box)


def _letters_of(handle: Any, count: int) -> str:
    """One character for each of PDFium's, so that the place in this text is the number of the character."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, buffer)
    if written == count + 1:
        units = bytes(memoryview(buffer).cast("B")[: count * 2]).decode("utf-16-le", "surrogatepass")
        if len(units) == count:
            return units.translate(_HYPHENS)
    codes = (raw.FPDFText_GetUnicode(handle, number) for number in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes).translate(_HYPHENS)


def _boxes_of(handle: Any) -> Callable[[int], _Box]:
    # the loose box is as high as the font and as wide as its step: ink alone would part the figures of "11"
    loose = raw.FS_RECTF()
    place = ctypes.byref(loose)

    def box(number: int) -> _Box:
        if not raw.FPDFText_GetLooseCharBox(handle, number, place):
            return (0.0, 0.0, 0.0, 0.0)
        return (loose.left, loose.bottom, loose.right, loose.top)

    return box


def _is_one_word(letters: str, first: _Box, last: _Box, whole: _Box) -> bool:
    """On one line, from left to right, and not wider than its letters can be."""
    height = max(first[3] - first[1], 1.0)
    is_level = abs(first[1] - last[1]) < 0.5 * height
    return is_level and last[0] >= first[0] and whole[2] - whole[0] <= (len(letters) + 1) * height


def _letter_by_letter(text: str, start: int, end: int, box: Callable[[int], _Box]) -> Iterator[Word]:
    letters, whole = text[start], box(start)
    for number in range(start + 1, end):
        here = box(number)
        if not _is_beside(whole, here):
            yield Word(letters, *whole)
            letters, whole = "", here
        letters, whole = letters + text[number], _around(whole, here)
    yield Word(letters, *whole)


def _is_beside(box: _Box, here: _Box) -> bool:
    height = max(box[3] - box[1], here[3] - here[1], 1.0)
    overlaps = min(box[3], here[3]) - max(box[1], here[1]) > -0.5 * height
    return overlaps and -2 * height < here[0] - box[2] < max(_GAP * height, 1.0)


def _around(box: _Box, here: _Box) -> _Box:
    return min(box[0], here[0]), min(box[1], here[1]), max(box[2], here[2]), max(box[3], here[3])
