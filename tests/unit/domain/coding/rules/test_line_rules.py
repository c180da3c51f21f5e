"""Cases of service lines: codes, units, pointers, modifiers and what a claim holds."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_line_code_malformed(judge: Judge) -> None:
    """The form of the code set.

    breaks: I10 [CPT 9921]
    breaks: I10 [HCPCS 99213]
    clean: I10 [CPT 99213]
    allowed: I10 [CPT 0001A] -- a letter may end it
    """
    judge()


def test_line_code_not_in_force(judge: Judge) -> None:
    """A line's code on the day.

    breaks: I10 [HCPCS J9998]
    clean: I10 [HCPCS J1100]
    allowed: I10 [CPT 99999] -- what is not on the practice's list may exist
    """
    judge()


def test_line_stands_twice(judge: Judge) -> None:
    """The same line twice.

    breaks: I10 [CPT 71046] [CPT 71046]
    clean: I10 [CPT 71046] [CPT 71045]
    allowed: I10 [CPT 71046] [CPT 71046-76] -- done again
    allowed: I10 [CPT 73560-RT] [CPT 73560-LT]
    """
    judge()


def test_no_units(judge: Judge) -> None:
    """More than nothing.

    breaks: I10 [CPT 97110 x0]
    breaks: I10 [CPT 97110 x-1]
    clean: I10 [CPT 97110 x2]
    allowed: I10 [CPT 97110] -- not given
    allowed: I10 [HCPCS A0425 x0.5]
    """
    judge()


def test_pointer_outside(judge: Judge) -> None:
    """A pointer at a diagnosis.

    breaks: I10, E11.9 [CPT 99213 ->3]
    breaks: I10 [CPT 99213 ->0]
    clean: I10, E11.9 [CPT 99213 ->1,2]
    allowed: I10 [CPT 99213] -- not given
    """
    judge()


def test_too_many_pointers(judge: Judge) -> None:
    """Four at most.

    breaks: I10, E78.5, E11.9, N40.0, K21.9 [CPT 99214 ->1,2,3,4,5]
    clean: I10, E78.5, E11.9, N40.0 [CPT 99214 ->1,2,3,4]
    allowed: I10, E78.5, E11.9, N40.0, K21.9 [CPT 99214 ->2]
    """
    judge()


def test_pointer_told_twice(judge: Judge) -> None:
    """Each once.

    breaks: I10 [CPT 99213 ->1,1]
    clean: I10, E11.9 [CPT 99213 ->1,2]
    allowed: I10 [CPT 99213 ->1] [CPT 93000 ->1]
    """
    judge()


def test_no_pointer(judge: Judge) -> None:
    """A professional line is for something.

    breaks: I10 [CPT 99213 ->]
    clean: I10 [CPT 99213 ->1]
    allowed: I10 [facility] [CPT 99213 ->] -- institutional lines have none
    allowed: I10 [CPT 99213] -- not given
    """
    judge()


def test_more_than_a_claim_holds(judge: Judge) -> None:
    """Twelve diagnoses.

    breaks: I10, E78.5, E11.9, N40.0, K21.9, M81.0, F41.1, G47.33, J30.9, L40.0, H40.9, D64.9, R00.2
    clean: I10, E11.9
    allowed: I10, E78.5, E11.9, N40.0, K21.9, M81.0, F41.1, G47.33, J30.9, L40.0, H40.9, D64.9, R00.2 [facility] -- 25
    """
    judge()


def test_modifier_malformed(judge: Judge) -> None:
    """Two letters or digits.

    breaks: I10 [CPT 99213-2]
    clean: I10 [CPT 99213-25]
    allowed: I10 [CPT 99213]
    """
    judge()


def test_modifier_unknown(judge: Judge) -> None:
    """Not installed, not checked.

    breaks: I10 [CPT 99213-ZZ]
    clean: I10 [CPT 99213-25]
    allowed: I10 [CPT 99213]
    """
    judge()


def test_modifier_told_twice(judge: Judge) -> None:
    """Once.

    breaks: I10 [CPT 99213-25-25]
    clean: I10 [CPT 99213-25-95]
    allowed: I10 [CPT 99213-25] [CPT 99214-25]
    """
    judge()


def test_modifiers_contradict(judge: Judge) -> None:
    """Two that exclude each other.

    breaks: M17.11 [CPT 20610-RT-LT]
    breaks: M17.0 [CPT 20610-50-RT]
    breaks: I10 [CPT 93010-26-TC]
    clean: M17.11 [CPT 20610-RT]
    allowed: M17.0 [CPT 20610-RT] [CPT 20610-LT] -- two lines
    """
    judge()


def test_notice_modifiers_contradict(judge: Judge) -> None:
    """Signed, and not signed.

    breaks: I10 [HCPCS G0439-GA-GZ]
    clean: I10 [HCPCS G0439-GA]
    allowed: I10 [HCPCS G0439-GX-GY] -- a voluntary notice for what is excluded
    """
    judge()


def test_modifier_unfit(judge: Judge) -> None:
    """Visits and procedures.

    breaks: M17.11 [CPT 20610-25]
    breaks: I10 [CPT 99213-59]
    clean: I10 [CPT 99213-25]
    allowed: M17.11 [CPT 20610-59]
    allowed: E11.9 [CPT 92012-25] -- an eye examination is a visit
    """
    judge()


def test_too_many_modifiers(judge: Judge) -> None:
    """Four.

    breaks: I10 [CPT 99213-25-24-GC-95-KX]
    clean: I10 [CPT 99213-25-24]
    allowed: I10 [CPT 99213-25-24-GC-95]
    """
    judge()


def test_system_without_modifiers(judge: Judge) -> None:
    """Procedure codes of the inpatient take none.

    breaks: K35.80 [inpatient] [PCS 0DTJ4ZZ-59]
    clean: K35.80 [inpatient] [PCS 0DTJ4ZZ]
    allowed: K35.80 [CPT 44970-59]
    """
    judge()


def test_line_on_the_other_side(judge: Judge) -> None:
    """The side of the line and of its diagnosis.

    breaks: M17.12 [CPT 20610-RT ->1]
    clean: M17.11 [CPT 20610-RT ->1]
    allowed: M17.0 [CPT 20610-RT ->1] -- both knees are told
    allowed: M17.12, M17.11 [CPT 20610-RT ->1,2]
    allowed: M17.12 [CPT 20610-RT] -- it points at nothing
    """
    judge()


def test_place_against_code(judge: Judge) -> None:
    """Where the code is usual.

    breaks: I10 [place 21] [CPT 99213]
    breaks: I10 [place 11] [CPT 99222]
    clean: I10 [place 11] [CPT 99213]
    allowed: I10 [CPT 99213] -- the place is not given
    """
    judge()


def test_not_checked(judge: Judge) -> None:
    """Without its table a rule says so.

    breaks: I10 [CPT 99213]
    clean: I10
    allowed: K35.80 [inpatient] [PCS 0DTJ4ZZ] -- the edits are not for stays
    """
    judge()


def test_no_diagnosis(judge: Judge) -> None:
    """Something was the reason.

    breaks: [CPT 99213]
    breaks: [inpatient]
    clean: I10
    allowed: [CDT D1110] -- a dental claim goes without
    """
    judge()


def test_both_sides_with_units(judge: Judge) -> None:
    """Both sides are one unit with modifier 50.

    breaks: M17.0 [CPT 20610-50 x2]
    clean: M17.0 [CPT 20610-50 x1]
    allowed: M17.0 [CPT 20610-RT x2] -- no modifier 50
    """
    judge()


def test_new_and_established_patient(judge: Judge) -> None:
    """A patient is one of the two.

    breaks: I10 [CPT 99203] [CPT 99213]
    breaks: Z00.00 [CPT 99385] [CPT 99395]
    clean: I10 [CPT 99213]
    allowed: Z00.00 [CPT 99395] [CPT 99213-25] -- a check-up and a problem, of an established patient
    """
    judge()


def test_place_unknown(judge: Judge) -> None:
    """Places have numbers of their own.

    breaks: I10 [CPT 99213] [place 98]
    clean: I10 [CPT 99213] [place 11]
    allowed: I10 [CPT 99213] -- no place is known
    """
    judge()
