"""The parts of a zipped office document, refused before anything is unpacked when a name, a lock or a size is not right."""

import io
import zlib
from dataclasses import dataclass, field
from zipfile import BadZipFile, ZipFile, ZipInfo

from coderdesk.reading.intake.limits import GROWTH_IGNORED_BELOW, LARGEST_MEMBER, MOST_GROWTH, MOST_MEMBERS
from coderdesk.reading.intake.trouble import Damaged, Hostile, Locked, TooLarge

_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Parts:
    """The members of one zip, already checked."""

    name: str
    content: bytes = field(repr=False)
    members: tuple[str, ...]

    def read(self, member: str) -> bytes:
        """Raises Damaged and TooLarge."""
        try:
            with ZipFile(io.BytesIO(self.content)) as archive, archive.open(member) as stream:
                content = stream.read(LARGEST_MEMBER + 1)
        except (*_BROKEN, KeyError) as trouble:
            raise Damaged(self.name, f"its part {member.rpartition('/')[2]} cannot be unpacked") from trouble
        if len(content) > LARGEST_MEMBER:
            raise TooLarge(self.name, "it unpacks to more than any document")
        return content


def checked_parts(content: bytes, name: str) -> Parts:
    """Raises Damaged, Hostile, Locked and TooLarge."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except _BROKEN as trouble:
        raise Damaged(name, "its zip cannot be opened") from trouble
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > 2 * LARGEST_MEMBER:
        raise TooLarge(name, "it unpacks to more than any document")
    for member in members:
        _check(member, name)
    return Parts(name, content, tuple(member.filename for member in members))


def _check(member: ZipInfo, name: str) -> None:
    """The name is judged as it stands in the zip: zipfile itself hides what follows a NUL and turns separators."""
    if _leads_outside(member.orig_filename) or _leads_outside(member.filename):
        raise Hostile(name, "it holds a path that leads outside of it")
    if member.flag_bits & _ENCRYPTED:
        raise Locked(name)
    is_bomb = member.file_size > GROWTH_IGNORED_BELOW and member.file_size > MOST_GROWTH * max(member.compress_size, 1)
    if is_bomb:
        raise Hostile(name, "a part of it grows beyond measure when it is unpacked")


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name
