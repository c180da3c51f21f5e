"""TA1, 999 and 277CA as values: verdicts, what they answer, and where the trouble is."""

import io
from pathlib import Path

import pytest

from coderdesk.domain.billing.answers.claim_answer import ClaimsAnswer
from coderdesk.domain.billing.answers.group_answer import GroupAnswer
from coderdesk.domain.billing.answers.interchange_answer import InterchangeAnswer
from coderdesk.domain.billing.answers.verdict import Verdict
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.read_answers import Answer, answers_in
from coderdesk.edi.x12_text_file import opened_text
from tests.helpers.submitted_claims import PUBLIC

ISA = "ISA*00*          *00*          *ZZ*CMH77          *ZZ*ALDER01        *260310*0900*^*00501*000000044*0*T*:~\n"
SAMPLES = sorted(path for folder in ("ta1", "999", "277ca") for path in (PUBLIC / folder).glob("*.edi"))


def answers(text: str) -> list[Answer]:
    return list(answers_in(io.StringIO(text)))


def enclosed(group: str, guide: str, *segments: str) -> str:
    body = [f"ST*{segments[0]}*0001*{guide}", *segments[1:]]
    inner = "".join(f"{segment}~\n" for segment in [*body, f"SE*{len(body) + 1}*0001"])
    return f"{ISA}GS*{group}*CMH77*ALDER01*20260310*0900*44*X*{guide}~\n{inner}GE*1*44~\nIEA*1*000000044~\n"


def test_an_envelope_that_was_refused() -> None:
    (answer,) = answers(f"{ISA}TA1*000000017*260309*1430*R*024~\nIEA*0*000000044~\n")
    assert isinstance(answer, InterchangeAnswer)
    assert (answer.control, answer.verdict, answer.note) == ("000000017", Verdict.REJECTED, "024")
    assert str(answer.made_on) == "2026-03-09"


def test_a_group_of_which_one_set_was_refused() -> None:
    (answer,) = answers(
        enclosed(
            "FA",
            "005010X231A1",
            "999",
            "AK1*HC*6*005010X222A1",
            "AK2*837*0041*005010X222A1",
            "IK5*A",
            "AK2*837*0042*005010X222A1",
            "IK3*NM1*22*2010*8",
            "CTX*CLM01:V-2026-0042",
            "IK4*9:1*67*7*12345",
            "IK5*R*5",
            "AK9*P*2*2*1",
        )
    )
    assert isinstance(answer, GroupAnswer)
    assert (answer.control, answer.verdict, answer.accepted, answer.received) == ("6", Verdict.PARTLY, 1, 2)
    good, bad = answer.sets
    assert (good.control, good.verdict) == ("0041", Verdict.ACCEPTED)
    assert (bad.verdict, bad.codes) == (Verdict.REJECTED, ("5",))
    error = bad.segments[0]
    assert (error.segment, error.position, error.context) == ("NM1", 22, ("CLM01:V-2026-0042",))
    assert (error.elements[0].position, error.elements[0].component, error.elements[0].code) == (9, 1, "7")


def test_a_997_says_the_same_in_other_names() -> None:
    text = enclosed("FA", "005010", "997", "AK1*HC*6", "AK2*837*0041", "AK3*CLM*9**8", "AK5*E*5", "AK9*E*1*1*1")
    (answer,) = answers(text)
    assert isinstance(answer, GroupAnswer)
    assert answer.sets[0].verdict is Verdict.WITH_ERRORS
    assert not answer.verdict.is_refusal


CLAIMS = (
    "277",
    "BHT*0085*08*PAYER-9*20260310*0900*TH",
    "HL*1**20*1",
    "NM1*PR*2*CEDAR MUTUAL*****PI*CMH77",
    "TRN*1*000000001",
    "DTP*050*D8*20260309",
    "HL*2*1*21*1",
    "NM1*41*2*ALDER CREEK*****46*ALDER01",
    "TRN*2*000000017000000041",
    "STC*A1:19:PR*20260310*WQ*220.5",
    "QTY*90*1",
    "AMT*YU*125",
    "HL*3*2*19*1",
    "NM1*85*2*ALDER CREEK*****XX*1992799993",
    "HL*4*3*PT",
    "NM1*QC*1*RIVERA*ANA****MI*CMH004417",
    "TRN*2*V-2026-0042",
    "STC*A2:20:PR*20260310*WQ*125",
    "REF*1K*PAYER998",
    "DTP*472*D8*20260302",
    "HL*5*3*PT",
    "NM1*QC*1*ABARA*NOA****MI*CMH1",
    "TRN*2*W1",
    "STC*A3:21*20260310*U*95.5******A7:562:82**NO SUCH PROVIDER",
    "DTP*472*D8*20260231",
    "SVC*HC:99213*95.5*****1",
    "STC*A7:507**U",
    "REF*FJ*LINE-1",
)


def test_claims_that_were_taken_and_refused() -> None:
    (answer,) = answers(enclosed("HN", "005010X214", *CLAIMS))
    assert isinstance(answer, ClaimsAnswer)
    assert (answer.batch, answer.verdict) == ("000000017000000041", Verdict.ACCEPTED)
    taken, refused = answer.claims
    assert (taken.control, taken.verdict, taken.payer_claim_number) == ("V-2026-0042", Verdict.ACCEPTED, "PAYER998")
    assert taken.provider is not None
    assert taken.provider.number == "1992799993"
    assert refused.verdict is Verdict.REJECTED
    codes = [(code.category, code.code, code.entity) for code in refused.statuses[0].codes]
    assert codes == [("A3", "21", ""), ("A7", "562", "82")]
    assert refused.statuses[0].words == "NO SUCH PROVIDER"
    assert refused.lines[0].line == "LINE-1"
    assert refused.lines[0].statuses[0].on is None


def test_a_day_that_is_in_no_calendar_keeps_the_answer_readable() -> None:
    """the 31st of February, as payers write"""
    (answer,) = answers(enclosed("HN", "005010X214", *CLAIMS))
    assert isinstance(answer, ClaimsAnswer)
    assert answer.claims[1].service_dates == "20260231"


@pytest.mark.parametrize(
    ("segments", "place"),
    [
        (("999", "IK5*A", "AK9*A*1*1*1"), "IK5"),
        (("999", "AK1*HC*6", "AK9*Q*1*1*1"), "AK9"),
        (("999", "AK1*HC*6", "AK2*837*1", "AK9*A*1*1*1"), "AK9"),
        (("999", "AK1*HC*6"), "AK1"),
        (("835", "BPR*I*0"), "ST"),
        (("277", "BHT*0085*08*1*20260310*0900*TH", "HL*1**20*1", "HL*2*1*21*1"), "HL"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(segments: tuple[str, ...], place: str) -> None:
    with pytest.raises(MalformedX12) as refusal:
        answers(enclosed("FA", "005010X231A1", *segments))
    assert refusal.value.segment == place


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem[:40]}")
def test_public_answers_are_read(path: Path) -> None:
    """one of them is broken on purpose: a set's verdict before the set"""
    with opened_text(path) as source:
        if path.stem == "staedi__invalid999":
            with pytest.raises(MalformedX12, match="IK5"):
                list(answers_in(source))
        else:
            assert list(answers_in(source))
