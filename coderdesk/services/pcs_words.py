"""The words for axes 4 to 7 of every ICD-10-PCS table: from the imported tables, else read from the titles of its codes."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import PcsLabel, PcsTable
from coderdesk.domain.coding.pcs_labels import TableTitles
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.services.code_headings import PcsWords, read_pcs_words

LENGTH = 7
TABLE = 3
NONE = "Z"
_NEW_TECHNOLOGY = "X"
# The last place of New Technology counts its groups: 1 to 9, A is the tenth.
_GROUP = "New Technology Group"

TableLabel = tuple[str, int, PcsLabel]


def words_of_tables(entries: Iterable[TabularEntry], imported: Iterable[PcsTable]) -> Iterator[TableLabel]:
    """Table, place and label, table by table; a character without words is left out."""
    known: dict[str, dict[tuple[int, str], str]] = {}
    for table in imported:
        labels = known.setdefault(table.value, {})
        for axis in (axis for row in table.rows for axis in row.axes):
            labels.update({(axis.position, label.character): label.meaning for label in axis.labels})
    words = read_pcs_words()
    codes = (one for one in entries if one.system is CodeSystem.ICD10PCS and one.is_billable)
    for table_value, some in groupby(codes, key=lambda one: one.value[:TABLE]):
        derived = _derived(words, {one.value: one.title for one in some})
        for (position, character), meaning in (derived | known.get(table_value, {})).items():
            if meaning:
                yield table_value, position, PcsLabel(character, meaning)


def title_ends() -> tuple[str, ...]:
    """What follows the subject in a title: the approach, the group of New Technology."""
    return (*(f", {approach}" for approach in read_pcs_words().approaches.values()), f", {_GROUP}")


def _derived(words: PcsWords, titles: Mapping[str, str]) -> dict[tuple[int, str], str]:
    table = TableTitles.of(titles, title_ends())
    section = next(iter(titles))[:1]
    found: dict[tuple[int, str], str] = {}
    for position in range(TABLE + 1, LENGTH + 1):
        characters = sorted({code[position - 1] for code in titles})
        if words.axis(section, position) == "Approach":
            meanings: Mapping[str, str] = words.approaches
        elif section == _NEW_TECHNOLOGY and position == LENGTH:
            meanings = {one: f"{_GROUP} {int(one, 36)}" for one in characters}
        else:
            # Z says everywhere that there is none of it.
            meanings = table.meanings(position) | {NONE: f"No {words.axis(section, position)}"}
        found.update({(position, one): meanings.get(one, "") for one in characters})
    return found
