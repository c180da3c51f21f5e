"""Bytes to text without guessing wildly: a mark or NUL pattern says UTF-16, then UTF-8, then Windows-1252, which never fails.

Statistical detectors were tried on short notes and choose code pages that no practice uses; what is left here is the order in
which the programs of practices write.
"""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096
_C1 = frozenset(range(0x80, 0xA0)) - {0x80, *range(0x82, 0x8D), 0x8E, *range(0x91, 0x9D), 0x9E, 0x9F}
WINDOWS = "cp1252"
GUESSED = "The file does not say how it is encoded; it was read as Windows-1252. Look at names and accents."
LOST = "Some characters could not be read and stand as \ufffd."


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    notices: tuple[str, ...] = ()


def decoded(content: bytes) -> Decoded:
    """The text of a file of characters; what cannot be read stands as U+FFFD and is said in a notice."""
    encoding = _encoding_of(content)
    if encoding is not None:
        return _with_loss(content.decode(encoding, errors="replace"))
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    text = content.decode(WINDOWS, errors="replace")
    return Decoded(text, (GUESSED, LOST) if "\ufffd" in text else (GUESSED,))


def _with_loss(text: str) -> Decoded:
    return Decoded(text, (LOST,) if "\ufffd" in text else ())


def _encoding_of(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    start = content[: min(_LOOKED_AT, len(content) // 2 * 2)]
    if b"\0" not in start:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def is_text(content: bytes) -> bool:
    """Whether the start of a file holds characters and no machine code, as far as its control bytes tell."""
    if _encoding_of(content) is not None:
        start = content[: _LOOKED_AT // 4 * 4]
        sample = decoded(start).text
        return _share(sum(not (one.isprintable() or one.isspace()) for one in sample), len(sample)) < 0.02
    start = content[:_LOOKED_AT]
    if b"\0" in content[: 1024 * 1024]:
        return False
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in start)
    if controls > max(3, len(start) // 100):
        return False
    if _is_utf8(start):
        return True
    # Windows-1252 leaves five places empty, and letters outweigh what is not ASCII.
    odd = sum(byte in _C1 for byte in start)
    high = sum(byte > 0x7F for byte in start)
    return _share(odd, len(start)) < 0.005 and _share(high, len(start)) < 0.4


def _is_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
