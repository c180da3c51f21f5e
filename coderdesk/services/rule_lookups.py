"""A code that a rule asks for and no document affirms, as something to look for among the codes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookUp:
    """Nothing in the documents affirms the candidate: look for it among the codes. `query` is what to search."""

    candidate: str

    @property
    def query(self) -> str:
        return self.candidate.split("-", maxsplit=1)[0].rstrip(".")

    @property
    def words(self) -> str:
        return f"look for {self.candidate}"
