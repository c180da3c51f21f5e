"""The files in a build of the code sets: their names, and whether one is what was written."""

import zlib
from pathlib import Path

STORE = "codes.db"
BESIDE = "beside.db"
INDEX = "search.index"
MARK = "built.json"
_PIECE_BYTES = 2**18


def crc32_of(path: Path) -> int:
    """Piece by piece: to hold the whole file would take twice as long and its size in memory, at every start."""
    checksum, piece = 0, memoryview(bytearray(_PIECE_BYTES))
    with path.open("rb", buffering=0) as stream:
        while read := stream.readinto(piece):
            checksum = zlib.crc32(piece[:read], checksum)
    return checksum
