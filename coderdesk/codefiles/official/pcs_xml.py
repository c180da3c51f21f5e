"""The XML files of ICD-10-PCS: tables, index and definitions."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from coderdesk.codefiles.official.fields import ICD10PCS
from coderdesk.codefiles.official.layout import CMS, FEDERAL, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import fiscal_year
from coderdesk.codefiles.official.safe_xml import elements, text_of
from coderdesk.domain.coding.code_release import (
    CodeSet,
    FileKind,
    ImportRow,
    IndexTerm,
    PcsAxis,
    PcsDefinition,
    PcsLabel,
    PcsRow,
    PcsTable,
)


def _axis(element: Element) -> PcsAxis:
    labels = tuple(PcsLabel(label.get("code", ""), text_of(label)) for label in element.findall("label"))
    return PcsAxis(int(element.get("pos", "0")), text_of(element.find("title")), labels)


def _read_tables(reading: Reading) -> Iterator[PcsTable]:
    """Every table; each must have three axes with one character, and rows of the other four that build codes."""
    for line, element in elements(reading.source, reading.progress, "pcsTable"):
        table = _table(element)
        places = [axis.position for axis in table.head]
        whole = places == [1, 2, 3] and all(len(axis.labels) == 1 for axis in table.head) and table.rows
        if not whole or any([axis.position for axis in row.axes] != [4, 5, 6, 7] for row in table.rows):
            raise reading.fault(line, "the table does not have its seven axes")
        if not ICD10PCS.fullmatch(next(table.codes(), "")):
            raise reading.fault(line, "the table builds no ICD-10-PCS code")
        yield table


def _table(element: Element) -> PcsTable:
    heads = element.findall("axis")
    return PcsTable(
        head=tuple(_axis(axis) for axis in heads),
        rows=tuple(PcsRow(tuple(_axis(axis) for axis in row.findall("axis"))) for row in element.findall("pcsRow")),
        definition=" ".join(text_of(axis.find("definition")) for axis in heads).strip(),
    )


def _read_index(reading: Reading) -> Iterator[IndexTerm]:
    for line, letter in elements(reading.source, reading.progress, "letter"):
        terms = letter.findall("mainTerm")
        if not terms:
            raise reading.fault(line, "the letter holds no term")
        for term in terms:
            yield from _terms(term, ())


def _terms(term: Element, above: tuple[str, ...]) -> Iterator[IndexTerm]:
    path = (*above, text_of(term.find("title")))
    codes = tuple(code for tag in ("code", "codes", "tab") for code in map(text_of, term.findall(tag)) if code)
    see, pointed = _see(term)
    yield IndexTerm(path=path, codes=(*codes, *pointed), see=see, see_also=text_of(term.find("use")))
    for child in term.findall("term"):
        yield from _terms(child, path)


def _see(term: Element) -> tuple[str, tuple[str, ...]]:
    """The words that a reference names, and the tables that stand beside them."""
    words: list[str] = []
    codes: list[str] = []
    for reference in term.findall("see"):
        words.append(" ".join(((reference.text or "") + "".join(child.tail or "" for child in reference)).split()))
        codes.extend(text_of(code) for tag in ("codes", "tab") for code in reference.findall(tag))
    return "; ".join(filter(None, words)), tuple(filter(None, codes))


def _read_definitions(reading: Reading) -> Iterator[PcsDefinition]:
    for line, section in elements(reading.source, reading.progress, "section"):
        if not section.get("code"):
            raise reading.fault(line, "the section has no character")
        for axis in section.findall("axis"):
            for entry in axis.findall("terms"):
                yield PcsDefinition(
                    section=section.get("code", ""),
                    axis=text_of(axis.find("title")),
                    terms=tuple(text_of(title) for title in entry.findall("title")),
                    definition=text_of(entry.find("definition")),
                    explanation=text_of(entry.find("explanation")),
                    includes=tuple(text_of(words) for words in entry.findall("includes")),
                )


def _layout(kind: FileKind, root: str, read: Callable[[Reading], Iterator[ImportRow]]) -> Layout:
    def fits(look: Look) -> bool:
        return look.xml.root == root

    return Layout(
        kind=kind,
        code_set=CodeSet.ICD10PCS,
        publisher=CMS,
        licence=FEDERAL,
        truncation=Truncation.ALWAYS_TOLD,
        fits=fits,
        read=read,
        release=fiscal_year,
    )


ICD10PCS_TABLES = _layout(FileKind.ICD10PCS_TABLES, "ICD10PCS.tabular", _read_tables)
ICD10PCS_INDEX = _layout(FileKind.ICD10PCS_INDEX, "ICD10PCS.index", _read_index)
ICD10PCS_DEFINITIONS = _layout(FileKind.ICD10PCS_DEFINITIONS, "ICD10PCS.definitions", _read_definitions)
