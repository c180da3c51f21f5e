"""Code points of a stored text and positions in a QTextDocument, exactly, both ways.

The domain counts Unicode code points. Qt counts UTF-16 units, so that a character beyond U+FFFF (an emoji) takes two, and a
line ending of carriage return and line feed becomes one paragraph mark.
"""

import re
from bisect import bisect_left, bisect_right

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_RETURN = re.compile("\r(?=\n)")


class Offsets:
    """Made once for a text; most texts have neither wide characters nor carriage returns, and then both counts are the same."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [match.start() for match in _WIDE.finditer(text)] if not text.isascii() else []
        self._dropped = [match.start() for match in _RETURN.finditer(text)]

    @property
    def is_identity(self) -> bool:
        return not self._wide and not self._dropped

    def to_qt(self, offset: int) -> int:
        """The document position before code point `offset`; offsets past the end count as the end."""
        offset = min(max(offset, 0), self._length)
        if self.is_identity:
            return offset
        return offset + bisect_left(self._wide, offset) - bisect_left(self._dropped, offset)

    def from_qt(self, position: int, *, rounds_up: bool = False) -> int:
        """The code point that stands at a document position. A position inside a character goes to its start, or past it."""
        if self.is_identity:
            return min(max(position, 0), self._length)
        offsets = range(self._length + 1)
        offset = bisect_right(offsets, position, key=self.to_qt) - 1
        if rounds_up and self.to_qt(offset) < position:
            offset += 1
        # "\r\n" is one mark in Qt: both of its code points have the same position, and the first is meant.
        while offset > 0 and self.to_qt(offset - 1) == self.to_qt(offset):
            offset -= 1
        return max(offset, 0)
