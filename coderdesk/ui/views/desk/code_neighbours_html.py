"""What stands beside a code: risk and clinical categories, whether it is chronic, its codes of the older revision."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from coderdesk.ui.text import tr

if TYPE_CHECKING:
    from coderdesk.services.code_neighbours import CodeNeighbours, NeighbourGroup, NeighbourMap

_CELL = '<td class="code">{code}</td><td>{words}</td>'


def marks_html(neighbours: "CodeNeighbours") -> str:
    """One line below the title: the condition categories and the chronic mark; "" when there is neither."""
    parts = []
    for scheme, groups in groupby(neighbours.hccs, key=lambda one: one.scheme):
        numbers = ", ".join(one.group for one in groups)
        parts.append(f'<span class="mark">{escape(_category(scheme))} {escape(numbers)}</span>')
    if neighbours.is_chronic:
        parts.append(f'<span class="mark">{escape(tr("chronic"))}</span>')
    return f'<p class="state">{" &nbsp;·&nbsp; ".join(parts)}</p>' if parts else ""


def neighbours_html(neighbours: "CodeNeighbours") -> str:
    """The categories with their titles, then what the code was called in the older revision."""
    return "".join(
        (
            _groups(tr("Risk adjustment"), neighbours.hcc_release, neighbours.hccs),
            _groups(tr("Clinical category"), neighbours.ccsr_release, neighbours.ccsr),
            _maps(neighbours),
        )
    )


def _category(scheme: str) -> str:
    """ "CMS-HCC V28" -> "HCC V28"."""
    return scheme.removeprefix("CMS-")


def _head(title: str, release: str) -> str:
    aside = f' &nbsp;<span class="aside">{escape(release)}</span>' if release else ""
    return f'<p class="kind">{escape(title)}{aside}</p>'


def _groups(title: str, release: str, groups: Iterable["NeighbourGroup"]) -> str:
    rows = [
        _CELL.format(
            code=escape(f"{_category(one.scheme)} {one.group}" if one.scheme.startswith("CMS") else one.group),
            words=escape(", ".join(part for part in (one.title, one.role) if part)),
        )
        for one in groups
    ]
    return f"{_head(title, release)}<table>{_rows(rows)}</table>" if rows else ""


def _maps(neighbours: "CodeNeighbours") -> str:
    rows = []
    for line in neighbours.maps:
        words = " · ".join(_map_words(line))
        rows.append(_CELL.format(code=escape(line.value or tr("none")), words=escape(words)))
    if not rows:
        return ""
    revision = neighbours.maps[0].revision
    return f"{_head(tr('In {revision}', revision=revision), neighbours.map_release)}<table>{_rows(rows)}</table>"


def _map_words(line: "NeighbourMap") -> list[str]:
    words = [tr("from this code") if line.leads_there else tr("to this code")]
    if line.value:
        words.append(tr("approximate") if line.is_approximate else tr("exact"))
    if line.is_combination:
        words.append(
            tr("one part of combination {scenario}, choice {choice}", scenario=line.scenario, choice=line.choice)
        )
    return words


def _rows(rows: Iterable[str]) -> str:
    return "".join(f"<tr>{row}</tr>" for row in rows)
