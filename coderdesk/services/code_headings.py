"""The headings that our own data files give to code sets whose lists have none: HCPCS, CPT, CDT, NDC, ICD-10-PCS."""

import tomllib
from dataclasses import dataclass
from functools import cache, partial

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.headings import Heading, HeadingsAbove
from coderdesk.domain.coding.tabular import Level
from coderdesk.shared.resources import resource_path

_TABLE = 3


@dataclass(frozen=True, slots=True)
class PcsWords:
    """The words of pcs_axes.toml. Keys: a section "0", a body system "02", a section and an operation "0", "7"."""

    sections: dict[str, str]
    axes: dict[str, tuple[str, ...]]
    body_systems: dict[str, str]
    operations: dict[str, dict[str, str]]
    approaches: dict[str, str]

    def title_of(self, prefix: str) -> str:
        """Of one to three characters; the characters themselves where we have no word for them."""
        if len(prefix) == 1:
            return self.sections.get(prefix, f"Section {prefix}")
        if len(prefix) < _TABLE:
            return self.body_systems.get(prefix, f"Body system {prefix}")
        return self.operations.get(prefix[0], {}).get(prefix[2], f"Operation {prefix[2]}")

    def axis(self, section: str, position: int) -> str:
        """The title of axis 1 to 7 in a section."""
        if position == 1:
            return "Section"
        axes = self.axes.get(section, ())
        return axes[position - 2] if position - 2 < len(axes) else f"Character {position}"


@cache
def read_pcs_words() -> PcsWords:
    """Read once: the file travels with the application and does not change while it runs."""
    fields = tomllib.loads(resource_path("codes", "pcs_axes.toml").read_text(encoding="utf-8"))
    return PcsWords(
        sections={key: section["title"] for key, section in fields["sections"].items()},
        axes={key: tuple(section["axes"]) for key, section in fields["sections"].items()},
        body_systems=fields["body_systems"],
        operations=fields["operations"],
        approaches=fields["approaches"],
    )


def headings_above(system: CodeSystem) -> HeadingsAbove:
    """For a value of that system the headings from the top down; none for a value of no known shape."""
    if system is CodeSystem.ICD10PCS:
        return partial(_procedure, read_pcs_words())
    if system is CodeSystem.NDC:
        return _labeler
    words = tomllib.loads(resource_path("codes", "headings.toml").read_text(encoding="utf-8"))
    return partial(_letter if system is CodeSystem.HCPCS else _range, words.get(system.value, {}))


def _procedure(words: PcsWords, value: str) -> tuple[Heading, ...]:
    system, operation = words.title_of(value[:2]), words.title_of(value[:_TABLE])
    chain = (
        Heading(value=value[:1], title=words.title_of(value[:1]), level=Level.CHAPTER),
        Heading(value=value[:2], title=system, level=Level.SECTION),
        Heading(value=value[:_TABLE], title=f"{system}, {operation}", level=Level.CATEGORY),
    )
    return tuple(heading for heading in chain if heading.value != value)


def _labeler(value: str) -> tuple[Heading, ...]:
    labeler = value.partition("-")[0]
    return (Heading(value=labeler, title=f"Labeler {labeler}", level=Level.CHAPTER),)


def _letter(words: dict[str, str], value: str) -> tuple[Heading, ...]:
    letter = value[:1]
    return (Heading(value=letter, title=words.get(letter, f"Codes that begin with {letter}"), level=Level.CHAPTER),)


def _range(words: dict[str, str], value: str) -> tuple[Heading, ...]:
    for order, (span, title) in enumerate(words.items()):
        first, _, last = span.partition("-")
        if first <= value <= last and first[-1].isalpha() == value[-1].isalpha() and _same_letter(first, value):
            return (Heading(value=span, title=title, level=Level.CHAPTER, order=order),)
    return ()


def _same_letter(first: str, value: str) -> bool:
    return not first[-1].isalpha() or first[-1] == value[-1]
