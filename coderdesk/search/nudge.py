"""What is known of visit and practice moves a hit a little up or down. It is applied to what was found, and hides nothing."""

import math
from collections.abc import Mapping

import numpy as np

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.search_context import SearchContext
from coderdesk.search.build import SYSTEMS
from coderdesk.search.index import Floats, Ints, SearchIndex
from coderdesk.search.rank import Nudge

# A claim of this setting cannot carry the system, or does so rarely (45 CFR 162.1002: ICD-10-PCS is for inpatients).
_BY_SETTING: Mapping[Setting, Mapping[CodeSystem, float]] = {
    Setting.OUTPATIENT: {CodeSystem.ICD10PCS: 0.8},
    Setting.FACILITY: {CodeSystem.ICD10PCS: 0.85},
    Setting.INPATIENT: {CodeSystem.HCPCS: 0.85, CodeSystem.CPT: 0.85, CodeSystem.CDT: 0.85},
}
_PROCEDURE_OF_INPATIENT = 1.2
_FITS = {"age": 1.02, "sex": 1.02, "specialty": 1.06}
_UNFIT = {"age": 0.9, "sex": 0.88}
_FAVOURITE = 1.06
_MOST_OWN_USE = 1.1
_USES_FOR_MOST = 64


def nudge_for(index: SearchIndex, context: SearchContext, *, asks_procedure: bool) -> Nudge | None:
    """The factor for each entry; None when nothing is known. `asks_procedure`: the query names something that is done."""
    if context == SearchContext():
        return None
    by_system = _system_factors(context, asks_procedure=asks_procedure)
    by_trait = _trait_factors(index, context)

    def nudge(entries: Ints) -> Floats:
        one_by_one, back = np.unique(entries, return_inverse=True)
        factors = by_system[index.entries.system[one_by_one]]
        traits = index.entries.traits[one_by_one]
        for bit, factor in by_trait:
            factors = np.where(traits & bit, factors * np.float32(factor), factors)
        own: Floats = (factors * _own_factors(index, context, one_by_one))[back]
        return own

    return nudge


def _system_factors(context: SearchContext, *, asks_procedure: bool) -> Floats:
    known = dict(_BY_SETTING.get(context.setting, {})) if context.setting else {}
    if asks_procedure and context.setting is Setting.INPATIENT:
        known[CodeSystem.ICD10PCS] = _PROCEDURE_OF_INPATIENT
    return np.array([known.get(system, 1.0) for system in SYSTEMS], np.float32)


def _trait_factors(index: SearchIndex, context: SearchContext) -> list[tuple[np.uint64, float]]:
    factors = []
    for number, trait in enumerate(index.lexicon.traits):
        holds = trait.holds_for(context)
        factor = (_FITS if holds else _UNFIT).get(trait.kind, 1.0) if holds is not None else 1.0
        if factor != 1.0:
            factors.append((np.uint64(1 << number), factor))
    return factors


def _own_factors(index: SearchIndex, context: SearchContext, entries: Ints) -> Floats:
    """For favourites and for what the practice attaches often; a heading counts by the code that it stands for."""
    factors = np.ones(len(entries), np.float32)
    if context.own_use or context.favourites:
        for place, entry in enumerate(entries.tolist()):
            factors[place] = max(_own(index, context, one) for one in {entry, int(index.entries.default[entry])})
    return factors


def _own(index: SearchIndex, context: SearchContext, entry: int) -> float:
    key = (SYSTEMS[int(index.entries.system[entry])], index.entries.value[entry])
    uses = min(context.own_use.get(key, 0), _USES_FOR_MOST)
    used = 1 + (_MOST_OWN_USE - 1) * math.log2(1 + uses) / math.log2(1 + _USES_FOR_MOST)
    return used * _FAVOURITE if key in context.favourites else used
