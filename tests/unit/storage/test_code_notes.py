"""Notes on codes are never changed in place, by whatever way the vault is written."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.own_codes import CodeNote
from coderdesk.storage.trouble import NeverChanged
from coderdesk.storage.vault import Vault
from tests.helpers.vaults import NOW, writing

NOTE = CodeNote(
    system=CodeSystem.ICD10CM, value="N39.0", version=1, text="Ask for the site.", written_by="tester", written_at=NOW
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE code_note SET text = 'other'",
        "DELETE FROM code_note",
        "INSERT OR REPLACE INTO code_note SELECT * FROM code_note",
    ],
)
def test_a_version_of_a_note_stays_as_it_was_written(vault: Vault, statement: str) -> None:
    with writing(vault) as unit:
        unit.own_codes.add_note(NOTE)
    with pytest.raises(NeverChanged), writing(vault) as unit:
        unit.connection.execute(text(statement))
    with vault.reading() as unit:
        assert unit.own_codes.notes() == (NOTE,)


@pytest.mark.parametrize("version", [1, 3])
def test_versions_follow_one_another(vault: Vault, version: int) -> None:
    with writing(vault) as unit:
        unit.own_codes.add_note(NOTE)
    with pytest.raises(NeverChanged), writing(vault) as unit:
        unit.own_codes.add_note(replace(NOTE, version=version))
