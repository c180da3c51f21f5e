"""What a passage asserts: each case is a sentence with the passage in brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.reading import Assertion, Judgement
from coderdesk.reading.assertion import assertion_of

AFFIRMED = [
    "She has [pneumonia].",
    "He denies chest pain but has [palpitations].",
    "Denies fever; reports [cough] for three days.",
    "No fever, has had a [cough] since Monday.",
    "No rash, lungs clear, [edema] of both legs present.",
    "No change in her [diabetes].",
    "Not only [hypertension] but also obesity.",
    "[Hypertension] not well controlled.",
    "No improvement in [back pain].",
    "Her [migraine] has not improved.",
    "[Non-small cell lung cancer] of the right upper lobe.",
    "Gram-negative [sepsis].",
    "[Asthma] without complication.",
    "[Diabetes] without complications, well controlled.",
    "Chronic [cough], no fever.",
    "Borderline [hypertension].",
    "[Cough], likely viral.",
    "No questions or concerns. [Hypertension] stable.",
    "Two-week history of [cough].",
    "A 3 day hx of [fever] and vomiting.",
    "HISTORY OF PRESENT ILLNESS: The patient has [fever].",
    "History of stroke, presents today with [knee pain].",
    "Postoperative [infection] of the wound.",
    "She was diagnosed with [diabetes] 5 years ago.",
    "Has had worsening [dyspnea] over the past 2 weeks.",
    "45 year old male with [hypertension].",
    "Mother brings him in for [cough].",
    "Mother states that he has [fever].",
    "Her husband reports that she has [insomnia].",
    "Lives with her daughter. [Hypertension] is controlled.",
    "Daughter noticed a [rash] on his back.",
    "ASSESSMENT:\n1. [Hypertension], stable.\n2. Diabetes.\n",
    "ASSESSMENT AND PLAN\n1. [CHF].\n- Medical Reasoning: stable.\n",
    "Impression: Acute [bronchitis]. No pneumonia.",
    "There is a [fracture] of the distal radius without displacement.",
    "Type 2 [diabetes] without retinopathy.",
    "No evidence of pneumonia; [cardiomegaly] noted.",
    "No pneumonia. [Cardiomegaly].",
    "He is not taking his medication for [hypertension].",
    "Except for [hay fever], she is healthy.",
    "No complaints except [knee pain].",
    "No problems other than [fatigue].",
    "He presents for evaluation of [knee pain].",
    "Here for follow up of [diabetes].",
    "She was treated for [pneumonia].",
]

NEGATED = [
    "There is no [pneumonia].",
    "He denies chest pain, [palpitations] or syncope.",
    "Chest pain: denies. [Dyspnea]: denies.",
    "[Pneumonia] was ruled out.",
    "[DVT] has been excluded by ultrasound.",
    "CT negative for [pulmonary embolism].",
    "The wound shows no signs of [infection].",
    "Without [fever] or chills.",
    "[Fever], chills and sweats were denied.",
    "- [Nausea]: no",
    "No h/o [seizures].",
    "Never had [asthma].",
    "Patient is not [diabetic].",
    "FAMILY HISTORY: No [diabetes] or heart disease.",
    "No family history of [colon cancer].",
    "Impression: Acute bronchitis. No [pneumonia].",
    "Lungs: no wheezes, [rales] or rhonchi.",
    "Risk: denies [suicidal ideation], plan or intent; denies self-harm.",
    "Eye exam done in February, letter in chart: no [retinopathy].",
    "ROS: negative for chest pain, [dyspnea], edema.",
    "Negative [chest pain].",
    "(-) [fever]",
    "Denies any history of [trauma].",
    "There is no evidence of acute [fracture] or dislocation.",
    "Type 2 diabetes without [retinopathy].",
    "Neither [fever] nor chills.",
    "Fever - none, [cough] - none.",
    "No evidence of [pneumonia] or pleural effusion; heart enlarged.",
    "The patient does not have [asthma].",
    "The patient hasn't had any [seizures].",
    "[Homicidal ideation] absent.",
    "She is a never [smoker].",
]

UNCERTAIN = [
    "Possible [pneumonia].",
    "? [Bell's palsy]",
    "[Pneumonia]?",
    "Rule out [myocardial infarction].",
    "R/O [DVT].",
    "Probable [gastroenteritis], viral.",
    "Findings consistent with [osteoarthritis].",
    "Concern for [abscess].",
    "Likely [viral syndrome].",
    "Chest pain, likely [costochondritis].",
    "[Pulmonary embolism] cannot be excluded.",
    "Cannot rule out [fracture].",
    "This may represent [cellulitis].",
    "Cholecystitis versus [pancreatitis].",
    "[Cholecystitis] versus pancreatitis.",
    "Suspected [sleep apnea].",
    "I am worried about [malignancy].",
    "Working diagnosis of [lupus].",
    "Ultrasound ordered to rule out [DVT].",
    "Differential diagnosis includes [gout] and septic arthritis.",
    "It is suspicious for [melanoma].",
    "[Appendicitis] is unlikely.",
    "No fracture seen, possible [sprain].",
    "Presumed [strep throat].",
    "[Sleep apnea] suspected.",
    "Evaluate for [anemia].",
    "Assessment: Rule out [appendicitis]",
]

HISTORICAL = [
    "History of [breast cancer].",
    "h/o [DVT] in 2011.",
    "PMH: [stroke], hypertension.",
    "PAST MEDICAL HISTORY:\n1. Hypertension\n2. [Diabetes]\n",
    "He had a [myocardial infarction] 10 years ago.",
    "S/P [appendectomy].",
    "Status post [left hip fracture].",
    "Previous [pneumonia] in 2015.",
    "[Breast cancer], in remission.",
    "She had [asthma] as a child.",
    "Former [smoker].",
    "PSH: [cholecystectomy]",
    "ex-[smoker]",
]

OTHER_PERSON = [
    "Mother has [diabetes].",
    "Family history of [colon cancer].",
    "FH: father died of [MI] at 62",
    "FAMILY HISTORY:\nMother: hypertension\nFather: [stroke]\n",
    "Strong family history of heart disease and [stroke].",
    "Her sister had [breast cancer] at age 40.",
    "[Breast cancer] in her maternal aunt.",
    "[Diabetes] runs in the family.",
    "His brother was diagnosed with [melanoma].",
]

HYPOTHETICAL = [
    "Return if you develop [fever].",
    "Call for [fever], chills or redness.",
    "Risks include [bleeding] and infection.",
    "She was warned about [hypoglycemia].",
    "Aspirin to prevent [stroke].",
    "Watch for signs of [infection].",
    "Side effects such as [nausea] were explained.",
    "Tylenol as needed for [headache].",
    "If [chest pain] recurs, go to the emergency room.",
    "Should she develop [dyspnea], call 911.",
    "At risk for [falls].",
    "Go to the ER for worsening [abdominal pain].",
    "Pneumococcal vaccine against [pneumonia].",
]


def judged(marked: str) -> tuple[str, Judgement]:
    """The text without the brackets, and the judgement of what stood between them."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    return text, assertion_of(text, start, end)


