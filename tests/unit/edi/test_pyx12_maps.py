"""What is put right in the maps of pyx12, each by its name, and each still needed."""

from importlib.resources import files
from xml.etree import ElementTree

import pytest

from coderdesk.edi.pyx12_maps import ALIASES, CORRECTIONS, Correction, map_file_for, map_of


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda correction: correction.name)
def test_a_correction_is_needed_and_changes_its_map(correction: Correction) -> None:
    """when this fails the package has mended its map, and the correction goes"""
    with files("pyx12").joinpath("map", correction.map_file).open("rb") as stream:
        root = ElementTree.parse(stream).getroot()
    before = ElementTree.tostring(root)
    correction.apply(root)
    assert ElementTree.tostring(root) != before
    assert correction.why.endswith(".")


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_is_no_name_that_the_maps_know(alias: str) -> None:
    known = {entry.get("vriic") for entry in ElementTree.parse(str(files("pyx12") / "map" / "maps.xml")).iter("map")}
    assert alias not in known
    assert map_file_for("00501", alias, "HC") == map_file_for("00501", ALIASES[alias], "HC") is not None


def test_a_map_is_loaded_once() -> None:
    assert map_of("837.5010.X222.A1.xml") is map_of("837.5010.X222.A1.xml")
