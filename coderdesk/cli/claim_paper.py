"""`coderdesk claims print FILE`: the claims of an 837 file on CMS-1500, UB-04 or dental forms."""

import argparse
import sys
from pathlib import Path
from typing import Any

from coderdesk.cli.claim_words import print_json
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.clock import SystemClock


def add_print(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `print` to `claims`."""
    parser = actions.add_parser("print", help="write each claim of an 837 file as a PDF of its paper form")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the PDFs go")
    parser.add_argument(
        "--proof",
        "--plain",
        action="store_true",
        help="with boxes of our own, on plain paper: a proof, and of a dental claim the claim itself",
    )
    parser.add_argument(
        "--positions", type=Path, metavar="CSV", help="where dental stock has its boxes: item, x mm, y mm, width mm"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object for each claim")
    parser.set_defaults(run=run_print)


def run_print(arguments: argparse.Namespace) -> int:
    """0 when every claim was printed; 1 with a sentence where one was refused, those before it stay."""
    from coderdesk.services.dental_stock import read_stock_file  # ReportLab, at the first page
    from coderdesk.services.paper_files import print_claim_file

    try:
        printed = print_claim_file(
            path=arguments.file,
            folder=arguments.out,
            on=SystemClock().today(),
            stock=read_stock_file(arguments.positions) if arguments.positions else None,
            is_proof=arguments.proof,
        )
        for one in printed:
            cut = [
                {"sheet": row.sheet, "field": row.key, "value": row.value, "printed": row.printed} for row in one.cut
            ]
            row: dict[str, Any] = {"file": str(one.path), "sheets": one.sheets, "cut": cut}
            if arguments.json:
                print_json(row)
            else:
                print(f"{one.path.name}: {one.sheets} sheets, {len(cut)} fields cut short")
    except AppError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0
