"""The XML files of ICD-10-CM: the tabular list of any release, the two indexes, the drug and the neoplasm table."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from coderdesk.codefiles.icd10cm_tabular import read_icd10cm_tabular
from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest, ManifestFile
from coderdesk.codefiles.official.layout import FEDERAL, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import fiscal_year
from coderdesk.codefiles.official.safe_xml import elements, elements_of, text_of
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.coding.code_release import CodeSet, FileKind, IndexTerm
from coderdesk.domain.coding.tabular import TabularEntry

_CDC = "CDC National Center for Health Statistics and CMS"
_NO_CODE = "--"
_SEVENTH_PLACE = 7


def _read_tabular(reading: Reading) -> Iterator[TabularEntry]:
    """By the reader of the shipped list, from a copy that was first found well formed and free of entities."""
    with tempfile.TemporaryDirectory() as folder:
        tabular, codes = Path(folder, "tabular.xml"), Path(folder, "codes.txt")
        with reading.source.opened(reading.progress) as stream, tabular.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        built = _codes_built(reading, tabular)
        allowed = built if reading.valid is None else reading.valid
        codes.write_text("\n".join(sorted(allowed)), encoding="utf-8")
        try:
            yield from read_icd10cm_tabular(_manifest(reading, tabular, codes))
        except CodeFileUnfit as error:
            raise FileRefused(reading.source.name, "its codes are not those of the code list of its release") from error


def _manifest(reading: Reading, tabular: Path, codes: Path) -> Manifest:
    header = reading.file.header
    return Manifest(
        folder="import",
        header=header,
        reader="icd10cm-tabular",
        codes_in_force=header.in_force,
        files=(ManifestFile("tabular", tabular, _digest(tabular)), ManifestFile("codes", codes, _digest(codes))),
        sha256="",
    )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _codes_built(reading: Reading, copy: Path) -> frozenset[str]:
    """Every code that the list names or that its 7th-character tables build, for want of the official code list."""
    found: set[str] = set()
    with copy.open("rb") as stream:
        for line, chapter in elements_of(stream, "chapter", name=reading.source.name):
            before = len(found)
            for diagnosis in chapter.findall("section/diag"):
                _collect(diagnosis, (), found)
            if len(found) == before:
                raise reading.fault(line, "the chapter holds no code")
    if not found:
        raise FileRefused(reading.source.name, "it holds no chapter")
    return frozenset(found)


def _collect(diagnosis: Element, above: Sequence[str], found: set[str]) -> None:
    own = [extension.get("char", "") for extension in diagnosis.findall("sevenChrDef/extension")]
    characters = own or above
    below = diagnosis.findall("diag")
    for child in below:
        _collect(child, characters, found)
    if not below:
        bare = undotted(text_of(diagnosis.find("name")))
        stems = bare.ljust(_SEVENTH_PLACE - 1, "X")
        found.update(f"{stems}{character}" for character in characters) if characters else found.add(bare)


def _read_index(reading: Reading) -> Iterator[IndexTerm]:
    heads: dict[str, str] = {}
    for line, element in elements(reading.source, reading.progress, "indexHeading", "letter"):
        if element.tag == "indexHeading":
            heads = {head.get("col", ""): text_of(head) for head in element.findall("head")}
            continue
        terms = element.findall("mainTerm")
        if not terms:
            raise reading.fault(line, "the letter holds no term")
        for term in terms:
            yield from _terms(term, (), heads)


def _terms(term: Element, above: tuple[str, ...], heads: dict[str, str]) -> Iterator[IndexTerm]:
    words, nonessential = _title(term.find("title"))
    path = (*above, words)
    yield IndexTerm(
        path=path,
        codes=tuple(text_of(code) for tag in ("code", "manif") for code in term.findall(tag)),
        cells=tuple(_cells(term, heads)),
        nonessential=nonessential,
        see=_joined(term, "see", "seecat"),
        see_also=_joined(term, "seeAlso", "subcat"),
    )
    for child in term.findall("term"):
        yield from _terms(child, path, heads)


def _joined(term: Element, *tags: str) -> str:
    return "; ".join(text_of(element) for tag in tags for element in term.findall(tag))


def _cells(term: Element, heads: dict[str, str]) -> Iterator[tuple[str, str]]:
    for cell in term.findall("cell"):
        text, column = text_of(cell), cell.get("col", "")
        if text and text != _NO_CODE:
            yield heads.get(column) or column, text


def _title(title: Element | None) -> tuple[str, str]:
    """The words that must be there, and those in parentheses that need not; text may follow them."""
    if title is None:
        return "", ""
    plain = [title.text or ""]
    nonessential: list[str] = []
    for child in title:
        (nonessential if child.tag == "nemod" else plain).append(text_of(child))
        plain.append(child.tail or "")
    return " ".join(" ".join(plain).split()), " ".join(nonessential)


def _is_index(look: Look, *wanted: str) -> bool:
    return look.xml.root == "ICD10CM.index" and any(one in look.xml.word("title").upper() for one in wanted)


def _is_other_index(look: Look) -> bool:
    return look.xml.root == "ICD10CM.index" and not _is_index(look, "EXTERNAL", "DRUG", "NEOPLASM")


def _index_layout(kind: FileKind, *wanted: str) -> Layout:
    return Layout(
        kind=kind,
        code_set=CodeSet.ICD10CM,
        publisher=_CDC,
        licence=FEDERAL,
        truncation=Truncation.ALWAYS_TOLD,
        fits=(lambda look: _is_index(look, *wanted)) if wanted else _is_other_index,
        read=_read_index,
        release=fiscal_year,
    )


ICD10CM_TABULAR = Layout(
    kind=FileKind.ICD10CM_TABULAR,
    code_set=CodeSet.ICD10CM,
    publisher=_CDC,
    licence=FEDERAL,
    truncation=Truncation.ALWAYS_TOLD,
    fits=lambda look: look.xml.root == "ICD10CM.tabular",
    read=_read_tabular,
    release=fiscal_year,
)
ICD10CM_INDEX = _index_layout(FileKind.ICD10CM_INDEX)
ICD10CM_EXTERNAL_CAUSES = _index_layout(FileKind.ICD10CM_EXTERNAL_CAUSES, "EXTERNAL")
ICD10CM_DRUGS = _index_layout(FileKind.ICD10CM_DRUGS, "DRUG")
ICD10CM_NEOPLASMS = _index_layout(FileKind.ICD10CM_NEOPLASMS, "NEOPLASM")
