"""Cases of order and stage: sepsis and HIV before what came of them, circumstances of an injury, weeks of a pregnancy."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_sepsis_after_local_infection(judge: Judge) -> None:
    """Sepsis stands before the infection that it came with.

    breaks: J18.9:Y, A41.9:Y [inpatient]
    breaks: N39.0, A41.51
    clean: A41.9, J18.9
    allowed: J18.9:Y, A41.9:N [inpatient] -- it came after admission
    allowed: T81.44XA, A41.9 -- after a procedure
    """
    judge()


def test_hiv_after_its_condition(judge: Judge) -> None:
    """HIV disease before the conditions that come with it.

    breaks: B37.0, B20
    breaks: B59, B20
    clean: B20, B37.0
    allowed: S52.501A, B20 -- an injury does not come of it
    allowed: O98.711, B37.0, B20, Z3A.10 -- the pregnancy has priority
    """
    judge()


def test_circumstance_not_stated(judge: Judge) -> None:
    """What is not stated is left out.

    breaks: S52.501A, W19.XXXA, Y92.9
    breaks: S52.501A, Y93.9
    clean: S52.501A, W19.XXXA
    allowed: S52.501A, Y92.89 -- another place is stated
    """
    judge()


def test_cause_at_another_stage(judge: Judge) -> None:
    """The external cause is at the stage of the injury.

    breaks: S52.501D, W19.XXXA
    breaks: S52.501A, W19.XXXD
    breaks: M24.541, S52.501S, W19.XXXA
    clean: S52.501A, W19.XXXA
    clean: S52.501D, W19.XXXD
    allowed: S52.501D, S01.81XA, W19.XXXA -- a second injury today
    allowed: M80.051G, W18.30XD -- both in later care
    """
    judge()


def test_trimester_untold(judge: Judge) -> None:
    """The weeks tell the trimester.

    breaks: O99.019, Z3A.30
    clean: O99.013, Z3A.30
    allowed: O99.019, Z3A.00 -- the weeks are not known either
    """
    judge()


def test_weeks_against_code(judge: Judge) -> None:
    """Some codes are for certain weeks.

    breaks: O60.14X0, Z37.0, Z3A.39
    breaks: O48.0, Z3A.38
    breaks: O21.2, Z3A.15
    clean: O60.14X0, Z37.0, Z3A.35
    clean: O48.0, Z3A.40
    allowed: O48.0, Z3A.00 -- the weeks are not known
    allowed: O21.9, Z3A.15 -- no weeks in its title
    """
    judge()


def test_outcome_without_delivery(judge: Judge) -> None:
    """An outcome has its delivery.

    breaks: I10, Z37.0
    clean: O80, Z37.0, Z3A.39
    allowed: Z38.00 -- the child's own record
    """
    judge()


def test_bmi_in_pregnancy(judge: Judge) -> None:
    """No body mass index during pregnancy.

    breaks: O99.212, E66.9, Z68.41, Z3A.20
    clean: O99.212, E66.9, Z3A.20
    allowed: E66.9, Z68.41
    """
    judge()
