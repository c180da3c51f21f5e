"""Our own words for what the books say otherwise, read from resources/search: abbreviations, lay words, equivalents, an index."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coderdesk.search.procedures import Procedures, read_procedures
from coderdesk.search.traits import Trait, read_traits
from coderdesk.search.wording import Key, Rewrite, data_lines, key_of, parts_of
from coderdesk.search.words import stem


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term of our own index. `code` is printed form; the term names the code itself, not only something like it."""

    code: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything of the data files but the phrases that the index is built from.

    `rewrites` by the stems that are written, `alternatives` by a single stem; `affixes` are how drugs of one class are
    named; `forms` and `endings` are what medical words are built from; `hcpcs_words` what its short descriptors abbreviate;
    `opposites` the word that denies a stem; `defaults` the code that a heading means; `procedures` and `traits` have their own
    modules; `folder` holds the data files.
    """

    folder: Path
    rewrites: dict[Key, tuple[Rewrite, ...]]
    alternatives: dict[str, tuple[str, ...]]
    longest: int
    affixes: tuple[str, ...]
    forms: dict[str, str]
    endings: dict[str, str]
    hcpcs_words: dict[str, str]
    opposites: dict[str, str]
    own_terms: tuple[OwnTerm, ...]
    defaults: dict[str, str]
    procedures: Procedures
    traits: tuple[Trait, ...]


def _equivalents(path: Path, rewrites: dict[Key, list[Rewrite]], alternatives: dict[str, list[str]]) -> None:
    """Lines of "kidney = renal": each member stands for every other."""
    for line in data_lines(path):
        members = parts_of(line, "=")
        keys = [key_of(member) for member in members]
        for place, key in enumerate(keys):
            for other, words in enumerate(keys):
                if place == other or key == words:
                    continue
                if len(key) == 1 and len(words) == 1:
                    alternatives.setdefault(key[0], []).append(words[0])
                else:
                    shown = f"{members[place]} = {members[other]}"
                    rewrites.setdefault(key, []).append(Rewrite(words, shown, 0.97))


def _expansions(path: Path, rewrites: dict[Key, list[Rewrite]]) -> None:
    """Lines of "HTN > hypertension | ...": the left side stands for each of the right, the likeliest first."""
    for line in data_lines(path):
        left, _, right = line.partition(">")
        for written in parts_of(left, ";"):
            for place, meaning in enumerate(parts_of(right, "|")):
                found = Rewrite(key_of(meaning), f"{written} = {meaning}", 1.0 - 0.04 * place)
                rewrites.setdefault(key_of(written), []).append(found)


def _own_terms(path: Path) -> Iterator[OwnTerm]:
    """Lines of "I21.9: heart attack; coronary"."""
    for line in data_lines(path):
        code, _, terms = line.partition(":")
        for term in parts_of(terms, ";"):
            yield OwnTerm(code.strip(), term)


def _pairs(path: Path, mark: str) -> Iterator[tuple[str, str]]:
    """Lines of two words or codes with a mark between them."""
    for line in data_lines(path):
        left, _, right = line.partition(mark)
        yield left.strip(), right.strip()


def _both_ways(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    return {stem(one): stem(other) for pair in pairs for one, other in (pair, pair[::-1])}


def word_for_affix(affix: str) -> str:
    """The word of the index for every name with this ending or beginning: "*olol" -> "endingolol"."""
    return affix.replace("*", "ending" if affix.startswith("*") else "beginning")


def _affixes(folder: Path) -> tuple[str, ...]:
    """ "*olol", "cef*" and their like, the longest first."""
    names = (
        word
        for path in sorted(folder.glob("substances*.txt"))
        for line in data_lines(path)
        for word in line.split(":", 1)[1].replace(";", " ").split()
        if "*" in word
    )
    return tuple(sorted(dict.fromkeys(names), key=lambda affix: (-len(affix), affix)))


def affix_of(affixes: tuple[str, ...], spelling: str) -> str | None:
    """The longest ending or beginning of drug names that a word has."""
    for affix in affixes:
        bare = affix.strip("*")
        if len(spelling) > len(bare) + 1 and (
            spelling.endswith(bare) if affix.startswith("*") else spelling.startswith(bare)
        ):
            return affix
    return None


def built_from(lexicon: Lexicon, spelling: str) -> tuple[str, ...]:
    """The plain words that a medical word is built from: "vulvovaginal" -> ("vulva", "vagina"); empty when unknown."""
    found: list[str] = []
    rest = spelling
    while rest and rest not in lexicon.endings:
        length = next((n for n in range(min(len(rest) - 3, 13), 1, -1) if rest[:n] in lexicon.forms), 0)
        if not length:
            return ()
        found.append(lexicon.forms[rest[:length]])
        rest = rest[length:]
    return (*found, lexicon.endings[rest]) if rest else ()


def read_lexicon(folder: Path) -> Lexicon:
    """All data files of the folder."""
    rewrites: dict[Key, list[Rewrite]] = {}
    alternatives: dict[str, list[str]] = {}
    for path in sorted(folder.glob("equivalents*.txt")):
        _equivalents(path, rewrites, alternatives)
    for path in sorted(folder.glob("expansions*.txt")):
        _expansions(path, rewrites)
    rewrites.pop((), None)
    forms = {left[:-1]: right for left, right in _pairs(folder / "forms.txt", "=") if left.endswith("-")}
    own = tuple(term for path in sorted(folder.glob("index*.txt")) for term in _own_terms(path))
    return Lexicon(
        folder=folder,
        rewrites={key: tuple(found) for key, found in rewrites.items()},
        alternatives={key: tuple(dict.fromkeys(found)) for key, found in alternatives.items()},
        longest=max((len(key) for key in rewrites), default=1),
        affixes=_affixes(folder),
        forms=forms,
        endings={left[1:]: right for left, right in _pairs(folder / "forms.txt", "=") if left.startswith("-")},
        hcpcs_words=dict(_pairs(folder / "hcpcs_abbreviations.txt", ">")),
        opposites=_both_ways(_pairs(folder / "opposites.txt", "|")),
        own_terms=own,
        defaults=dict(_pairs(folder / "defaults.txt", ">")),
        procedures=read_procedures(folder / "procedures.txt", forms),
        traits=read_traits(folder / "traits.txt"),
    )
