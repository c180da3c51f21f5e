"""The files of payers' answers, byte for byte, and each answer beside the batch and claim that it answers."""

import zlib
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, or_, select

from coderdesk.domain.billing.answers.kept_answer import AnswerFile, KeptAnswer, ReceivedAnswer
from coderdesk.domain.values.ids import ClaimId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.codec import from_json
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.short_json import to_short_json
from coderdesk.storage.tables.billing import export_batch_claim
from coderdesk.storage.tables.claim_answers import answer_file, claim_answer
from coderdesk.storage.trouble import NotInVault

_FAST = 1
_LISTED = tuple(AnswerFile.__dataclass_fields__)


class ClaimAnswerRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, file: AnswerFile, answers: tuple[KeptAnswer, ...], *, content: bytes | None) -> None:
        """Keep a file with what it answers; `content` is None when the same bytes are kept already."""
        values = {name: getattr(file, name) for name in _LISTED}
        packed = None if content is None else zlib.compress(content, _FAST)
        self._rows.connection.execute(insert(answer_file), {**values, "packed": packed})
        rows = [_row_of(file.id, place, answer) for place, answer in enumerate(answers, start=1)]
        if rows:
            self._rows.connection.execute(insert(claim_answer), rows)
        self._rows.note(Kind.CLAIM_ANSWER, file.id)

    def files(self) -> tuple[AnswerFile, ...]:
        """The newest first."""
        columns = [answer_file.c[name] for name in _LISTED]
        ordered = select(*columns).order_by(answer_file.c.received_at.desc(), answer_file.c.id.desc())
        return tuple(AnswerFile(**row._mapping) for row in self._rows.all(ordered))

    def files_with(self, sha256: str) -> tuple[AnswerFile, ...]:
        """The files of that content, the first that came first."""
        columns = [answer_file.c[name] for name in _LISTED]
        theirs = select(*columns).where(answer_file.c.sha256 == sha256)
        ordered = theirs.order_by(answer_file.c.received_at, answer_file.c.id)
        return tuple(AnswerFile(**row._mapping) for row in self._rows.all(ordered))

    def content(self, file_id: str) -> bytes:
        """Raises NotInVault when there is no such file, or its bytes are kept with an earlier one."""
        row = self._rows.one(
            select(answer_file.c.packed).where(answer_file.c.id == file_id), "file of answers", file_id
        )
        if row.packed is None:
            raise NotInVault("file of answers", file_id)
        return zlib.decompress(row.packed)

    def of_file(self, file_id: str) -> tuple[KeptAnswer, ...]:
        """In the file's order."""
        ordered = select(claim_answer.c.body).where(claim_answer.c.file_id == file_id).order_by(claim_answer.c.place)
        return tuple(from_json(KeptAnswer, row.body) for row in self._rows.all(ordered))

    def of_claim(self, claim_id: ClaimId) -> tuple[ReceivedAnswer, ...]:
        """Those to the claim and to the files that it left in, the first that came first."""
        batches = select(export_batch_claim.c.batch_id).where(export_batch_claim.c.claim_id == claim_id)
        to_all = claim_answer.c.claim_id.is_(None) & claim_answer.c.batch_id.in_(batches)
        return self._received(or_(claim_answer.c.claim_id == claim_id, to_all))

    def of_held_claim(self, claim_id: str) -> tuple[ReceivedAnswer, ...]:
        """The first that came first."""
        return self._received(claim_answer.c.held_claim_id == claim_id)

    def matched(self) -> tuple[ReceivedAnswer, ...]:
        """All that belong to something that the desk sent, the first that came first."""
        return self._received(claim_answer.c.batch_id.is_not(None) | claim_answer.c.claim_id.is_not(None))

    def _received(self, which: ColumnElement[bool]) -> tuple[ReceivedAnswer, ...]:
        joined = select(claim_answer.c.body, answer_file.c.id, answer_file.c.name, answer_file.c.received_at).join(
            answer_file, answer_file.c.id == claim_answer.c.file_id
        )
        ordered = joined.where(which).order_by(answer_file.c.received_at, answer_file.c.id, claim_answer.c.place)
        return tuple(_received_of(row) for row in self._rows.all(ordered))


def _received_of(row: Row[Any]) -> ReceivedAnswer:
    answer = from_json(KeptAnswer, row.body)
    return ReceivedAnswer(answer=answer, file_id=row.id, file_name=row.name, received_at=row.received_at)


def _row_of(file_id: str, place: int, answer: KeptAnswer) -> dict[str, Any]:
    return {
        "file_id": file_id,
        "place": place,
        "level": answer.level,
        "verdict": answer.verdict,
        "batch_id": answer.batch_id,
        "claim_id": answer.claim_id,
        "held_claim_id": answer.held_claim_id,
        "body": to_short_json(answer),
    }
