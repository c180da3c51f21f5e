"""The cue tables and their small language."""

from pathlib import Path

import pytest

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.reading.lexicon import CUE_FILES, Lexicon, read_lexicon, shipped_lexicon
from coderdesk.shared.resources import resource_path


def _lexicon(folder: Path, table: str) -> Lexicon:
    file = folder / "cues.toml"
    file.write_text(table, "utf-8")
    return read_lexicon([file])


TABLE = '''
[classes]
kin = "mother father"

[[group]]
assertion = "negated"
phrases = """
no (clear) evidence|sign of
<kin> denies_any
"""

[[group]]
phrases = """
no clear evidence of change
"""
'''


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("no evidence of flu", 3),
        ("no clear sign of flu", 4),
        ("no sign flu", 0),
        ("mother denies any pain", 3),
        ("aunt denies any pain", 0),
    ],
)
def test_choices_optional_words_and_classes(tmp_path: Path, words: str, length: int) -> None:
    assert _lexicon(tmp_path, TABLE).match(words.split(), 0)[0] == length


def test_the_longest_phrase_wins_so_that_a_pseudo_cue_hides_the_cue_in_it(tmp_path: Path) -> None:
    length, kinds = _lexicon(tmp_path, TABLE).match("no clear evidence of change".split(), 0)
    assert length == 5
    assert [kind.assertion for kind in kinds] == [None]


def test_a_phrase_may_look_both_ways() -> None:
    """ "?" doubts what stands before it and what stands behind it."""
    kinds = shipped_lexicon().match(["?"], 0)[1]
    assert {kind.side.value for kind in kinds} == {"after", "before"}
    assert {kind.assertion for kind in kinds} == {Assertion.UNCERTAIN}


def test_no_shipped_phrase_is_all_optional() -> None:
    """Such a phrase would stand everywhere."""
    phrases = [
        phrase for begun in shipped_lexicon().by_first_words.values() for group in begun.values() for phrase in group
    ]
    assert all(any(not step.is_optional for step in phrase.steps) for phrase in phrases)


def test_no_shipped_pseudo_cue_hides_a_whole_cue() -> None:
    """A pseudo-cue must say more than the cue that it hides, or the cue would never speak."""
    lexicon = shipped_lexicon()
    pseudo = [
        phrase
        for begun in lexicon.by_first_words.values()
        for group in begun.values()
        for phrase in group
        if phrase.kind.assertion is None and not phrase.kind.ends
    ]
    for phrase in pseudo:
        asked = [step for step in phrase.steps if not step.is_optional]
        shortest = [word for step in asked for word in (*((word,) for word in sorted(step.words)), *step.runs)[0]]
        hidden = [
            one
            for group in lexicon.by_first_words[shortest[0]].values()
            for one in group
            if one.kind.assertion in {Assertion.NEGATED, Assertion.UNCERTAIN}
        ]
        assert all(one.length_at(shortest, 0) < len(shortest) for one in hidden), shortest


@pytest.mark.parametrize("name", CUE_FILES)
def test_every_table_explains_itself(name: str) -> None:
    assert resource_path("reading", f"{name}.toml").read_text("utf-8").startswith("# ")
