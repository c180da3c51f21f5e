"""What stands beside a code: risk and clinical categories, whether it is chronic, its codes of the older revision."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from coderdesk.ui.text import tr

if TYPE_CHECKING:
    from coderdesk.services.code_neighbours import CodeNeighbours, NeighbourGroup, NeighbourMap


def marks_html(neighbours: "CodeNeighbours") -> str:
    """One line below the title: the condition categories and the chronic mark; "" when there is neither."""
    words = [f"{_scheme(one.scheme)} {one.group}" for one in _leading_first(neighbours.hccs)]
    if neighbours.is_chronic:
        words.append(tr("chronic"))
    marks = " &nbsp;·&nbsp; ".join(f'<span class="mark">{escape(one)}</span>' for one in words)
    return f'<p class="state">{marks}</p>' if marks else ""


def _leading_first(hccs: Iterable["NeighbourGroup"]) -> list["NeighbourGroup"]:
    """The model of Medicare Advantage before those of dialysis and of drug plans."""
    return sorted(hccs, key=lambda one: not one.scheme.startswith("CMS-HCC V"))


def neighbours_html(neighbours: "CodeNeighbours") -> str:
    """The categories with their titles, then what the code was called in the older revision."""
    risk = [(f"{_scheme(one.scheme)} {one.group}", one.title) for one in _leading_first(neighbours.hccs)]
    clinical = [(one.group, " · ".join(filter(None, (one.title, _role(one.role))))) for one in neighbours.ccsr]
    maps = [(line.value or tr("none"), " · ".join(_map_words(line))) for line in neighbours.maps]
    revision = neighbours.maps[0].revision if neighbours.maps else ""
    return "".join(
        (
            _table(tr("Risk adjustment"), neighbours.hcc_release, risk),
            _table(tr("Clinical category (CCSR)"), neighbours.ccsr_release, clinical),
            _table(tr("In {revision}", revision=revision), neighbours.map_release, maps),
        )
    )


def _scheme(scheme: str) -> str:
    """ "CMS-HCC V28" -> "HCC V28:"."""
    return f"{scheme.removeprefix('CMS-')}:"


def _role(role: str) -> str:
    """What a clinical category is for the code: one of six in order, or the one that counts in a setting."""
    return tr("category {place} of the code", place=role) if role.isdigit() else role


def _table(title: str, release: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    aside = f' &nbsp;<span class="aside">{escape(release)}</span>' if release else ""
    cells = "".join(f'<tr><td class="code">{escape(code)}</td><td>{escape(words)}</td></tr>' for code, words in rows)
    return f'<p class="kind">{escape(title)}{aside}</p><table>{cells}</table>'


def _map_words(line: "NeighbourMap") -> list[str]:
    words = [tr("from this code") if line.leads_there else tr("to this code")]
    if line.value:
        words.append(tr("approximate") if line.is_approximate else tr("exact"))
    if line.is_combination:
        words.append(
            tr("one part of combination {scenario}, choice {choice}", scenario=line.scenario, choice=line.choice)
        )
    return words
