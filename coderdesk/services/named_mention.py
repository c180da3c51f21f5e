"""A mention of a document with the code that its words name."""

from dataclasses import dataclass

from coderdesk.domain.clinical.reading import Mention, SectionKind
from coderdesk.services.phrase_codes import NamedCode

CONCLUDING = frozenset({SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_PLAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMention:
    """A mention with the code that its words name; `is_leading` when it names an item of the assessment."""

    mention: Mention
    named: NamedCode
    is_leading: bool
