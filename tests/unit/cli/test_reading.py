"""`coderdesk assert` and `coderdesk read`."""

import json
from pathlib import Path
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.paths import Paths


def _run(*words: str) -> int:
    command = parsed_command(words)
    assert command.run is not None
    return command.run(command.arguments)


def _batch(folder: Path, *lines: str) -> str:
    file = folder / "batch.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return str(file)


def test_assert_answers_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = {"id": "a", "text": "He denies chest pain.", "start": 10, "end": 20}
    second = {"id": 2, "text": "Possible gout.", "start": 9, "end": 13}
    assert _run("assert", "--batch", _batch(tmp_path, json.dumps(first), json.dumps(second))) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"id": "a", "assertion": "negated", "cue": "denies"},
        {"id": 2, "assertion": "uncertain", "cue": "Possible"},
    ]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        '{"id": 1}',
        '{"id": 1, "text": "x", "start": null, "end": 1}',
        '{"id": 1, "text": "x", "start": 0, "end": 9}',
        '{"id": 1, "text": "x", "start": true, "end": 1}',
    ],
)
def test_a_line_that_cannot_be_judged_says_why(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The other lines are answered all the same."""
    good = '{"id": 7, "text": "No gout.", "start": 3, "end": 7}'
    assert _run("assert", "--batch", _batch(tmp_path, line, good)) == 1
    bad, answered = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert bad["error"].endswith(".")
    assert answered["assertion"] == "negated"


def test_bytes_that_are_no_text_and_nesting_without_end_spoil_their_own_line_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = b'{"id": 7, "text": "No gout.\\u0007", "start": 3, "end": 7}'
    file = tmp_path / "batch.jsonl"
    file.write_bytes(b"\n".join([b"\xff\xfe\x00", b"[" * 200_000, good]))
    assert _run("assert", "--batch", str(file)) == 1
    *bad, answered = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [one["error"] for one in bad] == ["The line is not UTF-8.", "The line is not JSON."]
    assert answered == {"id": 7, "assertion": "negated", "cue": "No"}


def test_a_long_text_without_a_line_break_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "The patient denies fever. " * 20_000
    line = json.dumps({"id": 1, "text": text, "start": 19, "end": 24})
    assert _run("assert", "--batch", _batch(tmp_path, line)) == 0
    assert json.loads(capsys.readouterr().out)["assertion"] == "negated"


def test_a_file_without_a_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="no line to judge"):
        _run("assert", "--batch", _batch(tmp_path))


@pytest.fixture
def read_note(
    tmp_path: Path, library_paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Reads a text by `coderdesk read --json` with the shared code index."""
    monkeypatch.setenv("CODERDESK_HOME", str(library_paths.cache.parent))

    def read(text: str) -> Any:
        file = tmp_path / "note.txt"
        file.write_text(text, "utf-8")
        assert _run("read", str(file), "--setting", "outpatient", "--on", "2026-09-01", "--json") == 0
        return json.loads(capsys.readouterr().out)

    return read


def test_read_gives_the_parts_the_mentions_and_the_suggestions(read_note: Any) -> None:
    text = "HPI: Denies fever.\nASSESSMENT:\n1. Gout.\n"
    answer = read_note(text)
    assert answer["text"] == text
    assert [section["kind"] for section in answer["sections"]] == ["present_illness", "assessment"]
    assert [text[one["start"] : one["end"]] for one in answer["sentences"]] == ["Denies fever.", "1. Gout."]
    assert [(one["text"], one["assertion"]) for one in answer["mentions"]] == [
        ("fever", "negated"),
        ("Gout", "affirmed"),
    ]
    (one,) = answer["suggestions"]
    assert (one["system"], one["code"], one["assertion"], one["billable"]) == ("ICD-10-CM", "M10.9", "affirmed", True)
    assert text[one["start"] : one["end"]] == "Gout"
    assert {"title", "score", "why"} <= one.keys()


def test_a_document_without_conditions_supports_nothing(read_note: Any) -> None:
    answer = read_note("Thank you.")
    assert (answer["mentions"], answer["suggestions"]) == ([], [])


@pytest.mark.parametrize(
    "words", [["read", "x", "--on", "tomorrow"], ["read", "x", "--on", "2026-01-01", "--setting", "moon"]]
)
def test_words_that_make_no_sense_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed_command(words)
    assert "is not a" in capsys.readouterr().err
