"""HL7 v2 taken apart: messages of a file, their segments, fields, repetitions, components, and the escapes in text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coderdesk.reading.intake.decode import decoded
from coderdesk.reading.intake.limits import MOST_DOCUMENTS
from coderdesk.reading.intake.trouble import Damaged, TooLarge

_FRAMES = re.compile("[\x0b\x1c]+")
_SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}")
_ESCAPE = re.compile(r"\\([A-Za-z.][^\\\r\n]{0,80}|[FSTREHN])\\")
_BATCH = frozenset({"FHS", "BHS", "BTS", "FTS"})


@dataclass(frozen=True, slots=True)
class Delimiters:
    """MSH-1 and MSH-2: field, component, repetition, escape, subcomponent."""

    field: str
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"


@dataclass(frozen=True, slots=True)
class Segment:
    """`number` counts the segments of one name in a message from 1."""

    name: str
    number: int
    fields: tuple[str, ...]
    marks: Delimiters

    def raw(self, place: int) -> str:
        """The field as written, counted as HL7 does; "" where it is missing, or null ('""')."""
        value = self.fields[place] if place < len(self.fields) else ""
        return "" if value == '""' else value

    def repeats(self, place: int) -> tuple[str, ...]:
        return tuple(one for one in self.raw(place).split(self.marks.repetition) if one)

    def part(self, place: int, component: int = 1, repeat: str | None = None) -> str:
        """The first subcomponent of a component, unescaped."""
        value = self.raw(place).split(self.marks.repetition)[0] if repeat is None else repeat
        parts = value.split(self.marks.component)
        found = parts[component - 1] if component <= len(parts) else ""
        return self.unescaped(found.split(self.marks.subcomponent)[0]).strip().strip('"')

    def text(self, place: int) -> str:
        """A text field whole: repetitions are lines, escapes are what they stand for."""
        return "\n".join(self.unescaped(one) for one in self.raw(place).split(self.marks.repetition))

    def path(self, place: int) -> str:
        return f"{self.name}[{self.number}]-{place}"

    def unescaped(self, words: str) -> str:
        if self.marks.escape not in words:
            return words
        own = words if self.marks.escape == "\\" else words.replace(self.marks.escape, "\\")
        return _ESCAPE.sub(self._meant, own)

    def _meant(self, found: "re.Match[str]") -> str:
        code = found[1]
        marks = self.marks
        plain = {
            "F": marks.field,
            "S": marks.component,
            "T": marks.subcomponent,
            "R": marks.repetition,
            "E": marks.escape,
        }
        if code in plain:
            return plain[code]
        if code.startswith((".br", ".sp", ".ce")):
            count = int(code[3:]) if code[3:].isdigit() else 1
            return "\n" * min(count or 1, 20)
        if code[0] in "Xx":
            try:
                return bytes.fromhex(code[1:]).decode("utf-8", errors="replace")
            except ValueError:
                return ""
        return "" if code[0] in ".HNCMZhn" else found.group()


@dataclass(frozen=True, slots=True)
class Message:
    """`kind` is MSH-9.1 ("ORU"), `event` MSH-9.2 ("R01")."""

    segments: tuple[Segment, ...] = field(repr=False)

    @property
    def head(self) -> Segment:
        return self.segments[0]

    @property
    def kind(self) -> str:
        return self.head.part(9, 1).upper()

    @property
    def event(self) -> str:
        return self.head.part(9, 2).upper()

    def first(self, name: str) -> Segment | None:
        return next((one for one in self.segments if one.name == name), None)

    def all(self, *names: str) -> tuple[Segment, ...]:
        return tuple(one for one in self.segments if one.name in names)


def messages_in(content: bytes, name: str) -> tuple[tuple[Message, ...], tuple[str, ...]]:
    """Every message of a file, framed (MLLP) or not, in a batch or not; and notices. Raises Damaged and TooLarge."""
    found = decoded(content)
    lines = [line for line in re.split(r"\r\n|\r|\n", _FRAMES.sub("\r", found.text.lstrip("\ufeff"))) if line.strip()]
    starts = [number for number, line in enumerate(lines) if line.startswith("MSH")]
    if not starts:
        raise Damaged(name, "it holds the head of a batch and no message")
    if len(starts) > MOST_DOCUMENTS:
        raise TooLarge(name, f"{len(starts)} messages")
    ends = [*starts[1:], len(lines)]
    return tuple(_message(lines[start:end], name) for start, end in zip(starts, ends, strict=True)), found.notices


def _message(lines: Sequence[str], name: str) -> Message:
    marks = _delimiters(lines[0], name)
    counts: dict[str, int] = {}
    segments = []
    for line in _joined(lines, marks):
        tag = line[:3]
        if tag in _BATCH:
            continue
        counts[tag] = counts.get(tag, 0) + 1
        cells = line.split(marks.field)
        # MSH-1 is the field separator itself
        fields = [cells[0], marks.field, *cells[1:]] if tag == "MSH" else cells
        segments.append(Segment(tag, counts[tag], tuple(fields), marks))
    return Message(tuple(segments))


def _delimiters(head: str, name: str) -> Delimiters:
    if len(head) < 8 or head[3].isalnum() or head[3].isspace():
        raise Damaged(name, "the head of its message does not say what parts its fields")
    marks = head[4:].split(head[3])[0]
    return Delimiters(head[3], *(marks[place] if place < len(marks) else "^~\\&"[place] for place in range(4)))


def _joined(lines: Sequence[str], marks: Delimiters) -> Iterator[str]:
    """Some senders break text inside a field: a line that begins no segment goes on with the one before it."""
    whole: list[str] = []
    for line in lines:
        begins = _SEGMENT.fullmatch(line[:3]) and (len(line) == 3 or line[3] == marks.field)
        if begins and whole:
            yield marks.repetition.join(whole)
            whole = []
        whole.append(line)
    if whole:
        yield marks.repetition.join(whole)
