"""The only code that knows where the read-only data travels: beside the checkout, inside a wheel, or in a frozen build."""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _data_root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = ([Path(frozen)] if frozen else []) + [_PACKAGE / "_data", _PACKAGE.parent]
    for root in candidates:
        if (root / "resources").is_dir() and (root / "codesets").is_dir():
            return root
    raise FileNotFoundError("resources/ and codesets/ did not travel with this installation; install CoderDesk again")


def resource_path(*parts: str) -> Path:
    """A file or folder under resources/."""
    return _data_root().joinpath("resources", *parts)


def codesets_path(*parts: str) -> Path:
    """A file or folder under codesets/."""
    return _data_root().joinpath("codesets", *parts)
