"""What a reader makes of a document: its sections, its sentences, its mentions, and what each mention asserts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Assertion(StrEnum):
    """What the text says of a mention, in the ConText tradition. Only AFFIRMED supports a diagnosis of this visit."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    UNCERTAIN = "uncertain"
    HISTORICAL = "historical"
    HYPOTHETICAL = "hypothetical"
    OTHER_PERSON = "other_person"


class SectionKind(StrEnum):
    """The parts of a clinical document that change what a sentence in them means."""

    NONE = "none"
    CHIEF_COMPLAINT = "chief_complaint"
    PRESENT_ILLNESS = "present_illness"
    SYSTEMS_REVIEW = "systems_review"
    PROBLEM_LIST = "problem_list"
    PAST_HISTORY = "past_history"
    SURGICAL_HISTORY = "surgical_history"
    FAMILY_HISTORY = "family_history"
    SOCIAL_HISTORY = "social_history"
    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    EXAM = "exam"
    RESULTS = "results"
    ASSESSMENT = "assessment"
    ASSESSMENT_PLAN = "assessment_plan"
    PLAN = "plan"
    INSTRUCTIONS = "instructions"
    PROCEDURES = "procedures"
    HOSPITAL_COURSE = "hospital_course"
    ADDENDUM = "addendum"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`text[start:end]` is the section with its heading, `text[body:end]` without; `heading` is "" when it has none."""

    kind: SectionKind
    heading: str
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """`text[start:end]` is one sentence, list item or line, without the blanks around it."""

    start: int
    end: int


class Judgement(NamedTuple):
    """What a mention asserts and why: the `cue` as written, and the stretch of text that the cue governs.

    An affirmed mention has the cue "" and the scope None. When the section decides, the cue is its heading.
    """

    assertion: Assertion
    cue: str = ""
    scope: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A phrase of the text that names a condition: `document_text[start:end] == text`."""

    start: int
    end: int
    text: str
    assertion: Assertion
    cue: str
    section: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document taken apart. Sections and sentences stand in order and do not overlap; sections cover the whole text."""

    text: str
    sections: tuple[Section, ...]
    sentences: tuple[SentenceSpan, ...]
