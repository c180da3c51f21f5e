"""Details that a title leaves open and another sentence of the documents tells of the same condition."""

from datetime import date

import pytest

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.values.ids import DocumentId, EncounterId
from coderdesk.services.detail_elsewhere import told_elsewhere

KIDNEY = "Chronic kidney disease, unspecified"
STAGES = [f"Chronic kidney disease, stage {stage}" for stage in ("1", "2 (mild)", "4 (severe)", "5", "3a", "3b")]
KNEE = "Unilateral primary osteoarthritis, unspecified knee"
KNEES = ["Unilateral primary osteoarthritis, right knee", "Unilateral primary osteoarthritis, left knee"]


def document(text: str, role: AuthorRole = AuthorRole.PROVIDER) -> Document:
    return Document(
        id=DocumentId("d"),
        encounter_id=EncounterId("e"),
        kind=DocumentKind.PROGRESS_NOTE,
        title="Note",
        author="Somebody",
        author_role=role,
        written_on=date(2026, 5, 4),
        text=text,
        is_signed=True,
        version=1,
        hash=content_hash(text),
    )


def told(title: str, beside: list[str], text: str, role: AuthorRole = AuthorRole.PROVIDER) -> list[tuple[str, str]]:
    return [(one.difference.axis, one.difference.said) for one in told_elsewhere(title, beside, [document(text, role)])]


@pytest.mark.parametrize(
    ("title", "beside", "text", "found"),
    [
        (KIDNEY, STAGES, "Problems: CKD.\nAssessment:\nChronic kidney disease, stage 3b, stable.", [("stage", "3b")]),
        (KIDNEY, STAGES, "CKD noted. Plan: CKD 4, refer.", [("stage", "4")]),
        (KNEE, KNEES, "Unilateral primary osteoarthritis of the right knee.", [("side", "right")]),
        (KNEE, KNEES, "Unilateral primary osteoarthritis of the right hip.", []),
        (KIDNEY, STAGES, "CKD. No change. Pressure ulcer stage 3.", []),
        (KIDNEY, STAGES, "CKD stage 3a in May. CKD stage 4 now.", []),
        (KIDNEY, STAGES, "CKD. No evidence of CKD stage 4.", []),
        (STAGES[2], [KIDNEY, *STAGES[:2]], "CKD stage 2 in the past.", []),
    ],
)
def test_a_sentence_on_the_same_condition_tells_what_the_title_leaves_open(
    title: str, beside: list[str], text: str, found: list[tuple[str, str]]
) -> None:
    """violates: stage or side told elsewhere; clean: the detail is another condition's, denied, or two sentences differ"""
    assert told(title, beside, text) == found


def test_only_providers_tell_a_detail() -> None:
    """looks alike: the same words in a nurse's note"""
    assert told(KIDNEY, STAGES, "CKD stage 3b.", AuthorRole.NURSE) == []
