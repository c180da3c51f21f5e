"""What holds for every official layout: known by its content, read alike twice, and never half read in silence."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coderdesk.codefiles.official import FileRefused, preview, recognise, rows
from coderdesk.codefiles.official.layout import Truncation
from coderdesk.codefiles.official.layouts import LAYOUTS
from coderdesk.domain.coding.code_release import ExclusionList, FileKind, ImportedCode, ImportRow
from tests.helpers.official_files import SAMPLES, Sample

ALL = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
SINGLE = tuple(sample for sample in SAMPLES if not sample.name.endswith(".zip"))


def _read(path: Path) -> list[ImportRow]:
    return [row for file in recognise(path) for row in rows(file)]


def _written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_there_is_a_sample_of_every_layout() -> None:
    assert {sample.kind for sample in SAMPLES} >= {layout.kind for layout in LAYOUTS}
    only_shipped = {FileKind.OWN_WORDS, FileKind.ICD10CM_CHANGES, FileKind.HCPCS_SHORT}
    assert {layout.kind for layout in LAYOUTS} == set(FileKind) - only_shipped - {FileKind.MAPPED}


@ALL
def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path: Path, sample: Sample) -> None:
    (file,) = recognise(_written(tmp_path, "download", sample.content))
    assert file.header.kind is sample.kind
    assert len(list(rows(file))) == sample.rows


@ALL
def test_reading_twice_gives_the_same_rows(tmp_path: Path, sample: Sample) -> None:
    path = _written(tmp_path, sample.name, sample.content)
    assert _read(path) == _read(path)
    assert preview(path) == preview(path)


@ALL
def test_a_preview_counts_the_rows_and_shows_the_first_and_the_last(tmp_path: Path, sample: Sample) -> None:
    path = _written(tmp_path, sample.name, sample.content)
    (shown,) = preview(path)
    read = _read(path)
    assert shown.rows == len(read) == sample.rows
    assert list(shown.first) == read[:3]
    assert list(shown.last) == read[-3:]
    assert shown.header.kind is sample.kind
    assert shown.header.licence
    assert shown.header.publisher or sample.kind is FileKind.MAPPED


@pytest.mark.parametrize(
    "sample",
    [one for one in SAMPLES if b"\r\n" in one.content and not one.content.startswith(b"PK")],
    ids=lambda sample: sample.name,
)
def test_a_text_with_unix_line_ends_reads_alike(tmp_path: Path, sample: Sample) -> None:
    path = _written(tmp_path, sample.name, sample.content)
    other = _written(tmp_path, f"unix {sample.name}", sample.content.replace(b"\r\n", b"\n"))
    assert _read(path) == _read(other)


def _told_of(kind: FileKind) -> Truncation:
    return next((layout.truncation for layout in LAYOUTS if layout.kind is kind), Truncation.NOT_TOLD)


def _is_shorter(cut: list[ImportRow], whole: list[ImportRow], told: Truncation) -> bool:
    """A whole beginning; where a row stands on several lines, the last one may lack some of them."""
    if cut == whole[: len(cut)]:
        return True
    last, same = cut[-1], whole[len(cut) - 1]
    return told is Truncation.TOLD_WITHIN_A_LINE_OF_MANY and cut[:-1] == whole[: len(cut) - 1] and _begins(last, same)


def _begins(row: ImportRow, whole: ImportRow) -> bool:
    if isinstance(row, ImportedCode) and isinstance(whole, ImportedCode):
        return whole.title.startswith(row.title) and replace(row, title=whole.title) == whole
    assert isinstance(row, ExclusionList)
    assert isinstance(whole, ExclusionList)
    return row.name == whole.name and row.principals == whole.principals[: len(row.principals)]


@given(sample=st.sampled_from(SINGLE), share=st.floats(0, 1, exclude_max=True))
@settings(deadline=None, max_examples=300)
def test_a_cut_off_file_is_refused_or_gives_a_shorter_whole_list(sample: Sample, share: float) -> None:
    """Which of the two is said by the layout: XML and workbooks are always refused, text when it is cut in a line."""
    at = int(share * len(sample.content.rstrip()))
    cut = sample.content[:at]
    with TemporaryDirectory() as folder:
        whole = _read(_written(Path(folder), "whole", sample.content))
        try:
            found = _read(_written(Path(folder), "cut", cut))
        except FileRefused:
            return
    told = _told_of(sample.kind)
    assert not sample.content.startswith(b"PK")
    assert told is not Truncation.ALWAYS_TOLD
    assert cut.endswith(b"\n") or told is Truncation.NOT_TOLD
    assert _is_shorter(found, whole, told) or told is Truncation.NOT_TOLD


TEXTS = tuple(sample for sample in SINGLE if b"\0" not in sample.content and not sample.content.startswith(b"<?xml"))


@given(sample=st.sampled_from(TEXTS), share=st.floats(0, 1), junk=st.sampled_from([b"\0\1", b"<html>\r\n", b"??\r\n"]))
@settings(deadline=None, max_examples=200)
def test_foreign_bytes_are_refused_with_a_sentence_or_change_no_code(sample: Sample, share: float, junk: bytes) -> None:
    """A line that does not belong is never read as a code, and no other error than a refusal comes out."""
    at = int(share * len(sample.content))
    with TemporaryDirectory() as folder:
        whole = _read(_written(Path(folder), "whole", sample.content))
        try:
            found = _read(_written(Path(folder), "torn", sample.content[:at] + junk + sample.content[at:]))
        except FileRefused:
            return
    known = {getattr(row, "value", None) for row in whole}
    assert {getattr(row, "value", None) for row in found} <= known
