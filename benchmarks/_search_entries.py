"""What the search benchmark searches: all entries of the shipped sets, an official index, ever more invented drugs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

from benchmarks._search_rivals import Line
from coderdesk.codefiles.official import recognise, rows
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import IndexTerm
from coderdesk.domain.coding.tabular import Level, NoteKind, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.services.code_book import read_book
from coderdesk.services.code_sources import shipped_sources

_LETTERS_OF_A_CATEGORY = 7
# Names that no drug carries, in the sound of those that do: 48 x 40 x 50 of them.
_FIRST = (
    "abo ace adra alu ambra arvo bax bel brix cal cefo cly dax del dro elo emba evo fas flu ful gan gly hal ibo ila jav kal "
    "lam lor mab mel nar nov olo opti pra qui ram sel sor tav tor ube val vor wex xan zel"
).split()
_MIDDLE = (
    "ba be bi bo cla da de di do fa fe fi ga ge gri ka ke la le li lo ma me mi mo na ne ni pa pe pi ra re ri sa se ta te ti vo"
).split()
_LAST = (
    "brix cel cept dex dil dine dol fen fil flox gan gine gest kast lam lin lol mab mide mine mune nal navir nib nol oxan "
    "parib pine pril quel rane ril rol sartan setron statin tal tane tide tine trel triptan vance vir xan xaban zine zol zumab"
).split()
_STRENGTHS = ("2.5 mg", "5 mg", "10 mg", "20 mg", "40 mg", "80 mg", "100 mg/mL", "250 mg/5mL", "0.5 %", "1 g")
_FORMS = ("tablet", "tablet, film coated", "capsule", "injection, solution", "suspension", "cream", "patch", "spray")
_LABELERS = tuple(f"{name} {kind}" for name in _FIRST for kind in ("Laboratories", "Pharma", "Health"))


def shipped_entries() -> list[TabularEntry]:
    return read_book(shipped_sources(), lambda _share, _what: None)


def index_terms_in(paths: Iterable[Path]) -> list[IndexTerm]:
    """The lines of the official index and table files given."""
    return [row for path in paths for file in recognise(path) for row in rows(file) if isinstance(row, IndexTerm)]


def lines_of(entries: Sequence[TabularEntry]) -> list[Line]:
    """What every method searches: titles and inclusion terms, 7th-character codes left to their heading."""
    return [line for entry in entries for line in _lines_of_one(entry)]


def _lines_of_one(entry: TabularEntry) -> Iterator[Line]:
    bare = entry.value.replace(".", "")
    is_diagnosis = entry.system is CodeSystem.ICD10CM
    if not entry.title or (is_diagnosis and ("-" in bare or " " in bare or len(bare) == _LETTERS_OF_A_CATEGORY)):
        return
    if is_diagnosis or entry.is_billable:
        yield Line(entry.value, entry.title)
    for note in entry.notes:
        if note.kind is NoteKind.INCLUSION_TERM:
            yield Line(entry.value, note.text)


def invented_drugs() -> Iterator[TabularEntry]:
    """Packages in the shape of a drug directory, under names that no set holds; some millions of them."""
    names = ("".join(parts).capitalize() for parts in product(_FIRST, _MIDDLE, _LAST))
    for number, name in enumerate(names):
        labeler = _LABELERS[number % len(_LABELERS)]
        generic = f"{name[1:].lower()}ate"
        for package, (strength, form) in enumerate(product(_STRENGTHS[number % 5 :: 5], _FORMS)):
            yield TabularEntry(
                system=CodeSystem.NDC,
                value=f"{number:05d}-{package:04d}-01",
                title=f"{name} ({generic}) {strength} {form}",
                level=Level.CODE,
                parent="",
                in_force=Period(),
                is_billable=True,
                release="invented",
                also=(f"{labeler}, {10 * (package + 1)} in 1 BOTTLE",),
            )


def grown(entries: Sequence[TabularEntry], size: int) -> list[TabularEntry]:
    """That many entries: some of the real ones, or all of them and invented drugs beside."""
    if size <= len(entries):
        plain = [replace(one, parent="") for one in entries if one.title and one.is_billable]
        return plain[:: max(len(plain) // size, 1)][:size]
    return [*entries, *islice(invented_drugs(), size - len(entries))]
