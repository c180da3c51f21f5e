"""`coderdesk codesets build` and `coderdesk search`, run as the command line runs them."""

import json
import shutil
from pathlib import Path

import pytest

from coderdesk.cli import parsed_command
from coderdesk.cli.codes import BatchUnreadable
from coderdesk.shared.paths import Paths


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, library_paths: Paths) -> None:
    """The person's folders are those in which the tests keep their one build of the code sets."""
    monkeypatch.setenv("CODERDESK_HOME", str(library_paths.cache.parent))


def _run(*words: str) -> int:
    command = parsed_command(words)
    assert command.run is not None
    return command.run(command.arguments)


def test_a_ready_index_is_said_to_be_ready(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("codesets", "build") == 0
    assert capsys.readouterr().out == "The code index is ready.\n"


def test_quiet_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("codesets", "build", "--quiet") == 0
    assert capsys.readouterr().out == ""


def test_one_query_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("search", "urinary", "tract", "infection", "--on", "2026-05-04", "--limit", "2", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["query"] == "urinary tract infection"
    assert found["ms"] > 0
    assert len(found["results"]) == 2
    first = found["results"][0]
    assert (first["system"], first["code"], first["billable"]) == ("ICD-10-CM", "N39.0", True)
    assert set(first) == {"system", "code", "title", "billable", "score", "why"}


def test_a_batch_answers_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three lines in, three objects out in the same order; an empty line finds nothing."""
    queries = tmp_path / "queries.txt"
    queries.write_text("hypertension\n\nzzzqqq\n", encoding="utf-8")
    assert _run("search", "--batch", str(queries), "--on", "2026-05-04", "--limit", "3", "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["query"] for line in lines] == ["hypertension", "", "zzzqqq"]
    assert [bool(line["results"]) for line in lines] == [True, False, False]


def test_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("search", "wheelchair", "--on", "2026-05-04", "--system", "hcpcs", "--limit", "1") == 0
    assert capsys.readouterr().out.startswith("HCPCS")


def test_nothing_found_is_status_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("search", "zzzqqq", "--on", "2026-05-04") == 1
    assert capsys.readouterr().out == "Nothing found.\n"


def test_nothing_to_look_for_is_status_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("search", "--on", "2026-05-04") == 2
    assert "Nothing to look for" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("search", "flu"),
        ("search", "flu", "--on", "4 May"),
        ("search", "flu", "--on", "2026-05-04", "--system", "SNOMED"),
        ("search", "flu", "--on", "2026-05-04", "--limit", "0"),
    ],
)
def test_words_that_make_no_command_are_refused(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """No date, a date that is none, an unknown code set, no answers wanted."""
    with pytest.raises(SystemExit) as ended:
        parsed_command(words)
    assert ended.value.code == 2
    assert "usage: coderdesk search" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"cystitis\xff\xfe\n"])
def test_a_batch_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    """no such file / no text"""
    queries = tmp_path / "queries.txt"
    if content is not None:
        queries.write_bytes(content)
    with pytest.raises(BatchUnreadable, match=r"queries\.txt could not be read"):
        _run("search", "--batch", str(queries), "--on", "2026-05-04")


def test_lines_of_a_batch_end_where_the_file_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A form feed, a next-line sign and a line separator stand inside a query; Windows line ends count once."""
    queries = tmp_path / "queries.txt"
    queries.write_bytes("cystitis\x0c\x85\u2028acute\r\ngout".encode())
    assert _run("search", "--batch", str(queries), "--on", "2026-05-04", "--limit", "1", "--json") == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert [one["query"] for one in answers] == ["cystitis\x0c\x85\u2028acute", "gout"]


def test_bytes_that_are_no_text_are_searched_and_printed_as_question_marks(capsys: pytest.CaptureFixture[str]) -> None:
    """What a shell hands over for the byte FF is half of a character pair."""
    assert _run("search", "cystitis\udcff", "--on", "2026-05-04", "--limit", "1", "--json") == 0
    assert json.loads(capsys.readouterr().out)["query"] == "cystitis?"


@pytest.mark.parametrize("limit", ["1001", "9" * 20, "9" * 5000])
def test_too_many_answers_are_no_command(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _run("search", "gout", "--on", "2026-05-04", "--limit", limit)
    assert "at most 1000" in capsys.readouterr().err


def test_a_damaged_shelf_is_told_beside_the_answers(
    tmp_path: Path, library_paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shipped code sets answer, and the person learns why the imported ones do not."""
    own = Paths.under(tmp_path).made()
    shutil.copytree(library_paths.cache, own.cache, dirs_exist_ok=True)
    (own.codesets / "shelf.sqlite").write_bytes(b"no database" * 1_000)
    monkeypatch.setenv("CODERDESK_HOME", str(tmp_path))
    assert _run("search", "hypertension", "--on", "2026-05-04", "--limit", "1", "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["results"][0]["code"] == "I10"
    assert "is damaged" in told.err
    assert _run("codesets", "build") == 0
    assert "is damaged" in capsys.readouterr().err


def test_words_beside_a_batch_are_not_passed_over_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("hypertension\n", encoding="utf-8")
    assert _run("search", "gout", "--batch", str(queries), "--on", "2026-05-04") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "not both" in told.err
