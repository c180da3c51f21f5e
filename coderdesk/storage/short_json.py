"""Frozen values to JSON that leaves out what has its default; `codec.from_json` reads it back.

For values with many fields of which few are used, and many such values: a claim is a quarter as long.
"""

import dataclasses
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from coderdesk.storage.codec import as_plain

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_short_json(value: Any) -> str:
    """Raises TypeError for values that no stored field may have."""
    return _encode(_short(value))


def _short(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_short(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _writer(type(value))(value)
    return value if type(value) is str else as_plain(value)


@cache
def _writer(kind: type[Any]) -> Callable[[Any], Any]:
    """How to write one type of record. Money and other records of one number are left to `as_plain`."""
    fields = [(field.name, field.default) for field in dataclasses.fields(kind)]
    if kind.__module__.endswith(".money"):
        return as_plain

    def write(value: Any) -> dict[str, Any]:
        written = {}
        for name, default in fields:
            held = getattr(value, name)
            if held is not default and (held != default or type(held) is not type(default)):
                written[name] = _short(held)
        return written

    return write
