"""Answers of payers as they come to the window: dropped, chosen, or found in a folder that is watched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from coderdesk.domain.billing.answers.kept_answer import AnswerFile, FileStanding
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.claim_answers import ImportedAnswers, import_answers, list_answer_files, waiting_answers
from coderdesk.services.claim_files import ImportedClaims, import_claims
from coderdesk.services.desk import Desk
from coderdesk.services.x12_files import holds_claims

_SEEN = "answers.seen"
_MOST_SEEN = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersTaken:
    """What came in at once. `aside` were kept with a reason; `missing` says of files that were not kept why not. `held` are
    files of claims from elsewhere that were read in."""

    files: tuple[ImportedAnswers, ...]
    missing: Mapping[Path, str] = field(default_factory=dict)
    held: tuple[ImportedClaims, ...] = ()

    @property
    def changes(self) -> Changes | None:
        """None when nothing new came."""
        made = [row.changes for row in self.files if row.changes is not None] + [row.changes for row in self.held]
        if not made:
            return None
        ids = tuple(dict.fromkeys(one for changes in made for one in changes.ids))
        kinds = (Kind.CLAIM_ANSWER, Kind.CLAIM, Kind.ENCOUNTER, Kind.CLAIM_FILE)
        return Changes.of(made[0].label if len(made) == 1 else f"Read {len(made)} files", *kinds, ids=ids)

    @property
    def aside(self) -> tuple[AnswerFile, ...]:
        return tuple(row.file for row in self.files if row.file.standing is not FileStanding.READ)

    @property
    def claims(self) -> int:
        return len({claim for row in self.files for claim in row.claims}) + sum(row.held for row in self.files)

    @property
    def refused(self) -> int:
        return len({claim for row in self.files for claim in row.refused})


def take_files(*, desk: Desk, files: Sequence[Path]) -> AnswersTaken:
    """Read files that a person brought: answers as `take_answers` does, and claims of another system as held claims."""
    claims = [path for path in files if holds_claims(path)]
    taken = take_answers(desk=desk, files=[path for path in files if path not in claims])
    held: list[ImportedClaims] = []
    missing = dict(taken.missing)
    for path in claims:
        try:
            held.append(import_claims(vault=desk.vault, clock=desk.clock, actor=desk.actor, path=path))
        except AppError as trouble:
            missing[path] = str(trouble)
    return replace(taken, held=tuple(held), missing=missing)


def take_answers(*, desk: Desk, files: Sequence[Path]) -> AnswersTaken:
    """Read files of answers one after another; one that cannot be read or kept holds none of the others up."""
    taken: list[ImportedAnswers] = []
    missing: dict[Path, str] = {}
    for path in files:
        try:
            taken.append(import_answers(vault=desk.vault, clock=desk.clock, actor=desk.actor, path=path))
        except AppError as trouble:
            missing[path] = str(trouble)
    return AnswersTaken(files=tuple(taken), missing=missing)


def take_waiting_answers(*, desk: Desk, folder: Path) -> AnswersTaken:
    """Read what lies in the watched folder and was not looked at before, and remember it in the vault. The files stay there.

    A file that is still being written is another one once it has grown. Raises FolderUnreadable.
    """
    seen = _seen(desk)
    waiting = waiting_answers(folder=folder, seen=seen)
    if not waiting or desk.is_read_only:
        return AnswersTaken(files=())
    taken = take_answers(desk=desk, files=[row[0] for row in waiting])
    there = [[str(path), size, changed] for path, size, changed in (*seen, *waiting) if path not in taken.missing]
    with desk.vault.writing(actor=desk.actor, action="answers_seen", now=desk.clock.now()) as unit:
        unit.settings.put(_SEEN, there[-_MOST_SEEN:])
    return taken


def _seen(desk: Desk) -> tuple[tuple[Path, int, int], ...]:
    with desk.vault.reading() as unit:
        stored: list[Any] = unit.settings.get(_SEEN, [])
    return tuple((Path(path), size, changed) for path, size, changed in stored)


def answer_files(*, desk: Desk) -> tuple[AnswerFile, ...]:
    """All that came in, read or kept aside with the reason, the newest first."""
    return list_answer_files(vault=desk.vault)
