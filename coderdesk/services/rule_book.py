"""The book of the coding rules: the installed code sets, the curated lists and the imported edit tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.rule_book import BookEntry, EditTables, RuleLists
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.rule_lists import own_words, read_rule_lists
from coderdesk.services.rule_tables import NoEditTables, RememberedTables
from coderdesk.shared.paths import Paths


@dataclass(frozen=True, slots=True)
class LibraryRuleBook:
    """Cheap to make: what it has read of the tabular list is kept with the library."""

    library: CodeLibrary
    tables: EditTables = field(default_factory=NoEditTables)

    @property
    def lists(self) -> RuleLists:
        return read_rule_lists()

    @property
    def modifiers(self) -> Mapping[str, str]:
        return own_words("modifiers")

    @property
    def places_of_service(self) -> Mapping[str, str]:
        return own_words("pos")

    def code_on(self, system: CodeSystem, value: str, on: date) -> Code | None:
        return self.library.code_on(system, value, on)

    def find(self, system: CodeSystem, value: str) -> Code | None:
        return self.library.find(system, value)

    def is_loaded(self, system: CodeSystem, on: date) -> bool:
        return self.library.rule_pages.is_loaded(system, on)

    def entry_on(self, code: str, on: date) -> BookEntry | None:
        return self.library.rule_pages.entry_on(code, on)


def opened_rule_book(library: CodeLibrary, paths: Paths) -> LibraryRuleBook:
    """The book with the imported edit tables, which the caller closes. Raises ShelfTrouble."""
    from coderdesk.services.edit_tables import open_edit_tables

    return LibraryRuleBook(library, RememberedTables(open_edit_tables(paths)))
