"""XML read element by element with line numbers; a file that declares entities or a document type is refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.trouble import FileRefused
from coderdesk.shared.ports import Progress

_CHUNK = 64 * 1024
_DEEPEST = 200
_LAST = True


class _DocumentType(Exception):
    """Raised inside the parser, turned into FileRefused outside."""


@dataclass(slots=True)
class _Builder:
    """Builds each element named in `wanted` whole and lets everything else go, so that memory stays small."""

    wanted: frozenset[str]
    root: str = ""
    open_tags: list[str] = field(default_factory=list)
    building: list[Element] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    finished: list[tuple[int, Element]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        tag = name.rpartition(":")[2]
        self.root = self.root or tag
        self.open_tags.append(tag)
        if len(self.open_tags) > _DEEPEST:
            raise _DocumentType("its elements lie deeper than in any official file")
        if not self.building and tag not in self.wanted:
            return
        element = Element(tag, attributes)
        if self.building:
            self.building[-1].append(element)
        else:
            self.lines.append(line)
        self.building.append(element)

    def end(self) -> None:
        self.open_tags.pop()
        if self.building:
            element = self.building.pop()
            if not self.building:
                self.finished.append((self.lines.pop(), element))

    def words(self, text: str) -> None:
        if not self.building:
            return
        element = self.building[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text


def _parser(builder: _Builder) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: builder.start(tag, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = lambda _tag: builder.end()
    parser.CharacterDataHandler = builder.words
    # No official file has a document type. Without one there is no entity to expand and nothing outside to fetch.
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.EntityDeclHandler = _refuse_document_type
    parser.ExternalEntityRefHandler = _refuse_document_type
    return parser


def _refuse_document_type(*_declared: object) -> int:
    raise _DocumentType("it declares a document type or entities, which no official file does")


def _fed(stream: BinaryIO, builder: _Builder, name: str) -> Iterator[tuple[int, Element]]:
    parser = _parser(builder)
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
    yield from builder.finished


def elements_of(stream: BinaryIO, *wanted: str, name: str) -> Iterator[tuple[int, Element]]:
    """Each outermost element of these names with the line on which it begins, in order. Raises FileRefused."""
    yield from _fed(stream, _Builder(frozenset(wanted)), name)


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
    builder = _Builder(frozenset(("version", "title", "heading", "introduction", "pcsTable")))
    parser = _parser(builder)
    try:
        parser.Parse(start)
    except _DocumentType as error:
        raise FileRefused(name, str(error), line=parser.CurrentLineNumber) from error
    except expat.ExpatError:
        return XmlStart("", ())
    return XmlStart(builder.root, tuple((element.tag, text_of(element)) for _, element in builder.finished))
