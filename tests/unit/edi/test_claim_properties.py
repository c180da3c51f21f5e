"""Claims generated across the model: written, accepted by pyx12, read back the same, written again the same."""

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.supplements import Note
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.claim_writer import written_claims
from coderdesk.edi.compare_claims import compared
from coderdesk.edi.tokens import raw_segments
from coderdesk.edi.validate import structural_errors
from coderdesk.storage.codec import from_json
from coderdesk.storage.short_json import to_short_json
from tests.helpers.submitted_claims import INVENTED, claims, placed

# a claim has hundreds of draws: explaining a failure by tracing each would take longer than finding it
FEW = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("kind", list(ClaimKind))
@FEW
@given(st.data())
def test_write_check_read_compare(kind: ClaimKind, data: st.DataObject) -> None:
    """one to three claims, own policies and dependents, with everything the model can hold"""
    made = placed(data.draw(st.lists(claims(kind), min_size=1, max_size=3)))
    text = "".join(written_claims(made))
    assert structural_errors(text) == ()
    read = list(ClaimReader().claims(io.StringIO(text)))
    assert [row.claim for row in read] == [row.claim for row in made]
    again = "".join(written_claims(read))
    assert compared(raw_segments(io.StringIO(text)), raw_segments(io.StringIO(again)))[1] == ()
    assert again == text


@pytest.mark.parametrize("kind", list(ClaimKind))
@FEW
@given(st.data())
def test_a_claim_is_its_json(kind: ClaimKind, data: st.DataObject) -> None:
    """what the vault keeps is the whole claim, to the digits of its amounts"""
    claim = data.draw(claims(kind))
    stored = from_json(SubmittedClaim, to_short_json(claim))
    assert stored == claim
    assert "".join(written_claims(placed([stored]))) == "".join(written_claims(placed([claim])))


hostile = st.text(max_size=40)


@FEW
@given(hostile, hostile, hostile)
def test_no_value_breaks_out_of_its_element(name: str, control: str, note: str) -> None:
    """whatever is in a name, a number or a note: the same segments, each once"""
    with (INVENTED / "professional.edi").open(encoding="ascii", newline="") as source:
        plain = list(ClaimReader().claims(source))
    first = plain[0]
    party = replace(first.claim.billing.party, name=name)
    claim = replace(
        first.claim,
        billing=replace(first.claim.billing, party=party),
        control=control,
        notes=(Note(kind="ADD", text=note),),
    )
    text = "".join(written_claims([replace(first, claim=claim), *plain[1:]]))
    usual = "".join(written_claims(plain))
    assert [row.name for row in raw_segments(io.StringIO(text))] == [
        row.name for row in raw_segments(io.StringIO(usual))
    ]
