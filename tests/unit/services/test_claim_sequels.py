"""Replacing, voiding and following claims: the earlier claim stays as it left, the new one says what it is about."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.domain.billing.payer import Coverage, Relationship
from coderdesk.domain.billing.prior_adjudication import (
    Adjustment,
    AdjustmentKind,
    LineDecision,
    PriorAdjudication,
    PriorHolder,
)
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.ids import ClaimId, CoverageId
from coderdesk.domain.values.money import ZERO, Money
from coderdesk.edi.validate import structural_errors
from coderdesk.services.claim_answers import import_answers
from coderdesk.services.claim_sequels import (
    DelayUnknown,
    IsAVoid,
    NoNextPayer,
    NotSent,
    NumberMissing,
    bill_next_payer,
    follow_claim,
)
from coderdesk.services.claims import ClaimAlreadySent, ExportedFile, export_claims, list_claims
from coderdesk.services.coding import mark_coded, remove_code
from coderdesk.services.desk import Desk
from coderdesk.services.records import save_record
from coderdesk.services.refused import Refused
from tests.helpers.demo_visits import CHILD, OTHER_PAYER, sheet_of
from tests.helpers.payer_answers import claim_status, put
from tests.helpers.segments import named


@pytest.fixture
def sent(demo: Desk, tmp_path: Path) -> ExportedFile:
    return export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)


def claim_id(desk: Desk) -> ClaimId:
    return next(row.id for row in list_claims(desk=desk) if row.encounter_id == CHILD)


def claim_of(desk: Desk, key: ClaimId) -> Claim:
    with desk.vault.reading() as unit:
        return unit.claims.get(key).claim


def again(desk: Desk, folder: Path) -> str:
    text = export_claims(desk=desk, encounter_ids=(CHILD,), folder=folder).path.read_text("ascii")
    assert structural_errors(text) == ()
    return text


def frequency(text: str) -> str:
    return named(text, "CLM")[0][5].split(":")[2]


def test_a_replacement_names_the_payers_claim(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """frequency 7, REF F8, delay reason; the first claim, its file and its hash are what they were"""
    first = claim_id(demo)
    before = claim_of(demo, first)
    follow_claim(desk=demo, claim_id=first, kind=SequelKind.REPLACE, payer_claim_number="ICN 771", delay_reason="11")
    assert sheet_of(demo, CHILD).visit.encounter.status is EncounterStatus.IN_PROGRESS
    mark_coded(desk=demo, encounter_id=CHILD)
    text = again(demo, tmp_path)
    assert frequency(text) == "7"
    assert ["REF", "F8", "ICN 771"] in named(text, "REF")
    assert named(text, "CLM")[0][20] == "11"
    assert claim_of(demo, first) == before
    assert hashlib.sha256(sent.path.read_bytes()).hexdigest() == sent.sha256
    with pytest.raises(ClaimAlreadySent):
        export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)


def test_the_number_comes_from_the_payers_answer(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """nobody types what the 277CA said"""
    status = claim_status(sent.path, {sheet_of(demo, CHILD).visit.encounter.account: "A2:20"}, number="CMH-9")
    import_answers(vault=demo.vault, clock=demo.clock, actor=demo.actor, path=put(tmp_path, "a.277", status))
    follow_claim(desk=demo, claim_id=claim_id(demo), kind=SequelKind.VOID)
    assert ["REF", "F8", "CMH-9"] in named(again(demo, tmp_path), "REF")


def test_a_void_repeats_the_claim(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """frequency 8 with the same lines, also after a code of it lost its place on the visit"""
    first = claim_id(demo)
    follow_claim(desk=demo, claim_id=first, kind=SequelKind.REPLACE, payer_claim_number="ICN 771")
    services = sheet_of(demo, CHILD).visit.services
    remove_code(desk=demo, encounter_id=CHILD, assignment_id=services[-1].id)
    follow_claim(desk=demo, claim_id=first, kind=SequelKind.VOID, payer_claim_number="ICN 771")
    text = again(demo, tmp_path)
    assert frequency(text) == "8"
    assert named(text, "SV1") == named(sent.path.read_text("ascii"), "SV1")
    assert claim_of(demo, claim_id(demo)).total == claim_of(demo, first).total


def test_a_void_is_the_end(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """neither the void nor what it took back is voided, replaced, added to or billed on"""
    first = claim_id(demo)
    follow_claim(desk=demo, claim_id=first, kind=SequelKind.VOID, payer_claim_number="ICN 771")
    again(demo, tmp_path)
    kinds = (SequelKind.VOID, SequelKind.REPLACE, SequelKind.LATE)
    with demo.vault.reading() as unit:
        both = [row.claim for row in unit.claims.of_encounter(CHILD)]
    for claim in both:
        for kind in kinds:
            with pytest.raises(IsAVoid):
                follow_claim(desk=demo, claim_id=claim.id, kind=kind, payer_claim_number="ICN 771")
        with pytest.raises(IsAVoid):
            bill_next_payer(desk=demo, claim_id=claim.id, decision=decision(claim))
    assert len(both) == 2


@pytest.mark.parametrize("kind", [SequelKind.VOID, SequelKind.REPLACE])
def test_what_was_refused_at_the_door_is_sent_anew_as_what_it_was(
    demo: Desk, tmp_path: Path, sent: ExportedFile, kind: SequelKind
) -> None:
    """a void or a replacement that is refused and leaves again as an original would be billed twice"""
    first = claim_id(demo)
    follow_claim(desk=demo, claim_id=first, kind=kind, payer_claim_number="ICN 771")
    if kind is SequelKind.REPLACE:
        mark_coded(desk=demo, encounter_id=CHILD)
    refused = export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path).path
    status = claim_status(refused, {claim_of(demo, first).control: "A3:21"})
    taken = import_answers(vault=demo.vault, clock=demo.clock, actor="t", path=put(tmp_path, "a.277", status))
    assert len(taken.refused) == 1
    if kind is SequelKind.REPLACE:
        mark_coded(desk=demo, encounter_id=CHILD)
    text = again(demo, tmp_path)
    assert frequency(text) == kind.frequency
    assert [row[2] for row in named(text, "REF") if row[1] == "F8"] == ["ICN 771"]


def test_only_a_void_may_repeat_what_is_no_longer_coded(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """a replacement after a service was removed has the lines that are left"""
    services = sheet_of(demo, CHILD).visit.services
    follow_claim(desk=demo, claim_id=claim_id(demo), kind=SequelKind.REPLACE, payer_claim_number="ICN 771")
    remove_code(desk=demo, encounter_id=CHILD, assignment_id=services[-1].id)
    if len(services) > 1:
        mark_coded(desk=demo, encounter_id=CHILD)
        assert len(named(again(demo, tmp_path), "SV1")) == len(services) - 1
    else:
        with pytest.raises(Refused):
            export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)


def test_without_the_payers_number(demo: Desk, sent: ExportedFile) -> None:
    """a replacement and a void are refused, nothing is changed; late charges need none"""
    first = claim_id(demo)
    for kind in (SequelKind.REPLACE, SequelKind.VOID):
        with pytest.raises(NumberMissing):
            follow_claim(desk=demo, claim_id=first, kind=kind)
    with pytest.raises(DelayUnknown):
        follow_claim(desk=demo, claim_id=first, kind=SequelKind.RESEND, delay_reason="12")
    assert sheet_of(demo, CHILD).visit.encounter.status is EncounterStatus.BILLED
    assert [row.state for row in list_claims(desk=demo)] == [ClaimState.EXPORTED]


def test_late_charges_hold_only_what_was_not_billed(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """nothing was added: there is no line to send"""
    follow_claim(desk=demo, claim_id=claim_id(demo), kind=SequelKind.LATE)
    mark_coded(desk=demo, encounter_id=CHILD)
    with pytest.raises(Refused):
        export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)


def test_dropped(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """the person thinks better of it: the claim stands as sent, nothing waits to leave"""
    follow_claim(desk=demo, claim_id=claim_id(demo), kind=SequelKind.VOID, payer_claim_number="ICN 771")
    follow_claim(desk=demo, claim_id=claim_id(demo), kind=SequelKind.DROPPED)
    assert [row.state for row in list_claims(desk=demo)] == [ClaimState.EXPORTED]
    assert sheet_of(demo, CHILD).visit.encounter.status is EncounterStatus.BILLED
    with pytest.raises(ClaimAlreadySent):
        export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)


def test_a_claim_that_never_left(demo: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Exception, match="could not be written"):
        export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path / "file")
    with pytest.raises(NotSent):
        follow_claim(desk=demo, claim_id=claim_id(demo), kind=SequelKind.VOID, payer_claim_number="1")


def second_coverage(desk: Desk, claim: Claim) -> Coverage:
    payer = sheet_of(desk, OTHER_PAYER).payer
    assert payer is not None
    coverage = Coverage(
        id=CoverageId("second"),
        patient_id=claim.patient_id,
        payer_id=payer.id,
        priority=2,
        relationship=Relationship.SELF,
        member_id="SECOND-1" if not payer.is_medicare else "1EG4TE5MK73",
    )
    save_record(desk=desk, record=coverage)
    return coverage


def decision(claim: Claim, *, paid_short: Money = ZERO) -> PriorAdjudication:
    """Of every line ten dollars are the patient's, the rest is paid."""
    tenner = Money(1000)
    lines = tuple(
        LineDecision(
            line=number,
            paid=line.charge - tenner - paid_short,
            adjustments=(Adjustment(kind=AdjustmentKind.PATIENT, reason="1", amount=tenner),),
        )
        for number, line in enumerate(claim.lines, start=1)
    )
    holder = claim.subscriber
    assert holder is not None
    return PriorAdjudication(
        payer=claim.payer,
        member_id="",
        relationship=Relationship.SELF,
        holder=PriorHolder(name=holder.name, address=holder.address),
        adjudicated_on=date(2026, 11, 20),
        paid=Money.sum(line.paid for line in lines),
        claim_number="ICN 771",
        lines=lines,
    )


