"""Cases of the rules that the tabular list carries: validity, characters, notes."""

from tests.unit.domain.coding.rules.conftest import Judge


def test_not_in_force(judge: Judge) -> None:
    """A code is in force on the date of service.

    breaks: ZZ9.99
    breaks: O31.40X5 -- begins on 2026-10-01
    clean: I10
    allowed: O31.40X5, Z3A.20 [on 2026-10-05] -- the same code, a year later in the book
    allowed: M54.5 -- known, but as a heading; another rule says so
    """
    judge()


def test_release_not_installed(judge: Judge) -> None:
    """Without the release of that day nothing is said to be invalid.

    breaks: I10 [on 2019-05-04]
    clean: I10
    allowed: I10 [on 2026-10-05]
    """
    judge()


def test_not_a_whole_code(judge: Judge) -> None:
    """A category is no code.

    breaks: E11, I10
    breaks: M54.5
    breaks: Z86.010 -- seven characters are needed, and no table of 7th characters
    clean: E11.9
    allowed: I10 -- three characters, and complete
    allowed: S72.001 -- complete but for its 7th character
    """
    judge()


def test_seventh_character_missing(judge: Judge) -> None:
    """A code that takes a 7th character has one.

    breaks: S72.001
    breaks: T81.40
    breaks: T81.40X
    clean: S72.001A
    allowed: Z86.010 -- subdivided, not extended
    allowed: S72 -- a category, which is another rule's
    allowed: M17.11 -- six characters are all it has
    """
    judge()


def test_placeholder_missing(judge: Judge) -> None:
    """The 7th character stands in the seventh place.

    breaks: T81.40A
    breaks: W19.A
    breaks: T36.01A
    clean: T81.40XA
    allowed: t8140xa -- without dot and in small letters it is the same code
    allowed: S72.001Z -- six characters stand, the last is not legal
    """
    judge()


def test_seventh_character_illegal(judge: Judge) -> None:
    """The 7th character is one that the book gives.

    breaks: S72.001Z
    breaks: E11.9A
    clean: S72.001D
    allowed: T81.40A -- the character is legal, its place is not
    """
    judge()


def test_duplicate_code(judge: Judge) -> None:
    """A code stands once.

    breaks: I10, E11.9, I10
    breaks: E11.9, E119
    clean: I10, E11.9
    allowed: M17.11, M17.12 -- two sides are two codes
    """
    judge()


def test_manifestation_first(judge: Judge) -> None:
    """A manifestation is never first.

    breaks: F02.80, G30.9
    clean: G30.9, F02.80
    allowed: F03.90 -- a dementia that is no manifestation
    allowed: R94.5 -- "not elsewhere classified" is another matter
    """
    judge()


def test_manifestation_without_etiology(judge: Judge) -> None:
    """A disease stands before its manifestation.

    breaks: R41.3, F02.80
    breaks: I10, F02.80 -- nobody's dementia is laid to that
    allowed: G12.21, F02.80 -- not in the note, but such as those
    clean: G30.9, F02.80
    allowed: E85.4, N08 -- the note gives examples, and a disease stands before
    allowed: F02.80, G30.9 -- the order is another rule's
    """
    judge()


def test_code_first_order(judge: Judge) -> None:
    """What the note names stands before.

    breaks: N18.31, E11.22
    breaks: I50.32, I11.0
    breaks: R65.20, A41.9
    clean: E11.22, N18.31
    clean: I11.0, I50.32
    allowed: G30.9, F02.80, E03.9 -- one of the named diseases stands before
    allowed: N18.31, E11.9 -- this diabetes is not named there
    allowed: T40.2X1A, R40.20 -- "for adverse effects" does not speak of poisoning
    allowed: D64.2, T45.1X5A -- fifth or sixth character 1-4 is meant
    """
    judge()


def test_excludes1(judge: Judge) -> None:
    """Excludes1 in both directions, inherited, and never against an instruction to code both.

    breaks: E10.9, E11.9
    breaks: E11.9, E10.9
    breaks: F10.10, F10.20
    breaks: I10, P29.2 -- inherited from the section
    breaks: E11.9, P70.2
    breaks: J06.9, J44.0
    breaks: S06.0X0A, S06.5X0A -- a range written with "to"
    breaks: S01.01XA, S02.0XXB -- with 7th character B
    breaks: G99.0, E11.43 -- with .43
    clean: E11.9, I10
    allowed: S01.01XA, S02.0XXA -- the note means open fractures
    allowed: E85.4, G99.0, E11.42 -- the note means .43
    allowed: R44.0, F15.20 -- the note means characters 51
    clean: M17.11, M25.561
    allowed: I50.9, I46.9 -- Excludes2
    allowed: T88.7XXA, I10 -- a note that names half of the book keeps nothing apart
    allowed: E11.22, N18.31 -- the one asks for the other
    allowed: E10.9, E16.2 -- neither note names the other
    """
    judge()


def test_excludes2(judge: Judge) -> None:
    """Excludes2 is shown and never blocks.

    breaks: I50.9, I46.9
    clean: I50.9, E11.9
    allowed: I10, E78.5 -- the exclusions of a chapter are not told at each code
    """
    judge()


def test_code_first_absent(judge: Judge) -> None:
    """The note asks for a code that is not there.

    breaks: D63.1
    breaks: C80.2
    allowed: I50.9 -- "heart failure complicating" asks only if there is such a thing
    allowed: J44.9, Z87.891 -- "any follow-up examination" asks only if there is one
    allowed: E11 -- a heading is no code yet
    breaks: N18.31
    clean: I12.9, N18.4, D63.1
    allowed: Z34.82, Z3A.22 -- weeks beside a normal pregnancy
    allowed: F02.80 -- a manifestation is another rule's
    """
    judge()


def test_use_additional(judge: Judge) -> None:
    """The note asks for a further code.

    breaks: E11.22
    breaks: E66.9
    breaks: N39.0
    clean: E11.22, N18.31, Z79.4
    clean: E66.9, Z68.35
    allowed: I10 -- tobacco, named at the head of the section, is not asked at each code
    allowed: N18.31 -- "if applicable"
    """
    judge()


def test_additional_code_before(judge: Judge) -> None:
    """What adds to a code follows it.

    breaks: B96.20, N39.0
    breaks: Z68.35, E66.9
    clean: N39.0, B96.20
    allowed: F17.210, J44.9 -- tobacco may be why the patient came
    allowed: N18.31, E11.22 -- the note at the other code stops
    """
    judge()


def test_code_also(judge: Judge) -> None:
    """A second code may be needed, in either order.

    breaks: I16.0
    clean: I16.0, I10
    allowed: I10, I16.0 -- the order is free
    """
    judge()
