"""Building an ICD-10-PCS code axis by axis over all shipped procedures."""

from datetime import date

import pytest

from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.pcs_builder import PcsStep, pcs_axes

ON = date(2026, 10, 5)


def _meanings(step: PcsStep, position: int) -> dict[str, str]:
    return {label.character: label.meaning for label in step.axes[position - 1].labels}


def test_the_first_step_offers_the_sections_and_counts_every_code(library: CodeLibrary) -> None:
    step = pcs_axes(library=library, chosen="", on=ON)
    assert (step.chosen, step.codes_left, step.code) == ("", 79_256, None)
    assert [axis.position for axis in step.axes] == [1, 2, 3, 4, 5, 6, 7]
    assert _meanings(step, 1)["0"] == "Medical and Surgical"
    assert not step.axes[1].labels


def test_a_code_is_built_in_seven_steps(library: CodeLibrary) -> None:
    """Each step leads on to what its label promised."""
    chosen = ""
    for character in "0DTJ4ZZ":
        step = pcs_axes(library=library, chosen=chosen, on=ON)
        promised = {label.character: label.codes_left for label in step.axes[len(chosen)].labels}
        chosen += character
        assert pcs_axes(library=library, chosen=chosen, on=ON).codes_left == promised[character]
    step = pcs_axes(library=library, chosen=chosen, on=ON)
    assert step.code is not None
    assert step.code.title == "Resection of Appendix, Percutaneous Endoscopic Approach"
    assert [axis.chosen for axis in step.axes] == list("0DTJ4ZZ")


def test_axes_have_words_from_titles(library: CodeLibrary) -> None:
    step = pcs_axes(library=library, chosen="001", on=ON)
    assert [axis.title for axis in step.axes[3:]] == ["Body Part", "Approach", "Device", "Qualifier"]
    assert _meanings(step, 4) == {"6": "Cerebral Ventricle", "U": "Spinal Canal"}
    assert _meanings(step, 5)["4"] == "Percutaneous Endoscopic"
    assert _meanings(step, 6)["7"] == "Autologous Tissue Substitute"
    assert _meanings(step, 6)["Z"] == "No Device"
    assert _meanings(step, 7)["1"] == "Mastoid Sinus"


@pytest.mark.parametrize(("typed", "kept"), [("0DTJ9", "0DTJ"), ("0o", "0"), ("!", ""), ("0dtj4zzz", "0DTJ4ZZ")])
def test_what_begins_no_code_is_cut_off(library: CodeLibrary, typed: str, kept: str) -> None:
    assert pcs_axes(library=library, chosen=typed, on=ON).chosen == kept


def test_a_code_that_has_ended_is_not_offered(library: CodeLibrary) -> None:
    """0SG604Z ended on 2025-03-31."""
    assert pcs_axes(library=library, chosen="0SG604Z", on=date(2025, 3, 31)).code is not None
    after = pcs_axes(library=library, chosen="0SG604Z", on=date(2025, 4, 1))
    assert after.code is None
    assert len(after.chosen) < 7
