"""The derived tables that travel with the application, each beside a release.toml, as the same values that imports give."""

import csv
import hashlib
import io
import lzma
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from coderdesk.codefiles.official.fields import number_in
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.domain.coding.code import dotted
from coderdesk.domain.coding.code_release import (
    CodeGroup,
    CodeMap,
    CodeSet,
    DrgWeight,
    FileKind,
    ImportedCode,
    ImportRow,
    ReleaseHeader,
)
from coderdesk.domain.values.dates import Period

_PACKED = ".xz"


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """`path` is absolute; `sha256` is of the bytes as they lie there."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedRelease:
    """A release that travels along. `folder` is relative to codesets/: "icd10pcs/2027"."""

    folder: str
    header: ReleaseHeader
    reader: str
    files: tuple[EmbeddedFile, ...]


def embedded_releases(root: Path) -> tuple[EmbeddedRelease, ...]:
    """Every release with a release.toml below the folder of code sets, by folder."""
    return tuple(_release(path, root) for path in sorted(root.glob("*/*/release.toml")))


def _release(path: Path, root: Path) -> EmbeddedRelease:
    fields = tomllib.loads(path.read_text(encoding="utf-8"))
    return EmbeddedRelease(
        folder=path.parent.relative_to(root).as_posix(),
        header=ReleaseHeader(
            code_set=CodeSet(fields["system"]),
            kind=FileKind(fields["kind"]),
            release=fields["release"],
            in_force=Period(fields.get("in_force_from"), fields.get("in_force_to")),
            publisher=fields["publisher"],
            licence=fields["licence"],
            source=fields["source"],
        ),
        reader=fields["reader"],
        files=tuple(EmbeddedFile(path.parent / part["path"], part["sha256"]) for part in fields["files"]),
    )


def embedded_rows(release: EmbeddedRelease) -> Iterator[ImportRow]:
    """The rows of a release, its files in order. Raises FileRefused for a file that is not the one described."""
    read = _READERS[release.reader]
    for file in release.files:
        yield from read(_table(file), release)


def _table(file: EmbeddedFile) -> Iterator[dict[str, str]]:
    try:
        packed = file.path.read_bytes()
    except OSError as error:
        raise FileRefused(file.path.name, "it is missing", advice="Install CoderDesk again.") from error
    if hashlib.sha256(packed).hexdigest() != file.sha256:
        reason = "its content is not the one that is described beside it"
        raise FileRefused(file.path.name, reason, advice="Install CoderDesk again.")
    with _text(packed, file.path) as stream:
        yield from csv.DictReader(stream)


def _text(packed: bytes, path: Path) -> TextIO:
    if path.suffix == _PACKED:
        return io.TextIOWrapper(lzma.open(io.BytesIO(packed)), encoding="utf-8", newline="")
    return io.StringIO(packed.decode("utf-8"), newline="")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _codes(table: Iterator[dict[str, str]], release: EmbeddedRelease) -> Iterator[ImportedCode]:
    """code, title, and where they are there starts, ends and other columns."""
    default = release.header.in_force
    for row in table:
        starts, ends = row.pop("starts", None), row.pop("ends", None)
        period = default if starts is None else Period(_day(starts), _day(ends or ""))
        value, title = row.pop("code"), row.pop("title")
        yield ImportedCode(value=value, title=title, in_force=period, extra=tuple(row.items()))


def _weights(table: Iterator[dict[str, str]], _release: EmbeddedRelease) -> Iterator[DrgWeight]:
    for row in table:
        yield DrgWeight(
            drg=row["drg"],
            mdc=row["mdc"],
            kind=row["kind"],
            title=row["title"],
            is_post_acute=row["post_acute"] == "yes",
            is_special_pay=row["special_pay"] == "yes",
            weight=number_in(row["weight"]),
            capped_weight=number_in(row["capped_weight"]),
            geometric_days=number_in(row["geometric_days"]),
            arithmetic_days=number_in(row["arithmetic_days"]),
        )


def _maps(table: Iterator[dict[str, str]], _release: EmbeddedRelease) -> Iterator[CodeMap]:
    for row in table:
        flags = row["flags"]
        yield CodeMap(
            source=row["source"],
            target=row["target"],
            is_approximate=flags[0] == "1",
            is_combination=flags[2] == "1",
            scenario=int(flags[3]),
            choice=int(flags[4]),
            is_from_icd9=row["from"] == "9",
        )


def _groups(table: Iterator[dict[str, str]], _release: EmbeddedRelease) -> Iterator[CodeGroup]:
    for row in table:
        yield CodeGroup(
            value=dotted(row["code"]),
            scheme=row["scheme"],
            group=row["group"],
            title=row.get("title", ""),
            role=row.get("role", ""),
        )


_READERS: dict[str, Callable[[Iterator[dict[str, str]], EmbeddedRelease], Iterator[ImportRow]]] = {
    "codes": _codes,
    "drg-weights": _weights,
    "code-maps": _maps,
    "code-groups": _groups,
}
