"""How many of the instructional notes name a code that the rules can read, kind by kind; it must not fall."""

from collections import Counter

import pytest

from coderdesk.domain.coding.tabular import NoteKind
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.rule_shares import PUBLISHED_SHARES, shares_of_notes


@pytest.fixture(scope="module")
def shares(library: CodeLibrary) -> dict[NoteKind, Counter[str]]:
    return shares_of_notes(library)


@pytest.mark.parametrize("kind", PUBLISHED_SHARES)
def test_the_share_of_notes_with_a_code_does_not_fall(kind: NoteKind, shares: dict[NoteKind, Counter[str]]) -> None:
    count = shares[kind]
    assert count["notes"] > 600
    assert count["parsed"] / count["notes"] >= PUBLISHED_SHARES[kind]
