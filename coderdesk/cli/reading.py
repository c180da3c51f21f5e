"""`coderdesk assert` and `coderdesk read`: what a text affirms, denies or doubts, and the codes it supports."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from coderdesk.cli.intake import described
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Reading
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import open_code_sets
from coderdesk.services.named_mention import NamedMention
from coderdesk.services.reading import judge_passage, lines_of, read_text
from coderdesk.services.suggestions import DocumentCodes, Suggestion, codes_in
from coderdesk.shared.paths import user_paths
from coderdesk.shared.ports import NoProgress


class NothingToJudge(AppError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} holds no line to judge. Give a file of JSON lines, each with a text, a start and an end."
        )


class NoSuchPart(AppError):
    def __init__(self, path: Path, part: int, count: int) -> None:
        super().__init__(
            f"{path} holds {count} documents, and number {part} is not among them. Nothing was read; ask for another."
        )


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `assert` and `read` to the command line."""
    judge = subparsers.add_parser("assert", help="say what passages of text assert")
    judge.add_argument(
        "--batch", type=Path, required=True, metavar="FILE", help='JSON lines: {"id", "text", "start", "end"}'
    )
    judge.set_defaults(run=run_assert)
    read = subparsers.add_parser("read", help="read a document: sections, mentions and the codes it supports")
    read.add_argument("file", type=Path, metavar="FILE", help="text, PDF, DOCX, RTF, C-CDA, FHIR or HL7 v2")
    read.add_argument("--part", type=int, default=1, metavar="N", help="which document of a file that holds several")
    read.add_argument(
        "--setting", type=_setting, default=Setting.OUTPATIENT, metavar="S", help="outpatient, facility or inpatient"
    )
    read.add_argument("--on", type=_date, required=True, metavar="DATE", help="date of service, YYYY-MM-DD")
    read.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    read.set_defaults(run=run_read)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date; write it as 2026-10-01") from None


def _setting(text: str) -> Setting:
    try:
        return Setting(text.lower())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a setting; use one of {', '.join(Setting)}") from None


def run_assert(arguments: argparse.Namespace) -> int:
    """One line of JSON for each line of the file. Status 1 when a line could not be judged; its answer says why."""
    lines = [line for line in lines_of(arguments.batch) if line.strip()]
    if not lines:
        raise NothingToJudge(arguments.batch)
    is_whole = True
    for line in lines:
        answer = _judged(line)
        is_whole = is_whole and "error" not in answer
        print(_as_line(answer))
    return 0 if is_whole else 1


def _as_line(answer: dict[str, Any]) -> str:
    """Half of a pair of surrogates cannot be written as UTF-8, and is escaped."""
    line = json.dumps(answer, ensure_ascii=False)
    return line if not any("\ud800" <= one <= "\udfff" for one in line) else json.dumps(answer)


def _judged(written: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(written.decode("utf-8"))
    except UnicodeDecodeError:
        return {"id": None, "error": "The line is not UTF-8."}
    except (ValueError, RecursionError):
        return {"id": None, "error": "The line is not JSON."}
    if not isinstance(asked, dict):
        return {"id": None, "error": "The line is not a JSON object."}
    text, start, end = asked.get("text"), asked.get("start"), asked.get("end")
    if not isinstance(text, str):
        return {"id": asked.get("id"), "error": "The line has no text."}
    if type(start) is not int or type(end) is not int:
        return {"id": asked.get("id"), "error": "The line needs a start and an end, both whole numbers."}
    if not 0 <= start < end <= len(text):
        where = f"From {start} to {end} is no passage of a text of {len(text)} characters."
        return {"id": asked.get("id"), "error": where}
    judgement = judge_passage(text=text, start=start, end=end)
    return {"id": asked.get("id"), "assertion": judgement.assertion.value, "cue": judgement.cue}


def run_read(arguments: argparse.Namespace) -> int:
    from coderdesk.services.intake import read_document

    parts = read_document(file=arguments.file)
    if not 1 <= arguments.part <= len(parts):
        raise NoSuchPart(arguments.file, arguments.part, len(parts))
    received = parts[arguments.part - 1]
    document = read_text(text=received.text)
    library = open_code_sets(paths=user_paths(), progress=NoProgress())
    try:
        found = codes_in(library=library, document=document, on=arguments.on, setting=arguments.setting)
    finally:
        library.close()
    if arguments.json:
        told = {**described(received), "parts": len(parts)}
        print(json.dumps({**as_json(document.reading, found), "document": told}, ensure_ascii=False))
    else:
        _print_table(found.suggestions)
    return 0


def as_json(reading: Reading, found: DocumentCodes) -> dict[str, Any]:
    """All offsets count characters of `text`."""
    return {
        "text": reading.text,
        "sections": [
            {"kind": one.kind.value, "heading": one.heading, "start": one.start, "body": one.body, "end": one.end}
            for one in reading.sections
        ],
        "sentences": [{"start": one.start, "end": one.end} for one in reading.sentences],
        "mentions": [_mention(one) for one in found.mentions],
        "suggestions": [_suggestion(one) for one in found.suggestions],
    }


def _mention(one: NamedMention) -> dict[str, Any]:
    mention = one.mention
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "assertion": mention.assertion.value,
        "cue": mention.cue,
        "section": mention.section.value,
    }


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "system": one.code.system.value,
        "code": one.code.value,
        "title": one.code.title,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "passages": [{"start": start, "end": end} for start, end in ((one.start, one.end), *one.beside)],
        "assertion": one.assertion.value,
        "billable": one.billable,
        "score": one.score,
        "why": one.why,
    }


def _print_table(suggestions: Sequence[Suggestion]) -> None:
    if not suggestions:
        print("The document supports no code that CoderDesk is sure of.", file=sys.stderr)
    for one in suggestions:
        print(f"{one.code.value:<9} {one.code.title}  “{' '.join(one.text.split())}”  [{one.why}]")
