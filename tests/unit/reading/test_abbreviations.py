"""Abbreviations that the rest of a document decides."""

import pytest

from coderdesk.reading.abbreviations import meanings_in, spelled_out


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("MS, relapsing, on ocrelizumab", {"MS": "multiple sclerosis"}),
        ("MS with a rheumatic mitral valve", {"MS": "mitral stenosis"}),
        ("MS 5/5, alert", {}),
        ("RA with synovitis", {"RA": "rheumatoid arthritis"}),
        ("sat 98 % on RA", {}),
        ("PE on CTA, start apixaban", {"PE": "pulmonary embolism"}),
        ("PE: unremarkable", {}),
        ("CP, troponin negative", {"CP": "chest pain"}),
        ("spastic CP, baclofen", {"CP": "cerebral palsy"}),
        ("CP: troponin once, baclofen once", {}),
        ("ms relapsing", {}),
    ],
)
def test_the_words_around_decide(text: str, meant: dict[str, str]) -> None:
    """looks alike: room air, the physical examination, small letters, and words for two meanings"""
    assert meanings_in(text) == meant


def test_only_what_is_decided_is_spelled_out() -> None:
    assert spelled_out("stable RA and MS", {"RA": "rheumatoid arthritis"}) == "stable rheumatoid arthritis and MS"
