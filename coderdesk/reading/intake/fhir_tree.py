"""FHIR R4 as plain dictionaries, from JSON, lines of JSON, or XML; and the look-up of what resources refer to."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from coderdesk.reading.intake.dates import date_of_stamp
from coderdesk.reading.intake.decode import decoded
from coderdesk.reading.intake.limits import DEEPEST_XML
from coderdesk.reading.intake.safe_xml import Node
from coderdesk.reading.intake.trouble import Damaged, Hostile

Resource = Mapping[str, Any]
_DEEPEST_BUNDLES = 4


def resources_of_json(content: bytes, name: str) -> list[dict[str, Any]]:
    """The resource, or one for each line of a bulk export. Raises Damaged and Hostile."""
    text = decoded(content).text.lstrip("\ufeff").strip()
    try:
        whole = json.loads(text)
    except RecursionError as trouble:
        raise Hostile(name, "its parts lie too deep in one another") from trouble
    except ValueError as trouble:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].rstrip().endswith("}"):
            raise Damaged(name, "its JSON breaks off") from trouble
        return [_line(line, name) for line in lines]
    rows = whole if isinstance(whole, list) else [whole]
    return [row for row in rows if isinstance(row, dict)]


def _line(line: str, name: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        raise Damaged(name, "a line of its JSON breaks off") from trouble
    if not isinstance(row, dict):
        raise Damaged(name, "a line of it is no resource")
    return row


def resource_of_xml(root: Node) -> dict[str, Any]:
    """The same shape as JSON has, but a part that may repeat and stands once is no list; `many` takes both."""
    return {"resourceType": root.tag, **_members(root, 0)}


def _members(node: Node, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in node.children:
        value = _value(child, depth + 1)
        if child.tag not in found:
            found[child.tag] = value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found


def _value(node: Node, depth: int) -> Any:
    if node.tag == "div" or depth > DEEPEST_XML:
        return node
    inner = list(node.children)
    if node.tag in {"resource", "contained"} and len(inner) == 1:
        return resource_of_xml(inner[0])
    if "value" in node.attributes and not [one for one in inner if one.tag != "extension"]:
        return node.get("value")
    return _members(node, depth) | ({"url": node.get("url")} if node.get("url") else {})


def many(value: object) -> list[Any]:
    """What may repeat, as a list, whichever way it stands."""
    return value if isinstance(value, list) else [] if value is None else [value]


def maps(value: object) -> list[Resource]:
    return [one for one in many(value) if isinstance(one, dict)]


def at(value: object, *steps: str) -> Any:
    """The first value at the end of these names; None when any is missing."""
    for step in steps:
        found = maps(value)
        value = found[0].get(step) if found else None
    listed = many(value)
    return listed[0] if listed else None


def words_at(value: object, *steps: str) -> str:
    found = at(value, *steps)
    return " ".join(found.split()) if isinstance(found, str) else str(found) if isinstance(found, int | float) else ""


def date_at(value: object, *steps: str) -> date | None:
    return date_of_stamp(words_at(value, *steps))


def concept(value: object) -> str:
    """A CodeableConcept in words: its text, else the first display, else the first code."""
    for one in maps(value):
        codings = maps(one.get("coding"))
        named = words_at(one, "text") or next((words_at(row, "display") for row in codings if row.get("display")), "")
        if named or codings:
            return named or words_at(codings[0], "code")
    return ""


def codes(value: object) -> Iterator[str]:
    for one in maps(value):
        for row in maps(one.get("coding")):
            yield words_at(row, "code")


def _unbundled(resource: Resource, url: object, path: str, depth: int) -> Iterator[tuple[Resource, object, str]]:
    """The resources of a Bundle, and of the bundles in it: a search answers with documents, which are bundles themselves."""
    entries = maps(resource.get("entry")) if resource.get("resourceType") == "Bundle" else []
    if not entries or depth > _DEEPEST_BUNDLES:
        yield resource, url, path
        return
    for place, entry in enumerate(entries):
        inner = entry.get("resource")
        if isinstance(inner, dict):
            yield from _unbundled(inner, entry.get("fullUrl"), f"{path}.entry[{place}].resource", depth + 1)


@dataclass(frozen=True, slots=True)
class Library:
    """The resources of a file by every name under which others refer to them."""

    by_name: Mapping[str, Resource]
    rows: tuple[tuple[Resource, str], ...]

    @classmethod
    def of(cls, resources: list[dict[str, Any]]) -> "Library":
        rows: list[tuple[Resource, str]] = []
        by_name: dict[str, Resource] = {}
        for number, resource in enumerate(resources):
            root = str(resource.get("resourceType")) + (f"[{number}]" if len(resources) > 1 else "")
            for one, url, path in _unbundled(resource, None, root, 0):
                rows.append((one, path))
                for name in (url, f"{one.get('resourceType')}/{one.get('id')}"):
                    by_name[str(name)] = one
        return cls(by_name, tuple(rows))

    def find(self, reference: object, within: Resource | None = None) -> Resource | None:
        """The resource that a Reference points at, when the file holds it; "#name" is looked up inside `within`."""
        name = words_at(reference, "reference")
        if name.startswith("#") and within is not None:
            return next((one for one in maps(within.get("contained")) if one.get("id") == name[1:]), None)
        parts = name.split("/_history/")[0].split("/")
        return self.by_name.get(name) or self.by_name.get("/".join(parts[-2:]))
