"""The curated tables of the coding rules, read from the resource folder into values."""

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from coderdesk.domain.coding.code import undotted
from coderdesk.domain.coding.payer_switches import BothSides, OtherCode, PayerSwitches, TimedUnits
from coderdesk.domain.coding.rule_book import CodeList, CodePairing, RuleLists
from coderdesk.shared.resources import codesets_path, resource_path


@cache
def read_rule_lists() -> RuleLists:
    """Read once: the files travel with the program and do not change while it runs."""
    codes: dict[str, CodeList] = {}
    pairings: dict[str, tuple[CodePairing, ...]] = {}
    services: dict[str, CodeList] = {}
    payers: list[PayerSwitches] = []
    ended: dict[str, date] = {}
    for path in sorted(resource_path("rules").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        codes |= {name: _code_list(table) for name, table in tables.get("lists", {}).items()}
        for name, group in tables.get("pairings", {}).items():
            pairings[name] = tuple(_pairing(row, group.get("citation", "")) for row in group["rows"])
        services |= {name: _code_list(table) for name, table in tables.get("services", {}).items()}
        for row in tables.get("ended", ()):
            ended |= dict.fromkeys(_begins(row["codes"]), row["last_day"])
        payers += [_payer_kind(table) for table in tables.get("payers", ())]
    return RuleLists(codes=codes, pairings=pairings, services=services, payers=tuple(payers), ended=ended)


def _payer_kind(table: Mapping[str, Any]) -> PayerSwitches:
    return PayerSwitches(
        kind=table["kind"],
        named=tuple(table.get("named", ())),
        filing_indicators=tuple(table.get("filing_indicators", ())),
        consultations=table.get("consultations", True),
        exact_distinct_modifiers=table.get("exact_distinct_modifiers", True),
        advance_notices=table.get("advance_notices", False),
        both_sides=BothSides(table.get("both_sides", "either")),
        timed_units=TimedUnits(table.get("timed_units", "midpoint")),
        telehealth=tuple(table.get("telehealth", ())),
        other_codes=tuple(
            OtherCode(tuple(row["begins"]), tuple(row["instead"]), row.get("words", ""))
            for row in table.get("other_codes", ())
        ),
    )


def _begins(values: list[str]) -> tuple[str, ...]:
    return tuple(undotted(value).removesuffix("-") for value in values)


def _code_list(table: Mapping[str, Any]) -> CodeList:
    return CodeList(
        begins=_begins(table["codes"]), unless=_begins(table.get("except", [])), citation=table.get("citation", "")
    )


def _pairing(row: Mapping[str, Any], citation: str) -> CodePairing:
    return CodePairing(
        first=CodeList(begins=_begins(row["first"]), unless=_begins(row.get("first_except", []))),
        second=CodeList(begins=_begins(row["second"]), unless=_begins(row.get("second_except", []))),
        unless=_begins(row.get("unless", [])),
        instead=tuple(row.get("instead", ())),
        words=row.get("words", ""),
        citation=row.get("citation", citation),
    )


@cache
def own_words(folder: str) -> Mapping[str, str]:
    """The numbers of a shipped list with our own words, of its newest release ("modifiers", "pos")."""
    newest = max((codesets_path() / folder).glob("*/codes.csv"))
    with newest.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["title"] for row in csv.DictReader(stream)}
