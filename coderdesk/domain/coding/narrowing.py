"""In what the codes of a large family differ: side, episode, trimester, with and without, read by comparing their titles."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LEAST_CODES = 6
MOST_AXES = 8
MOST_CHIPS = 16
_LEAST_SHARE = 0.25

# The episode of care and what it says of a fracture stand at the end of a title (ICD-10-CM Guidelines I.C.19.a).
_TAILS = (", initial encounter", ", subsequent encounter", ", sequela")
_SIDED = re.compile(r"\b(right|left|bilateral|unspecified)\b")
_WITHOUT = re.compile(r"\bwithout (?:mention of )?([a-z][a-z -]+?)(?=,| and | with | or |$)")

_Labels = tuple[tuple[str, str], ...]
# For each axis the words of a title and the chip they make; the first that is found counts.
_IN_TAIL: tuple[tuple[str, _Labels], ...] = (
    ("Episode", (("initial encounter", "initial"), ("subsequent encounter", "subsequent"), ("sequela", "sequela"))),
    (
        "Fracture",
        (
            ("type iiia, iiib", "open, type III"),
            ("type i or ii", "open, type I or II"),
            ("open fracture", "open"),
            ("closed fracture", "closed"),
        ),
    ),
    (
        "Healing",
        (
            ("routine healing", "routine"),
            ("delayed healing", "delayed"),
            ("nonunion", "nonunion"),
            ("malunion", "malunion"),
        ),
    ),
)
_IN_STEM: tuple[tuple[str, _Labels], ...] = (
    ("Displacement", (("nondisplaced", "nondisplaced"), ("displaced", "displaced"))),
    (
        "Intent",
        (
            ("adverse effect", "adverse effect"),
            ("underdosing", "underdosing"),
            ("unintentional", "accidental"),
            ("intentional self-harm", "self-harm"),
            (", assault", "assault"),
            (", undetermined", "undetermined"),
        ),
    ),
    (
        "Person",
        (
            ("person on outside", "on the outside"),
            ("boarding or alighting", "boarding or alighting"),
            ("passenger", "passenger"),
            ("driver", "driver"),
            ("pedestrian", "pedestrian"),
        ),
    ),
    ("Traffic", (("nontraffic", "nontraffic"), ("traffic", "traffic"))),
    (
        "Trimester",
        (
            ("first trimester", "first"),
            ("second trimester", "second"),
            ("third trimester", "third"),
            ("unspecified trimester", "unspecified"),
        ),
    ),
    (
        "Stage",
        (
            ("unstageable", "unstageable"),
            ("deep tissue damage", "deep tissue"),
            ("stage 1", "1"),
            ("stage 2", "2"),
            ("stage 3a", "3a"),
            ("stage 3b", "3b"),
            ("stage 3", "3"),
            ("stage 4", "4"),
            ("stage 5", "5"),
            ("mild stage", "mild"),
            ("moderate stage", "moderate"),
            ("severe stage", "severe"),
            ("indeterminate stage", "indeterminate"),
            ("unspecified stage", "unspecified"),
            ("stage unspecified", "unspecified"),
        ),
    ),
    (
        "Fetus",
        (
            ("fetus 1", "1"),
            ("fetus 2", "2"),
            ("fetus 3", "3"),
            ("fetus 4", "4"),
            ("fetus 5", "5"),
            ("other fetus", "other"),
            ("not applicable or unspecified", "not applicable"),
        ),
    ),
    (
        "Time",
        (
            ("in the field", "in the field"),
            ("arrival to emergency", "on arrival"),
            ("at hospital admission", "admission"),
            ("24 hours or more", "after 24 hours"),
            ("unspecified time", "unspecified"),
        ),
    ),
    ("Pattern", ((" abuse", "abuse"), (" dependence", "dependence"), (" use", "use"))),
    (
        "Severity",
        (("mild", "mild"), ("moderate", "moderate"), ("severe", "severe")),
    ),
    (
        "Course",
        (
            ("acute on chronic", "acute on chronic"),
            ("acute and chronic", "acute and chronic"),
            ("subacute", "subacute"),
            ("acute", "acute"),
            ("chronic", "chronic"),
        ),
    ),
    ("Sex", (("female", "female"), (" male", "male"))),
    ("Type", (("type 1 ", "1"), ("type 2 ", "2"))),
)


@dataclass(frozen=True, slots=True)
class FamilyCode:
    """A code as narrowing sees it; `part` is the heading of the family below which it hangs, "" for none."""

    value: str
    title: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One value of an axis. `codes` has a bit for each code of the family that has it."""

    label: str
    codes: int


@dataclass(frozen=True, slots=True)
class Axis:
    name: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The codes that are narrowed, in book order, and the axes in which they differ."""

    codes: tuple[FamilyCode, ...]
    axes: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class ChipCount:
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class AxisCounts:
    """`chosen` is the label that holds, "" for none; counts are of what would be left with each label."""

    name: str
    chosen: str
    chips: tuple[ChipCount, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`left` are places in `Family.codes`, in book order."""

    left: tuple[int, ...]
    axes: tuple[AxisCounts, ...]


def family_of(codes: Sequence[FamilyCode]) -> Family:
    """The axes of a family; none when its codes are few or all alike."""
    if len(codes) < LEAST_CODES:
        return Family(tuple(codes), ())
    stems, tails = _grouped(codes)
    masks: dict[str, dict[str, int]] = {}
    for texts, axes in ((stems, _IN_STEM), (tails, _IN_TAIL)):
        for text, bits in texts.items():
            for name, label in _labels(text, axes):
                chips = masks.setdefault(name, {})
                chips[label] = chips.get(label, 0) | bits
    if "Stage" in masks:  # "mild stage" is a stage, whatever else is mild
        masks.pop("Severity", None)
    for extra in (_parts(codes), _sides(stems), *_with_and_without(stems)):
        masks.update(extra)
    order = ("Part", "Side", *(name for name, _ in (*_IN_STEM, *_IN_TAIL)))
    found = (
        _axis(name, masks[name]) for name in (*order, *(name for name in masks if name not in order)) if name in masks
    )
    useful = [axis for axis in found if _is_useful(axis, len(codes))]
    return Family(tuple(codes), tuple(useful[:MOST_AXES]))


