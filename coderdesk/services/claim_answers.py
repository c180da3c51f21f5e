"""Answers to claim files, read from the files that receivers send back."""

from pathlib import Path

from coderdesk.domain.billing.answers.claim_answer import ClaimsAnswer
from coderdesk.domain.billing.answers.group_answer import GroupAnswer
from coderdesk.domain.billing.answers.interchange_answer import InterchangeAnswer
from coderdesk.edi.read_answers import answers_in
from coderdesk.edi.x12_text_file import opened_text

Answer = InterchangeAnswer | GroupAnswer | ClaimsAnswer


def read_answers(*, path: Path) -> tuple[Answer, ...]:
    """What a TA1, 999, 997 or 277CA file says, in its order. Raises MalformedX12, FileUnreadable."""
    with opened_text(path) as source:
        return tuple(answers_in(source))
