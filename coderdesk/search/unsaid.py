"""What titles print and nobody says: "initial encounter", "unspecified", "without complications"."""

import re

_NOT_SAID = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|,? (?:initial encounter|not elsewhere classified|not intractable|without [^,]*|for closed fracture"
    r"|except [^,]*|with unspecified severity|accidental|with unrestricted hearing on the contralateral side)"
    r"|non-pressure chronic|, current injury|^cutaneous (?=abscess)"
    r"|(?<=diabetes mellitus) in pregnancy|(?<=heel) and midfoot|(?<=ankle) and foot|\b(?:skin of|secondary to)\b",
    re.IGNORECASE,
)
PLAIN = frozenset(
    "unspecified nos other specified site part behavior classified elsewhere essential primary side status "
    "uncomplicated encounter region area type mellitus single nonspecific unilateral not with".split()
)


def as_said(title: str) -> str:
    """A title without what need not be said of it."""
    return _NOT_SAID.sub("", title)
