"""The drug behind a condition that a conclusion lays to it: the code of its adverse effect follows (Guidelines I.C.19.e.5.a)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.reading.document import ReadDocument
from coderdesk.services.named_mention import CONCLUDING, NamedMention
from coderdesk.services.phrase_codes import NamedCode, PhraseCodes
from coderdesk.shared.resources import resource_path

_SCORE = 0.4
_LONGEST = 90
_LAID_TO = re.compile(
    r"[\s,(]*(?:is |are |likely |most |which is )*(?:due to|secondary to|caused by|induced by|from|related to|side effect of"
    r"|adverse effect of|attributed to|2/2)\s+(?:the |his |her |taking |use of |starting |new |recent |oral )*"
    r"(?P<drug>[a-z][a-z-]+)",
    re.IGNORECASE,
)
_INDUCED = re.compile(r"(?P<drug>[a-z][a-z-]+?)[- ](?:induced|associated|related)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_WITHIN = re.compile(r"(?P<drug>[a-z]+)[- ](?:induced)\b", re.IGNORECASE)
# Poisoning, underdosing and allergy status are coded otherwise.
_OTHERWISE = re.compile(
    r"\b(?:overdose|poison\w*|ingestion|noncomplian\w+|missed|underdos\w+|allergy to|withdrawal)\b",
    re.IGNORECASE,
)


@cache
def _codes_by_drug() -> dict[str, str]:
    lines = resource_path("reading", "adverse_drugs.txt").read_text("utf-8").splitlines()
    rows = [line.split(" > ") for line in lines if line and not line.startswith("#")]
    return {drug: code for code, drugs in rows for drug in drugs.split()}


def drug_behind(document: ReadDocument, start: int, end: int) -> str | None:
    """The beginning of the code of the drug to which the text lays the passage; None when it lays it to none."""
    low, high = document.text.rfind("\n", 0, start) + 1, document.text.find("\n", end)
    high = len(document.text) if high < 0 else high
    places = (
        _LAID_TO.match(document.text, end, min(high, end + _LONGEST)),
        _INDUCED.search(document.text, max(low, start - _LONGEST), start),
        _WITHIN.search(document.text, start, end),
    )
    found = [_codes_by_drug().get(place["drug"].lower()) for place in places if place]
    known = [code for code in found if code is not None]
    specific = [code for code in known if not code.startswith("T50.905")]
    named = next(iter([*specific, *known]), None)
    if named == "T50.905":  # "drug-induced constipation from oxycodone"
        told = _LAID_TO.search(document.text, end, min(high, end + _LONGEST))
        named = _codes_by_drug().get(told["drug"].lower(), named) if told else named
    return None if _OTHERWISE.search(document.text, low, high) else named


def adverse_effects(
    chosen: Sequence[NamedMention], document: ReadDocument, codes: PhraseCodes
) -> Iterator[NamedMention]:
    """One more mention for each condition of the conclusion that is laid to a drug, at its passage."""
    for one in chosen:
        mention = one.mention
        if mention.section not in CONCLUDING or mention.assertion is not Assertion.AFFIRMED:
            continue
        begins = drug_behind(document, mention.start, mention.end)
        code = (
            codes.reportable(f"{begins}A")
            if begins and not one.named.code.value.startswith(("T", "Z", "D68.3"))
            else None
        )
        if code is not None:
            named = NamedCode(code=code, score=_SCORE, why=f"the text lays {one.named.code.value} to it")
            yield NamedMention(mention=mention, named=named, is_leading=True)
