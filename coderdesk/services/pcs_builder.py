"""Building an ICD-10-PCS code axis by axis: what each place may hold after what was chosen, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.pcs_labels import TableTitles
from coderdesk.services.code_headings import PcsWords, read_pcs_words
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.pcs_words import LENGTH, TABLE, title_ends

_PCS = CodeSystem.ICD10PCS
_FEW = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PcsLabelChoice:
    """A character and its words; `codes_left` are the codes that remain once it is chosen, never 0."""

    character: str
    meaning: str
    codes_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PcsAxisChoice:
    """One of the seven places (1 to 7). `chosen` is "" while it is open; `labels` are empty until its turn may come."""

    position: int
    title: str
    chosen: str
    labels: tuple[PcsLabelChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PcsStep:
    """`chosen` is the beginning that some code in force has; `code` is there once seven places are."""

    chosen: str
    axes: tuple[PcsAxisChoice, ...]
    codes_left: int
    code: Code | None


def pcs_axes(*, library: CodeLibrary, chosen: str, on: date) -> PcsStep:
    """The seven axes after a beginning of up to seven characters; what does not begin any code in force is cut off.

    A chosen axis still lists its alternatives, those that share what was chosen before it. From the table on (three
    characters) the axes that are still open all list what is left. Meanings of axes 4 to 7 come from the imported
    tables, else from the titles.
    """
    words = read_pcs_words()
    wanted = undotted(chosen)[:LENGTH]
    counts = library.store.procedure_counts([wanted[:length] for length in range(TABLE)], on)
    head = _head_that_exists(wanted[:TABLE], counts)
    titles = library.store.titles_on(_PCS, head, on=on) if len(head) == TABLE else {}
    beginning = _that_begins_one(wanted, titles) if titles else head
    left = sum(code.startswith(beginning) for code in titles) if titles else sum(counts[beginning].values())
    return PcsStep(
        chosen=beginning,
        axes=(*_head_axes(words, beginning, counts), *_table_axes(library, words, beginning, titles)),
        codes_left=left,
        code=library.code_on(_PCS, beginning, on) if beginning in titles else None,
    )


def _head_that_exists(wanted: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    for length in range(len(wanted)):
        if wanted[length] not in counts[wanted[:length]]:
            return wanted[:length]
    return wanted


def _that_begins_one(wanted: str, codes: Mapping[str, str]) -> str:
    while not any(code.startswith(wanted) for code in codes):
        wanted = wanted[:-1]
    return wanted


def _head_axes(words: PcsWords, chosen: str, counts: Mapping[str, Mapping[str, int]]) -> Iterator[PcsAxisChoice]:
    for position in range(1, TABLE + 1):
        before = chosen[: position - 1]
        following = counts[before] if len(before) == position - 1 else {}
        labels = tuple(
            PcsLabelChoice(character=one, meaning=words.title_of(before + one), codes_left=count)
            for one, count in sorted(following.items())
        )
        title = words.axis(chosen[:1], position)
        yield PcsAxisChoice(position=position, title=title, chosen=chosen[position - 1 : position], labels=labels)


def _table_axes(
    library: CodeLibrary, words: PcsWords, chosen: str, codes: Mapping[str, str]
) -> Iterator[PcsAxisChoice]:
    table = chosen[:TABLE]
    meanings = {
        (position, label.character): label.meaning
        for position, label in (library.beside.pcs_labels(table) if codes else ())
    }
    for position in range(TABLE + 1, LENGTH + 1):
        title = words.axis(chosen[:1], position)
        counts = Counter(code[position - 1] for code in codes if code.startswith(chosen[: position - 1]))
        meanings |= _of_what_is_left(
            codes, chosen, position, [one for one in counts if (position, one) not in meanings]
        )
        labels = tuple(
            PcsLabelChoice(character=one, meaning=meanings.get((position, one), f"{title} {one}"), codes_left=count)
            for one, count in sorted(counts.items())
        )
        yield PcsAxisChoice(position=position, title=title, chosen=chosen[position - 1 : position], labels=labels)


def _of_what_is_left(
    codes: Mapping[str, str], chosen: str, position: int, unnamed: list[str]
) -> dict[tuple[int, str], str]:
    """A character that means this in one row of a table and that in another is plain once a row is as good as chosen."""
    left = {code: title for code, title in codes.items() if code.startswith(chosen[: position - 1])} if unnamed else {}
    if not 0 < len(left) <= _FEW:
        return {}
    told = TableTitles.of(left, title_ends()).meanings(position)
    return {(position, one): told[one] for one in unnamed if told.get(one)}
