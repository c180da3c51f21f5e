"""HL7 v2: one document for each message of a file, and one for each document that a message carries inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coderdesk.domain.clinical.received_document import MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake import hl7_head as head
from coderdesk.reading.intake.attachment import Attachment, html_text
from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.hl7_segments import Message, Segment, messages_in
from coderdesk.reading.intake.inside import read_inside
from coderdesk.reading.intake.rtf import rtf_text
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import WithoutWords

DERIVER = "hl7v2 1"
_COLUMNS = ("Test", "Result", "Units", "Reference", "Flag", "Status")
_TEXT_TYPES = frozenset({"TX", "FT"})
_STATES = {"P": "preliminary", "C": "corrected", "I": "pending", "X": "not obtained", "D": "deleted", "W": "wrong"}
# Name of the segment, its title, and the fields that are said: (place, component).
_LISTED = {
    "DG1": ("Diagnosis", ((3, 1), (3, 2), (4, 1))),
    "PR1": ("Procedure", ((3, 1), (3, 2), (4, 1))),
    "AL1": ("Allergy", ((3, 2), (3, 1), (5, 1))),
    "FT1": ("Charge", ((4, 1), (7, 1), (7, 2), (10, 1), (25, 1), (25, 2))),
}


def read_hl7(source: Source) -> tuple[ReceivedDocument, ...]:
    """Raises Damaged, TooLarge and WithoutWords."""
    messages, notices = messages_in(source.content, source.name)
    original = Original.of(source.name, MediaKind.HL7V2, source.content)
    found: list[ReceivedDocument] = []
    for number, message in enumerate(messages):
        source.step(done=number, total=len(messages), what=source.name)
        where = f"message {number + 1} " if len(messages) > 1 else ""
        found.extend(_documents_of(source, message, _described(original, message, notices), where))
    if not found:
        head_of_first = messages[0]
        raise WithoutWords(source.name, f"its message ({head_of_first.kind} {head_of_first.event})")
    return tuple(replace(one, part=number) for number, one in enumerate(found, start=1))


def _described(original: Original, message: Message, notices: tuple[str, ...]) -> ReceivedDocument:
    author, role = head.author_of(message)
    return ReceivedDocument(
        original=original,
        deriver=DERIVER,
        text="",
        kind=head.kind_of(message),
        title=head.title_of(message),
        author=author,
        author_role=role,
        written_on=head.written_on_of(message),
        is_signed=head.is_signed_of(message),
        patient=head.patient_of(message),
        visit=head.visit_of(message),
        notices=notices,
    )


def _documents_of(
    source: Source, message: Message, described: ReceivedDocument, where: str
) -> Iterator[ReceivedDocument]:
    writing = _Writing(DerivedText(source.name), where)
    for segment in message.segments:
        writing.take(segment)
    writing.end_rows()
    text = writing.out.text
    if any(letter.isalnum() for letter in text):
        yield replace(described, text=text, places=writing.out.places, tables=writing.out.tables)
    for inside in writing.inside:
        yield read_inside(source, inside, described)


@dataclass(slots=True)
class _Writing:
    """Text of a message, segment by segment; results that follow one another stand in one table."""

    out: DerivedText
    where: str
    inside: list[Attachment] = field(default_factory=list)
    _rows: list[list[tuple[str, str]]] = field(default_factory=list)
    _named: str = ""

    def take(self, segment: Segment) -> None:
        if segment.name == "OBX":
            self._observation(segment)
            return
        if segment.name not in {"OBR", "NTE", "TXA", "PV1", "PV2", *_LISTED}:
            return
        self.end_rows()
        if segment.name == "OBR":
            self._order(segment)
        elif segment.name == "NTE":
            self._lines(segment, 3)
        elif segment.name in _LISTED:
            self._listed(segment)
        else:
            self._said(segment)

    def _said(self, segment: Segment) -> None:
        """The reason of admission, in PV2-3, and the title of a document, in TXA-2."""
        place, title = {"PV2": (3, "Reason for admission"), "TXA": (2, "Document")}.get(segment.name, (0, ""))
        words = segment.part(place, 2) if place else ""
        if words:
            self._say(f"{title}: {words}", segment, place)

    def _order(self, segment: Segment) -> None:
        self.out.end_paragraph()
        name = segment.part(4, 2) or segment.part(4, 1)
        if name:
            self._say(name, segment, 4)
        reason = "; ".join(
            one
            for one in (segment.part(31, 2, part) or segment.part(31, 1, part) for part in segment.repeats(31))
            if one
        )
        if reason:
            self._say(f"Reason for study: {reason}", segment, 31)
        self._named = ""

    def _observation(self, segment: Segment) -> None:
        form = segment.part(2).upper()
        if form in {"ED", "RP"}:
            self._encapsulated(segment, form)
        elif form in _TEXT_TYPES and segment.raw(5).strip():
            self.end_rows()
            name = segment.part(3, 2)
            if name and name != self._named:
                self._say(f"{name}:", segment, 3)
                self._named = name
            self._lines(segment, 5)
        elif form not in _TEXT_TYPES:
            self._result(segment, form)

    def _encapsulated(self, segment: Segment, form: str) -> None:
        """OBX-5 as source ^ type ^ subtype ^ encoding ^ data; a pointer (RP) leads out of the message and is not followed."""
        parts = segment.raw(5).split(segment.marks.component)
        if form == "RP" or len(parts) < 5 or not parts[4]:
            return
        packed = parts[3].lower() == "base64"
        words = parts[4] if packed else segment.unescaped(parts[4])
        self.inside.append(Attachment(words, f"{parts[1]}/{parts[2]}".lower(), packed))

    def _result(self, segment: Segment, form: str) -> None:
        value = _value(segment, form)
        name = segment.part(3, 2) or segment.part(3, 1)
        if not value or not name:
            return
        cells = (
            (name, 3),
            (value, 5),
            (segment.part(6), 6),
            (segment.text(7).replace("_", "-"), 7),
            (", ".join(segment.part(8, 1, one) for one in segment.repeats(8)), 8),
            (_STATES.get(segment.part(11), ""), 11),
        )
        self._rows.append([(words, self.where + segment.path(place)) for words, place in cells])

    def end_rows(self) -> None:
        """Columns that no result fills are left out."""
        if not self._rows:
            return
        used = [place for place in range(len(_COLUMNS)) if place < 2 or any(row[place][0] for row in self._rows)]
        self.out.write_table(
            [_COLUMNS[place] for place in used], [[row[place] for place in used] for row in self._rows]
        )
        self._rows = []

    def _listed(self, segment: Segment) -> None:
        title, places = _LISTED[segment.name]
        words = list(dict.fromkeys(segment.part(place, part) for place, part in places if segment.part(place, part)))
        if words:
            self._say(f"{title}: {', '.join(words)}", segment, places[0][0])

    def _lines(self, segment: Segment, place: int) -> None:
        words = segment.text(place)
        if words.lstrip().startswith("{\\rtf"):
            words = rtf_text(words.encode("utf-8", errors="replace"), self.out.name).text
        elif words.lstrip()[:6].lower().startswith(("<html", "<!doct", "<div")):
            words = html_text(words, self.out.name).text
        for line in words.rstrip("\n").split("\n"):
            self._say(line.rstrip(), segment, place)

    def _say(self, words: str, segment: Segment, place: int) -> None:
        if words.strip():
            self.out.write_line(words, path=self.where + segment.path(place))
        else:
            self.out.end_paragraph()


def _value(segment: Segment, form: str) -> str:
    """A result in words: coded values by their name, structured numbers ("^182", ">^100", "1^:^128") put together."""
    if form in {"CE", "CWE", "CNE", "CF"}:
        return ", ".join(
            segment.part(5, 2, one) or segment.part(5, 9, one) or segment.part(5, 1, one) for one in segment.repeats(5)
        )
    if form == "SN":
        return "".join(segment.part(5, number) for number in (1, 2, 3, 4))
    if form in {"DT", "TS", "DTM"}:
        raw = segment.part(5)
        return f"{raw[:4]}-{raw[4:6]}-{raw[6:8]}" if len(raw) >= 8 and raw[:8].isdigit() else raw
    parts: Sequence[str] = segment.text(5).split(segment.marks.component)
    return " ".join(part for part in parts if part).strip()
