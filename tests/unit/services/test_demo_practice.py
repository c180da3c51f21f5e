"""The demo practice: made once, whole or not at all, and every visit that waits can be coded as a coder would."""

import tomllib
from pathlib import Path

import pytest

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Place, blocking
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.claims import check_claim
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import demo_vault_path
from coderdesk.services.demo_practice import (
    DemoInTheMaking,
    DemoSources,
    apply_coding,
    ensure_demo_vault,
    open_demo_desk,
    passage_of,
)
from coderdesk.services.desk import Desk
from coderdesk.services.practices import list_practices
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress
from tests.helpers.demo import EXPECTED, MAIN_VISIT, NOW
from tests.helpers.demo_visits import ASKED, sheet_of

CLOCK = FixedClock(NOW)


class Killed(BaseException):
    pass


class KilledAt:
    """The end of the process when some number of visits is written."""

    is_cancelled = False

    def __init__(self, visits: int) -> None:
        self.visits = visits

    def report(self, *, done: int, total: int, what: str) -> None:
        del total, what
        if done >= self.visits:
            raise Killed


def test_making_it_twice_is_making_it_once(demo_paths: Paths, library: CodeLibrary) -> None:
    before = {path.name: path.read_bytes() for path in demo_paths.vaults.iterdir()}
    path = ensure_demo_vault(paths=demo_paths, library=library, clock=CLOCK, progress=KilledAt(0))
    assert path == demo_vault_path(demo_paths)
    assert {path.name: path.read_bytes() for path in demo_paths.vaults.iterdir()} == before


@pytest.mark.parametrize("visits", [1, 30])
def test_killed_while_making_leaves_nothing_under_its_name(tmp_path: str, library: CodeLibrary, visits: int) -> None:
    """after the first visit / after the last one; the next start makes it whole"""
    paths = Paths.under(tmp_path).made()
    with pytest.raises(Killed):
        ensure_demo_vault(paths=paths, library=library, clock=CLOCK, progress=KilledAt(visits))
    assert not demo_vault_path(paths).exists()
    assert list_practices(paths=paths) == ()
    path = ensure_demo_vault(paths=paths, library=library, clock=CLOCK, progress=NoProgress())
    assert {one.name for one in paths.vaults.iterdir()} == {path.name, f"{path.name}.keys"}
    desk = open_demo_desk(paths=paths, library=library, clock=CLOCK)
    assert len(list_worklist(desk=desk)) == 30
    desk.vault.close()


def test_every_waiting_visit_takes_its_expected_coding(demo: Desk) -> None:
    """18 visits: each code on its quotation, marked coded, and nothing that a coder could mend stands against it."""
    visits = tomllib.loads(EXPECTED.read_text("utf-8"))["visits"]
    for row in visits:
        encounter_id = EncounterId(row["id"])
        apply_coding(desk=demo, encounter_id=encounter_id, coding=row)
        sheet = sheet_of(demo, encounter_id)
        assert blocking(sheet.findings) == (), row["id"]
        assert sheet.visit.encounter.status is EncounterStatus.CODED
        assert [one.code for one in sheet.visit.diagnoses] == [one["code"] for one in row["diagnoses"]]
        assert [one.code for one in sheet.visit.services] == [one["code"] for one in row["services"]]
        assert check_claim(desk=demo, encounter_id=encounter_id) == ()
    statuses = [row.status for row in list_worklist(desk=demo)]
    assert len(visits) == 18
    assert EncounterStatus.TO_CODE not in statuses


def test_what_stands_against_a_coded_visit_is_in_the_records(demo: Desk) -> None:
    """Only the two patients whose records lack something; their coders are done."""
    blocked = {
        row.patient_last: {finding.location.place for finding in check_claim(desk=demo, encounter_id=row.encounter_id)}
        for row in list_worklist(desk=demo)
        if row.status is EncounterStatus.CODED and check_claim(desk=demo, encounter_id=row.encounter_id)
    }
    assert blocked == {"Delacroix-Munn": {Place.PATIENT}, "Zielinska": {Place.COVERAGE}}


def test_its_past_was_coded_on_the_day_of_the_visit(demo: Desk) -> None:
    """A question of 10/20/2026 has its age on the day on which the practice is opened."""
    asked = next(row for row in list_worklist(desk=demo) if row.encounter_id == ASKED)
    assert asked.oldest_query == asked.date_of_service


def test_words_that_do_not_stand_in_the_document_are_no_passage(demo: Desk) -> None:
    row = {"quote": "Fracture of the skull", "document_id": "document-20260504-01-note"}
    with pytest.raises(ValueError, match="substring"):
        passage_of(desk=demo, row=row, encounter_id=MAIN_VISIT)


def test_the_sources_are_the_files_of_the_demo() -> None:
    sources = DemoSources.read()
    assert len(sources.visits["visits"]) == 30
    assert sources.practice["practice"]["name"] == "Cedar Hill Family Medicine"


def test_two_windows_at_the_first_start_make_it_once(tmp_path: Path, library: CodeLibrary) -> None:
    """The second is told while the first one still works; what the first made opens."""
    paths = Paths.under(tmp_path).made()
    told: list[str] = []

    class Second:
        is_cancelled = False

        def report(self, *, done: int, total: int, what: str) -> None:
            del total, what
            if done == 1:
                with pytest.raises(DemoInTheMaking) as refusal:
                    ensure_demo_vault(paths=paths, library=library, clock=CLOCK, progress=NoProgress())
                told.append(str(refusal.value))

    ensure_demo_vault(paths=paths, library=library, clock=CLOCK, progress=Second())
    assert len(told) == 1
    desk = open_demo_desk(paths=paths, library=library, clock=CLOCK)
    try:
        assert len(list_worklist(desk=desk)) == 30
    finally:
        desk.vault.close()
