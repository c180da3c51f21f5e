"""`coderdesk group`: one answer a line, whatever the line holds."""

import json
from pathlib import Path
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.cli.visit_lines import StaysUnreadable
from coderdesk.shared.paths import Paths

STAY: dict[str, Any] = {
    "id": "s1",
    "setting": "inpatient",
    "date_of_service": "2026-05-04",
    "patient": {"birth_date": "1956-01-01", "sex": "F"},
    "diagnoses": [{"code": "I50.20", "poa": "Y"}, "E11.65"],
    "lines": [{"system": "ICD-10-PCS", "code": "02703DZ"}],
    "discharge_status": 1,
}


@pytest.fixture(autouse=True)
def home(library_paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODERDESK_HOME", str(library_paths.cache.parent))


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], *lines: str, as_json: bool = True) -> list[str]:
    (tmp_path / "stays.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = parsed_command(["group", str(tmp_path / "stays.jsonl"), *(["--json"] if as_json else [])])
    assert command.run is not None
    assert command.run(command.arguments) == 0
    return capsys.readouterr().out.splitlines()


def answers(tmp_path: Path, capsys: pytest.CaptureFixture[str], *sent: dict[str, Any]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told(tmp_path, capsys, *map(json.dumps, sent))]


def test_a_stay_is_grouped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documented = [{"code": "J96.01", "text": "acute hypoxic respiratory failure"}, {"code": "E78.5", "text": "lipids"}]
    (answer,) = answers(tmp_path, capsys, {**STAY, "lines": [], "documented": documented})
    assert (answer["id"], answer["drg"], answer["version"], answer["edits"]) == ("s1", "293", "43.1", [])
    assert answer["secondary"] == [{"code": "E11.65", "complication": "none", "counts": False, "valid": True}]
    assert [(one["code"], one["drg"], one["text"]) for one in answer["what_if"]] == [
        ("J96.01", "291", "acute hypoxic respiratory failure")
    ]


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(tmp_path, capsys, "", json.dumps({**STAY, "diagnoses": ["W19.XXXA"]}), "{", as_json=False)
    assert lines[0].startswith("s1: 999")
    assert any("external cause" in line for line in lines)
    assert lines[-1].startswith("line 3: The visit was not checked")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"setting": "outpatient"}, "only inpatient"),
        ({"diagnoses": []}, "no principal"),
        ({"diagnoses": ["I10"] * 10_000}, "at most 100"),
        ({"date_of_service": "2031-01-01"}, "No version"),
        ({"date_of_service": "yesterday"}, "date_of_service"),
        ({"patient": {"age": "old"}}, "patient.age"),
        ({"patient": {"birth_date": "2027-01-01"}}, "born after"),
        ({"discharge_status": -1}, "discharge_status"),
        ({"documented": [{"code": "J96.01"}]}, "documented 1"),
        ({"documented": "J96.01"}, "documented is not"),
    ],
)
def test_bad_stays_are_told_and_the_next_is_grouped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any], words: str
) -> None:
    bad, good = answers(tmp_path, capsys, {**STAY, **change}, STAY)
    assert words in bad["error"]
    assert bad["id"] == "s1"
    assert good["drg"] == "321" or good["drg"] == "322"


def test_a_missing_file_has_a_sentence(tmp_path: Path) -> None:
    command = parsed_command(["group", str(tmp_path / "none"), "--json"])
    assert command.run is not None
    with pytest.raises(StaysUnreadable):
        command.run(command.arguments)
