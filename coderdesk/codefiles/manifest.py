"""The manifest of a release that travels along: what it is, from whom, since when, under which licence, and its hashes."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ReleaseHeader
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.trouble import AppError


class CodeFileUnfit(AppError):
    """A shipped or imported code-set file that cannot be read; the sets that were there stay in force."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"The code-set file {file} cannot be used: {reason}. No code set was changed. "
            "Install CoderDesk again or import the official file."
        )


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """`path` is absolute; `name` says which part the file plays for the reader."""

    name: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`folder` is the file's own folder relative to codesets/, its identity: "icd10cm/2027".

    `codes_in_force` is the period of a row that has no dates of its own; it may begin before the release does, where the
    list says what is valid and not since when.
    """

    folder: str
    header: ReleaseHeader
    reader: str
    codes_in_force: Period
    files: tuple[ManifestFile, ...]
    sha256: str

    @property
    def system(self) -> CodeSystem:
        """Raises CodeFileUnfit for a table that only stands beside codes."""
        system = self.header.code_set.code_system
        if system is None:
            raise CodeFileUnfit(f"{self.folder}/manifest.toml", f"{self.header.code_set.value} is no code system")
        return system

    @property
    def release(self) -> str:
        return self.header.release

    def file(self, name: str) -> Path:
        """The verified path of a part. Raises CodeFileUnfit when it is missing or not the file that was described."""
        part = next(part for part in self.files if part.name == name)
        if not part.path.is_file():
            raise CodeFileUnfit(part.path.name, "it is missing")
        with part.path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != part.sha256:
                raise CodeFileUnfit(part.path.name, "its content is not the one that its manifest describes")
        return part.path


def _package_folder(package: str) -> Path:
    """Where a package's files lie, found without running its code; a frozen build keeps them under the same name."""
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places:
        raise CodeFileUnfit(package, "the package that carries it is not installed")
    return Path(places[0])


def read_manifest(path: Path, root: Path) -> Manifest:
    """Read one manifest.toml under the folder `root` of all code sets."""
    content = path.read_bytes()
    fields = tomllib.loads(content.decode("utf-8"))
    ends: date | None = fields.get("in_force_to")
    starts: date | None = fields.get("in_force_from")
    header = ReleaseHeader(
        code_set=CodeSet(fields["system"]),
        kind=FileKind(fields["kind"]),
        release=fields["release"],
        in_force=Period(starts, ends),
        publisher=fields["publisher"],
        licence=fields["licence"],
        source=fields["source"],
        validity_from=fields.get("validity_from"),
    )
    return Manifest(
        folder=path.parent.relative_to(root).as_posix(),
        header=header,
        reader=fields["reader"],
        codes_in_force=Period(fields.get("codes_from", starts), ends),
        files=tuple(_file(part, path.parent) for part in fields["files"]),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _file(part: dict[str, str], folder: Path) -> ManifestFile:
    return ManifestFile(
        name=part.get("name", part["path"]),
        path=(_package_folder(part["package"]) if "package" in part else folder) / part["path"],
        sha256=part["sha256"],
    )


def manifests_under(root: Path) -> Iterator[Manifest]:
    """Every release in the folder of code sets, by code set and then by date."""
    found = [read_manifest(path, root) for path in sorted(root.glob("*/*/manifest.toml"))]
    yield from sorted(found, key=lambda one: (one.header.code_set, one.header.in_force.start or date.min))


def shipped_manifests(root: Path) -> tuple[Manifest, ...]:
    """The releases in a folder of code sets. Raises CodeFileUnfit when there is none."""
    manifests = tuple(manifests_under(root))
    if not manifests:
        raise CodeFileUnfit("manifest.toml", "no code set travelled with this installation")
    return manifests
