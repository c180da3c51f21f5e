"""A provider's name with the letters after it."""

from dataclasses import replace

from tests.helpers.claims import PROVIDER


def test_letters_follow_the_name() -> None:
    assert PROVIDER.display == "Ngozi A. Okafor, MD"
    assert replace(PROVIDER, credentials="").display == "Ngozi A. Okafor"
