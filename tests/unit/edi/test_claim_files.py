"""Whole files: those that conform come back byte for byte, those that do not are refused at the right place."""

import io
from pathlib import Path

import pytest

from coderdesk.domain.billing.submitted.claim_file import PlacedClaim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.provider import ProviderRole
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.claim_writer import written_claims
from coderdesk.edi.compare_claims import compared
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.tokens import raw_segments
from coderdesk.edi.validate import structural_errors
from coderdesk.edi.x12_text_file import opened_text
from tests.helpers.submitted_claims import INVENTED, PUBLIC

CONFORMANT = sorted(path for folder in ("837p", "837i", "837d") for path in (PUBLIC / folder).glob("*.edi"))
OTHERS = sorted(
    path for folder in ("837p_vendor", "837p_other", "837i_other", "broken") for path in (PUBLIC / folder).glob("*.edi")
)
# refused at the first thing that is wrong, which is not always the planted one
MALFORMED = {
    "malformed_envelope/apimeister__837_parse_837": (1, "ISA", "ISA02"),
    "malformed_envelope/chartwarden__commercial-with-adjustments": (1, "ISA", "ISA06"),
    "malformed_envelope/chartwarden__medicaid-mixed-levels": (1, "ISA", "ISA06"),
    "malformed_envelope/chartwarden__partial-payments-adjustments": (1, "ISA", "ISA06"),
    "837p_invalid/imsweb__x12_ambiguous_loop": (18, "HL", "HL04"),
    "837p_invalid/imsweb__x12_bad_segment_identifier": (6, "no name", ""),
    "837p_invalid/imsweb__x12_loop_errors1_exceeds_max_1_parent": (15, "NM1", ""),
    "837p_invalid/imsweb__x12_loop_errors3_missing_loops": (11, "NM1", ""),
    "837p_invalid/imsweb__x12_missing_required_loop_in_one_repeat": (18, "HL", "HL02"),
    "837p_invalid/imsweb__x12_segment_errors": (12, "REF", "REF01"),
    "837p_invalid/oopf__MissingEntityCode": (4, "BHT", "BHT05"),
    "broken/m01_missing_SBR": (21, "SBR", ""),
    "broken/m05_HL_parent_wrong_level": (23, "HL", "HL02"),
    "broken/m13_segment_order_N4_N3": (12, "N3", ""),
    "broken/m16_IEA_control_mismatch": (46, "IEA", "IEA02"),
    "broken/m18_HL04_child_flag_wrong": (17, "HL", "HL04"),
    "broken/m28_duplicate_DTP472": (35, "DTP", "DTP01"),
    "broken/m30_missing_2010BB_payer": (20, "NM1", ""),
}
# numbers, flags and order that can be derived anew when the reader is told to
DERIVABLE = {"broken/m05_HL_parent_wrong_level", "broken/m13_segment_order_N4_N3", "broken/m18_HL04_child_flag_wrong"}
HOPELESS = {"837p_other/pyedi__837P-all-fields"}
needs_samples = pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public sample files are not beside this checkout")


def read(path: Path, *, lenient: bool = False) -> list[PlacedClaim]:
    with opened_text(path) as source:
        return list(ClaimReader(lenient_counts=lenient, lenient_levels=lenient).claims(source))


def plain(path: Path) -> str:
    with opened_text(path) as source:
        return source.read()


def elements(text: str) -> list[list[str]]:
    return [segment.elements for segment in raw_segments(io.StringIO(text))]


def of_text(text: str, *, lenient: bool = False) -> list[PlacedClaim]:
    return list(ClaimReader(lenient_counts=lenient, lenient_levels=lenient).claims(io.StringIO(text)))


PROFESSIONAL = plain(INVENTED / "professional.edi")


def test_the_conformant_samples_are_there_or_the_folder_is_not() -> None:
    assert not PUBLIC.is_dir() or len(CONFORMANT) == 17


@pytest.mark.parametrize("path", CONFORMANT, ids=lambda path: f"{path.parent.name}-{path.stem[:60]}")
def test_a_published_example_comes_back_segment_for_segment(path: Path) -> None:
    again = "".join(written_claims(read(path)))
    assert elements(again) == elements(plain(path))


