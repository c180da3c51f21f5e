"""`coderdesk check` and `coderdesk rules`: one answer a line, whatever the lines are."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.cli.check_visits import VisitsUnreadable
from coderdesk.domain.coding.edits.table import RULES
from coderdesk.services.coded_visits import CodedForm, answer
from coderdesk.services.rule_page import rules_page
from coderdesk.shared.paths import Paths
from tests.helpers.schema import fits

DOCS = Path(__file__).parents[3] / "docs"
VISIT: dict[str, Any] = {"id": "a", "setting": "outpatient", "date_of_service": "2026-05-04", "diagnoses": ["I10"]}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, library_paths: Paths) -> None:
    """The person's folders are those in which the tests keep their one build of the code sets."""
    monkeypatch.setenv("CODERDESK_HOME", str(library_paths.cache.parent))


def _run(*words: str) -> int:
    command = parsed_command(words)
    assert command.run is not None
    return command.run(command.arguments)


def _answers(capsys: pytest.CaptureFixture[str], tmp_path: Path, *lines: str | bytes) -> list[dict[str, Any]]:
    file = tmp_path / "visits.jsonl"
    file.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    assert _run("check", str(file), "--json") == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _sent(**changes: Any) -> str:
    return json.dumps(VISIT | changes)


def test_one_answer_a_line_in_the_form_of_the_schema(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """E10.9 with E11.9 / N18.31 before E11.22 / S72.001 / W19 first / a line that points at nothing"""
    schema = json.loads((DOCS / "check.schema.json").read_text(encoding="utf-8"))
    line = {"system": "CPT", "code": "99213", "modifiers": ["25", "25"], "units": 1, "pointers": [4]}
    sent = [
        _sent(id=1, diagnoses=["E10.9", "E11.9"]),
        _sent(id="b", diagnoses=["N18.31", "E11.22"], payer="Medicare"),
        _sent(id="c", diagnoses=["S72.001"], patient={"birth_date": "1950-01-01", "sex": "F"}, lines=[line]),
        _sent(id="d", diagnoses=[{"code": "W19.XXXA", "poa": "Y"}], setting="inpatient"),
    ]
    found = _answers(capsys, tmp_path, *sent)
    assert [one["id"] for one in found] == [1, "b", "c", "d"]
    assert all(fits(json.loads(one), schema["$defs"]["visit"], schema) for one in sent)
    assert all(fits(one, schema["$defs"]["answer"], schema) for one in found)
    assert [6] in [finding["reference"] for finding in found[0]["findings"]]
    kinds = {fix["kind"] for one in found for finding in one["findings"] for fix in finding["fixes"]}
    assert kinds == {"move", "replace", "add", "remove"}


def test_findings_that_stop_come_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (found,) = _answers(capsys, tmp_path, _sent(diagnoses=["E10.9", "E11.9", "E11"]))
    order = ["stop", "stop-override", "warn", "ask", "info"]
    places = [order.index(finding["severity"]) for finding in found["findings"]]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not json", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": NaN}', "not JSON"),
        ("[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ("{}", "no id"),
        (_sent(setting="home"), "setting is none of"),
        (_sent(date_of_service="05/04/2026"), "date_of_service is not a date"),
        (_sent(date_of_service="2026-02-30"), "date_of_service is not a date"),
        (_sent(diagnoses="I10"), "diagnoses is not a list"),
        (json.dumps({key: VISIT[key] for key in ("id", "setting", "date_of_service")}), "diagnoses is not a list"),
        (_sent(diagnoses=[7]), "diagnosis 1 is not a code"),
        (_sent(diagnoses=["I10", ""]), "diagnosis 2 is not a code"),
        (_sent(diagnoses=["I" * 50]), "diagnosis 1 is not a code"),
        (_sent(diagnoses=["."]), "diagnosis 1 is not a code"),
        (_sent(diagnoses=[{"code": "I10", "poa": 1}]), "poa of diagnosis 1"),
        (_sent(patient="x"), "patient is not an object"),
        (_sent(patient={"birth_date": "yesterday"}), "patient.birth_date is not a date"),
        (_sent(patient={"sex": "X1"}), "patient.sex is none of"),
        (_sent(lines={"system": "CPT"}), "lines is not a list"),
        (_sent(lines=["99213"]), "line 1 is not an object"),
        (_sent(lines=[{"system": "CPT"}]), "the code of line 1"),
        (_sent(lines=[{"system": "CPT", "code": "99213", "units": "many"}]), "units of line 1"),
        (_sent(lines=[{"system": "CPT", "code": "99213", "units": True}]), "units of line 1"),
        (_sent(lines=[{"system": "CPT", "code": "99213", "units": "1e999999999"}]), "units of line 1"),
        (_sent(lines=[{"system": "CPT", "code": "99213", "modifiers": "25"}]), "modifiers of line 1"),
        (_sent(lines=[{"system": "CPT", "code": "99213", "pointers": ["Z"]}]), "a pointer of line 1"),
        (_sent(payer=5), "payer is not text"),
    ],
)
def test_a_line_that_is_no_visit_is_answered_with_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str | bytes, why: str
) -> None:
    found = _answers(capsys, tmp_path, line, _sent(id="after"))
    assert why in found[0]["error"]
    assert found[0]["error"].endswith(".")
    assert found[1].keys() == {"id", "findings"}


