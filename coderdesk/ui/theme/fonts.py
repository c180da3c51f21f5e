"""Which faces the desk is set in: the platform's own for words, IBM Plex Mono for codes and columns."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

from coderdesk.shared.resources import resource_path

_CODE_FAMILY = "IBM Plex Mono"
_OWN_FAMILY = "IBM Plex Sans"
_FILES = {
    _CODE_FAMILY: ("IBMPlexMono-Regular.ttf", "IBMPlexMono-SemiBold.ttf"),
    _OWN_FAMILY: ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf"),
}
# What a Linux desktop without an interface font of its own falls back to: too wide for dense rows, or with no figures in columns.
_MAKESHIFTS = ("DejaVu", "Bitstream", "Liberation", "FreeSans", "Nimbus", "Sans")
_TABULAR = QFont.Tag("tnum")


@cache
def _family(name: str) -> str:
    for file in _FILES[name]:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", file)))
    return name


@cache
def _interface_family() -> str:
    """The platform's interface family; our own where there is only a makeshift, or no screen to speak of."""
    family = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    is_makeshift = not family or family.startswith(_MAKESHIFTS)
    if is_makeshift or QGuiApplication.platformName() in ("offscreen", "minimal"):
        return _family(_OWN_FAMILY)
    return family


def _font(family: str, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def interface_font(pixels: int, *, strong: bool = False) -> QFont:
    """Words of the interface."""
    return _font(_interface_family(), pixels, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)


def figures_font(pixels: int, *, strong: bool = False) -> QFont:
    """Money, dates and counts: figures of one width, so that columns stand."""
    font = interface_font(pixels, strong=strong)
    font.setFeature(_TABULAR, 1)
    return font


def code_font(pixels: int, *, strong: bool = True) -> QFont:
    """Codes, where 0 and O, 1 and I must never be confused."""
    font = _font(_family(_CODE_FAMILY), pixels, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def document_font(pixels: int) -> QFont:
    """Running text of a document."""
    return interface_font(pixels)


def columns_font(pixels: int) -> QFont:
    """Lines of a document that are set in columns by blanks; smaller, so that their 80 characters fit beside the prose."""
    return code_font(max(1, round(pixels * 12 / 15)), strong=False)


def small(pixels: int) -> int:
    """The second line of a row: two pixels under the interface size, never under nine."""
    return max(9, pixels - 2)
