"""Documents on their way in, as the intake page lists them: what each says of itself, where it goes, what is still asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.values.ids import EncounterId, PatientId
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.words import day_words, kind_words, role_words

if TYPE_CHECKING:
    from coderdesk.domain.clinical.received_document import ReceivedDocument, StatedPatient
    from coderdesk.services.intake import Details
    from coderdesk.services.visit_match import Doubt, VisitMatch

SURE_ENOUGH = 0.5
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenVisit:
    """`confidence` is None for a visit that a person has chosen."""

    encounter_id: EncounterId
    patient_id: PatientId
    patient: str
    day: str
    account: str
    confidence: float | None = None
    reasons: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return " · ".join(part for part in (self.patient, self.day, self.account) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One document of a file, or a file that was refused. `doubts` is None until they were looked up for this visit.

    `path` and `sha256` are those of the file, "" for a pasted text.
    """

    key: int
    name: str
    path: str = ""
    sha256: str = ""
    received: "ReceivedDocument | None" = None
    details: "Details | None" = None
    matches: "tuple[VisitMatch, ...]" = ()
    visit: ChosenVisit | None = None
    doubts: "frozenset[Doubt] | None" = None
    confirmed: "frozenset[Doubt]" = frozenset()
    refusal: str = ""

    @property
    def unconfirmed(self) -> "frozenset[Doubt]":
        return (self.doubts or frozenset()) - self.confirmed

    @property
    def is_ready(self) -> bool:
        """Whether everything is said and confirmed: only then can it be taken in."""
        is_told = self.details is not None and not self.details.missing
        return (
            not self.refusal and is_told and self.visit is not None and self.doubts is not None and not self.unconfirmed
        )

    @property
    def state(self) -> str:
        """ "refused", "ready", or what a person is asked."""
        if self.refusal:
            return tr("refused")
        if self.visit is None:
            return tr("choose the visit")
        if self.doubts is None:
            return tr("comparing …")
        asked = []
        if self.unconfirmed:
            asked.append(tr_count("{count} doubt", "{count} doubts", len(self.unconfirmed)))
        if self.details is not None and self.details.missing:
            asked.append(tr("{count} to fill in", count=len(self.details.missing)))
        return " · ".join(asked) or tr("ready")

    def with_visit(self, visit: ChosenVisit | None) -> "Arrival":
        """What was confirmed about another visit holds no more."""
        return replace(self, visit=visit, doubts=None, confirmed=frozenset(), refusal="")


def proposed(matches: "Sequence[VisitMatch]") -> ChosenVisit | None:
    """The likeliest visit when it is likely enough; else a person chooses."""
    first = next(iter(matches), None)
    return chosen_from(first) if first is not None and first.confidence >= SURE_ENOUGH else None


def chosen_from(match: "VisitMatch") -> ChosenVisit | None:
    """None for a patient without a fitting visit."""
    if match.encounter_id is None:
        return None
    return ChosenVisit(
        encounter_id=match.encounter_id,
        patient_id=match.patient_id,
        patient=match.patient_name,
        day=day_words(match.date_of_service),
        account=match.account,
        confidence=match.confidence,
        reasons=match.reasons,
    )


def stated_words(patient: "StatedPatient") -> tuple[str, str]:
    """Name, and what else the document says: "born 03/17/1984 · AC-1023"."""
    name = patient.name.sorted if patient.name else tr("no name")
    born = tr("born {day}", day=day_words(patient.birth_date)) if patient.birth_date else ""
    number = patient.identifiers[0].value if patient.identifiers else ""
    return name, " · ".join(part for part in (born, number) if part)


def likely_words(confidence: float | None) -> str:
    return tr("{share} % likely", share=round(100 * confidence)) if confidence is not None else tr("chosen by you")


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A cell: what it says first, what it adds, and its tone ("text", "green", "amber", "red")."""

    first: str
    second: str = ""
    tone: str = "text"


def cells_of(arrival: Arrival) -> tuple[TwoLines, ...]:
    """One for each column."""
    received, details, visit = arrival.received, arrival.details, arrival.visit
    if received is None or details is None:
        return (TwoLines(arrival.name), TwoLines(""), TwoLines(""), TwoLines(""), TwoLines(arrival.state, "", "red"))
    role = role_words(details.author_role) if details.author_role else tr("by whom?")
    written = day_words(details.written_on) or tr("when?")
    where = TwoLines(visit.patient, f"{visit.day} · {visit.account}") if visit else TwoLines("–")
    sure = likely_words(visit.confidence) if visit else ""
    tone = "red" if arrival.refusal else "green" if arrival.is_ready else "amber"
    return (
        TwoLines(arrival.name, kind_words(details.kind)),
        TwoLines(details.author or tr("no author"), f"{role} · {written}"),
        TwoLines(*stated_words(received.patient)),
        where,
        TwoLines(arrival.state, sure, tone),
    )


class ArrivalsModel(QAbstractTableModel):
    """Rows keep their place; one that changes is replaced by its key."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Arrival] = []
        self._columns = (tr("Document"), tr("Written"), tr("Patient as stated"), tr("Visit"), tr("State"))

    @property
    def rows(self) -> tuple[Arrival, ...]:
        return tuple(self._rows)

    def row_of(self, key: int) -> int:
        """-1 when it is gone."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def arrival(self, place: int) -> Arrival | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def by_key(self, key: int) -> Arrival | None:
        return self.arrival(self.row_of(key))

    def add(self, rows: Sequence[Arrival]) -> None:
        if rows:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def put(self, row: Arrival) -> None:
        place = self.row_of(row.key)
        if place >= 0:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def take_away(self, keys: Sequence[int]) -> None:
        """Neighbours go together: whoever looks at the list is told once for each run of them, and not for each row."""
        gone = frozenset(keys)
        runs = [(is_gone, len(list(run))) for is_gone, run in groupby(self._rows, key=lambda row: row.key in gone)]
        end = len(self._rows)
        for is_gone, count in reversed(runs):
            if is_gone:
                self.beginRemoveRows(_NOWHERE, end - count, end - 1)
                del self._rows[end - count : end]
                self.endRemoveRows()
            end -= count

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        is_name = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._columns[section] if is_name else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.arrival(index.row()) if index.isValid() else None
        if row is None:
            return None
        cell = cells_of(row)[index.column()]
        if role == ROW_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (cell.first, cell.second) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.refusal or "\n".join(part for part in (cell.first, cell.second) if part)
        return None
