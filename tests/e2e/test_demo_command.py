"""`coderdesk demo`: the main job through the real window, in a process of its own, and what it leaves behind."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.edi.validate import structural_errors
from coderdesk.shared.paths import Paths
from tests.helpers.segments import split_x12

pytestmark = pytest.mark.slow

LINES = {"99213": "118.00", "96372": "32.00", "J0696": "13.00", "81003": "9.00"}
TOTAL = "172.00"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, library_paths: Paths) -> Path:
    """The folder that one run of the command filled."""
    folder = tmp_path_factory.mktemp("demo-out")
    home = tmp_path_factory.mktemp("home")
    (home / "cache").symlink_to(library_paths.cache, target_is_directory=True)
    done = subprocess.run(
        [sys.executable, "-m", "coderdesk", "demo", "--out", str(folder)],
        env={**os.environ, "CODERDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    (folder / "told.txt").write_text(done.stdout, "utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder


def only(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    assert len(found) == 1
    return found[0]


def test_the_claim_file_is_accepted_by_the_structural_check(out: Path) -> None:
    assert structural_errors(only(out, "*.edi").read_text("ascii")) == ()


def test_the_claim_file_holds_the_codes_in_order_with_their_pointers(out: Path) -> None:
    """N39.0 and R11.2; 99213-25, 96372, J0696 with 2 units, 81003-QW."""
    segments = split_x12(only(out, "*.edi").read_text("ascii"))
    assert [segment for segment in segments if segment[0] == "HI"] == [["HI", "ABK:N390", "ABF:R112"]]
    services = [segment for segment in segments if segment[0] == "SV1"]
    assert [row[1] for row in services] == ["HC:99213:25", "HC:96372", "HC:J0696", "HC:81003:QW"]
    assert [row[4] for row in services] == ["1", "1", "2", "1"]
    claim = next(segment for segment in segments if segment[0] == "CLM")
    assert claim[1:3] == ["CH-20260504-01", "172"]


def test_the_invoice_s_text_layer_holds_every_line_and_the_total(out: Path) -> None:
    document = pypdfium2.PdfDocument(only(out, "*.pdf"))
    pages = [page.get_textpage() for page in document]
    text = " ".join(page.get_text_bounded() for page in pages)
    for page in pages:
        page.close()
    document.close()
    for code, amount in LINES.items():
        assert code in text
        assert amount in text
    assert TOTAL in text
    assert "Ana M. Rivera" in text
    assert "89-0417263" in text


def test_each_step_is_told_with_its_time_and_photographed(out: Path) -> None:
    told = [line for line in (out / "told.txt").read_text("utf-8").splitlines() if " ms  " in line]
    pictures = sorted(out.glob("*.png"))
    assert len(told) == len(pictures) >= 15
    assert any("refused" in line for line in told)
    assert [int(picture.name[:2]) for picture in pictures] == list(range(1, len(pictures) + 1))
