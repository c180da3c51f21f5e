"""Everyday names of procedures in the words of ICD-10-PCS: "appendectomy" is a resection of the appendix."""

from dataclasses import dataclass
from pathlib import Path

from coderdesk.search.wording import Key, Rewrite, data_lines, key_of, parts_of

_MARK = "*"


@dataclass(frozen=True, slots=True)
class Procedures:
    """`names` by the stems that are written; `endings` by how a word ends ("ectomy"), the body part standing for *.

    `forms` are what medical words are built from ("nephro": "kidney"); `operations` are what titles begin with ("bypass").
    """

    names: dict[Key, tuple[Rewrite, ...]]
    endings: dict[str, tuple[str, ...]]
    forms: dict[str, str]
    operations: frozenset[str]
    longest: int

    def meanings(self, key: Key) -> tuple[Rewrite, ...]:
        """What a procedure is called in the titles, the likeliest first; empty for what is no procedure."""
        known = self.names.get(key, ())
        return known if known or len(key) != 1 else self._built(key[0])

    def _built(self, word: str) -> tuple[Rewrite, ...]:
        """ "nephrectomy" from "nephro- = kidney" and "*ectomy"."""
        ending = next((one for one in self.endings if word.endswith(one) and len(word) > len(one) + 2), "")
        stem = word.removesuffix(ending)
        part = next((self.forms[stem + vowel] for vowel in ("", "o", "i") if stem + vowel in self.forms), "")
        if not ending or not part:
            return ()
        meant = (meaning.replace(_MARK, part) for meaning in self.endings[ending])
        return tuple(_rewrite(word, meaning, place) for place, meaning in enumerate(meant))


def _rewrite(written: str, meaning: str, place: int) -> Rewrite:
    return Rewrite(key_of(meaning), f"{written} = {meaning}", 1.0 - 0.04 * place)


def read_procedures(path: Path, forms: dict[str, str]) -> Procedures:
    """Lines of "names; of it > what the titles say | what else", and of "*ectomy > resection of *"."""
    names: dict[Key, list[Rewrite]] = {}
    endings: dict[str, tuple[str, ...]] = {}
    for line in data_lines(path) if path.is_file() else ():
        left, _, right = line.partition(">")
        meanings = parts_of(right, "|")
        for written in parts_of(left, ";"):
            if written.startswith(_MARK):
                endings[written.lstrip(_MARK)] = tuple(meanings)
            else:
                found = names.setdefault(key_of(written), [])
                found += [_rewrite(written, meaning, place) for place, meaning in enumerate(meanings)]
    operations = frozenset(found[0].words[0] for found in names.values())
    longest = max((len(key) for key in names), default=0)
    by_length = dict(sorted(endings.items(), key=lambda pair: -len(pair[0])))
    return Procedures({key: tuple(found) for key, found in names.items()}, by_length, forms, operations, longest)