def test_what_is_wrong_keeps_the_id(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (found,) = _answers(capsys, tmp_path, _sent(id="x-9", diagnoses=None))
    assert found["id"] == "x-9"


def test_an_unknown_system_and_a_date_ahead_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    line = {"system": "SNOMED", "code": "38341003"}
    (found,) = _answers(capsys, tmp_path, _sent(date_of_service="2999-01-01", lines=[line]))
    told = {finding["rule"]: finding["severity"] for finding in found["findings"]}
    assert told["date-ahead"] == told["unknown-system"] == "warn"


def test_a_visit_without_codes_is_told_and_no_table_is_passed_over_in_silence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = {"system": "CPT", "code": "99213", "pointers": [1]}
    found = _answers(capsys, tmp_path, _sent(diagnoses=[]), _sent(lines=[line, line | {"code": "71046"}]))
    assert [finding["rule"] for finding in found[0]["findings"]] == ["no-diagnosis"]
    unchecked = [number for one in found[1]["findings"] if "not-checked" in one["rule"] for number in one["reference"]]
    assert sorted(unchecked) == [4, 60, 61, 62, 63]


def test_a_fault_on_one_line_leaves_the_others_their_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """the status tells that the program failed, and the line which one it was"""

    def failing(form: CodedForm, **words: Any) -> dict[str, Any]:
        if form.id == "b":
            raise ZeroDivisionError
        return answer(form, **words)

    monkeypatch.setattr("coderdesk.cli.check_visits.answer", failing)
    file = tmp_path / "visits.jsonl"
    file.write_text("\n".join(_sent(id=name) for name in "abc"), encoding="utf-8")
    assert _run("check", str(file), "--json") == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["error" in one for one in told] == [False, True, False]
    assert "ZeroDivisionError" in told[1]["error"]


def test_half_characters_and_control_characters_are_shown_escaped(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """a terminal takes neither; the answers as JSON keep them as they came"""
    file = tmp_path / "visits.jsonl"
    file.write_text(_sent(id="a\x1b[31m\ud800", diagnoses=["I10\udfff"]), encoding="utf-8")
    assert _run("check", str(file)) == 0
    shown = capsys.readouterr().out
    assert "a\\x1b[31m\\ud800" in shown
    assert all(line.isprintable() for line in shown.splitlines())


def test_a_blank_modifier_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    line = {"system": "CPT", "code": "99213", "modifiers": ["", " "], "pointers": [1]}
    (found,) = _answers(capsys, tmp_path, _sent(lines=[line]))
    assert not [one for one in found["findings"] if one["rule"].startswith("modifier")]


def test_blank_lines_are_no_visits_and_a_mark_at_the_start_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = _answers(capsys, tmp_path, "", "\ufeff" + _sent(), "  ", "")
    assert [one["id"] for one in found] == ["a"]


def test_ten_thousand_codes_are_answered_without_ten_thousand_findings_of_a_kind(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """E10.9 and E11.9 by turns, and codes that are none"""
    codes = [f"{'E10' if place % 2 else 'E11'}.{place}" for place in range(5000)] + ["E10.9", "E11.9"] * 2500
    (found,) = _answers(capsys, tmp_path, _sent(diagnoses=codes))
    assert {"excludes1", "not-in-force", "duplicate-code", "more-than-a-claim-holds"} <= {
        finding["rule"] for finding in found["findings"]
    }
    assert len(found["findings"]) < 1000


def test_visits_from_the_standard_input_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{_sent(diagnoses=['E10.9', 'E11.9'])}\nnonsense\n".encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    assert _run("check", "-") == 0
    out = capsys.readouterr().out
    assert out.startswith("a: ")
    assert "E10.9 and E11.9 exclude each other" in out
    assert "line 2: The visit was not checked" in out


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(VisitsUnreadable):
        _run("check", str(tmp_path / "none.jsonl"))


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("rules", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in listed] == [rule.id for rule in RULES]
    assert _run("rules") == 0
    assert all(rule.id in capsys.readouterr().out for rule in RULES[:1])


def test_the_page_of_the_rules_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    """else: coderdesk rules --page > docs/rules.md"""
    assert _run("rules", "--page") == 0
    assert capsys.readouterr().out == rules_page() == (DOCS / "rules.md").read_text(encoding="utf-8")
