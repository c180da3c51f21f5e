"""A coder's own book: favourites, codes looked at lately, notes on codes, and what a search may know of visit and practice."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.encounter import Encounter, Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.own_codes import LONGEST_NOTE, CodeNote, FavouriteCode
from coderdesk.domain.coding.search_context import CodeKey, SearchContext
from coderdesk.domain.coding.tabular import Level
from coderdesk.domain.values.dates import age_in_years
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.code_browser import CodeHit
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.desk import Desk

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened

RECENT_SHOWN = 12

# CMS place of service codes that bill as facilities (Medicare Claims Processing Manual 12, 20.4.2); the first admit patients
_INPATIENT = frozenset({"21", "51", "61"})
_FACILITY = frozenset({"19", "22", "23", "24", "26", "31", "34", "41", "42", "52", "53", "56"})


class CodeNoteTooLong(AppError):
    """A note that is a document."""

    def __init__(self) -> None:
        super().__init__(f"A note on a code holds at most {LONGEST_NOTE} characters. It was not saved; shorten it.")


class CodeNoteChanged(AppError):
    """Somebody else wrote on the same note meanwhile."""

    def __init__(self, value: str) -> None:
        super().__init__(
            f"The note on {value} was changed by somebody else meanwhile, and yours was not saved. "
            "Copy what you typed, leave the note and open it again."
        )


@dataclass(frozen=True, slots=True)
class Toggled:
    changes: Changes
    is_favourite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMarks:
    """All that a person has marked in the book, as the screen shows it beside codes."""

    favourites: tuple[FavouriteCode, ...] = ()
    recent: tuple[CodeKey, ...] = ()
    notes: Mapping[CodeKey, CodeNote]

    @property
    def favourite_keys(self) -> frozenset[CodeKey]:
        return frozenset(one.key for one in self.favourites)


NO_MARKS = OwnMarks(notes={})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSection:
    """A group of favourites, or the codes looked at lately, as rows of the code browser."""

    group: str
    is_recent: bool
    hits: tuple[CodeHit, ...]


def own_sections(*, library: CodeLibrary, marks: OwnMarks, on: date, specialty: str = "") -> tuple[OwnSection, ...]:
    """Favourites by group, that of the visit's specialty first, then what was looked at lately and is no favourite.

    Codes that no installed set knows are left out.
    """
    groups = sorted({one.group for one in marks.favourites}, key=lambda group: (group != specialty, group))
    sections = []
    for group in groups:
        keys = [one.key for one in marks.favourites if one.group == group]
        sections.append(OwnSection(group=group, is_recent=False, hits=_hits(library, keys, on)))
    lately = [key for key in marks.recent if key not in marks.favourite_keys]
    sections.append(OwnSection(group="", is_recent=True, hits=_hits(library, lately, on)))
    return tuple(section for section in sections if section.hits)


def _hits(library: CodeLibrary, keys: Sequence[CodeKey], on: date) -> tuple[CodeHit, ...]:
    codes = (library.code_on(*key, on) or library.find(*key) for key in keys)
    return tuple(
        CodeHit(
            code=code,
            score=1.0,
            why="",
            matched=(),
            billable_on_date=code.is_reportable_on(on),
            codes_below=0,
            path="",
            level=Level.CODE if code.is_billable else Level.CATEGORY,
        )
        for code in codes
        if code is not None
    )


def own_marks(*, desk: Desk) -> OwnMarks:
    """Favourites by group and position, the codes looked at lately, and the notes that say something."""
    with desk.vault.reading() as unit:
        return OwnMarks(
            favourites=unit.own_codes.favourites(),
            recent=unit.own_codes.recent(RECENT_SHOWN),
            notes={note.key: note for note in unit.own_codes.notes()},
        )


def favourites(*, desk: Desk) -> tuple[FavouriteCode, ...]:
    """By group and position."""
    with desk.vault.reading() as unit:
        return unit.own_codes.favourites()


def toggle_favourite(*, desk: Desk, system: CodeSystem, value: str, group: str = "") -> Toggled:
    """Make a code a favourite of the group, at its end; one that is a favourite in any group is one no more."""
    with _writing(desk, "toggle_favourite") as unit:
        was = any(one.key == (system, value) for one in unit.own_codes.favourites())
        if was:
            unit.own_codes.remove_favourite((system, value))
        else:
            unit.own_codes.add_favourite((system, value), group.strip())
    label = f"{value} is a favourite no more" if was else f"{value} is a favourite"
    return Toggled(Changes.of(label, Kind.FAVOURITE, ids=(value,)), is_favourite=not was)


def add_favourite(*, desk: Desk, system: CodeSystem, value: str, group: str = "") -> Changes:
    """A code may be a favourite of several groups; in one it stands once."""
    with _writing(desk, "add_favourite") as unit:
        unit.own_codes.add_favourite((system, value), group.strip())
    return Changes.of(f"{value} is a favourite", Kind.FAVOURITE, ids=(value,))


def move_favourite(*, desk: Desk, system: CodeSystem, value: str, group: str, step: int) -> Changes:
    """Up (-1) or down (1) within its group; past either end it stays."""
    with _writing(desk, "move_favourite") as unit:
        keys = [one.key for one in unit.own_codes.favourites() if one.group == group]
        if (system, value) in keys:
            place = keys.index((system, value))
            keys.insert(min(max(place + step, 0), len(keys) - 1), keys.pop(place))
            unit.own_codes.order_favourites(group, keys)
    return Changes.of(f"{value} moved", Kind.FAVOURITE, ids=(value,))


def regroup_favourite(*, desk: Desk, system: CodeSystem, value: str, group: str, to: str) -> Changes:
    """From one group to the end of another."""
    with _writing(desk, "regroup_favourite") as unit:
        unit.own_codes.remove_favourite((system, value), group)
        unit.own_codes.add_favourite((system, value), to.strip())
    where = to.strip() or "the favourites without a group"
    return Changes.of(f"{value} moved to {where}", Kind.FAVOURITE, ids=(value,))


def recent_codes(*, desk: Desk, limit: int = RECENT_SHOWN) -> tuple[CodeKey, ...]:
    """The codes looked at last, the newest first."""
    with desk.vault.reading() as unit:
        return unit.own_codes.recent(limit)


def note_recent(*, desk: Desk, codes: Sequence[CodeKey]) -> Changes:
    """Remember codes in the order in which they were looked at, the newest last; one write however many there are."""
    with _writing(desk, "note_recent_codes") as unit:
        unit.own_codes.note_recent(reversed(dict.fromkeys(reversed(codes))))
    return Changes.of("Remembered", Kind.RECENT_CODE, ids=tuple(value for _, value in codes))


def code_note(*, desk: Desk, system: CodeSystem, value: str) -> CodeNote | None:
    """The newest version; None where nobody wrote, or the note was taken away."""
    versions = code_note_versions(desk=desk, system=system, value=value)
    return versions[0] if versions and versions[0].text else None


def code_note_versions(*, desk: Desk, system: CodeSystem, value: str) -> tuple[CodeNote, ...]:
    """Every text that the note ever had, the newest first."""
    with desk.vault.reading() as unit:
        return unit.own_codes.note_versions((system, value))


def save_code_note(*, desk: Desk, system: CodeSystem, value: str, text: str, based_on: int | None = None) -> Changes:
    """Write a further version of the note; an empty text takes it away, the versions before stay.

    `based_on` is the version the person saw, 0 for none. Raises CodeNoteChanged when another came meanwhile, and
    CodeNoteTooLong.
    """
    words = text.strip()
    if len(words) > LONGEST_NOTE:
        raise CodeNoteTooLong
    now = desk.clock.now()
    with _writing(desk, "save_code_note") as unit:
        versions = unit.own_codes.note_versions((system, value))
        newest = versions[0].version if versions else 0
        if based_on is not None and _shown(versions) != based_on:
            raise CodeNoteChanged(value)
        if words != (versions[0].text if versions else ""):
            unit.own_codes.add_note(
                CodeNote(
                    system=system,
                    value=value,
                    version=newest + 1,
                    text=words,
                    written_by=desk.actor,
                    written_at=now,
                )
            )
    label = f"Note on {value} saved" if words else f"Note on {value} taken away"
    return Changes.of(label, Kind.CODE_NOTE, ids=(value,))


def _shown(versions: tuple[CodeNote, ...]) -> int:
    """The version that a person sees: a note that was taken away is none."""
    return versions[0].version if versions and versions[0].text else 0


def own_use(*, desk: Desk) -> Mapping[CodeKey, int]:
    """How often the practice attached each code, questions to the provider aside."""
    with desk.vault.reading() as unit:
        return unit.own_codes.use_counts()


def search_context(*, desk: Desk, encounter_id: EncounterId | None) -> SearchContext:
    """What ranking may know: setting, age and sex of the visit, its provider's taxonomy code, own use, favourites."""
    with desk.vault.reading() as unit:
        use = unit.own_codes.use_counts()
        marked = frozenset(one.key for one in unit.own_codes.favourites())
        if encounter_id is None:
            return SearchContext(own_use=use, favourites=marked)
        encounter = unit.encounters.get(encounter_id)
        patient = unit.patients.get(encounter.patient_id)
        provider = unit.providers.get(encounter.provider_id)
        return SearchContext(
            setting=_setting(encounter),
            age_years=age_in_years(patient.birth_date, encounter.date_of_service),
            sex=patient.sex.value,
            specialty=provider.taxonomy,
            own_use=use,
            favourites=marked,
        )


def _setting(encounter: Encounter) -> Setting:
    """The place of service speaks first; the setting that the visit was entered with where it says nothing."""
    if encounter.place_of_service in _INPATIENT:
        return Setting.INPATIENT
    if encounter.place_of_service in _FACILITY:
        return Setting.FACILITY
    return encounter.setting


def _writing(desk: Desk, action: str) -> "AbstractContextManager[UnitOfWork]":
    return desk.vault.writing(actor=desk.actor, action=action, now=desk.clock.now())
