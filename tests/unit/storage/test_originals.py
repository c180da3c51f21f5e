"""Originals in the vault: kept once, never changed, gone with a rolled-back transaction."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from coderdesk.domain.clinical.received_document import Box, MediaKind, Original, Place, PlaceMap, ReceivedDocument
from coderdesk.domain.values.ids import DocumentId
from coderdesk.storage.trouble import NeverChanged, NotInVault
from coderdesk.storage.unit_of_work import UnitOfWork
from tests.helpers.vaults import DRAFT, ENCOUNTER, clone, fill, make_template, opened, writing

PLACES = PlaceMap((Place(0, 3, 1, Box(10, 20, 30, 40)), Place(4, 9, 2, None, "OBX[1]-5")))
FILE = Original.of("scan.pdf", MediaKind.PDF, b"%PDF" + bytes(5000))


def received(**changes: Any) -> ReceivedDocument:
    return replace(ReceivedDocument(original=FILE, deriver="pdf 1", text=DRAFT.text, places=PLACES), **changes)


@pytest.fixture
def vault(tmp_path: Path) -> Any:
    opened_vault = opened(clone(make_template(tmp_path), tmp_path / "a.vault"))
    fill(opened_vault)
    yield opened_vault
    opened_vault.close()


def test_what_was_kept_comes_back(vault: Any) -> None:
    envelope = Original.of("in.json", MediaKind.FHIR, b"{}")
    with writing(vault) as unit:
        unit.originals.add(DRAFT.id, received(envelope=envelope, part=3), text_hash=DRAFT.hash)
    with vault.reading() as unit:
        kept = unit.originals.of_document(DRAFT.id)
        assert kept is not None
        assert (kept.original, kept.places, kept.part) == (FILE, PLACES, 3)
        assert unit.originals.get(kept.envelope_sha256 or "") == envelope
        assert unit.originals.documents_from(envelope.sha256) == ((ENCOUNTER.id, DRAFT.id, 3),)
        assert unit.originals.documents_from(FILE.sha256) == ()
        assert unit.originals.of_document(DocumentId("document-2")) is None
        assert unit.audit.tail()[0].touched[0].id == DRAFT.id


def test_the_same_bytes_are_kept_once(vault: Any) -> None:
    with writing(vault) as unit:
        unit.originals.add(DRAFT.id, received(), text_hash=DRAFT.hash)
        unit.originals.add(
            DocumentId("document-2"), received(original=replace(FILE, name="copy.pdf")), text_hash=DRAFT.hash
        )
    with vault.reading() as unit:
        assert unit.connection.execute(text("SELECT count(*), min(length(packed)) FROM original")).one()[0] == 1
        assert len(unit.originals.documents_from(FILE.sha256)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE original SET packed = x'00'",
        "DELETE FROM original",
        "UPDATE document_original SET sha256 = sha256",
        "DELETE FROM document_original",
        "INSERT OR REPLACE INTO original SELECT * FROM original",
        "INSERT OR REPLACE INTO document_original SELECT * FROM document_original",
    ],
)
def test_an_original_is_never_changed_by_any_statement(vault: Any, statement: str) -> None:
    with writing(vault) as unit:
        unit.originals.add(DRAFT.id, received(), text_hash=DRAFT.hash)
    with pytest.raises(NeverChanged), writing(vault) as unit:
        unit.connection.execute(text(statement))
    with vault.reading() as unit:
        assert unit.originals.get(FILE.sha256) == FILE


def test_a_failed_step_keeps_nothing(vault: Any) -> None:
    with pytest.raises(NotInVault), writing(vault) as unit:
        _add_then_fail(unit)
    with vault.reading() as unit, pytest.raises(NotInVault):
        unit.originals.get(FILE.sha256)


def _add_then_fail(unit: UnitOfWork) -> None:
    unit.originals.add(DRAFT.id, received(), text_hash=DRAFT.hash)
    unit.documents.get(DocumentId("gone"))
