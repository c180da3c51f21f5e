"""Numbered steps from one vault version to the next. A step is frozen SQL: once released it is never edited."""

from coderdesk.storage.migrations import step_0001

STEPS: dict[int, tuple[str, ...]] = {1: step_0001.SQL}
CURRENT_VERSION = max(STEPS)
