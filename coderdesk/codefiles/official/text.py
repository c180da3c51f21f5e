"""Lines of a text file with their numbers, decoded, and refused where they are not text or break off."""

from collections.abc import Iterator
from typing import BinaryIO

from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.trouble import CutOff, FileRefused
from coderdesk.shared.ports import Progress

# The longest official line is a drug's list of substances, some 20,000 characters.
_LONGEST_LINE = 1024 * 1024
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decoded(raw: bytes) -> str:
    """UTF-8 where the bytes are, else the code page of Windows, in which publishers' spreadsheets save."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def raw_lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Line numbers from 1 and the bytes of each line with its end. Raises FileRefused for what is not text."""
    number = 0
    while raw := stream.readline(_LONGEST_LINE):
        number += 1
        if number == 1:
            if raw.startswith(_UTF16_MARKS):
                advice = "Save it as plain text or UTF-8 and choose it again."
                raise FileRefused(name, "it is written in UTF-16, which no publisher uses", line=1, advice=advice)
            raw = raw.removeprefix(_UTF8_MARK)
        if b"\0" in raw:
            raise FileRefused(name, "it holds bytes that are not text", line=number)
        if len(raw) == _LONGEST_LINE:
            raise FileRefused(name, "the line is longer than any official one", line=number)
        yield number, raw


def text_lines(source: Source, progress: Progress, *, must_end: bool = True) -> Iterator[tuple[int, str]]:
    """Every line without its end. With `must_end` a last line without an end raises CutOff: it may be half a line."""
    with source.opened(progress) as stream:
        for number, raw in raw_lines(stream, source.name):
            if must_end and not raw.endswith(b"\n"):
                raise CutOff(source.name, line=number)
            yield number, decoded(raw).rstrip("\r\n")
