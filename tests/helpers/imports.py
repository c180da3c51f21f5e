"""Putting a small official file on a shelf of its own, the way a person does it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from coderdesk.services.code_imports import (
    GivenRelease,
    ImportOutcome,
    PlannedImport,
    import_planned,
    plan_import,
)
from coderdesk.services.shelf_sources import shelf_file
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress, Progress
from coderdesk.storage.shelf import open_shelf
from tests.helpers.official_files import Sample

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
# Samples whose files do not say their release or its first day.
SAID = GivenRelease(start=date(2026, 11, 1))


def given_for(path: Path, paths: Paths) -> GivenRelease:
    """What the person must say of that file: nothing, or a day."""
    plans = plan_import(paths=paths, library=None, source=path, progress=NoProgress())
    return SAID if any(plan.missing for plan in plans) else GivenRelease()


def at(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def planned(
    paths: Paths, path: Path, *, given: GivenRelease | None = None, progress: Progress | None = None
) -> tuple[PlannedImport, ...]:
    return plan_import(paths=paths, library=None, source=path, progress=progress or NoProgress(), given=given)


def put(
    paths: Paths,
    path: Path,
    *,
    given: GivenRelease | None = None,
    progress: Progress | None = None,
    change: Callable[[PlannedImport], PlannedImport] = lambda plan: plan,
) -> ImportOutcome:
    """Plan and import."""
    plans = [change(plan) for plan in planned(paths, path, given=given)]
    return import_planned(paths=paths, clock=FixedClock(AT), plans=plans, progress=progress or NoProgress())


def put_sample(paths: Paths, folder: Path, sample: Sample) -> ImportOutcome:
    path = at(folder, sample.name, sample.content)
    return put(paths, path, given=given_for(path, paths))


def content_of(paths: Paths) -> list[object]:
    """Everything that the shelf holds, row by row."""
    with open_shelf(shelf_file(paths)) as shelf:
        if shelf is None:
            return []
        return [(one, list(shelf.rows(one.id))) for one in shelf.releases()] + list(shelf.mappings())


def bytes_of(paths: Paths) -> bytes:
    """The shelf as it lies on the disk, its log included."""
    return b"".join(path.read_bytes() for path in sorted(paths.codesets.iterdir()))
