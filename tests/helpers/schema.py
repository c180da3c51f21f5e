"""As much of JSON Schema as docs/check.schema.json uses, to hold answers against it without a package for it."""

from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether the value meets the schema; `whole` is the document that its references lead into."""
    if "$ref" in schema:
        return fits(value, whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole)
    if "oneOf" in schema:
        return sum(fits(value, one, whole) for one in schema["oneOf"]) == 1
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    named = schema.get("type")
    names = [named] if isinstance(named, str) else named or []
    if names and not any(isinstance(value, _TYPES[name]) for name in names):
        return False
    if isinstance(value, list):
        return all(fits(one, schema.get("items", {}), whole) for one in value)
    return not isinstance(value, dict) or _object_fits(value, schema, whole)


def _object_fits(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    known = schema.get("properties", {})
    if any(name not in value for name in schema.get("required", ())):
        return False
    if schema.get("additionalProperties") is False and value.keys() - known.keys():
        return False
    return all(fits(value[name], one, whole) for name, one in known.items() if name in value)
