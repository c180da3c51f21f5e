"""Words for the characters of ICD-10-PCS, read from titles."""

from coderdesk.domain.coding.pcs_labels import TableTitles

TITLES = {
    f"0016{approach}{device}{qualifier}": f"Bypass Cerebral Ventricle to {to} with {what} Substitute, {how} Approach"
    for approach, how in (("0", "Open"), ("3", "Percutaneous"))
    for device, what in (("7", "Autologous Tissue"), ("J", "Synthetic"))
    for qualifier, to in (("0", "Nasopharynx"), ("1", "Mastoid Sinus"), ("2", "Atrium"))
}


def test_a_character_means_what_differs_between_titles() -> None:
    table = TableTitles.of(TITLES)
    assert table.meanings(7) == {"0": "Nasopharynx", "1": "Mastoid Sinus", "2": "Atrium"}
    assert table.meanings(6) == {"7": "Autologous Tissue Substitute", "J": "Synthetic Substitute"}


def test_a_character_without_a_counterpart_is_told_by_its_own_words() -> None:
    """Body part U occurs only with qualifier 4, which body part 6 does not have."""
    more = TITLES | {
        "001U074": "Bypass Spinal Canal to Pleural Cavity with Autologous Tissue Substitute, Open Approach"
    }
    meanings = TableTitles.of(more, (", Open", ", Percutaneous")).meanings(4)
    assert meanings["U"].startswith("Spinal Canal")


def test_a_character_that_means_this_here_and_that_there_is_left_open() -> None:
    titles = {
        "3E03005": "Introduction of One into Vein",
        "3E03015": "Introduction of Two into Vein",
        "3E04005": "Introduction of Three into Artery",
        "3E04015": "Introduction of Four into Artery",
        "3E05005": "Introduction of Five into Heart",
        "3E05015": "Introduction of Six into Heart",
    }
    assert TableTitles.of(titles).meanings(6) == {"0": "", "1": ""}


def test_codes_without_titles_say_nothing() -> None:
    assert TableTitles.of({"0016070": ""}).meanings(7) == {}