@pytest.mark.parametrize("name", ["professional", "institutional", "dental"])
def test_an_invented_file_with_everything_comes_back_byte_for_byte(name: str) -> None:
    """every loop of the guide, in two transaction sets, several patients of a policy, several claims of a patient"""
    path = INVENTED / f"{name}.edi"
    assert "".join(written_claims(read(path))) == plain(path)
    assert structural_errors(plain(path)) == ()


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: f"{path.parent.name}-{path.stem[:40]}")
def test_any_other_file_is_read_leniently_or_refused(path: Path) -> None:
    """what differs afterwards was derived anew: level and line numbers, the order of segments, idle zeros"""
    if f"{path.parent.name}/{path.stem}" in {*MALFORMED, *HOPELESS} - DERIVABLE:
        with pytest.raises(MalformedX12):
            read(path, lenient=True)
        return
    claims = read(path, lenient=True)
    again = "".join(written_claims(claims))
    count, differences = compared(raw_segments(io.StringIO(plain(path))), raw_segments(io.StringIO(again)))
    assert count > 20
    assert {row.segment for row in differences if not row.is_same_value} <= {"HL", "LX", "N3"}
    assert all(row.reason.endswith(".") for row in differences)


@needs_samples
@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_file_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(MalformedX12) as refusal, opened_text(PUBLIC / f"{name}.edi") as source:
        list(ClaimReader(lenient_counts=True).claims(source))
    assert (refusal.value.line, refusal.value.segment, refusal.value.element) == MALFORMED[name]
    assert "Nothing of the file was kept" in str(refusal.value)


def test_values_stand_where_they_mean_something() -> None:
    first, *_ = read(INVENTED / "professional.edi")
    claim = first.claim
    rendering = claim.provider(ProviderRole.RENDERING)
    assert claim.kind is ClaimKind.PROFESSIONAL
    assert str(claim.total) == "$475.30"
    assert claim.payer_claim_number == "PAYER998"
    assert [code.code for code in claim.diagnoses] == ["S72001A", "W11XXXA", "E119"]
    assert rendering is not None
    assert rendering.party.listed == "OKAFOR, JUNE"
    assert claim.transport is not None
    assert str(claim.transport.distance) == "12.5"
    assert claim.other_payers[0].adjustments[0].reasons[0].reason == "45"
    assert claim.lines[1].professional is not None
    assert claim.lines[1].professional.unit == "MJ"
    assert claim.lines[0].drugs[0].code == "00002143481"
    assert str(claim.first_day) == "2026-02-14"
    assert str(claim.last_day) == "2026-02-15"


def test_the_treated_person_is_the_dependent() -> None:
    claims = [row.claim for row in read(INVENTED / "professional.edi")]
    assert [claim.treated.party.first for claim in claims if claim.treated] == ["ANA", "NOA", "NOA", "IVY"]
    assert [row.place.patient for row in read(INVENTED / "professional.edi")] == [0, 3, 3, 4]


@pytest.mark.parametrize("ending", ["", "\r\n", "\n\n", "\r"])
def test_any_line_ends_are_read(ending: str) -> None:
    text = PROFESSIONAL.replace("~\n", "~" + ending)
    assert [row.claim for row in of_text(text)] == [row.claim for row in of_text(PROFESSIONAL)]


def test_a_byte_order_mark_and_other_delimiters_are_read(tmp_path: Path) -> None:
    """elements |, components \\, repetitions !, a line feed ends a segment"""
    other = PROFESSIONAL.replace("~\n", "\n").replace("*", "|").replace(":", "\\").replace("^", "!")
    file = tmp_path / "bom.edi"
    file.write_bytes(b"\xef\xbb\xbf" + other.encode())
    assert [row.claim for row in read(file)] == [row.claim for row in of_text(PROFESSIONAL)]
    assert "".join(written_claims(read(file))) == other


def test_bytes_that_are_no_utf8_are_read_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "latin.edi"
    file.write_bytes(PROFESSIONAL.replace("RIVERA*ANA", "RIVÉRA*ANA").encode("latin-1"))
    person = read(file)[0].claim.treated
    assert person is not None
    assert person.party.name == "RIVÉRA"


