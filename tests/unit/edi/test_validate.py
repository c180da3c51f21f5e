"""The structural gate: what pyx12 finds becomes our sentences, and nothing of the file reaches a log."""

import logging
from pathlib import Path

import pytest

from coderdesk.domain.billing.payer import Relationship
from coderdesk.edi.validate import structural_errors
from coderdesk.edi.write_837p import render_837p
from tests.helpers.claims import a_claim, a_dependent_claim, an_envelope

SAMPLES = Path(__file__).parents[4] / "shared" / "x12"
FOUND_BY_PYX12 = (
    "m01_missing_SBR",
    "m03_wrong_SE_count",
    "m08_bad_pos",
    "m13_segment_order_N4_N3",
    "m15_bad_unit_code",
    "m16_IEA_control_mismatch",
    "m20_nonascii",
    "m26_bad_state",
    "m28_duplicate_DTP472",
    "m30_missing_2010BB_payer",
)

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public sample files are not beside this checkout")


@pytest.mark.parametrize("relationship", list(Relationship))
def test_our_own_files_are_sound(relationship: Relationship) -> None:
    """own policy, spouse's, parent's and somebody else's"""
    claim = a_dependent_claim(relationship)
    assert structural_errors(render_837p([claim], envelope=an_envelope())) == ()


def test_a_missing_segment_is_named_with_its_line() -> None:
    """2000B without its SBR: what stands in line 15 instead has it missing before it, and the count no longer agrees"""
    text = render_837p([a_claim()], envelope=an_envelope()).replace("SBR*P*18*G-88******CI~\n", "")
    missing = next(error for error in structural_errors(text) if error.segment == "SBR")
    assert missing.line == 15
    assert "required" in missing.sentence


def test_an_element_is_named() -> None:
    """place of service 98: CLM05, first component"""
    text = render_837p([a_claim()], envelope=an_envelope()).replace("*11:B:1*", "*98:B:1*")
    (error,) = structural_errors(text)
    assert (error.segment, error.element) == ("CLM", "CLM05-1")
    assert "not a code of its list" in error.sentence


def test_a_wrong_count_is_found() -> None:
    text = render_837p([a_claim()], envelope=an_envelope())
    broken = text.replace("SE*", "SE*9", 1)
    assert [error.segment for error in structural_errors(broken)] == ["ST"]


@pytest.mark.parametrize("text", ["", "no claim at all", "ISA*00*too short~", "ISA" + "*" * 200])
def test_what_is_no_x12_is_refused_without_raising(text: str) -> None:
    (error,) = structural_errors(text)
    assert "cannot be read" in error.sentence


def test_a_file_that_ends_in_the_middle_is_refused() -> None:
    text = render_837p([a_claim()], envelope=an_envelope())
    assert all(structural_errors(text[:cut]) for cut in (len(text) // 4, len(text) // 2, len(text) * 9 // 10))


def test_no_value_reaches_a_log_or_a_sentence(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """the patient's name made unreadable, so that pyx12 complains of it"""
    text = render_837p([a_claim()], envelope=an_envelope()).replace("RIVERA", "RIVERÀ" * 20)
    with caplog.at_level(logging.DEBUG):
        errors = structural_errors(text)
    printed = capfd.readouterr()
    assert errors
    assert "RIVER" not in repr(errors) + caplog.text + printed.out + printed.err


@needs_samples
@pytest.mark.parametrize("name", ["m00a_good_dependent", "m00b_good_subscriber"])
def test_good_samples_are_sound(name: str) -> None:
    assert structural_errors((SAMPLES / "broken" / f"{name}.edi").read_text(encoding="utf-8")) == ()


@needs_samples
@pytest.mark.parametrize("name", FOUND_BY_PYX12)
def test_broken_samples_are_found(name: str) -> None:
    assert structural_errors((SAMPLES / "broken" / f"{name}.edi").read_text(encoding="utf-8"))


@needs_samples
@pytest.mark.parametrize("folder", ["837p_invalid", "malformed_envelope"])
def test_malformed_samples_are_refused(folder: str) -> None:
    files = sorted((SAMPLES / folder).glob("*.edi"))
    assert files
    assert [file.name for file in files if not structural_errors(file.read_text(encoding="utf-8"))] == []
