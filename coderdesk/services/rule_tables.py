"""The national claim edits for the rules where none were opened: each rule then says that it could not check."""

from collections.abc import Collection
from datetime import date

from coderdesk.domain.coding.code_release import AddOnPair, CodeSet, EditPair, UnitsLimit


class NoEditTables:
    """Nothing is imported; the form is that of `EditTables`."""

    def is_imported(self, code_set: CodeSet, on: date, setting: str = "") -> bool:  # noqa: ARG002
        return False

    def pairs_between(self, codes: Collection[str], on: date, setting: str) -> tuple[EditPair, ...]:  # noqa: ARG002
        return ()

    def units_limit(self, code: str, on: date, setting: str) -> UnitsLimit | None:  # noqa: ARG002
        return None

    def add_on_primaries(self, code: str, on: date) -> tuple[AddOnPair, ...]:  # noqa: ARG002
        return ()

    def close(self) -> None:
        """Nothing is open."""
