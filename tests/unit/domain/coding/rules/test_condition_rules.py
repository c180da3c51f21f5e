"""Cases of conditions that belong together: hypertension, diabetes, symptoms, weight, infection, sides."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_hypertension_combined(judge: Judge) -> None:
    """Hypertension with heart failure or kidney disease is presumed to be one.

    breaks: I10, N18.30
    breaks: I10, I50.9
    breaks: I10, I50.9, N18.30
    breaks: I11.9, I50.32
    breaks: I12.9, N18.6
    breaks: I11.0, I50.32, N18.31
    clean: I12.9, N18.30
    clean: I11.0, I50.9
    clean: I13.0, I50.22, N18.4
    clean: I12.0, N18.6
    allowed: I10, N17.9 -- acute kidney failure is not presumed
    allowed: I10, I25.10 -- coronary disease is not among them
    allowed: I15.0, N18.30 -- secondary hypertension
    """
    judge()


def test_hypertension_told_twice(judge: Judge) -> None:
    """One form of hypertension.

    breaks: I10, I11.9
    breaks: I11.0, I50.9, I10
    clean: I10
    allowed: I10, I16.0 -- a crisis is coded beside it
    allowed: I10, I1A.0 -- resistance is coded beside it
    """
    judge()


def test_diabetes_with(judge: Judge) -> None:
    """The link is presumed.

    breaks: E11.9, N18.31
    breaks: E11.9, G62.9
    breaks: E10.9, K31.84
    breaks: E11.65, L97.412
    clean: E11.22, N18.31
    clean: E11.42
    allowed: E11.9, I10 -- hypertension is not under "with"
    allowed: E11.621, L97.412 -- told
    """
    judge()


def test_diabetes_without_and_with_complication(judge: Judge) -> None:
    """Without complications, and one named.

    breaks: E11.9, E11.22, N18.31
    clean: E11.22, E11.42, N18.31
    allowed: E11.9, Z79.4
    """
    judge()


def test_symptom_of_the_disease(judge: Judge) -> None:
    """A symptom that belongs to the disease.

    breaks: J18.9, R05.9
    breaks: N39.0, R30.0
    clean: J18.9, J96.01
    allowed: E11.9, R05.9 -- cough does not belong to diabetes
    allowed: R05.9 -- nothing else is known
    """
    judge()


def test_symptoms_only(judge: Judge) -> None:
    """Symptoms suffice while nothing definite is known.

    breaks: R07.9
    breaks: R07.9, R00.2, Z82.49
    clean: I20.9
    allowed: R07.9, I10 -- a disease is coded too
    """
    judge()


def test_bmi_without_diagnosis(judge: Judge) -> None:
    """A body mass index rests on a diagnosis.

    breaks: I10, Z68.35
    clean: E66.9, Z68.35
    allowed: R63.4, Z68.1 -- loss of weight is one
    allowed: I10, E66.3, Z68.27
    """
    judge()


def test_stroke_scale_without_stroke(judge: Judge) -> None:
    """The stroke scale rests on a stroke.

    breaks: G45.9, R29.705
    clean: I63.9, R29.705
    allowed: I63.9 -- a stroke without its score
    """
    judge()


def test_bilateral_code_exists(judge: Judge) -> None:
    """Right and left where the book has both.

    breaks: M17.11, M17.12
    breaks: H66.001, H66.002
    clean: M17.0
    allowed: M25.561, M25.562 -- the book has no code for both
    allowed: M17.11, M16.12 -- two joints
    """
    judge()


def test_side_told_twice(judge: Judge) -> None:
    """With and without its side.

    breaks: M17.0, M17.11
    breaks: M17.10, M17.12
    clean: M17.11
    allowed: M17.11, M16.0
    """
    judge()


def test_side_unspecified(judge: Judge) -> None:
    """The book has a code for each side.

    breaks: M17.10
    breaks: C50.919
    breaks: H66.90 [inpatient]
    breaks: S52.509A
    clean: M17.11
    allowed: M81.0 -- no side to tell
    allowed: G89.29 -- unspecified, but not of side
    """
    judge()


def test_side_contradicted(judge: Judge) -> None:
    """The passage speaks of the other side.

    breaks: M17.11 "osteoarthritis of the left knee"
    clean: M17.11 "osteoarthritis of the right knee"
    allowed: M17.11 "left-handed with knee pain"
    allowed: M17.11 "both knees and right worse than left"
    allowed: M17.11 -- no passage is given
    """
    judge()


def test_hiv_in_two_stages(judge: Judge) -> None:
    """One stage of one infection.

    breaks: B20, Z21
    breaks: B20, R75
    clean: B20
    allowed: Z20.6 -- contact is no stage
    """
    judge()


def test_covid_confirmed_and_exposed(judge: Judge) -> None:
    """Confirmed, and exposed only.

    breaks: U07.1, Z20.822
    clean: U07.1
    allowed: R05.9, Z20.822 -- not confirmed
    """
    judge()


def test_dominant_side(judge: Judge) -> None:
    """The dominant side.

    breaks: G81.90
    breaks: I69.359
    clean: G81.91
    clean: G81.94
    allowed: G81.92 -- side and dominance are told, whatever the default is
    allowed: G82.20 -- both legs have no dominant side
    """
    judge()


def test_multiple_sites(judge: Judge) -> None:
    """Several sites, and one of them.

    breaks: M06.09, M06.011
    clean: M06.011, M06.021
    allowed: M06.09 -- several sites alone
    """
    judge()
