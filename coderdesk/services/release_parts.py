"""Which release a file is, when the person has to say it, and which of several files of one release."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from coderdesk.codefiles.official import OfficialFile, WrongRelease
from coderdesk.domain.coding.code_release import (
    CodeMap,
    CodeSet,
    EditPair,
    FileKind,
    ImportRow,
    ReleaseHeader,
)
from coderdesk.domain.values.dates import Period

_MONTHS = "January February March April May June July August September October November December".split()
_FILE_NUMBER = re.compile(r"[-_ ](f\d)\b", re.IGNORECASE)
_BY_SETTING = frozenset((CodeSet.NCCI_PTP, CodeSet.MUE))

Identity: TypeAlias = tuple[CodeSet, FileKind, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRelease:
    """What the person says of a file, as far as the file itself does not."""

    release: str = ""
    start: date | None = None
    setting: str = ""
    code_set: CodeSet | None = None


def as_given(file: OfficialFile, given: GivenRelease) -> OfficialFile:
    """The file with what the person said. Raises WrongRelease where the file says something else.

    A release without a name is called by the month in which it begins, as its publisher would.
    """
    header = file.header
    _must_agree(header, given.code_set.value if given.code_set else "", header.code_set.value)
    _must_agree(header, given.release, header.release)
    _must_agree(header, _iso(given.start), _iso(header.in_force.start))
    _must_agree(header, given.setting, header.setting)
    start = header.in_force.start or given.start
    named = header.release or given.release or (f"{_MONTHS[start.month - 1]} {start.year}" if start else "")
    in_force = Period(start, header.in_force.end)
    said = replace(header, release=named, in_force=in_force, setting=header.setting or given.setting)
    return replace(file, header=said)


def _must_agree(header: ReleaseHeader, given: str, found: str) -> None:
    if given and found and given != found:
        raise WrongRelease(header.source, expected=given, found=found)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def missing_of(header: ReleaseHeader) -> tuple[str, ...]:
    """What must still be said before the release can be put beside others."""
    missing = []
    if not header.release:
        missing.append("release")
    if header.in_force.start is None:
        missing.append("first day")
    if header.code_set in _BY_SETTING and not header.setting:
        missing.append("setting")
    return tuple(missing)


def part_of(file: OfficialFile, first: Iterable[ImportRow]) -> str:
    """Which of the files of a release: the number in its name, the direction of its mappings, else where it begins."""
    row = next(iter(first), None)
    number = _FILE_NUMBER.search(file.sources[0].own_name)
    if isinstance(row, CodeMap):
        return "from ICD-9" if row.is_from_icd9 else "from ICD-10"
    if isinstance(row, EditPair):
        return number[1].lower() if number else f"from {row.column1}"
    return ""


def identity_of(header: ReleaseHeader, part: str) -> Identity:
    """What lies on the shelf once only."""
    return header.code_set, header.kind, header.release, header.setting, part
