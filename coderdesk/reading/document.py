"""A document read once: sections and sentences, and the judgement of any passage of it."""

from bisect import bisect_right
from dataclasses import dataclass

from coderdesk.domain.clinical.reading import Judgement, Reading, Section, SentenceSpan
from coderdesk.reading.assertion import assertion_of, judged
from coderdesk.reading.sections import sections_of
from coderdesk.reading.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The parts of a text with the places at which they begin, for look-ups by offset."""

    reading: Reading
    section_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]

    @property
    def text(self) -> str:
        return self.reading.text

    def section_at(self, place: int) -> Section:
        """The section that holds an offset of the text."""
        return self.reading.sections[max(0, bisect_right(self.section_starts, place) - 1)]

    def sentence_at(self, place: int) -> SentenceSpan | None:
        """The sentence that holds an offset; None between sentences and in headings."""
        found = bisect_right(self.sentence_starts, place) - 1
        if found < 0 or place >= self.reading.sentences[found].end:
            return None
        return self.reading.sentences[found]

    def judgement_of(self, start: int, end: int) -> Judgement:
        """What `text[start:end]` asserts and why."""
        sentence = self.sentence_at(start)
        if sentence is None:
            return assertion_of(self.text, start, end, sections=self.reading.sections)
        return judged(self.text, start, end, section=self.section_at(start), sentence=sentence)


def read_document(text: str) -> ReadDocument:
    sections = sections_of(text)
    sentences = sentences_of(text, sections)
    return ReadDocument(
        Reading(text=text, sections=sections, sentences=sentences),
        tuple(section.start for section in sections),
        tuple(sentence.start for sentence in sentences),
    )
