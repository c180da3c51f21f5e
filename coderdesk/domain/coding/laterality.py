"""Which side a title speaks of, and the codes that say the same of the other sides."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

_SIDE_WORDS = ("right", "left", "bilateral", "unspecified")
_WORD = re.compile(r"[a-z0-9+-]+")
# Words that come and go with the side: "of ear drum, right ear" against "bilateral".
_FILLERS = frozenset("unilateral of the and ear eye side both".split())
_UNSPECIFIED_SIDE = re.compile(
    r"\bunspecified (?:(?:fe)?male )?"
    r"(side|ear|eye|eyelid|knee|hip|shoulder|elbow|wrist|hand|ankle|foot|arm|leg|limb|upper|lower|breast|"
    r"ovary|kidney|lung|finger|thumb|toe|great toe|lesser toe|femur|tibia|fibula|humerus|radius|ulna|ulnar|clavicle|"
    r"forearm|thigh|calf|heel|buttock|joint of|limbs|carotid|vertebral|cerebral|fallopian|testis|index|middle|ring|little|"
    r"external|front|back|wall|internal|cornea|optic|lacrimal|patella|scapula|ilium|pubis|ischium|acetabulum|orbit|cheek)"
)


def side_of(title: str) -> str:
    """ "right", "left", "bilateral", "unspecified" or "". A title that names two sides speaks of none of them."""
    words = _WORD.findall(title.lower())
    sides: set[str] = {word for word in words if word in ("right", "left", "bilateral")}
    if len(sides) == 1:
        return sides.pop()
    if not sides and _UNSPECIFIED_SIDE.search(title.lower()):
        return "unspecified"
    return ""


def stem_of(title: str) -> frozenset[str]:
    """The words of a title without those that tell the side, each in the singular."""
    words = _WORD.findall(title.lower())
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if word not in _FILLERS and word not in _SIDE_WORDS
    )


def sides_among(titled: Iterable[tuple[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """For each code its condition's codes by side, from (code, title) pairs of one category.

    A side that two codes claim is left out, and so is a condition that has one side only.
    """
    groups: dict[frozenset[str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, title in titled:
        side = side_of(title)
        if side:
            groups[stem_of(title)][side].append(code)
    found: dict[str, Mapping[str, str]] = {}
    for by_side in groups.values():
        sure = {side: codes[0] for side, codes in by_side.items() if len(codes) == 1}
        if len(sure) > 1:
            found |= dict.fromkeys(sure.values(), sure)
    return found
