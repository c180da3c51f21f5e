"""Frozen values to JSON and back, for what is stored whole: claims, invoices, subscribers."""

import dataclasses
import json
from collections.abc import Callable, Hashable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from coderdesk.domain.values.money import Money

T = TypeVar("T")


def to_json(value: object) -> str:
    """A dataclass as JSON text: money in cents, decimals and dates as text, enums by value."""
    return json.dumps(as_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """Raises ValueError when the text does not describe a `kind`."""
    return from_plain(kind, json.loads(text))


def as_plain(value: object) -> Any:
    """Raises TypeError for values that no stored field may have, floats among them."""
    if isinstance(value, Money):
        return value.cents
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_plain(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise TypeError(f"cannot be stored: {type(value).__name__}")


def from_plain(kind: type[T], plain: Any) -> T:
    """Fields that came later take their defaults. Raises ValueError."""
    try:
        value: T = _reader(cast("Hashable", kind))(plain)
    except (TypeError, AttributeError, KeyError, ArithmeticError) as fault:
        raise ValueError(f"not a stored {kind.__name__}") from fault
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How to read one type of field back."""
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if get_origin(kind) in (Union, UnionType):
        return _optional(kind)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if dataclasses.is_dataclass(kind) and kind is not Money:
        return _record(kind)
    known: dict[Any, Callable[[Any], Any]] = {
        str: _only(str),
        int: _only(int),
        bool: _only(bool),
        Money: lambda plain: Money(_only(int)(plain)),
        Decimal: lambda plain: Decimal(_only(str)(plain)),
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
    }
    if kind in known:
        return known[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    raise TypeError(f"cannot be stored: {kind}")


def _only(kind: type) -> Callable[[Any], Any]:
    def read(plain: Any) -> Any:
        if type(plain) is not kind:
            raise TypeError(f"{kind.__name__} expected")
        return plain

    return read


def _optional(kind: Any) -> Callable[[Any], Any]:
    inner = [argument for argument in get_args(kind) if argument is not NoneType]
    if len(inner) != 1:
        raise TypeError(f"cannot be stored: {kind}")
    read = _reader(inner[0])
    return lambda plain: None if plain is None else read(plain)


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read = _reader(arguments[0])
        return lambda plain: tuple(read(part) for part in plain)
    readers = [_reader(argument) for argument in arguments]
    return lambda plain: tuple(read(part) for read, part in zip(readers, plain, strict=True))


def _record(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(plain: Any) -> Any:
        return kind(**{name: readers[name](part) for name, part in plain.items() if name in readers})

    return read
