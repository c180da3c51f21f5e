"""Cases of one condition told twice, of history beside current disease, and of what is allowed and said so."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_unspecified_beside_specific(judge: Judge) -> None:
    """An open code beside one of the same condition that tells more.

    breaks: N18.9, N18.30
    breaks: N18.30, N18.31
    breaks: I50.9, I50.22
    breaks: J45.909, J45.40
    breaks: C50.911, C50.411
    breaks: E78.5, E78.2
    clean: N18.31
    clean: I50.22, I25.10
    allowed: C50.911, C50.412 -- the other breast
    allowed: E11.319, E11.36 -- a cataract is another complication
    allowed: M17.10, M17.11 -- only the side is open, which another rule tells
    allowed: J18.9, J45.40 -- another disease
    """
    judge()


def test_one_condition_at_two_stages(judge: Judge) -> None:
    """Two stages of one condition at one visit.

    breaks: N18.31, N18.4
    breaks: L89.152, L89.153
    breaks: F32.0, F32.2
    breaks: T23.201A, T23.301A
    breaks: H40.1131, H40.1132
    clean: N18.4
    allowed: L89.152, L89.313 -- ulcers of two places
    allowed: L97.412, L97.422 -- right and left
    allowed: N18.30, N18.31 -- the open stage beside the known one is told by another rule
    """
    judge()


def test_history_beside_current_disease(judge: Judge) -> None:
    """Past and there at once.

    breaks: C50.911, Z85.3
    breaks: C61, Z85.46
    clean: C50.911, C77.3
    clean: Z08, Z85.3
    allowed: C50.911, Z85.820 -- the melanoma was another cancer
    allowed: N39.0, Z87.440 -- infections come again
    """
    judge()


def test_chronic_disease_again(judge: Judge) -> None:
    """May be coded at every visit.

    breaks: I10
    breaks: J02.9, E11.9
    clean: J02.9
    allowed: I10 [inpatient] -- the section is for outpatients
    """
    judge()


def test_unspecified_code(judge: Judge) -> None:
    """Right when nothing more is known.

    breaks: J18.9
    clean: J13
    allowed: W19.XXXA, S52.511A -- how somebody fell may stay open
    """
    judge()
