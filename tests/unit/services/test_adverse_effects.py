"""The drug to which a text lays a condition."""

import pytest

from coderdesk.services.adverse_effects import drug_behind
from coderdesk.services.reading import read_text


@pytest.mark.parametrize(
    ("marked", "begins"),
    [
        ("[Cough] due to lisinopril.", "T46.4X5"),
        ("Lisinopril-induced [cough].", "T46.4X5"),
        ("[Drug-induced constipation] from oxycodone.", "T40.2X5"),
        ("[Nausea], likely secondary to the metformin.", "T38.3X5"),
        ("Medication-induced [headache].", "T50.905"),
        ("[Cough] due to bronchitis.", None),
        ("[Nausea] due to oxycodone overdose.", None),
        ("[Cough]. On lisinopril.", None),
    ],
)
def test_a_condition_laid_to_a_drug(marked: str, begins: str | None) -> None:
    """looks alike: another cause, a poisoning, a drug that is only taken"""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert drug_behind(read_text(text=text), start, end) == begins
