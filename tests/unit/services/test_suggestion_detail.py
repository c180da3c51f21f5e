"""How far the words of a conclusion are followed into the code: cases of each kind of detail, over the real code sets."""

from datetime import date

import pytest

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.reading import read_text
from coderdesk.services.suggestions import codes_in

ON = date(2026, 6, 1)


def _codes(library: CodeLibrary, text: str) -> set[str]:
    found = codes_in(library=library, document=read_text(text=text), on=ON, setting=Setting.OUTPATIENT)
    return {one.code.value for one in found.suggestions if one.billable}


@pytest.mark.parametrize(
    ("item", "accepted"),
    [
        ("Chronic hypoxemic respiratory failure on home oxygen.", "J96.11 Z99.81"),
        ("Acute hypoxic respiratory failure.", "J96.01"),
        ("Chronic obstructive pulmonary disease, cigarette nicotine dependence.", "J44.9 F17.210"),
        ("Nicotine dependence, cigarettes.", "F17.210"),
        ("Cigarette nicotine dependence, uncomplicated.", "F17.210"),
        ("Nicotine dependence, cigarettes, in remission.", "F17.211"),
        ("Right upper quadrant abdominal pain.", "R10.11"),
        ("Abdominal pain, right lower quadrant.", "R10.31"),
        ("Abdominal pain, epigastric.", "R10.13"),
        ("Breast cancer, upper outer quadrant of the left breast.", "C50.412"),
        ("Malignant neoplasm of the upper-outer quadrant of right female breast.", "C50.411"),
        ("Primary osteoarthritis, right hand.", "M19.041"),
        ("Osteoarthritis of the left ankle.", "M19.072"),
        ("Primary osteoarthritis of the right shoulder.", "M19.011"),
        ("Effusion of the left knee.", "M25.462"),
        ("Stiffness of right elbow.", "M25.621"),
        ("Contracture of the left knee.", "M24.562"),
        ("Contracture, right elbow.", "M24.521"),
        ("Flexion contracture of right hand.", "M24.541"),
        ("Cervical disc herniation C5-C6 with radiculopathy.", "M50.122"),
        ("Cervical disc degeneration at C4-C5.", "M50.321"),
        ("Disc herniation at C6-7.", "M50.223"),
        ("Lumbar disc herniation, L4-L5.", "M51.26|M51.26"),
        ("Lumbar disc degeneration L4-5.", "M51.360|M51.369|M51.36"),
        ("Cervical spinal stenosis.", "M48.02"),
        ("Spondylosis without myelopathy, cervical region.", "M47.812"),
        ("Fracture of fifth metacarpal neck, right hand.", "S62.336A|S62.366A|S62.306A|S62.336A"),
        ("Laceration of right index finger.", "S61.210A"),
        ("Contusion of left middle finger.", "S60.032A"),
        ("Sprain of the left ring finger PIP joint.", "S63.635A"),
        ("Crushing injury of left thumb.", "S67.02XA"),
        ("Displaced fracture of the shaft of the fourth metacarpal bone, left hand.", "S62.325A"),
        ("Major depressive disorder, single episode, in full remission.", "F32.5"),
        ("Alcohol use disorder, severe, in early remission.", "F10.21"),
        ("Opioid use disorder, moderate, in sustained remission.", "F11.21"),
        ("Bipolar I disorder, current episode depressed, moderate.", "F31.32"),
        ("Bipolar disorder, current episode depressed, mild.", "F31.31"),
        ("Bipolar 1 disorder, most recent episode depressed, severe without psychotic features.", "F31.4"),
        ("Hypertrophy of the tonsils.", "J35.1"),
        ("Hypertrophy of the nasal turbinates.", "J34.3"),
        ("Hyperplasia of the prostate with urinary retention.", "N40.1"),
        ("Peripheral neuropathy related to type 2 diabetes.", "E11.42"),
        ("Chronic kidney disease stage 3b due to type 2 diabetes.", "E11.22 N18.32"),
        ("Polyneuropathy from type 2 diabetes mellitus.", "E11.42"),
        ("Type 2 diabetes with proliferative retinopathy, right eye.", "E11.3591"),
        ("Nephropathy due to type 2 diabetes mellitus.", "E11.21"),
        ("Contusion of the right forearm.", "S50.11XA"),
        ("Contusion of left thigh.", "S70.12XA"),
        ("Contusion of right hip.", "S70.01XA"),
        ("Contusion of the left lower leg.", "S80.12XA"),
        ("Chest wall contusion.", "S20.219A"),
        ("Contusion of scalp.", "S00.03XA"),
        ("Drug-induced constipation from oxycodone.", "K59.03 T40.2X5A"),
        ("Cough due to lisinopril.", "R05.8|R05.9 T46.4X5A"),
        ("Lisinopril-induced cough.", "R05.8|R05.9 T46.4X5A"),
        ("Diarrhea due to amoxicillin.", "K52.1|R19.7 T36.0X5A"),
        ("Statin-induced myalgia.", "M79.10|G72.0|M79.10 T46.6X5A"),
        ("Rash secondary to sulfamethoxazole, initial encounter.", "L27.0|L27.1|R21 T37.0X5A"),
        ("Long-term immunosuppression with tacrolimus.", "Z79.621"),
        ("On chronic immunosuppressive therapy with methotrexate.", "Z79.631"),
        ("Rheumatoid arthritis on adalimumab.", "M06.9 Z79.620"),
        ("History of left breast cancer.", "Z85.3"),
        ("History of right renal cell carcinoma, no evidence of recurrence.", "Z85.528"),
        ("Personal history of colon cancer.", "Z85.038"),
        ("Hx of bladder cancer, surveillance.", "Z85.51"),
        ("History of right testicular cancer.", "Z85.47"),
        ("History of prostate cancer status post prostatectomy.", "Z85.46 Z90.79"),
        ("Status post right upper lobectomy for lung cancer.", "Z85.118 Z90.2"),
        ("Microhematuria.", "R31.29"),
        ("Microscopic hematuria.", "R31.29"),
        ("BPH; microhematuria.", "N40.0 R31.29"),
        ("Insect bite of the left forearm.", "S50.862A"),
        ("Mosquito bites, right lower leg.", "S80.861A"),
        ("Infected insect bite, right hand.", "S60.561A"),
        ("Depression screen negative.", ""),
        ("PHQ-9 screening normal. Hypertension.", "I10"),
        ("Mammogram normal. Gout.", "M10.9"),
        ("Screening colonoscopy was normal last year. GERD.", "K21.9"),
        ("Hearing screen passed. GERD.", "K21.9"),
        ("No diabetes, hypertension or history of stroke. Gout.", "M10.9"),
        ("No asthma, allergies or history of breast cancer. Gout.", "M10.9"),
        ("Denies coronary disease or history of MI. Hypertension.", "I10"),
        ("Asthma, mild, intermittent.", "J45.20"),
        ("Gout, right great toe.", "M10.071|M10.9"),
        ("Plantar fasciitis, left.", "M72.2"),
        ("Carpal tunnel syndrome, bilateral.", "G56.03"),
        ("Heart failure with reduced ejection fraction, chronic.", "I50.22"),
        ("Iron deficiency anemia due to chronic blood loss.", "D50.0"),
        ("Generalized anxiety disorder.", "F41.1"),
        ("Strep pharyngitis.", "J02.0"),
        ("Pain in the left hip.", "M25.552"),
        ("Rotator cuff tear, right, complete.", "M75.121"),
        ("Bursitis of the left olecranon.", "M70.22"),
        ("Trochanteric bursitis, right hip.", "M70.61"),
        ("Acute cystitis with hematuria.", "N30.01"),
        ("Hypokalemia.", "E87.6"),
        ("Cellulitis of the right lower leg.", "L03.115"),
        ("Abscess of left axilla.", "L02.412"),
        ("Pressure ulcer of the sacrum, stage 3.", "L89.153"),
        ("Closed fracture of distal radius, left.", "S52.502A"),
    ],
)
def test_an_item_reaches_its_code(library: CodeLibrary, item: str, accepted: str) -> None:
    """Each word of `accepted` is asked for, "|" between codes of which one is enough; nothing else is suggested."""
    wanted = [set(one.split("|")) for one in accepted.split()]
    found = _codes(library, f"ASSESSMENT:\n1. {item}\n")
    assert all(one & found for one in wanted), found
    assert found <= set().union(*wanted)


