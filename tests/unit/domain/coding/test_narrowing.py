"""Chips of a large family, read from titles as the book prints them."""

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.coding.narrowing import Family, FamilyCode, end_of_title, family_of, narrowed

SITES = ("right femur", "left femur", "unspecified femur")
EPISODES = (
    "initial encounter for closed fracture",
    "initial encounter for open fracture type I or II",
    "subsequent encounter for closed fracture with routine healing",
    "subsequent encounter for closed fracture with nonunion",
    "sequela",
)
FRACTURES = tuple(
    FamilyCode(f"S72.{number}{place}", f"{kind} fracture of shaft of {site}, {episode}", part)
    for number, (kind, part) in enumerate((("Displaced", "S72.1 displaced"), ("Nondisplaced", "S72.2 nondisplaced")))
    for place, site in enumerate(SITES)
    for episode in EPISODES
)


def labels(family: Family, name: str) -> dict[str, int]:
    found = next(axis for axis in narrowed(family, {}).axes if axis.name == name)
    return {chip.label: chip.count for chip in found.chips}


def test_a_family_of_fractures_differs_in_side_displacement_episode_wound_and_healing() -> None:
    family = family_of(FRACTURES)
    assert [axis.name for axis in family.axes] == ["Part", "Side", "Displacement", "Episode", "Fracture", "Healing"]
    assert labels(family, "Side") == {"right": 10, "left": 10, "unspecified": 10}
    assert labels(family, "Episode") == {"initial": 12, "subsequent": 12, "sequela": 6}
    assert labels(family, "Displacement") == {"nondisplaced": 15, "displaced": 15}


def test_several_chips_narrow_together_and_count_what_each_further_one_leaves() -> None:
    """left / initial / 4 of 30 codes, of which 2 are open"""
    family = family_of(FRACTURES)
    result = narrowed(family, {"Side": "left", "Episode": "initial"})
    assert all("left" in family.codes[place].title for place in result.left)
    assert len(result.left) == 4
    counts = {axis.name: {chip.label: chip.count for chip in axis.chips} for axis in result.axes}
    assert counts["Fracture"] == {"open, type I or II": 2, "closed": 2}
    assert counts["Side"] == {"right": 4, "left": 4, "unspecified": 4}


def test_unspecified_is_a_side_only_where_the_same_title_comes_with_one() -> None:
    """ "Unspecified fracture of shaft of left femur" is left, "unspecified appendicitis" has no side"""
    titles = (
        *(f"Pain in {side} {joint}" for side in ("right", "left", "unspecified") for joint in ("knee", "hip")),
        "Pain in unspecified organ",
    )
    family = family_of([FamilyCode(f"M25.{place}", title) for place, title in enumerate(titles)])
    assert labels(family, "Side") == {"right": 2, "left": 2, "unspecified": 2}


def test_with_and_without_become_an_axis_of_their_own() -> None:
    titles = [f"{course} ulcer {way} hemorrhage" for course in ("Acute", "Chronic") for way in ("with", "without")]
    family = family_of([FamilyCode(f"K25.{place}", title) for place, title in enumerate((*titles, *titles))])
    assert labels(family, "Hemorrhage") == {"with": 4, "without": 4}
    assert labels(family, "Course") == {"acute": 4, "chronic": 4}


def test_intent_of_a_poisoning() -> None:
    said = (
        "Poisoning by penicillins, accidental (unintentional)",
        "Poisoning by penicillins, intentional self-harm",
        "Poisoning by penicillins, assault",
        "Poisoning by penicillins, undetermined",
        "Adverse effect of penicillins",
        "Underdosing of penicillins",
    )
    family = family_of([FamilyCode(str(place), f"{words}, initial encounter") for place, words in enumerate(said)])
    assert list(labels(family, "Intent")) == [
        "adverse effect",
        "underdosing",
        "accidental",
        "self-harm",
        "assault",
        "undetermined",
    ]


def test_a_mild_stage_is_no_severity() -> None:
    stages = ("mild stage", "moderate stage", "severe stage")
    codes = [
        FamilyCode(f"{eye}{stage}", f"Glaucoma, {eye} eye, {stage}") for eye in ("right", "left") for stage in stages
    ]
    assert [axis.name for axis in family_of(codes).axes] == ["Side", "Stage"]


def test_few_codes_have_no_chips() -> None:
    assert family_of(FRACTURES[:5]).axes == ()


def test_the_end_of_a_title_is_its_episode() -> None:
    assert end_of_title("Fracture of femur, sequela") == "sequela"
    assert end_of_title("Pain in left knee") == ""


@given(st.dictionaries(st.sampled_from(["Side", "Episode", "Displacement", "Healing"]), st.integers(0, 3)))
def test_a_chip_leaves_just_as_many_codes_as_it_says(places: dict[str, int]) -> None:
    family = family_of(FRACTURES)
    known = {axis.name: axis.chips for axis in family.axes}
    chosen = {name: known[name][place % len(known[name])].label for name, place in places.items()}
    for axis in narrowed(family, chosen).axes:
        for chip in axis.chips:
            assert len(narrowed(family, {**chosen, axis.name: chip.label}).left) == chip.count
