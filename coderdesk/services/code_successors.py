"""What took the place of a code that has ended."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import CodeSystem, undotted

if TYPE_CHECKING:
    from coderdesk.storage.code_store import CodeStore, StoredEntry

_MOST = 12
_FAMILY = {CodeSystem.ICD10CM: 3, CodeSystem.ICD10PCS: 3, CodeSystem.HCPCS: 3, CodeSystem.CPT: 3, CodeSystem.CDT: 3}
_ONE_DAY = timedelta(days=1)


def successors_of(store: "CodeStore", system: CodeSystem, value: str, on: date) -> tuple[str, ...]:
    """The codes to look at on the date instead of one that ended before it, the likeliest first, at most twelve.

    No set publishes this with its codes, so it is reasoned from the book:
    - a code that was divided is a heading on the date: the codes below it that are in force;
    - else the codes that began on the day after it ended in the same family (the category of ICD-10-CM, the table of
      ICD-10-PCS, the first three characters of HCPCS, CPT and CDT), of these the ones that differ in the fewest places,
      so that T52.8X1A leads to T52.811A and T52.891A; those that share most words of its title first.
    Empty for a code that is in force, that begins later, that nothing followed, or of a system without families (NDC).
    """
    bare = undotted(value)
    spans = [one for one in store.beginning_with(system, bare) if undotted(one.code.value) == bare]
    ended = [one for one in spans if one.code.is_billable and one.code.in_force.end and one.code.in_force.end < on]
    if not ended or any(one.code.is_reportable_on(on) for one in spans):
        return ()
    below = [one for one in store.beginning_with(system, bare, on=on) if one.code.is_billable]
    if below:
        return tuple(one.code.value for one in below[:_MOST])
    return tuple(one.code.value for one in _followers(store, ended[-1], on)[:_MOST])


def _followers(store: "CodeStore", ended: "StoredEntry", on: date) -> list["StoredEntry"]:
    code = ended.code
    length, end = _FAMILY.get(code.system), code.in_force.end
    if length is None or end is None:
        return []
    family = store.beginning_with(code.system, undotted(code.value)[:length], on=on)
    began = [one for one in family if one.code.is_billable and one.code.in_force.start == end + _ONE_DAY]
    words = set(code.title.lower().split())
    alike = max((_same_places(code.value, one.code.value) for one in began), default=0)
    likeliest = [one for one in began if _same_places(code.value, one.code.value) == alike]
    return sorted(likeliest, key=lambda one: len(words & set(one.code.title.lower().split())), reverse=True)


def _same_places(one: str, other: str) -> int:
    return sum(left == right for left, right in zip(one, other, strict=False))
