"""Cases of lines that a kind of payer wants told otherwise, and of codes that ask for something of their own."""

from coderdesk.domain.coding.payer_switches import switches_for
from coderdesk.services.rule_lists import read_rule_lists
from tests.unit.domain.coding.rules.conftest import Judge


def test_consultation_not_paid(judge: Judge) -> None:
    """Medicare pays no consultations.

    breaks: I10 [CPT 99243 ->1] [payer Medicare]
    clean: I10 [CPT 99213 ->1] [payer Medicare]
    allowed: I10 [CPT 99243 ->1] [payer Aetna] -- it pays them
    allowed: I10 [CPT 99243 ->1] -- no payer is known
    """
    judge()


def test_payer_has_another_code(judge: Judge) -> None:
    """Codes of the payer's own.

    breaks: I10 [CPT 99417 ->1] [payer Medicare]
    breaks: Z00.00 [CPT 99397 ->1] [payer Medicare Part B]
    clean: I10 [HCPCS G2212 ->1] [payer Medicare]
    allowed: I10 [CPT 99417 ->1] [payer Cigna]
    """
    judge()


def test_payer_wants_another_modifier(judge: Judge) -> None:
    """Telehealth as the payer knows it.

    breaks: I10 [CPT 99213-GT ->1] [payer Medicare]
    breaks: I10 [CPT 99213-GQ ->1] [payer Blue Cross]
    clean: I10 [CPT 99213-95 ->1] [payer Medicare]
    allowed: I10 [CPT 99213-GT ->1] [payer Medicaid]
    """
    judge()


def test_both_sides_on_two_lines(judge: Judge) -> None:
    """One line with modifier 50.

    breaks: M17.0 [CPT 20610-RT ->1] [CPT 20610-LT ->1] [payer Medicare]
    clean: M17.0 [CPT 20610-50 ->1] [payer Medicare]
    allowed: M17.0 [CPT 20610-RT ->1] [CPT 20610-LT ->1] [payer Aetna] -- takes either
    allowed: M17.0 [CPT 20610-RT ->1] [CPT 20605-LT ->1] [payer Medicare] -- two services
    """
    judge()


def test_notice_of_another_payer(judge: Judge) -> None:
    """The advance notice is original Medicare's.

    breaks: M54.50 [CPT 97110-GA ->1] [payer Aetna]
    breaks: M54.50 [CPT 97110-GA ->1] [payer Medicare Advantage of Ohio]
    clean: M54.50 [CPT 97110 ->1] [payer Aetna]
    allowed: M54.50 [CPT 97110-GA ->1] [payer Medicare]
    """
    judge()


def test_unlisted_service(judge: Judge) -> None:
    """A service without a code of its own.

    breaks: G56.01 [CPT 64999 ->1]
    breaks: I10 [HCPCS J3490 ->1]
    clean: G56.01 [CPT 64721 ->1]
    allowed: K02.9 [CDT D0999] -- a dental code is none of these
    allowed: I10 [CPT 99395 ->1] -- a number with 99 in it
    """
    judge()


def test_waiver_modifier_unfit(judge: Judge) -> None:
    """QW where it means nothing.

    breaks: N39.0 [CPT 81002-QW ->1]
    breaks: N39.0 [CPT 99213-QW ->1]
    clean: J02.0 [CPT 87880-QW ->1]
    allowed: N39.0 [CPT 81002 ->1] -- waived as it stands
    """
    judge()


def test_waiver_modifier_untold(judge: Judge) -> None:
    """A test that a waived laboratory marks.

    breaks: J02.0 [CPT 87880 ->1] [place 11]
    clean: J02.0 [CPT 87880-QW ->1] [place 11]
    allowed: J02.0 [CPT 87880 ->1] [place 22] -- a hospital has another certificate
    allowed: J02.0 [CPT 87880 ->1] -- no place is known
    """
    judge()


def test_check_up_of_another_age(judge: Judge) -> None:
    """The check-up of each age.

    breaks: Z00.00 [CPT 99396 ->1] [born 1995-01-01]
    breaks: Z00.129 [CPT 99391 ->1] [born 2022-01-01]
    clean: Z00.00 [CPT 99395 ->1] [born 1995-01-01]
    allowed: Z00.00 [CPT 99396 ->1] -- no birth date is known
    """
    judge()


def test_service_sex_conflict(judge: Judge) -> None:
    """A warning only.

    breaks: D25.9 [CPT 58150 ->1] [M]
    breaks: N40.0 [CPT 55700 ->1] [F]
    clean: D25.9 [CPT 58150 ->1] [F]
    allowed: K40.90 [CPT 49505 ->1] [F] -- hernias know no sex
    """
    judge()


def test_line_codes_not_checked(judge: Judge) -> None:
    """No list of the codes is installed.

    breaks: I10 [CPT 99213 ->1]
    clean: I10
    allowed: I10 [HCPCS G0439 ->1] -- the list travels with the program
    """
    judge()


def test_a_payer_is_of_the_first_kind_that_its_name_tells() -> None:
    kinds = read_rule_lists().payers
    told = {
        name: found.kind if (found := switches_for(name, kinds)) else "" for name in ("Medicare Part B", "medicaid")
    }
    assert told == {"Medicare Part B": "medicare", "medicaid": "medicaid"}
    assert switches_for("Humana Medicare Advantage", kinds) == kinds[0]
    assert switches_for("", kinds) is None
    assert switches_for("Weyland Mutual", kinds) is None
