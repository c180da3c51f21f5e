"""Items of an assessment and what they are called."""

import pytest

from coderdesk.reading.document import read_document
from coderdesk.reading.items import items_of, names_of
from coderdesk.reading.phrases import runs_of, spans_of


def _items(text: str) -> list[str]:
    document = read_document(text)
    section = document.reading.sections[0]
    return [text[item.start : item.end] for item in items_of(text, section, document.reading.sentences)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("ASSESSMENT:\n1. Asthma, mild. Stable.\n2. Gout - continue.\n", ["Asthma, mild", "Gout"]),
        ("ASSESSMENT\nAsthma.\nGout.\n", ["Asthma", "Gout"]),
        ("ASSESSMENT: Asthma. Doing well.", ["Asthma"]),
        ("ASSESSMENT AND PLAN\n1. CHF.\n- Treatment: diuretics.\n", ["CHF"]),
        ("ASSESSMENT:,1.  Flank pain.,2.  Stone.", ["Flank pain", "Stone"]),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    """Numbers, or lines without numbers; what explains an item is none."""
    assert _items(text) == items


def test_names_from_the_longest() -> None:
    text = "ASSESSMENT: Kidney disease, stage 3a, stable"
    document = read_document(text)
    (item,) = items_of(text, document.reading.sections[0], document.reading.sentences)
    assert [text[start:end] for start, end in names_of(text, item)] == [
        "Kidney disease, stage 3a, stable",
        "Kidney disease, stage 3a",
        "Kidney disease",
    ]


def test_runs_lie_between_verbs_and_punctuation() -> None:
    text = "The patient has pain in the left knee, and was given ibuprofen."
    document = read_document(text)
    runs = [
        text[run.words[0].start : run.words[-1].end]
        for span in document.reading.sentences
        for run in runs_of(text, span)
    ]
    assert runs == ["pain in the left knee", "ibuprofen"]


def test_parts_of_a_run_come_longest_first_and_begin_and_end_with_a_telling_word() -> None:
    text = "pain in knee"
    document = read_document(text)
    (run,) = runs_of(text, document.reading.sentences[0])
    assert [text[run.words[first].start : run.words[after - 1].end] for first, after in spans_of(run)] == [
        "pain in knee",
        "knee",
        "pain",
    ]
