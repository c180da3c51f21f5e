"""The tables by which suggestions are put together, read from the resource folder into values."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from coderdesk.domain.coding.assembly.tables import (
    AssemblyTables,
    BodyPart,
    Complication,
    Join,
    Refinement,
    Wording,
)
from coderdesk.services.rule_lists import read_rule_lists
from coderdesk.shared.resources import resource_path

_SIDES = {"code": "", "open": "", "right": "right", "left": "left", "bilateral": "bilateral"}


@cache
def read_assembly_tables() -> AssemblyTables:
    """Read once: the files travel with the program and do not change while it runs."""
    return AssemblyTables(
        wordings=tuple(map(_wording, _rows("wordings"))),
        reasons=tuple(map(_wording, _rows("reasons"))),
        refinements=tuple(map(_refinement, _rows("refinements"))),
        complications=tuple(map(_complication, _rows("diabetes"))),
        explained=read_rule_lists().pairings["symptoms"],  # the pairs by which the rules of the sheet warn (I.B.5)
        parts=tuple(BodyPart(titles=_pattern(row["titles"]), notes=row["notes"]) for row in _rows("parts")),
        joins=tuple(map(_join, _rows("joins"))),
        synonyms=_synonyms(),
    )


def _rows(name: str) -> Iterator[Mapping[str, Any]]:
    """The rows of all groups of a file, each with the citation of its group unless it has its own."""
    groups = tomllib.loads(resource_path("reading", "assembly", f"{name}.toml").read_text("utf-8"))
    for group in groups.values():
        for row in group["rows"]:
            yield {"citation": group.get("citation", ""), **row}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _wording(row: Mapping[str, Any]) -> Wording:
    return Wording(
        words=_pattern(row["words"]),
        codes={side: row[key] for key, side in _SIDES.items() if key in row},
        citation=row["citation"],
        unless=_pattern(row["unless"]) if "unless" in row else None,
    )


def _refinement(row: Mapping[str, Any]) -> Refinement:
    return Refinement(
        begins=tuple(row["begins"]),
        words=_pattern(row["words"]),
        code=row["code"],
        citation=row["citation"],
        is_anywhere=row.get("anywhere", False),
    )


def _complication(row: Mapping[str, Any]) -> Complication:
    return Complication(
        begins=tuple(row["begins"]),
        words=_pattern(row["words"]),
        ending=row["ending"],
        stays=row["stays"],
        citation=row["citation"],
    )


def _join(row: Mapping[str, Any]) -> Join:
    return Join(
        first=tuple(row["first"]),
        second=tuple(row["second"]),
        becomes=row["becomes"],
        citation=row["citation"],
        stays=row.get("stays", False),
        second_becomes=row.get("second_becomes", ""),
        linked=_pattern(row["linked"]) if "linked" in row else None,
    )


def _synonyms() -> Mapping[str, str]:
    table: Mapping[str, str] = tomllib.loads(resource_path("reading", "assembly", "synonyms.toml").read_text("utf-8"))
    return table
