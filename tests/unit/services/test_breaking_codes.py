"""What breaks on 1 October 2026: visits, favourites, charge items, fees and notes, with what took a code's place."""

import json
from dataclasses import replace
from datetime import date

import pytest

from coderdesk.cli import parsed_command
from coderdesk.domain.billing.fees import ChargeItem, Fee
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.money import Money
from coderdesk.services import own_codes
from coderdesk.services.breaking_codes import Breakage, BrokenUse, DaysReversed, UsedIn, breaking_codes, retitled
from coderdesk.services.coding import ask_provider
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.desk import Desk
from coderdesk.shared.paths import Paths
from tests.helpers.code_book import a_code
from tests.helpers.demo import MAIN_VISIT

BEFORE, AFTER = date(2026, 9, 30), date(2026, 10, 1)
DX = CodeSystem.ICD10CM


def uses(desk: Desk, first: date = BEFORE, last: date = AFTER) -> tuple[BrokenUse, ...]:
    return breaking_codes(vault=desk.vault, library=desk.library, first=first, last=last).uses


def of(desk: Desk, value: str) -> dict[UsedIn, BrokenUse]:
    return {use.used_in: use for use in uses(desk) if use.code.value == value}


def used(desk: Desk, value: str) -> None:
    """Everywhere a practice can use a code."""
    own_codes.add_favourite(desk=desk, system=DX, value=value, group="Heart")
    own_codes.save_code_note(desk=desk, system=DX, value=value, text="ask for the type")
    ask_provider(desk=desk, encounter_id=MAIN_VISIT, system=DX, code=value, note="type?")
    with desk.vault.writing(actor="x", action="x", now=desk.clock.now()) as unit:
        unit.fees.save_charge_items((ChargeItem(system=DX, code=value, words="our words"),))
        unit.fees.save_fees((Fee(code=value, price=Money(100)),))


def visit_on(desk: Desk, day: date, status: EncounterStatus = EncounterStatus.IN_PROGRESS) -> None:
    with desk.vault.writing(actor="x", action="x", now=desk.clock.now()) as unit:
        unit.encounters.save(replace(unit.encounters.get(MAIN_VISIT), date_of_service=day, status=status))


def test_a_code_that_splits_is_found_wherever_it_is_used(demo: Desk) -> None:
    """I42.0 becomes a heading on 1 October 2026, with I42.00, I42.01 and I42.09 below it"""
    assert of(demo, "I42.0") == {}
    used(demo, "I42.0")
    visit_on(demo, AFTER)
    found = of(demo, "I42.0")
    assert set(found) == set(UsedIn)
    code = found[UsedIn.FAVOURITE].code
    assert (code.breakage, code.ends_on) == (Breakage.SPLITS, BEFORE)
    assert [one.value for one in code.successors] == ["I42.00", "I42.01", "I42.09"]
    assert all(use.needs_change for use in found.values())
    assert found[UsedIn.VISIT].encounter_id == MAIN_VISIT


def test_a_visit_before_the_day_keeps_its_code(demo: Desk) -> None:
    """the code follows the day of service: 30 September stays, 1 October changes, and what stays is listed last"""
    used(demo, "I42.0")
    visit_on(demo, BEFORE)
    assert not of(demo, "I42.0")[UsedIn.VISIT].needs_change
    assert not uses(demo)[-1].needs_change
    visit_on(demo, AFTER)
    assert of(demo, "I42.0")[UsedIn.VISIT].needs_change


def test_what_was_sent_is_no_work(demo: Desk) -> None:
    used(demo, "I42.0")
    visit_on(demo, AFTER, EncounterStatus.BILLED)
    assert UsedIn.VISIT not in of(demo, "I42.0")


def test_a_code_that_stays_and_one_that_nobody_knows_are_left_out(demo: Desk) -> None:
    used(demo, "I10")
    own_codes.add_favourite(desk=demo, system=CodeSystem.HCPCS, value="ZZZZZ", group="")
    assert of(demo, "I10") == {}
    assert of(demo, "ZZZZZ") == {}


def test_a_system_without_a_release_is_said_and_not_guessed(demo: Desk) -> None:
    """the demo bills CPT, which is not shipped"""
    told = breaking_codes(vault=demo.vault, library=demo.library, first=BEFORE, last=AFTER)
    assert CodeSystem.CPT in told.unknown
    assert DX not in told.unknown


def test_days_in_their_order(demo: Desk) -> None:
    with pytest.raises(DaysReversed):
        uses(demo, AFTER, BEFORE)
    with pytest.raises(DaysReversed):
        uses(demo, AFTER, AFTER)


def test_a_title_that_says_something_else_is_told() -> None:
    """other words: told, with the day before they began; capitals, or titles that are not known: nothing"""
    old = a_code("X10", "Contact with hot drinks", start=date(2025, 10, 1), end=BEFORE)
    new = replace(old, title="Contact with hot food", in_force=a_code("X10", start=AFTER).in_force)
    told = retitled(old, new, AFTER)
    assert told is not None
    assert (told.breakage, told.new_title, told.ends_on) == (Breakage.RETITLED, "Contact with hot food", BEFORE)
    assert retitled(old, replace(new, title="Contact  with HOT drinks"), AFTER) is None
    assert retitled(old, replace(new, title=""), AFTER) is None


def test_the_command_tells_it_as_json_and_as_lines(
    demo: Desk,
    demo_paths: Paths,
    library_paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    used(demo, "I42.0")
    path = demo.vault.path
    demo.vault.close()
    monkeypatch.setenv("CODERDESK_HOME", str(library_paths.cache.parent))
    monkeypatch.setenv("CODERDESK_PASSPHRASE", PASSPHRASE)
    words = ["codesets", "changes", "--from", "2026-09-30", "--to", "2026-10-01", "--vault", str(path)]
    for json_too in ([], ["--json"]):
        command = parsed_command([*words, *json_too])
        assert command.run is not None
        assert command.run(command.arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    told = json.loads(lines[-1])
    assert {use["code"] for use in told["uses"]} >= {"I42.0"}
    assert (told["from"], told["to"]) == ("2026-09-30", "2026-10-01")
    assert any("I42.00, I42.01, I42.09" in line for line in lines[:-1])


def test_the_day_is_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed_command(["codesets", "changes", "--from", "October", "--to", "2026-10-01"])
    assert "not a date" in capsys.readouterr().err
