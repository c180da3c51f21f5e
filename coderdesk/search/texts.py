"""Many short texts in one array: mapped from the file, decoded one at a time when asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Texts:
    """`content` holds UTF-8 bytes end to end, `ends` where each text ends."""

    content: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.int32]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        encoded = [text.encode() for text in texts]
        content = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        return cls(content, np.cumsum([len(one) for one in encoded], dtype=np.int32))

    @classmethod
    def named(cls, name: str, arrays: dict[str, npt.NDArray[Any]]) -> "Texts":
        return cls(arrays[f"{name}_content"], arrays[f"{name}_ends"])

    def as_arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        return {f"{name}_content": self.content, f"{name}_ends": self.ends}

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, place: int) -> str:
        start = int(self.ends[place - 1]) if place else 0
        return bytes(self.content[start : int(self.ends[place])]).decode()

    def all(self) -> Iterator[str]:
        whole = bytes(self.content)
        start = 0
        for end in self.ends.tolist():
            yield whole[start:end].decode()
            start = end


@dataclass(frozen=True, slots=True)
class Lists:
    """Many lists of numbers in one array: `ends` says where each ends in `items`."""

    items: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]

    @classmethod
    def of(cls, lists: Iterable[Iterable[int]]) -> "Lists":
        found = [np.fromiter(one, dtype=np.int32) for one in lists]
        ends = np.cumsum([len(one) for one in found], dtype=np.int32)
        return cls(np.concatenate(found) if found else np.empty(0, np.int32), ends)

    @classmethod
    def grouped(cls, *, keys: npt.NDArray[np.int32], items: npt.NDArray[np.int32], count: int) -> "Lists":
        """The items of each key from 0 to `count`, in their given order."""
        order = np.argsort(keys, kind="stable")
        ends = np.cumsum(np.bincount(keys, minlength=count)).astype(np.int32)
        return cls(items[order], ends)

    @classmethod
    def named(cls, name: str, arrays: dict[str, npt.NDArray[Any]]) -> "Lists":
        return cls(arrays[f"{name}_items"], arrays[f"{name}_ends"])

    def as_arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        return {f"{name}_items": self.items, f"{name}_ends": self.ends}

    def gathered(self, places: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
        """The items of several lists end to end, and for each item which of `places` it belongs to."""
        positions, owners = self.positions(places)
        return self.items[positions], owners

    def positions(self, places: npt.NDArray[Any]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Where in `items` those of several lists stand, and for each which of `places` it belongs to."""
        ends = self.ends[places].astype(np.intp)
        starts = np.where(places > 0, self.ends[places - 1], 0)
        lengths = ends - starts
        owners = np.repeat(np.arange(len(places)), lengths)
        before = np.cumsum(lengths) - lengths
        return np.arange(len(owners)) + np.repeat(starts - before, lengths), owners

    def __getitem__(self, place: int) -> npt.NDArray[np.int32]:
        return self.items[(int(self.ends[place - 1]) if place else 0) : int(self.ends[place])]
