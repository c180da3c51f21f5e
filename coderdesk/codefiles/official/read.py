"""The two ways to read a recognised file: all rows as a stream, or a preview that counts them and keeps examples."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coderdesk.codefiles.official.layout import OfficialFile, Reading
from coderdesk.codefiles.official.mapped import ColumnMapping
from coderdesk.codefiles.official.recognise import recognise
from coderdesk.codefiles.official.trouble import FileRefused, ImportCancelled, WrongRelease
from coderdesk.domain.coding.code_release import ImportPreview, ImportRow, RefusedLine
from coderdesk.shared.ports import NoProgress, Progress

_EXAMPLES = 3
_REFUSED_SHOWN = 100
_ASK_EVERY = 2_000


def rows(
    file: OfficialFile,
    *,
    progress: Progress | None = None,
    refused: Callable[[RefusedLine], None] | None = None,
    valid: frozenset[str] | None = None,
) -> Iterator[ImportRow]:
    """Every row in the order of the file, one at a time. Lines that are left out are told to `refused`.

    `valid` are the bare ICD-10-CM codes of the release, by which the 7th characters of a tabular list are filtered;
    without them every combination that its tables allow is a code. Raises FileRefused with line and reason as soon
    as a line does not fit, and ImportCancelled: what was read before must then be thrown away.
    """
    watched = progress or NoProgress()
    reading = Reading(file, watched, refused or (lambda _line: None), valid)
    count = 0
    for count, row in enumerate(file.layout.read(reading), start=1):
        if count % _ASK_EVERY == 0 and watched.is_cancelled:
            raise ImportCancelled
        yield row
    if not count:
        raise FileRefused(file.sources[0].name, "it holds no row that can be used")


def preview_file(
    file: OfficialFile,
    *,
    progress: Progress | None = None,
    valid: frozenset[str] | None = None,
    each: Callable[[ImportRow], None] | None = None,
) -> ImportPreview:
    """Reads the whole file once and keeps the count, the first and last rows, and the lines that are left out.

    `valid` as in `rows`; every row is also given to `each`.
    """
    left_out: list[RefusedLine] = []
    counted = 0

    def refuse(line: RefusedLine) -> None:
        nonlocal counted
        counted += 1
        if len(left_out) < _REFUSED_SHOWN:
            left_out.append(line)

    first: list[ImportRow] = []
    last: deque[ImportRow] = deque(maxlen=_EXAMPLES)
    count = 0
    for row in rows(file, progress=progress, refused=refuse, valid=valid):
        count += 1
        if each is not None:
            each(row)
        if len(first) < _EXAMPLES:
            first.append(row)
        last.append(row)
    return ImportPreview(
        header=file.header,
        rows=count,
        first=tuple(first),
        last=tuple(last),
        refused=tuple(left_out),
        refused_count=counted,
    )


def preview(
    path: Path,
    *,
    progress: Progress | None = None,
    mappings: Iterable[ColumnMapping] = (),
    expected_release: str = "",
) -> tuple[ImportPreview, ...]:
    """One preview for each table in the file or zip. Raises FileRefused; WrongRelease when another one was expected."""
    files = recognise(path, mappings=mappings)
    for file in files:
        found = file.header.release
        if expected_release and found and found != expected_release:
            raise WrongRelease(file.header.source, expected=expected_release, found=found)
    return tuple(preview_file(file, progress=progress) for file in files)