@pytest.mark.parametrize(
    ("note", "accepted", "never"),
    [
        (
            "HPI: Mother on dialysis. Patient was on dialysis before transplant.\nASSESSMENT:\n1. Gout.",
            "M10.9",
            "Z99.2",
        ),
        ("HPI: He was on dialysis before his transplant in 2018.\nASSESSMENT:\n1. Hypertension.", "I10", "Z99.2"),
        ("HPI: Father is on insulin. No fever.\nASSESSMENT:\n1. Type 2 diabetes.", "E11.9", "Z79.4"),
        ("HPI: Husband is on warfarin.\nASSESSMENT: Atrial fibrillation.", "I48.91", "Z79.01"),
        ("HPI: Previously on warfarin, stopped last year.\nASSESSMENT: Atrial fibrillation.", "I48.91", "Z79.01"),
        ("HPI: Used to be on home oxygen.\nASSESSMENT: COPD.", "J44.9", "Z99.81"),
        ("HPI: He is not on dialysis.\nASSESSMENT: CKD stage 4.", "N18.4", "Z99.2"),
        ("HPI: He may need dialysis in future.\nASSESSMENT: CKD stage 4.", "N18.4", "Z99.2"),
        ("HPI: If kidneys worsen, he will be on dialysis.\nASSESSMENT: CKD stage 4.", "N18.4", "Z99.2"),
        ("HPI: ESRD on hemodialysis MWF.\nASSESSMENT: 1. ESRD on hemodialysis.", "N18.6 Z99.2", ""),
        ("S: Sore throat for two days.\nO: Exudate.\nA - Streptococcal pharyngitis.\nP - Amoxicillin.", "J02.0", ""),
        ("S: cough\nO: wheezes\nA/P-\nAcute bronchitis\nFluids and rest.", "J20.9", ""),
        (
            "S - Ear pain\nO - Red drum on the left\nA - Acute suppurative otitis media, left ear\nP - Amoxicillin",
            "H66.002",
            "",
        ),
        ("S: tired\nO: pale\nA/P - Iron deficiency anemia\nHypothyroidism\n", "D50.9 E03.9", ""),
        (
            "ASSESSMENT:\n1. Major depressive disorder.\nThis is a recurrent episode, moderate in severity.\n2. Insomnia.",
            "F33.1 G47.00",
            "",
        ),
        (
            "ASSESSMENT AND PLAN:\n# Asthma\nModerate persistent, in exacerbation.\n# Allergic rhinitis\n",
            "J45.41 J30.9",
            "",
        ),
        ("ASSESSMENT AND PLAN:\n1. CKD\nStage 3b, eGFR 38.\n2. Hyperkalemia\n", "N18.32 E87.5", ""),
        ("ASSESSMENT:\n1. Atrial fibrillation\n- Paroxysmal, on apixaban.\n", "I48.0", ""),
        ("ASSESSMENT:\n1. COPD\nAcute exacerbation, start prednisone.\n", "J44.1", ""),
        ("ASSESSMENT:\n1. Heart failure\nChronic systolic, EF 30%. Continue carvedilol.\n", "I50.22", ""),
        (
            "HPI: Depression screening done, normal.\nASSESSMENT:\n1. Hypertension.\n2. PHQ-2 depression screen negative.",
            "I10",
            "Z13.31 Z13.39 F32.A",
        ),
        ("HPI: cervical cancer screening normal in 2023.\nASSESSMENT: 1. GERD.", "K21.9", "Z12.4"),
        (
            "HPI: No diabetes, stroke or history of cancer.\nPMH: No hypertension, asthma or history of breast cancer.\n"
            "ASSESSMENT: Gout.",
            "M10.9",
            "Z85.3 Z85.9",
        ),
        ("PMH: Negative for diabetes or history of MI.\nASSESSMENT: Gout.", "M10.9", "I25.2"),
        (
            "HPI: Swelling of L wrist; MS 5/5. RA sat 98%. CVA tenderness absent.\nASSESSMENT: Sprain of left wrist.",
            "S63.502A",
            "M06.9 G35 I63.9",
        ),
        ("HPI: knee pain. PE: normal.\nASSESSMENT: Left knee pain. Refer to PT. PE unremarkable.", "M25.562", "I26.99"),
        ("ASSESSMENT:\n1. MS, relapsing, on ocrelizumab.\n", "G35.A|G35|G35.D|G35.9", ""),
        ("ASSESSMENT:\n1. RA, on methotrexate, stable joint swelling.\n2. DM, A1c 7.2.\n", "M06.9 E11.9", ""),
        ("ASSESSMENT:\n1. PE, on apixaban, diagnosed by CTA.\n", "I26.99", ""),
        ("ASSESSMENT:\n1. CP, resolved with rest; troponin negative.\n", "R07.9", ""),
        ("ASSESSMENT:\n1. Spastic CP with seizures.\n", "G80.1|G80.9", ""),
        (
            "ROS: General: no fever. CV: chest pain, palpitations denied. GI: nausea - no; vomiting - no\nASSESSMENT: Gout.",
            "M10.9",
            "R07.9 R11.0 R11.10 R11.2",
        ),
        (
            "REVIEW OF SYSTEMS: [ ] fever [x] cough [ ] chest pain\nASSESSMENT: Acute bronchitis.",
            "J20.9",
            "R50.9 R07.9",
        ),
        ("Cardiovascular: (-) chest pain (+) edema\nASSESSMENT: Gout.", "M10.9", "R07.9"),
        (
            "HPI: s/p left lower lobectomy in 2019 for adenocarcinoma.\nPSH: lobectomy\nASSESSMENT: 1. Hypertension.",
            "I10",
            "",
        ),
    ],
)
def test_a_note_is_coded_without_its_traps(library: CodeLibrary, note: str, accepted: str, never: str) -> None:
    """Whose status it is and when, negated lists, templates of a review of systems, abbreviations, detail below an item."""
    found = _codes(library, note + "\n")
    assert all(set(one.split("|")) & found for one in accepted.split()), found
    assert found.isdisjoint(never.split())
