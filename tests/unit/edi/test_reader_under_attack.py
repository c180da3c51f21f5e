"""Whatever is done to a file: it is read, or it is refused with a place and a sentence; nothing else happens."""

import contextlib
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.claim_writer import written_claims
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.read_answers import answers_in
from tests.helpers.submitted_claims import INVENTED

FILES = {name: (INVENTED / f"{name}.edi").read_text("ascii") for name in ("professional", "institutional", "dental")}
ATTACKS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
scraps = st.text("*:~^\n\r\0 0123456789.-ABCDEHLNMSTX\u00e9\U0001f600", max_size=8)
edits = st.lists(
    st.tuples(st.integers(0, 6000), st.integers(0, 40), scraps, st.sampled_from(("cut", "insert", "swap", "repeat"))),
    min_size=1,
    max_size=4,
)


def attacked(text: str, changes: list[tuple[int, int, str, str]]) -> str:
    for at, length, scrap, how in changes:
        start = at % max(1, len(text))
        end = start + length
        if how == "cut":
            text = text[:start] + text[end:]
        elif how == "insert":
            text = text[:start] + scrap + text[start:]
        elif how == "swap":
            text = text[:start] + text[end : end + length] + text[start:end] + text[end + length :]
        else:
            text = text[:start] + text[start:end] * 2 + text[end:]
    return text


@ATTACKS
@given(st.sampled_from(sorted(FILES)), edits, st.sampled_from(("strict", "lenient")))
@example("professional", [(108, 0, "GS*HC~", "insert")], "strict")
def test_a_damaged_file_is_read_or_refused(name: str, changes: list[tuple[int, int, str, str]], manner: str) -> None:
    text = attacked(FILES[name], changes)
    is_lenient = manner == "lenient"
    with contextlib.suppress(MalformedX12):
        claims = list(ClaimReader(lenient_counts=is_lenient, lenient_levels=is_lenient).claims(io.StringIO(text)))
        for row in claims:
            assert row.claim.total is not None
            assert row.claim.first_day is None or row.claim.last_day is not None
        again = list(ClaimReader().claims(io.StringIO("".join(written_claims(claims)))))
        assert [row.claim for row in again] == [row.claim for row in claims]


@ATTACKS
@given(edits)
def test_damaged_answers_are_read_or_refused(changes: list[tuple[int, int, str, str]]) -> None:
    envelope = (
        "ISA*00*          *00*          *ZZ*CMH77          *ZZ*ALDER01        *260310*0900*^*00501*000000044*0*T*:~\n"
    )
    text = (
        f"{envelope}TA1*000000017*260309*1430*R*024~\nGS*HN*A*B*20260310*0900*44*X*005010X214~\nST*277*0001*005010X214~\n"
        "BHT*0085*08*P*20260310*0900*TH~\nHL*1**20*1~\nNM1*PR*2*CEDAR*****PI*CMH77~\nHL*2*1*21*1~\nTRN*2*1~\n"
        "STC*A1:19:PR*20260310*WQ*220.5~\nHL*3*2*PT~\nNM1*QC*1*RIVERA~\nTRN*2*V1~\nSTC*A3:21*20260310*U*9~\nSVC*HC:1*9~\n"
        "STC*A7:507**U~\nSE*14*0001~\nGE*1*44~\nIEA*1*000000044~\n"
    )
    with contextlib.suppress(MalformedX12):
        list(answers_in(io.StringIO(attacked(text, changes))))


@pytest.mark.parametrize(("width", "line_end"), [(80, "\r\n"), (80, "\n"), (72, "\r"), (40, "\n")])
def test_a_folded_file_is_read(width: int, line_end: str) -> None:
    """a line end after every so many characters, in the header as well, as some senders fold"""
    plain = FILES["dental"].replace("\n", "")
    folded = line_end.join(plain[at : at + width] for at in range(0, len(plain), width))
    (claim,) = ClaimReader().claims(io.StringIO(folded, newline=""))
    (usual,) = ClaimReader().claims(io.StringIO(FILES["dental"]))
    assert claim.claim == usual.claim


def test_a_number_of_absurd_length_is_refused() -> None:
    text = FILES["dental"].replace("CLM*T9*1500.5*", f"CLM*T9*{'9' * 40}*")
    with pytest.raises(MalformedX12, match="more than 16 characters"):
        list(ClaimReader().claims(io.StringIO(text)))
