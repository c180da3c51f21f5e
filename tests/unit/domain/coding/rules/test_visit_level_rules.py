"""Cases of office visit levels against their worksheets."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_level_above_worksheet(judge: Judge) -> None:
    """The code claims more than the worksheet supports.

    breaks: E11.65 [CPT 99215 ->1] [supports 99214]
    breaks: E11.65 [CPT 99213-25 ->1] [supports 99210] -- no tick of it stands
    breaks: E11.65 [CPT 99205 ->1] [supports 99214]
    clean: E11.65 [CPT 99214 ->1] [supports 99214]
    clean: E11.65 [CPT 99213 ->1] [supports 99214]
    allowed: E11.65 [CPT 99215 ->1] -- without a worksheet nothing is known
    allowed: E11.65 [CPT 99211 ->1] [supports 99210] -- no decision making measures it
    allowed: E11.65 [CPT 99223 ->1] [supports 99213] -- hospital visits have levels of their own
    allowed: E11.65 [CPT 99215 ->1] [supports 99213] [on 2020-06-01] -- before 2021 other rules held
    """
    judge()


def test_level_below_worksheet(judge: Judge) -> None:
    """The code claims less.

    breaks: E11.65 [CPT 99212 ->1] [supports 99214]
    clean: E11.65 [CPT 99214 ->1] [supports 99214]
    allowed: E11.65 [CPT 99202 ->1] [supports 99214] -- the other status is told, not the level
    """
    judge()


def test_level_other_patient_status(judge: Judge) -> None:
    """New against established.

    breaks: E11.65 [CPT 99203 ->1] [supports 99213]
    breaks: E11.65 [CPT 99213 ->1] [supports 99203]
    clean: E11.65 [CPT 99213 ->1] [supports 99214]
    allowed: E11.65 [CPT 99385 ->1] [supports 99213] -- a preventive visit is no office visit of these levels
    """
    judge()
