"""A coder's own marks in the code book: favourites in groups, and notes on codes with every version kept."""

from dataclasses import dataclass
from datetime import datetime

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.search_context import CodeKey

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class FavouriteCode:
    """`group` is a specialty or any heading of one's own, "" for none; `position` orders the codes of a group from 1."""

    system: CodeSystem
    value: str
    group: str = ""
    position: int = 1

    @property
    def key(self) -> CodeKey:
        return self.system, self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeNote:
    """What somebody wrote beside a code. `version` counts from 1; an empty text is a note that was taken away."""

    system: CodeSystem
    value: str
    version: int
    text: str
    written_by: str
    written_at: datetime

    @property
    def key(self) -> CodeKey:
        return self.system, self.value
