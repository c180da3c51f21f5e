"""Never lose work: a process killed at any point leaves every acknowledged write behind, and a whole vault."""

import json
import random
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coderdesk.domain.coding.edits.not_documented import missing_evidence
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_practice import open_demo_desk
from coderdesk.services.desk import Desk
from coderdesk.services.visits import load_visit
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.storage.check import check_vault
from tests.e2e.working_coder import facts_of, writes_of
from tests.helpers.demo import NOW

ROOT = Path(__file__).parents[2]
KILLS = 20
SEED = 20260504


def run_and_kill(paths: Paths, chance: random.Random) -> list[dict[str, Any]]:
    """Let a coder work, kill the process between the next two lines it writes or a moment later; what it wrote, as read."""
    arguments = [str(paths.vaults), str(paths.cache), str(paths.state), str(chance.random())]
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.working_coder", *arguments], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert child.stdout is not None
    wanted = chance.randint(1, 60)
    received = b""
    while received.count(b"\n") < wanted:
        part = child.stdout.read1()
        assert part, "the coder stopped by itself"
        received += part
    select.select([child.stdout], [], [], chance.uniform(0, 0.02))
    child.kill()
    received += child.stdout.read()
    child.stdout.close()
    assert child.wait() == -9
    return [json.loads(line) for line in received.split(b"\n")[:-1]]


def lost(desk: Desk, lines: list[dict[str, Any]]) -> list[str]:
    """Acknowledged facts that the vault does not hold; of the visit that was being worked on, either state is right."""
    acknowledged: dict[str, Any] = {}
    begun = ""
    for line in lines:
        begun = line.get("begins", "")
        if "done" in line:
            acknowledged[line["done"]] = line["facts"]
    writes = max((line["writes"] for line in lines if "done" in line), default=0)
    missing = [] if writes_of(desk) >= writes else [f"of {writes} writes the trail holds {writes_of(desk)}"]
    for encounter_id, facts in acknowledged.items():
        found = json.loads(json.dumps(facts_of(desk, EncounterId(encounter_id))))
        if found != facts and encounter_id != begun:
            missing.append(f"{encounter_id}: {facts} became {found}")
    return missing


def undocumented(desk: Desk) -> list[str]:
    with desk.vault.reading() as unit:
        visits = [load_visit(unit, row.id) for row in unit.encounters.all()]
    return [row.id for visit in visits for row in visit.assignments if row.is_billable and missing_evidence(row, visit)]


@pytest.mark.slow
def test_twenty_kills_lose_nothing(demo_paths: Paths, library: CodeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    """one vault, twenty lives: each goes on where the last was killed, in the middle of a write or between two"""
    chance = random.Random(SEED)
    writes = kills_inside = 0
    for kill in range(KILLS):
        lines = run_and_kill(demo_paths, chance)
        desk = open_demo_desk(paths=demo_paths, library=library, clock=FixedClock(NOW))
        try:
            assert not desk.is_read_only, kill
            assert check_vault(desk.vault) == (), kill
            assert lost(desk, lines) == [], f"seed {SEED}, kill {kill}"
            assert undocumented(desk) == [], kill
        finally:
            desk.vault.close()
        writes += sum("done" in line for line in lines)
        kills_inside += "begins" in lines[-1]
    told = f"\nseed {SEED}: {KILLS} kills, {kills_inside} inside an action, {writes} acknowledged actions, none lost\n"
    with capsys.disabled():
        sys.stdout.write(told)
    assert writes > 100
    assert kills_inside > 0
