"""A small tree from XML by expat alone: no entity is declared or fetched, depth and size are bounded, prefixes are dropped.

Namespaces are not resolved, because the fragments and exports that practices meet leave prefixes undeclared.
"""

from collections.abc import Iterator
from xml.parsers import expat

from coderdesk.reading.intake.decode import WINDOWS
from coderdesk.reading.intake.limits import DEEPEST_XML, MOST_NODES
from coderdesk.reading.intake.trouble import Damaged, Hostile, TooLarge

WRONG_ENCODING = (
    "The file states an encoding that it does not have; it was read as Windows-1252. Look at names and accents."
)


class Node:
    """An element: its local name, attributes, and what stands in it, words and elements in order."""

    __slots__ = ("attributes", "content", "number", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Node | None", number: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.content: list[Node | str] = []
        self.parent = parent
        self.number = number

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def children(self) -> Iterator["Node"]:
        return (part for part in self.content if isinstance(part, Node))

    def all(self, *steps: str) -> list["Node"]:
        """The elements reached by these child names, one after the other."""
        found = [self]
        for step in steps:
            found = [child for node in found for child in node.children if child.tag == step]
        return found

    def first(self, *steps: str) -> "Node | None":
        found = self.all(*steps)
        return found[0] if found else None

    def walk(self) -> Iterator["Node"]:
        """This element and everything below, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(list(node.children)))

    @property
    def words(self) -> str:
        """All characters within, as written."""
        parts: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                parts.append(part)
            else:
                waiting.extend(reversed(part.content))
        return "".join(parts)

    @property
    def path(self) -> str:
        """An XPath by local names: "/ClinicalDocument/component/structuredBody/component[3]"."""
        steps = []
        node: Node | None = self
        while node is not None:
            steps.append(node.tag if node.number == 1 else f"{node.tag}[{node.number}]")
            node = node.parent
        return "/" + "/".join(reversed(steps))


def local(name: str) -> str:
    return name.rpartition(":")[2]


def parsed_xml(content: bytes, name: str) -> tuple[Node, tuple[str, ...]]:
    """The root element, and notices. Raises Damaged, Hostile and TooLarge."""
    try:
        return _parsed(content, name, None), ()
    except expat.ExpatError as trouble:
        if trouble.code != expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
            raise _damaged(name, trouble) from trouble
    try:
        return _parsed(content, name, WINDOWS), (WRONG_ENCODING,)
    except expat.ExpatError as trouble:
        raise _damaged(name, trouble) from trouble


def _damaged(name: str, trouble: expat.ExpatError) -> Damaged:
    return Damaged(name, f"its XML breaks off at line {trouble.lineno}")


def _parsed(content: bytes, name: str, encoding: str | None) -> Node:
    parser = expat.ParserCreate(encoding)
    building = _Building(name)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.words
    parser.EntityDeclHandler = building.refuse_entity
    parser.UnparsedEntityDeclHandler = building.refuse_entity
    parser.ExternalEntityRefHandler = building.refuse_entity
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's own form
    except (LookupError, ValueError) as trouble:  # an encoding that Python does not have, or one of several bytes
        raise Damaged(name, "it states an encoding that nobody knows") from trouble
    if building.root is None:
        raise Damaged(name, "it holds no element")
    return building.root


class _Building:
    def __init__(self, name: str) -> None:
        self._name = name
        self.root: Node | None = None
        self._open: list[Node] = []
        self._counts: list[dict[str, int]] = []
        self._nodes = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise TooLarge(self._name, f"more than {MOST_NODES:,} elements")
        if len(self._open) >= DEEPEST_XML:
            raise Hostile(self._name, f"its elements lie more than {DEEPEST_XML} deep in one another")
        parent = self._open[-1] if self._open else None
        number = 1
        own = local(tag)
        if parent is not None:
            counts = self._counts[-1]
            number = counts[own] = counts.get(own, 0) + 1
        node = Node(own, {local(key): value for key, value in attributes.items()}, parent, number)
        if parent is None:
            self.root = node
        else:
            parent.content.append(node)
        self._open.append(node)
        self._counts.append({})

    def end(self, tag: str) -> None:
        del tag
        self._open.pop()
        self._counts.pop()

    def words(self, words: str) -> None:
        self._open[-1].content.append(words)

    def refuse_entity(self, *_: object) -> int:
        raise Hostile(self._name, "it declares entities, which is how files are made to swell or to read other files")
