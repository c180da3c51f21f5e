"""What a write touched, so that each view can decide whether it is concerned."""

from dataclasses import dataclass

from coderdesk.domain.values.kinds import Kind


@dataclass(frozen=True, slots=True)
class Changes:
    """`ids` are the encounters or records touched; `label` says in the past tense what was done, for toast and undo."""

    kinds: frozenset[Kind]
    ids: frozenset[str]
    label: str

    @classmethod
    def of(cls, label: str, *kinds: Kind, ids: tuple[str, ...]) -> "Changes":
        return cls(frozenset(kinds), frozenset(ids), label)

    def touches(self, kind: Kind, row_id: str | None = None) -> bool:
        return kind in self.kinds and (row_id is None or row_id in self.ids)
