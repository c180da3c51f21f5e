"""A file in hand: its name and bytes, and who watches while it is read."""

from dataclasses import dataclass, field

from coderdesk.reading.intake.trouble import IntakeCancelled
from coderdesk.shared.ports import NoProgress, Progress


@dataclass(frozen=True, slots=True)
class Source:
    """`depth` counts the messages around it: an attachment of an attachment is read no further."""

    name: str
    content: bytes = field(repr=False)
    progress: Progress = field(default_factory=NoProgress)
    depth: int = 0

    def step(self, *, done: int, total: int, what: str) -> None:
        """Say how far the reading is. Raises IntakeCancelled."""
        if self.progress.is_cancelled:
            raise IntakeCancelled
        self.progress.report(done=done, total=total, what=what)

    def inside(self, content: bytes) -> "Source":
        """An attachment within this file."""
        return Source(self.name, content, self.progress, self.depth + 1)
