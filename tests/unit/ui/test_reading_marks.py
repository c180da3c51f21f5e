"""What a page wears of a reading, before any of it is painted."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.copied_text import CopiedSpan
from coderdesk.domain.clinical.reading import Assertion, Judgement
from coderdesk.ui.assertion_lines import MARK_COLOURS
from coderdesk.ui.reading_marks import LineMap, MentionMark, PageReading, reason_words
from coderdesk.ui.theme.colours import Theme, load_theme
from coderdesk.ui.views.desk.assertion_layer import VEIL

FEVER = MentionMark(7, 12, Assertion.NEGATED, "Denies", "R50.9 Fever, unspecified")


def test_the_reason_names_cue_reach_and_code() -> None:
    judgement = Judgement(Assertion.NEGATED, "Denies", (7, 20))
    assert reason_words(FEVER, judgement, "Denies fever, chills today") == (
        "denied: “Denies” reaches “fever, chills”\nR50.9 Fever, unspecified"
    )


def test_without_a_cue_the_assertion_alone_is_told() -> None:
    assert reason_words(MentionMark(0, 5, Assertion.AFFIRMED), None, "Fever") == "affirmed"


def test_the_shortest_mention_at_a_place() -> None:
    outer = MentionMark(0, 20, Assertion.AFFIRMED)
    reading = PageReading(mentions=(outer, FEVER))
    assert (reading.mention_at(8), reading.mention_at(15), reading.mention_at(20)) == (FEVER, outer, None)


def test_where_carried_forward_words_begin_and_end() -> None:
    spans = (CopiedSpan(3, 6, date(2026, 1, 2)), CopiedSpan(9, 12, date(2026, 2, 3)))
    reading = PageReading(copied=spans)
    assert [reading.copied_at(place) for place in (2, 3, 6, 11, 12)] == [None, spans[0], None, spans[1], None]


@given(st.text(alphabet="ab \n", min_size=1, max_size=400))
def test_shares_go_down_the_page(text: str) -> None:
    lines = LineMap(text)
    shares = [lines.share(place) for place in range(len(text))]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] <= 1.0


def _luminance(rgb: tuple[float, float, float]) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = map(channel, rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(ink: tuple[float, float, float], ground: tuple[float, float, float]) -> float:
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _rgb(theme: Theme, token: str) -> tuple[float, float, float]:
    colour = theme.colour(token)
    return colour.redF(), colour.greenF(), colour.blueF()


def test_contrast_of_marks_and_of_veiled_words() -> None:
    """3 to 1 for marks, 4.5 to 1 for words that are carried forward, in both themes"""
    for name in ("light", "dark"):
        theme = load_theme(name)
        paper, text = _rgb(theme, "paper"), _rgb(theme, "text")
        veiled = tuple(VEIL * under + (1 - VEIL) * ink for under, ink in zip(paper, text, strict=True))
        assert _ratio((veiled[0], veiled[1], veiled[2]), paper) >= 4.5
        assert all(_ratio(_rgb(theme, token), paper) >= 3 for token in MARK_COLOURS.values())
