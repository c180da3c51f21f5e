"""The index file: named numpy arrays in one file, checked by their checksum and mapped into memory rather than read."""

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coderdesk.domain.values.trouble import AppError

_MAGIC = b"CODERDESK-INDEX-1\n"
_ALIGNMENT = 64

Arrays = Mapping[str, npt.NDArray[Any]]


class SearchIndexDamaged(AppError):
    """The index file is not one that this program wrote, or its content changed."""

    def __init__(self) -> None:
        super().__init__(
            "The search index on this computer is damaged. No visit is touched by that. "
            "Start CoderDesk again and it builds the index anew."
        )


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write all arrays behind one header that names type, shape and place of each."""
    places: dict[str, Any] = {}
    content = bytearray()
    for name, array in arrays.items():
        content.extend(b"\0" * (-len(content) % _ALIGNMENT))
        places[name] = {"type": array.dtype.str, "shape": array.shape, "at": len(content)}
        content.extend(np.ascontiguousarray(array).tobytes())
    header = json.dumps({"arrays": places, "size": len(content), "crc32": zlib.crc32(content)}).encode()
    start = _MAGIC + len(header).to_bytes(8, "little") + header
    path.write_bytes(start + b"\0" * (-len(start) % _ALIGNMENT) + content)


def read_arrays(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Map the arrays of a finished file. Raises SearchIndexDamaged when it is missing, cut off or altered."""
    try:
        whole = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError) as error:
        raise SearchIndexDamaged from error
    fixed = len(_MAGIC) + 8
    if bytes(whole[: len(_MAGIC)]) != _MAGIC:
        raise SearchIndexDamaged
    length = int.from_bytes(bytes(whole[len(_MAGIC) : fixed]), "little")
    try:
        header = json.loads(bytes(whole[fixed : fixed + length]))
    except ValueError as error:
        raise SearchIndexDamaged from error
    start = fixed + length + (-(fixed + length) % _ALIGNMENT)
    content = np.asarray(whole[start:])
    if len(content) != header["size"] or zlib.crc32(content.data) != header["crc32"]:
        raise SearchIndexDamaged
    return {name: _one(content, place) for name, place in header["arrays"].items()}


def _one(content: npt.NDArray[np.uint8], place: Mapping[str, Any]) -> npt.NDArray[Any]:
    kind = np.dtype(place["type"])
    count = int(np.prod(place["shape"], dtype=np.int64))
    mapped = content[place["at"] : place["at"] + count * kind.itemsize].view(kind)
    shaped: npt.NDArray[Any] = mapped.reshape(place["shape"])
    return shaped
