"""`coderdesk intake`: what each file is, whose it claims to be, and why one is refused; nothing is stored."""

import argparse
import json
from pathlib import Path
from typing import Any

from coderdesk.domain.clinical.received_document import ReceivedDocument


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    intake = subparsers.add_parser("intake", help="say what documents are, whose and of when, without storing them")
    intake.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="text, PDF, DOCX, RTF, C-CDA, FHIR or HL7 v2"
    )
    intake.add_argument("--json", action="store_true", help="print one JSON object for each file")
    intake.set_defaults(run=run_intake)


def run_intake(arguments: argparse.Namespace) -> int:
    """Status 1 when a file was refused."""
    from coderdesk.services.intake_aside import DocumentReader

    refused = 0
    reader = DocumentReader()
    try:
        for path in arguments.files:
            one = reader.read(file=path)
            refused += bool(one.refusal)
            if arguments.json:
                told = {
                    "file": str(path),
                    "error": one.refusal or None,
                    "documents": [described(row) for row in one.documents],
                }
                print(json.dumps(told, ensure_ascii=False))
            else:
                _print(path, one.documents, one.refusal)
    finally:
        reader.close()
    return 1 if refused else 0


def described(received: ReceivedDocument) -> dict[str, Any]:
    """What a document says of itself; what it does not say is null."""
    patient, visit = received.patient, received.visit
    return {
        "media": received.original.media.value,
        "part": received.part,
        "deriver": received.deriver,
        "sha256": received.file.sha256,
        "kind": received.kind.value,
        "title": received.title or None,
        "author": received.author or None,
        "author_role": received.author_role.value if received.author_role else None,
        "date": _iso(received.written_on),
        "is_signed": received.is_signed,
        "patient": {
            "name": patient.name.sorted if patient.name else None,
            "birth_date": _iso(patient.birth_date),
            "sex": patient.sex.value if patient.sex else None,
            "identifiers": [{"value": one.value, "system": one.system} for one in patient.identifiers],
        },
        "visit": {
            "identifiers": [one.value for one in visit.identifiers],
            "starts_on": _iso(visit.starts_on),
            "ends_on": _iso(visit.ends_on),
        },
        "characters": len(received.text),
        "tables": len(received.tables),
        "notices": list(received.notices),
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _print(path: Path, documents: tuple[ReceivedDocument, ...], refusal: str) -> None:
    print(path)
    if refusal:
        print(f"  {refusal}")
    for one in documents:
        name = one.patient.name.sorted if one.patient.name else "no patient named"
        parts = (one.kind.value, one.title, name, _iso(one.written_on) or "no date", one.author or "no author")
        print(f"  {' · '.join(part for part in parts if part)} · {len(one.text)} characters")
        for notice in one.notices:
            print(f"    {notice}")
