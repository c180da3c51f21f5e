"""`coderdesk codesets import`, `list` and `remove`: the person's own code sets without a window."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coderdesk.cli.faults import INTERRUPTED
from coderdesk.cli.interrupt import StoppableProgress, stopping_on_interrupt
from coderdesk.domain.coding.code_release import CodeSet, ReleaseHeader
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_build import BuildCancelled
from coderdesk.services.code_imports import (
    ColumnMapping,
    GivenRelease,
    ImportCancelled,
    InstalledRelease,
    PlannedImport,
    UnknownFile,
    import_planned,
    imported_releases,
    plan_import,
    read_mapping,
    remove_release,
    save_mapping,
    saved_mappings,
    shelf_trouble,
    shipped_releases,
)
from coderdesk.services.code_sets import CodeLibrary, CodeSetsNotBuilt, open_code_sets
from coderdesk.services.table_columns import guessed_mapping, tables_in
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.paths import Paths, user_paths


class MappingUnknown(AppError):
    """No column mapping of that name was saved."""

    def __init__(self, name: str, saved: Sequence[str]) -> None:
        there = f"Saved are: {', '.join(saved)}." if saved else "None is saved yet; give one with --map FILE.json."
        super().__init__(f"No column mapping is called {name}. Nothing was imported. {there}")


def run_import(arguments: argparse.Namespace) -> int:
    """0 when the file is imported or was before, 1 when it is refused, 130 when the person stopped it."""
    paths = user_paths()
    with stopping_on_interrupt() as progress:
        try:
            return _import(arguments, paths, progress)
        except (ImportCancelled, BuildCancelled) as stopped:
            progress.end_line()
            print(stopped, file=sys.stderr)
            return INTERRUPTED


def _import(arguments: argparse.Namespace, paths: Paths, progress: StoppableProgress) -> int:
    mapping = _mapping(arguments, paths)
    plans = _plans(arguments, paths, progress, mapping)
    progress.end_line()
    is_written = not arguments.dry_run
    outcome = None
    if is_written:
        chosen = [plan.confirmed() for plan in plans] if arguments.replace else plans
        outcome = import_planned(paths=paths, clock=SystemClock(), plans=chosen, progress=progress)
        progress.end_line()
        if arguments.map is not None and mapping is not None:
            save_mapping(paths=paths, mapping=mapping)
    is_changed = outcome is not None and outcome.is_changed
    _tell(plans, is_changed=is_changed, is_json=arguments.json)
    if outcome is not None and outcome.rebuilds_index:
        open_code_sets(paths=paths, progress=progress).close()
    return 0


def _mapping(arguments: argparse.Namespace, paths: Paths) -> ColumnMapping | None:
    if arguments.map is not None:
        return read_mapping(source=arguments.map)
    if not arguments.mapping:
        return None
    saved = {one.name: one for one in saved_mappings(paths=paths)}
    if arguments.mapping not in saved:
        raise MappingUnknown(arguments.mapping, sorted(saved))
    return saved[arguments.mapping]


def _plans(
    arguments: argparse.Namespace, paths: Paths, progress: StoppableProgress, mapping: ColumnMapping | None
) -> tuple[PlannedImport, ...]:
    """A list that nothing knows is read by what its headings suggest, when the person named its code set."""
    said = GivenRelease(
        release=arguments.release, start=arguments.start, setting=arguments.setting, code_set=arguments.system
    )
    library = _library(paths)

    def planned(*mappings: ColumnMapping) -> tuple[PlannedImport, ...]:
        return plan_import(
            paths=paths, library=library, source=arguments.file, progress=progress, mappings=mappings, given=said
        )

    try:
        return planned(*((mapping,) if mapping else ()))
    except UnknownFile:
        guess = _guess(arguments.file, arguments.system) if arguments.system and mapping is None else None
        if guess is None:
            raise
        return planned(guess)
    finally:
        if library is not None:
            library.close()


def _library(paths: Paths) -> CodeLibrary | None:
    """What is in force now, when the index is built; an import does not wait for that."""
    try:
        return open_code_sets(paths=paths, build=False)
    except CodeSetsNotBuilt:
        return None


def _guess(source: Path, code_set: CodeSet) -> ColumnMapping | None:
    guesses = (guessed_mapping(headings=table.headings, code_set=code_set) for table in tables_in(source=source))
    return next((guess for guess in guesses if guess is not None), None)


def _tell(plans: Sequence[PlannedImport], *, is_changed: bool, is_json: bool) -> None:
    if is_json:
        print(json.dumps({"imported": is_changed, "tables": [_plan_as_json(one) for one in plans]}, ensure_ascii=False))
        return
    for plan in plans:
        print(
            f"{_named(plan.header, plan.part)}: {plan.preview.rows:,} rows. {_what_changes(plan, is_changed=is_changed)}"
        )
        for remark in plan.remarks:
            print(f"  {remark}")
        for line in plan.preview.refused[:5]:
            print(f"  line {line.line:,} is left out: {line.reason}")
        if plan.preview.refused_count > 5:
            print(f"  {plan.preview.refused_count - 5:,} more lines are left out")


def _named(header: ReleaseHeader, part: str) -> str:
    beside = ", ".join(filter(None, (header.kind.value, header.setting, part)))
    return f"{header.code_set.value} {header.release or '(release not said)'} ({beside})"


def _what_changes(plan: PlannedImport, *, is_changed: bool) -> str:
    if plan.is_installed:
        return "It is imported already; nothing was changed."
    against = f"against {plan.follows}" if plan.follows else "as the first of its kind"
    counts = f"{plan.added:,} added, {plan.ended:,} ended, {plan.changed:,} changed {against}."
    if is_changed:
        return f"{counts} Imported."
    replaced = " It would replace the imported release of that name: --replace confirms it." if plan.replaces else ""
    missing = f" Still to be said: its {' and its '.join(plan.missing)}." if plan.missing else ""
    return f"{counts}{replaced}{missing} Nothing was written."


def _plan_as_json(plan: PlannedImport) -> dict[str, Any]:
    return {
        **_header_as_json(plan.header, plan.part),
        "rows": plan.preview.rows,
        "follows": plan.follows,
        "added": plan.added,
        "ended": plan.ended,
        "changed": plan.changed,
        "installed": plan.is_installed,
        "replaces": plan.replaces.id if plan.replaces else None,
        "missing": list(plan.missing),
        "remarks": list(plan.remarks),
        "left_out": plan.preview.refused_count,
    }


def _header_as_json(header: ReleaseHeader, part: str) -> dict[str, Any]:
    start, end = header.in_force.start, header.in_force.end
    return {
        "set": header.code_set.value,
        "kind": header.kind.value,
        "release": header.release,
        "from": start.isoformat() if start else None,
        "to": end.isoformat() if end else None,
        "setting": header.setting,
        "part": part,
        "publisher": header.publisher,
        "licence": header.licence,
        "notice": header.notice,
        "source": header.source,
    }


def run_list(arguments: argparse.Namespace) -> int:
    """Status 1, with the sentence on stderr, when imported releases cannot be read; the shipped ones are listed still."""
    paths = user_paths()
    trouble = shelf_trouble(paths=paths)
    releases = shipped_releases() if trouble else (*shipped_releases(), *imported_releases(paths=paths))
    for one in releases:
        print(json.dumps(_release_as_json(one), ensure_ascii=False) if arguments.json else _release_as_text(one))
    if trouble is not None:
        print(trouble, file=sys.stderr)
    return 1 if trouble else 0


def _release_as_json(one: InstalledRelease) -> dict[str, Any]:
    return {
        "id": one.id,
        **_header_as_json(one.header, one.part),
        "rows": one.rows or None,
        "shipped": one.is_shipped,
        "imported_at": one.imported_at.isoformat() if one.imported_at else None,
    }


def _release_as_text(one: InstalledRelease) -> str:
    start = one.header.in_force.start
    since = f", from {start.isoformat()}" if start else ""
    came = f", {one.rows:,} rows, imported {one.imported_at:%Y-%m-%d}" if one.imported_at else ", came with CoderDesk"
    lines = [f"{one.id:<14} {_named(one.header, one.part)}{since}{came}"]
    lines.append(f"{'':<14} {one.header.publisher}. {one.header.licence}." if one.header.publisher else "")
    lines.extend(f"{'':<14} {line}" for line in one.header.notice.splitlines())
    return "\n".join(filter(None, lines))


def run_remove(arguments: argparse.Namespace) -> int:
    """0 when it was removed; the index is built anew when codes went with it."""
    paths = user_paths()
    were = {one.id: one for one in imported_releases(paths=paths)}
    remove_release(paths=paths, release_id=arguments.id)
    print(f"Release {arguments.id} was removed.")
    if not were[arguments.id].is_in_index:
        return 0
    with stopping_on_interrupt() as progress:
        try:
            open_code_sets(paths=paths, progress=progress).close()
        except BuildCancelled as stopped:
            progress.end_line()
            print(stopped, file=sys.stderr)
            return INTERRUPTED
    return 0
