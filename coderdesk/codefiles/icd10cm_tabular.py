"""ICD-10-CM as the official tabular XML prints it, with those 7th-character codes that the official list allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest
from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.tabular import Level, NoteKind, SeventhCharacter, TabularEntry, TabularNote

_NOTES = {
    "includes": NoteKind.INCLUDES,
    "inclusionTerm": NoteKind.INCLUSION_TERM,
    "notes": NoteKind.NOTE,
    "codeFirst": NoteKind.CODE_FIRST,
    "codeAlso": NoteKind.CODE_ALSO,
    "useAdditionalCode": NoteKind.USE_ADDITIONAL,
    "excludes1": NoteKind.EXCLUDES1,
    "excludes2": NoteKind.EXCLUDES2,
    "sevenChrNote": NoteKind.SEVENTH_CHARACTER,
}
_SEVENTH_PLACE = 7


@dataclass(frozen=True, slots=True)
class _Reading:
    release: Manifest
    valid: frozenset[str]

    def entry(
        self,
        element: ElementTree.Element,
        *,
        value: str,
        title: str,
        level: Level,
        parent: str,
        is_billable: bool = False,
    ) -> TabularEntry:
        return TabularEntry(
            system=CodeSystem.ICD10CM,
            value=value,
            title=title,
            level=level,
            parent=parent,
            in_force=self.release.codes_in_force,
            is_billable=is_billable,
            release=self.release.release,
            notes=tuple(_notes_at(element, value)),
            seventh_characters=_seventh_characters_at(element),
        )


def _text_of(element: ElementTree.Element | None) -> str:
    """One line, whatever line breaks the file holds."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _without_range(title: str) -> str:
    """ "Intestinal infectious diseases (A00-A09)" -> "Intestinal infectious diseases"."""
    head, bracket, tail = title.rpartition(" (")
    is_range = (
        bracket and tail.endswith(")") and tail[:-1].replace("-", "").isalnum() and tail[:-1].upper() == tail[:-1]
    )
    return head if is_range else title


def _notes_at(element: ElementTree.Element, value: str) -> Iterator[TabularNote]:
    for child in element:
        kind = _NOTES.get(child.tag)
        if kind is not None:
            for line in child:
                text = _text_of(line)
                if text:
                    yield TabularNote(kind=kind, text=text, stands_at=value)


def _seventh_characters_at(element: ElementTree.Element) -> tuple[SeventhCharacter, ...]:
    table = element.find("sevenChrDef")
    if table is None:
        return ()
    return tuple(SeventhCharacter(row.get("char", ""), _text_of(row)) for row in table.findall("extension"))


def _expanded(leaf: TabularEntry, table: tuple[SeventhCharacter, ...], reading: _Reading) -> Iterator[TabularEntry]:
    """The codes below a leaf that its 7th-character table makes, as far as the official list knows them."""
    stem = undotted(leaf.value).ljust(_SEVENTH_PLACE - 1, "X")
    for row in table:
        if stem + row.character in reading.valid:
            yield TabularEntry(
                system=leaf.system,
                value=f"{stem[:3]}.{stem[3:]}{row.character}",
                title=f"{leaf.title}, {row.meaning}",
                level=Level.CODE,
                parent=leaf.value,
                in_force=leaf.in_force,
                is_billable=True,
                release=leaf.release,
            )


def _diagnosis(
    element: ElementTree.Element, parent: str, table: tuple[SeventhCharacter, ...], reading: _Reading
) -> Iterator[TabularEntry]:
    value = _text_of(element.find("name"))
    below = element.findall("diag")
    table = _seventh_characters_at(element) or table
    is_category = "." not in value
    level = Level.CATEGORY if is_category else Level.SUBCATEGORY
    entry = reading.entry(element, value=value, title=_text_of(element.find("desc")), level=level, parent=parent)
    codes = () if below else tuple(_expanded(entry, table, reading))
    if not below and not codes:
        if undotted(value) not in reading.valid:
            raise CodeFileUnfit("tabular XML", f"its code {value} is not in the official code list")
        entry = reading.entry(
            element, value=value, title=entry.title, level=Level.CODE, parent=parent, is_billable=True
        )
    yield entry
    yield from codes
    for child in below:
        yield from _diagnosis(child, value, table, reading)


def _section(element: ElementTree.Element, chapter: str, reading: _Reading) -> Iterator[TabularEntry]:
    identity = element.get("id", "")
    value = identity if "-" in identity else f"{identity}-{identity}"
    title = _without_range(_text_of(element.find("desc")))
    yield reading.entry(element, value=value, title=title, level=Level.SECTION, parent=chapter)
    for child in element.findall("diag"):
        yield from _diagnosis(child, value, (), reading)


def read_icd10cm_tabular(release: Manifest) -> Iterator[TabularEntry]:
    """Every chapter, section, heading and code in book order. Raises CodeFileUnfit for a damaged or foreign file."""
    reading = _Reading(release, _code_list(release.file("codes")))
    try:
        root = ElementTree.parse(release.file("tabular")).getroot()
    except ElementTree.ParseError as error:
        raise CodeFileUnfit("tabular XML", f"it is not well formed ({error})") from error
    if root.tag != "ICD10CM.tabular":
        raise CodeFileUnfit("tabular XML", "it is not an ICD-10-CM tabular list")
    for chapter in root.findall("chapter"):
        value = f"Chapter {_text_of(chapter.find('name'))}"
        title = _without_range(_text_of(chapter.find("desc")))
        yield reading.entry(chapter, value=value, title=title, level=Level.CHAPTER, parent="")
        for section in chapter.findall("section"):
            yield from _section(section, value, reading)


def _code_list(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split())
