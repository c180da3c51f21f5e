"""Pictures as documents: read where an engine is, else shown as pictures that say so, refused where they are broken."""

import hashlib
import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from coderdesk.domain.clinical.received_document import MediaKind
from coderdesk.reading.intake import pdf as pdf_reader
from coderdesk.reading.intake.limits import LARGEST_SCAN
from coderdesk.reading.intake.page_pictures import page_picture, page_sizes
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import Damaged, TooLarge

ENGINE_TABLE = (
    "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n"
    "5\t1\t1\t1\t1\t1\t200\t100\t300\t50\t90\tGout\n"
    "5\t1\t1\t1\t1\t2\t520\t100\t300\t50\t94\tagain.\n"
)


class Engine:
    name = "engine 1"

    def table_of(self, width: int, height: int, rgb: bytes) -> str:
        assert len(rgb) == width * height * 3
        return ENGINE_TABLE


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "installed_engine", lambda: None)


def page(size: tuple[int, int] = (850, 1100), mode: str = "RGB") -> Image.Image:
    """White paper with one black corner, the upper left."""
    is_deep = mode == "I;16"
    made = Image.new(mode if is_deep else "RGB", size, 65_535 if is_deep else "white")
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=0 if is_deep else "black")
    return made if is_deep else made.convert(mode)


def saved(made: Image.Image, form: str, **said: Any) -> bytes:
    out = io.BytesIO()
    made.save(out, form, **said)
    return out.getvalue()


FORMS = {
    "PNG": saved(page(), "PNG", dpi=(100, 100)),
    "grey PNG of sixteen bits": saved(page(mode="I;16"), "PNG", dpi=(100, 100)),
    "PNG with a palette": saved(page(mode="P"), "PNG", dpi=(100, 100)),
    "JPEG": saved(page(), "JPEG", dpi=(100, 100)),
    "JPEG of a printer": saved(page(mode="CMYK"), "JPEG", dpi=(100, 100)),
    "TIFF": saved(page(), "TIFF", dpi=(100, 100)),
    "fax": saved(page(mode="1"), "TIFF", dpi=(100, 100), compression="group4"),
    "BMP": saved(page(), "BMP", dpi=(100, 100)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_it_is_a_picture_that_says_so(form: str) -> None:
    """with its bytes as they came, on letter paper, black where it is black"""
    content = FORMS[form]
    (found,) = read_received(Source("scan", content))
    assert (found.original.media, found.original.content) == (MediaKind.PICTURE, content)
    assert found.original.sha256 == hashlib.sha256(content).hexdigest()
    assert not found.has_words
    assert found.notices == ("No page holds text: they are pictures, from which nothing can be quoted.",)
    ((across, down),) = page_sizes(content, "scan")
    assert (round(across), round(down)) == (612, 792)
    width, height, rgb = page_picture(content, 0, "scan", scale=0.5)
    assert (width, height, len(rgb)) == (306, 396, 306 * 396 * 3)
    assert max(rgb[:3]) < 40
    assert min(rgb[-3:]) > 215


def test_an_engine_reads_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """and each word is found where it stands on its page"""
    monkeypatch.setattr(pdf_reader, "installed_engine", Engine)
    fax = saved(page(), "TIFF", dpi=(100, 100), save_all=True, append_images=[page((1100, 850))])
    (found,) = read_received(Source("fax.tif", fax))
    assert found.text.split() == ["Gout", "again."] * 2
    assert found.deriver == "picture 1, OCR by engine 1"
    assert found.notices == ("Pages 1-2 hold text by OCR (confidence 92 of 100): check it against the pages.",)
    second = found.places.within(found.text.rindex("again."), len(found.text))[0]
    assert second.page == 2
    assert second.box is not None
    assert second.box.left == pytest.approx(520 / 250 * 720, abs=2)
    assert second.box.top == pytest.approx((612 - 100 / 250 * 72) * 10, abs=12)


def test_a_photograph_lies_as_it_was_taken_and_is_as_large_as_paper() -> None:
    """telephones store it on its side and say 72 dots an inch, or nothing"""
    sideways = page((1100, 850)).getexif()
    sideways[0x0112] = 6
    content = saved(page((1100, 850)), "JPEG", exif=sideways, dpi=(72, 72))
    ((width, height),) = page_sizes(content, "photo")
    assert (round(width), round(height)) == (612, 792)
    across, _, rgb = page_picture(content, 0, "photo", scale=1)
    upper_right = rgb[(across - 1) * 3 : across * 3]
    assert max(upper_right) < 40
    assert min(rgb[:3]) > 215


def test_what_is_clear_lies_on_white_paper() -> None:
    content = saved(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG")
    assert set(page_picture(content, 0, "clear", scale=0.2)[2]) == {255}


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "fax"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_cut_off_file_is_refused(form: str, share: float) -> None:
    content = FORMS[form][: int(len(FORMS[form]) * share)]
    with pytest.raises(Damaged, match="Nothing of it was stored"):
        read_received(Source("cut.png", content))


@pytest.mark.parametrize("sides", [(100_000, 100_000), (20_000, LARGEST_SCAN // 20_000 + 1)])
def test_a_picture_beyond_measure_is_not_decoded(sides: tuple[int, int]) -> None:
    """a few bytes that claim ten thousand million pixels / just more than is read"""
    head = bytearray(saved(page(), "BMP"))
    head[18:26] = sides[0].to_bytes(4, "little") + sides[1].to_bytes(4, "little")
    with pytest.raises(TooLarge, match="Nothing of it was stored"):
        read_received(Source("bomb.bmp", bytes(head)))


def test_a_note_that_begins_like_a_picture_is_a_note() -> None:
    """BM is how a bitmap begins, and a note on a bowel movement"""
    (found,) = read_received(Source("note.txt", b"BM daily, soft. Abdomen soft."))
    assert found.original.media is MediaKind.TEXT
