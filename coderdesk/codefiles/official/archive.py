"""What lies in a publisher's zip, refused before anything is unpacked when a name, a lock or a size is not right."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZipFile, ZipInfo

from coderdesk.codefiles.official.source import DAMAGED, Source
from coderdesk.codefiles.official.trouble import FileRefused

ZIP_START = b"PK\x03\x04"
_DEEPEST = 2
_MOST_MEMBERS = 5_000
_LARGEST_TOTAL = 16 * 1024**3
# Official text shrinks to a twentieth at best; a file that grows two-hundredfold was made to fill the disk.
_MOST_GROWTH = 200
_SMALL = 8 * 1024**2
_ENCRYPTED = 0x1
_PASSED_OVER = (".pdf", ".doc", ".docx", ".png", ".jpg", ".ds_store", ".exe", ".xsd", ".htm", ".html")


def sources_at(path: Path) -> Iterator[Source]:
    """The file itself, or every member of the zip that could be read, nested zips included. Raises FileRefused."""
    try:
        source = Source(path, path.stat().st_size)
    except (OSError, ValueError) as error:
        raise FileRefused(path.name, f"it cannot be opened ({getattr(error, 'strerror', None) or error})") from error
    if not path.is_file():
        raise FileRefused(path.name, "it is not a file", advice="Choose the file itself or the publisher's zip.")
    if source.size == 0:
        raise FileRefused(path.name, "it is empty")
    yield from _sources_in(source)


def _sources_in(source: Source) -> Iterator[Source]:
    with source.opened() as stream:
        start = stream.read(len(ZIP_START))
    if start != ZIP_START:
        yield source
        return
    with source.opened_anywhere() as copy:
        members = checked_members(copy, source.name)
    if any(member.filename == "xl/workbook.xml" for member in members):
        yield source
        return
    if len(source.inside) == _DEEPEST:
        raise FileRefused(source.name, "zips lie in zips deeper than any publisher packs them")
    for member in sorted(members, key=lambda one: one.filename):
        if not member.is_dir() and member.file_size and not _is_passed_over(member.filename):
            yield from _sources_in(Source(source.path, member.file_size, (*source.inside, member.filename)))


def _is_passed_over(name: str) -> bool:
    return name.lower().endswith(_PASSED_OVER) or name.startswith("__MACOSX/")


def checked_members(stream: IO[bytes], name: str) -> list[ZipInfo]:
    """The members of a zip, none of which may lie outside it, be locked, or grow without measure. Raises FileRefused."""
    try:
        with ZipFile(stream) as archive:
            members = archive.infolist()
    except (*DAMAGED, OSError, ValueError) as error:
        raise FileRefused(name, f"it is a damaged or cut-off zip ({error})") from error
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_TOTAL:
        raise FileRefused(name, "it unpacks to more than any official file")
    for member in members:
        _check(member, name)
    return members


def _check(member: ZipInfo, name: str) -> None:
    """The name is judged as it stands in the zip: zipfile itself hides what follows a NUL and turns separators."""
    if _leads_outside(member.orig_filename) or _leads_outside(member.filename):
        raise FileRefused(name, "it holds a path that leads outside of it, which no publisher's zip does")
    if member.flag_bits & _ENCRYPTED:
        raise FileRefused(
            name, "it is locked with a password", advice="Unpack it with the password and choose the file."
        )
    if member.file_size > _SMALL and member.file_size > _MOST_GROWTH * max(member.compress_size, 1):
        raise FileRefused(name, f"its member {Path(member.filename).name} grows beyond measure when it is unpacked")


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name
