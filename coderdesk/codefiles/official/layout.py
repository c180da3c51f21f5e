"""What every layout says of itself, what is seen of a file at first sight, and what a reader is given."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coderdesk.codefiles.official.safe_xml import XmlStart
from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.tables import TablePlace, words
from coderdesk.codefiles.official.text import text_lines
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportRow, RefusedLine, ReleaseHeader
from coderdesk.domain.values.dates import Period
from coderdesk.shared.ports import Progress

FEDERAL = "Work of the United States government, public domain"
CMS = "Centers for Medicare & Medicaid Services"
AMA = "American Medical Association"
AMA_LICENCE = "CPT codes and descriptors are copyright of the American Medical Association; a licence from it is needed"
AMA_NUMBERS = (
    "Federal table that names CPT codes, copyright of the American Medical Association; its words are not kept"
)


class Truncation(StrEnum):
    """What happens when the end of a file is missing."""

    ALWAYS_TOLD = "Any missing end is noticed, and the file is refused."
    TOLD_WITHIN_A_LINE = (
        "An end missing within a line is noticed, and the file is refused; one missing at the end of a line leaves a "
        "shorter, whole list, because nothing in the layout says how long the list is."
    )
    TOLD_WITHIN_A_LINE_OF_MANY = (
        "As for a list of lines; and because one row stands on several lines, the last one may lack some of them."
    )
    NOT_TOLD = "A missing end is noticed only where it breaks a row; the layout cannot tell otherwise."


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The first of a file: its lines, its cells by the delimiter that fits, or how its XML begins."""

    source: Source
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    sheet: str = ""
    delimiter: str = ","
    xml: XmlStart = XmlStart("", ())

    def has_header(self, *wanted: str) -> bool:
        """Whether a row among the first has all of these headings."""
        return any(set(wanted) <= set(row) for row in self.names)

    def opening(self) -> str:
        """The first lines or rows as one text, to look for a title in."""
        return " ".join(self.lines[:20]) if self.lines else " ".join(" ".join(row) for row in self.rows[:20])


@dataclass(frozen=True, slots=True)
class FoundRelease:
    """What the file or its name says about its release; "" when they say nothing."""

    release: str = ""
    in_force: Period = Period()
    setting: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader needs: the sources, what was learnt of the file, and where to tell about lines left out."""

    file: "OfficialFile"
    progress: Progress
    refuse: Callable[[RefusedLine], None]
    valid: frozenset[str] | None = None

    @property
    def source(self) -> Source:
        return self.file.sources[0]

    @property
    def in_force(self) -> Period:
        return self.file.header.in_force

    def lines(self) -> Iterator[tuple[int, str]]:
        return text_lines(self.source, self.progress)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        return self.file.place.rows(self.progress)

    def fault(self, line: int, reason: str) -> FileRefused:
        return FileRefused(self.source.name, reason, line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFile:
    """One importable table, found in a file or zip. Its release may be set where the file does not say it."""

    header: ReleaseHeader
    layout: "Layout"
    sources: tuple[Source, ...]
    sheet: str = ""
    delimiter: str = ","

    @property
    def place(self) -> TablePlace:
        return TablePlace(
            source=self.sources[0],
            sheet=self.sheet,
            delimiter=self.delimiter,
            is_quoted=self.layout.is_quoted,
            must_end=self.layout.truncation is not Truncation.NOT_TOLD,
        )

    def with_release(self, release: str, in_force: Period) -> "OfficialFile":
        """The same file as the release that the person says it is."""
        return replace(self, header=replace(self.header, release=release, in_force=in_force))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """An official layout: how it is known, how it is read, whose it is, and what a missing end does."""

    kind: FileKind
    code_set: CodeSet
    publisher: str
    licence: str
    truncation: Truncation
    fits: Callable[[Look], bool]
    read: Callable[[Reading], Iterator[ImportRow]]
    release: Callable[[Look], FoundRelease] = field(default=lambda _look: FoundRelease())
    is_quoted: bool = True


def header_names(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Every row as headings are compared."""
    return tuple(tuple(words(row)) for row in rows)
