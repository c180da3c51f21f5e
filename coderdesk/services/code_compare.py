"""Two codes beside one another: where their titles differ, what only one of them says, and whether they exclude each other."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.tabular import CodeReference, NoteKind, TabularNote
from coderdesk.services.code_browser import CodeNode, CodePage, describe_code
from coderdesk.services.code_neighbours import neighbours
from coderdesk.services.code_sets import CodeLibrary

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Words:
    """A run of a title; `differs` when the other title has other words there."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCode:
    """`notes` are those that hold for this code alone, its own first, then inherited ones; `facts` groups and maps as lines."""

    page: CodePage
    title: tuple[Words, ...]
    own_parents: tuple[CodeNode, ...]
    notes: tuple[TabularNote, ...]
    facts: tuple[str, ...] = ()

    @property
    def code(self) -> Code:
        return self.page.code


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeComparison:
    """`excludes1` are the notes of either code that name the other: both are not reported together."""

    left: ComparedCode
    right: ComparedCode
    shared_parents: tuple[CodeNode, ...]
    shared_notes: tuple[TabularNote, ...]
    excludes1: tuple[TabularNote, ...]


def compare_codes(
    *, library: CodeLibrary, left: tuple[CodeSystem, str], right: tuple[CodeSystem, str], on: date
) -> CodeComparison | None:
    """None when one of the two is in no installed set."""
    first = describe_code(library=library, system=left[0], value=left[1], on=on)
    second = describe_code(library=library, system=right[0], value=right[1], on=on)
    if first is None or second is None:
        return None
    shared = tuple(node for node in first.parents if node in second.parents)
    first_notes, second_notes = (*first.notes, *first.inherited), (*second.notes, *second.inherited)
    titles = _marked(first.code.title, second.code.title)
    pages = ((first, second_notes, titles[0]), (second, first_notes, titles[1]))
    sides = tuple(
        ComparedCode(
            page=page,
            title=title,
            own_parents=tuple(node for node in page.parents if node not in shared),
            notes=tuple(note for note in (*page.notes, *page.inherited) if note not in others),
            facts=_facts(library, page.code, on),
        )
        for page, others, title in pages
    )
    return CodeComparison(
        left=sides[0],
        right=sides[1],
        shared_parents=shared,
        shared_notes=tuple(note for note in first_notes if note in second_notes),
        excludes1=(*_naming(first_notes, second.code), *_naming(second_notes, first.code)),
    )


def _marked(first: str, second: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Both titles as runs of words; equal words but for capitals and commas are the same."""
    left, right = _WORD.findall(first), _WORD.findall(second)
    made: tuple[list[Words], list[Words]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, _bare(left), _bare(right), autojunk=False).get_opcodes():
        for runs, words in ((made[0], left[a:b]), (made[1], right[c:d])):
            if words:
                runs.append(Words(" ".join(words), kind != "equal"))
    return tuple(made[0]), tuple(made[1])


def _bare(words: list[str]) -> list[str]:
    return [word.lower().strip(",;") for word in words]


def _naming(notes: tuple[TabularNote, ...], code: Code) -> tuple[TabularNote, ...]:
    """The Excludes1 notes that name a code, alone, in a range or as one of a family."""
    return tuple(
        note
        for note in notes
        if note.kind is NoteKind.EXCLUDES1 and any(_names(reference, code.value) for reference in note.references)
    )


def _names(reference: CodeReference, value: str) -> bool:
    bare, first, last = undotted(value), undotted(reference.first), undotted(reference.last)
    if first == last:
        return bare == first or (bare.startswith(first) and (reference.is_family or len(first) == 3))
    return first <= bare[: len(first)] and bare[: len(last)] <= last


def _facts(library: CodeLibrary, code: Code, on: date) -> tuple[str, ...]:
    """The risk and clinical categories of a code, a line for each, and whether it counts as chronic."""
    beside = neighbours(library=library, system=code.system, value=code.value, on=on)
    groups = [
        " ".join(part for part in (one.scheme, one.group, one.title) if part) for one in beside.hccs + beside.ccsr
    ]
    return (*dict.fromkeys(groups), *(("chronic",) if beside.is_chronic else ()))
