"""Cases of care: examinations, injuries, pregnancy, birth, present on admission, age and sex."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_examination_finding_missing(judge: Judge) -> None:
    """ "With abnormal findings" names the finding.

    breaks: Z00.01
    breaks: Z00.121, Z23
    clean: Z00.01, R03.0
    allowed: Z00.00 -- nothing was found
    allowed: Z00.121, H66.001
    """
    judge()


def test_examination_finding_untold(judge: Judge) -> None:
    """An abnormal finding beside "without".

    breaks: Z00.00, R91.1
    breaks: Z00.129, H66.91 -- what is acute was found today
    clean: Z00.01, R91.1
    allowed: Z00.00, I10 -- a known disease is no finding
    allowed: Z01.419, Z80.3
    """
    judge()


def test_screening_after_finding(judge: Judge) -> None:
    """Screening first when it is the reason.

    breaks: K63.5, Z12.11
    clean: Z12.11, K63.5
    allowed: K21.9, Z12.11 -- no finding of that screening
    """
    judge()


def test_reason_for_surgery_missing(judge: Judge) -> None:
    """The reason for the surgery follows.

    breaks: Z01.818
    breaks: Z01.810, Z95.5
    clean: Z01.818, K40.90
    allowed: Z01.818, Z30.2 -- sterilization is the reason
    """
    judge()


def test_aftercare_of_injury(judge: Judge) -> None:
    """The 7th character tells aftercare.

    breaks: S52.501D, Z47.89
    breaks: M80.051D, Z47.89
    breaks: S01.81XD, Z48.02
    clean: S52.501D
    allowed: Z47.1, Z96.651 -- a joint, no injury
    allowed: M24.541, S52.501S, Z47.89 -- only a late effect
    """
    judge()


def test_injury_in_two_stages(judge: Judge) -> None:
    """One stage of care.

    breaks: S52.501A, S52.501D
    clean: S52.501A, S82.61XD
    allowed: S52.501A, S52.502D -- two arms
    """
    judge()


def test_circumstance_told_twice(judge: Judge) -> None:
    """One place, one activity.

    breaks: S52.501A, Y92.010, Y92.480
    clean: S52.501A, Y92.010, Y93.01
    allowed: S52.501A, W19.XXXA, W22.8XXA -- two causes
    """
    judge()


def test_circumstance_after_first_care(judge: Judge) -> None:
    """The place at the initial encounter.

    breaks: S52.501D, Y92.010
    clean: S52.501A, Y92.010
    allowed: S52.501D, W19.XXXD -- the cause is told on
    allowed: S52.501D, S01.81XA, Y92.010 -- one injury is new
    """
    judge()


def test_fracture_with_osteoporosis(judge: Judge) -> None:
    """The weak bone.

    breaks: S72.001A, M81.0, W18.30XA
    clean: M80.051A, W18.30XA
    allowed: S72.001A, M81.0, V43.52XA -- a strong force
    allowed: S72.001A, W18.30XA -- no osteoporosis is known
    """
    judge()


def test_pregnancy_not_first(judge: Judge) -> None:
    """Chapter 15 has priority.

    breaks: I10, O09.92, Z3A.20
    clean: O09.92, I10, Z3A.20
    allowed: Z33.2, O04.5 -- excepted
    allowed: M24.541, O94 -- a late effect of it follows
    """
    judge()


def test_normal_supervision_with_complication(judge: Judge) -> None:
    """Normal, and complicated.

    breaks: Z34.82, O99.012
    clean: Z34.82, Z3A.22
    allowed: O09.522, Z3A.20 -- high risk is a code of chapter 15
    """
    judge()


def test_incidental_pregnancy_with_complication(judge: Judge) -> None:
    """Incidental, and complicated.

    breaks: O99.012, Z33.1
    clean: S93.401A, Z33.1
    allowed: O99.012, Z3A.20
    """
    judge()


def test_weeks_missing(judge: Judge) -> None:
    """The weeks of gestation.

    breaks: O24.410
    clean: O24.410, Z3A.28
    allowed: O03.9 -- not with an abortion
    allowed: O86.04 -- not in the puerperium
    allowed: O90.81 -- not after birth
    """
    judge()


def test_weeks_without_pregnancy(judge: Judge) -> None:
    """Weeks of no pregnancy.

    breaks: O03.9, Z3A.08 -- an abortive outcome
    breaks: Z33.2, Z3A.08
    allowed: O86.12, O34.211, Z37.0, Z3A.39 -- the delivery itself
    breaks: I10, Z3A.20
    clean: O24.410, Z3A.28
    allowed: Z34.82, Z3A.22
    """
    judge()


def test_trimester_against_weeks(judge: Judge) -> None:
    """Trimester and weeks.

    breaks: O99.011, Z3A.30
    breaks: O99.012, Z3A.13
    clean: O99.012, Z3A.14
    clean: O99.013, Z3A.28
    allowed: O99.012, Z3A.00 -- weeks not stated
    allowed: O24.410, Z3A.30 -- no trimester in the title
    """
    judge()


def test_outcome_of_delivery_missing(judge: Judge) -> None:
    """The outcome of delivery.

    breaks: O80, Z3A.39
    breaks: O99.02, Z3A.39
    clean: O80, Z37.0, Z3A.39
    allowed: O99.013, Z3A.36 -- not delivered
    """
    judge()


def test_normal_delivery_with_complication(judge: Judge) -> None:
    """Normal means none.

    breaks: O80, O70.0, Z37.0
    breaks: O80, Z37.2
    clean: O80, Z37.0, Z3A.39
    allowed: O70.0, Z37.0, Z3A.39
    """
    judge()


def test_newborn_code_on_mother(judge: Judge) -> None:
    """Mother and child have a record each.

    breaks: O80, Z37.0, P07.39
    breaks: O80, Z38.00
    clean: O80, Z37.0, Z3A.39
    allowed: Z38.00, P07.39 -- the child's record
    """
    judge()


def test_birth_not_first(judge: Judge) -> None:
    """The birth record.

    breaks: P59.9, Z38.00
    allowed: O80, Z37.0, Z38.00 -- that it stands on the mother's record is said elsewhere
    clean: Z38.00, P59.9
    allowed: P59.9 -- a later visit
    """
    judge()


def test_birth_told_twice(judge: Judge) -> None:
    """Born once.

    breaks: Z38.00, Z38.01
    clean: Z38.00
    allowed: Z38.30, P07.18
    """
    judge()


def test_birth_long_ago(judge: Judge) -> None:
    """Only at birth.

    breaks: Z38.00 [born 2022-05-01]
    clean: Z38.00 [born 2026-03-15]
    allowed: Z38.00 [born 2025-12-20] -- a long stay that began with the birth
    """
    judge()


def test_present_on_admission_illegal(judge: Judge) -> None:
    """Y, N, U or W.

    breaks: J18.9:X [inpatient]
    clean: J18.9:Y [inpatient]
    allowed: J18.9:X -- not asked of outpatients
    allowed: Z79.4:1, J18.9:Y [inpatient] -- an older mark of exempt codes
    """
    judge()


def test_present_on_admission_missing(judge: Judge) -> None:
    """Each that is not exempt.

    breaks: J18.9:Y, N17.9 [inpatient]
    clean: J18.9:Y, N17.9:N [inpatient]
    allowed: J18.9:Y, Z79.4 [inpatient] -- exempt
    allowed: J18.9, N17.9 [inpatient] -- not given at all, not judged
    allowed: J18.9:Y, S52.501D [inpatient] -- later care of an injury is exempt
    """
    judge()


def test_age_conflict(judge: Judge) -> None:
    """Age groups of the code editor.

    breaks: Z00.129 [F 1972-01-01]
    breaks: O80 [F 1950-01-01]
    breaks: P59.9 [born 1990-01-01]
    clean: Z00.129 [F 2020-01-01]
    allowed: P27.1 [born 2010-01-01] -- may last for life
    allowed: Z00.129 -- no date of birth is given
    """
    judge()


def test_sex_conflict(judge: Judge) -> None:
    """A warning, never more.

    breaks: N40.0 [F]
    breaks: O80 [M]
    clean: N40.0 [M]
    allowed: Z15.03 -- sex is not given
    breaks: C50.911 [M] -- its title says female breast
    clean: C50.921 [M]
    allowed: N63.10 [M] -- both have it
    """
    judge()


def test_service_before_birth(judge: Judge) -> None:
    """A service before birth.

    breaks: I10 [born 2026-06-01]
    clean: Z38.00 [born 2026-03-16]
    allowed: I10 [born 1940-01-01]
    """
    judge()