def test_several_interchanges_and_groups_in_a_file() -> None:
    other = plain(INVENTED / "institutional.edi")
    claims = of_text(PROFESSIONAL + other)
    assert [row.claim.kind.value for row in claims] == ["professional"] * 4 + ["institutional"]
    assert [row.place.interchange for row in claims] == [1, 1, 1, 1, 2]
    assert "".join(written_claims(claims)) == PROFESSIONAL + other


@pytest.mark.parametrize("keep", [1 / 4, 1 / 2, 9 / 10, 0.999])
def test_a_file_that_was_cut_off_is_refused(keep: float) -> None:
    with pytest.raises(MalformedX12):
        of_text(PROFESSIONAL[: int(len(PROFESSIONAL) * keep)])


@pytest.mark.parametrize("end", ["SE", "GE", "IEA"])
def test_a_file_without_its_last_segments_is_refused(end: str) -> None:
    with pytest.raises(MalformedX12, match=end):
        of_text(PROFESSIONAL[: PROFESSIONAL.rindex(f"\n{end}*") + 1])


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("DTP*431*D8*20260214", "DTP*431*D8*20260231", "DTP03"),
        ("CLM*V-2026-0042*475.30", "CLM*V-2026-0042*47x", "CLM02"),
        ("SV1*HC:A0427:RH:QM*400", "SV1*HC:A0427:RH:QM*", "SV102"),
        ("DMG*D8*19810714", "DMG*D6*19810714", "DMG01"),
        ("*1:2**Y", "*1:b**Y", "SV107"),
        ("NM1*82*1*OKAFOR", "NM1*82*3*OKAFOR", "NM102"),
        ("NTE*ADD*FELL", "NTE*ADD*FE:LL", "NTE02"),
        ("REF*EA*MRN881", "REF*EA*MRN881***X", "REF05"),
        ("CRC*75*Y*IH", "CRC**Y*IH", "CRC01"),
        ("CAS*PR*1*20**2*15.5", "CAS*PR*1*2x**2*15.5", "CAS03"),
        ("HI*BP:27236", "HI*:27236", "HI01-1"),
        ("SV1*HC:A0427:RH:QM*400*UN", "SV1*HC:A0427:RH:QM:1:2:3:4:5*400*UN", "SV101-8"),
    ],
)
def test_an_element_that_cannot_be_kept_is_named(before: str, after: str, place: str) -> None:
    assert PROFESSIONAL.count(before) >= 1
    with pytest.raises(MalformedX12) as refusal:
        of_text(PROFESSIONAL.replace(before, after, 1))
    assert refusal.value.element == place


def test_counts_that_disagree_are_refused_or_remarked() -> None:
    wrong = PROFESSIONAL.replace("GE*2*7", "GE*3*7")
    with pytest.raises(MalformedX12) as refusal:
        of_text(wrong)
    assert refusal.value.element == "GE01"
    reader = ClaimReader(lenient_counts=True)
    assert len(list(reader.claims(io.StringIO(wrong)))) == 4
    assert [remark.segment for remark in reader.remarks] == ["GE"]


def test_a_difference_is_told_with_its_reason() -> None:
    """a total that changed, a zero that is idle, a segment that is gone"""
    original = PROFESSIONAL.replace("AMT*F5*20~", "AMT*F5*20.00~")
    written = PROFESSIONAL.replace("CLM*W1*75*", "CLM*W1*76*").replace("REF*EA*MRN881~\n", "")
    _, differences = compared(raw_segments(io.StringIO(original)), raw_segments(io.StringIO(written)))
    told = {(row.segment, row.element, row.is_same_value): row for row in differences}
    assert set(told) == {("CLM", "CLM02", False), ("REF", "", False), ("AMT", "AMT02", True)}
    assert told["CLM", "CLM02", False].written.startswith("CLM*W1*76")
    assert "not written again" in told["REF", "", False].reason


def test_a_file_of_something_else_is_refused() -> None:
    with pytest.raises(MalformedX12, match="no claim"):
        of_text(PROFESSIONAL.replace("ST*837*", "ST*835*", 1))
    with pytest.raises(MalformedX12, match="none of claims"):
        of_text(PROFESSIONAL.replace("GS*HC*", "GS*HP*", 1))
    with pytest.raises(MalformedX12, match="is none of 005010X222"):
        of_text(PROFESSIONAL.replace("005010X222A1", "004010X098A1"))
