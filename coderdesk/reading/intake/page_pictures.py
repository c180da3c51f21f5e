"""The pages of an original, a PDF's or a picture's: how large they are, and how they look."""

from coderdesk.reading.intake import pdfium
from coderdesk.reading.intake.picture import is_picture, picture_page, picture_sizes


def page_sizes(content: bytes, name: str) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points. Raises Damaged, EmptyFile, Locked and TooLarge."""
    return picture_sizes(content, name) if is_picture(content) else pdfium.page_sizes(content, name)


def page_picture(content: bytes, number: int, name: str, *, scale: float) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a page, counted from 0, at `scale` pixels a point, or fewer for a page beyond measure."""
    drawn = picture_page if is_picture(content) else pdfium.page_picture
    return drawn(content, number, name, scale=scale)
