"""Cases of what stands first: never first, only first, and the order of drugs, late effects and acute conditions."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_external_cause_first(judge: Judge) -> None:
    """An external cause is never first.

    breaks: W19.XXXA, S52.501A
    allowed: XYZ -- no code at all
    breaks: Y92.010
    clean: S52.501A, W19.XXXA
    allowed: T71.161A, X83.8XXA -- a T code tells an injury
    """
    judge()


def test_secondary_observation_first(judge: Judge) -> None:
    """What other clinicians may note is secondary.

    breaks: Z68.35, E66.9
    breaks: Z59.00, F20.9
    breaks: R29.705, I63.9
    clean: E66.9, Z68.35
    allowed: R40.20 -- coma of unknown cause, no scale
    """
    judge()


def test_first_listed_only(judge: Judge) -> None:
    """Some Z codes are first or not at all.

    breaks: I10, Z00.00
    breaks: C50.911, Z51.11
    breaks: I10, Z34.82
    breaks: J44.9, Z01.811
    clean: Z00.00, I10
    clean: Z51.11, C50.911
    allowed: Z00.129, Z02.5 -- two such encounters on one day
    allowed: Z51.11, Z51.0, C50.911
    allowed: I10, Z00.6 -- excepted from the list
    allowed: O99.012, Z39.0 -- the mother's codes have priority
    allowed: I10, Z12.11 -- screening may follow
    """
    judge()


def test_status_code_first(judge: Judge) -> None:
    """A status first is a question.

    breaks: Z79.4, E11.9
    breaks: B96.20, N39.0
    clean: E11.9, Z79.4
    allowed: Z99.12 -- excepted: it is first-listed only
    allowed: Z85.3 -- history may be why the patient came
    """
    judge()


def test_poisoning_not_first(judge: Judge) -> None:
    """Poisoning and toxic effect before what they cause.

    breaks: R40.20, T40.2X1A
    breaks: J96.01, T58.01XA
    clean: T40.2X1A, R40.20
    clean: T58.01XA, J96.01
    allowed: L27.0, T36.0X5A -- an adverse effect follows
    allowed: T40.2X1A, T42.4X1A, R40.20 -- two drugs
    allowed: O9A.212, T40.2X1A -- the mother's codes have priority
    allowed: G92.9, T40.2X1S -- a late effect
    """
    judge()


def test_adverse_effect_first(judge: Judge) -> None:
    """The adverse effect before the drug.

    breaks: T36.0X5A, L27.0
    breaks: Z79.01, T45.515A -- no effect is coded
    allowed: L27.0, T36.0X5A, T45.515A -- two drugs
    breaks: T36.95XA
    clean: L27.0, T36.0X5A
    allowed: T36.0X1A, L27.0 -- a poisoning is first
    """
    judge()


def test_underdosing_first(judge: Judge) -> None:
    """Underdosing is never first.

    breaks: T46.5X6A, I10
    clean: I10, T46.5X6A
    allowed: T46.5X1A, I95.2 -- a poisoning is first
    """
    judge()


def test_underdosing_reason(judge: Judge) -> None:
    """Why too little was taken.

    breaks: I10, T46.5X6A
    clean: I10, T46.5X6A, Z91.148
    allowed: I95.2, T46.5X5A -- an adverse effect has no such reason
    """
    judge()


def test_acute_before_chronic(judge: Judge) -> None:
    """Acute before chronic.

    breaks: N18.31, N17.9
    breaks: K86.1, K85.90
    clean: N17.9, N18.31
    allowed: J32.9, J20.9 -- two diseases, each of its own
    """
    judge()


def test_combination_code(judge: Judge) -> None:
    """One code reports both.

    breaks: K81.0, K81.1
    breaks: J44.9, J44.1
    breaks: F10.20, F10.239
    breaks: A41.9, B96.20
    breaks: J18.9, B95.61
    allowed: A41.9, J18.9 -- the focus of a sepsis
    allowed: J44.0, J44.1, J18.9 -- infection and exacerbation
    breaks: I50.21, I50.22
    breaks: I25.10, I20.9
    clean: K81.2
    clean: I25.119
    allowed: K80.20, K81.9 -- the inflammation is not told
    allowed: I25.10, I21.4 -- an infarction is coded beside it
    """
    judge()


def test_sequela_first(judge: Judge) -> None:
    """What remains stands first.

    breaks: S52.501S, M24.541
    breaks: B90.9, J47.9
    clean: M24.541, S52.501S
    allowed: I69.351 -- tells both in one code
    allowed: S52.501D -- healing, no late effect
    """
    judge()


def test_sequela_with_acute(judge: Judge) -> None:
    """Not the acute condition beside its late effect.

    breaks: M24.541, S52.501S, S52.501A
    breaks: J47.9, B90.9, A15.0
    clean: M24.541, S52.501S
    allowed: I63.9, I69.351 -- a new stroke beside deficits of an old one
    allowed: M24.541, S52.501S, S52.502A -- the other arm
    """
    judge()


def test_covid_after_manifestation(judge: Judge) -> None:
    """COVID-19 before what it causes.

    breaks: J80, U07.1
    clean: U07.1, J80
    allowed: A41.89, U07.1, J80 -- sepsis goes by its own rule
    allowed: I10, U07.1 -- no manifestation
    """
    judge()


def test_malignancy_of_transplant(judge: Judge) -> None:
    """The complication of the transplant before C80.2.

    breaks: C80.2, T86.19, C64.1
    breaks: C80.2
    clean: T86.19, C80.2, C64.1
    allowed: C64.1, Z94.0 -- a cancer elsewhere
    """
    judge()


def test_severe_sepsis_first(judge: Judge) -> None:
    """Severe sepsis is never first.

    breaks: R65.20, A41.9, N17.9
    breaks: R65.10, T67.01XA
    clean: A41.9, R65.20, N17.9
    allowed: A41.9 -- sepsis itself may be first
    """
    judge()


def test_severe_sepsis_without_infection(judge: Judge) -> None:
    """Severe sepsis has its infection.

    breaks: J18.9, R65.20, N17.9
    clean: A41.9, R65.20, N17.9
    allowed: O85, R65.20, N17.9 -- puerperal sepsis is one
    allowed: T81.44XA, R65.21 -- sepsis after a procedure is one
    """
    judge()


def test_severe_sepsis_without_organ(judge: Judge) -> None:
    """Severe sepsis without shock names the organ.

    breaks: A41.9, R65.20
    clean: A41.9, R65.20, N17.9
    allowed: A41.9, R65.21 -- the shock says it
    allowed: A41.9, R65.20, J96.01, Z99.11
    """
    judge()


def test_unacceptable_principal(judge: Judge) -> None:
    """The code editor's list is for inpatients.

    breaks: Z00.00 [inpatient]
    breaks: Z12.11, K63.5 [inpatient]
    breaks: Z51.89 [inpatient]
    clean: I50.22, Z79.4 [inpatient]
    allowed: Z00.129 -- right first at an office visit
    allowed: Z51.89, J18.9 [inpatient] -- accepted with a secondary diagnosis
    """
    judge()