def test_the_next_payer_reads_what_the_first_decided(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """2320, 2330 and 2430 with paid, adjusted and owed; SBR says secondary; the first claim stays exported"""
    first = claim_of(demo, claim_id(demo))
    coverage = second_coverage(demo, first)
    bill_next_payer(
        desk=demo, claim_id=first.id, decision=decision(first), coverage_id=coverage.id, insurance_type="12"
    )
    text = again(demo, tmp_path)
    assert [row[1] for row in named(text, "SBR")] == ["S", "P"]
    assert ["AMT", "D", f"{decision(first).paid.plain}".rstrip("0").rstrip(".")] in named(text, "AMT")
    assert [row[1:4] for row in named(text, "CAS")] == [["PR", "1", "10"]] * len(first.lines)
    assert len(named(text, "SVD")) == len(first.lines)
    states = [row.state for row in list_claims(desk=demo) if row.encounter_id == CHILD]
    assert states == [ClaimState.EXPORTED, ClaimState.EXPORTED]


def test_sums_that_do_not_come_out_keep_it_at_home(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """a cent of each line is neither paid nor adjusted"""
    first = claim_of(demo, claim_id(demo))
    second_coverage(demo, first)
    bill_next_payer(desk=demo, claim_id=first.id, decision=decision(first, paid_short=Money(1)), insurance_type="12")
    with pytest.raises(Refused) as refused:
        export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)
    assert {row.rule_id for row in refused.value.findings} == {"prior-balances"}


def test_there_is_no_next_payer(demo: Desk, sent: ExportedFile) -> None:
    first = claim_of(demo, claim_id(demo))
    with pytest.raises(NoNextPayer):
        bill_next_payer(desk=demo, claim_id=first.id, decision=replace(decision(first), paid=ZERO))
