"""XML read element by element with line numbers; a file that declares entities or a document type is refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement
from xml.parsers import expat

from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.shared.ports import Progress

_CHUNK = 64 * 1024
_DEEPEST = 200
_LAST = True
# What the parser raises for an encoding that Python does not know, or that writes a letter in several bytes.
_UNKNOWN_ENCODING = (LookupError, ValueError)


class _DocumentType(Exception):
    """Raised inside the parser, turned into FileRefused outside."""


@dataclass(slots=True)
class _Builder:
    """Builds each element named in `wanted` whole and lets everything else go, so that memory stays small."""

    wanted: frozenset[str]
    parser: expat.XMLParserType
    root: str = ""
    depth: int = 0
    building: list[Element] = field(default_factory=list)
    line: int = 0
    finished: list[tuple[int, Element]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _DocumentType("its elements lie deeper than in any official file")
        tag = name.rpartition(":")[2] if ":" in name else name
        self.root = self.root or tag
        building = self.building
        if building:
            building.append(SubElement(building[-1], tag, attributes))
        elif tag in self.wanted:
            self.line = self.parser.CurrentLineNumber
            building.append(Element(tag, attributes))

    def end(self, _name: str) -> None:
        self.depth -= 1
        if self.building:
            element = self.building.pop()
            if not self.building:
                self.finished.append((self.line, element))

    def words(self, text: str) -> None:
        if not self.building:
            return
        element = self.building[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text


def _builder(*wanted: str) -> _Builder:
    parser = expat.ParserCreate()
    builder = _Builder(frozenset(wanted), parser)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.words
    # No official file has a document type. Without one there is no entity to expand and nothing outside to fetch.
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.EntityDeclHandler = _refuse_document_type
    parser.ExternalEntityRefHandler = _refuse_document_type
    return builder


def _refuse_document_type(*_declared: object) -> int:
    raise _DocumentType("it declares a document type or entities, which no official file does")


def _fed(stream: BinaryIO, builder: _Builder, name: str) -> Iterator[tuple[int, Element]]:
    parser = builder.parser
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
            yield from builder.finished
            builder.finished.clear()
        parser.Parse(b"", _LAST)
    except _DocumentType as error:
        raise FileRefused(name, str(error), line=parser.CurrentLineNumber) from error
    except expat.ExpatError as error:
        reason = f"it is not well-formed XML ({expat.ErrorString(error.code)})"
        raise FileRefused(name, reason, line=error.lineno) from error
    except _UNKNOWN_ENCODING as error:
        raise _in_a_strange_encoding(name) from error
    yield from builder.finished


def _in_a_strange_encoding(name: str) -> FileRefused:
    advice = "Save it as UTF-8 and choose it again."
    return FileRefused(name, "it names an encoding that cannot be read", line=1, advice=advice)


def elements_of(stream: BinaryIO, *wanted: str, name: str) -> Iterator[tuple[int, Element]]:
    """Each outermost element of these names with the line on which it begins, in order. Raises FileRefused."""
    yield from _fed(stream, _builder(*wanted), name)


def elements(source: Source, progress: Progress, *wanted: str) -> Iterator[tuple[int, Element]]:
    """The same from a source. Raises FileRefused with a line for a file that is cut off or not well formed."""
    with source.opened(progress) as stream:
        yield from elements_of(stream, *wanted, name=source.name)


def text_of(element: Element | None) -> str:
    """All words of an element and those below it on one line, whatever line breaks the file holds."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


@dataclass(frozen=True, slots=True)
class XmlStart:
    """The name of the root and the words of the first elements below it."""

    root: str
    words: tuple[tuple[str, str], ...]

    def word(self, tag: str) -> str:
        return next((text for name, text in self.words if name == tag), "")


def xml_start(start: bytes, name: str) -> XmlStart:
    """What the first bytes of an XML file say about it. Raises FileRefused for a document type; "" when it is not XML."""
    builder = _builder("version", "title")
    parser = builder.parser
    try:
        parser.Parse(start)
    except _DocumentType as error:
        raise FileRefused(name, str(error), line=parser.CurrentLineNumber) from error
    except expat.ExpatError:
        return XmlStart("", ())
    except _UNKNOWN_ENCODING as error:
        raise _in_a_strange_encoding(name) from error
    return XmlStart(builder.root, tuple((element.tag, text_of(element)) for _, element in builder.finished))