@pytest.mark.parametrize("marked", AFFIRMED)
def test_affirmed(marked: str) -> None:
    """Stated of the patient, now; words that only look like cues change nothing."""
    assert judged(marked)[1].assertion is Assertion.AFFIRMED


@pytest.mark.parametrize("marked", NEGATED)
def test_negated(marked: str) -> None:
    """Denied, ruled out, absent, or found negative."""
    assert judged(marked)[1].assertion is Assertion.NEGATED


@pytest.mark.parametrize("marked", UNCERTAIN)
def test_uncertain(marked: str) -> None:
    """Possible, suspected, to be ruled out, one of several."""
    assert judged(marked)[1].assertion is Assertion.UNCERTAIN


@pytest.mark.parametrize("marked", HISTORICAL)
def test_historical(marked: str) -> None:
    """Over, by its words or by its section."""
    assert judged(marked)[1].assertion is Assertion.HISTORICAL


@pytest.mark.parametrize("marked", OTHER_PERSON)
def test_other_person(marked: str) -> None:
    """A relative's, and not what a relative says of the patient."""
    assert judged(marked)[1].assertion is Assertion.OTHER_PERSON


@pytest.mark.parametrize("marked", HYPOTHETICAL)
def test_hypothetical(marked: str) -> None:
    """What may come: return precautions, risks, prevention."""
    assert judged(marked)[1].assertion is Assertion.HYPOTHETICAL


@pytest.mark.parametrize(
    ("marked", "cue", "governed"),
    [
        ("He denies chest pain, [palpitations] or syncope.", "denies", "chest pain, palpitations or syncope"),
        ("Denies fever; [cough] for three days.", "", ""),
        ("[Pneumonia] was ruled out.", "was ruled out", "Pneumonia"),
        ("Her [sister] is well.", "", ""),
    ],
)
def test_the_reason_is_the_cue_and_what_it_governs(marked: str, cue: str, governed: str) -> None:
    text, judgement = judged(marked)
    assert judgement.cue == cue
    assert (text[slice(*judgement.scope)] if judgement.scope else "") == governed


def test_a_section_that_decides_is_named_as_the_reason() -> None:
    """Family history without any cue in the line."""
    text = "FAMILY HISTORY:\nDiabetes on both sides\n"
    judgement = assertion_of(text, text.index("Diabetes"), text.index(" on"))
    assert judgement.assertion is Assertion.OTHER_PERSON
    assert judgement.cue == "FAMILY HISTORY"


@pytest.mark.parametrize("name", ["Hypertension.", "OSTEOPOROSIS", "Herniated disks at L4 and L5."])
def test_a_bare_name_of_a_background_list_says_nothing_of_today(name: str) -> None:
    """The whole text is the name of a long-standing condition; in an assessment the same words are affirmed."""
    bare = name.rstrip(".")
    assert assertion_of(name, 0, len(bare)).assertion is Assertion.HISTORICAL
    assert judged(f"ASSESSMENT:\n[{bare}]\n")[1].assertion is Assertion.AFFIRMED


@given(text=st.text(max_size=300), bounds=st.tuples(st.integers(0, 300), st.integers(1, 40)))
def test_any_passage_of_any_text_is_judged(text: str, bounds: tuple[int, int]) -> None:
    start = min(bounds[0], max(0, len(text) - 1))
    end = min(len(text), start + bounds[1])
    judgement = assertion_of(text, start, end)
    assert judgement.scope is None or 0 <= judgement.scope[0] <= judgement.scope[1] <= len(text)


@given(padding=st.integers(0, 40))
def test_what_stands_in_other_lines_changes_nothing(padding: int) -> None:
    """A denial in the line above, below, or far away does not reach."""
    before = "No fever, chills or cough.\n" * padding
    text = before + "She has a rash on the left arm.\nNo itching.\n"
    start = text.index("rash")
    assert assertion_of(text, start, start + 4).assertion is Assertion.AFFIRMED
