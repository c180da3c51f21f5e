"""Pictures of pages: PNG, JPEG, TIFF with one page or many, GIF and BMP, each measured in points as if it were paper.

A picture is decoded when a page of it is asked for, never larger than it says at its head, and upright by its own word.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from coderdesk.reading.intake.limits import LARGEST_PICTURE, LARGEST_SCAN, MOST_PAGES
from coderdesk.reading.intake.trouble import Damaged, DocumentRefused, TooLarge

_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP")
_ORIENTATION = 0x0112
_ON_ITS_SIDE = range(5, 9)
_INCH = 72.0
_COARSEST, _FINEST = 90.0, 1300.0  # dots per inch that a scanner means; cameras say 72, or nothing
_LONG_SIDE = 11 * _INCH  # of a picture that does not say how large it is
_SMALLEST = 8  # pixels


def is_picture(content: bytes) -> bool:
    """By how it begins, whatever its name says."""
    return content.startswith(_STARTS)


def picture_sizes(content: bytes, name: str) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points; nothing is decoded. Raises Damaged and TooLarge."""
    with _opened(content, name) as picture:
        return tuple(_points(picture) for _ in _frames(picture, name))


def picture_page(content: bytes, number: int, name: str, *, scale: float) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a page, counted from 0, at `scale` pixels a point or fewer. Raises Damaged and TooLarge."""
    with _opened(content, name) as picture:
        picture.seek(number)
        across, down = _points(picture)
        scale = min(scale, (LARGEST_PICTURE / max(1.0, across * down)) ** 0.5)
        size = max(1, round(across * scale)), max(1, round(down * scale))
        picture.draft("RGB", (max(size), max(size)))  # a JPEG is decoded no finer than that
        shown = _on_white(ImageOps.exif_transpose(picture)).resize(size, Image.Resampling.BOX)
        return *size, shown.tobytes()


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Image.Image]:
    """What a decoder raises over strangers' bytes is of every kind; all of it means a damaged file."""
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            _measured(picture, name)
            yield picture
    except DocumentRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as trouble:
        raise TooLarge(name, "a picture beyond measure") from trouble
    except Exception as trouble:
        raise Damaged(name, "it is no picture that can be opened") from trouble


def _frames(picture: Image.Image, name: str) -> Iterator[Image.Image]:
    """The pages of a TIFF; of moving pictures the first."""
    count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if count > MOST_PAGES:
        raise TooLarge(name, f"{count} pages")
    for number in range(count):
        picture.seek(number)
        _measured(picture, name)
        yield picture


def _measured(picture: Image.Image, name: str) -> None:
    width, height = picture.size
    if width * height > LARGEST_SCAN:
        raise TooLarge(name, f"{width} by {height} pixels")
    if min(width, height) < _SMALLEST:
        raise Damaged(name, "it is no picture of a page")


def _points(picture: Image.Image) -> tuple[float, float]:
    """As it lies before a reader."""
    width, height = picture.size
    across, down = _dots(picture, max(width, height))
    sides = width / across * _INCH, height / down * _INCH
    return sides[::-1] if picture.getexif().get(_ORIENTATION) in _ON_ITS_SIDE else sides


def _dots(picture: Image.Image, longest: int) -> tuple[float, float]:
    said = picture.info.get("dpi") or (0, 0)
    across, down = float(said[0]), float(said[1])
    if _COARSEST <= across <= _FINEST and _COARSEST <= down <= _FINEST:
        return across, down
    return (longest / _LONG_SIDE * _INCH,) * 2


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):  # sixteen bits of grey
        return picture.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper
