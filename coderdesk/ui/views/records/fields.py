"""What a form knows of one field: its label, where it stands in the record, how it is read, checked and written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

Texts = Mapping[str, str]


def as_text(value: Any) -> str:
    """The stored value as it stands in the field."""
    return "" if value is None else str(value)


def as_is(text: str) -> Any:
    return text.strip()


def no_complaint(text: str) -> str:  # noqa: ARG001 - a check takes what was typed
    return ""


def always(texts: Texts) -> bool:  # noqa: ARG001 - a condition takes what the form holds
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field. `path` runs through the record ("address.zip_code"); `check` answers with a sentence, or "" when content.

    `read` turns the stored value into text and `write` the checked text into a value. `choices` (stored text, words) make it
    a choice instead of a line; `columns` of twelve is its width; `lines` above one makes a paragraph.
    """

    path: str
    label: str
    check: Callable[[str], str] = no_complaint
    read: Callable[[Any], str] = as_text
    write: Callable[[str], Any] = as_is
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    columns: int = 12
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading, shown while `applies` says so of what the form holds."""

    title: str
    fields: tuple[FieldSpec, ...]
    applies: Callable[[Texts], bool] = always


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """A whole form. `prepare` fills in what is absent before the fields are written, `finish` drops what no longer applies."""

    kind: str
    sections: tuple[Section, ...]
    prepare: Callable[[Any], Any] = lambda value: value
    finish: Callable[[Any], Any] = lambda value: value

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        return tuple(field for section in self.sections for field in section.fields)


def value_at(record: Any, path: str) -> Any:
    """What stands at a path; None as soon as a part of the way is absent."""
    for name in path.split("."):
        if record is None:
            return None
        record = getattr(record, name)
    return record


def with_value_at(record: Any, path: str, value: Any) -> Any:
    """A new record that differs at one path only."""
    name, _, rest = path.partition(".")
    return replace(record, **{name: with_value_at(getattr(record, name), rest, value) if rest else value})
