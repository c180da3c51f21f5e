"""Every pair of colours that meets on the screen can be read, by day and by night (WCAG 2.2, 1.4.3 and 1.4.11)."""

import pytest

from coderdesk.ui.theme.colours import LETTERS, THEME_NAMES, Theme, load_theme

TEXT, MARK = 4.5, 3.0
SURFACES = ("window", "panel", "paper", "raised")
ROW_GROUNDS = ("panel", "paper", "raised", "hover", "selection")
WORDS = ("text", "muted", "faint", "link")
STATE_WORDS = ("red", "amber", "green", "blue", "slate", "grey")


def channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """CIE L*, 0 to 100."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.fixture(params=THEME_NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def too_weak(theme: Theme, inks: tuple[str, ...], grounds: tuple[str, ...], least: float) -> list[str]:
    found = ((ink, ground, contrast(theme.colours[ink], theme.colours[ground])) for ink in inks for ground in grounds)
    return [f"{ink} on {ground}: {ratio:.2f}" for ink, ground, ratio in found if ratio < least]


def test_the_ruler() -> None:
    """black on white 21 / a colour on itself 1 / #767676 on white just above 4.5"""
    assert (contrast("#000000", "#ffffff"), contrast("#123456", "#123456")) == (pytest.approx(21), 1)
    assert 4.5 < contrast("#767676", "#ffffff") < 4.6


def test_words_on_every_surface(theme: Theme) -> None:
    assert not too_weak(theme, WORDS, (*SURFACES, "hover", "selection"), TEXT)


def test_words_of_state_in_rows(theme: Theme) -> None:
    """ "query 3 d" in amber on a selected row"""
    assert not too_weak(theme, STATE_WORDS, ROW_GROUNDS, TEXT)


def test_words_on_soft_grounds(theme: Theme) -> None:
    pairs = (("red", "red_soft"), ("amber", "amber_soft"), ("green", "green_soft"), ("blue", "blue_soft"))
    assert not [pair for pair in pairs if too_weak(theme, (pair[0], "text"), (pair[1],), TEXT)]


def test_primary_button(theme: Theme) -> None:
    assert not too_weak(theme, ("on_accent",), ("accent", "accent_hover"), TEXT)


def test_selected_text(theme: Theme) -> None:
    assert not too_weak(theme, ("text",), ("passage", "selection", "accent_soft"), TEXT)


def test_focus_and_frames_of_fields(theme: Theme) -> None:
    assert not too_weak(theme, ("focus", "edge"), ("window", "panel", "paper"), MARK)


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_and_their_passages(theme: Theme, letter: str) -> None:
    """The letter on its tint, the letter's colour on paper, the words of the document on the tint."""
    tint, strong = theme.tints[letter], theme.strongs[letter]
    assert contrast(strong, tint) >= TEXT
    assert contrast(strong, theme.colours["paper"]) >= TEXT
    assert contrast(theme.colours["text"], tint) >= TEXT


def test_tints_have_one_lightness(theme: Theme) -> None:
    """No diagnosis looks more important than another."""
    for colours in (theme.tints, theme.strongs):
        measured = [lightness(colours[letter]) for letter in LETTERS]
        assert max(measured) - min(measured) < 1.0


def test_tints_differ(theme: Theme) -> None:
    assert len(set(theme.tints.values())) == len(set(theme.strongs.values())) == len(LETTERS)


def test_states_and_severities_are_seen(theme: Theme) -> None:
    tokens = {*theme.states.values(), *theme.severities.values()}
    assert not too_weak(theme, tuple(sorted(tokens)), ROW_GROUNDS, MARK)


def test_both_themes_have_the_same_names() -> None:
    light, dark = (load_theme(name) for name in THEME_NAMES)
    for table in ("colours", "tints", "strongs", "states", "severities"):
        assert set(getattr(light, table)) == set(getattr(dark, table))


def test_every_status_and_severity_has_a_colour(theme: Theme) -> None:
    from coderdesk.domain.clinical.encounter import EncounterStatus
    from coderdesk.domain.values.finding import Severity

    assert set(theme.states) == {status.value for status in EncounterStatus}
    assert set(theme.severities) == {severity.value for severity in Severity}
    assert {*theme.states.values(), *theme.severities.values()} <= set(theme.colours)
