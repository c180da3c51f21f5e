"""The demo practice in tests: its moment, its main visit, and ways to quote its documents."""

import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId
from coderdesk.services.coding import Passage, attach_code
from coderdesk.services.desk import Desk
from coderdesk.services.visits import open_visit

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
MAIN_VISIT = EncounterId("visit-20260504-01")
MAIN_NOTE = DocumentId("document-20260504-01-note")
EXPECTED = Path(__file__).parent.parent / "data" / "demo_expected_coding.toml"


def copy_vault(source: Path, target: Path) -> None:
    """A closed vault with its key envelope."""
    for suffix in ("", ".keys"):
        shutil.copyfile(f"{source}{suffix}", f"{target}{suffix}")


def document_of(desk: Desk, encounter_id: EncounterId = MAIN_VISIT, document_id: DocumentId = MAIN_NOTE) -> Document:
    return open_visit(desk=desk, encounter_id=encounter_id).visit.documents_by_id[document_id]


def passage(
    desk: Desk, words: str, encounter_id: EncounterId = MAIN_VISIT, document_id: DocumentId = MAIN_NOTE
) -> Passage:
    start = document_of(desk, encounter_id, document_id).text.index(words)
    return Passage(document_id, start, start + len(words))


def attach(desk: Desk, code: str, words: str, system: CodeSystem = CodeSystem.ICD10CM) -> AssignmentId:
    """Attach a code to the words of the main visit's note."""
    done = attach_code(desk=desk, encounter_id=MAIN_VISIT, system=system, code=code, passages=(passage(desk, words),))
    return done.assignment_id


def expected_coding(encounter_id: EncounterId = MAIN_VISIT) -> dict[str, Any]:
    """What a coder would attach to a visit that the demo leaves uncoded."""
    visits = tomllib.loads(EXPECTED.read_text("utf-8"))["visits"]
    found: dict[str, Any] = next(row for row in visits if row["id"] == encounter_id)
    return found
