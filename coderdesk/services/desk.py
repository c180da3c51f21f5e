"""What every action needs, handed over as one argument: the open vault, the code library, the clock, the folders."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.people.practice import Practice
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import ChargeEntry, CodeLibrary
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Clock
from coderdesk.storage.queries.opening import charge_list
from coderdesk.storage.vault import Vault

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`actor` is the person at the desk, for the audit trail."""

    vault: Vault
    library: CodeLibrary
    clock: Clock
    paths: Paths
    actor: str

    @property
    def is_read_only(self) -> bool:
        return self.vault.is_read_only


def with_charge_list(*, desk: Desk) -> Desk:
    """The desk whose code library also knows the practice's own charge list."""
    with desk.vault.looking() as look:
        items = charge_list(look)
    entries = [ChargeEntry(CodeSystem(system), code, words) for system, code, words in items]
    return replace(desk, library=desk.library.with_charge_items(entries))


class PracticeMissing(AppError):
    """A vault in which the practice was never entered."""

    def __init__(self) -> None:
        super().__init__(
            "This vault does not yet say which practice it belongs to, so nothing can be billed. Enter it under Records."
        )


def read_practice_in(unit: "UnitOfWork") -> Practice:
    """The practice of an open unit of work. Raises PracticeMissing."""
    practice = unit.practice.find()
    if practice is None:
        raise PracticeMissing
    return practice
