"""What stands beside a code: its risk and clinical categories, whether it is chronic, and its codes of the older revision."""

from dataclasses import dataclass
from datetime import date

from coderdesk.domain.coding.code import CodeSystem, dotted, undotted
from coderdesk.domain.coding.code_release import CodeGroup, CodeMap, CodeSet, DrgWeight
from coderdesk.services.code_releases import nearest_name
from coderdesk.services.code_sets import CodeLibrary

_CCSR = "CCSR"
_CHRONIC = "Chronic condition indicator"
_EXTERNAL_STEM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourGroup:
    """A category: `scheme` "CMS-HCC V28" or "CCSR", `group` "38", and the title where one is known."""

    scheme: str
    group: str
    title: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourMap:
    """A code of the other revision, printed with its dot. `value` is "" for a line that says there is none.

    `leads_there` is true for the mapping from this code, false for the mapping from the other code to this one. Lines of
    one `scenario` above zero belong together: one of each `choice` is needed.
    """

    value: str
    revision: str
    leads_there: bool
    is_approximate: bool
    is_combination: bool
    scenario: int
    choice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeNeighbours:
    """`is_chronic` is None where the indicator does not know the code. The releases name where each part comes from."""

    hccs: tuple[NeighbourGroup, ...] = ()
    hcc_release: str = ""
    ccsr: tuple[NeighbourGroup, ...] = ()
    ccsr_release: str = ""
    is_chronic: bool | None = None
    maps: tuple[NeighbourMap, ...] = ()
    map_release: str = ""
    drg: DrgWeight | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.hccs or self.ccsr or self.maps or self.drg) and self.is_chronic is None


def neighbours(*, library: CodeLibrary, system: CodeSystem, value: str, on: date) -> CodeNeighbours:
    """The neighbours of a diagnosis code, each from the release nearest to the date; empty for other systems."""
    if system is not CodeSystem.ICD10CM:
        return CodeNeighbours()
    groups = library.groups_of(value, on)
    releases = library.store.releases()
    maps = tuple(_map(line, value) for line in library.maps_of(value) if _is_about(line, value))
    hccs = tuple(_group(one) for one in groups if one.scheme not in (_CCSR, _CHRONIC))
    ccsr = tuple(_group(one) for one in groups if one.scheme == _CCSR)
    return CodeNeighbours(
        hccs=hccs,
        hcc_release=nearest_name(releases, CodeSet.HCC, on) if hccs else "",
        ccsr=ccsr,
        ccsr_release=nearest_name(releases, CodeSet.CCSR, on) if ccsr else "",
        is_chronic=next((one.group == "1" for one in groups if one.scheme == _CHRONIC), None),
        maps=maps,
        map_release=nearest_name(releases, CodeSet.GEM, date.max) if maps else "",
    )


def drg_neighbours(*, library: CodeLibrary, drg: str, on: date) -> CodeNeighbours:
    """The weight of a diagnosis related group, by its three digits."""
    return CodeNeighbours(drg=library.drg_weight(drg, on))


def _group(one: CodeGroup) -> NeighbourGroup:
    return NeighbourGroup(scheme=one.scheme, group=one.group, title=one.title, role=one.role)


def _is_about(line: CodeMap, value: str) -> bool:
    """Both revisions know codes like E123 and V123: the side that is of ICD-10-CM must be the one that was asked for."""
    return (line.target if line.is_from_icd9 else line.source) == undotted(value)


def _map(line: CodeMap, value: str) -> NeighbourMap:
    leads_there = line.source == undotted(value) and not line.is_from_icd9
    return NeighbourMap(
        value=_ninth(line.target if leads_there else line.source),
        revision="ICD-9-CM",
        leads_there=leads_there,
        is_approximate=line.is_approximate,
        is_combination=line.is_combination,
        scenario=line.scenario,
        choice=line.choice,
    )


def _ninth(bare: str) -> str:
    """An ICD-9-CM diagnosis code as its book prints it: 250.00, V58.67, E849.0."""
    if bare.startswith("E"):
        return f"{bare[:_EXTERNAL_STEM]}.{bare[_EXTERNAL_STEM:]}".removesuffix(".")
    return dotted(bare)
