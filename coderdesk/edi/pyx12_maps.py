"""The installed maps of pyx12, loaded once each, with what is known to be wrong in them put right in memory.

Nothing of the package is copied or changed on the disk. Each correction has a name, and a test that fails once it is needed no
more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

from pyx12.map_if import map_if
from pyx12.map_index import map_index
from pyx12.params import ParamsBase

_PROFESSIONAL, _ACKNOWLEDGEMENT = "837.5010.X222.A1.xml", "277.5010.X214.xml"


@dataclass(frozen=True, slots=True)
class Correction:
    """`apply` is handed the root of the map's XML."""

    name: str
    map_file: str
    why: str
    apply: Callable[[Any], None]


def _allow_certification_in_claim(root: Any) -> None:
    for element in root.iter("element"):
        codes = element.find("valid_codes") if element.get("xid") == "PWK02" else None
        if codes is not None and all(code.text != "AD" for code in codes):
            codes.append(codes.makeelement("code", {}))
            codes[-1].text = "AD"


def _make_provider_trace_optional(root: Any) -> None:
    for loop in root.iter("loop"):
        if loop.get("xid") == "2200C":
            loop.find("usage").text = "S"


CORRECTIONS = (
    Correction(
        "attachment is in the claim",
        _PROFESSIONAL,
        "PWK02 may be AD, certification in the claim, as the wheelchair example has it.",
        _allow_certification_in_claim,
    ),
    Correction(
        "provider trace is optional",
        _ACKNOWLEDGEMENT,
        "Loop 2200C of the 277CA is situational: the published payer response has none.",
        _make_provider_trace_optional,
    ),
)
# names of guides before and after the addendum that the maps know by
ALIASES = {
    "005010X222": "005010X222A1",
    "005010X222A2": "005010X222A1",
    "005010X223": "005010X223A2",
    "005010X223A1": "005010X223A2",
    "005010X223A3": "005010X223A2",
}


def settings() -> ParamsBase:
    """Its own defaults, without the settings files that it would look for on the machine."""
    made = ParamsBase()
    # the list of remark codes in it ends years ago, and payers use newer ones
    made.set("exclude_external_codes", "remark_code")
    return made


@cache
def map_of(file: str) -> Any:
    """The map as pyx12 walks it. It holds no state of a walk, so that all files share it."""
    with files("pyx12").joinpath("map", file).open("rb") as stream:
        root = ElementTree.parse(stream).getroot()
    for correction in CORRECTIONS:
        if correction.map_file == file:
            correction.apply(root)
    return map_if(root, settings(), None)


@cache
def map_file_for(interchange_version: str, guide: str, group: str) -> str | None:
    """The file of the map for ISA12, GS08 and GS01; None when there is none."""
    found: str | None = _index().get_filename(interchange_version, ALIASES.get(guide, guide), group)
    return found


@cache
def _index() -> Any:
    return map_index()