def narrowed(family: Family, chosen: Mapping[str, str]) -> Narrowed:
    """What is left with one label chosen on each of some axes, and what each further label would leave."""
    everything = (1 << len(family.codes)) - 1
    held = {
        axis.name: next((chip.codes for chip in axis.chips if chip.label == chosen[axis.name]), everything)
        for axis in family.axes
        if chosen.get(axis.name)
    }
    left = everything
    for mask in held.values():
        left &= mask
    counts = []
    for axis in family.axes:
        others = everything
        for name, mask in held.items():
            others &= mask if name != axis.name else everything
        chips = tuple(ChipCount(chip.label, (chip.codes & others).bit_count()) for chip in axis.chips)
        counts.append(AxisCounts(axis.name, chosen.get(axis.name, ""), chips))
    return Narrowed(_places(left), tuple(counts))


def _places(mask: int) -> tuple[int, ...]:
    return tuple(place for place, bit in enumerate(reversed(f"{mask:b}")) if bit == "1")


def end_of_title(title: str) -> str:
    """ "initial encounter for closed fracture": the words after the last comma that tell of the episode; "" without any."""
    cut = max(title.rfind(mark) for mark in _TAILS)
    return title[cut + 2 :] if cut > 0 else ""


def _grouped(codes: Sequence[FamilyCode]) -> tuple[dict[str, int], dict[str, int]]:
    """The beginnings and the ends of the titles, in small letters, with the codes that have them: each is read once."""
    stems: dict[str, list[int]] = {}
    tails: dict[str, list[int]] = {}
    for place, code in enumerate(codes):
        title = code.title.lower()
        cut = max(title.rfind(mark) for mark in _TAILS)
        stem, tail = (title[:cut], title[cut:]) if cut > 0 else (title, "")
        stems.setdefault(stem, []).append(place)
        tails.setdefault(tail, []).append(place)
    return _masks(stems), _masks(tails)


def _masks(places: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """One number for each text, made from the places in one go: to set bit by bit copies the number every time."""
    made = {}
    for text, found in places.items():
        bits = bytearray(found[-1] // 8 + 1)
        for place in found:
            bits[place >> 3] |= 1 << (place & 7)
        made[text] = int.from_bytes(bits, "little")
    return made


def _labels(text: str, axes: tuple[tuple[str, _Labels], ...]) -> Iterator[tuple[str, str]]:
    if not text:
        return
    for name, labels in axes:
        for words, label in labels:
            if words in text:
                yield name, label
                break


def _axis(name: str, masks: Mapping[str, int]) -> Axis:
    """Chips in the order in which the book names them, "unspecified" last."""
    known = dict((*_IN_STEM, *_IN_TAIL)).get(name, ())
    order = {label: place for place, (_, label) in enumerate(known)}
    if name in ("Side", "Trimester"):
        order |= {"right": 0, "left": 1, "bilateral": 2, "unspecified": 9}
    labels = sorted(masks, key=lambda label: order.get(label, 5)) if order else list(masks)
    return Axis(name, tuple(Chip(label, masks[label]) for label in labels))


def _is_useful(axis: Axis, total: int) -> bool:
    covered = 0
    for chip in axis.chips:
        covered |= chip.codes
    share = covered.bit_count() / total
    return 2 <= len(axis.chips) <= MOST_CHIPS and share >= _LEAST_SHARE


def _parts(codes: Sequence[FamilyCode]) -> dict[str, dict[str, int]]:
    """The headings directly below, where they are few enough to be chips."""
    parts: dict[str, list[int]] = {}
    for place, code in enumerate(codes):
        if code.part:
            parts.setdefault(code.part, []).append(place)
    return {"Part": _masks(parts)} if 2 <= len(parts) <= MOST_CHIPS else {}


def _sides(stems: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Right, left, both; "unspecified" where the same title also comes with a side."""
    sides: dict[str, int] = {}
    sided: set[str] = set()
    unsaid: list[tuple[str, int]] = []
    for stem, bits in stems.items():
        words = set(_SIDED.findall(stem))
        if not words:
            continue
        form = _SIDED.sub("*", stem)
        side = next((word for word in ("bilateral", "right", "left") if word in words), "")
        if side:
            sides[side] = sides.get(side, 0) | bits
            sided.add(form)
        else:
            unsaid.append((form, bits))
    for form, bits in unsaid:
        if form in sided:
            sides["unspecified"] = sides.get("unspecified", 0) | bits
    return {"Side": sides} if sides else {}


def _with_and_without(stems: Mapping[str, int]) -> list[dict[str, dict[str, int]]]:
    """The three things that most titles name as present or absent ("with bleeding", "without bleeding")."""
    found = []
    withs = {stem: bits for stem, bits in stems.items() if "with" in stem}
    named = Counter(thing for stem in withs for thing in _WITHOUT.findall(stem) if len(thing) > 3)
    for thing, _ in named.most_common(8):
        absent = present = 0
        for stem, bits in withs.items():
            if f"without {thing}" in stem or f"without mention of {thing}" in stem:
                absent |= bits
            elif f"with {thing}" in stem:
                present |= bits
        if absent and present:
            found.append({thing.capitalize(): {"with": present, "without": absent}})
    return found[:3]
