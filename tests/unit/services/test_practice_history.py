"""New or established, from the practice's own visits in the vault."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.desk import Desk
from coderdesk.services.visits import history_of, load_visit, open_visit
from tests.helpers.demo import MAIN_VISIT, attach


def _seen(desk: Desk, day: date) -> None:
    """The patient of the main visit, seen by the same provider on another day."""
    with desk.vault.writing(actor=desk.actor, action="test", now=desk.clock.now()) as unit:
        visit = unit.encounters.get(MAIN_VISIT)
        earlier = replace(visit, id=EncounterId(f"seen-{day}"), account=f"SEEN{day:%Y%m%d}", date_of_service=day)
        unit.encounters.save(earlier)


def _told(desk: Desk) -> dict[str, str]:
    sheet = open_visit(desk=desk, encounter_id=MAIN_VISIT)
    wanted = ("new-patient-seen-before", "established-patient-not-seen")
    return {one.rule_id: one.message for one in sheet.findings if one.rule_id in wanted}


def test_a_new_patients_code_for_one_whom_the_practice_saw(demo: Desk) -> None:
    attach(demo, "99203", "Denies fever", CodeSystem.CPT)
    day = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.date_of_service
    _seen(demo, day.replace(year=day.year - 4))
    before = _told(demo)
    _seen(demo, day.replace(year=day.year - 1))
    assert "new-patient-seen-before" not in before
    assert f"SEEN{day.year - 1}" in _told(demo)["new-patient-seen-before"]


def test_an_established_patients_code_for_one_whom_nobody_saw(demo: Desk) -> None:
    """asked only where the books go back far enough to know"""
    attach(demo, "99213", "Denies fever", CodeSystem.CPT)
    day = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.date_of_service
    assert "established-patient-not-seen" not in _told(demo)
    _seen(demo, day.replace(year=day.year - 4))
    assert "established-patient-not-seen" in _told(demo)


def test_the_history_holds_the_services_of_the_years_before(demo: Desk) -> None:
    attach(demo, "99213", "Denies fever", CodeSystem.CPT)
    with demo.vault.reading() as unit:
        visit = load_visit(unit, MAIN_VISIT)
        services = tuple(row.code for row in visit.services)
        encounter = replace(visit.encounter, date_of_service=date.fromordinal(visit.date_of_service.toordinal() + 30))
        later = history_of(unit, replace(visit, encounter=encounter))
    (found,) = (one for one in later.visits if one.account == visit.encounter.account)
    assert found.services == services
    assert found.is_same_specialty
